"""The closing page of a rehearsal: what was rehearsed, what was hard, what comes next. No score."""

from __future__ import annotations

from collections import Counter

from textual.content import Content

from offbook.clock import Moment
from offbook.deck.cards import CardKey, prompt
from offbook.deck.plain import in_a_line, is_prompt, told_apart
from offbook.learning.memory import Rating
from offbook.learning.rehearsal import seconds_studied
from offbook.learning.sitting import Rehearsal, Resting
from offbook.trainer import Trainer
from offbook.tui import words
from offbook.tui.text import plain

_HARD = 6
"""Lines that a list of cards holds."""
_MARGIN = 12
"""Cells of the headings in the margin."""


def page(state: Rehearsal, trainer: Trainer, now: Moment, width: int) -> Content:
    """The page. A sitting in which nothing was answered says when there will be something."""
    due = trainer.next_of(state, now)
    ahead = words.when(due, now, state.sitting.rollover) if due else "none is scheduled yet"
    following = _entry("Next cards", [plain(ahead)])
    if not state.log:
        return Content.styled("Nothing asks to be rehearsed just now.", "bold") + "\n\n" + following
    entries = [
        Content.styled("That was the rehearsal.", "bold"),
        _entry("Rehearsed", _rehearsed(state)),
        _entry("Hard", _lines(state, trainer, _hard(state), width)),
        _entry("Suspended", _lines(state, trainer, _leeches(state), width)),
        following,
    ]
    return Content("\n\n").join(entry for entry in entries if entry)


def pause(turn: Resting, state: Rehearsal, now: Moment) -> Content:
    """The page between: everything was asked, and some cards are to come back in a while."""
    number = len(state.waiting)
    come = "comes" if number == 1 else "come"
    lines = [
        Content.styled("A short rest.", "bold"),
        plain(
            f"{words.count(number, 'card')} {come} back later; "
            f"the first {words.when(turn.until, now, state.sitting.rollover)}."
        ),
        plain("Wait here, leave and come back, or take them now with Enter; what comes early sticks less."),
    ]
    return Content("\n\n").join(lines)


def _rehearsed(state: Rehearsal) -> list[Content]:
    met = {review.key for review in state.log}
    told = [words.count(len(met), "card"), words.count(len(state.log), "answer")]
    told.append(words.duration(seconds_studied(state.log)))
    new = sum(_was_new(state, key) for key in met)
    return [
        plain(", ".join(told)),
        *([plain(f"{words.count(new, 'card')} met for the first time")] if new else []),
    ]


def _was_new(state: Rehearsal, key: CardKey) -> bool:
    own = sum(review.key == key for review in state.log)
    return state.standings[key].progress.reviews <= own


def _hard(state: Rehearsal) -> list[CardKey]:
    misses = Counter(review.key for review in state.log if review.rating is Rating.AGAIN)
    return [key for key, _ in misses.most_common()]


def _leeches(state: Rehearsal) -> list[CardKey]:
    met = {review.key for review in state.log}
    return [key for key in met if state.standings[key].leech]


def _lines(state: Rehearsal, trainer: Trainer, keys: list[CardKey], width: int) -> list[Content]:
    """A line a card, the first few; two cards of one concept share a line."""
    names = list(dict.fromkeys(_name(state, trainer, key) for key in keys))
    room = max(12, width - _MARGIN)
    lines = [plain(name).truncate(room, ellipsis=True) for name in told_apart(names[:_HARD], room)]
    return lines if len(names) <= _HARD else [*lines, plain(f"and {len(names) - _HARD} more", "$quiet")]


def _name(state: Rehearsal, trainer: Trainer, key: CardKey) -> str:
    """What a card is called: its concept, if the author named it, else what it asks."""
    card = state.cards[key]
    concept = trainer.library.concept(card)
    named = concept is not None and bool(concept.summary or concept.topic or concept.name != concept.id)
    by_author = concept is not None and named and not is_prompt(concept.name, prompt(card))
    return concept.name if concept and by_author else in_a_line(prompt(card))


def _entry(heading: str, lines: list[Content]) -> Content:
    """Lines with their heading in the margin; nothing if there are none."""
    margins = [Content.styled(heading.ljust(_MARGIN), "$quiet"), *[Content(" " * _MARGIN)] * (len(lines) - 1)]
    return Content("\n").join(margin + line for margin, line in zip(margins, lines, strict=False))
