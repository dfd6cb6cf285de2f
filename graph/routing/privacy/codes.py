"""Identifiers of letters and digits that their form gives away: IBAN, alphanumeric CNPJ, DNI, plates, Pix keys."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from . import checks
from .samples import NEUTRAL
from .scan import Hit, Scan

_IBAN = re.compile(r"[A-Za-z]{2}\d{2}(?:[ .-]{0,2}[A-Za-z0-9]{4}){2,7}(?:[ .-]{0,2}[A-Za-z0-9]{1,4})?(?!\w)")
_CNPJ = re.compile(r"[A-Za-z0-9]{2}[. /-]?[A-Za-z0-9]{3}[. /-]?[A-Za-z0-9]{3}[ ./-]?[A-Za-z0-9]{4}[ ./-]?\d{2}(?!\w)")
_DNI = re.compile(r"(?:\d{8}|\d{1,2}\.\d{3}\.\d{3}|[XYZxyz][ -]?\d{7})[ -]?[A-Za-z](?![\w/.-]\w|\w)")
_PLATE = re.compile(r"(?:[A-Za-z]{3}[ -]?\d[A-Za-z0-9]\d{2}|\d{4}[ -]?[B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{3})(?![-.]?\w)")
_RG = re.compile(r"\d{1,2}\.?\d{3}\.?\d{3}-?[Xx](?!\w)|[A-Za-z]{2}[ -]?\d{1,2}\.?\d{3}\.?\d{3}(?![\w-])")
_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}(?!\w)", re.IGNORECASE)
_FORM = re.compile("|".join(f"(?:{one.pattern})" for one in (_IBAN, _CNPJ, _DNI, _RG, _PLATE)))
_ENOUGH = re.compile(r"[0-9](?:[A-Za-z ./-]{0,6}[0-9]){2}|[0-9a-fA-F]{6}")
"""What stands from the first number of any code on."""
_WORD = string.ascii_letters + string.digits
_JOINED = _WORD + "./-"
_LONGEST_HEAD, _LONGEST_WORD, _LONGEST_RUN = 4, 12, 18
_BANK_KEY = re.compile(r"\bchave\b(?! (?:primaria|estrangeira|d[ae] api|do dicionario|de acesso))[^.!?\n]{0,40}$")
_SHORTEST_IBAN = 15
_SAMPLE_PLATE = re.compile(r"(?i:(?:abc|aaa|xyz|xxx)[ -]?(?:1234|1d23|1a23|0000|9999|0x00|1x23))")
_GRAPHICS_CARDS = frozenset({"rtx", "gtx"})


def find(scan: Scan) -> Iterator[Hit]:
    """Codes that are somebody's."""
    for start, end in scan.blobs:
        if "br.gov.bcb.pix" in scan.folded[start:end]:
            yield Hit("pix", start, end)
    done = 0
    for start in scan.lettered:
        if start < done or not _ENOUGH.match(scan.plain, start):
            continue
        for begin in _beginnings(scan.plain, start):
            hit = _read(scan, begin)
            if hit and begin >= done:
                done = hit.end
                yield hit
                break


def _beginnings(plain: str, start: int) -> Iterator[int]:
    """Where a code that holds the number at `start` may begin: its word, the group before, the unbroken run."""
    word = _start_of(plain, start, _WORD)
    if start - word <= _LONGEST_WORD:
        yield word
        if word and plain[word - 1] in " .-":
            head = _start_of(plain, word - 1, _WORD)
            if 0 < word - 1 - head <= _LONGEST_HEAD:
                yield head
    run = _start_of(plain, start, _JOINED)
    if run < word and start - run <= _LONGEST_RUN:
        yield run


def _start_of(plain: str, end: int, signs: str) -> int:
    """Where the characters of `signs` that stand right before `end` start; looks back 20 characters at most."""
    before = plain[max(0, end - 20) : end]
    return end - len(before) + len(before.rstrip(signs))


def _read(scan: Scan, start: int) -> Hit | None:
    if not (_FORM.match(scan.plain, start) or _UUID.match(scan.plain, start)):
        return None
    for finder in (_pix_key, _iban, _cnpj, _dni, _rg, _plate):
        if hit := finder(scan, start):
            return hit
    return None


def _named(scan: Scan, tag: str, start: int, end: int) -> bool:
    """Whether the nearest word before `start` that names a thing is `tag`, or one right after `end` is."""
    if not scan.has_cue(start - 45, end + 40):
        return False
    before = next((cue.tag for cue in scan.before(start, 45) if cue.tag not in NEUTRAL), None)
    return before == tag or any(cue.tag == tag for cue in scan.after(end, 25))


def _is_sample(text: str) -> bool:
    """Whether the digits of `text` are all zeros."""
    return not text.strip("0") or {char for char in text if char.isdigit()} <= {"0"}


def _pix_key(scan: Scan, start: int) -> Hit | None:
    match = _UUID.match(scan.plain, start)
    if not match or _is_sample(match.group()):
        return None
    told = any(cue.tag == "pix" for cue in (*scan.before(start, 100), *scan.after(match.end(), 40)))
    if told or _BANK_KEY.search(scan.folded, max(0, start - 60), start):
        return Hit("pix", *match.span())
    return None


def _iban(scan: Scan, start: int) -> Hit | None:
    match = _IBAN.match(scan.plain, start)
    if not match:
        return None
    text = match.group()
    while len(text) >= _SHORTEST_IBAN and not checks.iban(text):
        text = text[: max(text.rfind(" "), 0)]
    valid = len(text) >= _SHORTEST_IBAN
    end = start + len(text) if valid else match.end()
    if _is_shown(scan, start, end) or not (valid or _named(scan, "iban", start, end)):
        return None
    long_enough = valid or (len(match.group()) >= _SHORTEST_IBAN and not _is_sample(match.group()))
    return Hit("iban", start, end, 1.0 if valid else 0.8) if long_enough else None


def _is_shown(scan: Scan, start: int, end: int) -> bool:
    """Whether the words around say that the code is an example."""
    return any(cue.tag == "sample" for cue in (*scan.before(start, 40), *scan.after(end, 25)))


def _cnpj(scan: Scan, start: int) -> Hit | None:
    match = _CNPJ.match(scan.plain, start)
    if not match or not any(map(str.isalpha, match.group())) or _is_sample(match.group()):
        return None
    named = any(cue.tag == "cnpj" for cue in (*scan.before(start, 60), *scan.after(match.end(), 25)))
    reference = any(cue.tag == "reference" for cue in scan.before(start, 30))
    if named or (checks.cnpj(match.group()) and match.group().isupper() and not reference):
        return Hit("cnpj", *match.span(), 1.0 if named else 0.9)
    return None


def _dni(scan: Scan, start: int) -> Hit | None:
    match = _DNI.match(scan.plain, start)
    if not match or _is_sample(match.group()):
        return None
    if (
        _named(scan, "dni", *match.span())
        or _named(scan, "document", *match.span())
        or (checks.dni(match.group()) and match.group()[-1].isupper())
    ):
        return Hit("dni", *match.span(), 0.9)
    return None


def _rg(scan: Scan, start: int) -> Hit | None:
    match = _RG.match(scan.plain, start)
    return Hit("rg", *match.span(), 0.9) if match and _named(scan, "rg", *match.span()) else None


def _plate(scan: Scan, start: int) -> Hit | None:
    match = _PLATE.match(scan.plain, start)
    if not match or _is_sample(match.group()) or match.group()[:3].lower() in _GRAPHICS_CARDS:
        return None
    told = {cue.tag for cue in (*scan.before(start, 45), *scan.after(match.end(), 25))}
    filled_in = "vehicle" in told and scan.plain[max(0, start - 3) : start].rstrip().endswith(":")
    if _SAMPLE_PLATE.fullmatch(match.group()) and "own" not in told and not filled_in:
        return None
    if _named(scan, "plate", *match.span()) or _named(scan, "vehicle", *match.span()):
        return Hit("plate", *match.span(), 0.9)
    return None
