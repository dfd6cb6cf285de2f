"""Words of health as one-letter classes, and the rules that tell a fact of somebody's health from talk about health.

Letters beside those of `persons`: `C` condition, `A` adjective of a person, `D` medicine or drug, `T` treatment,
`J` who treats the mind or a grave illness, `o` other who treats, `R` examination, `E` event, `S` symptom, `H` body,
`B` body in many idioms, `G` trouble, `Q` self-harm, `Y` oneself, `p` patient, `P` a person by sex, `W` years of age, `F` what a patient tells, `l` lost, `y` baby, `N` negation, `f`
I broke, `a` drinks or smokes, `g` how much, `d` a dose, `8` a number of three or more digits, `9` a smaller one,
`n` a capitalised word, `x` a subject of study, `Z` a department, `w` any other word.
"""

from __future__ import annotations

import re

from .lexicon import Lexicon, Matter, alternatives
from .persons import COMMON, PERSONS, SUBJECTS

_WORDS = Lexicon(
    0,
    {
        **PERSONS,
        "C": "tea_nivel colica_renal crise_hipertensiva crise_renal afib amigdalit* celiac_disease chf cistit* ckd conjunctivitis conjuntivit* dvt faringit* gerd htn laringit* labirintit* nstemi otit* prostatit* stemi t2dm abortion aborto abstinencia addiction adhd adiccion aids alcohol_problem alcoholism alcoholismo "
        "alcoolismo alergia alergias allergies allergy alzheimer* amputacao amputation anaemia anemia "
        "aneurisma aneurysm angina anorexia bi-rads cardiopatia cefaleia cefalea dislipidemia dispneia dispnea dm1 dm2 epoc etilista tabagista ansiedad ansiedade anxiety apendicit* apnea apneia appendicitis "
        "arrhythmia arritmia arritmias arthritis artrit* artrose asma asperger asthma ataque_de_panico "
        "ataques_de_panico atracones atraso_na_fala autism autismo autoimmune autoimune autoinmune avc "
        "binge_eating birth_defect blindness borderline bpd bronchitis bronquite bulimia bulto bultos burnout "
        "burns bursite cadeira_de_rodas calculo_renal calculos cancer cancer_survivor canceres cancerigeno "
        "candidiase carcinoma cardiac_arrest cardiopatia catapora cataract* catarata* caxumba cegueira chagas "
        "chikungunya chlamydia cholesterol chronic_fatigue ciatica cid cid-10 cirrhosis cirros* cisto cistos "
        "clamidia cleft_palate colapso_nervoso colesterol colite colitis compulsao_alimentar concussao "
        "concussion condicion_medica copd coqueluche coronavirus covid covid19 cptsd crise_convulsiva crises "
        "crises_convulsivas crisis_de_ansiedad crohn crutches cyst cystic cysts deafness deficiencia delirio "
        "delirium demencia demencial dementia dengue dependencia_quimica depresion depressao depression "
        "dermatit* derrame desmame diabete diabetes disability discalculia discapacidad disease disfuncao "
        "dislexia disorder dissociat* dissociativ* doenca doenca_de_chagas doenca_rara down_syndrome dpoc "
        "drinking_problem drug_problem dst due_date dysfunction dyslexia eating_disorder eclampsia eczema "
        "edema embarazo embolia embolism endocardite endometrios* enfarte enfermedad enfermidade enfisema "
        "enxaqueca* epilepsia epilepsy escleros* escoliose espectro esperando_bebe esperando_um_bebe "
        "espero_un_bebe esquizofrenia estagio_4 estagio_iv esteatose estresse_pos_traumatico ets "
        "expecting_a_baby falencia_renal ferida_no_penis fibrilacao fibrilla* fibroid fibroids fibromialgia "
        "fibromyalgia fibrose fibrosis fobia fractura fracture fratura fuma_crack usa_drogas usando_drogas consume_drogas uses_drugs using_drugs doing_drugs gad gagueira gastrite "
        "gastritis gastroenterite gestacao gestante glaucoma glicemia glicose glioblastoma glioma glucosa "
        "glucose gonorre* gonorrh* gota gout gravidez gripe h1n1 hanseniase health_issue health_problem "
        "hearing_loss heart_attack heart_failure hemofilia hemophilia hemorragia_interna hemorrhoid* "
        "hemorroida* hepatit* hepatopatia hernia herpes high_blood_pressure hip_replacement hiperglicemia "
        "hiperplasia hipertensao hipertension hipertireoidismo hipoglicemia hipotireoidismo hiv hiv+ hodgkin "
        "hpv hypertension hypoglycemia hypothyroidism ibs ictericia ictus illness impotence impotencia infarto "
        "infeccao infeccao_urinaria infeccion infection infertilidad infertilidade infertility influenza "
        "insomnia insomnio insonia insuficiencia_cardiaca insuficiencia_renal intestino_irritavel intolerancia "
        "intolerante_a_lactose ischemia isquemia ist jaundice kidney_failure kidney_stones knee_replacement "
        "labio_leporino labirintite lactose_intolerant learning_disability leishmaniose lepra leprosy lesao "
        "leucemia leukemia linfedema linfoma lipoma long_covid lump lupus luto lymphoma malaria mania mdd "
        "measles medical_condition melanoma meningit* menopausa menopause mental_health metast* mieloma "
        "migraine migraines migrana migranas miocardite mioma* miscarriage molestia moléstia monkeypox "
        "mononucleos* mpox muletas mumps myeloma myocardit* nanismo narcolepsia narcolepsy "
        "necessidades_especiais nefropatia nervous_breakdown neumonia neuropat* nightmares nodule nodulo "
        "nodulos obesidad obesidade obesity ocd oncologico osteoporos* palpitacao pancreatit* panic "
        "panic_attack* panic_attacks panico parada_cardiaca paralisia paralysis paranoia paranoid parkinson* "
        "pcos pedra_nos_rins perda_auditiva pericardit* phobia pneumonia pneumotorax polipo polipos polyp "
        "preeclampsia pregnancy pressao_alta problema_com_alcool problema_de_saude problemas_com_alcool "
        "problemas_com_bebida problemas_con_el_alcohol problemas_de_saude psicose psicosis psoria* psychosis "
        "ptosis ptsd quadro_clinico queimadura queimaduras quimicodependente quiste quistes rare_disease "
        "recaida reflux refluxo regla_atrasada relapse remision remissao remission renal_failure retardo "
        "retinopat* reumat* reumatoide rheumatoid rinite sarampo sarcoma sarna saude_mental scabies "
        "schizophrenia sciatica sclerosis scoliosis sepse sepsis shingles sida sifilis silla_de_ruedas "
        "sindrome sindrome_de_down sindrome_do_panico sinusite smokes_crack sobrepeso sop soplo "
        "sopro_no_coracao special_needs spectrum speech_delay stage_4 stage_iv std sti stillborn stroke "
        "stroke_victim substance_abuse suicide suicidio surdez syndrome syphilis tdah tendinite tendinitis "
        "tengo_its tentando_engravidar tept thrombosis thyroid tinnitus tireoide toc tourette transtorno "
        "transtorno_alimentar trastorno traumatismo trombocit* trombose trying_to_conceive tuberculos* tumor "
        "tumor_cerebral tumoral tumores tumour turner ulcer ulcera una_its usa_crack usando_crack uti_urinaria "
        "varizes vertigo vicio vih vih+ vision_loss vitiligo wheelchair withdrawal zika zoster zumbido",
        "A": "acamad* acidentad* addict addicted adict* albino alcoholic* alcoolatra alergic* allergic "
        "amputad* amputee anao anemic* anorexic* ansios* asmatic* asthmatic autista autistic bedridden benign "
        "benigna benigno bipolar blind bulimic* cadeirante cega cego celiac* ciega ciego deaf demented "
        "dependente depressed depressiv* deprimid* desnutrid* diabetic* disabled discapacitad* doente drogad* embarazada "
        "enferma enfermo epileptic* esquizofrenic* esteril gaga gago gravida hemiplegic* hemofilic* "
        "heroin-free hipertens* hypertensive ill immunocompromised imunossuprimid* incapacitad* incapacitated "
        "infertil infertile internado intersex maligna malignant maligno malnourished minusvalid* neurodiverg* "
        "obes* overweight paraplegic* pcd penicilina penicillin positiv* pre-diabetic* prediabetic* pregnant "
        "prematura premature prematuro schizophrenic senil sequelad* seropositiv* sick sober sorda sordo "
        "soropositiv* stuttering subnutrid* suicid* suicida suicidal surda surdo tetraplegic* trans "
        "transgender transplantad* underweight unwell viciad* wheelchair",
        "D": "aciclovir* alopurinol* cefalexin* ciprofloxacin* dexametason* fluconazol* metronidazol* nimesulid* omeprazol* pantoprazol* salbutamol* abilify accutane acenocumarol adalimumab* adderall advil alprazolam amiodaron* amitriptilin* "
        "amlodipin* amoxicilin* anlodipin* ansioliti* antibiotic* anticoagul* anticoncep* anticonvuls* "
        "antidepres* antipsic* antipsych* antirretrov* aripiprazol* aspirin aspirina atenolol atorvastatin* "
        "azitromicin* biktarvy bisoprolol* bloodthinner* bombinha buprenorphin* bupropi* buspiron* calmante "
        "calmantes canabidiol cannabis captopril* carbamazepin* carvedilol* cialis cigarros_por_dia citalopram "
        "clexane clonazepam* cocaina cocaine codein* comprimidos concerta contracept* corticoid* cortisona "
        "cortisone cymbalta cytotec depakene depakote desvenlafaxin* diazepam digoxin* dipirona disulfiram* "
        "dolutegravir* donepezil* duloxetin* efavirenz* effexor eliquis enalapril* escitalopram "
        "espironolacton* estatina* fentan* finasterid* fluoxetin* furosemid* gabapentin* haldol heroin heroina "
        "hidroclorotiazid* hormon* hormonio* humira ibuprofen* imipramin* inhaler insulin* isotretinoin* "
        "ivermectin* keytruda lamictal lamivudin* lamotrigin* levodopa levothyrox* levotirox* lexapro lexotan* "
        "lisinopril* lithium litio losartan* maconha marevan marijuana medicacao medicacao_controlada "
        "medicacion medicamento medicamentos medication medications meds memantin* metadona metformin* meth "
        "methadone methotrexat* metilfenidat* metotrexat* mirtazapin* misoprostol morfina morphine mounjaro "
        "naloxon* naltrexon* nicotina nicotine nortriptilin* olanzapin* opioid* oxycodone ozempic packs_a_day "
        "paracetamol paroxetin* pastillas pills pilula plavix prednison* pregabalin* prep prescription "
        "prescriptions pristiq prozac puran quetiapin* receita_medica relaxante remedinho remedio "
        "remedio_controlado remedios risperidon* ritalin* rituximab* rivotril roacutan rosuvastatin* "
        "semaglutid* seroquel sertralin* sildenafil* simvastatin* sintrom sleeping_pills spironolacton* "
        "statin* stavigile suboxone suplemento_de_ferro synthroid tadalafil* tamoxifen* tarja_preta tegretol "
        "tenofovir* testosterona testosterone topiramat* tramadol* trazodon* trileptal truvada tylenol valium "
        "valproat* vape varfarin* venlafaxin* venvanse viagra vyvanse warfarin weed wegovy wellbutrin xanax "
        "xarelto zoloft zolpidem",
        "T": "ala_psiquiatrica angioplast* aparelho_auditivo audifono audifonos bariatrica bypass c-section "
        "caps_ad cateterismo catheter cesarea cesariana chemo chemotherapy cirugia* cirurgia* "
        "clinica_de_desintoxicacion cochlear_implant colostomia colostomy cpap curetagem dentadura dentures "
        "desintoxicacion detox dialise dialisis dialysis diu electroshock eletrochoque fertility_treatment "
        "fertilizacao fisioterapia fiv glicada hemodialise histerectom* homecare hormone_therapy hospice "
        "hysterectomy implante_coclear internacao iud ivf laqueadura lipoaspiracao liposuction marca-passo "
        "marca_passo marcapasos marcapasso mastectomia mastectomy medical_treatment pacemaker paliativ* "
        "palliative protese prothesis psicoterapia psiquiatric* psych_ward psychiatric psychiatric_hospital "
        "psychotherapy quimio quimioterapia quimioterapico radioterapia radiotherapy reabilitacao rehab "
        "rehabilitacion rhinoplasty rinoplastia root_canal stent surger* terapia* terapia_hormonal therapy "
        "transfusao transfusion transfusion_de_sangre transplant transplante tratamento_de_saude "
        "tratamento_medico tratamento_psiquiatrico tratamiento_psiquiatrico uti_neonatal vasectomia vasectomy",
        "J": "cardiologist cardiologista cardiologo counselor endocrinologist endocrinologista fisioterapeuta "
        "fonoaudiolog* gastroenterologista ginecologista ginecologo gynecologist hematologista infectologista "
        "nefrologista nephrologist neurologist neurologista neurologo nutrologo obgyn obstetra oncologa "
        "oncologist oncologista oncologo physiotherapist psicologa psicologo psiquiatra psychiatrist "
        "psychologist reumatologista rheumatologist shrink terapeuta therapist urologist urologista",
        "o": "dentist dentista doctor doutor doutora enfermeir* medica medico nurse",
        "l": "lost perdi perdimos perdio",
        "y": "baby bebe nenem pregnancy",
        "R": "atestado atesto atesto_para_os_devidos_fins_que atesto_que biopsia biopsy blood blood_test blood_tests bloodwork carga_viral cd4 colonoscop* "
        "creatinina ct_scan diagnoses diagnosis drug_test ecocardiograma ecografia eletro eletrocardiograma "
        "endoscopia exame_de_sangue exame_medico hemoglobina hemograma hiv_test holter laudo laudos mammogram "
        "mamografia medical_exam mri mri_scan papanicolau pet_scan plaquetas platelets pregnancy_test "
        "prontuario psa radiografia raio-x rapid_test resonancia ressonancia sangre sangue test_results "
        "teste_de_gravidez teste_rapido tomografia tomography toxicologico triglicerid* ultrasound ultrassom "
        "ultrassonografia viral_load x-ray",
        "E": "abortei abortou abusad* afastada_pelo_inss afastado_pelo_inss ambulance ambulancia "
        "auxilio-doenca auxilio_doenca coma contaminad* convulsao convulsion* convulsionou convulsoes "
        "de_baja_por de_licenca_medica desmaiei diagnosed diagnosticad* diagnosticaram diagnosticaron "
        "diagnostico diagnosticou emergency_room en_el_hospital enfartou engravid* entubad* estuprad* "
        "hospitalis* hospitalised hospitaliz* icu in_hospital in_the_hospital infartou infectad* infected "
        "ingresad* ingresaron internad* internaram intubad* intubated licenca_medica medicad* medical_leave "
        "medically_discharged miscarried molested na_uti no_hospital operad* operan operaram operaron overdose "
        "overdosed prescribed raped reagente recaida receitaram receitou recetaron relapsed samu seizure "
        "seizures sick_leave surtei surto surtou teve_alta the_er uci uti violad* violentad*",
        "S": "ardor bleed bleeding blood_in_my_stool blood_in_my_urine cansaco caroco chest_pains coceira "
        "corrimento cough coughing_up_blood desmaio desmaios desmaiou desmaye desmayo diarrea diarreia "
        "diarrhea discharge dizziness dizzy dolor dolores dor dores dormencia erecao ereccion erection fadiga "
        "fainted fainting faints fatigue febre ferida feridas fever fiebre hair_loss hemorragia inchad* "
        "itching itchy low_testosterone menstruacao nausea nauseas numbness pain pains palpitacoes "
        "palpitations rash sangrado sangramento sangue_na_urina sangue_nas_fezes sin_regla sperm_count "
        "swelling swollen threw_up throwing_up tontura tonturas tosse tremores tremors verruga* voices vomit* "
        "vomite vomitei vozes wart* wet_the_bed",
        "H": "a1c acl acucar_no_sangue amigdala ankle antebraco anus apendice appendix azucar_en_sangre "
        "batimentos beta_hcg beta_h^cg blood_sugar blood_type bmi braco breast cadera chest clavicula columna coluna "
        "coracao corazon costela costelas dente dentes eardrum esperma estomago eyesight femur fezes fibula "
        "figado gallbladder garganta gengiva groin gums hba1c hdl heart heart_rate hemoglobina_glicada higado "
        "hip_bone hombro imc immune_system joelho kidney kidneys knee ldl leg legs ligament ligamento "
        "ligamentos ligaments liver lung lungs mama menisco meniscus muneca nariz nose ombro orina orinar "
        "ovario ovarios ovary oxygen_saturation pecho pee peito penis perna pernas pierna piernas poop presion "
        "presion_arterial pressao pressao_arterial pressure prostata prostate pulmao pulmoes pulmon pulso "
        "quadril retina rib ribs rim rinon rinones rins rodilla saturacao seio seno shoulder "
        "sistema_imunologico sperm spine stomach stool teeth temperatura_corporal testicle* testicul* tibia "
        "timpano tipo_sanguineo tobillo tooth tornozelo tsh urina urinar urine utero uterus vagina vesicula "
        "virilha visao vision_loss vista vitamina_d wrist xixi",
        "B": "arm arms back cabeca cabeza costas cuello dedo dedos ear ears espalda eye eyes feet finger "
        "fingers foot hand hands head mao maos neck olho olhos ouvido ouvidos pe pele pes pescoco piel skin "
        "vision",
        "G": "abnormal ache aching alta alterada alterado alto ar arde arden ardendo attack attacks baixa "
        "bleeds blurry borrosa broke broken condition dark doendo doi dolorido dormente dormentes duele "
        "defect defeito elevated embacada enlarged erectile eretil escura escuro failing failure falha fatty feel fracturad* "
        "fratura fraturad* fraturou gordura high hurt hurting hurts inchada inchado inchou infected inflamad* "
        "lost low murmur numb pedra pedras perdi problem problema problemas problems quebrou rompeu "
        "sangra sangrando shake shakes shaking sinto sopro sore stiff stones torceu tore torn travada travado "
        "treme tremem tremendo",
        "Q": "corta cortando cortar corto cuts cutting harm harmed harming kill killing machucar mata matar "
        "suicidarme",
        "Y": "se myself herself himself themselves",
        "a": "bebe bebe_duas bebe_muito bebe_todo bebe_uma bebem bebendo bebia bebo drank drink drinking "
        "drinks fuma fumaba fumam fumando fumo smoke smokes smoking",
        "g": "beer beers botella botellas bottle bottles cachaca cajetilla cajetillas cerveja cervejas "
        "cigarettes cigarrillos cigarros doses garrafa garrafas maco macos pack packs vinho vodka whisky wine",
        "f": "operar operarse operei quebrei torci rompi fraturei machuquei desloquei torce",
        "N": "nao no can't cannot couldn't don't not never sin sem without",
        "p": "history_of_present_illness past_medical_history paciente patient pcte pt pte",
        "P": "crianca female femenina femenino feminina feminino gentleman gestante homem idosa idoso "
        "lactente lady male man masculina masculino rapaz recem-nascido senhora senhor "
        "varon woman",
        "W": "anos meses months month-old years y/o",
        "F": "acude c/o complained complains compareceu deambula denies denied evolui evoluiu nega niega presented "
        "presents queixa queixa-se queixando refere referindo refiere relata relatou reports reported",
        "X": "attempted_suicide autolesiono baja_por_ansiedad baja_por_depresion binge_and_purge "
        "don't_want_to_live end_my_life ideacao_suicida kill_myself killing_myself me_corto me_matar "
        "menstruacao_atrasada menstruacao_nao_desce menstruacao_nao_desceu meu_tipo_sanguineo mi_regla "
        "mi_tipo_de_sangre minha_menstruacao missed_my_period mutilo my_blood_type my_period_came my_period_is "
        "my_period_is_late my_period_started nao_quero_mais_viver no_quiero_vivir pensamentos_suicidas "
        "quero_morrer quiero_morir quitarme_la_vida se_matou self-harm sem_vontade_de_viver sin_ganas_de_vivir "
        "smoke_crack suicidal_thoughts tenho_mais_vontade_de_viver tentativa_de_suicidio tentei_suicidio "
        "tentou_suicidio tirar_a_vida tirar_minha_propria_vida tirar_minha_vida to_deprimida to_deprimido "
        "to_doente to_gravida to_internada to_internado uso_crack want_to_die",
        "x": "carga load character personagem " + SUBJECTS +

        " africa agencia agency anvisa bahia brasil brazil cachorro cafe car carro cat china chocolate coffee "
        "computador computer cpu departamento department distrito dog estado europa europe federal game games "
        "gato government governo india institute instituto laptop laughing meetings minas_gerais ministerio "
        "ministry motor municipal municipio nacional national organizacao organization overfitting placa "
        "plantas plants prefeitura reuniao rio_de_janeiro rir sao_paulo secretaria series server servidor "
        "state states sugar sus unit united universidade university world",
        "w": COMMON +

        " how_can_i how_do_i how_should_i health_insurance plano_de_saude seguro_medico allergic_to_process allergic_to_change allergic_to_meetings allergic_to_paperwork band_aid doente_de_saudade first_aid hearing_aid hearing_aids homesick lovesick pressao_alta_de_uso "
        "visual_aid visual_aids",
        "Z": PERSONS["R"],
    }
)  # fmt: skip
_SELF = "(?:[vV]|iN?w?[bq]|iw?v)"
_KIN = "(?:[mr]w{0,2}n?[ky]|km)"
_FULL = "(?:hn+|n~?n+|(?<!^)z|n,?w{1,2}Z)"
_NAMED = "(?:[hk]n+|n~?n+|n,?w{1,2}Z|(?<!x)n)"
_MATTER = "[CADTE](?![wv]?x)"
_ANY = "[^xo?]"
HEALTH = Matter(
    kind="health",
    lexicon=_WORDS,
    topics="CADTJRESQHyXBa",
    persons="vViemkhprulXRfPWZ",
    also=frozenset({"mg", "mcg"}),
    needs=re.compile(r"[CADTJRESQHyXBa]|[iv][wbv]*d"),
    rules=alternatives(
        rf"(?:{_SELF}|{_KIN}|{_FULL}){_ANY}{{0,12}}{_MATTER}",  # soy celíaca
        rf"mo[^x]{{0,6}}{_MATTER}",  # minha médica disse que é endometriose
        rf"(?:{_SELF}|[iem]){_ANY}{{0,4}}E",  # me operaron de la vesícula
        r"e[^x]{0,4}[RT]",  # My GP referred me for a colonoscopy
        r"e[wb]{0,2}b[wb]{0,3}[RCT]",  # me detectaron un tumor
        r"(?:i[wb]{0,2}b|v)w{1,2}J(?!w?x)",  # Fui ao infectologista e minha carga viral está em 40 mil.
        r"mw?J(?!w?x)",  # my therapist says I should rest
        r"J[^x]{0,3}e",  # o psiquiatra me deu CID F33.2
        r"m[w89H]{0,3}[CADTR]{1,3}(?![xwH]{0,3}x)",  # Minha carga viral zerou
        r"mo[^x]{0,6}[CDTHE]",  # minha médica disse que é endometriose
        rf"{_KIN}{_ANY}{{0,9}}(?:[RHC][^x]{{0,2}}G)",  # o exame do meu pai deu PSA alto
        r"mw{0,2}R[^x]{0,5}G",  # my blood test shows high cholesterol
        rf"[CADTRH][^x]{{0,4}}{_KIN}",  # doei um rim pro meu irmão
        r"[CTE]w?(?:v|ib)",  # Após o aborto que sofri em março não consigo dormir.
        r"[CR]wn[^x]{0,2}A",  # O resultado do exame de HIV do Marcos deu positivo, como conto pra ele?
        r"p[w:]{0,2}n+[^x]{0,14}[CADTRESHG]",  # Patient John Doe presents with chest pain
        r"n[wn~]{1,3},9[w,]{1,2}[^x]{0,6}[CAD]",  # Paciente João Silva, 45 anos, com hipertensão
        rf"{_NAMED}[w,89]{{0,5}}[bq][wbq89]{{0,4}}(?:[CADTE]|HG)",  # Roberto está de baja por una depresión
        r"kn+[^x]{0,6}[CADTRE]",  # My coworker Jane told me she is bipolar
        r"nE[^x]{0,3}C",  # o Otávio teve alta depois do AVC
        r"En+",  # Dr. Silva diagnosed Robert Brown with early dementia
        r"z[wbH]{0,2}[CADTRE]",  # Subject: Laura's miscarriage. Help me write condolences to my sister Laura
        rf"{_FULL}{_ANY}{{0,8}}{_MATTER}",  # O servidor Jorge Tavares apresentou atestado por depressão
        rf"[CDTR][wbq]{{0,3}}{_FULL}",  # atestado para Fernando Alves, com diagnóstico de transtorno bipolar
        rf"[CADTE]{_ANY}{{0,4}}n~?n",  # Dr. Silva diagnosed Robert Brown with early dementia
        rf"(?:{_SELF}|{_KIN}[^x]{{0,2}}[bqj])[^x]{{0,6}}S[^x]*$",  # meu filho tem 40 de febre
        r"vS",  # ouço vozes desde que parei a medicação
        rf"(?:{_SELF}|{_KIN}|m)[^x]{{0,5}}(?:[HB][^xi]{{0,4}}G|G[^xi]{{0,2}}[HB])[^x]*$",  # i have a heart condition
        r"mw?[HB][^xi]{0,4}G",  # my pee is dark brown
        r"mw?[HRC][^x]{0,3}[89]",  # my A1C is 9.2
        r"CwmH",  # I have a lump in my breast
        r"[iv][wbv]{0,3}d",  # posso beber tomando fluoxetina? eu tomo 20mg
        rf"(?:{_SELF}|i|e|{_KIN}).{{0,5}}(?:QY|YQ)",  # my daughter cuts herself
        rf"{_KIN}.{{0,4}}YQ",  # minha filha de 15 anos se corta
        r"X(?!w?x)",  # I self-harm
        r"l[mw]{0,2}[yH]",  # perdi a visão do olho esquerdo
        r"v[w9]{0,3}g",  # fumo dois maços por dia
        r"iS",  # I threw up blood this morning
        r"iN[^x]{0,3}D",  # I can't sleep without pills
        r"Sw{0,2}mH",  # apareceu um caroço no meu seio
        r"H8[^x]{0,6}v",  # resultado: beta hCG 1500, estou de quanto tempo?
        r"l[mw]{0,2}y",  # we lost our baby
        r"Gw?mw?[HB]",  # broke my ankle, six weeks in a cast
        r"f[^x]{0,3}[HB]",  # quebrei o braço
        r"N[vb][mw]{0,2}[HB]",  # não sinto as pernas
        r"i[^x]{0,5}9WA",  # can I fly at 30 weeks pregnant?
        r"m[wb:]{0,4}Hw?[89]",  # meu exame deu TSH 12
        r"H[89][^x]{0,6}m",  # Colesterol total 280, LDL 190: esse é o meu exame
        rf"(?:v|i|{_KIN})[^x]{{0,3}}a[^x]{{0,4}}g",  # I drink a bottle of wine every night
        rf"{_KIN}[^x]{{0,9}}H[^x]{{0,3}}[89]",  # minha esposa está com a pressão em 15 por 10
        rf"{_KIN}[^x]{{0,4}}[ru]R",  # Draft a message telling my sister that her biopsy came back clean
        r"kJ",  # My dad's oncologist switched him to palliative care.
        r"mw{0,2}[HB][^x]{0,4}C",  # Doctor, my left breast has a lump and I'm 52
        r"(?:v|i|e|N)[^x]{0,4}G[^x]{0,3}[HB](?![^x]*x)",  # I tore my ACL
    ),
    continued=alternatives(r"^[^x]*(?:[CADTEX](?!w?x)|R[^x]{0,5}G|S)[^x]*$"),
    named=alternatives(
        r"[pPk][wqP,9]{0,5}9(?:W|w?i|w)[^x]{0,14}(?:[CADTES]|HG)",  # Mulher, 40 anos, com nódulo em mama
        r"9,?(?:kw?|(?:W|w?i)w?[pP])[^x]{0,14}(?:[CADTES]|HG)",  # 72-year-old woman with dementia admitted after a fall
        r"p[^x]{0,4}F[^x]{0,8}[CADTES]",  # Paciente refere dispneia aos esforços
        r"p:[wP,]{0,5}[CADTES]",  # Past medical history: hypertension
        r"n,9W,?[^x]{0,6}[CADE]",  # o Lucas, 8 anos, com diagnóstico de TEA
        r"k[^x]{0,2}F[^x]{0,4}[CAQ]",  # Client reports suicidal ideation
        r"pw{1,3}9[bq]w{0,2}[CADTES]",  # o paciente do leito 12 está com sepse
        rf"zw?k[^x]{{0,8}}{_MATTER}",  # Lucy's mother told us she has leukemia
        r"R[:,w9]{0,6}n[^x]{0,14}[CADTES]",  # prontuário: Maria das Dores, 54 anos, hipertensa
        r"[RC][^x]{0,6}p[w:]{0,2}n",  # Glicemia 210 mg/dL, paciente José Arruda
    ),
)
"""Facts of health."""
