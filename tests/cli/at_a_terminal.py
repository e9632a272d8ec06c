"""The program at a terminal that shows no app, for tests of what it asks for before the app may begin."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TypeVar

import pytest

from offbook.cli import main
from offbook.opening import Opening
from offbook.tui.app import OffbookApp

_Kind = TypeVar("_Kind", bound=Opening)


class Stream(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Terminal:
    """Runs a command at a terminal; collects the apps it would show, and shows none."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch, *command: str) -> None:
        self.home = home
        self.apps: list[OffbookApp] = []
        self.told = ""
        self._command = command
        self._monkeypatch = monkeypatch
        monkeypatch.setenv("OFFBOOK_HOME", str(home))

        def run(shown: OffbookApp) -> None:
            self.apps.append(shown)

        monkeypatch.setattr(OffbookApp, "run", run)

    def __call__(self, *args: str, stdin: io.StringIO | None = None) -> int | str | None:
        told = Stream()
        with self._monkeypatch.context() as here:
            here.setattr(sys, "stdin", stdin or Stream())
            here.setattr(sys, "stderr", told)
            try:
                code: int | str | None = main((*self._command, *args))
            except SystemExit as wrong:
                code = wrong.code
        self.told = told.getvalue()
        return code

    def opens(self, kind: type[_Kind], *args: str) -> _Kind:
        """Where the app would open."""
        assert self(*args) == 0, self.told
        found = self.apps[-1].opening
        assert isinstance(found, kind)
        return found
