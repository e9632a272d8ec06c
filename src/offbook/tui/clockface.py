"""Time that is left, to be read at a glance: figures, a bar, and a sign that changes twice."""

from __future__ import annotations

from textual.content import Content

from offbook.clock import SECOND

QUARTER, TENTH = 0.25, 0.10
RESTING = Content.styled("the clock rests while you read", "$quiet")
"""In place of the bar, where questions have a time of their own and none is on the screen."""


def figures(left: int) -> str:
    """Minutes and seconds; the last second is shown until it is over."""
    seconds = -(-left // SECOND)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def stage_of(left: int, whole: int) -> tuple[str, str, str]:
    """The sign, the words and the style for what is left of a time."""
    share = left / whole if whole else 0.0
    if share <= TENTH:
        return "○", "the last tenth", "bold $text-error"
    if share <= QUARTER:
        return "◔", "the last quarter", "bold $text-warning"
    return "●", "", "$primary"


def bar(left: int | None, whole: int | None, width: int, *, told: bool) -> Content:
    """What is left as a line that shortens, with its figures where they are ``told``."""
    if left is None or not whole:
        return Content.styled("no limit of time", "$quiet")
    sign, words, style = stage_of(left, whole)
    head = f"{sign} {figures(left)} " if told else f"{sign} "
    tail = f" {words}" if words else ""
    room = max(4, width - len(head) - len(tail))
    full = min(room, -(-left * room // whole))
    return Content.assemble(
        (head, style), ("━" * full, style), ("─" * (room - full), "$faint"), (tail, style)
    )
