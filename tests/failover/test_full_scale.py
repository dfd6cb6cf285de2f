"""The catalogue at real time: the faults last as long as they do, the clocks are those of the catalogue."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from super_agent.emulator import Fault

from ..lab import FORMS, Form, Lab, emulated
from .rows import ROWS
from .test_catalogue import answered_once, check_answer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
LIMIT = 10


def played(name: str, form: Form) -> list[str]:
    """Play a row against an emulator of its own, and give the kinds of its calls."""
    row = ROWS[name]
    with emulated(scale=1.0) as emulator:
        lab = Lab(emulator, cloud_timeout=LIMIT, local_timeout=LIMIT, num_predict=400)
        emulator.set_fault(row.target, Fault(row.fault))
        try:
            outcome = lab.run(form, row.text)
            check_answer(outcome, form)
            return answered_once(outcome)
        finally:
            lab.manager.close()


@pytest.mark.parametrize("form", FORMS)
def test_every_row_at_full_scale(form: Form) -> None:
    with ThreadPoolExecutor(12) as pool:
        kinds = dict(zip(ROWS, pool.map(lambda name: played(name, form), ROWS), strict=True))
    assert kinds == {name: list(row.kinds) for name, row in ROWS.items()}
