"""Words of money as one-letter classes, and the rules that tell somebody's finances from talk about money.

Letters beside those of `persons`: `F` a person's money matter, `S` pay, `D` a debt, `r` in the red, `E` I earn or
get, `O` earns, `t` I owe, `W` owes, `L` ruin, `l` trouble when it is with `F`, `g` I lose or inherit, `G` loses or
inherits, `P` pay, `p` pays, `K` broke, `c` money, `U` months, `Z` I receive, `N` not able, `M` the minimum wage,
`$` a sum.
"""

from __future__ import annotations

import re

from .lexicon import Lexicon, Matter, after, alternatives
from .persons import COMMON, PERSONS, SUBJECTS

_WORDS = Lexicon(
    1,
    {
        "v": "ahorre financiei vou_receber voy_a_cobrar declarei economizei fiz contrai contratei entramos entrei estamos estava estou estoy fui guardei i'm i've im "
        "ive peguei poupei preciso sou soy tava temos tenemos tengo tenho tive to_cheia to_cheio to_com to_em "
        "to_sem tomei tou tuve vendi we're we've",
        **{letter: words for letter, words in PERSONS.items() if letter in "iemrkhquj~R" and letter not in "vV"},
        "F": "a_luz la_luz acoes adiantamento adjusted_gross_income ahorrad* ahorros alimenticia alimentos alimony "
        "allowance alquiler aluguel aluguel_social aposent* apostas auxilio balance bankroll beneficios bet "
        "bills bitcoin boletos bolsa bolsa_familia bonus bpc bruto casino cassino cdb checking cheque "
        "child_support comissao commission condominio consorcio contas credit credito cripto crypto cuota "
        "cuotas decimo_terceiro dividendos dividends divorce_settlement down_payment earnings estate extracto "
        "extrato fatura faturamento fgts fianca finiquito fortuna fortune gambling gross_income guardad* "
        "heranca herencia imposto income informe_de_rendimentos ingreso ingresos inheritance inss inversiones "
        "invested investid* investiment* iptu ipva irpf irs limit limite liquido loteria lottery lucro "
        "medical_bills mega-sena mesada meu_ir no_ir net_worth networth overdraft parcela parcelas patrimonio "
        "paycheque payroll payslip pensao pensao_alimenticia plr poupanca prestacao prestacoes previdencia "
        "previsao_social pro-labore remuneracao renda renda_extra recibos rendimento rendimentos rent rescisao reserva "
        "restituicao retired retirement rotativo roth royalties rsus salaries salarios saldo savings "
        "scholarship score seguridad_social seguro-desemprego settlement severance severance_pay "
        "social_security ssdi ssi statement stipend stock_options stocks sueldos tax tax_return taxes "
        "taxes_owed tesouro trust_fund tuition utility_bills vale-refeicao w-2 w2 worth",
        "X": "cai_na_malha_fina caixa_dois cobro_en_negro embargaron_la_cuenta estou_no_vermelho mais_do_que_ganhamos mais_do_que_ganho mas_de_lo_que_gano "
        "me_embargaron me_negaron_el_prestamo more_than_i_earn more_than_i_make more_than_we_earn "
        "more_than_we_make nao_declarei no_llego_a_fin_de_mes no_llegamos_a_fin_de_mes nao_tenho_um_centavo sem_grana sem_um_centavo sonegamos sonego to_atolada "
        "to_atolado to_desempregada to_desempregado to_devendo_tudo to_dura to_duro to_endividada "
        "to_endividado to_falida to_falido to_negativada to_negativado to_no_vermelho to_quebrada to_quebrado "
        "to_sem_grana",
        "D": "consignado consignados debito debitos debt debts deuda deudas deudor divida dividas emprestimo "
        "emprestimos financiad* financiamento hipoteca loan loans medical_debt mortgage prestamo prestamos "
        "student_debt",
        "r": "no_vermelho in_the_red numeros_rojos",
        "p": "paid pagam pagan paga pagou pays pago",
        "Z": "recebemos recebi recebia recebo receive recibo sobrevivo vivemos vivimos vivo",
        "T": "until ate hasta",
        "S": "got_a_raise aposentadoria beneficio contracheque holerite nomina paycheck pension salario salary sueldo wage "
        "wages",
        "K": "broke",
        "c": "dinheiro money dinero grana",
        "U": "a_month al_mes ano mensais mensal mes meses month monthly months por_mes semanas weeks year",
        "o": "borrow borrowed emprestada emprestado emprestar emprestei emprestou lending lent loaned prestado "
        "preste presto",
        "Y": "en_el_banco in_my_account in_the_bank mi_cuenta minha_conta my_account my_bank_account "
        "my_checking my_checking_account my_savings my_savings_account na_conta_bancaria no_banco nossa_conta "
        "our_account",
        "y": "if",
        "E": "cobro facturo faturei faturo ganhamos ganhava ganhei ganho gano tiro to_ganhando to_recebendo",
        "O": "cobra earn earned earning earns gana ganando ganha ganhando make makes making recebe recebendo "
        "recibe take take_home",
        "t": "to_devendo devo debo devemos debemos",
        "W": "deve debe deben owe owes owed owing devendo devia debiendo",
        "L": "earns_double earns_twice gana_el_doble gana_la_mitad ganha_a_metade ganha_o_dobro makes_double makes_twice paga_por_fora pagam_por_fora pagan_en_negro paid_under_the_table pays_under_the_table recebo_por_fora agiota agiotas al_limite aluguel_atrasado arruinad* en_la_ruina na_ruina asnef auxilio_emergencial bancarrota "
        "bankrupt bankruptcy been_fired behind_on_rent bolsa_familia bounced cadunico calote card_was_declined "
        "cartao_foi_recusado cartao_recusado chapter_7 cheque_sem_fundo cheques_devolvidos cheques_sem_fundo "
        "collections contas_atrasadas demitiram desahuci* desahucio desemplead* desempregad* despedid* "
        "despejad* deudor disability_benefits divida_ativa embargo endeudad* endividad* escondendo_dinheiro "
        "estourado estourados evading_taxes evicted evicting eviction desalojan desalojar execucao_fiscal falencia falida falido falimos "
        "faliu falta_de_pagamento fiador fiadora filed_my_taxes filed_taxes food_stamps foreclos* fui_demitida "
        "fui_demitido garnish* got_fired hiding_money homeless impago impagos inadimplente* insolvencia "
        "insolvent* laid_off leilao loanshark lost_her_job lost_his_job lost_my_job maxed_out morosa moroso "
        "nao_paga_o_condominio negativad* no_limite no_money nome_sujo over_the_limit overdrawn "
        "paycheck_to_paycheck payday_loan penhora penhorad* perdeu_o_emprego perdi_meu_emprego "
        "perdi_mi_trabajo perdi_o_emprego perdio_el_trabajo protestado cai_em_um_golpe cai_no_golpe cai_num_golpe estafad* estafaron scammed golpe_do_pix quebrado quiebra repossess* "
        "sem_dinheiro sem_um_real serasa sin_dinero sobreendivid* sonegando sonegar spc superendivid* "
        "tax_evasion unemployed unemployment_benefits was_fired welfare_check went_under",

        "l": "a_la_mitad in_half pela_metade afford afogad* atolad* atras* bad behind buried cobrado collector default defaulted demitid* "
        "deneg* denied desempregad* despedid* devendo drowning embarg* estour* fired gambled gambling "
        "garnished garnishment laid_off late lost_her_job lost_his_job lost_my_job lost_our_savings malha_fina "
        "mandado missed negad* negaron negou overdue paro perdeu_o_emprego perdi_meu_emprego perdi_o_emprego "
        "perdio_el_trabajo reclama reclaman recusad* rejected stopped struggling sued sujo unemployed vencid*",
        "g": "he_heredado he_perdido hemos_perdido apostei herdei herede hipoteque inverti investi penhorei perdi perdimos vendi_tudo",
        "G": "apostou desviou embezzled escondeu gastou herdou heredo hid inherited invirtio lost perdeu "
        "perdio roubou stole won",
        "P": "liquidar pay_off quitar saldar pay pagar paying pague",
        "N": "can't cannot cant couldn't didn't doesn't hasn't haven't nao never no not sem sin unable",
        "M": "minimum_wage salario_minimo salarios_minimos minimo minimos",
        "b": "am are been being cai caimos caiu declared declaro declarou entrou esta estaba estava filed foi "
        "fue get gets going got had has have receive received receives ta tem tenia teve tiene tinha tuvo went "
        "were",
        "x": SUBJECTS.replace("about ", "").replace("sobre ", "")
        +
        " aws azure divida_tecnica farmer gcp loja shop store technical_debt tienda",
        "w": COMMON + " broke_down how_can_i how_do_i how_should_i",
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
    topics="FDSEOZtWLlgGrKcpPYMoX",
    persons="viemkhruEtgZNpXR",
    needs=re.compile(r"[$8LlMDKrctZEWX]|9F|[gG].*[F$]|N.*[PpcO]|S.*N|[OP].{0,3}F"),
    rules=alternatives(
        r"X",  # tô duro
        r"[FS]wmx[^x]{0,4}\$",  # o faturamento da minha loja caiu para 12 mil
        r"m[^x]{0,6}W[^x]{0,2}\$",  # refinanced my house, now owe 310k at 6.2%
        r"m[FS][^x]{0,3}D",  # Tenho 30% do meu salário comprometido com consignado
        r"e[^x]?l[^x]{0,3}\$",  # Hacienda me reclama 3.400 euros
        r"N[^x]{0,3}[pP][^x]{0,2}mS",  # my employer hasn't paid my wages since March
        r"[vg][^x]{0,6}PD",  # vendi o carro pra pagar dívida
        r"Y[^x]{0,8}[DL]",  # minha conta está bloqueada por dívida trabalhista
        r"mS[^x]{0,3}N",  # meu salário não cai na conta há dois meses
        after(
            rf"(?<!y)(?<!yw){_WE}[^xy]{{0,12}}",
            rf"{_MATTER}[^xy]{{0,10}}{_SUM}",  # My dad's pension is only $1,100 a month
            rf"{_SUM}[^xy]{{0,8}}{_MATTER}",  # tenho R$ 12.300 na poupança
        ),
        rf"{_MATTER}[^x]{{0,6}}{_KIN}[^x]{{0,8}}{_SUM}",  # o salário do meu marido é R$ 8.000
        after(
            rf"{_WE}[^x]{{0,12}}",
            r"[LM]",  # estou negativado
            r"l[^x]{0,8}[FDP]",  # fui demitida e não consigo pagar o aluguel
            r"[FDS][^x]{0,8}l",  # caí na malha fina com uma dívida
            r"P[^x]{0,3}F",  # I have to pay alimony
            r"N[^x]{0,3}[Pp][^x]{0,3}F",  # I can't make the rent
        ),
        rf"L[^x]{{0,8}}{_KIN}",  # I'm hiding money from my husband
        r"Y[^x]{0,6}[$8l]",  # Minha conta no Itaú tem R$ 7.500
        rf"{_SELF}[^x]{{0,3}}\$[^x]{{0,5}}Y",  # tengo 12.000 euros en el banco y quiero invertir
        r"i[^x]{0,3}\$[^x]{0,2}Y",  # I only have 300 dollars left in the bank
        r"g[^x]{0,3}F",  # Perdí todos mis ahorros en criptomonedas
        rf"v[^x]{{0,4}}[OW][^x]{{0,2}}{_SUM}",  # I'm making 55k and my coworker Dan makes 70k
        rf"i[wb]?b{_SUM}U",  # I get 1,140 a month from social security
        rf"{_SELF}[^x]{{0,3}}F[^x]{{0,3}}{_SUM}",  # tenho uma dívida de R$ 9.000 no cartão
        rf"m[wn]{{0,3}}{_MATTER}+[^x]{{0,6}}{_SUM}",  # meu FGTS tem 18 mil
        rf"m[wn]{{0,2}}{_MATTER}+[^x]{{0,5}}M",  # minha aposentadoria é de um salário mínimo
        r"i[wbn]{0,3}[OW][^x]{0,6}\$",  # I make $120k a year
        rf"iw{{0,2}}W[^x]{{0,5}}{_MATTER}",  # I owe back taxes
        r"vW[^x]{0,5}[FD$]",  # estou devendo 3 parcelas do carro
        r"(?<!x)(?<!xi)E(?:[^x]{0,3}\$|w?8)",  # ganho 3 mil por mês
        rf"(?<!x)(?<!xi)E[w9]{{0,2}}(?:{_MATTER}M?(?!w?x)|M)",  # ganho um salário mínimo e tenho 3 filhos
        rf"(?<!x)(?<!xi)Z[^x]{{0,4}}(?:[$M]|8w{{0,2}}U|{_MATTER}(?!w?x))",  # Recebo bolsa família e quero organizar o mês
        r"t[^x]{0,3}\$",  # devo R$ 30 mil ao banco
        r"t[wb]{0,3}L",  # estou quebrado, devo pra agiota
        rf"t[w9]{{0,2}}[UF]w{{0,2}}{_MATTER}?(?!\w?x)",  # debo tres meses de alquiler
        rf"(?:{_SELF}|i)[^x]{{0,4}}\$[^x]{{0,4}}{_MATTER}",  # I live on $900 of SSI
        rf"{_SELF}[^x]{{0,3}}{_MATTER}[^x]{{0,3}}\$",  # tenho uma dívida de R$ 9.000 no cartão
        rf"{_SELF}[w9]{{0,2}}D(?!w?x)",  # I'm in debt
        r"mw{0,2}D(?!w?x)",  # não consigo pagar meu financiamento
        rf"{_KIN}[^x]{{0,8}}D",  # my student loans are in default
        rf"{_WE}[^x]{{0,5}}r",  # Estoy en números rojos y me cobran comisiones
        r"(?:v|i[bq]w?)K",  # we are broke and my wife lost her job
        r"L[wN]?m",  # pedi falência da minha loja
        rf"lm{_MATTER}",  # o INSS negou meu benefício
        rf"m[wn]{{0,2}}{_MATTER}+[^x]{{0,3}}l",  # Meu salário atrasou e estou com o cartão estourado.
        rf"{_KIN}[^x]{{0,6}}F[^x]{{0,2}}l",  # Meu filho está sendo cobrado por pensão atrasada.
        r"g[^x]{0,4}\$",  # Herdei 200 mil reais da minha avó
        r"i[wb]{0,2}G[^x]{0,4}\$",  # I inherited $250,000 from my aunt
        r"(?:g|iG)w{0,2}F",  # I won the lottery and need to hide it
        rf"{_KIN}[^x]{{0,6}}[OFDWGLl][^x]{{0,6}}\$",  # Mi padre perdió 20.000 euros en el bingo
        rf"k[ie][pOW][^x]{{0,2}}{_SUM}",  # Meu chefe me paga 1.500 por fora
        rf"{_KIN}[^x]{{0,4}}W[^x]{{0,4}}{_MATTER}",  # mi jefe me debe dos meses de sueldo
        rf"{_KIN}[^x]{{0,3}}[OZ][^x]{{0,3}}[lFM]",  # mi mujer cobra el paro
        rf"N[bwi]{{0,2}}[PO][mw]{{0,3}}{_MATTER}",  # No puedo pagar el alquiler este mes
        rf"(?:P|i[wb]{{0,2}}p|^w{{0,2}}p)[^x]{{0,2}}{_SUM}[^x]{{0,4}}{_MATTER}",  # pago 800 de pensão pro meu filho
        rf"{_KIN}[^x]{{0,5}}o[^x]{{0,4}}{_SUM}",  # My cousin borrowed $3,000 from me and won't pay back
        rf"o[^x]{{0,3}}{_SUM}[^x]{{0,3}}{_KIN}",  # Emprestei 5 mil pro meu cunhado e ele sumiu
        rf"o[^x]{{0,2}}{_KIN}[^x]{{0,3}}{_SUM}",  # Lent my brother 2,000 and he won't return it
        rf"{_KIN}[^x]{{0,4}}\$[^x]?o",  # meu irmão me pediu 2 mil emprestado de novo
        r"Nvw?P(?!w{0,3}x)",  # não tenho como pagar a faculdade do meu filho
        r"9Fw{0,2}m",  # ainda faltam 84 parcelas do meu apartamento
        rf"{_KIN}ew\$",  # meu irmão me pediu 2 mil emprestado de novo
        rf"{_KIN}[^x]{{0,3}}[OW][^x]{{0,9}}{_SUM}",  # Mi hermano gana 3.000 y yo 1.400
        r"^[wvi]{0,2}pF[^x]{0,3}\$",  # pago pensão de 800 reais
        r"E[w,]{1,3}8w{0,2}U",  # ganho pouco, 1.500 por mês
        r"e[wb]?W[^x]{0,4}[FDS$]",  # me deben dos nóminas
        r"N[vbi]{0,2}c[^x]{0,3}F",  # não tenho dinheiro nem pro aluguel
        r"i[^x]{0,6}W[^x]?\$",  # we refinanced and owe 410k
        r"m\$b\$",  # my 401k has $80,000
        r"Sw{0,2}:?\$[^x]{0,3}k:?n",  # Salário: R$ 8.500,00 - Funcionário: Tiago Nunes
        r"Sw{0,2}\$[^x]{0,5}E",  # salário de R$ 5.400 é o que ganho por mês
        r"e[pO][^x]?(?:\$|8w?U)",  # me pagan 1.300 al mes
        rf"{_MATTER}[^x]{{0,3}}{_KIN}[^x]{{0,3}}l",  # a pensão do meu ex atrasou de novo
        rf"{_KIN}[^x]{{0,3}}G[^x]{{0,4}}F",  # meu pai perdeu tudo em apostas
        r"[DS]w?\$,?i",  # car loan 14k, I bring home 4,100 a month
        r"t[w]?c",  # Debo dinero a Hacienda
        r"L[^x]{0,8}P",  # fui demitido e não sei como pagar a escola
        rf"e[wb]{{0,2}}l[^x]{{0,3}}{_MATTER}",  # me han embargado la nómina
        r"iw?Wc",  # I owe money to my sister
    ),
    continued=alternatives(
        r"^[^x]*(?:L|[FDS]:[^x]{0,2}[$8]|[FDS][^x]*l|D[^x]*\$|u[^x]{0,3}W[^x]*\$|l[^x]*[FDS])[^x]*$"
    ),
    named=alternatives(
        rf"p[^x]{{0,2}}{_SUM}[^x]{{0,4}}{_MATTER}",  # she paid $120 in rent
        r"nO\$[^x]{0,4}i",  # a Fernanda ganha 4 mil a mais que eu
        r"[FS][^x]{0,4}\$[^x]{0,4}n~?n",  # saldo atual R$ 2.345,67 em nome de Caio Torres
        r"Sw?n[jbq:][^x]?\$",  # o salário do João é 7.200 reais
        r"[FD][w~]{0,2}[hk]n+[^x]{0,3}l",  # o condomínio da dona Sônia está atrasado
        rf"{_NAMED}[^x]{{0,8}}(?:[OWZp]|{_MATTER})[^x]{{0,5}}{_SUM}|z[^x]{{0,4}}{_MATTER}[^x]{{0,6}}{_SUM}",
        rf"{_NAMED}[^x]{{0,10}}(?:L|F[^x]{{0,3}}l|l[^x]{{0,3}}{_MATTER})|{_MATTER}[^x]{{0,4}}{_NAMED}[^x]{{0,6}}{_SUM}",
    ),
)
"""Facts of money."""
