"""Is what was seen the same as what was recorded, apart from what cannot be the same twice?"""

import json
import re
from typing import Any

from .transcript import Response

# These are compared in their JSON type alone.
VOLATILE = frozenset(
    {
        "created_at",
        "modified_at",
        "expires_at",
        "created",
        "total_duration",
        "load_duration",
        "prompt_eval_duration",
        "eval_duration",
        "digest",
        "size",
        "id",
        "context",
        "version",
        "modelfile",
        "template",
        "parent_model",
        "remote_host",
        "signin_url",
        "embeddings",
    }
)
HEADERS = ("content-type", "retry-after", "allow")
_CHANGING = (
    (re.compile(r"127\.0\.0\.1:(?:\d+|<UPSTREAM_PORT>)"), "127.0.0.1:PORT"),
    (re.compile(r"ts=\d+"), "ts=TIME"),
)


def differences(
    recorded: Response,
    seen: Response,
    *,
    loose: frozenset[str] = frozenset(),
    any_count: bool = False,
    chunked_alike: bool = True,
) -> list[str]:
    """Every place where `seen` is not what was recorded.

    Args:
        loose: More keys whose values are compared in type alone.
        any_count: Neighbouring lines with the same keys count as one, for streams whose length is up to chance.
        chunked_alike: Each line came in the same HTTP chunk; False where a proxy may join what it reads at once.
    """
    found = _head(recorded, seen)
    if not recorded.ended.startswith(seen.ended) or not seen.ended:
        found.append(f"ended: {seen.ended!r}, recorded {recorded.ended!r}")
    units = (_units(recorded), _units(seen))
    return found + _lines(*units, loose | VOLATILE, any_count=any_count, numbered=chunked_alike and not any_count)


def _head(recorded: Response, seen: Response) -> list[str]:
    pairs: list[tuple[str, Any, Any]] = [("status", recorded.status, seen.status)]
    pairs += [(name, recorded.headers.get(name), seen.headers.get(name)) for name in HEADERS]
    if seen.ended != "no body":  # h11 frames the answer to a HEAD as the one to a GET, net/http does not
        for name in ("transfer-encoding", "content-length"):
            pairs.append((name, name in recorded.headers, name in seen.headers))
    return [f"{name}: {now!r}, recorded {was!r}" for name, was, now in pairs if was != now]


def _units(response: Response) -> list[str]:
    """The lines of the body, each with the number of its HTTP chunk: one line per chunk is part of the contract."""
    return [f"{index}\x00{line}" for index, chunk in enumerate(response.chunks) for line in _split(chunk)]


def _split(chunk: str) -> list[str]:
    return [line for line in chunk.splitlines(keepends=True) if line.strip()] or [chunk]


def _lines(
    recorded: list[str], seen: list[str], loose: frozenset[str], *, any_count: bool, numbered: bool
) -> list[str]:
    if any_count:
        recorded, seen = _collapsed(recorded), _collapsed(seen)
    if len(recorded) != len(seen):
        return [f"{len(seen)} lines, recorded {len(recorded)}: {seen} / {recorded}"]
    return [
        difference
        for index, (was, now) in enumerate(zip(recorded, seen, strict=True))
        for difference in _line(was, now, loose, f"line {index}", numbered=numbered)
    ]


def _collapsed(lines: list[str]) -> list[str]:
    """Only the first of neighbouring lines with the same keys."""
    shapes = [_shape(_value(line)[1]) for line in lines]
    return [line for index, line in enumerate(lines) if index == 0 or shapes[index] != shapes[index - 1]]


def _line(was: str, now: str, loose: frozenset[str], place: str, *, numbered: bool) -> list[str]:
    (was_prefix, was_value), (now_prefix, now_value) = _value(was), _value(now)
    found = _walk(was_value, now_value, loose, place)
    if was.endswith("\n") != now.endswith("\n"):
        found.append(f"{place}: line feed at the end: {now.endswith(chr(10))}")
    if numbered and was_prefix != now_prefix:
        found.append(f"{place}: {now_prefix!r}, recorded {was_prefix!r}")
    return found


def _value(line: str) -> tuple[str, Any]:
    """What stands before the JSON (chunk number, `data: `), and the JSON value, or the text itself."""
    match = re.fullmatch(r"(\d+\x00(?:data: )?)(.*)", line, re.DOTALL)
    assert match is not None
    try:
        return match[1], json.loads(match[2])
    except ValueError:
        return match[1], match[2]


def _walk(was: Any, now: Any, loose: frozenset[str], place: str) -> list[str]:
    if type(was) is not type(now):
        return [f"{place}: {now!r}, recorded {was!r}"]
    if isinstance(was, dict) and list(was) != list(now):
        return [f"{place}: keys {list(now)}, recorded {list(was)}"]
    if isinstance(was, list) and len(was) != len(now):
        return [f"{place}: {len(now)} items, recorded {len(was)}"]
    if isinstance(was, dict):
        return [d for key in was for d in _field(key, was[key], now[key], loose, f"{place}.{key}")]
    if isinstance(was, list):
        return [d for i in range(len(was)) for d in _walk(was[i], now[i], loose, f"{place}[{i}]")]
    return [] if _plain(was) == _plain(now) else [f"{place}: {now!r}, recorded {was!r}"]


def _field(key: str, was: Any, now: Any, loose: frozenset[str], place: str) -> list[str]:
    if key not in loose:
        return _walk(was, now, loose, place)
    if isinstance(was, dict) and isinstance(now, dict):
        return _walk(dict.fromkeys(was), dict.fromkeys(now), loose, place)
    return [] if type(was) is type(now) else [f"{place}: {now!r}, recorded {was!r}"]


def _plain(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    for pattern, name in _CHANGING:
        value = pattern.sub(name, value)
    return value


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, _shape(inner)) for key, inner in value.items()]
    return type(value).__name__
