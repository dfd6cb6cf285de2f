"""What `run_python` gives: the same in every sandbox."""

import asyncio
import time
from pathlib import Path

import pytest
from super_agent.tools import Artifact, Limits, Sandbox, Toolbox, ToolResult, run_python

from .conftest import TIGHT, children, groups, need


async def run(toolbox: Toolbox, code: str, **more: object) -> ToolResult:
    return await toolbox.run("run_python", {"code": code, **more})


async def test_output_value_and_names(toolbox: Toolbox, sandbox: Sandbox) -> None:
    first = await run(toolbox, "x = 20\nprint('olá, mundo')\nx + 1")
    assert (first.output, first.value, first.error) == ("olá, mundo\n", "21", "")
    assert (first.sandbox, first.why) == (sandbox, f"CODE_SANDBOX={sandbox}")
    assert first.text == "olá, mundo\n=> 21"
    assert (await run(toolbox, "def double(n):\n    return 2 * n")).text == "(no output)"
    assert (await run(toolbox, "double(x)")).value == "40"


async def test_last_expressions(toolbox: Toolbox) -> None:
    for code, value in {
        "None": "",
        "x = 1": "",
        "'a' 'b'": "'ab'",
        "(1 +\n 2)": "3",
        "x = 2; (x)  # note": "2",
        "é = 'ç'; é": "'ç'",
        "if True:\n    5": "",
        "[n for n in range(3)]": "[0, 1, 2]",
        '"""text"""': "'text'",
    }.items():
        assert (await run(toolbox, code)).value == value, code


async def test_errors_show_the_line_and_names_stay(toolbox: Toolbox) -> None:
    await run(toolbox, "x = 1")
    failed = await run(toolbox, "print('before')\ndef f():\n    return 1 / 0\n\nf()")
    assert failed.output == "before\n"
    assert "ZeroDivisionError" in failed.error
    assert "line 3" in failed.error
    assert "return 1 / 0" in failed.error
    assert "runner" not in failed.error
    assert "_value_" not in failed.error
    assert not failed.ok
    assert "SyntaxError" in (await run(toolbox, "def f(:")).error
    assert (await run(toolbox, "x")).value == "1"


async def test_a_timeout_says_how_long_it_ran(toolbox: Toolbox) -> None:
    result = await run(toolbox, "print('start')\nwhile True:\n    pass", timeout=0.5)
    assert result.error.startswith("timed out: the code ran 0.5 s, the limit is 0.5 s")
    assert result.output == "start\n"
    assert result.notes == ("names defined by earlier code are lost",)
    assert (await run(toolbox, "1 + 1")).value == "2"


async def test_a_sleep_is_bounded_by_the_timeout(toolbox: Toolbox, sandbox: Sandbox) -> None:
    started = time.monotonic()
    result = await run(toolbox, "import time\ntime.sleep(100)", timeout=0.5)
    assert ("is longer than the" if sandbox == "monty" else "timed out") in result.error
    await run(toolbox, "import time")
    assert time.monotonic() - started < 50
    slept = await run(
        toolbox, "import time\nstarted = time.monotonic()\ntime.sleep(0.05)\ntime.monotonic() - started > 0.04"
    )
    assert slept.value == "True"


async def test_the_timeout_of_a_call_cannot_exceed_the_limit(workspace: Path) -> None:
    async with Toolbox(None, "monty", Limits(timeout=0.2)) as toolbox:
        assert "the limit is 0.2 s" in (await run(toolbox, "while True: pass", timeout=60)).error


async def test_output_is_bounded_at_both_ends(toolbox: Toolbox) -> None:
    result = await run(toolbox, "print('first')\nfor n in range(2000):\n    print('line', n)\nprint('last')")
    assert result.ok
    assert result.output.startswith("first\n")
    assert result.output.endswith("last\n")
    assert "bytes of output cut ...]" in result.output
    assert len(result.output) < TIGHT.output + 100
    huge = await run(toolbox, "'x' * 10**6")
    assert len(huge.value) < TIGHT.output


async def test_unprintable_output(sandbox: Sandbox) -> None:
    async with Toolbox(None, sandbox, TIGHT) as toolbox:
        assert (await run(toolbox, "print('\\x1b[31m\\x00\\t')")).output == "\\x1b[31m\\x00\t\n"
        assert (await run(toolbox, "print('\\ud800')")).ok
        if sandbox == "monty":
            return
        result = await run(toolbox, "import os\nos.write(1, bytes(range(256)))")
        assert result.value == "256"
        assert "\ufffd" in result.output


async def test_files_come_out_as_artifacts(toolbox: Toolbox, workspace: Path) -> None:
    (workspace / "data.csv").write_text("a,b\n1,2\n")
    code = (
        "import os\ntext = open('data.csv').read()\nos.makedirs('out')\nopen('out/table.html', 'w').write('<p>' + text)"
    )
    result = await run(toolbox, code)
    assert result.artifacts == (Artifact(path="out/table.html", media_type="text/html", size=11),)
    assert (workspace / "out/table.html").read_text() == "<p>a,b\n1,2\n"
    assert "Files: out/table.html (11 bytes)" in result.text
    again = await run(toolbox, "open('out/table.html').read()[:3]")
    assert (again.value, again.artifacts) == ("'<p>'", ())
    removed = await run(toolbox, "os.remove('out/table.html')")
    assert removed.ok
    assert not (workspace / "out/table.html").exists()


async def test_code_sees_what_other_tools_wrote(toolbox: Toolbox) -> None:
    await toolbox.run("write_file", {"path": "a.txt", "content": "one"})
    assert (await run(toolbox, "open('a.txt').read()")).value == "'one'"
    await toolbox.run("write_file", {"path": "a.txt", "content": "three"})
    assert (
        await run(toolbox, "open('/workspace/a.txt').read()" if False else "open('a.txt').read()")
    ).value == "'three'"


async def test_without_a_workspace(sandbox: Sandbox) -> None:
    code = "open('f', 'w').write('42')\nprint(open('f').read())"
    result = await run_python(code, sandbox=sandbox, limits=TIGHT)
    assert (result.output, result.error, result.artifacts) == ("42\n", "", ())


async def test_calls_at_the_same_time_wait_for_each_other(toolbox: Toolbox) -> None:
    await run(toolbox, "seen = []")
    await asyncio.gather(*(run(toolbox, f"seen.append({n})") for n in range(5)))
    assert (await run(toolbox, "sorted(seen)")).value == "[0, 1, 2, 3, 4]"


async def test_cancelling_kills_and_the_toolbox_goes_on(sandbox: Sandbox, workspace: Path) -> None:
    before = children()
    async with Toolbox(workspace, sandbox, TIGHT) as toolbox:
        await run(toolbox, "x = 1")
        task = asyncio.create_task(run(toolbox, "open('f.txt', 'w').write('begun')\nwhile True: pass"))
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not children() - before or sandbox == "monty"
        assert (await run(toolbox, "1 + 1")).value == "2"
        assert "NameError" in (await run(toolbox, "x")).error
    assert not children() - before


async def test_cancelled_at_any_moment(sandbox: Sandbox) -> None:
    before = children()
    for delay in (0.0, 0.001, 0.005, 0.02, 0.05):
        async with Toolbox(None, sandbox, TIGHT) as toolbox:
            task = asyncio.create_task(run(toolbox, "1 + 1"))
            await asyncio.sleep(delay)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
    assert not children() - before
    assert not await asyncio.to_thread(groups)


@pytest.mark.parametrize("sandbox", ["bwrap", "none", "docker"])
async def test_an_interpreter_that_ends(sandbox: Sandbox) -> None:
    need(sandbox)
    async with Toolbox(None, sandbox, TIGHT) as toolbox:
        assert (await run(toolbox, "exit()")).ok
        assert (await run(toolbox, "import sys; sys.exit('no')")).error == "SystemExit: no"
        ended = await run(toolbox, "import os\nprint('bye', flush=True)\nos._exit(3)")
        assert ended.error == "the code ended the interpreter (exit status 3)"
        assert ended.output == "bye\n"
        forked = await run(toolbox, "import os\nif os.fork() == 0:\n    x = 1\nelse:\n    os.wait()\nprint('both')")
        assert forked.output == "both\nboth\n"
        assert (
            await run(toolbox, "import multiprocessing\nmultiprocessing.Pool(2).map(abs, [-1, 2])")
        ).value == "[1, 2]"


async def test_packages_of_this_python() -> None:
    need("bwrap")
    pytest.importorskip("numpy")
    result = await run_python("import numpy, pydantic\nfloat(numpy.arange(5).mean())", sandbox="bwrap")
    assert (result.value, result.error) == ("2.0", "")


async def test_another_python() -> None:
    need("bwrap")
    result = await run_python("import sys\nsys.version_info[0]", sandbox="bwrap", python="/usr/bin/python3")
    assert result.value == "3"
    wrong = await run_python("1", sandbox="bwrap", python="/bin/true")
    assert "does not answer as a Python interpreter" in wrong.error
    missing = await run_python("1", sandbox="none", python="python9")
    assert "there is no Python 'python9'" in missing.error


async def test_code_that_is_too_long(sandbox: Sandbox) -> None:
    assert "at most 262144 are accepted" in (await run_python("1 + 1\n" * 50_000, sandbox=sandbox)).error


async def test_no_docker_daemon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nonexistent/docker.sock")
    result = await run_python("1 + 1", sandbox="docker")
    assert "docker" in result.error.lower()
    assert "start the Docker daemon" in result.error or "not installed" in result.error


async def test_nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "apt-get install bubblewrap" in (await run_python("1", sandbox="bwrap")).error
    assert "docker is not installed" in (await run_python("1", sandbox="docker")).error
    needed = await run_python("import numpy")
    assert "has to run in bwrap (needs numpy)" in needed.error
    assert "apt-get install bubblewrap" in needed.error


async def test_a_bwrap_that_does_not_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: No permissions to create a new namespace' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    before = children()
    result = await run_python("1", sandbox="bwrap")
    assert "No permissions to create a new namespace" in result.error
    assert "docs/SANDBOX.md" in result.error
    assert not children() - before
