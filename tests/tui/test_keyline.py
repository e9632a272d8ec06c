"""The line at the foot of a screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Size

from offbook.tui.widgets.keyline import Hint, line

HINTS = (Hint("enter", "go on", "forward"), Hint("1-4", "how it went", ""), Hint("?", "keys", "help"))


def shown(width: int, hints: tuple[Hint, ...] = HINTS) -> str:
    return line(hints, Size(width, 1)).plain


def test_every_hint_stands_there_while_there_is_room() -> None:
    assert shown(80) == "enter go on  1-4 how it went  ? keys"
    assert shown(len(shown(80))) == shown(80)


def test_the_first_ones_and_help_are_kept_where_it_is_narrow() -> None:
    assert shown(35) == "enter go on  ? keys"
    assert shown(18) == "? keys"
    assert shown(0) == "? keys"


def test_no_hints_make_an_empty_line() -> None:
    assert shown(80, ()) == ""


def test_a_hint_runs_its_action_when_clicked_and_only_where_it_stands() -> None:
    content = line(HINTS, Size(80, 1))
    pressed = {
        content.plain[span.start : span.end]: span.style.meta
        for span in content.spans
        if not isinstance(span.style, str) and span.style.meta
    }
    assert pressed == {"enter go on": {"press": "forward"}, "? keys": {"press": "help"}}


@given(
    st.lists(
        st.builds(
            Hint,
            st.sampled_from(["a", "esc", "↑↓"]),
            st.text(st.sampled_from("ab日 "), max_size=12),
            st.just(""),
        ),
        min_size=1,
        max_size=8,
    ),
    st.integers(0, 90),
)
def test_no_line_is_wider_than_its_room_but_for_help(hints: list[Hint], width: int) -> None:
    content = line(hints, Size(width, 1))
    alone = line(hints[-1:], Size(width, 1))
    assert content.cell_length <= max(width, alone.cell_length)
    assert content.plain.endswith(alone.plain)
