"""A bug is no failure of a model: it surfaces, and nobody else is asked."""

import asyncio
import json
from collections.abc import Callable

import httpx
import pydantic
import pytest
from langchain_core.callbacks import BaseCallbackHandler
from super_agent.emulator import Emulator
from super_agent.graph.models import transport

from ..lab import FORMS, PLAN, Form, Lab, emulated


@pytest.fixture(scope="module")
def emulator():
    with emulated(scale=0.01) as running:
        yield running


def raises(error: Exception) -> Callable[[], object]:
    def act() -> object:
        raise error

    return act


BUGS: dict[type[Exception], Callable[[], object]] = {
    TypeError: lambda: len(5),  # type: ignore[arg-type]
    AttributeError: lambda: object().nothing,  # type: ignore[attr-defined]
    KeyError: lambda: {}["nothing"],
    ValueError: lambda: int("x"),
    json.JSONDecodeError: lambda: json.loads("x"),
    pydantic.ValidationError: lambda: pydantic.TypeAdapter(int).validate_python("x"),
    UnicodeDecodeError: lambda: b"\xff".decode(),
    ConnectionError: raises(ConnectionError("the handler's own database")),
    OSError: raises(OSError("the handler's own file")),
    TimeoutError: raises(TimeoutError("the handler's own clock")),
    httpx.ReadError: raises(httpx.ReadError("the handler's own service")),
}


class Handler(BaseCallbackHandler):
    """A handler of the caller's that asks for its errors to be raised."""

    raise_error = True

    def __init__(self, bug: Callable[[], object]) -> None:
        self._bug = bug

    def on_llm_new_token(self, token: str, **more: object) -> None:
        self._bug()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("bug", BUGS)
def test_of_a_callback_handler(emulator: Emulator, bug: type[Exception], form: Form) -> None:
    emulator.clear()
    lab = Lab(emulator)
    with pytest.raises(bug):
        run(lab, form, [Handler(BUGS[bug])])
    lab.manager.close()
    assert (lab.cloud_chats(), lab.local_chats()) == (1, 0)


def run(lab: Lab, form: Form, callbacks: list[BaseCallbackHandler]) -> None:
    given, config = {"messages": [("user", PLAN)]}, {"callbacks": callbacks}
    if form == "invoke":
        lab.graph.invoke(given, config)  # type: ignore[arg-type, call-overload]
    elif form == "stream":
        list(lab.graph.stream(given, config))  # type: ignore[arg-type, call-overload]
    else:
        asyncio.run(arun(lab, form, given, config))


async def arun(lab: Lab, form: Form, given: dict, config: dict) -> None:
    try:
        if form == "ainvoke":
            await lab.graph.ainvoke(given, config)  # type: ignore[arg-type, call-overload]
        else:
            async for _ in lab.graph.astream(given, config):  # type: ignore[arg-type, call-overload]
                pass
    finally:
        await lab.manager.aclose()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("bug", [one for one in BUGS if not issubclass(one, (OSError, httpx.HTTPError))])
def test_of_the_transport(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, bug: type[Exception], form: Form
) -> None:
    monkeypatch.setattr(transport, "mend", lambda *_, **__: BUGS[bug]())
    emulator.clear()
    lab = Lab(emulator)
    with pytest.raises(bug):
        run(lab, form, [])
    lab.manager.close()
    assert (lab.cloud_chats(), lab.local_chats()) == (0, 0)


async def test_leaves_no_probe_behind(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    lab = Lab(emulator)
    key = lab.manager.cloud.breaker_key  # type: ignore[union-attr]
    admission = await lab.manager.breaker.admit(key)
    await lab.manager.breaker.failed(admission, open_for=1e-9)
    with monkeypatch.context() as patch:
        patch.setattr(transport, "mend", lambda *_, **__: BUGS[TypeError]())
        with pytest.raises(TypeError):
            await lab.arun(PLAN)
    assert (await lab.arun(PLAN)).kinds() == ["cloud"]
    assert (await lab.manager.breaker.state(key)).status == "closed"
    await lab.manager.aclose()
