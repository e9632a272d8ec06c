"""Decks as Home shows them."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size

from offbook.clock import Moment
from offbook.deck.names import DeckId
from offbook.trainer import Outlook
from offbook.tui import words
from offbook.tui.text import plain, rich

TOUR = DeckId("offbook-tour")
AIRY_ROW = 4
"""Lines of a row with a blank line above and below."""
AIRY = 14
"""Lines that a list of such rows leaves to what stands around it."""
_ROOMY = 70
"""Cells from which a row has room for long gauges."""
_TIGHT = 47
"""Cells below which a row has room for one gauge."""


def row(outlook: Outlook, width: int, now: Moment, rollover: int, *, airy: bool) -> Content:
    """A deck on two lines: its name and what asks, then how much of it is remembered.

    ``airy`` leaves a blank line above and below.
    """
    asks = _asks(outlook, now, rollover)
    title = plain(outlook.entry.title, "bold").truncate(max(8, width - asks.cell_length - 3), ellipsis=True)
    gap = " " * max(1, width - title.cell_length - asks.cell_length)
    lines = title + gap + asks + "\n" + _memory(outlook, width)
    return "\n" + lines + "\n" if airy else lines


def detail(outlook: Outlook, size: Size) -> Content:
    """What the highlighted deck is about; where room is short the least that matters is left out first."""
    entry = outlook.entry
    told = f"{words.count(entry.count, 'card')}, {outlook.seen} met so far"
    if entry.quiz_only:
        told += f"; {entry.quiz_only} of them {'is' if entry.quiz_only == 1 else 'are'} kept for quizzes"
    parts = [
        (2, rich(entry.summary)),
        (1, Content.styled(told + ".", "$quiet")),
        (3, _source(entry.source)),
        (0, _faults(entry.errors)),
    ]
    shown = [(rank, line) for rank, part in parts if part for line in (part.wrap(max(1, size.width)),)]
    while shown and sum(len(lines) for _, lines in shown) > size.height:
        shown.remove(max(shown, key=lambda one: one[0]))
    return Content("\n").join(line for _, lines in shown for line in lines)


def _source(source: str) -> Content:
    if not source:
        return Content("")
    return Content.styled("Source: ", "$quiet") + rich(source).stylize("$quiet")


def _faults(errors: int) -> Content:
    if not errors:
        return Content("")
    told = f"⚠ {words.count(errors, 'error')} in this deck; the cards with errors are left out. "
    return Content.assemble((told, "$text-warning"), ("!", "bold $text-accent"), " lists them")


def greeting(outlooks: tuple[Outlook, ...]) -> Content:
    """What there is to do, in a sentence."""
    ready = sum(one.ready for one in outlooks)
    fresh = sum(one.fresh for one in outlooks)
    if not any(one.seen for one in outlooks):
        tour = any(one.entry.id == TOUR for one in outlooks)
        nudge = "New here? The tour teaches the keys in a few minutes. " if tour else ""
        return Content(f"{nudge}Choose a deck and press Enter; every answer is kept as it is given.")
    if ready:
        return Content(f"{words.count(ready, 'card')} {'asks' if ready == 1 else 'ask'} to be rehearsed.")
    if fresh:
        return Content(f"Nothing fades just now. {words.count(fresh, 'new card')} can be met today.")
    return Content("Nothing fades just now, and today's new cards are met.")


@dataclass(frozen=True, slots=True)
class Errands:
    """What quizzes and edits have left to do."""

    attempts: int = 0
    """How many there are in all."""
    cut_off: bool = False
    """Whether one was cut off and can go on."""
    unseen: int = 0
    """Attempts that ended and were not looked at."""
    gaps: int = 0
    """Concepts with an open gap."""
    target: str = ""
    """Where the target of the present window stands, in words; empty for none."""
    strays: int = 0
    """Cards that were reworded or moved, and whose history waits for a word."""


def errands(left: Errands) -> Content:
    """What quizzes and edits have left to do, a line each; nothing where nothing is."""
    lines = []
    if left.cut_off:
        lines.append(
            Content.assemble("\nA quiz was cut off: ", ("c", "bold $text-accent"), " goes on with it.")
        )
    if left.unseen:
        wait = "waits" if left.unseen == 1 else "wait"
        told = f"\n{words.count(left.unseen, 'attempt')} {wait} to be looked at: "
        lines.append(Content.assemble(told, ("h", "bold $text-accent")))
    if left.strays:
        was, waits = ("was", "its history waits") if left.strays == 1 else ("were", "their history waits")
        told = f"\n{words.count(left.strays, 'card')} {was} reworded or moved; {waits}: "
        lines.append(Content.assemble(told, ("w", "bold $text-accent")))
    if left.gaps:
        lines.append(Content.styled(f"\n{words.count(left.gaps, 'open gap')} from quizzes.", "$quiet"))
    if left.target:
        lines.append(Content.styled("\n", "$quiet") + plain(left.target, "$quiet"))
    return Content("").join(lines)


def _asks(outlook: Outlook, now: Moment, rollover: int) -> Content:
    parts = []
    if outlook.ready:
        parts.append(Content.styled(f"{outlook.ready:,} ready", "bold $text-primary"))
    if outlook.fresh:
        parts.append(Content.styled(f"{outlook.fresh:,} new", "$text-accent"))
    if outlook.stepping:
        parts.append(Content.styled(f"{outlook.stepping:,} back soon", "$quiet"))
    if not parts and outlook.next_at:
        parts.append(Content.styled(f"next {words.when(outlook.next_at, now, rollover)}", "$quiet"))
    return Content.styled(" · ", "$faint").join(parts)


def _memory(outlook: Outlook, width: int) -> Content:
    """What would be recalled, now and in 30 days; what was met today can say nothing yet."""
    if outlook.entry.errors and not outlook.entry.cards:
        return Content.styled("⚠ cannot be read: Enter says why", "$text-warning")
    if not outlook.seen:
        return Content.styled("not begun yet", "$quiet")
    if outlook.recall_later is None:
        return Content.styled("recall …", "$quiet")
    if outlook.recall is None:
        return Content.styled(
            f"{words.count(outlook.seen, 'card')} met; how well they stay shows tomorrow", "$quiet"
        )
    cells = 12 if width >= _ROOMY else 6
    now = Content.styled("recall now ", "$quiet") + gauge(outlook.recall, cells)
    if width < _TIGHT:
        return now
    later = Content.styled("   in 30 days ", "$quiet") + gauge(outlook.recall_later, cells)
    told, source = now + later, Content.styled("   model", "$quiet")
    return told + source if told.cell_length + source.cell_length <= width else told


def gauge(share: float, cells: int) -> Content:
    """A share, 0 to 1, as a percentage and a bar whose full part is also heavier."""
    full = round(share * cells)
    bar = Content.assemble(("━" * full, "$primary"), ("─" * (cells - full), "$faint"))
    return Content(f"{words.percent(share):>4} ") + bar
