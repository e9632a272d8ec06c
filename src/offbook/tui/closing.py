"""The closing page of a rehearsal: what was rehearsed, what was hard, what comes next. No score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from textual.content import Content

from offbook.clock import Moment
from offbook.deck.cards import CardKey, prompt
from offbook.learning.memory import Rating
from offbook.learning.rehearsal import seconds_studied
from offbook.learning.sitting import Rehearsal
from offbook.trainer import Trainer
from offbook.tui import words
from offbook.tui.text import plain

_HARD = 6
"""Cards that the list of hard ones holds."""
_LENGTH = 66


def page(state: Rehearsal, trainer: Trainer, now: Moment) -> Content:
    """The page. A sitting in which nothing was answered says when there will be something."""
    parts = [_title(state), _hard(state), _aside(state), _next(state, trainer, now)]
    return Content("\n\n").join(part for part in parts if part)


def _title(state: Rehearsal) -> Content:
    if not state.log:
        return Content.assemble(("Nothing asks to be rehearsed just now.", "bold"))
    cards = len({review.key for review in state.log})
    new = sum(1 for key in {review.key for review in state.log} if _was_new(state, key))
    told = f"{words.count(cards, 'card')}, {words.count(len(state.log), 'answer')}, "
    told += words.duration(seconds_studied(state.log))
    first = f"\n{words.count(new, 'card')} met for the first time" if new else ""
    return Content.assemble(
        ("That was the rehearsal.", "bold"), "\n\n", ("Rehearsed  ", "$text-muted"), told + first
    )


def _was_new(state: Rehearsal, key: CardKey) -> bool:
    own = sum(review.key == key for review in state.log)
    return state.standings[key].progress.reviews <= own


def _hard(state: Rehearsal) -> Content:
    misses = Counter(review.key for review in state.log if review.rating is Rating.AGAIN)
    if not misses:
        return Content("")
    return _listed("Hard today", state, (key for key, _ in misses.most_common(_HARD)))


def _aside(state: Rehearsal) -> Content:
    leeches = [key for key, standing in state.standings.items() if standing.leech]
    return _listed("Set aside, for being forgotten again and again", state, leeches[:_HARD])


def _listed(title: str, state: Rehearsal, keys: Iterable[CardKey]) -> Content:
    lines = [plain(f"  · {_short(state, key)}") for key in keys]
    return Content("\n").join([Content.styled(title, "$text-muted"), *lines]) if lines else Content("")


def _short(state: Rehearsal, key: CardKey) -> str:
    line = " ".join(prompt(state.cards[key]).split())
    return line if len(line) <= _LENGTH else line[: _LENGTH - 1].rstrip() + "…"


def _next(state: Rehearsal, trainer: Trainer, now: Moment) -> Content:
    due = trainer.next_of(state, now)
    told = words.when(due, now, state.sitting.rollover) if due else "none is scheduled yet"
    return Content.assemble(("Next cards  ", "$text-muted"), told)
