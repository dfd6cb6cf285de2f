"""The emulator in the foreground, for people: a banner, and an end on Ctrl-C."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from .emulator import Emulator
from .faults import parse_fault


def banner(emulator: Emulator) -> str:
    """What runs where, and that no model is behind it."""
    names = {port: [model.name for model in emulator.models if model.where == port] for port in ("cloud", "local")}
    return (
        "Ollama emulator: NO MODEL IS BEHIND IT. Every answer is a script.\n"
        f"  cloud  {emulator.cloud_url}  (Bearer {emulator.api_key})  {', '.join(names['cloud'])}\n"
        f"  local  {emulator.local_url}  {', '.join(names['local'])}\n"
        f"  faults POST {emulator.local_url}/emulator/faults "
        '{"model": "gpt-oss:120b", "fault": "S08"}; requests: GET /emulator/requests\n'
        "Ctrl-C ends it."
    )


def serve(
    *,
    cloud_port: int = 0,
    local_port: int = 0,
    faults: Iterable[str] = (),
    scale: float = 1.0,
    pace: float = 0.025,
    out: TextIO | None = None,
) -> None:
    """Run until Ctrl-C or SIGTERM.

    Args:
        faults: `MODEL=ROW` each, as `parse_fault` reads them.
        out: Where the banner goes; None: standard output.

    Raises:
        ValueError: A fault is unknown.
        OSError: A port is taken.
    """
    stop = threading.Event()
    wanted = dict(parse_fault(text) for text in faults)
    try:
        with (
            _ends_on_terminate(stop),
            Emulator(cloud_port=cloud_port, local_port=local_port, faults=wanted, scale=scale, pace=pace) as emulator,
        ):
            print(banner(emulator), file=out or sys.stdout, flush=True)
            while not stop.wait(0.5):  # a wait without a limit cannot be interrupted on Windows
                pass
    except KeyboardInterrupt:
        print(file=out or sys.stdout)


@contextmanager
def _ends_on_terminate(stop: threading.Event) -> Iterator[None]:
    """Let SIGTERM set `stop`. Only the main thread may change signal handlers; elsewhere this does nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
