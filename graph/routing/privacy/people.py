"""Words of health, money and kinship as one-letter classes."""

from __future__ import annotations

from .lexicon import Lexicon

PEOPLE = Lexicon(
    {
    # persons
    "i": "i eu yo me mim",
    "v": "i'm i've im ive i'd tenho tive estou to tou tava estava fui sou sofro convivo peguei contrai descobri testei "
    "tomo uso faco fiz comecei preciso perdi tengo tuve estoy soy padezco sufro hago hice contraje estuve era",
    "m": "my our meu minha meus minhas mi mis nosso nossa nuestro nuestra",
    "k": "mae pai filho filha filhos filhas irmao irma irmaos espos* marido mulher avo vovo vo tio tia primo prima "
    "namorad* noivo noiva sobrinh* cunhad* sogr* amigo amiga vizinh* chefe colega funcionari* cliente alun* bebe nenem "
    "enteado enteada padrasto madrasta neto neta companheir* socio socia empregad* mother mom mum mommy father dad daddy "
    "son sons daughter daughters wife husband brother sister sibling grandm* grandf* grandp* uncle aunt cousin nephew "
    "niece girlfriend boyfriend partner friend boss coworker co-worker colleague neighbor neighbour employee client "
    "student kid kids child children baby fiance* roommate spouse stepson stepdaughter stepmother stepfather madre padre "
    "mama papa hijo hija hijos herman* abuel* novio novia mujer jefe jefa vecin* emplead* suegr* sobrin* cuñad* niet* "
    "pareja companer* parents pais padres familia family",
    "p": "paciente patient pcte pte px",
    "h": "sr sra srta dr dra mr mrs ms miss dona don dona seu senhor senhora señor senora",
    # verbs of the third person, and of the first after a pronoun
    "b": "have has had am is are was were been being got gets get suffer suffers suffered suffering live lives take "
    "takes took taking use uses using need needs undergo undergoes underwent died contracted caught developed seeing "
    "see sees tested battling fighting recovering started starting had tem tinha teve esta ta estava foi era sofre "
    "sofria sofreu convive toma tomou tomando usa usando faz fez fazendo fazia pegou contraiu descobriu morreu faleceu "
    "precisa precisou comecou vive tiene tenia tuvo esta estaba fue es e padece padecia sufre sufrio toma usa hace hizo "
    "murio necesita s presents present presenta apresenta com with tratando trata luta lutando fazemos",
    # health
    "C": "hiv vih aids sida cancer canceres tumor tumour tumores leucemia leukemia linfoma lymphoma melanoma carcinoma "
    "metast* diabetes depressao depression depresion ansiedade anxiety ansiedad bipolar* esquizofren* schizophren* "
    "autis* tdah adhd tept ptsd ocd burnout alzheimer* parkinson* demencia dementia epileps* epilep* avc derrame stroke "
    "infarto infarct* ictus arritmia arrhythmia hipertens* hypertension asma asthma bronquite bronchitis enfisema dpoc "
    "copd tuberculos* hepatit* cirros* cirrhosis lupus fibromialgia fibromyalgia artrit* arthritis artrose escleros* "
    "sclerosis endometrios* sop pcos mioma* sifilis syphilis gonorre* gonorrh* herpes hpv clamidia chlamydia ist dst std "
    "sti ets covid covid19 coronavirus dengue zika chikungunya malaria pneumonia neumonia anorexia bulimia alcoolismo "
    "alcoholism alcoholismo obesidade obesity gravidez pregnancy embarazo aborto abortion miscarriage impotencia "
    "impotence infertilidade infertility infertilidad menopausa menopause suicid* automutil* transtorno disorder "
    "trastorno sindrome syndrome celiac* crohn colite colitis gastrite gastritis ulcera ulcer psoria* vitiligo "
    "hanseniase glaucoma catarata* cataract* anemia anaemia enxaqueca migraine migraines migrana trombose thrombosis "
    "aneurisma aneurysm hernia apendicit* appendicitis insuficiencia cardiopatia nefropatia neuropat* retinopat* "
    "hipotireoidismo hypothyroidism hipertireoidismo tireoide thyroid colesterol cholesterol trombo* escoliose scoliosis "
    "osteoporos* apneia apnea insonia insomnia insomnio toc fobia phobia panico vicio addiction adiccion dependencia "
    "alergia alergias allergy allergies intolerancia doenca disease enfermedad deficiencia disability discapacidad "
    "trauma cisto cysts cyst quiste quistes nodulo nodulos lump fratura fracture fractura glicemia glicose diabete "
    "glucose glucosa infeccao infection infeccion lesao injury coagulo eczema dermatit* acne rosacea rinite sinusite",
    "A": "diabetic* hipertens* hypertensive soropositiv* seropositiv* gravida pregnant embarazada deprimid* depressed "
    "epileptic* esquizofrenic* schizophrenic asmatic* asthmatic autista autistic celiac* alcoolatra alcoholic alcoholic* "
    "dependente suicidal bipolar anorexic* bulimic* infertil infertile esteril cego cega blind surdo surda deaf "
    "cadeirante paraplegic* tetraplegic* hiv+ hemofilic* transplantad* obes* anemic* acamad* drogad* ansios* positiv* "
    "disabled pcd discapacitad* immunocompromised imunossuprimid* terminal addicted viciad*",
    "D": "sertralina sertraline fluoxetin* prozac zoloft rivotril clonazepam* escitalopram lexapro lexotan* alprazolam "
    "xanax frontal diazepam valium insulin* ritalin* venvanse vyvanse adderall metilfenidat* litio lithium quetiapin* "
    "seroquel olanzapin* risperidon* bupropi* wellbutrin venlafaxin* effexor duloxetin* cymbalta paroxetin* metformin* "
    "losartan* enalapril* atenolol amlodipin* antidepress* ansioliti* antipsicotic* antipsychotic* antirretrov* "
    "antiretrovir* anticonvuls* anticoagul* varfarin* warfarin ozempic wegovy mounjaro semaglutid* viagra sildenafil* "
    "tadalafil* cialis truvada methotrexat* metotrexat* tamoxifen* prednison* corticoid* levotirox* levothyrox* puran "
    "synthroid topiramat* carbamazepin* depakote valproat* naltrexon* methadone metadona oxycodone opioid* morfina "
    "morphine remedio remedios remedinho medicacao medicacion medication medications meds pills comprimidos pastillas "
    "medicamento medicamentos antibiotico* antibiotic* omeprazol* propranolol hormonio hormonios testosterona zolpidem",
    "T": "terapia therapy psicoterapia psychotherapy terapeuta therapist psicolog* psychologist psiquiatr* psychiatrist "
    "quimioterapia quimio chemo chemotherapy radioterapia radiotherapy hemodialise dialysis dialise dialisis cirurgia "
    "surgery cirugia transplante transplant oncolog* cardiolog* neurolog* ginecolog* urolog* endocrinolog* infectolog* "
    "mastectomia mastectomy histerectom* hysterectomy vasectomia vasectomy bariatrica bypass marcapasso pacemaker "
    "rehab reabilitacao internacao fisioterapia caps aa fertilizacao ivf fiv curetagem marcapasos",
    "R": "biopsia biopsy hemograma ultrassom ultrasound ultrassonografia ressonancia mri tomografia colonoscop* "
    "mamografia mammogram endoscopia papanicolau laudo laudos atestado prontuario ecocardiograma eletrocardiograma "
    "resonancia ecografia bloodwork diagnostico diagnosis diagnose diagnoses exame exames sangue blood analisis",
    "E": "diagnos* internad* internaram hospitaliz* operad* operei operou reagente infectad* infected contaminad* "
    "overdose overdosed medicad* prescribed receitou receitaram recetaron recaida relapse* desmaiei convulsion* "
    "convulsao seizure seizures entubad* intubad* intubated uti icu coma abortei abortou engravid* grav* relapsed surto "
    "surtei surtou",
    "S": "febre fever fiebre tontura tonturas dizzy nausea nauseas vomit* diarreia diarrhea diarrea dor dores pain pains "
    "dolor palpitacoes palpitations sangramento bleeding sangrado rash coceira caroco bleed* tosse cough falta",
    # money
    "F": "salario salarios salary salaries renda rendimento rendimentos income earnings ingreso ingresos sueldo sueldos "
    "remuneracao wage wages paycheck holerite contracheque nomina divida dividas debt debts deuda deudas emprestimo "
    "emprestimos loan loans prestamo mortgage hipoteca financiamento saldo balance credit credito score savings poupanca "
    "ahorros patrimonio aposentadoria pension pensao beneficio beneficios bonus fgts investimentos investments "
    "inversiones portfolio networth worth taxes imposto irpf fatura alimony consignado cheque conta pix rent aluguel "
    "overdraft limite fortune heranca inheritance herencia plr comissao commission",
    "O": "ganho recebo devo ganha recebe deve ganhamos devemos earn earns earned earning owe owes owed owing make makes "
    "making paid gano cobro debo gana cobra debe pago guardei poupei economizei invested investi inherited herdei "
    "devendo ganhando recebendo ganhava recebia debiendo ganando cobrando",
    "B": "falido falida falimos endividad* negativad* inadimplente* bankrupt bankruptcy broke insolvent* falencia "
    "bancarrota serasa spc endeudad* quebrad* despejad* evicted foreclosure foreclosed penhora* penhorad* caloteir* "
    "agiota loanshark quiebra morosos asnef desempregad* unemployed desemplead* arruinad* inadimplencia",
    # what turns a fact into a subject of study, and questions in general
    "x": "about sobre acerca project projeto proyecto trabalho tcc monografia artigo article articulo question duvida "
    "duvidas pregunta dataset app aplicativo aplicacion site website class aula curso course write escrever escribir "
    "read ler leer li lendo paper thesis tese study studies estudo estudos estudio research pesquisa investigacion model "
    "modelo classifier prediction detection livro book libro game jogo juego know saber think acho pienso learn aprender "
    "interesse interested interes interesse curious curiosidade chatbot script code codigo function funcao funcion "
    "campaign campanha palestra presentation apresentacao essay redacao ensayo documentario documentary novel character "
    "personagem personaje story historia startup product calculator calculadora simulador simulator spreadsheet template "
    "tutorial blog post podcast news noticia poem poema song list lista exam prova heard hear ouvi wrote escrevi company "
    "empresa software sistema system database banco algoritmo algorithm explain explicar understand entender professor "
    "teacher nurse enfermeir* medico medica doctor doutor resident biology biologia history studying estudando estudiando "
    "working trabalhando building writing escrevendo lesson doctorate doutorado mestrado phd specialist especialista "
    "foundation ong ngo hospital clinic clinica charity awareness conscientizacao prevent prevenir prevencao prevention "
    "avoid evitar risk risco riesgo wonder imagine if se si suppose suponha",
    }
)  # fmt: skip


TOPICS = frozenset("CADTRESFOB")
"""Classes that make a sentence worth reading."""
