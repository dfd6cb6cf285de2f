"""What single words tell a detector: the one dictionary that a scan looks every word up in."""

from __future__ import annotations

import re
from functools import lru_cache

from .cues import TAGS
from .health import HEALTH
from .lexicon import bare
from .money import MONEY
from .secrecy import SECRECY
from .sentences import Meaning

ANCHORS = {
    "secret": "access account alarm answer api auth connection consumer backup chave chaves clave client codigo codigos combinacao "
    "combinacion combination combo contrasen* credential* cvc cvv door encryption frase gate key keys licence "
    "license master mnemonic otp palavra palavras pass* pin private pw pwd recovery secret* security seed "
    "segredo* senha* signing sms token* unlock verification",
    "command": "acesso cookie ldapsearch ldapadd openssl smbclient zip admin api auth authorization basic bearer credenciais credenciales credentials creds "
    "curl docker ftp identified log logged login logins mysql net password psql redis requirepass root roteador router sign ssh "
    "sshpass token user username usuario vpn wget wi wifi",
    "named": "afiliacion beneficio convenio aadhaar aadhar account acct ag c clabe codice crea crp agencia alien bitcoin btc caepf carteira carteirinha cedula "
    "certidao chassi citizen client conta coren crm crnm ctps cuenta cuil cuit curp customer driver drivers "
    "driving dui employee endereco eth ethereum government green health historia iban imei inscricao insurance "
    "ip licence licencia license litecoin mac matricula medicaid medical medicare member military monero mrn "
    "national nhs nino nuss oab pan pasaporte* pass passaporte* passport* patient permiso personnel plano "
    "plate plates policy prontuario registration registro renavam reservista resident rfc rne routing ruc "
    "siape seguridad sin social sort staff state student tax taxpayer usdt user vin visa voter wallet",
    "name": "aluna aluno assina assinado atenciosamente att chamo client cliente contact contato contribuinte "
    "cordialmente dona dr dra eu favor full i interessada interessado llamo mr mrs ms name nombre nome "
    "paciente patient prof regards requerente respeitosamente saludos senhor senhora servidor servidora signed "
    "sincerely sou soy sr sra this titular",
    "birth": "aniversario niver birth birthdate birthday born completei completo cumpleanos cumpli cumplo dn dob "
    "faco fiz nac naci nacida nacido nacimiento nacio nasc nasceu nasci nascida nascido nascimento turn turned "
    "turning",
    "street": "al alameda av avda avenida beco c calle callejon camino carrer carrera chacara condominio "
    "cuesta estr estrada glorieta gran ladeira largo loteamento pasaje paseo plaza praca pza r rod rodovia ronda "
    "rua servidao sitio trav travesia travessa tv urbanizacion via viela vila",
    "road": "alley ave avenue blvd boulevard cir circle close court crescent ct dr drive gardens grove highway "
    "hwy lane ln loop mews parkway pkwy pl place rd road row sq square st street ter terrace trail trl way",
    "block": "ade cln cls crn crs eqn eqs hcgn qc qd qe qi ql qms qn qna qnb qnc qnd qne qnf qng qnh qni qnj "
    "qnl qnm qnn qno qnp qnq qnr qr qs qsa qsb qsc qsd qse qsf quadra scrn scrs setor sgan sgas shcgn shin "
    "shis smpw sqn sqnw sqs sqsw",
    "home": "address endereco direccion domicilio",
    "flat": "apt apartment apto apartamento suite flat depto piso",
    "postcode": "cep zip zipcode postal postcode",
    "at": "at arroba",
}
_EXACT: dict[str, tuple[str, ...]] = {}
_STEMS: dict[str, tuple[tuple[str, str], ...]] = {}
for _topic, _words in ANCHORS.items():
    for _word in _words.split():
        if _word.endswith("*"):
            _STEMS[_word[:3]] = (*_STEMS.get(_word[:3], ()), (_word.rstrip("*"), _topic))
        else:
            _EXACT[_word] = (*_EXACT.get(_word, ()), _topic)
_COMPOUND = re.compile(r"(?:password|passwd|senha|secret|token|apikey|contrasena)")


_MATTERS = (HEALTH, MONEY, SECRECY)
TOPICS = tuple(ANCHORS)
"""Everything that a scan notes the places of."""


_VOCABULARY = {*_EXACT, *_STEMS, *TAGS}.union(*(matter.vocabulary() for matter in _MATTERS))
_UNKNOWN = Meaning.of("".join(matter.letters("x" * 9) for matter in _MATTERS), "", "", ()).letters


@lru_cache(maxsize=30_000)
def meaning(word: str) -> Meaning:
    """The meaning of a word without accents in lower case, of a number, a mark, or what stands between."""
    if word.isalpha() and _VOCABULARY.isdisjoint((word, word[:-1], word[:3])) and not _COMPOUND.search(word):
        return Meaning(_UNKNOWN, word)
    letters = "".join([matter.letters(word) for matter in _MATTERS])
    if not word[0].isalpha():
        return Meaning.of(letters, "" if word[0].isdigit() else word.rstrip(), "", ())
    plain = bare(word)
    topics = _EXACT.get(plain, ())
    topics += tuple([topic for stem, topic in _STEMS.get(plain[:3], ()) if plain.startswith(stem)])
    compound = _COMPOUND.search(plain) if not topics and len(plain) > 6 else None
    if compound:
        return Meaning.of(letters, word, TAGS.get(plain, ""), ("secret",), compound.start())
    return Meaning.of(letters, word, TAGS.get(plain, ""), topics)


def _capitalised(word: Meaning, ending: str) -> Meaning:
    """The same word with a capital: where it has no class it may be a name."""
    letters = list(word.letters)
    for place, matter in zip(range(0, len(letters), 3), _MATTERS, strict=False):
        if matter.lexicon.names and letters[place] == "w":
            letters[place] = "z" if ending == "'s" else "n"
    return Meaning("".join(letters), *word[1:])


class Meanings(dict[str, Meaning]):
    """The meanings of the tokens seen of late; numbers and long words are not kept."""

    def __missing__(self, token: str) -> Meaning:
        if token[0].isdigit():
            return _NUMBER
        word = token.rstrip(" ") or " "
        lower = word.lower()
        found = meaning(lower) if len(token) < _LONGEST_REMEMBERED else meaning.__wrapped__(lower)
        if lower != word and word[1:2].islower():
            found = _capitalised(found, lower[-2:])
        if len(token) < _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[token] = found
        return found


_NUMBER = meaning("0")
_MOST_REMEMBERED = 60_000
_LONGEST_REMEMBERED = 24
MEANINGS = Meanings()
"""Shared by all scans: tokens of one text are mostly those of another."""
