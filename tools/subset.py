"""The part of Python that the Monty interpreter has (1.4), as far as code can be checked by reading it.

Found by asking it for every public name of its modules and every method of the built-in types. What is missing
here only sends code to the larger sandbox, so a newer Monty with more in it does no harm.
"""

from __future__ import annotations

ALL: frozenset[str] = frozenset({"*"})
"""Stands for every public name of a module."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


MODULES: dict[str, frozenset[str]] = {
    "__future__": ALL,
    "asyncio": _names("gather run sleep"),
    "base64": ALL,
    "binascii": ALL,
    "bisect": ALL,
    "collections": _names("Counter defaultdict deque namedtuple"),
    "copy": _names("copy deepcopy"),
    "csv": _names(
        "DictReader DictWriter Error QUOTE_ALL QUOTE_MINIMAL QUOTE_NONE QUOTE_NONNUMERIC excel excel_tab reader writer"
    ),
    "dataclasses": _names("FrozenInstanceError MISSING dataclass field is_dataclass"),
    "datetime": _names("date datetime time timedelta timezone"),
    "decimal": ALL,
    "functools": _names("cache lru_cache partial reduce"),
    "hashlib": _names(
        "blake2b blake2s md5 new pbkdf2_hmac sha1 sha224 sha256 sha384 sha3_224 sha3_256 sha3_384 sha3_512 sha512"
    ),
    "itertools": _names(
        "accumulate chain combinations combinations_with_replacement compress count cycle dropwhile filterfalse "
        "groupby islice pairwise permutations product repeat starmap takewhile tee zip_longest"
    ),
    "json": _names("JSONDecodeError dump dumps load loads"),
    "math": ALL,
    "os": _names(
        "curdir fspath getcwd linesep listdir makedirs mkdir name path remove rename replace rmdir scandir sep stat "
        "unlink urandom walk"
    ),
    "os.path": ALL,
    "pathlib": _names("Path"),
    "random": _names(
        "Random betavariate choice choices expovariate gammavariate gauss getrandbits getstate lognormvariate "
        "normalvariate paretovariate randbytes randint random randrange sample seed setstate shuffle triangular "
        "uniform vonmisesvariate weibullvariate"
    ),
    "re": _names(
        "A ASCII DOTALL I IGNORECASE M MULTILINE Match NOFLAG Pattern S compile error escape findall finditer "
        "fullmatch match search split sub"
    ),
    "sys": _names("argv byteorder float_info maxsize maxunicode platform stderr stdout version version_info"),
    "time": _names(
        "asctime ctime gmtime localtime mktime monotonic monotonic_ns perf_counter perf_counter_ns process_time sleep "
        "strftime strptime time time_ns timezone tzname"
    ),
    "tomllib": ALL,
    "typing": _names(
        "Annotated Any Callable ClassVar Dict Final FrozenSet Iterable Iterator List Literal Mapping Never NoReturn "
        "Optional Self Sequence Set TYPE_CHECKING Tuple Type TypeVar Union"
    ),
    "unicodedata": _names("category combining is_normalized lookup name normalize"),
}

NO_BUILTINS = _names(
    "BaseExceptionGroup BlockingIOError BrokenPipeError BufferError ChildProcessError ConnectionError "
    "DeprecationWarning EOFError EnvironmentError ExceptionGroup FloatingPointError FutureWarning "
    "GeneratorExit IOError IndentationError InterruptedError ProcessLookupError ResourceWarning RuntimeWarning "
    "StopAsyncIteration SyntaxWarning SystemError UnicodeError UserWarning Warning __builtins__ __doc__ "
    "__import__ __spec__ aiter anext ascii breakpoint bytearray bytes callable classmethod compile delattr dir eval "
    "exec exit globals help input issubclass memoryview object property quit staticmethod super vars"
)
"""Built-in names that it lacks, or of which it lacks the common use."""

NO_METHODS = _names(
    "as_integer_ratio bit_count bit_length conjugate denominator difference_update format_map from_bytes fromhex "
    "intersection_update is_integer maketrans numerator symmetric_difference_update to_bytes translate"
)
"""Methods of the built-in types that it lacks."""

NO_HOOKS = _names(
    "__bool__ __del__ __format__ __ge__ __getattr__ __getattribute__ __gt__ __iadd__ __imul__ __isub__ __le__ __len__ "
    "__lt__ __ne__ __new__ __reversed__ __class_getitem__ __init_subclass__ __set_name__ __get__ __set__ __delattr__ "
    "__delitem__ __missing__ __length_hint__ __sizeof__ __dir__ __await__ __aiter__ __anext__ __aenter__ __aexit__"
)
"""Special methods of a class that it does not call."""

EAGER = _names("all any dict enumerate frozenset join list max min set sorted sum tuple")
"""Callables that consume a generator expression whole, so that it does not matter that Monty makes a list of it."""
