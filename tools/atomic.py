"""Writing a file in one step: whoever reads it sees the old content or the new one."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


def replace(place: Path, data: bytes) -> None:
    """Write `data` beside `place` and rename it there, keeping the mode of a file that was there."""
    mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o644
    descriptor, part = tempfile.mkstemp(prefix=f".{place.name[:40]}.", suffix=".part", dir=place.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(part, mode)
        os.replace(part, place)
    except BaseException:
        os.unlink(part)
        raise
