"""Cards as Browse lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content

from offbook.browsing.index import Found
from offbook.browsing.query import CLOSED, Kind, misnamed
from offbook.clock import DAY, Moment, day_begins
from offbook.deck.answers import expected
from offbook.deck.cards import form, prompt
from offbook.deck.findings import did_you_mean
from offbook.deck.plain import in_a_line
from offbook.insight.blame import Blame, blame
from offbook.learning.memory import recall
from offbook.learning.schedule import Scheduler
from offbook.tui import words
from offbook.tui.faces import RIGHT, hanging
from offbook.tui.text import plain

NEW, ASIDE, OFF, CALLED, QUIZ = "new", "set aside", "put off", "called in", "in quizzes"
"""Said in place of when a card comes back."""
FLAG, TROUBLE, SAID = "⚑", "⚠", "!"
_GAP = 2
_FORM, _RECALL, _DUE = 8, 4, 12
_ROOMY, _TIGHT = 86, 64
"""Cells from which a row names the concept, and below which it does without the form."""
_PLACE = 20


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
    if width >= _ROOMY:
        tail.insert(0, _cell(_concept(found), _PLACE))
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
    if width >= _ROOMY:
        names.insert(0, "concept".ljust(_PLACE))
    ends = (" " * _GAP).join(names)
    return Content.styled(f"  {'card':<{max(4, width - 2 - len(ends))}}{ends}", "$quiet")


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
        return ASIDE
    if one.buried > times.day:
        return OFF
    if one.pulled:
        return CALLED
    if not one.stability:
        return NEW
    offset = times.now.offset
    back = Moment(one.due, offset) if one.stepping else day_begins(one.due, times.rollover, offset)
    return words.when(back, times.now, times.rollover)


def detail(found: Found, width: int, most: int) -> Content:
    """The card in full: where it belongs, what is against it and what to do; at most so many lines."""
    tags = "".join(f" · {tag}" for tag in found.card.facts.tags)
    within = f" › {concept}" if (concept := _concept(found)) else ""
    where = f"{found.deck}{within} · {form(found.card)}{tags}"
    lines = [plain(in_a_line(where), "$quiet").truncate(width, ellipsis=True)]
    for told in (*_against(found, width), _answer(found)):
        lines += told.wrap(width)
    shown = lines[:most]
    return Content("\n").join(line.rstrip() for line in shown)


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
    for kind in (Kind.IS, Kind.FORM):
        if f"{kind}:" in text.lower():
            return f"Nothing is found. {kind}: takes {', '.join(CLOSED[kind])}."
    if (kind_ := misnamed(text)) and (meant := did_you_mean(kind_, [*Kind])):
        return f"Nothing is found. {kind_}: is no filter; {meant}"
    return "Nothing is found. Backspace takes a letter back; ctrl+u shows all again."


def _concept(found: Found) -> str:
    """What the card's concept is called; empty where it is called as the card asks."""
    concept = in_a_line(found.concept)
    return "" if concept == in_a_line(prompt(found.card)) else concept


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
    for one in map(blame, found.reasons):
        yield hanging(Content.styled(f"{TROUBLE} ", "$text-warning"), _blame(one), width)
    if found.is_gap:
        yield Content.styled("Its concept was missed in a quiz; the gap is open.", "$quiet")


def _blame(one: Blame) -> Content:
    short = one.short[0].upper() + one.short[1:]
    return Content.styled(f"{short}. ", "bold") + plain(f"{one.told} ") + plain(one.advice, "italic")


def _answer(found: Found) -> Content:
    return Content.styled("Answer: ", "$quiet") + plain(in_a_line("; ".join(expected(found.card))))
