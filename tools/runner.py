"""The program inside a process sandbox: it runs the code that comes as frames and keeps its names.

It is handed over as text (`python -I -S -c ...`), so it stands alone, and imports only what is built in,
because every import costs the caller milliseconds. Frames, both ways: one byte kind, two lengths of four
bytes (big endian), a name, data. In on file 0; out on what was file 2; the code's output is file 1.

in    F name data   a file of the workspace       D name   that file is gone
      R marker code run the code, then print the marker
out   r             ready                         V - text  value of the last expression
      E - text      error                         F name data, D name   what the code made, removed
      . -           end of the call
"""

import _ast
import builtins
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WORKSPACE = sys.argv[5] if __name__ == "__main__" else ""
MAX_TEXT = 8192
GUARDED = -2


def confine(uid: int, memory: int, processes: int, disk: int) -> None:
    """Set the limits of each process (bytes; 0 processes: no limit), then become `uid` for good (-1: stay)."""
    import resource

    limits = {"RLIMIT_DATA": memory, "RLIMIT_FSIZE": disk, "RLIMIT_NOFILE": 256, "RLIMIT_CORE": 0}
    limits |= {"RLIMIT_NPROC": processes, "RLIMIT_MSGQUEUE": 0, "RLIMIT_MEMLOCK": 0}
    for name, most in limits.items():
        kind = getattr(resource, name, None)
        if kind is None or (name == "RLIMIT_NPROC" and not most):
            continue
        _, hard = resource.getrlimit(kind)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, bound))
    if uid >= 0:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)


def guard() -> None:
    """Fork, go on in the child, and stay behind as the parent to which all that the code starts comes back.

    When the child ends, or the host does, or asks with SIGTERM, everything below is killed, whatever session it is in.
    """
    import ctypes
    import signal

    control = ctypes.CDLL(None).prctl
    control(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
    control(1, signal.SIGTERM, 0, 0, 0)  # PR_SET_PDEATHSIG
    signal.signal(signal.SIGTERM, leave)
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.setsid()
        return
    for file in range(3):
        os.close(file)
    status = 0
    try:
        pid = 0
        while pid != child:
            pid, status = os.waitpid(-1, 0)
    except (KeyboardInterrupt, ChildProcessError):
        status = signal.SIGKILL
    end_children()
    os._exit(status >> 8 or (128 + (status & 127) if status & 127 else 0))


def leave(number: int, frame: object) -> None:
    """Stop waiting, once: what ends the children is not to be interrupted."""
    import signal

    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def end_children() -> None:
    """Kill every child, and what comes back from killed ones, until none is left."""
    while True:
        with open("/proc/thread-self/children") as file:
            pids = [int(pid) for pid in file.read().split()]
        for pid in pids:
            try:
                os.kill(pid, 9)
            except OSError:
                continue
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def receive(file: int) -> tuple[bytes, str, bytes]:
    """Read one frame; the end of the input ends the program."""
    head = take(file, 9)
    name = take(file, int.from_bytes(head[1:5], "big")).decode()
    return head[:1], name, take(file, int.from_bytes(head[5:9], "big"))


def take(file: int, size: int) -> bytes:
    """Read `size` bytes."""
    parts = []
    while size:
        part = os.read(file, min(size, 1 << 20))
        if not part:
            os._exit(0)
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def send(file: int, kind: bytes, name: str = "", data: bytes = b"") -> None:
    """Write one frame."""
    label = name.encode("utf-8", "surrogateescape")
    put(file, kind + len(label).to_bytes(4, "big") + len(data).to_bytes(4, "big") + label + data)


def put(file: int, data: bytes) -> None:
    """Write all of `data`."""
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def marks() -> dict[str, tuple[int, int]]:
    """Size and time of every regular file of the workspace, by its path there."""
    found = {}
    folders = [WORKSPACE]
    while folders:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif entry.is_file(follow_symlinks=False):
                info = entry.stat(follow_symlinks=False)
                found[entry.path[len(WORKSPACE) + 1 :]] = (info.st_size, info.st_mtime_ns)
    return found


def store(name: str, data: bytes) -> None:
    """Put a file of the workspace in place, as one that the code may write."""
    path = f"{WORKSPACE}/{name}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    remove(name)
    with open(path, "wb") as file:
        file.write(data)


def remove(name: str) -> None:
    """Remove a file of the workspace."""
    if os.path.lexists(f"{WORKSPACE}/{name}"):
        os.unlink(f"{WORKSPACE}/{name}")


def execute(code: str, names: dict[str, object]) -> tuple[str, str]:
    """Run the code. Returns the value of its last expression and the error, as texts."""
    try:
        tree: Any = compile(code, "<code>", "exec", 0x400)  # ast.PyCF_ONLY_AST
        ending = tree.body.pop().value if tree.body and type(tree.body[-1]).__name__ == "Expr" else None
        exec(compile(tree, "<code>", "exec"), names)  # noqa: S102
        value = eval(compile(_ast.Expression(ending), "<code>", "eval"), names) if ending else None  # noqa: S307
        return "" if value is None else repr(value), ""
    except SystemExit as stop:
        return "", "" if stop.code in (None, 0) else f"SystemExit: {stop.code}"
    except BaseException as error:
        return "", explain(error, code)


def explain(error: BaseException, code: str) -> str:
    """Return the traceback, from the code's own frames on."""
    try:
        import linecache
        import traceback

        linecache.cache["<code>"] = (len(code), None, [f"{line}\n" for line in code.splitlines()], "<code>")
        frames = error.__traceback__ and error.__traceback__.tb_next
        return "".join(traceback.format_exception(type(error), error, frames))
    except BaseException:
        return type(error).__name__


def text(value: str) -> bytes:
    """Encode a text, cut in its middle when it is long."""
    if len(value) > MAX_TEXT:
        value = f"{value[: MAX_TEXT // 2]}\n[... {len(value) - MAX_TEXT} characters cut ...]\n{value[-MAX_TEXT // 2 :]}"
    return value.encode("utf-8", "backslashreplace")


def changes(control: int, before: dict[str, tuple[int, int]]) -> None:
    """Send the files that the code made, changed or removed."""
    after = marks()
    for name, mark in after.items():
        if before.get(name) != mark:
            try:
                with open(f"{WORKSPACE}/{name}", "rb") as file:
                    send(control, b"F", name, file.read())
            except OSError:
                continue
    for name in before.keys() - after.keys():
        send(control, b"D", name)


def flush() -> None:
    """Write out what the code printed."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:  # noqa: S112 - the code may have put anything there
            continue


def channels() -> tuple[int, int, int]:
    """Move the pipes of commands, output and answers out of the code's way: it gets no input and one output."""
    pipes = os.dup(0), os.dup(1), os.dup(2)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(1, 2)
    os.close(null)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)  # type: ignore[union-attr]
    return pipes


def packages(folders: list[str]) -> None:
    """Make installed packages and the workspace importable."""
    if folders == ["site"]:
        import site

        site.main()
    else:
        sys.path += folders
    sys.path.insert(0, WORKSPACE)
    sys.dont_write_bytecode = True


def call(code: str, names: dict[str, object], marker: bytes, output: int, control: int) -> None:
    """Run the code and answer. A process that the code forked and that comes back here ends."""
    owner = os.getpid()
    before = marks()
    value, error = execute(code, names)
    flush()
    if os.getpid() != owner:
        os._exit(0)
    put(output, marker)
    send(control, b"V", "", text(value))
    send(control, b"E", "", text(error))
    changes(control, before)
    send(control, b".")


def main() -> None:
    """Serve calls until the input ends.

    Arguments: uid (-1: the user's own, -2: the same below a guard), memory, processes, disk, the workspace, and the
    folders of installed packages or "site".
    """
    uid, *limits = map(int, sys.argv[1:5])
    if uid == GUARDED:
        guard()
    confine(uid, *limits)
    packages(sys.argv[6:])
    commands, output, control = channels()
    os.chdir(WORKSPACE)
    program = type(sys)("__main__")
    sys.modules["__main__"] = program
    sys.argv[:] = ["code.py"]
    builtins.__dict__.update(exit=sys.exit, quit=sys.exit)
    send(control, b"r")
    while True:
        kind, name, data = receive(commands)
        if kind == b"F":
            store(name, data)
        elif kind == b"D":
            remove(name)
        elif kind == b"R":
            call(data.decode("utf-8", "surrogatepass"), program.__dict__, name.encode(), output, control)


if __name__ == "__main__":
    main()
