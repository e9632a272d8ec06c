"""Words that can be clicked."""

from __future__ import annotations

import pytest
from rich.style import Style as RichStyle
from textual.events import Click
from textual.style import Style
from textual.widget import Widget

from offbook.tui.press import press, pressed


def click(style: Style) -> Click:
    return Click(Widget(), 0, 0, 0, 0, 1, shift=False, meta=False, ctrl=False, style=style.rich_style)


def test_a_click_finds_the_action_of_the_words_beneath() -> None:
    assert pressed(click(press("rate(3)"))) == "rate(3)"


@pytest.mark.parametrize(
    "style", [Style(), Style.from_meta({"other": "quit"}), Style.from_meta({"press": 3})]
)
def test_other_words_run_nothing(style: Style) -> None:
    assert pressed(click(style)) is None


def test_the_action_survives_further_styling() -> None:
    style = press("help") + Style(bold=True)
    assert style.rich_style == RichStyle(bold=True, meta={"press": "help"})
