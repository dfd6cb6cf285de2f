"""Words with which people ask for secrecy, as one-letter classes, and the rules that tell a request from talk about it.

Letters: `N` negation, `S` send or use, `s` share, `Z` cloud and outside, `z` the cloud alone, `T` this, `B` be, `C`
confidential, `c` private or secret, `K` keep, `L` local, `E` between, `U` us, `P` process, `O` only, `A` anyone, `V`
leave, `D` data, `I` internal, `x` what makes it talk about secrecy, `w` any other word.
"""

from __future__ import annotations

import re

from .lexicon import Lexicon

SECRECY = Lexicon(
    {
        "N": "nao not don't dont do_not never nunca no sem without jamais evite avoid nem mustn't cannot can't shouldn't nothing "
        "nada none",
        "S": "envie enviem envies enviar mande mandem mandes mandar suba suban subas subir coloque colocar bote ponha poner pongas "
        "send sending upload uploading post posting transmit forward transfer transfira transferir use usar uses utilize utilizar "
        "utilice process processe processar procese salve salvar guardes guarde store storing armazene armazenar train treine log "
        "logged registre registrar mencione mention exponha exponga exponer reach reaches touch hit ir vaya va chegar llegue parar "
        "caia go goes sync sincronize sincronizar processed processado processada usa usem uso",
        "s": "compartilh* compart* share sharing shared leak leaks leaking vaze vazar divulgu* divulga* divulgar difund* repass* "
        "disclos* revel* reveal* publique publicar publish conte contes contar cuente cuentes cuentas diga digas digam decir tell "
        "telling comente comentar repita repeat mostre mostrar show espalhe espalhar forwarded filtre filtres",
        "Z": "internet online servers openai google chatgpt gemini terceiros terceros third external externo externos externa externas "
        "remoto remote fora outside",
        "z": "nuvem cloud nube",
        "T": "isso isto esta este essa esse tudo aqui this that these everything it it's that's eso esto ella todo abaixo below "
        "following here seguinte siguiente what_follows o_que_segue lo_que_sigue estes estas",
        "B": "is are e eh sao es son fica ficam fique permanece permaneca stays stay remains remain deve devem must should be ser era "
        "considered considerado contem contiene trata tratar considere consider quede queda",
        "C": "confidenci* confidential* sigilos* sigilo classified_information privileged off_the_record segredo_de_justica "
        "under_nda sob_nda bajo_nda for_your_eyes in_confidence em_off not_for_distribution segredo_industrial trade_secret "
        "attorney-client top_secret estritamente_pessoal entre_quatro_paredes",
        "c": "secret* segredo* privad* private privately reservad* restrit* restricted restringid* sensitive sensiv* sensivei* sensible "
        "sensibles delicad*",
        "K": "keep mantenha mantenham mantenga manten mantem manter deixe guarda guarde keeping hold handle treat treated treating trate "
        "trata tratem tratar mantido mantida mantidos kept guardar mantener leave peco pido solicito_sigilo",
        "L": "local local* offline on-device on-premise onprem ollama maquina machine computador computer ordenador laptop notebook "
        "pc device dispositivo here_only",
        "E": "entre between",
        "U": "us nos nosotros me mim vc voce you yourself gente ti tu",
        "P": "run rode rodar responda responder respond answer execute executar ejecuta ejecutar ejecute analise analyze analyse "
        "resuma summarize funcione processa procesa trabalhe work",
        "O": "only apenas somente solo exclusivamente just so unicamente",
        "A": "ninguem anyone anybody nadie others outros outras outro public publico publicamente anywhere lugar parte_alguma else "
        "everyone todos nobody no_one",
        "V": "sair saia saiam leave leaves leaving salir salga salgan escape",
        "D": "dados dado documento documentos informacao informacoes data information document documents file arquivo datos informacion "
        "material relatorio report ata memo contrato planilha conteudo conversa conversation chat email content message mensagem "
        "texto text assunto tema numbers numeros dossie draft pessoais personal files anexo attachment ficheiro archivo contenido "
        "mensaje notes notas prompt",
        "I": "interno interna internal interne",
        "M": "envia manda sends does doesn't did sabe known",
        "x": "how why como qual quais que_es what_is difference diferenca diferencia explain explique define defina meaning significa "
        "significado agreement acordo acuerdo clausula clause policy politica button botao boton variavel variaveis variable "
        "variables variables metodo method methods function functions funcao funcion classe class classes field fields campo campos "
        "attribute atributo state estado branch copy network rede lawyer museum lei test tests testes keys chaves key chave house casa "
        "component componente repository repositories repositorio repo git backup member membro subnet school escola "
        "university sector setor companies empresas iniciativa property propriedade label rotulo title titulo container vpc cluster "
        "api apis endpoint server servidor storage cache threads thread global libraries bibliotecas library biblioteca packages "
        "package pacote module modulo process_id sauce recipe receita success sucesso santa act service agent equity practice "
        "equipment sharing_economy app apps aplicativo banco bank case cases casos equity cloud-native hosting deploy bairro "
        "ingredient cookies form formulario client oauth environment ambiente variables_de_entorno codigo code dependency time "
        "anesthesia anestesia maxima maximum minimum community comunidade news noticias restaurants restaurantes government "
        "shortcut schools sessions bucket instance database port porta host machine_learning lawyers business negocio if se",
    }
)  # fmt: skip
SECRECY_TOPICS = "CcLzZAVEI"

SECRECY_RULES = tuple(
    re.compile(rule)
    for rule in (
        r"N[^xM]{0,6}[SsPV][^x]{0,7}[zZ](?!w?x)",
        r"(?:^|,)w{0,2}Nz(?:$|[,\n]|w{1,2}(?:$|[,\n]))|z[^x]{0,2}N$",
        r"[TD][^x]{0,4}B[^x]{0,3}C(?!x)|(?:T|Tw?D)w{0,2}Bw{0,2}c(?=$|[,\n:.])|^(?:T|B)w?[cC](?=$|[,\n])",
        r"(?:^|\n)w{0,2}C+(?:$|[\n:,])|(?:^|\n)w{0,2}C+w{0,2}D|(?:^|\n)\[?C\]?",
        r"K[^x]{0,5}C(?!x)|K[TDmw]{0,3}c(?=$|[,\n:]|w$)|K[TDw]{0,2}L(?=$|[,\n]|w{1,2}$)|KT[^x]{0,3}[LEC]",
        r"N[^x]{0,2}[Ss][^x]{0,5}A",
        r"(?:[BKOTV]|^)[^x]{0,3}E[wO]?U(?=$|[,\n:])|OEwU|BT?EUwU",
        r"Ns(?:T|m|w?D|$|[,\n]|w{1,2}(?:$|[,\n]))",
        r"[PS][^x]{0,4}O[^x]{0,4}L(?!w?x)|O[SP][^x]{0,3}L(?!w?x)|[PS]T[^x]{0,2}L(?=$|[,\n]|w{1,3}$)|T[^x]{0,3}O[^x]{0,4}L(?!x)|OL(?=$|[,\n])",
        r"(?:T|D|^|,)[^xM]{0,2}N[wB]{0,3}V(?!w{0,2}x)|N[wB]{0,2}[Vs]T",
        r"^[DTw]{0,2}D[wTIBe]{0,2}C|DwC|[SD]I(?=$|[,\n:O])|IS(?=O|$|[,\n])",
        r"[TDK][^x]{0,6}C(?=$|[,\n:])|TC",
    )
)
"""A sentence in which one of these holds, with no `x` before it, asks for secrecy."""
