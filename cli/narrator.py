"""Shows the events of a run as they come: who answers, the words, what failed, what the tools did."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from . import phrases
from .messages import say
from .terminal import Terminal

if TYPE_CHECKING:
    from ..core.response import Response
    from ..core.stream import StreamEvent


async def follow(events: AsyncGenerator[StreamEvent], show: Callable[[StreamEvent], None]) -> Response:
    """Hand all events of a run to `show` and return its response."""
    async with aclosing(events):
        async for event in events:
            show(event)
            if event["type"] == "done":
                return event["response"]
    raise AssertionError("a stream ends with a response or an error")


class Narrator:
    """Applies `discard`, so that what stays on the screen is the answer.

    A partial answer is erased where it is short enough; with `erase=False` it stays, marked as dropped.
    """

    def __init__(self, terminal: Terminal, *, erase: bool = True) -> None:
        self._terminal = terminal
        self._erase = erase
        self._message, self._shown, self._whole = "", "", ""
        self._asked: tuple[int, str, str] | None = None
        self._failure: dict[str, Any] | None = None
        self._thought = ""
        self._show: dict[str, Callable[[Any], None]] = {
            "route": self._route, "step": self._step, "attempt_started": self._started,
            "attempt_failed": self._failed, "discard": self._discard, "trimmed": self._trimmed,
            "tool": self._tool, "artifact": self._artifact, "token": self._token, "thinking": self._thinking,
            "done": self._done,
        }  # fmt: skip

    def show(self, event: StreamEvent) -> None:
        """Show one event."""
        if event["type"] not in ("attempt_failed", "discard"):
            self.settle()
        if show := self._show.get(event["type"]):
            show(event)

    def settle(self) -> None:
        """Tell a failure that was held back until it was clear whether words of it stood on the screen."""
        failed, self._failure = self._failure, None
        if failed is None:
            return
        self._asked = None
        what, *more = phrases.failure(failed["kind"], failed["error"], failed["hint"])
        dropped = f"; {say(failed['dropped'])}" if "dropped" in failed else ""
        self._terminal.note(f"× {say('failed', model=failed['model'], what=what)}{dropped}", "yellow")
        for line in more:
            self._terminal.note(line, indent=2)

    def _route(self, event: dict[str, Any]) -> None:
        if kinds := event["route"]["sensitivity"]["kinds"]:
            self._terminal.note(say("private", kinds=", ".join(kinds)))

    def _step(self, event: dict[str, Any]) -> None:
        self._finish_message()
        if event["of"] > 1:
            values = {"number": event["step"] + 1, "count": event["of"], "task": say(event["task"])}
            self._terminal.note(say("part", **values, text=" ".join(event["text"].split())), "cyan")

    def _started(self, event: dict[str, Any]) -> None:
        asked = (event["step"], event["node"], event["model"])
        if asked == self._asked:
            return
        self._asked = asked
        self._terminal.note(f"→ {phrases.who(event['tier'], event['model'], event['why'])}")

    def _failed(self, event: dict[str, Any]) -> None:
        self._failure = dict(event)

    def _discard(self, event: dict[str, Any]) -> None:
        shown, self._shown = self._shown, ""
        failure = self._failure or {}
        failure["dropped"] = "dropped"
        if event["message_id"] != self._message or not shown or not self._terminal.live:
            return
        if not self._erase or not self._terminal.take_back(shown):
            self._terminal.end_line()
            failure["dropped"] = "dropped_above"

    def _token(self, event: dict[str, Any]) -> None:
        if event["message_id"] != self._message:
            self._finish_message()
            self._message = event["message_id"]
        text = event["text"] if self._shown else event["text"].lstrip("\n")
        self._shown += text
        if self._terminal.live:
            self._terminal.answer(text)

    def _thinking(self, event: dict[str, Any]) -> None:
        if event["message_id"] != self._thought:
            self._thought = event["message_id"]
            self._terminal.note(say("thinking"))

    def _tool(self, event: dict[str, Any]) -> None:
        before, self._shown = self._shown, ""
        name, code = event["name"], event["arguments"].get("code")
        title = "tool_refused" if event["error"] and not event["ms"] else "tool_ran"
        self._terminal.note(say(title, name=name, ms=event["ms"], why=phrases.reason(event["error"])), "cyan")
        if code is None:
            code = "\n".join(f"{key}: {value}" for key, value in event["arguments"].items())
        if str(code).strip() not in before or not self._terminal.live:
            self._terminal.block(str(code), "|", "")
        self._terminal.block(event["output"], "=", "green")
        if title == "tool_ran":
            self._terminal.block(event["error"], "=", "red")

    def _artifact(self, event: dict[str, Any]) -> None:
        values = {key: event[key] for key in ("path", "media_type", "size")}
        self._terminal.note(say("artifact", **values), "cyan")

    def _trimmed(self, event: dict[str, Any]) -> None:
        values = {"count": event["messages"], "model": event["model"], "window": event["window"]}
        self._terminal.note(say("trimmed", **values))

    def _done(self, event: dict[str, Any]) -> None:
        response: Response = event["response"]
        if response.pending:
            self._shown = ""
            return
        self._finish_message()
        missing = response.text.removeprefix(self._whole).lstrip("\n") if self._terminal.live else response.text
        self._terminal.answer(missing)
        self._terminal.end_line()

    def _finish_message(self) -> None:
        """What stands on the screen stays there: the text of an answered part."""
        if text := self._shown.strip():
            self._whole = f"{self._whole}\n\n{text}".strip()
        self._shown, self._message = "", ""
        self._terminal.end_line()
