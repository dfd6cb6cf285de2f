"""Where on this machine is kept what outlives a process, unless a setting says otherwise."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def state_folder() -> Path:
    """XDG_STATE_HOME where it is set, else the platform's own place for what programs remember."""
    if chosen := os.environ.get("XDG_STATE_HOME"):
        return Path(chosen) / "super-agent"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "super-agent"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "super-agent"
    return Path.home() / ".local" / "state" / "super-agent"
