"""The soak in its short form: real processes, a real emulator, faults that come and go."""

from .conftest import Command


def test_a_few_hundred_requests(command: Command) -> None:
    done = command("soak", "--requests", "300", "--concurrency", "20", "--limit", "75")
    assert done.code == 0, done.output
    assert done.output.splitlines()[-1] == "0 violations"


def test_it_ends_within_its_limit_and_shows_where_it_was(command: Command) -> None:
    done = command("soak", "--requests", "100000", "--limit", "3")
    assert done.code == 1
    assert "Timeout (0:00:03)!" in done.output
    assert "benchmarks/soak.py" in done.output
