"""Time as the emulator keeps it: every duration is multiplied by one scale."""

from __future__ import annotations

import asyncio
import time


class Clock:
    """Sleeps `scale` times as long as asked: 0.02 turns 30 seconds into 0.6."""

    def __init__(self, scale: float) -> None:
        if scale <= 0:
            raise ValueError(f"scale is {scale!r}: give a number above 0, such as 1.0 or 0.02")
        self.scale = scale

    async def sleep(self, seconds: float) -> None:
        """Let `seconds` pass."""
        if seconds > 0:
            await asyncio.sleep(seconds * self.scale)

    async def until(self, moment: float) -> None:
        """Let the time pass until `time.monotonic()` is `moment` (already scaled)."""
        await asyncio.sleep(max(0.0, moment - time.monotonic()))
