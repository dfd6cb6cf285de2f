"""The process's one manager, made from the environment at first use."""

from __future__ import annotations

from threading import Lock

from .manager import HybridModelManager

_lock = Lock()
_shared: HybridModelManager | None = None


def get_hybrid_model_manager() -> HybridModelManager:
    """The manager that the exported graph and the command line share.

    Raises:
        SettingsError: a variable has a value that cannot be used.
    """
    global _shared  # noqa: PLW0603
    with _lock:
        if _shared is None:
            _shared = HybridModelManager()
        return _shared
