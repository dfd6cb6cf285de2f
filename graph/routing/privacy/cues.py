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
    "card": "amex card cards cartao cartoes cc credit creditcard credito cvc cvv debit debito elo exp expira "
    "expiration expires expiry hipercard mastercard tarjeta validade vencimento visa",
    "dni": "dni nie nif identidad",
    "phone": "cel cellphone celular celulares fax fone movil moviles phone phones ramal tel telefone telefones "
    "telefono telefonos telephone tlf whats whatsapp wpp zap",
    "dial": "call cell chama chamar chame contact contacto contato contatos dial discar disque fala falar fixo "
    "liga ligar ligo ligue llama llamame llamar llame mensagem mobile msg reach recado recados ring ringing "
    "sms telefonar telefone-me text wa",
    "number": "numero number nro",
    "document": "documento",
    "pix": "pix aleatoria",
    "plate": "placa placas plate plates matricula matriculas emplacamento",
    "vehicle": "automovel caminhao car carro carros cars coche moto motocicleta taxi truck uber vehicle "
    "vehiculo veiculo veiculos",
    "postcode": "cep ceps zip zipcode postcode postal",
    "account": "aba account accounts acct ag agencia conta contas corrente cuenta poupanca routing sort",
    # what makes a number a reference to a thing, not to a person
    "reference": "acordao artigo barcode boleto bug build calcula calcular calculate calcule case chamado "
    "chamados codigo commit compute contrato convenio decreto divida doi ean edital empenho expediente factura "
    "fatura gtin imei incident incidente invoice invoices isbn issn issue item lei leis licitacao lote minus "
    "model modelo multiplique nf nfe norma nota ordem order orders part patent patrimonio pedido pedidos plus "
    "portaria pr proceso processo processos product produto protocolo protocolos quanto rastreamento rastreio "
    "ref reference referencia requerimento resolucao resolva resta sei serial serie sku solve some subtract "
    "subtraia suma ticket tickets timestamp tracking versao version versions",
    "sample": "dummy ejemplo ejemplos example examples exemplo exemplos fake falsa falso ficticia ficticio "
    "ficticios format formato formatos hipotetico mascara mask mock padrao pattern placeholder prueba regex "
    "sample test teste testes",
    "their": "dela dele deles her his their sua seu",
    # who owns it
    "own": "eu i me meu meus mi mine minha minhas mis my nossa nosso our sou",
}
TAGS: dict[str, str] = {word: tag for tag, words in _NAMES.items() for word in words.split()}
"""Each cue word and its tag; a tag is the kind that the word names, or 'reference', 'sample', 'own'."""
