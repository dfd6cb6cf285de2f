"""Words of health as one-letter classes, and the rules that tell a fact of somebody's health from talk about health.

Letters beside those of `persons`: `C` condition, `A` adjective of a person, `D` medicine or drug, `T` treatment,
`J` who treats the mind or a grave illness, `o` other who treats, `R` examination, `E` event, `S` symptom, `H` body, `B` body in many idioms, `G` trouble, `Q` self-harm, `Y` oneself,
`p` patient, `l` lost, `y` baby, `N` negation, `f` I broke, `a` drinks or smokes, `g` how much, `d` a dose, `8` a number of three or more digits, `9` a smaller one, `n` a capitalised word, `x` a subject of study, `w` any other word.
"""

from __future__ import annotations

import re

from .lexicon import Lexicon, Matter, alternatives
from .persons import COMMON, PERSONS, SUBJECTS

_WORDS = Lexicon(
    0,
    {
        **PERSONS,
        "C": "una_its tengo_its jaundice ictericia compulsao_alimentar binge_eating atracones problemas_con_el_alcohol problema_com_alcool problemas_com_alcool problemas_com_bebida ataque_de_panico ataques_de_panico usa_crack usando_crack smokes_crack fuma_crack nervous_breakdown colapso_nervoso sindrome_do_panico nightmares special_needs necessidades_especiais learning_disability speech_delay atraso_na_fala nanismo doenca_rara rare_disease cancer_survivor illness enfermidade moléstia molestia hemorragia_interna concussao traumatismo queimadura queimaduras burns fibroid fibroids pneumotorax embolia embolism arritmias soplo sopro_no_coracao cardiac_arrest parada_cardiaca high_blood_pressure pressao_alta hipoglicemia hypoglycemia hiperglicemia intolerante_a_lactose lactose_intolerant gestacao gestante expecting_a_baby esperando_um_bebe esperando_bebe espero_un_bebe due_date remission remissao remision stage_iv stage_4 estagio_iv estagio_4 crise_convulsiva crises_convulsivas crises crisis_de_ansiedad ataques_de_panico panic_attacks cadeira_de_rodas wheelchair silla_de_ruedas muletas crutches quimicodependente autoimmune autoimune autoinmune desmame retardo demencial surdez deafness cegueira blindness hearing_loss vision_loss perda_auditiva amputacao amputation tentando_engravidar trying_to_conceive hodgkin asperger turner scabies sarna abstinencia withdrawal cleft_palate labio_leporino birth_defect palpitacao hip_replacement knee_replacement cid-10 regla_atrasada ferida_no_penis renal_failure falencia_renal insuficiencia_renal insuficiencia_cardiaca kidney_failure heart_failure stroke_victim rheumatoid reumatoide preeclampsia eclampsia dependencia_quimica narcolepsia narcolepsy labirintite vertigo tinnitus zumbido calculo_renal pedra_nos_rins kidney_stones varizes refluxo reflux intestino_irritavel ibs mononucleos* shingles zoster hemofilia hemophilia candidiase infeccao_urinaria uti_urinaria fibrose fibrosis cystic linfedema lipoma sarcoma mieloma myeloma glioma glioblastoma nodule polyp polipo polipos tendinite tendinitis bursite ciatica sciatica hepatopatia esteatose hiperplasia endocardite miocardite myocardit* pericardit* angina isquemia ischemia edema trombocit* leishmaniose doenca_de_chagas chagas hanseniase lepra leprosy sarampo measles caxumba mumps catapora coqueluche gripe influenza h1n1 monkeypox mpox stillborn dyslexia dislexia discalculia gagueira tourette bpd gad mdd cptsd dissociat* dissociativ* psicose psychosis psicosis mania delirio delirium paranoia paranoid estresse_pos_traumatico transtorno_alimentar eating_disorder alcohol_problem drinking_problem drug_problem substance_abuse chronic_fatigue long_covid problema_de_saude health_problem health_issue problemas_de_saude mental_health saude_mental condicion_medica medical_condition quadro_clinico cancerigeno oncologico tumoral hiv vih aids sida cancer canceres tumor tumour tumores bulto bultos tumor_cerebral leucemia leukemia linfoma lymphoma melanoma carcinoma "
        "metast* diabetes diabete depressao depression depresion ansiedade anxiety ansiedad borderline esquizofrenia "
        "schizophrenia autismo autism tdah adhd tept ptsd ocd toc burnout alzheimer* parkinson* demencia dementia epilepsia "
        "epilepsy avc derrame stroke infarto ictus arritmia arrhythmia hipertensao hypertension hipertension asma asthma "
        "bronquite bronchitis enfisema dpoc copd tuberculos* hepatit* cirros* cirrhosis lupus fibromialgia fibromyalgia "
        "artrit* arthritis artrose escleros* sclerosis endometrios* sop pcos mioma* sifilis syphilis gonorre* gonorrh* herpes "
        "hpv clamidia chlamydia ist dst std sti ets covid covid19 coronavirus dengue zika chikungunya malaria pneumonia "
        "neumonia anorexia bulimia alcoolismo alcoholism alcoholismo obesidade obesity obesidad sobrepeso gravidez pregnancy "
        "embarazo aborto abortion miscarriage impotencia impotence infertilidade infertility infertilidad menopausa menopause "
        "suicidio suicide transtorno disorder trastorno sindrome syndrome crohn colite colitis gastrite gastritis ulcera "
        "ulcer psoria* vitiligo hanseniase glaucoma catarata* cataract* anemia anaemia enxaqueca* migraine migraines migrana "
        "migranas trombose thrombosis aneurisma aneurysm hernia apendicit* appendicitis cardiopatia nefropatia neuropat* "
        "retinopat* hipotireoidismo hypothyroidism hipertireoidismo tireoide thyroid colesterol cholesterol escoliose "
        "scoliosis osteoporos* apneia apnea insonia insomnia insomnio fobia phobia panico panic vicio addiction adiccion "
        "alergia alergias allergy allergies intolerancia doenca disease enfermedad deficiencia disability discapacidad cisto "
        "cistos cyst cysts quiste quistes nodulo nodulos lump fratura fracture fractura glicemia glicose glucose glucosa "
        "infeccao infection infeccion eczema dermatit* rinite sinusite dysfunction disfuncao spectrum espectro gastroenterite "
        "hemorroida* hemorrhoid* calculos gout gota reumat* pancreatit* fibrilla* fibrilacao heart_attack panic_attack* enfarte meningit* sepsis sepse concussion relapse recaida "
        "alcoholism lesao luto ptosis vih+ hiv+ cid paralisia paralysis sindrome_de_down down_syndrome",
        "A": "sick ill unwell doente enfermo enferma premature prematuro prematura benign benigno benigna stuttering gago gaga albino anao internado trans suicid* heroin-free penicilina penicillin intersex transgender pre-diabetic* prediabetic* hemiplegic* acidentad* sequelad* amputad* amputee incapacitad* incapacitated bedridden demented senil malnourished desnutrid* subnutrid* overweight underweight diabetic* hipertens* hypertensive soropositiv* seropositiv* gravida pregnant embarazada deprimid* depressed "
        "epileptic* esquizofrenic* schizophrenic asmatic* asthmatic autista autistic celiac* alcoolatra alcoholic* suicidal "
        "suicida bipolar anorexic* bulimic* infertil infertile esteril cego cega blind surdo surda deaf cadeirante wheelchair "
        "paraplegic* tetraplegic* hemofilic* transplantad* obes* anemic* acamad* drogad* ansios* positiv* disabled pcd "
        "discapacitad* immunocompromised imunossuprimid* addict addicted sober viciad* dependente malignant maligno maligna "
        "neurodiverg* adict* ciego ciega sordo sorda minusvalid* alergic* allergic",
        "D": "prescription prescriptions receita_medica nicotine nicotina vape cigarros_por_dia packs_a_day calmante calmantes relaxante ibuprofen* paracetamol dipirona aspirin aspirina tylenol advil amoxicilin* azitromicin* ivermectin* cortisona cortisone suplemento_de_ferro hormon* sintrom acenocumarol eliquis xarelto marevan clexane plavix concerta stavigile depakene trileptal tegretol lamictal abilify aripiprazol* pristiq desvenlafaxin* citalopram nortriptilin* amitriptilin* imipramin* trazodon* mirtazapin* buspiron* humira adalimumab* rituximab* keytruda biktarvy dolutegravir* efavirenz* tenofovir* lamivudin* roacutan isotretinoin* accutane finasterid* espironolacton* spironolacton* furosemid* hidroclorotiazid* captopril* lisinopril* simvastatin* atorvastatin* rosuvastatin* carvedilol* bisoprolol* digoxin* amiodaron* gabapentin* pregabalin* tramadol* codein* fentan* suboxone buprenorphin* disulfiram* naloxon* misoprostol cytotec medicacao_controlada remedio_controlado tarja_preta sleeping_pills sertralin* fluoxetin* prozac zoloft rivotril clonazepam* escitalopram lexapro lexotan* alprazolam xanax diazepam "
        "valium insulin* ritalin* venvanse vyvanse adderall metilfenidat* litio lithium quetiapin* seroquel olanzapin* "
        "risperidon* bupropi* wellbutrin venlafaxin* effexor duloxetin* cymbalta paroxetin* metformin* losartan* enalapril* "
        "atenolol amlodipin* anlodipin* antidepres* ansioliti* antipsic* antipsych* antirretrov* anticonvuls* anticoagul* "
        "varfarin* warfarin ozempic wegovy mounjaro semaglutid* viagra sildenafil* tadalafil* cialis truvada anticoncep* contracept* pilula prep methotrexat* "
        "metotrexat* tamoxifen* prednison* corticoid* levotirox* levothyrox* puran synthroid topiramat* carbamazepin* depakote "
        "valproat* naltrexon* methadone metadona oxycodone opioid* morfina morphine remedio remedios remedinho medicacao "
        "medicacion medication medications meds pills comprimidos pastillas medicamento medicamentos antibiotic* hormonio* "
        "testosterona testosterone zolpidem donepezil* memantin* haldol cocaina cocaine heroina heroin meth "
        "maconha marijuana weed cannabis canabidiol lamotrigin* levodopa statin* estatina* inhaler bombinha bloodthinner*",
        "T": "aparelho_auditivo audifono audifonos root_canal cesarea cesariana c-section transfusao transfusion transfusion_de_sangre lipoaspiracao liposuction rinoplastia rhinoplasty implante_coclear cochlear_implant marca-passo marca_passo dentadura dentures glicada quimioterapico tratamento_medico tratamento_de_saude medical_treatment fertility_treatment psych_ward ala_psiquiatrica psychiatric_hospital caps_ad tratamento_psiquiatrico tratamiento_psiquiatrico colostomia colostomy protese prothesis stent cateterismo catheter angioplast* cpap iud diu hormone_therapy terapia_hormonal homecare palliative paliativ* uti_neonatal eletrochoque electroshock terapia* therapy psicoterapia psychotherapy quimioterapia quimio chemo chemotherapy radioterapia radiotherapy "
        "hemodialise dialysis dialise dialisis cirurgia* surger* cirugia* transplante transplant mastectomia mastectomy "
        "histerectom* hysterectomy vasectomia vasectomy bariatrica bypass marcapasso marcapasos pacemaker rehab reabilitacao "
        "internacao fisioterapia fertilizacao ivf fiv curetagem psiquiatric* psychiatric rehabilitacion laqueadura clinica_de_desintoxicacion desintoxicacion detox hospice",
        "J": "terapeuta therapist psicologo psicologa psychologist psiquiatra psychiatrist oncologista oncologist oncologo oncologa cardiologista cardiologist cardiologo neurologista neurologist neurologo ginecologista gynecologist ginecologo obgyn urologista urologist endocrinologista endocrinologist infectologista nefrologista nephrologist gastroenterologista reumatologista rheumatologist hematologista obstetra fonoaudiolog* fisioterapeuta physiotherapist nutrologo shrink counselor",
        "o": "doctor doutor doutora medico medica nurse enfermeir* dentist dentista",
        "l": "lost perdi perdimos perdio",
        "y": "baby bebe nenem pregnancy",
        "R": "cd4 tomography pet_scan ct_scan x-ray raio-x radiografia eletro holter teste_de_gravidez pregnancy_test hiv_test exame_de_sangue blood_test blood_tests toxicologico drug_test rapid_test teste_rapido exame_medico medical_exam test_results biopsia biopsy hemograma ultrassom ultrasound ultrassonografia ressonancia mri tomografia colonoscop* mamografia "
        "mammogram endoscopia papanicolau laudo laudos atestado prontuario ecocardiograma eletrocardiograma resonancia ecografia "
        "bloodwork diagnosis diagnoses sangue blood sangre hemoglobina plaquetas platelets triglicerid* carga_viral viral_load mri_scan creatinina psa",
        "E": "uci de_baja_por de_licenca_medica in_the_hospital in_hospital no_hospital en_el_hospital na_uti emergency_room the_er samu ambulancia ambulance hospitalised infartou enfartou convulsionou teve_alta medically_discharged licenca_medica medical_leave sick_leave auxilio-doenca auxilio_doenca afastada_pelo_inss afastado_pelo_inss diagnosed diagnosticad* diagnosticaram diagnosticaron diagnosticou diagnostico internad* internaram hospitaliz* hospitalis* operad* operei operaram operaron reagente infectad* infected "
        "contaminad* overdose overdosed medicad* prescribed receitou receitaram recetaron recaida relapsed desmaiei convulsion* "
        "convulsao convulsoes seizure seizures entubad* intubad* intubated uti icu coma abortei abortou engravid* surto surtei "
        "surtou miscarried ingresad* ingresaron raped estuprad* violentad* violad* abusad* molested",
        "S": "threw_up throwing_up coughing_up_blood vomitei vomite blood_in_my_stool blood_in_my_urine sangue_na_urina sangue_nas_fezes itchy itching swollen swelling inchad* verruga* wart* desmaiou desmaio desmaios fainted faints fainting desmayo desmaye hair_loss low_testosterone sperm_count my_period minha_menstruacao menstruacao sin_regla chest_pains ferida feridas erecao erection ereccion vozes voices wet_the_bed corrimento tremores tremors hemorragia febre fever fiebre tontura tonturas dizzy dizziness nausea nauseas vomit* diarreia diarrhea diarrea dor dores pain "
        "pains dolor dolores palpitacoes palpitations sangramento bleeding sangrado rash coceira caroco tosse cough bleed "
        "dormencia numbness cansaco fadiga fatigue discharge ardor",
        "H": "a1c hemoglobina_glicada hba1c beta_hcg vitamina_d ligamento ligamentos ligament ligaments acl menisco meniscus tornozelo ankle tobillo ombro shoulder hombro quadril hip_bone cadera costela costelas rib ribs clavicula femur tibia fibula braco antebraco perna pernas pierna piernas leg legs pulso wrist muneca dente dentes tooth teeth gengiva gums nariz nose urina urine pee orina xixi fezes stool poop visao vision_loss eyesight vista retina timpano eardrum amigdala apendice appendix figado saturacao oxygen_saturation batimentos heart_rate blood_sugar acucar_no_sangue azucar_en_sangre temperatura_corporal pressao_arterial presion_arterial blood_type tipo_sanguineo sperm esperma sistema_imunologico immune_system penis vagina anus testicul* testicle* femur ldl hdl imc bmi tsh figado liver higado coracao heart corazon rim rins kidney kidneys rinon rinones pulmao pulmoes lung lungs pulmon "
        "pressao pressure presion joelho knee rodilla coluna spine columna prostata prostate "
        "utero uterus ovario ovarios ovary mama breast seio seno estomago stomach peito chest pecho vesicula "
        "gallbladder garganta virilha groin",
        "B": "mao maos hand hands arm arms vision pe pes foot feet dedo dedos finger fingers pescoco neck cuello ouvidos ears ear costas back espalda cabeca head cabeza ouvido olho olhos eye eyes pele skin piel",
        "G": "broken tore torn torceu rompeu shake shakes shaking treme tremem tremendo sangra sangrando bleeds hurt hurting numb dormente dormentes travada travado stiff blurry embacada borrosa dark escura escuro arde ardendo arden dolorido sore infected inchado inchada inchou feel sinto operei perdi lost alterado alterada abnormal elevated quebrou broke fraturou fratura condition problema problemas problem problems alta alto high low baixa failing failure falha gordura eretil erectile "
        "inflamad* fraturad* fracturad* enlarged doi doendo hurts ache aching duele murmur sopro attack attacks fatty pedra "
        "pedras stones ar",
        "Q": "corta corto cortando mata matar kill killing suicidarme cortar cuts cutting harm harming harmed machucar",
        "Y": "se myself herself himself themselves",
        "a": "bebe bebem drink drinks drinking drank smoke smokes smoking fuma fumam fumando bebendo fumo bebo fumaba bebia",
        "g": "garrafa garrafas bottle bottles botella botellas maco macos pack packs cajetilla cajetillas cerveja cervejas beers beer cigarros cigarettes cigarrillos cachaca vodka whisky vinho wine doses",
        "f": "quebrei torci rompi fraturei machuquei desloquei torce",
        "N": "nao no can't cannot couldn't don't not never sin sem without",
        "p": "paciente patient pcte",
        "X": "uso_crack smoke_crack binge_and_purge sem_vontade_de_viver tenho_mais_vontade_de_viver don't_want_to_live no_quiero_vivir sin_ganas_de_vivir nao_quero_mais_viver self-harm autolesiono mutilo me_corto tirar_minha_propria_vida meu_tipo_sanguineo my_blood_type mi_tipo_de_sangre missed_my_period my_period_is_late menstruacao_atrasada menstruacao_nao_desce menstruacao_nao_desceu to_gravida to_deprimida to_deprimido to_internada to_internado to_doente quero_morrer want_to_die quiero_morir kill_myself killing_myself me_matar se_matou end_my_life tirar_minha_vida tirar_a_vida pensamentos_suicidas suicidal_thoughts ideacao_suicida tentou_suicidio attempted_suicide tentei_suicidio tentativa_de_suicidio quitarme_la_vida baja_por_ansiedad baja_por_depresion",
        "x": SUBJECTS + " secretaria ministerio ministry governo government prefeitura municipio municipal distrito federal estado state states united world national nacional organization organizacao department departamento agency agencia universidade university instituto institute sus anvisa brasil brazil rio_de_janeiro sao_paulo minas_gerais bahia africa europe europa china india coffee cafe chocolate sugar game games series reuniao meetings "
        "cachorro dog gato cat plants plantas overfitting carro car placa motor computer computador laptop servidor server cpu rir laughing "
        "unit",
        "w": COMMON + " hearing_aid hearing_aids first_aid band_aid visual_aid visual_aids pressao_alta_de_uso doente_de_saudade lovesick homesick",
    }
)  # fmt: skip
_SELF = "(?:[vV]|iw?[bq]|iw?v)"
_KIN = "(?:[mr]w{0,2}n?[ky])"
_FULL = "(?:hn+|n~?n+|(?<!^)z|nw{1,2}R)"
_NAMED = "(?:[hk]n+|n~?n+|nw{1,2}R|n)"
_MATTER = "[CADTE](?![wv]?x)"
_ANY = "[^xo?]"
HEALTH = Matter(
    kind="health",
    lexicon=_WORDS,
    topics="CADTJRESQHyXBa",
    persons="vViemkhprulXRf",
    needs=re.compile(r"[CADTJRESQHyXBa]|[iv][wbv]*d"),
    rules=alternatives(
        rf"(?:{_SELF}|{_KIN}|{_FULL}){_ANY}{{0,12}}{_MATTER}|o[^xo]{{0,4}}u[^xo]{{0,4}}{_MATTER}|mo[^x]{{0,6}}{_MATTER}",
        rf"(?:{_SELF}|[iem]){_ANY}{{0,4}}E|e[^x]{{0,4}}[RT]|e[wb]{{0,2}}b[wb]{{0,3}}[RCT]",
        r"(?:i[wb]{0,2}b|v)w{1,2}J(?!w?x)|mw?J(?!w?x)|J[^x]{0,3}e",
        r"m[w89H]{0,3}[CADTR]{1,3}(?![xw]{0,2}x)|mo[^x]{0,6}[CDTHE]",
        rf"{_KIN}{_ANY}{{0,9}}(?:[RHC][^x]{{0,2}}G)|mw{{0,2}}R[^x]{{0,5}}G",
        rf"[CADTRH][^x]{{0,4}}{_KIN}|[CTE]w?(?:v|ib)|[CR]wn[^x]{{0,2}}A",
        r"p[w:]{0,2}n+[^x]{0,14}[CADTRESHG]|n[wn~]{1,3},9[w,]{1,2}[^x]{0,6}[CAD]",
        rf"{_NAMED}[w,89]{{0,5}}[bq][wbq89]{{0,4}}(?:[CADTE]|HG)",
        r"kn+[^x]{0,6}[CADTRE]|En+|z[wbH]{0,2}[CADTRE]",
        rf"{_FULL}{_ANY}{{0,8}}{_MATTER}|[CDTR][wbq]{{0,3}}{_FULL}|[CADTE]{_ANY}{{0,4}}n~?n",
        rf"(?:{_SELF}|{_KIN}[^x]{{0,2}}[bqj])[^x]{{0,6}}S[^x]*$|Sw{{0,2}}mH|vS",
        rf"(?:{_SELF}|{_KIN}|m)[^x]{{0,5}}(?:[HB][^xi]{{0,4}}G|G[^xi]{{0,2}}[HB])[^x]*$|mw?[HB][^xi]{{0,4}}G",
        r"mw?[HRC][^x]{0,3}[89]|CwmH",
        r"[iv][wbv]{0,3}d",
        rf"(?:{_SELF}|i|e|{_KIN}).{{0,5}}(?:QY|YQ)|eQ|{_KIN}.{{0,4}}YQ|X(?!w?x)",
        r"l[mw]{0,2}y|Gw?mw?[HB]|f[^x]{0,3}[HB]|N[vb][mw]{0,2}[HB]|m[wb]{0,2}Hw?[89]|H[89][^x]{0,6}m|m[wH]?S|iC(?!x)",
        rf"(?:v|i|{_KIN})[^x]{{0,3}}a[^x]{{0,4}}g|(?:^|w)a[^x]{{0,3}}g[^x]{{0,3}}(?:w9|m)",
        rf"{_KIN}[^x]{{0,9}}H[^x]{{0,3}}[89]|{_KIN}[^x]{{0,4}}[ru]R|kJ|mw{{0,2}}[HB][^x]{{0,4}}C",
        rf"(?:v|i|e|N)[^x]{{0,4}}G[^x]{{0,3}}[HB](?![^x]*x)|[HB][^x]{{0,3}}G[^x]*m(?![^x]*x)",
    ),
    continued=alternatives(r"^[^x]*(?:[CADTEX](?!w?x)|R[^x]{0,5}G|S)[^x]*$"),
)
"""Facts of health."""
