"""The package's log on the terminal: corrections of the configuration, and with --debug everything."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from . import phrases
from .messages import say


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """One line; a warning in the user's language."""
        return say("warning", text=phrases.reason(record.getMessage()))


@contextmanager
def corrections_elsewhere() -> Iterator[None]:
    """For a command that shows the corrections of the configuration itself: they are not logged too."""
    logger = logging.getLogger("super_agent.graph.models.manager")
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = False


def show_logs(*, debug: bool) -> None:
    """Send warnings of `super_agent` to standard error; with `debug` its whole log and the requests of httpx."""
    if debug:
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
        logging.getLogger("super_agent").setLevel(logging.DEBUG)
        return
    handler = logging.StreamHandler()
    handler.setFormatter(_Line())
    logger = logging.getLogger("super_agent")
    logger.handlers = [handler]
    logger.propagate = False
