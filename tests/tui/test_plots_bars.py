"""Bars: upright ones from an axis of counts, lying ones from nothing to the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotted import drawn, rows, width
from rich.cells import cell_len

from offbook.panels.drawing import Gauge
from offbook.panels.scale import Tick
from offbook.tui.plots import bars, gauge
from offbook.tui.plots.signs import ASCII, FINE, Signs

TICKS = [Tick(0, "now"), Tick(3, "+3")]
BLOCKS = " ▁▂▃▄▅▆▇█"
counts = st.lists(st.integers(0, 5_000), min_size=1, max_size=30)


def test_bars_stand_on_an_axis_of_counts() -> None:
    assert rows(bars.bars([3, 0, 1, 8], TICKS, size=(20, 7))) == drawn("""
        ¦                 8
        ¦10 │            ▂▂▂
        ¦   │            ███
        ¦ 5 │▂▂▂         ███
        ¦   │███     ▃▃▃ ███
        ¦ 0 ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
        ¦    now         +3
        """)


def test_bars_can_do_without_signs_beyond_ascii() -> None:
    assert rows(bars.bars([3, 0, 1, 8], TICKS, size=(20, 7), signs=ASCII)) == drawn("""
        ¦                 8
        ¦10 |            ...
        ¦   |            ###
        ¦ 5 |...         ###
        ¦   |###     ... ###
        ¦ 0 -----------------
        ¦    now         +3
        """)


@pytest.mark.parametrize("values", [[0], [0, 0, 0]])
def test_nothing_to_come_is_an_empty_axis(values: list[int]) -> None:
    plot = bars.bars(values, TICKS, size=(40, 8))
    assert not any(block in plot.plain for block in BLOCKS[1:])
    assert "0 ▔" in plot.plain


def test_no_days_are_no_plot() -> None:
    assert bars.bars([], TICKS).plain == ""


@given(counts, st.integers(40, 120), st.integers(5, 16), st.sampled_from([FINE, ASCII]))
def test_bars_keep_to_their_size(values: list[int], across: int, high: int, signs: Signs) -> None:
    ticks = [Tick(0, "today"), Tick(7, "in a week"), Tick(29, "+29 d")]
    plot = bars.bars(values, ticks, size=(across, high), signs=signs)
    assert width(plot) <= across
    assert len(rows(plot)) <= max(high, 7)
    assert plot.plain.isascii() == (signs is ASCII)


@given(counts)
def test_more_is_never_lower_and_something_is_never_nothing(values: list[int]) -> None:
    heights = _heights(values)
    for value, height in zip(values, heights, strict=True):
        assert (height > 0) == (value > 0)
    ordered = sorted(zip(values, heights, strict=True))
    assert [height for _, height in ordered] == sorted(heights)


@given(st.integers(0, 10), st.lists(st.integers(6, 10), min_size=1, max_size=10))
def test_a_count_is_as_high_whatever_stands_beside_it(value: int, others: list[int]) -> None:
    assert _heights([value, 10])[0] == _heights([value, *others])[0]


@pytest.mark.parametrize(
    ("reached", "begun", "bar"),
    [
        (0, 0, "──────────"),
        (1, 1, "━─────────"),
        (50, 50, "━━━━━─────"),
        (50, 70, "━━━━━╍╍───"),
        (99, 99, "━━━━━━━━━─"),
        (99, 100, "━━━━━━━━━╍"),
        (100, 100, "━━━━━━━━━━"),
    ],
)
def test_only_the_whole_fills_a_gauge_and_only_nothing_leaves_it_bare(
    reached: int, begun: int, bar: str
) -> None:
    assert gauge.gauge(Gauge("x", reached, begun, 100), 10).plain == bar


def test_a_gauge_of_nothing_is_bare() -> None:
    assert gauge.gauge(Gauge("x", 0, 0, 0), 5).plain == "─────"


def test_gauges_stand_beneath_each_other() -> None:
    lines = [Gauge("recall", 30, 45, 60), Gauge("日本", 0, 1, 4)]
    assert rows(gauge.gauges(lines, width=40)) == [
        "recall  ━━━━━━━━━━━╍╍╍╍╍──────  30 of 60",
        "日本    ╍╍╍╍╍╍────────────────    0 of 4",
    ]


@given(
    st.lists(
        st.builds(Gauge, st.text(max_size=40), st.integers(0, 9), st.integers(0, 9), st.just(9)), min_size=1
    ),
    st.integers(40, 120),
)
def test_gauges_fill_the_width_and_no_more(lines: list[Gauge], across: int) -> None:
    plot = gauge.gauges(lines, width=across)
    assert {cell_len(row) for row in rows(plot)} == {across}


def test_the_key_names_the_parts_of_a_gauge() -> None:
    assert gauge.key("well known", "studied", signs=ASCII).plain == "# well known   = studied"


def _heights(values: list[int]) -> list[int]:
    """Eighths of a cell that each bar has."""
    lines = rows(bars.bars(values, [], size=(120, 14)))
    start = next(line.index("▔") for line in lines if "▔" in line) + 1
    pitch = (len(next(line for line in lines if "▔" in line)) - start) // len(values)
    columns = [start + number * pitch for number in range(len(values))]
    return [sum(max(0, BLOCKS.find(line[at : at + 1] or " ")) for line in lines) for at in columns]
