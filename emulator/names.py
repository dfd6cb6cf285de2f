"""Model names: the implied tag, the registry's full form, and the suffix that means the cloud."""

from __future__ import annotations

import re

_VALID = re.compile(r"[\w][\w.\-]*(?::\d+)?(?:/[\w.\-]+)*(?::[\w.\-]+)*\Z", re.ASCII)


def is_valid(name: str) -> bool:
    """Whether the daemon accepts the characters of `name`."""
    return _VALID.match(name) is not None


def tagged(name: str) -> str:
    """`name` with `:latest` added where no tag is given, in lower case: the form that names are compared in."""
    short = name.lower().removeprefix("registry.ollama.ai/").removeprefix("library/")
    return short if ":" in short.rsplit("/", 1)[-1] else f"{short}:latest"


def registry_name(name: str) -> str:
    """The full name that the daemon puts into some error texts."""
    path = tagged(name) if "/" in name else f"library/{tagged(name)}"
    return f"registry.ollama.ai/{path}"


def is_cloud(name: str) -> bool:
    """Whether the daemon sends `name` to the cloud: its last `:` part is `cloud`, or ends in `-cloud`."""
    if ":" not in name:
        return False
    tag = name.rsplit(":", 1)[-1].lower()
    return "/" not in tag and (tag == "cloud" or tag.endswith("-cloud"))


def without_cloud(name: str) -> str:
    """The bare name that the daemon asks the cloud for: `a:1b-cloud` and `a:1b:cloud` become `a:1b`."""
    head, tag = name.rsplit(":", 1)
    return head if tag.lower() == "cloud" else f"{head}:{tag[: -len('-cloud')]}"


def is_contradictory(name: str) -> bool:
    """Whether `name` asks for `:local` and the cloud at once."""
    return is_cloud(name) and ":local" in without_cloud(name).lower()


def without_local(name: str) -> str:
    """`name` without the `:local` that forces the daemon to serve it itself."""
    return name[: -len(":local")] if name.lower().endswith(":local") else name
