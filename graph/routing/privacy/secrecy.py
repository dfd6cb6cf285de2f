"""Words with which people ask for secrecy, as one-letter classes, and the rules that tell a request from talk about it.

Letters: `N` negation, `S` send or use, `s` share, `Z` cloud and outside, `z` the cloud alone, `T` this, `B` be, `C`
confidential, `c` private or secret, `K` keep, `L` local, `E` between, `U` us, `P` process, `O` only, `A` anyone,
`V` leave, `D` data, `I` internal, `x` what makes it talk about secrecy, `w` any other word.
"""

from __future__ import annotations

import re

from .lexicon import Lexicon, Matter, alternatives

_WORDS = Lexicon(
    2,
    {
        "N": "aren't avoid can't cannot do_not don't dont evite forbid isn't jamais mustn't nada nao nem never "
        "no none not nothing nunca prohibo proibo sem shouldn't sin without",
        "S": "armazenar armazene armazenem bote colocar coloque enviar envie enviem envies exponer exponga "
        "exponha forward guardem guardes grave_essa grave_esta grave_isso grabes_esto keep_a_copy log_it log_this mandar mande mandem mandes mencione "
        "mention poner pongas ponha post posting registrar registre retain salvar salve send sending "
        "sincronizar sincronize store storing suba suban subas subir sync tire tirem train transfer transferir "
        "transfira transmit treine upload uploading",
        "p": "caia chegar chegue go goes hit ir llegar llegue parar procesado procese process processada "
        "processado processar processe processed reach reaches see touch usa usala usalo usando usar use usem "
        "uses using uso utilice utilizando utilizar utilize va vaya vea veja ver",
        "g": "autorizo authorize consent consinto permito allow",
        "t": "comenta comentar comente comentem comentes contar conte contes cuentas cuente cuentes decir diga digam digas entere "
        "enteren envio know mostrar mostre repeat repita reveal* revel* sabendo saber saiba saibam sepa show tell telling "
        "vea veas veja",
        "s": "compart* compartilh* difund* difundas disclos* distribua distribuir distribute distribuya "
        "divulga* divulgar divulgu* espalha espalhar espalhe espalhem filtrarse filtre filtres forwarded leak leaking "
        "leaks publicar publique publiquem publiques publish repass* share shared sharing vaza vazar vaze "
        "vazem",
        "Z": "afuera api_externa chatgpt externa external external_api external_apis external_server "
        "external_servers externas externo externos fora fuera gemini google gpt chat^gpt open^ai internet online openai outside "
        "remote remoto servidor_de_terceiros servidor_externo servidores_externos terceiros terceros third",
        "z": "nuvem cloud nube",
        "y": "server servers servidor servidores api apis endpoint",
        "f": "off away_from out_of fuera_de longe_da fora_da",
        "q": "want wants quero quiero queremos want_to",
        "m": "meu meus mi minha minhas mis my nossa nosso nuestra nuestro our",
        "Q": "modo mode",
        "k": "apaga apagar apague delete desative desligue disable turn_off",
        "b": "boss chefe colegas colleagues dad equipe esposa familia family husband jefa jefe mae marido mom "
        "pai team wife",
        "u": "publico publica public publicly",
        "o": "get_out",
        "X": "informacao_privilegiada informacion_privilegiada insider_information em_segredo_de_justica sob_segredo_de_justica attorney-client_privilege bajo_nda bico_calado attorney-client_communication be_discreet embargado_ate embargoed_until eyes_only fica_so_aqui privileged_and_confidential se_discreto seja_discreta seja_discreto sob_sigilo segredo_nosso our_little_secret nosso_segredinho secreto_nuestro confidential_information_below covered_by_an_nda "
        "em_confianca em_off en_confianza entre_quatro_paredes for_your_eyes_only in_confidence "
        "internal_eyes_only keep_quiet modo_confidencial not_for_distribution off_the_record only_for_my_eyes "
        "para_mis_ojos para_os_meus_olhos peco_confidencialidade peco_sigilo pido_confidencialidad pido_sigilo "
        "prohibida_su_difusion proibida_a_divulgacao proibida_a_reproducao proibido_compartilhar "
        "que_isso_morra_aqui segredo_industrial sigilo_absoluto sob_embargo sob_nda solicito_confidencialidade "
        "solicito_sigilo trade_secret under_embargo under_nda",
        "T": "abaixo aqui below conversa conversacion conversation daqui de_aqui dessa desse desta deste disso "
        "disto ella eso essa esse esta estas este estes esto everything following here isso isto it it's "
        "lo_que_sigue nisso nisto o_que_segue seguinte siguiente that that's these this todo tudo what_follows",
        "B": "are be consider considerado considere considered contem contiene deve devem e eh era es fica "
        "ficam fique is must permaneca permanece queda quede remain remains sao ser should son stay stays "
        "trata tratar",
        "C": "classified_information confidenci* confidential* estritamente_pessoal off_the_record privileged "
        "sigilo sigilos* top_secret",
        "c": "classified delicad* privad* private privately reservad* restricted restringid* restrit* secret* "
        "segredo* segredo_de_justica sensible sensibles sensitive sensiv* sensivei*",
        "K": "deixe guarda guardame guardala guardalo guardar guarde handle hold keep keeping kept mantelo mantem "
        "manten mantener mantenga mantenha mantenham mantenla mantenlo manter mantida mantido mantidos "
        "preserva preservar preserve resguarde trata tratala tratalo tratar trate tratem treat treated "
        "treating",
        "L": "computador computer da_empresa de_la_empresa dentro_da_empresa desta_sala device dispositivo "
        "esta_sala here_only inside_the_company laptop locais local local* locales machine maquina notebook "
        "offline ollama on-device on-prem on-premise on-premises onprem ordenador pc the_company this_room "
        "within_the_company",
        "E": "entre between",
        "U": "eu i us nos nosotros me mim vc voce you yourself gente ti tu",
        "P": "computation processamento processing procesamiento analise analyse analyze answer do ejecuta ejecutalo ejecutar ejecute executar execute faca "
        "funcione haz hazlo procesa procesalo processa respond responda responder resuma rodar rode run "
        "summarize trabalhe work",
        "O": "only apenas somente solo exclusivamente just so unicamente",
        "A": "anybody anyone anywhere else everyone lugar nadie ninguem no_one nobody others outras outro "
        "outros parte_alguma publicamente todos",
        "V": "escape leave leaves leaving saia saiam sair salga salgan salir",
        "D": "anexo archivo arquivo assunto ata attachment chat contenido content conteudo contract contrato "
        "conversa conversation dado dados data datos document documento documentos documents dossie draft "
        "e-mail e-mails email ficheiro file files informacao informacion informacoes information material memo "
        "mensagem mensaje message notas notes numbers numeros personal pessoais planilha prompt relatorio "
        "report tema text texto",
        "I": "interno interna internal interne",
        "M": "envia manda sends does doesn't did sabe known",
        "h": "como",
        "w": "at_all de_jeito_nenhum de_ninguna_manera em_hipotese_alguma under_any_circumstances",
        "x": "compose docker localhost nginx node npm pip acordo crashes error erro fails falha funciona works act acuerdo agent agreement ambiente anestesia anesthesia api aplicativo app apps "
        "atributo attribute backup bairro bancario banco bank biblioteca bibliotecas botao boton branch bucket "
        "business button cache campo campos casa case cases casos chave chaves class classe classes clause "
        "clausula cloud-native cluster code codigo community companies component componente comunidade "
        "configurar configure container cookies copy database dependency deploy diferenca diferencia "
        "difference empresas environment equipment equity escola estado eventos events field fields fila form "
        "formulario funcao funcion function functions git global government host hosting house how ingredient "
        "ingredientes ingredients iniciativa instalar install instance interval intervals key keys label lei "
        "level levels lgpd libraries library loop machine_learning maxima maximum meaning medico member membro "
        "method methods metodo minimum modelo_de module modulo museum negocio network news noticias oauth "
        "package packages pacote palavra policy politica port porta practice process_id property propriedade "
        "quais qual que_es queue receita recipe rede repo repositories repositorio repository restaurantes "
        "restaurants rotulo santa sauce school schools sector service sessions setor setup sharing_economy "
        "shortcut significa significado state storage subnet success sucesso template test testes tests thread "
        "threads time title titulo university user users usuario usuarios variable variables "
        "variables_de_entorno variaveis variavel voto vpc what_is why word",
    },
    marks="?:,\n",
    names=False,
)  # fmt: skip
_END = r"(?=$|[,\n:])"
SECRECY = Matter(
    kind="secrecy",
    lexicon=_WORDS,
    topics="CcLzZAVEIXsgtQuoSy",
    persons="NKOXCcqEITAQko",
    also=frozenset({"upload", "log", "forward", "envies", "manter"}),
    needs=re.compile(
        r"[KXCcIQko]|N.*[SspPVtgzZKuoqA]|O.*[LEUI]|[LI].*O|q.*[AL]|A.*[ptBL]|L(?:$|[,\n:]|w{1,3}$)|E.*U", re.DOTALL
    ),
    rules=alternatives(
        r"N[^xM]{0,6}[SspPV][^x]{0,9}[zZ](?!w?x)",  # no uses la nube
        r"N[SsP]TD?w{0,2}y",  # no envíes esto a ningún servidor
        r"N[pS][TDw]{0,3}y",  # que no llegue a ningún servidor
        r"Nq[^x]{0,5}[zZ]",  # I don't want this on the internet
        r"Nw{0,2}z[^x]{0,4}T",  # don't let the cloud model see this
        r"Ng[^x]{0,4}[StpsTD]",  # não autorizo o envio destes dados
        rf"(?:^|,)w{{0,2}}Nw{{0,2}}[zZ]?w?z(?:{_END}|[wT]{{1,2}}{_END})",  # no cloud please
        r"K[TD]w?f[^x]{0,2}[zZ]",  # Keep this off the cloud
        r"mw?C(?!x)",  # our confidential roadmap is below
        r"[TDm][^x]{0,4}B[^x]{0,3}C(?!x)",  # Ojo, esto es confidencial
        rf"(?:T|Tw?D)w{{0,2}}Bw{{0,2}}c{_END}",  # este e-mail é privado
        rf"^(?:T|B)[wB]?[cC](?:{_END}|[wb]{{1,2}}$)",  # es un secreto
        r"B[wD]?DC",  # es material confidencial de mi cliente
        rf"^w{{0,2}}C+{_END}",  # company confidential
        r"^C[w9]{0,3}D",  # [CONFIDENTIAL] Q3 numbers
        r"X(?!x)",  # for your eyes only
        rf"^w?Dc{_END}",  # información reservada
        r"K[^x]{0,5}C(?!x)",  # preserve o sigilo destes dados
        rf"K[TDw]{{0,3}}c{_END}",  # guarde segredo
        rf"K[TDwP]{{0,3}}L(?:{_END}|w{{1,2}}$)",  # mantenha local
        r"KT[^x]{0,3}(?:[LC]|EU)",  # keep this on-device
        r"^C?Kh?C",  # peço sigilo
        r"N[^x]{0,2}[Sst][^x]{0,5}A",  # please don't upload my file anywhere
        r"A[^x]{0,4}[pt][^x]{0,2}T",  # ninguém pode saber disso
        r"A[^x]{0,2}Bt$",  # que ninguém fique sabendo
        r"qA[^x]{0,3}[pt]",  # I don't want anyone to know
        rf"(?:[BKOTV]|^)[^x]{{0,3}}E[wO]?U(?:[wB]U)?{_END}",  # fica entre nós
        r"OEwU",  # só entre a gente
        r"BT?EUwU",  # this is between you and me
        rf"N[wB]{{0,2}}s(?:[Tm]|w?D|{_END}|w{{1,2}}{_END})",  # não pode vazar
        rf"(?:^|,)w?N[sS]w?T?{_END}",  # não divulgue
        r"[PpS][^x]{0,4}O[^x]{0,4}L(?!w?x)",  # úsalo solo en local
        rf"[PpS]T[^x]{{0,2}}L(?:{_END}|w{{1,3}}$)",  # do this offline
        r"[pP]w?L[^x]{0,2}O",  # use the local model only
        r"T[^x]{0,3}O[^x]{0,4}L(?!x)",  # quero que isso fique só no meu computador
        rf"T[wBDm]{{1,4}}L{_END}",  # this stays on my laptop
        rf"DB{{1,2}}[wm]{{0,2}}L{_END}",  # this data must stay on-prem
        r"[PpS]w?LO",  # please process locally only
        rf"^w?(?:O[wmN]{{0,2}}L|Lw{{0,2}}O)w?{_END}",  # local only please
        rf"^w{{0,2}}[BP]?T?L{_END}",  # do this offline
        r"^[BP]T?L(?!w{0,2}x)",  # Stay offline for this one
        r"q[^x]{0,2}[PpS][^x]{0,2}L$",  # quero que rode offline
        rf"N[wBTDpq]{{0,5}}V(?:(?=[wmP]{{0,2}}[TLZz])|{_END})",  # This must not leave my machine
        r"N[wB]{0,2}VT",  # Isto não pode sair daqui
        r"NKT",  # não guarde isso em lugar nenhum
        r"^[DTw]{0,2}D[wTIB]{0,2}C",  # documento sigiloso da empresa
        r"TDB[wB]?cw",  # essa ata é restrita ao conselho
        r"DwC",  # texto sob sigilo
        rf"[SD]I(?:{_END}|O)",  # documento interno, proibido compartilhar
        rf"(?:^|[^w])[pS]I(?:{_END}|O)",  # uso interno apenas
        r"Ow?pI",  # apenas para uso interno
        rf"Ip(?:O|{_END})",  # internal use only
        rf"[TDKm][^x]{{0,6}}C{_END}",  # mantenha em sigilo
        r"O[SPp][^x]{0,3}L(?!w?x)",  # Só use modelos locais nesta conversa
        rf"^p[wm]{{1,2}}L{_END}",  # use a IA local
        r"T[wB]{0,2}N[wB]{0,2}u",  # isso ainda não é público
        r"TC",  # summarise this confidential memo
        rf"^[Pw]{{0,2}}[TDw]{{0,2}}DC{_END}",  # assunto sigiloso
        rf"kw?z(?:{_END}|[^x]{{0,2}}T)",  # turn off the cloud for this one
        rf"^w{{0,2}}Q[cLC](?:{_END}|:)",  # modo offline: resuma
        rf"N[wB]{{0,2}}[Sst]T?D?(?:w{{0,2}}A|{_END}T)",  # don't tell anyone
        r"N[^x]{0,2}t[^x]{0,2}b",  # don't tell my boss
        rf"N[wBTD]{{0,4}}[SK]D?T{{0,2}}D?{_END}",  # não tire isso daqui
        r"[NT]N?T?o",  # this can't get out
        r"^Dc",  # relatório restrito à diretoria
        r"[kS]T[^x]{0,6}[cC]",  # delete this after you answer, it's private
        rf"D[wTB]{{0,3}}C{_END}",  # assunto sigiloso
        rf"^w{{0,2}}A[wB]?[pt](?:T|{_END})",  # que ninguém saiba
        rf"^[wq]{{0,3}}P[wmN]{{1,2}}L{_END}",  # prefiro que rode na minha máquina
        rf"^Nw?Z[wT]{{1,2}}{_END}",  # nada de internet nessa
        r"^c$",  # segredo de justiça
        r"Twu",  # this isn't public yet
        r"C[w]{0,2}D",  # here's a confidential report, translate it
    ),
)
"""A sentence in which one of these holds, with no `x` before it, asks for secrecy."""
