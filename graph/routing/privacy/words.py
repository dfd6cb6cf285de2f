"""What single words tell a detector: the one dictionary that a scan looks every word up in."""

from __future__ import annotations

import re

from .cues import TAGS
from .health import HEALTH
from .lexicon import Meaning
from .money import MONEY
from .secrecy import SECRECY

ANCHORS = {
    "secret": "pass* pwd senha* contrasen* clave secret* token* credential* api access private account encryption auth "
    "client chave segredo* pin cvv cvc otp codigo verification security signing master seed recovery mnemonic frase palavra palavras codigos sms alarm door gate unlock backup combinacao combination combinacion combo pw key keys chaves license licence",
    "command": "redis net auth mysql curl sshpass identified bearer basic authorization password token api user wget psql login logins credenciais credenciales credentials creds log docker acesso wi wifi router roteador usuario username sign logged ssh ftp vpn admin",
    "named": "passaporte* passport* pasaporte* driver drivers driving carteira carteirinha licencia permiso license "
    "licence plate account acct conta cuenta agencia ag routing sort iban medical mrn prontuario patient historia health "
    "insurance policy member medicare medicaid plano registration plate plates pass mac ip endereco bitcoin btc ethereum eth wallet litecoin usdt "
    "monero imei chassi renavam vin student employee staff personnel tax taxpayer national citizen resident military "
    "voter state government user customer client nhs aadhaar aadhar nino social sin green alien visa pan matricula siape "
    "nuss curp rfc cuit cuil cedula reservista ctps certidao rne crm oab coren registro crnm inscricao caepf ruc dui",
    "name": "nome name chamo nombre llamo patient paciente eu sou i soy this sr sra dr dra mr mrs ms prof dona cliente "
    "client aluno aluna servidor servidora titular requerente interessado interessada contato contact atenciosamente att "
    "cordialmente respeitosamente sincerely regards saludos contribuinte senhor senhora assinado favor signed assina full",
    "birth": "nascimento nasc nasci nascido nascida nasceu dob birth birthdate born birthday nacimiento nacido nacida dn "
    "nac naci nacio aniversario cumpleanos turn turned turning faco completo completei cumplo cumpli fiz",
    "street": "rua r avenida av alameda al travessa tv trav rodovia rod estrada estr praca largo viela ladeira beco "
    "servidao calle c avda paseo carrera camino plaza via carrer gran ronda urbanizacion travesia glorieta pasaje callejon cuesta condominio chacara sitio loteamento vila",
    "road": "street st avenue ave road rd boulevard blvd lane ln drive dr court ct place pl way terrace ter parkway pkwy "
    "circle cir highway hwy square sq trail trl crescent close gardens grove row mews loop alley",
    "block": "sqn sqs sqnw sqsw qna qnb qnc qnd qne qnf qng qnh qni qnj qnl qnm qnn qno qnp qnq qnr qs qsa qsb qsc qsd qse qsf qi "
    "ql qr qe qc qd qn quadra shin shis shcgn scrn scrs cln cls crs crn smpw sgan sgas hcgn eqn eqs ade setor qms",
    "postcode": "cep zip zipcode postal postcode",
    "at": "at arroba",
    "digit": "zero cero oh um uma one uno una dois duas two dos tres three quatro four cuatro cinco five seis meia six sete seven siete "
    "oito eight ocho nove nine nueve",
    "health": "mg mcg",
    "finance": "",
    "secrecy": "upload log forward envies manter",
}
_EXACT: dict[str, tuple[str, ...]] = {}
_STEMS: dict[str, tuple[str, ...]] = {}
for _topic, _words in ANCHORS.items():
    for _word in _words.split():
        _table = _STEMS if _word.endswith("*") else _EXACT
        _table[_word.rstrip("*")] = (*_table.get(_word.rstrip("*"), ()), _topic)
_COMPOUND = re.compile(r"(?:password|passwd|senha|secret|token|apikey|contrasena)")


_MATTERS = (HEALTH, MONEY, SECRECY)
TOPICS = (*ANCHORS, *(matter.persons_topic for matter in _MATTERS))
"""Everything that a scan notes the places of."""


def meaning(token: str) -> Meaning:
    """The meaning of a piece of text: a word without accents in any case, a number, a mark, or what stands between."""
    letters = tuple(matter.lexicon.letter(token) for matter in _MATTERS)
    if not token[0].isalpha():
        return Meaning(letters, telling=False)
    word = token.lower().replace(".", "")
    word = word.removesuffix("'s")
    topics = _EXACT.get(word, ())
    for size in range(3, min(10, len(word)) + 1):
        topics += _STEMS.get(word[:size], ())
    compound = _COMPOUND.search(word) if not topics and len(word) > 6 else None
    if compound:
        return Meaning(letters, TAGS.get(word, ""), ("secret",), compound.start())
    for matter in _MATTERS:
        topics += tuple(matter.topics_of(word))
    return Meaning(letters, TAGS.get(word, ""), topics, telling=bool(topics) or word in TAGS)


class Meanings(dict[str, Meaning]):
    """The meanings of the tokens seen so far, up to a bound; numbers and long words are not kept."""

    def __missing__(self, token: str) -> Meaning:
        if token[0].isdigit():
            return _NUMBER
        found = meaning(token.rstrip(" ") or " ")
        if len(self) < _MOST_REMEMBERED and len(token) < _LONGEST_REMEMBERED:
            self[token] = found
        return found


_NUMBER = meaning("0")
_MOST_REMEMBERED = 50_000
_LONGEST_REMEMBERED = 16
MEANINGS = Meanings()
"""Shared by all scans: tokens of one text are mostly those of another."""
