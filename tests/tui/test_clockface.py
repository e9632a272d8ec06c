"""Time that is left, read at a glance; and how long an attempt has run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fakes import FakeClock
from makers import NOON
from offbook.clock import HOUR, MINUTE, SECOND
from offbook.tui import stopwatch
from offbook.tui.clockface import bar, figures, stage_of
from offbook.tui.stopwatch import Stopwatch, steady


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (0, "0:00"),
        (1, "0:01"),
        (SECOND, "0:01"),
        (SECOND + 1, "0:02"),
        (59_999, "1:00"),
        (MINUTE, "1:00"),
        (10 * MINUTE + 5 * SECOND, "10:05"),
        (HOUR, "1:00:00"),
        (2 * HOUR + 3 * MINUTE + 4 * SECOND, "2:03:04"),
    ],
)
def test_the_last_second_is_shown_until_it_is_over(left: int, told: str) -> None:
    assert figures(left) == told


@pytest.mark.parametrize(
    ("left", "sign", "words"),
    [
        (1_000, "●", ""),
        (251, "●", ""),
        (250, "◔", "the last quarter"),
        (101, "◔", "the last quarter"),
        (100, "○", "the last tenth"),
        (0, "○", "the last tenth"),
    ],
)
def test_the_sign_and_the_words_change_twice(left: int, sign: str, words: str) -> None:
    assert stage_of(left, 1_000)[:2] == (sign, words)
    shown = bar(left, 1_000, 60, told=False).plain
    assert shown.startswith(sign)
    assert shown.endswith(words)


def test_each_stage_has_a_style_of_its_own() -> None:
    assert len({stage_of(left, 1_000)[2] for left in (900, 200, 50)}) == 3


@given(left=st.integers(0, 10**7), whole=st.integers(1, 10**7), width=st.integers(0, 200), told=st.booleans())
def test_the_line_shortens_and_fills_its_width(*, left: int, whole: int, width: int, told: bool) -> None:
    left = min(left, whole)
    line = bar(left, whole, width, told=told).plain
    full, empty = line.count("━"), line.count("─")
    assert cell_len(line) == max(width, cell_len(line) - full - empty + 4)
    assert (figures(left) in line) or not told
    assert full / (full + empty) >= left / whole
    assert (full - 1) / (full + empty) < left / whole or full == 0
    assert (full == 0) == (left == 0)


@pytest.mark.parametrize(("left", "whole"), [(None, None), (None, 5), (5, None)])
def test_without_a_limit_there_is_no_line(left: int | None, whole: int | None) -> None:
    assert bar(left, whole, 40, told=True).plain == "no limit of time"


# ---- How long an attempt has run ----------------------------------------------------------------


class Clocks:
    """A wall clock and a steady one, set apart."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.wall = FakeClock()
        self.steady = 5_000_000
        monkeypatch.setattr(stopwatch, "steady", lambda: self.steady)

    def advance(self, wall: int, beat: int) -> None:
        self.wall.advance(wall)
        self.steady += beat


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Clocks:
    return Clocks(monkeypatch)


@pytest.mark.parametrize(
    ("wall", "beat", "elapsed"),
    [
        (1_000, 1_000, 1_000),
        (8 * HOUR, 1_000, 8 * HOUR),
        (1_000, 8 * HOUR, 8 * HOUR),
        (-HOUR, 1_000, 1_000),
        (-HOUR, 0, 0),
    ],
    ids=["both", "asleep", "wall clock stopped", "set back", "set back at once"],
)
def test_the_longer_of_two_clocks_is_believed(clocks: Clocks, wall: int, beat: int, elapsed: int) -> None:
    watch = Stopwatch(clocks.wall, NOON)
    clocks.advance(wall, beat)
    assert watch.read().elapsed == elapsed
    assert watch.read().at == clocks.wall()


def test_what_had_gone_by_when_the_watch_was_started_counts(clocks: Clocks) -> None:
    clocks.advance(40_000, 0)
    watch = Stopwatch(clocks.wall, NOON)
    clocks.advance(-HOUR, 2_000)
    assert watch.read().elapsed == 42_000


def test_what_is_known_to_have_gone_by_counts_whatever_the_wall_clock_says(clocks: Clocks) -> None:
    clocks.advance(-HOUR, 0)
    watch = Stopwatch(clocks.wall, NOON, 50_000)
    clocks.advance(0, 2_000)
    assert watch.read().elapsed == 52_000


def test_the_steady_clock_goes_on() -> None:
    first = steady()
    assert 0 <= steady() - first < MINUTE
