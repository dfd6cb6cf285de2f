"""Words of money as one-letter classes, and the rules that tell somebody's finances from talk about money.

Letters beside those of `persons`: `F` a person's money matter, `D` a debt, `r` in the red, `E` I earn or get, `O` earns, `t` I owe, `W` owes, `L` ruin,
`l` trouble when it is with `F`, `g` I lose or inherit, `G` loses or inherits, `P` pay, `p` pays, `K` broke, `c` money, `U` months, `Z` I receive, `N` not able, `M` the minimum wage, `$` a sum.
"""

from __future__ import annotations

import re

from .lexicon import Lexicon
from .persons import PERSONS, SUBJECTS

MONEY = Lexicon(
    {
        "v": "tenho tive estou to tou tava estava fui sou i'm i've im ive we're we've tengo tuve estoy soy estamos tenemos temos vivo sobrevivo vivimos "
        "declarei guardei poupei economizei ahorre",
        **{letter: words for letter, words in PERSONS.items() if letter in "iemrkhquj"},
        "F": "salario salarios salary salaries renda rendimento rendimentos income earnings ingreso ingresos sueldo sueldos "
        "remuneracao wage wages paycheck payslip holerite contracheque nomina divida saldo balance credit credito score savings "
        "poupanca ahorros ahorrad* patrimonio aposentadoria pension pensao beneficio beneficios bonus fgts investiment* "
        "investid* invested inversiones networth worth taxes tax imposto irpf irs fatura alimony cheque "
        "rent aluguel alquiler overdraft heranca inheritance herencia plr comissao commission parcela parcelas checking tesouro "
        "bolsa crypto cripto bitcoin stocks acoes retirement child_support net_worth bolsa_familia extrato extracto statement guardad* cuenta lottery loteria mega-sena alimenticia alimentos seguro-desemprego auxilio bpc inss "
        "bet apostas gambling paycheque severance rescisao bills boletos prestacao prestacoes cuota cuotas finiquito "
        "payroll stipend allowance mesada bankroll fortuna fortune liquido bruto account banco bank scholarship aposent* retired",
        "D": "divida dividas debt debts deuda deudas emprestimo emprestimos loan loans prestamo prestamos mortgage hipoteca financiamento "
        "consignado consignados",
        "r": "no_vermelho in_the_red numeros_rojos",
        "p": "paid paga pagou pays pago",
        "Z": "recebi recebo recebemos recebia recibo receive",
        "K": "broke",
        "c": "dinheiro money dinero grana",
        "U": "meses months mes month semanas weeks",
        "E": "faturei facturo ganho cobro gano ganhamos ganhava ganhei",
        "O": "take_home take ganha recebe earn earns earned earning make makes making gana cobra recibe ganhando recebendo ganando ",
        "t": "devo debo devemos debemos",
        "W": "deve debe owe owes owed owing devendo devia debiendo",
        "L": "falido falida falimos endividad* negativad* inadimplente* bankrupt bankruptcy insolvent* falencia bancarrota "
        "serasa spc endeudad* evicted eviction foreclos* penhorad* agiota agiotas loanshark quiebra asnef arruinad* "
        "overdrawn despejad* desahuci* moroso morosa sobreendivid* superendivid* quebrado",
        "l": "laid_off malha_fina bad deneg* embarg* behind late fired demitid* mandado desempregad* unemployed despedid* paro drowning atolad* atras* rejected denied "
        "negad* negou negaron recusad* default defaulted missed overdue vencid* afogad* buried estour* gambled "
        "afford struggling gambling devendo sujo garnished garnishment",
        "g": "perdi perdimos herdei herede apostei investi inverti",
        "G": "perdeu lost herdou inherited heredo apostou perdio won stole embezzled desviou roubou hid escondeu gastou invirtio",
        "P": "pay pagar paying pague",
        "N": "sem sin nao can't cannot cant couldn't no not never unable",
        "M": "minimo minimos",
        "b": "have has had am are were been being got get gets receive receives received tem tinha teve esta ta estava foi tiene tenia "
        "tuvo estaba fue filed declared declarou declaro entrou caiu cai caimos went going",
        "x": SUBJECTS.replace("about sobre ", "") + " if desconto descontos discount descuento store loja tienda shop farmer",
    }
)  # fmt: skip
MONEY_TOPICS = "FDEOZtWLlgGrKcp"

_SELF = "(?:v|iw?[bqv])"
_KIN = "(?:[mr]w{0,2}n?k)"
_NAMED = "(?:[hk]n+|nw?n+)"
_SUM = "[$8]"
_MATTER = "[FD]"
MONEY_RULES = tuple(
    re.compile(rule)
    for rule in (
        rf"m[wn]{{0,3}}{_MATTER}+[^x]{{0,6}}{_SUM}",
        rf"m[wn]{{0,2}}{_MATTER}+[^x]{{0,5}}M|{_SELF}[^x]{{0,3}}FM",
        rf"i[wbn]{{0,3}}[OW][^x]{{0,6}}\$|iw{{0,2}}W[^x]{{0,5}}{_MATTER}|vW[^x]{{0,5}}[FD$]",
        rf"(?<!x)(?<!xi)(?:E(?:[^x]{{0,4}}\$|8|w{{0,2}}{_MATTER}M?(?!w?x)|w{{0,2}}M)|Z[^x]{{0,4}}(?:\$|{_MATTER}(?!w?x)))",
        rf"t[^x]{{0,3}}\$|t[wb]{{0,3}}L|t[w9]{{0,2}}[UF]w{{0,2}}{_MATTER}?(?!\w?x)",
        rf"(?:{_SELF}|i)[^x]{{0,4}}\$[^x]{{0,4}}{_MATTER}|{_SELF}[^x]{{0,3}}{_MATTER}[^x]{{0,3}}\$",
        rf"{_SELF}[w9]{{0,2}}D(?!w?x)",
        rf"(?:{_SELF}|i|{_KIN})[^x]{{0,5}}L|{_SELF}w?r|(?:v|i[bq]w?)K",
        r"m[wF]{0,3}[bqjw]{0,4}L|Lwm",
        rf"(?:{_SELF}|[iem]|{_KIN})[^x]{{0,5}}l[^x]{{0,4}}[FDLMP]|lm{_MATTER}",
        rf"m[wn]{{0,2}}{_MATTER}+[^x]{{0,3}}l|{_KIN}[^x]{{0,6}}F[^x]{{0,2}}l",
        rf"g[^x]{{0,4}}\$|i[wb]{{0,2}}G[^x]{{0,4}}\$|(?:g|iG)w{{0,2}}F",
        rf"{_KIN}[^x]{{0,6}}[OFDWGLl][^x]{{0,6}}\$|k[ie][pOW][^x]{{0,2}}{_SUM}|{_KIN}[^x]{{0,5}}\$[^x]{{0,3}}[FDl]",
        rf"{_KIN}[^x]{{0,4}}W[^x]{{0,4}}{_MATTER}|{_KIN}[^x]{{0,3}}l[^x]{{0,3}}{_MATTER}|{_KIN}[^x]{{0,3}}[OZ][^x]{{0,3}}[lFM]",
        rf"{_MATTER}[^x$]{{0,3}}{_KIN}[^x]{{0,4}}\$",
        rf"N[bwi]{{0,2}}[PO][mw]{{0,3}}{_MATTER}|(?:v|i[bw])w?Nc",
        rf"[Pp][^x]{{0,2}}{_SUM}[^x]{{0,4}}{_MATTER}|mw{{0,2}}D(?!w?x)",
        rf"{_MATTER}w{{0,2}}{_NAMED}[^x]{{0,4}}\$",
        rf"(?:kn+|nw?n+)[^x]{{0,6}}(?:[OWZp]|{_MATTER})[^x]{{0,5}}{_SUM}|(?:kn+|nw?n+)[^x]{{0,6}}(?:L|F[^x]{{0,3}}l|l[^x]{{0,3}}{_MATTER})",
        rf"{_KIN}[^x]{{0,8}}D",
    )
)
"""A sentence in which one of these holds tells of somebody's money."""
