"""Words with which people ask for secrecy, as one-letter classes, and the rules that tell a request from talk about it.

Letters: `N` negation, `S` send or use, `s` share, `Z` cloud and outside, `z` the cloud alone, `T` this, `B` be, `C`
confidential, `c` private or secret, `K` keep, `L` local, `E` between, `U` us, `P` process, `O` only, `A` anyone, `V`
leave, `D` data, `I` internal, `x` what makes it talk about secrecy, `w` any other word.
"""

from __future__ import annotations

import re

from .lexicon import Lexicon, Matter, alternatives

_WORDS = Lexicon(
    2,
    {
        "N": "sin proibo prohibo forbid nao not don't dont do_not never nunca no sem without jamais evite avoid nem mustn't cannot can't shouldn't nothing "
        "nada none",
        "S": "armazene armazenem guardes guardem tire tirem retain keep_a_copy envie enviem envies enviar mande mandem mandes mandar suba suban subas subir coloque colocar bote ponha poner pongas "
        "send sending upload uploading post posting transmit forward transfer transfira transferir salve salvar store storing armazene armazenar train treine log "
        "logged registre registrar mencione mention exponha exponga exponer sync sincronize sincronizar",
        "p": "usalo usala use using usando usar usa usem uses uso utilize utilizar utilice utilizando reach reaches touch hit ir va vaya chegar "
        "chegue llegue llegar parar caia go goes process processe processar procese processed processado processada procesado see veja "
        "ver vea",
        "g": "autorizo authorize consent consinto permito allow",
        "t": "entere enteren veja veas vea revel* reveal* conte contes contar cuente cuentes cuentas diga digas digam decir tell telling comente comentar repita repeat mostre mostrar show envio know saber sabendo sepa",
        "s": "vaza vazem espalha espalhem publiques publiquem difundas distribute distribua distribuir distribuya compartilh* compart* share sharing shared leak leaks leaking vaze vazar divulgu* divulga* divulgar difund* repass* "
        "disclos* publique publicar publish espalhe espalhar forwarded filtre filtres",
        "Z": "internet online servidor_externo servidores_externos external_server external_servers external_api external_apis api_externa servidor_de_terceiros openai google chatgpt gemini fuera afuera terceiros terceros third external externo externos externa externas "
        "remoto remote fora outside",
        "z": "nuvem cloud nube",
        "y": "server servers servidor servidores api apis endpoint",
        "f": "off away_from out_of fuera_de longe_da fora_da",
        "q": "want wants quero quiero queremos want_to",
        "m": "my our meu minha meus minhas nosso nossa mi mis nuestro nuestra",
        "Q": "modo mode",
        "k": "desligue turn_off disable desative apague apaga apagar delete",
        "b": "boss chefe jefe jefa wife husband esposa marido mae pai mom dad colleagues colegas equipe team family familia",
        "u": "publico publica public publicly",
        "o": "get_out",
        "X": "only_for_my_eyes para_os_meus_olhos para_mis_ojos en_confianza em_confianca modo_confidencial sigilo_absoluto bico_calado que_isso_morra_aqui keep_quiet off_the_record under_nda sob_nda bajo_nda covered_by_an_nda for_your_eyes_only internal_eyes_only in_confidence em_off not_for_distribution "
        "under_embargo sob_embargo proibida_a_divulgacao proibido_compartilhar proibida_a_reproducao prohibida_su_difusion "
        "attorney-client_privilege trade_secret segredo_industrial entre_quatro_paredes confidential_information_below",
        "T": "eso conversation conversa conversacion disso disto desse deste dessa desta nisso nisto daqui de_aqui isso isto esta este essa esse tudo aqui this that these everything it it's that's eso esto ella todo abaixo below "
        "following here seguinte siguiente what_follows o_que_segue lo_que_sigue estes estas",
        "B": "is are e eh sao es son fica ficam fique permanece permaneca stays stay remains remain deve devem must should be ser era "
        "considered considerado contem contiene trata tratar considere consider quede queda",
        "C": "confidenci* confidential* sigilos* sigilo classified_information privileged off_the_record  "
        "top_secret estritamente_pessoal",
        "c": "segredo_de_justica classified secret* segredo* privad* private privately reservad* restrit* restricted restringid* sensitive sensiv* sensivei* sensible "
        "sensibles delicad*",
        "K": "solicito preserve preserva resguarde preservar tratalo tratala mantenlo mantenla guardalo guardala mantelo keep mantenha mantenham mantenga manten mantem manter deixe guarda guarde keeping hold handle treat treated treating trate "
        "trata tratem tratar mantido mantida mantidos kept guardar mantener peco pido solicito_sigilo",
        "L": "locales on-prem within_the_company inside_the_company dentro_da_empresa da_empresa de_la_empresa the_company this_room desta_sala esta_sala local local* offline on-device on-premise onprem ollama maquina machine computador computer ordenador laptop notebook "
        "pc device dispositivo here_only",
        "E": "entre between",
        "U": "eu i us nos nosotros me mim vc voce you yourself gente ti tu",
        "P": "procesalo ejecutalo do faca haz hazlo run rode rodar responda responder respond answer execute executar ejecuta ejecutar ejecute analise analyze analyse "
        "resuma summarize funcione processa procesa trabalhe work",
        "O": "only apenas somente solo exclusivamente just so unicamente",
        "A": "ninguem anyone anybody nadie others outros outras outro publicamente anywhere lugar parte_alguma else "
        "everyone todos nobody no_one",
        "V": "sair saia saiam leave leaves leaving salir salga salgan escape",
        "D": "contract contrato attachment anexo e-mail e-mails dados dado documento documentos informacao informacoes data information document documents file arquivo datos informacion "
        "material relatorio report ata memo contrato planilha conteudo conversa conversation chat email content message mensagem "
        "texto text assunto tema numbers numeros dossie draft pessoais personal files anexo attachment ficheiro archivo contenido "
        "mensaje notes notas prompt",
        "I": "interno interna internal interne",
        "M": "envia manda sends does doesn't did sabe known",
        "h": "como",
        "x": "lgpd voto bancario medico template modelo_de users usuarios user usuario configure configurar install instalar setup how why qual quais que_es what_is difference diferenca diferencia meaning significa "
        "significado agreement acordo acuerdo clausula clause policy politica button botao boton variavel variaveis variable "
        "variables variables metodo method methods function functions funcao funcion classe class classes field fields campo campos "
        "attribute atributo state estado branch copy network rede museum lei test tests testes keys chaves key chave house casa "
        "component componente repository repositories repositorio repo git backup member membro subnet school escola "
        "university sector setor companies empresas iniciativa property propriedade label rotulo title titulo container vpc cluster "
        "api storage cache threads thread global libraries bibliotecas library biblioteca packages "
        "package pacote module modulo process_id sauce recipe receita success sucesso santa act service agent equity practice "
        "equipment sharing_economy app apps aplicativo banco bank case cases casos equity cloud-native hosting deploy bairro "
        "ingredient ingredients ingredientes events eventos cookies form formulario oauth environment ambiente variables_de_entorno codigo code dependency time "
        "anesthesia anestesia maxima maximum minimum community comunidade news noticias restaurants restaurantes government "
        "interval intervals level levels palavra word queue fila loop shortcut schools sessions bucket instance database port porta host machine_learning business negocio",
    },
    marks="?:,\n",
    names=False,
)  # fmt: skip
_END = r"(?=$|[,\n:])"
SECRECY = Matter(
    kind="secrecy",
    lexicon=_WORDS,
    topics="CcLzZAVEIXsgtQuoS",
    persons="NKOXCcqEITAQko",
    needs=re.compile(r"[NKOXCcIqAQko]|[TDS].*L|E.*U|^[wBP]*T?L"),
    rules=alternatives(
        r"N[^xM]{0,6}[SspPV][^x]{0,9}[zZ](?!w?x)|N[SsP]TD?w{0,2}y|N[pS][TDw]{0,3}y|Nq[^x]{0,5}[zZ]|Nw{0,2}z[^x]{0,4}T|Ng[^x]{0,4}[StpsTD]",
        rf"(?:^|,)w{{0,2}}Nw{{0,2}}[zZ]?w?z(?:{_END}|[wT]{{1,2}}{_END})|z[^x]{{0,2}}N$|K[TD]w?f[^x]{{0,2}}[zZ]",
        rf"[TDm][^x]{{0,4}}B[^x]{{0,3}}C(?!x)|(?:T|Tw?D)w{{0,2}}Bw{{0,2}}c{_END}|^(?:T|B)[wB]?[cC](?:{_END}|w{{1,2}}$)|B[wD]?DC",
        rf"^w{{0,2}}C+{_END}|^w{{0,2}}C+w{{0,2}}D|^C[w9]{{0,3}}D|X(?!x)|^w?Dc{_END}",
        rf"K[^x]{{0,5}}C(?!x)|K[TDw]{{0,3}}c{_END}|K[TDw]{{0,2}}L(?:{_END}|w{{1,2}}$)|KT[^x]{{0,3}}(?:[LC]|EU)|^C?Kh?C",
        r"N[^x]{0,2}[Sst][^x]{0,5}A|A[^x]{0,4}[pt][^x]{0,2}T|A[^x]{0,2}Bt$|qA[^x]{0,3}[pt]",
        rf"(?:[BKOTV]|^)[^x]{{0,3}}E[wO]?U(?:[wB]U)?{_END}|OEwU|BT?EUwU",
        rf"N[wB]{{0,2}}s(?:[Tm]|w?D|{_END}|w{{1,2}}{_END})|(?:^|,)w?N[sS]T?{_END}",
        rf"[PpS][^x]{{0,4}}O[^x]{{0,4}}L(?!w?x)|O[SPp][^x]{{0,3}}L(?!w?x)|[PpS]T[^x]{{0,2}}L(?:{_END}|w{{1,3}}$)|[pP]w?L[^x]{{0,2}}O",
        rf"T[^x]{{0,3}}O[^x]{{0,4}}L(?!x)|T[wBDm]{{1,4}}L{_END}|DB{{1,2}}[wm]{{0,2}}L{_END}|[PpS]w?LO|^w?(?:O[wm]{{0,2}}L|Lw{{0,2}}O)w?{_END}",
        rf"^w{{0,2}}[BP]?T?L{_END}|^[BP]T?L|q[^x]{{0,2}}[PpS][^x]{{0,2}}L$",
        rf"N[wBTDpq]{{0,5}}V(?:(?=[wm]{{0,2}}[TLZz])|{_END})|N[wB]{{0,2}}VT|NKT",
        rf"^[DTw]{{0,2}}D[wTIB]{{0,2}}C|DwC|[SD]I(?:{_END}|O)|(?:^|[^w])[pS]I(?:{_END}|O)|Ip(?:O|{_END})",
        rf"[TDKm][^x]{{0,6}}C{_END}|TC|^[Pw]{{0,2}}[TDw]{{0,2}}DC{_END}|Dc[^x]{{0,2}}D",
        rf"kw?z(?:{_END}|[^x]{{0,2}}T)|^w{{0,2}}Q[cLC](?:{_END}|:)|N[wB]{{0,2}}[Sst]T?D?(?:w{{0,2}}A|{_END}T)|N[^x]{{0,2}}t[^x]{{0,2}}b|Nw?u{_END}",
        rf"N[wBTD]{{0,4}}[SK]D?T{{0,2}}D?{_END}|[NT]N?T?o|^Dc|[kS]T[^x]{{0,6}}[cC]|D[wTB]{{0,3}}C{_END}|^Tw?Nw?u|Twu|C[w]{{0,2}}D|^[wp]w?L{_END}",
    ),
)
"""A sentence in which one of these holds, with no `x` before it, asks for secrecy."""
