"""A whole session in a process of its own: every address that anything in it looks up or connects to is written down.

Run as a script with a folder for its files; prints one JSON object.
"""

import json
import sys

REACHED: list[str] = []
WATCHED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto")


class OutsideError(OSError):
    """Nothing outside is really contacted."""


def _watch(event: str, given: tuple[object, ...]) -> None:
    if event not in WATCHED:
        return
    host = given[1] if event in ("socket.connect", "socket.sendto") else given[0]
    host = str(host[0] if isinstance(host, tuple) else host)
    REACHED.append(host)
    if not host.startswith(("127.", "::1", "localhost", "/")):
        raise OutsideError(f"{event}: {host}")


def main() -> None:
    sys.addaudithook(_watch)
    told = {"import": _imports(), "run": _runs(sys.argv[1]), "command": _commands()}
    print(json.dumps({"reached": sorted(set(REACHED)), **told}))


def _imports() -> int:
    import super_agent.cli.main
    import super_agent.core.hybrid_commander
    import super_agent.graph
    import super_agent.tools  # noqa: F401

    return len(REACHED)


def _runs(text: str) -> list[str]:
    import asyncio

    from super_agent.core.hybrid_commander import HybridCommander
    from super_agent.graph import NoModelAvailableError, graph
    from super_agent.graph.models.shared import get_hybrid_model_manager

    async def session() -> list[str]:
        found = []
        async with HybridCommander() as commander:
            for thread in ("um", None, "um"):
                try:
                    response = await commander.process_message(text, thread_id=thread)
                    found.append(response.tier)
                except NoModelAvailableError as error:
                    found.append(str(error))
            found.append(str((await commander.manager.status())["local_available"]))
        return found

    async def bare() -> str:
        from langsmith import tracing_context

        try:
            with tracing_context(enabled=False):
                state = await graph.ainvoke({"messages": [("user", text)]})
            return str(state["attempts"][-1]["tier"])
        except NoModelAvailableError as error:
            return str(error)
        finally:
            await get_hybrid_model_manager().aclose()

    return [*asyncio.run(session()), asyncio.run(bare())]


def _commands() -> list[int]:
    from contextlib import redirect_stdout
    from io import StringIO

    from super_agent.cli.main import main as command

    codes = []
    for given in (["status"], ["status", "--json"], ["route", "Oi"], ["ask", "Oi"]):
        with redirect_stdout(StringIO()):
            try:
                codes.append(int(command(given) or 0))
            except SystemExit as end:
                codes.append(int(end.code or 0))
    return codes


if __name__ == "__main__":
    main()
