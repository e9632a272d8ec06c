"""Words that can be clicked: a style carries the action that a click runs on the screen."""

from __future__ import annotations

from textual.events import Click
from textual.style import Style

_PRESS = "press"


def press(action: str) -> Style:
    """The style of words that run an action of their screen when clicked; never made of foreign text."""
    return Style.from_meta({_PRESS: action})


def pressed(event: Click) -> str | None:
    """The action under a click, or None."""
    action = event.style.meta.get(_PRESS)
    return action if isinstance(action, str) else None
