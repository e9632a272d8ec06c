"""Fixtures that several rooms share."""

from __future__ import annotations

import asyncio
import gc
import inspect
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from fakes import World
from lives import Lives
from offbook.cli import GARBAGE
from promises import FULL, TOLD, Promise

# A rule is tried on as many examples as show a mistake that is easily made. Now and then, and after a change
# of what examples are drawn from, try many more: pytest --hypothesis-profile=thorough
settings.register_profile("usual", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=400, deadline=None)
settings.load_profile("usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the promises of trust be tried in full: pytest tests/trust --full."""
    parser.addoption(FULL, action="store_true", help="put every promise to the test for hours, not seconds")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how far the promises were put to the test."""
    passed = terminalreporter.getreports("passed")
    if told := sorted({str(value) for one in passed for name, value in one.user_properties if name == TOLD}):
        terminalreporter.section("promises held")
        for line in told:
            terminalreporter.line(line)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that wait the longest, so that at the end no process waits for one of them."""
    items.sort(key=lambda item: "e2e" not in item.path.parts)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Look for garbage more seldom, and no more among what is there for good."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine function in an event loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted}))
    return True


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A person with one deck that holds every form of card."""
    found = World(tmp_path)
    yield found
    found.journal.close()


@pytest.fixture(scope="session")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Lives:
    """Simulated learners, shared by the processes of one run."""
    folder = tmp_path_factory.getbasetemp()
    return Lives((folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "lives")


@pytest.fixture
def promise(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Promise:
    """How far to go, and how to tell of it."""
    return Promise(is_full=bool(request.config.getoption(FULL)), _tell=record_property)


@pytest.fixture(autouse=True)
def _usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests run as in a usual terminal, whatever the one is in which they were started."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
