"""`super-agent demo`: the main job told in three stories, over an emulator in this process. No model is behind it."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..core.hybrid_commander import HybridCommander
from ..graph.models.manager import HybridModelManager
from ..graph.models.settings import Settings
from . import phrases
from .errors import missing_extra
from .messages import say
from .narrator import Narrator, follow
from .terminal import Terminal

if TYPE_CHECKING:
    from ..core.response import Response
    from ..emulator import Emulator


class Story(NamedTuple):
    """A request, and whether the cloud fails in the middle of its answer."""

    title: str
    text: str
    cut: bool = False


def demo(text: str | None) -> int:
    """Tell the three stories, or two about the user's own `text`."""
    try:
        from ..emulator import Emulator
    except ImportError:
        raise missing_extra("demo", "emulator") from None
    terminal = Terminal(sys.stdout, sys.stdout, live=True)
    with Emulator() as emulator:
        _banner(terminal, emulator)
        asyncio.run(_tell(terminal, emulator, text))
    terminal.note("")
    terminal.note(say("demo.end"))
    return 0


def _banner(terminal: Terminal, emulator: Emulator) -> None:
    terminal.note(say("demo.banner"), "yellow")
    terminal.note(say("demo.ports", cloud=emulator.cloud_url, local=emulator.local_url))


async def _tell(terminal: Terminal, emulator: Emulator, text: str | None) -> None:
    async with HybridCommander(HybridModelManager(_settings(emulator))) as commander:
        stories = _stories() if text is None else [Story(say("demo.yours"), text)]
        for number, story in enumerate(stories, 1):
            response = await _play(
                terminal, emulator, commander, story, f"{number}/{len(stories)} " if not text else ""
            )
        if text and any(one["tier"] == "cloud" for one in response.attempts):
            await _play(terminal, emulator, commander, Story(say("demo.yours_cut"), text, cut=True), "")


def _stories() -> list[Story]:
    return [
        Story(say("demo.plan"), say("demo.plan_text")),
        Story(say("demo.code"), say("demo.code_text")),
        Story(say("demo.cut"), say("demo.cut_text"), cut=True),
    ]


def _settings(emulator: Emulator) -> Settings:
    """The defaults, whatever the user's environment and `.env` say, with the emulator's addresses."""
    defaults = {name: field.default for name, field in Settings.model_fields.items()}
    here = {
        "cloud_base_url": emulator.cloud_url, "cloud_api_key": emulator.api_key, "base_url": emulator.local_url,
        "sandbox": "monty",
    }  # fmt: skip
    return Settings.load(**{**defaults, **here})


async def _play(
    terminal: Terminal, emulator: Emulator, commander: HybridCommander, story: Story, number: str
) -> Response:
    from ..emulator import Fault

    terminal.note("")
    terminal.note(f"{number}{story.title}", "bold")
    terminal.note(f"> {story.text}", "cyan")
    if story.cut:
        for name in _cloud_models(emulator):
            emulator.set_fault(name, Fault("S08"))
    started = time.monotonic()
    response = await follow(commander.stream_message(story.text), Narrator(terminal, erase=False).show)
    emulator.clear_faults()
    _summary(terminal, response, time.monotonic() - started)
    return response


def _cloud_models(emulator: Emulator) -> Iterator[str]:
    return (model.name for model in emulator.models if model.where == "cloud")


def _summary(terminal: Terminal, response: Response, seconds: float) -> None:
    values = {"who": phrases.who(response.tier, response.model), "seconds": seconds}
    terminal.note(say("demo.answered", **values, tokens=response.usage.answer_tokens), "green")
