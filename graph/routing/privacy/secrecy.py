"""Words with which people ask for secrecy, as one-letter classes."""

from __future__ import annotations

from .lexicon import Lexicon

SECRECY = Lexicon(
    {
        "N": "nao not don't dont never nunca no sem without jamais evite avoid nem mustn't cannot can't shouldn't",
        "S": "envi* mand* sub* suba coloc* coloqu* compart* send sends sending upload* share* sharing shared post posts "
        "transmit* leak* vaz* expose* divulg* publi* repass* forward* transmit* disclos* revel* reveal* mostr* show tell "
        "contes conte contar cuent* difund* transfer* use usar usando utiliz* process* salv* grav* store* armazen* train* "
        "log registr* repita repeat menci* mention* exponh* exponga*",
        "Z": "nuvem cloud nube internet online server servers servidor servidores openai google terceiros terceros third "
        "external externo externos externa remoto remote web api apis chatgpt fora outside",
        "T": "isso isto esta este essa esse tudo aqui this that these everything it eso esto ella todo what segue abaixo "
        "following which conteudo content conversation conversa assunto tema text texto mensagem message o email it's "
        "that's",
        "B": "is are e eh sao es son fica ficam permanece permanecem stays stay remains remain deve devem must should be ser "
        "era considered considerado contains contem contiene trata tratar treat considere consider",
        "C": "confidenci* confidential* sigil* secret* segredo* classified privad* private privately privileged reservad* "
        "restrit* restricted sensitive sensiv* sensivei* sensible",
        "K": "keep mantenha mantenga manten mantem manter deixe guarde guarda keeping hold handle trate trata mantido kept "
        "guardar mantener leave",
        "L": "local locally localmente offline local-only on-device on-premise onprem ollama maquina machine computador "
        "computer laptop notebook pc device dispositivo",
        "E": "entre between",
        "U": "us nos nosotros me mim vc voce you yourself",
        "P": "run rode rodar responda responder respond answer execute executar ejecuta ejecutar ejecute analise analyze "
        "analyse resuma summarize funcione",
        "O": "only apenas somente solo exclusivamente just so unicamente",
        "A": "ninguem anyone anybody nadie others outros outras outro terceiros third-party public publico publicamente "
        "anywhere lugar",
        "V": "sair saia saiam leave leaves salir salga",
        "D": "dados dado documento documentos informacao informacoes data information document file arquivo datos informacion "
        "material relatorio report ata memo contrato planilha conteudo conversa email",
        "Y": "nda",
        "F": "off",
        "R": "record",
        "J": "justica justicia",
        "x": "how why como qual quais difference diferenca explain explique define defina meaning significa significado agreement "
        "acordo clausula clause policy politica button botao variavel variable variables metodo method function funcao classe "
        "class field campo attribute atributo state estado branch copy network rede lawyer museum law lei tests testes "
        "keys chaves key chave house casa component componente repository repositorio repo git backup member membro ip "
        "network subnet school escola college university sector setor company companies empresas iniciativa property "
        "propriedade label rotulo title titulo container vpc cluster",
    }
)  # fmt: skip
