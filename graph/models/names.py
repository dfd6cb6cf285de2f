"""Model names: tags, and the cloud suffix in its three spellings (Ollama's internal/modelref rules)."""

from __future__ import annotations


def with_tag(name: str) -> str:
    """`name` with `:latest` when it carries no tag; `/api/tags` always shows one."""
    return name if ":" in name.rsplit("/", 1)[-1] else f"{name}:latest"


def same_model(a: str, b: str) -> bool:
    """Whether two names mean one installed model."""
    return with_tag(a).lower() == with_tag(b).lower()


def is_cloud(name: str) -> bool:
    """Whether the last `:` part is `cloud`, or ends in `-cloud` and holds no `/`. `my-cloud-model` is local."""
    if ":" not in name:
        return False
    last = name.strip().rsplit(":", 1)[1].lower()
    return last == "cloud" or (last.endswith("-cloud") and "/" not in last)


def without_cloud(name: str) -> str:
    """The name as the cloud itself lists it: `x:120b-cloud` and `x:120b:cloud` -> `x:120b`, `x:cloud` -> `x`."""
    if not is_cloud(name):
        return name
    base, last = name.strip().rsplit(":", 1)
    return base if last.lower() == "cloud" else f"{base}:{last[: -len('-cloud')]}"


def through_daemon(name: str) -> str:
    """The name that makes a local daemon forward to the cloud: `x:120b` -> `x:120b-cloud`, `x` -> `x:cloud`."""
    if is_cloud(name):
        return name
    return f"{name}-cloud" if ":" in name.rsplit("/", 1)[-1] else f"{name}:cloud"
