"""Words for persons, shared by the lexicons of health and money.

Letters: `i` I, `e` me, `v` a verb in the first person, `V` one of identity (I am), `m` my, `r` their, `k` kin and
people one knows, `h` a title before a name, `b` verbs of having and undergoing, `q` the copula, `u` she or he, `~`
a particle of names, `R` a department that tells which Ana is meant, `j` the Portuguese 'e', which is 'is' or 'and'.
"""

from __future__ import annotations

PERSONS: dict[str, str] = {
    "i": "a_gente i eu yo we nos",
    "e": "me mim",
    "V": "i'm im sou soy we're somos",
    "v": "acabei ando bebo botei coloquei comecei consigo contrai contraje convivo dei deixei descobri di "
    "engravidei estamos estava estou estoy estuve faco fiquei fiz fui fumo hago hice i'd i've ive llevo oigo "
    "ouco padeci padezco parei parti passamos passei peguei perdemos peso posso recebi sali senti sido siento "
    "sinto sofreram sofri sofro sufro tava tengo tenho testei tomei tive to_cheia to_cheio to_com to_devendo to_em "
    "to_ganhando to_muito to_recebendo to_sem to_sofrendo to_tomando tomo tou tuve tuvimos uso vou voy we've",
    "r": "his their seu sua seus suas su sus dele dela",
    "m": "meu meus mi minha minhas mio mia mios mias mis my nossa nosso nuestra nuestro our",
    "k": "menina menino nina nino ninos baba babysitter cuidador cuidadora diarista landlady landlord maid nanny ninera porteir* abuel* alun* amiga amigo aunt avo boss boyfriend brother chefe child children client cliente "
    "co-worker colaborador* colega colleague companer* companheir* cousin coworker cunad* cunhad* dad daddy daughter "
    "daughters emplead* employee empregad* enteada enteado espos* ex ex-husband ex-marido ex-wife familia "
    "family father father-in-law fiance* filha filhas filhinha filhinho filho filhos friend funcionari* "
    "girlfriend grandf* grandm* grandp* herman* hija hijo hijos husband inquilin* irma irmao irmaos jefa jefe "
    "kid kids madrasta madre mae mama marido mom mommy mother mother-in-law mujer mulher mum namorad* neighbor "
    "neighbour nephew neta neto newborn niece niet* noiva noivo novia novio padrasto padre padres pai pais "
    "papa pareja parents partner prima primo roommate servidora sibling sister sobrin* sobrinh* socia socio "
    "sogr* son sons spouse stepdaughter stepfather stepmother stepson student suegr* tenant tia tio uncle "
    "vecin* vizinh* vo vovo wife year-old year_old",
    "h": "a_menor da_menor do_menor o_menor don dona dr dra miss mr mrs ms senhor senhora senor senora sr sra srta",
    "b": "admitted am apresenta apresentou are battling been being caught comecou confirmed confirmou "
    "contracted contraiu convive descobriu detectaram detectaron deu developed diagnosticaram died dio dying "
    "esta estaba estava faleceu faz fazemos fazendo fazia feel feeling feels felt fez fighting fizeram foi "
    "found fue get gets go going got hace had has have hicieron hizo live lives living luta lutando morreu "
    "mostrou murio necesita needs padece padecia pegou precisa precisou present presenta presents put "
    "recovering s see seeing sees sente show showed shows siente sofre sofreu sofria started starting suffer "
    "suffered suffering suffers sufre sufrio ta take takes taking tem tenia tested teve tiene tinha toma "
    "tomando tomou took trata tratando tuvo undergo undergoes underwent usa usando use uses using va vai vive "
    "weigh weighs went were",
    "~": "da das do dos de del di van von der la le",
    "R": "accounting comercial compras contabilidad contabilidade cozinha estoque financeiro hr it juridico "
    "kitchen legal limpeza logistica logistics maintenance manutencao marketing obra payroll portaria "
    "purchasing recepcao reception rh sales suporte support ti vendas ventas warehouse",
    "u": "she he ele ela ella her him",
    "q": "is was es era eh",
    "j": "e",
}  # fmt: skip
COMMON = (
    "a ainda ajuda ajude al algum alguma also amanha an and antes ao aos aquela aquele as at ate ayuda boa bom "
    "buenas buenos but by cada can cara caro com como could crea create crie cual cuando dear depois desde did "
    "do does donde draft el ela elas ele eles esa escreva escribe ese essa esse esta este explain explica "
    "explique faca find for from give gracias haz hello help here hey hi hoje hola how if in is isso isto it "
    "ja just las let list liste lo los make mas may might monte mostre must na nao nas no nos not now o "
    "obrigada obrigado of oi ola on onde ontem or os ou para pero please por porque pra prepare prezada "
    "prezado quais qual quando que quem quien redija resuma resume sem should show sim sin so summarize tell "
    "thank thanks that the then there these this those to toda todas todo todos um uma umas un una unas unos "
    "uns voce voces what when where which who why will would write yes"
)
"""Words that a capital letter at the head of a sentence makes no name: letter `w`."""
SUBJECTS = (
    "about acerca algorithm algoritmo alguem alguien api aplicacion aplicativo app apps aprender apresentacao "
    "article articulo artigo aula avoid awareness biologia biology blog book bug build building calculadora "
    "calculator campaign campanha cartaz cases casos character charity chart chatbot class classifier code "
    "codigo conscientizacao country course csv curiosidade curious curso dados dashboard data database dataset "
    "detection detector dissertacao dissertation doctorate documentario documentary doutorado duvida duvidas "
    "ensayo entender especialista essay estatistica* estudando estudiando estudio estudo estudos evitar folder "
    "foundation funcao funcion function game grafico imagine interes interesse interested investigacion jogo "
    "juego leaflet learn lesson libro livro mestrado model modelo monitor monografia news ngo noticia novel "
    "numeros ong page pagina paises palestra paper people personagem personaje personas pesquisa pessoas phd "
    "planilha podcast podem poem poema post poster prediction pregunta presentation prevencao prevenir prevent "
    "prevention product project projeto prova proyecto question questionario questionnaire quiz rate rates "
    "redacao research script simulador simulator sistema site sobre software someone song specialist "
    "spreadsheet sql startup statistic* stories story studies study studying suponga suponha suppose system "
    "tabela table taxa tcc template textbook tese thesis tracker tutorial understand website workshop"
)
"""Words that make a condition or a sum a subject of study: letter `x`."""
