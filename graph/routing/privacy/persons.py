"""Words for persons, shared by the lexicons of health and money.

Letters: `i` I, `e` me, `v` a verb in the first person, `V` one of identity (I am), `m` my, `r` their, `k` kin and people one knows, `h` a title before a
name, `b` verbs of having and undergoing, `q` the copula, `u` she or he,
`~` a particle of names, `R` a department that tells which Ana is meant, `j` the Portuguese 'e', which is 'is' or 'and'.
"""

from __future__ import annotations

PERSONS: dict[str, str] = {
    "i": "i eu yo we nos",
    "e": "me mim",
    "V": "i'm im sou soy we're somos",
    "v": "to_com to_sem to_em to_muito to_sofrendo to_tomando to_devendo to_ganhando to_recebendo to_cheio to_cheia i've ive i'd tenho tive estou tou tava estava fui sofro convivo peguei contrai descobri testei tomo "
    "uso faco fiz comecei tengo tuve estoy padezco sufro sofri padeci hago hice contraje estuve estamos we've "
    "sinto senti siento llevo ando sido vou voy tuvimos ouco oigo consigo posso parei deixei acabei recebi passei peso parti fumo bebo fiquei engravidei coloquei botei sali dei di sofreram passamos perdemos",
    "r": "his their seu sua seus suas su sus dele dela",
    "m": "my our meu minha meus minhas mi mis nosso nossa nuestro nuestra",
    "k": "mae pai filho filha filhos filhas filhinho filhinha irmao irma irmaos espos* marido mulher avo vovo vo tio tia primo "
    "prima namorad* noivo noiva sobrinh* cunhad* sogr* amigo amiga vizinh* chefe colega funcionari* cliente alun* "
    "enteado enteada padrasto madrasta neto neta companheir* socio socia empregad* mother mom mum mommy father dad "
    "daddy son sons daughter daughters wife husband ex-husband ex-wife ex-marido ex brother sister sibling grandm* grandf* "
    "grandp* uncle aunt cousin nephew niece girlfriend boyfriend partner friend boss coworker co-worker colleague neighbor "
    "neighbour employee client student kid kids child children newborn year-old year_old fiance* roommate spouse stepson stepdaughter "
    "stepmother stepfather mother-in-law father-in-law madre padre mama papa hijo hija hijos herman* abuel* novio novia mujer jefe jefa vecin* emplead* "
    "suegr* sobrin* cunad* niet* pareja companer* parents pais padres familia family servidora tenant inquilin*",
    "h": "sr sra srta dr dra mr mrs ms miss dona don senhor senhora senor senora",
    "b": "have has had am are were been being got gets get weigh weighs suffer suffers suffered suffering live lives living take takes took "
    "taking use uses using needs undergo undergoes underwent died dying contracted caught developed seeing see sees "
    "tested battling fighting recovering started starting feel feels felt feeling went going go tem tinha teve esta ta "
    "estava foi sofre sofria sofreu convive toma tomou tomando usa usando faz fez fazendo fazia pegou contraiu descobriu "
    "morreu faleceu precisa precisou comecou vive tiene tenia tuvo estaba fue padece padecia sufre sufrio hace hizo murio "
    "necesita present presents presenta apresenta apresentou tratando trata luta lutando fazemos admitted vai va "
    "sente siente found s hicieron fizeram put shows show showed mostrou confirmou confirmed detectaron detectaram dio deu diagnosticaram",
    "~": "da das do dos de del di van von der la le",
    "R": "rh hr comercial vendas sales accounting contabilidade financeiro marketing it ti suporte support recepcao reception estoque "
    "warehouse cozinha kitchen manutencao maintenance logistica logistics juridico legal compras purchasing ventas contabilidad obra "
    "limpeza portaria payroll",
    "u": "she he ele ela ella her him",
    "q": "is was es era eh",
    "j": "e",
}  # fmt: skip
COMMON = (
    "que who what when where why how which is does do did can could should would will may might must the a an this that these those it there "
    "here if and or but not for from to of in on at by as so then now also just please help write tell give make let draft explain "
    "summarize create show list find quem qual quais quando onde como por que porque para pra com sem mas ou nao sim ja ainda hoje ontem "
    "amanha depois antes desde ate o os as um uma uns umas no na nos nas ao aos isso isto esse essa este esta aquele aquela ele ela eles "
    "elas voce voces ajude ajuda escreva explique resuma crie faca liste mostre monte prepare redija quien cual cuando donde porque pero "
    "sin el los las un una unos unas lo al ese esa este esta ayuda escribe explica resume crea haz hola oi ola hi hello hey bom boa buenos "
    "buenas dear prezado prezada caro cara obrigado obrigada thanks thank gracias yes todo toda todos todas cada algum alguma"
)
"""Words that a capital letter at the head of a sentence makes no name: letter `w`."""
SUBJECTS = (
    "about sobre acerca project projeto proyecto tcc monografia artigo article articulo question duvida duvidas pregunta dataset app apps "
    "aplicativo aplicacion site website class aula curso course paper thesis tese dissertation dissertacao study studies estudo estudos "
    "estudio research pesquisa investigacion model modelo classifier prediction detection detector livro book libro game jogo juego learn "
    "aprender interesse interested interes interesse curious curiosidade chatbot script code codigo bug function funcao funcion campaign "
    "campanha palestra presentation apresentacao essay redacao ensayo documentario documentary novel character personagem personaje story "
    "stories startup product calculator calculadora simulador simulator spreadsheet planilha template tutorial blog post podcast news "
    "noticia poem poema song prova software sistema system database algoritmo algorithm understand entender biology biologia studying "
    "estudando estudiando building build lesson doctorate doutorado mestrado phd specialist especialista foundation ong ngo charity "
    "awareness conscientizacao prevent prevenir prevencao prevention avoid evitar imagine suppose suponha suponga dashboard grafico tabela "
    "table chart dados data csv sql casos cases taxa rate rates numeros estatistica* statistic* page pagina api monitor tracker podem "
    "someone alguem alguien people pessoas personas paises country workshop leaflet folder poster cartaz quiz questionnaire questionario"
)
"""Words that make a condition or a sum a subject of study: letter `x`."""
