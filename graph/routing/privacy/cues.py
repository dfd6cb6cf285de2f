"""The words that give a number or a phrase its meaning, in Portuguese, English and Spanish, without accents."""

from __future__ import annotations

_NAMES = {
    # what a number is, when one of these stands beside it
    "cpf": "cpf cpfs",
    "cnpj": "cnpj cnpjs",
    "cnh": "cnh habilitacao renach motorista",
    "pis": "pis pasep nit nis",
    "voter_id": "eleitor eleitora eleitoral tse titulo",
    "rg": "rg identidade ssp rgs identificacao",
    "passport": "passaporte passaportes passport passports pasaporte",
    "cns": "cns sus saude",
    "ssn": "ssn ssns social itin",
    "iban": "iban",
    "card": "validade vencimento exp expira expires expiry expiration cvv cvc credito debito credit debit cartao cartoes card cards tarjeta visa mastercard amex elo hipercard creditcard cc",
    "dni": "dni nie nif identidad",
    "phone": "telefone telefones fone tel celular celulares cel whatsapp whats zap wpp phone phones telephone "
    "cellphone movil moviles telefono telefonos tlf fax ramal",
    "dial": "mobile cell call text sms wa llamar llamame llame llama ligue "
    "liga ligar ligo contato contatos contacto contact fixo recado recados reach chama chame chamar fala falar mensagem msg telefonar telefone-me dial ring ringing discar disque",
    "number": "numero number nro",
    "document": "documento",
    "pix": "pix aleatoria",
    "plate": "placa placas plate plates matricula matriculas emplacamento",
    "vehicle": "carro carros veiculo veiculos moto motocicleta caminhao automovel car cars vehicle truck coche vehiculo uber taxi",
    "postcode": "cep ceps zip zipcode postcode postal",
    "account": "conta contas account accounts acct cuenta agencia ag routing aba sort corrente poupanca",
    # what makes a number a reference to a thing, not to a person
    "reference": "calculate compute solve minus subtract plus resolva calcule calcula calcular quanto subtraia some divida multiplique resta suma protocolo protocolos processo processos pedido pedidos ordem order orders ticket tickets chamado "
    "chamados nota nf nfe invoice invoices fatura rastreio rastreamento tracking sku isbn issn ean gtin "
    "versao version versions lei leis decreto portaria artigo edital serial serie build commit licitacao "
    "proceso expediente factura empenho sei resolucao acordao norma item produto product barcode part "
    "boleto codigo patrimonio lote modelo model timestamp requerimento referencia reference ref case "
    "incident incidente bug issue pr imei doi patent contrato convenio",
    "sample": "exemplo exemplos example examples ejemplo ejemplos formato format formatos mascara mask regex "
    "fake ficticio ficticia ficticios falso falsa teste testes test placeholder dummy mock sample prueba "
    "hipotetico pattern padrao",
    "their": "dela dele deles her his their sua seu",
    # who owns it
    "own": "meu minha meus minhas my mine mi mis nosso nossa our eu sou me i",
}
TAGS: dict[str, str] = {word: tag for tag, words in _NAMES.items() for word in words.split()}
"""Each cue word and its tag; a tag is the kind that the word names, or 'reference', 'sample', 'own'."""
