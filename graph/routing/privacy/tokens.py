"""Credentials that their own form gives away: issuer prefixes, key blocks, URLs with a password."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from .placeholders import is_placeholder, is_variable
from .scan import Hit, Scan

_ISSUED = re.compile(
    r"(?:(?<![A-Za-z0-9])(?:"
    r"(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{16}"  # AWS access key
    r"|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{22,}|gl(?:pat|rt|dt|ptt|soat|cbt|ffct)-[\w\-]{18,}"
    r"|xox[abeoprs]-[\w\-]{10,}|xapp-\d-[\w\-]{10,}"  # Slack
    r"|[rs]k_(?:live|test)_\w{10,}|whsec_[A-Za-z0-9+/=]{16,}"  # Stripe
    r"|sk-[A-Za-z0-9_\-]{16,}|gsk_\w{20,}|r8_\w{20,}|hf_[A-Za-z]{30,}|xai-\w{20,}|pplx-\w{20,}|nvapi-[\w\-]{20,}"
    r"|AIza[\w\-]{30,}|ya29\.[\w\-]{16,}|GOCSPX-[\w\-]{20,}|1//0[\w\-]{30,}"  # Google
    r"|npm_[A-Za-z0-9]{30,}|pypi-[\w\-]{20,}|dckr_pat_[\w\-]{20,}|rubygems_[0-9a-f]{30,}"
    r"|SG\.[\w\-]{16,}\.[\w\-]{16,}|key-(?=[a-z]{0,31}\d)[0-9a-z]{32}(?![0-9a-z])|(?:AC|SK)[0-9a-f]{32}(?![0-9a-f])"  # mail and phone senders
    r"|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{28,}|sq0(?:atp|csp)-[\w\-]{20,}|EAA[A-Za-z0-9]{40,}"
    r"|do[opr]_v1_[0-9a-f]{40,}|dapi[0-9a-f]{32}|dp\.[a-z]{2,5}\.\w{30,}|hv[sb]\.[\w\-]{20,}|lin_api_\w{30,}"
    r"|ntn_\w{30,}|sntry[su]_[\w\-=.]{30,}|sbp_[0-9a-f]{40}|NRAK-[A-Z0-9]{20,}|PMAK-[0-9a-f\-]{30,}"
    r"|APP_USR-[\w\-]{20,}|TEST-\d{10,}-[\w\-]{20,}|ak_live_\w{20,}|\$aact_[\w=:\-]{20,}"  # Brazilian payments
    r"|ATATT[\w\-=]{30,}|sha256~[\w\-]{20,}|figd_[\w\-]{20,}|pscale_\w{3,6}_[\w\-]{20,}|[0-9a-f]{32}-us\d{1,2}"
    r"|glsa_\w{30,}|glc_[\w=]{30,}|AKCp\w{40,}|CFPAT-[\w\-]{30,}|shippo_(?:live|test)_\w{30,}|sk_prod_\w{20,}"
    r"|EZ[AT]K\w{50,}|rdme_\w{40,}|secret_[A-Za-z0-9]{40,}|tk-us-[\w\-]{40,}|fo1_[\w\-]{30,}|phc_\w{30,}|fw_\w{20,}"
    r"|co_[A-Za-z0-9]{30,}|sgp_\w{30,}|dt0c01\.\w{20,}\.\w{40,}|AQ\.[\w\-]{30,}|eyJrIjoi[\w=]{40,}|ops_eyJ[\w=]{40,}"
    r"|[a-z0-9.]{3,40}(?<=\d)apps\.googleusercontent\.com:[\w\-]{20,}|(?<=\w:)\$(?:2[aby]|6|5|1|apr1|y)\$[\w./$]{20,}"
    r"|\d{6}(?:-\d{6}){7}(?!\d)|(?=[A-Z0-9\-]{0,27}(?:[A-Z]\d|\d[A-Z]))[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}(?![A-Za-z0-9\-])"  # Windows
    r"|AAAA[\w\-]{7}:APA91b[\w\-]{30,}"
    r"|AGE-SECRET-KEY-1[0-9A-Z]{40,}|[A-Za-z0-9]{14}\.atlasv1\.[\w\-]{40,}|pul-[0-9a-f]{40}|tfp_\w{40,}"
    r"|\d{8,10}:AA[\w\-]{30,}"  # Telegram
    r"|(?<![\w\-])eyJ[\w\-]{8,}+\.eyJ[\w\-]{4,}(?:\.[\w\-]*)?|(?<![\w\-])eyJ[\w\-]{8,}+\.[\w\-]{8,}+\.[\w\-]{8,}"  # JWT
    r"|[MNO][\w\-]{22,28}\.[\w\-]{6}\.[\w\-]{27,}"  # Discord
    r")|hooks\.slack\.com/services/T\w+/B\w+/\w+|discord(?:app)?\.com/api/webhooks/\d+/[\w\-]+)"
)
_LOGIN_URL = re.compile(
    r"[a-z][a-z0-9+.\-]{1,20}://(?P<user>[^\s:/@\"'<>]{0,80}):(?P<word>[^\s/\"'<>]{1,120})@(?P<host>[\w.\-\[]+)",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"-----BEGIN (?:[A-Z0-9 ]{0,30})PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d")
_LONGEST_KEY = 20_000
_BLOCK_HEADS = ("-----BEGIN ", "PuTTY-User-Key-File-")
_BLOCK_END = re.compile(r"-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----|Private-MAC: ?[0-9a-f]*")
_BLOCK_STAND_IN = re.compile(
    r"(?:\\n|[\s\"'])*(?:\.{3}|\u2026|<|\[|\{|\$|x{4}|X{4}|\*{3}|(?i:your|sua|tu|key here|insert|base64|\?))"
    r"|[`\"'?)] ?[a-z?.]"
)
_BLOCK_BODY = re.compile(r"(?:[\\A-Za-z0-9+/=\-:, ]{0,120}\n?)*")
_EXAMPLE = re.compile(r"x{6,}|X{6,}|0{12,}|\*{3,}|\.\.\.|your|YOUR|EXAMPLE(?:KEY)?$|<|>|\{|placeholder", re.ASCII)


def find(scan: Scan) -> Iterator[Hit]:
    """Private keys, issued tokens and URLs that carry a password."""
    yield from _keys(scan)
    for start, end in scan.blobs:
        for match in _ISSUED.finditer(scan.plain, start, end):
            if not _EXAMPLE.search(match.group()):
                yield Hit("token", *match.span())
        yield from _logins(scan, start, end)


def _keys(scan: Scan) -> Iterator[Hit]:
    if not any(head in scan.plain for head in _BLOCK_HEADS):
        return
    ends = [match.end() for match in _BLOCK_END.finditer(scan.plain)]
    position = 0
    while match := _BLOCK.search(scan.plain, position):
        position = match.end()
        if not _BLOCK_STAND_IN.match(scan.plain, position):
            position = _key_end(scan.plain, position, ends)
            yield Hit("private_key", match.start(), position)


def _key_end(plain: str, start: int, ends: list[int]) -> int:
    """Where the key that starts at `start` ends: at its mark among `ends`, or with what looks like a key."""
    index = bisect_right(ends, start)
    if index < len(ends) and ends[index] <= start + _LONGEST_KEY:
        return ends[index]
    body = _BLOCK_BODY.match(plain, start)
    return body.end() if body else start


def _logins(scan: Scan, start: int, end: int) -> Iterator[Hit]:
    if scan.plain.find("://", start, end) < 0:
        return
    for match in _LOGIN_URL.finditer(scan.plain, start, min(len(scan.plain), end + 40)):
        if not _is_stand_in(match["user"], match["word"], match["host"]):
            yield Hit("credential_url", match.start(), match.end())


def _is_stand_in(user: str, word: str, host: str) -> bool:
    """Whether a URL shows where a login would stand, as `postgres://user:password@localhost/db` does."""
    if not is_placeholder(word) and word != user:
        return False
    return is_variable(word) or "." not in host or host.startswith(("127.", "example", "exemplo", "localhost", "host."))
