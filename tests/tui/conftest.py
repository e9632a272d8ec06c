"""Pilot tests: plain ``async def`` functions, and waits as short as a machine needs them."""

from __future__ import annotations

import asyncio
import inspect

import pytest
from textual import _wait, screen

SHORTER = {(_wait, "SLEEP_GRANULARITY"): 0.001, (_wait, "SLEEP_IDLE"): 0.0009, (screen, "UPDATE_PERIOD"): 0.002}
"""Textual's private waits: how long a pilot sleeps after a key, and how often a screen is painted."""


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine function in an event loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted}))
    return True


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    for (module, name), seconds in SHORTER.items():
        monkeypatch.setattr(module, name, seconds)


@pytest.fixture(autouse=True)
def _no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
