"""Words of money as one-letter classes, and the rules that tell somebody's finances from talk about money.

Letters beside those of `persons`: `F` a person's money matter, `S` pay, `D` a debt, `r` in the red, `E` I earn or get, `O` earns, `t` I owe, `W` owes, `L` ruin,
`l` trouble when it is with `F`, `g` I lose or inherit, `G` loses or inherits, `P` pay, `p` pays, `K` broke, `c` money, `U` months, `Z` I receive, `N` not able, `M` the minimum wage, `$` a sum.
"""

from __future__ import annotations

import re

from .lexicon import Lexicon, Matter, alternatives
from .persons import COMMON, PERSONS, SUBJECTS

_WORDS = Lexicon(
    1,
    {
        "v": "tenho tive estou tou tava estava fui sou i'm i've im ive we're we've tengo tuve estoy soy estamos tenemos temos preciso vendi peguei entrei entramos "
        "declarei guardei poupei economizei ahorre",
        **{letter: words for letter, words in PERSONS.items() if letter in "iemrkhquj~R" and letter not in "vV"},
        "F": "ssi ssdi w-2 w2 informe_de_rendimentos rotativo restituicao adiantamento limite limit rotativo settlement estate social_security seguridad_social aluguel_social divorce_settlement pro-labore faturamento lucro cdb renda_extra fianca vale-refeicao consorcio iptu ipva royalties dividends dividendos stock_options rsus roth trust_fund down_payment tuition contas tax_return adjusted_gross_income reserva previdencia condominio decimo_terceiro meu_ir previsao_social casino cassino taxes_owed pensao_alimenticia medical_bills utility_bills severance_pay gross_income salarios salaries renda rendimento rendimentos income earnings ingreso ingresos sueldos "
        "remuneracao payslip divida saldo balance credit credito score savings "
        "poupanca ahorros ahorrad* patrimonio pensao beneficios bonus fgts investiment* "
        "investid* invested inversiones networth worth taxes tax imposto irpf irs fatura alimony cheque "
        "rent aluguel alquiler overdraft heranca inheritance herencia plr comissao commission parcela parcelas checking tesouro "
        "bolsa crypto cripto bitcoin stocks acoes retirement child_support net_worth bolsa_familia extrato extracto statement guardad* lottery loteria mega-sena alimenticia alimentos seguro-desemprego auxilio bpc inss "
        "bet apostas gambling paycheque severance rescisao bills boletos prestacao prestacoes cuota cuotas finiquito "
        "payroll stipend allowance mesada bankroll fortuna fortune liquido bruto scholarship aposent* retired",
        "X": "to_duro to_dura to_sem_grana sem_grana sem_um_centavo nao_tenho_um_centavo mais_do_que_ganho mais_do_que_ganhamos more_than_i_earn more_than_we_earn more_than_i_make more_than_we_make mas_de_lo_que_gano to_endividado to_endividada to_negativado to_negativada to_falido to_falida to_quebrado to_quebrada to_desempregado to_desempregada to_atolado to_atolada to_no_vermelho to_devendo_tudo estou_no_vermelho sonego sonegamos",
        "D": "debito debitos deudor financiad* student_debt medical_debt divida dividas debt debts deuda deudas emprestimo emprestimos loan loans prestamo prestamos mortgage hipoteca financiamento "
        "consignado consignados",
        "r": "no_vermelho in_the_red numeros_rojos",
        "p": "paid paga pagou pays pago",
        "Z": "vivo sobrevivo vivimos vivemos recebi recebo recebemos recebia recibo receive",
        "T": "until ate hasta",
        "S": "salario salary sueldo nomina wages wage pension aposentadoria beneficio paycheck holerite contracheque",
        "K": "broke",
        "c": "dinheiro money dinero grana",
        "U": "mensais mensal monthly year ano al_mes por_mes a_month meses months mes month semanas weeks",
        "o": "borrowed borrow lent loaned lending emprestei emprestou emprestado emprestada emprestar preste presto prestado",
        "Y": "in_the_bank no_banco en_el_banco in_my_account na_conta_bancaria my_savings my_checking minha_conta my_account my_bank_account mi_cuenta our_account nossa_conta my_checking_account my_savings_account",
        "y": "if",
        "E": "faturo tiro faturei facturo ganho cobro gano ganhamos ganhava ganhei",
        "O": "take_home take ganha recebe earn earns earned earning make makes making gana cobra recibe ganhando recebendo ganando ",
        "t": "devo debo devemos debemos",
        "W": "deve debe owe owes owed owing devendo devia debiendo",
        "L": "embargo al_limite no_limite cheques_devolvidos faliu went_under card_was_declined cartao_foi_recusado cartao_recusado over_the_limit sonegando sonegar evading_taxes tax_evasion hiding_money escondendo_dinheiro filed_taxes filed_my_taxes food_stamps welfare_check unemployment_benefits disability_benefits bolsa_familia auxilio_emergencial cadunico calote protestado paycheck_to_paycheck sem_um_real falido falida falimos endividad* negativad* inadimplente* bankrupt bankruptcy insolvent* falencia bancarrota serasa spc endeudad* evicted eviction foreclos* penhorad* agiota agiotas loanshark quiebra asnef arruinad* overdrawn despejad* desahuci* moroso morosa sobreendivid* superendivid* quebrado laid_off got_fired was_fired been_fired fui_demitido fui_demitida demitiram despedid* desempregad* unemployed desemplead* nome_sujo cheque_sem_fundo cheques_sem_fundo penhora execucao_fiscal divida_ativa leilao fiador fiadora collections repossess* garnish* chapter_7 payday_loan bounced maxed_out estourado estourados homeless insolvencia desahucio deudor impago impagos aluguel_atrasado behind_on_rent contas_atrasadas perdeu_o_emprego perdi_o_emprego perdi_meu_emprego lost_my_job lost_his_job lost_her_job perdio_el_trabajo perdi_mi_trabajo sem_dinheiro no_money sin_dinero falta_de_pagamento nao_paga_o_condominio",
        
        "l": "perdeu_o_emprego perdi_o_emprego perdi_meu_emprego lost_my_job lost_his_job lost_her_job lost_our_savings perdio_el_trabajo sued collector stopped cobrado reclama reclaman laid_off malha_fina bad deneg* embarg* behind late fired demitid* mandado desempregad* unemployed despedid* paro drowning atolad* atras* rejected denied "
        "negad* negou negaron recusad* default defaulted missed overdue vencid* afogad* buried estour* gambled "
        "afford struggling gambling devendo sujo garnished garnishment",
        "g": "hipoteque penhorei vendi_tudo perdi perdimos herdei herede apostei investi inverti",
        "G": "perdeu lost herdou inherited heredo apostou perdio won stole embezzled desviou roubou hid escondeu gastou invirtio",
        "P": "pay pagar paying pague",
        "N": "sem sin nao can't cannot cant couldn't no not never unable",
        "M": "minimum_wage salario_minimo salarios_minimos minimo minimos",
        "b": "have has had am are were been being got get gets receive receives received tem tinha teve esta ta estava foi tiene tenia "
        "tuvo estaba fue filed declared declarou declaro entrou caiu cai caimos went going",
        "x": "aws gcp azure technical_debt divida_tecnica " + SUBJECTS.replace("about sobre ", "") + " store loja tienda shop farmer",
        "w": COMMON,
    }
)  # fmt: skip
_SELF = "(?:v|iw?[bqv])"
_KIN = "(?:[mr]w{0,2}n?k)"
_NAMED = "(?:[hk]n+|hz|n~?n+|n~?z|nw{1,2}R)"
_WE = rf"(?:{_SELF}|[iem]|{_KIN})"
_SUM = "[$8]"
_MATTER = "[FDS]"
MONEY = Matter(
    kind="finance",
    lexicon=_WORDS,
    topics="FDSEOZtWLlgGrKcpYMoX",
    persons="viemkhruEtgZNpXR",
    needs=re.compile(r"[$89LlMDNKrctZgEWXS]"),
    rules=alternatives(
        rf"X|(?:v|ib)w?\$T|m[^x]{{0,6}}W[^x]{{0,2}}\$|{_SELF}[^x]{{0,6}}PD|m[FS][^x]{{0,3}}D|mS[^x]{{0,3}}N|N[^x]{{0,3}}[pP][^x]{{0,2}}mS",
        rf"(?<!y)(?<!yw){_WE}[^xy]{{0,12}}(?:{_MATTER}[^xy]{{0,10}}{_SUM}|{_SUM}[^xy]{{0,8}}{_MATTER})|{_MATTER}[^x]{{0,6}}{_KIN}[^x]{{0,8}}{_SUM}",
        rf"(?:{_SELF}|[iem]|{_KIN})[^x]{{0,12}}(?:L|M|l[^x]{{0,8}}[FDP]|[FDS][^x]{{0,8}}l|P[^x]{{0,3}}F|N[^x]{{0,3}}[Pp][^x]{{0,3}}F)|L[^x]{{0,8}}{_KIN}",
        rf"Y[^x]{{0,6}}[$8l]|{_SELF}[^x]{{0,3}}\$[^x]{{0,5}}Y|i[^x]{{0,3}}\$[^x]{{0,2}}Y|g[^x]{{0,3}}F|v[^x]{{0,4}}[OW][^x]{{0,2}}{_SUM}|i[wb]?b{_SUM}U|{_SELF}[^x]{{0,3}}F[^x]{{0,3}}{_SUM}",
        rf"m[wn]{{0,3}}{_MATTER}+[^x]{{0,6}}{_SUM}",
        rf"m[wn]{{0,2}}{_MATTER}+[^x]{{0,5}}M|{_SELF}[^x]{{0,3}}FM",
        rf"i[wbn]{{0,3}}[OW][^x]{{0,6}}\$|iw{{0,2}}W[^x]{{0,5}}{_MATTER}|vW[^x]{{0,5}}[FD$]",
        rf"(?<!x)(?<!xi)(?:E(?:[^x]{{0,3}}\$|w?8|w{{0,2}}{_MATTER}M?(?!w?x)|w{{0,2}}M)|Z[^x]{{0,4}}(?:\$|8w{{0,2}}U|{_MATTER}(?!w?x)))",
        rf"t[^x]{{0,3}}\$|t[wb]{{0,3}}L|t[w9]{{0,2}}[UF]w{{0,2}}{_MATTER}?(?!\w?x)",
        rf"(?:{_SELF}|i)[^x]{{0,4}}\$[^x]{{0,4}}{_MATTER}|{_SELF}[^x]{{0,3}}{_MATTER}[^x]{{0,3}}\$",
        rf"{_SELF}[w9]{{0,2}}D(?!w?x)|mw{{0,2}}D(?!w?x)|{_KIN}[^x]{{0,8}}D",
        rf"{_SELF}w?r|(?:v|i[bq]w?)K|Lwm|lm{_MATTER}",
        rf"m[wn]{{0,2}}{_MATTER}+[^x]{{0,3}}l|{_KIN}[^x]{{0,6}}F[^x]{{0,2}}l",
        r"g[^x]{0,4}\$|i[wb]{0,2}G[^x]{0,4}\$|(?:g|iG)w{0,2}F",
        rf"{_KIN}[^x]{{0,6}}[OFDWGLl][^x]{{0,6}}\$|k[ie][pOW][^x]{{0,2}}{_SUM}",
        rf"{_KIN}[^x]{{0,4}}W[^x]{{0,4}}{_MATTER}|{_KIN}[^x]{{0,3}}[OZ][^x]{{0,3}}[lFM]",
        rf"N[bwi]{{0,2}}[PO][mw]{{0,3}}{_MATTER}|(?:v|i[bw])w?Nc",
        rf"[Pp][^x]{{0,2}}{_SUM}[^x]{{0,4}}{_MATTER}",
        rf"{_KIN}[^x]{{0,5}}o[^x]{{0,4}}{_SUM}|o[^x]{{0,3}}{_SUM}[^x]{{0,3}}{_KIN}|o[^x]{{0,2}}{_KIN}[^x]{{0,3}}{_SUM}|{_KIN}[^x]{{0,4}}\$[^x]?o",
        rf"Nvw?P(?!w{{0,3}}x)|9Fw{{0,2}}m|{_KIN}ew\$|{_KIN}[^x]{{0,3}}[OW][^x]{{0,9}}{_SUM}|t[w]?c|iw?Wc",
    ),
    continued=alternatives(
        r"^[^x]*(?:L|[FDS]:[^x]{0,2}[$8]|[FDS][^x]*l|D[^x]*\$|u[^x]{0,3}W[^x]*\$|l[^x]*[FDS])[^x]*$"
    ),
    named=alternatives(
        rf"{_NAMED}[^x]{{0,8}}(?:[OWZp]|{_MATTER})[^x]{{0,5}}{_SUM}|z[^x]{{0,4}}{_MATTER}[^x]{{0,6}}{_SUM}",
        rf"{_NAMED}[^x]{{0,10}}(?:L|F[^x]{{0,3}}l|l[^x]{{0,3}}{_MATTER})|{_MATTER}[^x]{{0,4}}{_NAMED}[^x]{{0,6}}{_SUM}",
    ),
)
"""Facts of money."""
