"""Cards as Browse lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from offbook.browsing.index import Found
from offbook.browsing.query import CLOSED, Kind, misnamed, parse
from offbook.clock import DAY, Moment
from offbook.deck.answers import expected
from offbook.deck.cards import form, prompt
from offbook.deck.findings import did_you_mean
from offbook.deck.plain import in_a_line
from offbook.learning.memory import recall
from offbook.learning.schedule import Scheduler
from offbook.tui import words
from offbook.tui.faces import RIGHT, hanging
from offbook.tui.text import plain

if TYPE_CHECKING:
    from offbook.insight.blame import Blame

NEW, SUSPENDED, BURIED, CALLED, QUIZ = "new", "suspended", "buried", "called in", "in quizzes"
"""Said in place of when a card comes back."""
FLAG, TROUBLE, SAID = "⚑", "⚠", "!"
_GAP = 2
_FORM, _RECALL, _DUE = 8, 4, 12
_ROOMY, _TIGHT = 86, 64
"""Cells from which a row names the concept, and below which it does without the form."""
_PLACE = range(20, 36)
"""Cells of a concept's name: the fewest, and one more than the most."""


@dataclass(frozen=True, slots=True)
class Times:
    """What it takes to say when a card comes back and how well it is remembered."""

    now: Moment
    rollover: int
    scheduler: Scheduler

    @property
    def day(self) -> int:
        """The study day."""
        return self.now.day(self.rollover)


def row(found: Found, times: Times, width: int, *, ticked: bool) -> Content:
    """A card on one line of ``width`` cells: its marks, what it asks, and where it stands."""
    tail = [_cell(remembered(found, times), _RECALL, right=True), _cell(comes(found, times), _DUE)]
    if width >= _TIGHT:
        tail.insert(0, _cell(form(found.card), _FORM))
    if place := _place(width):
        tail.insert(0, _cell(_concept(found), place))
    ends = Content(" " * _GAP).join(tail)
    mark = Content.styled(f"{RIGHT} " if ticked else "  ", "bold $text-accent")
    marks = _marks(found)
    room = max(1, width - mark.cell_length - marks.cell_length - _GAP - ends.cell_length)
    asks = plain(in_a_line(prompt(found.card))).truncate(room, ellipsis=True)
    return mark + marks + asks.extend_right(room - asks.cell_length + _GAP) + ends


def head(width: int) -> Content:
    """What the columns of a row are."""
    names = ["now".rjust(_RECALL), "comes back".ljust(_DUE)]
    if width >= _TIGHT:
        names.insert(0, "form".ljust(_FORM))
    if place := _place(width):
        names.insert(0, "concept".ljust(place))
    ends = (" " * _GAP).join(names)
    return Content.styled(f"  {'card':<{max(4, width - 2 - len(ends))}}{ends}", "$quiet")


def _place(width: int) -> int:
    """Cells for a concept's name in a row of so many; 0 where it has none."""
    return min(_PLACE[-1], max(_PLACE[0], width // 4)) if width >= _ROOMY else 0


def remembered(found: Found, times: Times) -> str:
    """Recall now; empty for what is new, and within the day of a review, which proves nothing."""
    one = found.glance
    if one is None or not one.stability or one.last_day >= times.day:
        return ""
    elapsed = max(0, times.now.ms - one.last_ms) / DAY
    return words.percent(recall(elapsed, one.stability, times.scheduler.weights))


def comes(found: Found, times: Times) -> str:
    """When the card comes back, or why it does not."""
    one = found.glance
    if found.card.facts.quiz_only:
        return QUIZ
    if one is None:
        return NEW
    if one.suspended:
        return SUSPENDED
    if one.buried > times.day:
        return BURIED
    if one.pulled:
        return CALLED
    if not one.stability:
        return NEW
    return words.when(one.back(times.rollover, times.now.offset), times.now, times.rollover)


def detail(found: Found, width: int, most: int) -> Content:
    """The card in full: where it belongs, what is against it, what it answers; at most so many lines.

    What it asks comes before its answer where the row cuts that.
    """
    tags = "".join(f" · {tag}" for tag in found.card.facts.tags)
    within = f" › {concept}" if (concept := _concept(found)) else ""
    where = f"{found.deck}{within} · {form(found.card)}{tags}"
    lines = [plain(in_a_line(where), "$quiet").truncate(width, ellipsis=True)]
    for told in _against(found, width):
        lines += told.wrap(width)
    answer = _answer(found).wrap(width)
    asks = plain(in_a_line(prompt(found.card)))
    # A question that is longer than there is room for leaves some to its answer.
    if asks.cell_length > _asking(width) and (room := most - len(lines) - min(len(answer), 2)) > 0:
        lines += asks.wrap(width)[:room]
    lines += answer
    return Content("\n").join(line.rstrip() for line in lines[:most])


def against(found: Found, width: int) -> Content:
    """Everything that speaks against a card, with what to do; empty for a card that nothing does."""
    return Content("\n").join(_against(found, width))


def heading(found: int, every: int, ticked: int, *, asked: bool) -> str:
    """How many cards there are, and how many of them were found."""
    told = f"{found:,} of {words.count(every, 'card')}" if asked else words.count(every, "card")
    return f"{told} · {ticked:,} ticked" if ticked else told


def nothing(text: str) -> str:
    """Why nothing may have been found, and what to do."""
    if not text.strip():
        return "There is no card yet. `offbook new` starts a deck."
    query = parse(text)
    for one in query.filters:
        for value in one.values if one.kind in CLOSED else ():
            if not any(name.startswith(value) for name in CLOSED[one.kind]):
                return f"Nothing is found. {one.kind}: takes {', '.join(CLOSED[one.kind])}."
    if (kind := misnamed(text)) and (meant := did_you_mean(kind, [*Kind])):
        return f"Nothing is found. {kind}: is no filter; {meant}"
    # A filter that means something is not to blame: there is no such card now.
    fits = f" No card fits {text.strip()} now." if query.filters and not query.words else ""
    return f"Nothing is found.{fits} Backspace takes a letter back; ctrl+u shows all again."


def _concept(found: Found) -> str:
    """What the card's concept is called; empty where it is called as the card asks."""
    concept = in_a_line(found.concept)
    return "" if concept == in_a_line(prompt(found.card)) else concept


def _asking(width: int) -> int:
    """Cells that a row has for what its card asks, beside a detail of ``width`` cells."""
    cells = [
        _RECALL,
        _DUE,
        *([_FORM] if width >= _TIGHT else []),
        *([_place(width)] if width >= _ROOMY else []),
    ]
    return width - sum(cells) - _GAP * len(cells)


def _marks(found: Found) -> Content:
    """The signs of a card: flagged, reported, perhaps bad."""
    one = found.glance
    signs = [
        (FLAG, "$text-warning", bool(one and one.flagged)),
        (SAID, "bold $text-warning", found.report is not None),
        (TROUBLE, "$text-warning", bool(found.reasons)),
    ]
    shown = [Content.styled(sign, style) for sign, style, holds in signs if holds]
    return Content("").join([*shown, Content(" ")]) if shown else Content("")


def _cell(text: str, cells: int, *, right: bool = False) -> Content:
    told = plain(text, "$quiet").truncate(cells, ellipsis=True)
    spare = cells - told.cell_length
    return Content(" " * spare) + told if right else told.extend_right(spare)


def _against(found: Found, width: int) -> Iterator[Content]:
    if found.report is not None:
        said = plain(f"“{found.report}”") if found.report else Content("")
        yield hanging(
            Content.styled(f"{SAID} ", "bold $text-warning"), Content("You reported it. ") + said, width
        )
    if found.reasons:
        from offbook.insight.blame import blame

        for one in map(blame, found.reasons):
            yield hanging(Content.styled(f"{TROUBLE} ", "$text-warning"), _blame(one), width)
    if found.is_gap:
        yield Content.styled("Its concept was missed in a quiz; the gap is open.", "$quiet")


def _blame(one: Blame) -> Content:
    short = one.short[0].upper() + one.short[1:]
    return Content.styled(f"{short}. ", "bold") + plain(f"{one.told} ") + plain(one.advice, "italic")


def _answer(found: Found) -> Content:
    return Content.styled("Answer: ", "$quiet") + plain(in_a_line("; ".join(expected(found.card))))
