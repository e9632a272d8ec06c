"""Whether another Offbook still runs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from offbook.tui.signals import is_alive


def test_a_process_is_alive_until_it_has_ended() -> None:
    assert is_alive(os.getpid())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        assert is_alive(other.pid)
        other.kill()
        other.wait()
        assert not is_alive(other.pid)


@pytest.mark.parametrize("number", [0, -1, 2**31, 10**30])
def test_what_is_no_process_is_not_alive(number: int) -> None:
    assert not is_alive(number)


def test_one_that_belongs_to_somebody_else_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert is_alive(1)
