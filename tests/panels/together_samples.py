"""Both ledgers by hand, and what every text and number of the Together tab can be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Unpack

from hypothesis import strategies as st

import observations
from makers import DAY_ONE, NOON, claim, deck, key, recall, settled
from observations import More
from offbook.clock import DAY, HOUR, Moment
from offbook.deck.cards import CardId, CardKey, ConceptId, Deck
from offbook.insight.account import Account, Material, account
from offbook.insight.foretold import Foretold
from offbook.learning.schedule import Scheduler
from offbook.learning.standing import Standing
from offbook.panels.panel import Tab
from offbook.panels.together.tab import tab
from offbook.performance.observation import Observation
from offbook.performance.windows import Calendar
from offbook.statistics import Share

NOW = NOON.plus(100 * DAY)
CONCEPTS = 12
OWN = deck(
    *(recall(f"r{at}", concept=f"c{at}") for at in range(CONCEPTS)),
    *(claim(f"f{at}", concept=f"c{at}") for at in range(CONCEPTS)),
    *(recall(f"u{at}", concept=f"c{at}", quiz_only=True) for at in range(CONCEPTS)),
)
"""Twelve concepts, each with a question, a claim, and a question that study never shows."""
PLAIN = observations.seen(form="recall", guess=0.0, at=NOW.plus(-10 * DAY))


def seen(score: float = 1.0, concept: int = 0, kind: str = "r", **more: Unpack[More]) -> Observation:
    """A right answer to the question about a concept, two days cold, unless told."""
    own = key(f"{kind}{concept}"), (ConceptId(f"c{concept}"),)
    return replace(replace(PLAIN, score=score, key=own[0], concepts=own[1]), **more)


def late(concept: int = 0, **more: Unpack[More]) -> Observation:
    """A question whose time ran out after it was looked at."""
    return replace(seen(0.0, concept, **more), timed_out=True, response="")


def run(right: int, n: int, kind: str = "r", **more: Unpack[More]) -> list[Observation]:
    """So many right answers of so many, each the first to its item in its month."""
    return [
        replace(
            seen(float(i < right), i % CONCEPTS, kind, **more),
            at=NOW.plus(-(10 + 31 * (i // CONCEPTS)) * DAY + i * HOUR),
            attempt=bytes([1 + i // CONCEPTS]) * 16,
            place=i % CONCEPTS,
        )
        for i in range(n)
    ]


def held(*concepts: int, days: float = 5.0, stability: float = 200.0) -> dict[CardId, Standing]:
    """The questions about these concepts, recalled so many days ago."""
    last = NOW.plus(-round(days * DAY))
    return {
        CardId(f"r{one}"): Standing(settled(DAY_ONE + 200, stability=stability, last=last))
        for one in concepts
    }


def joined(
    every: Iterable[Observation] = (),
    standings: Mapping[CardId, Standing] | None = None,
    results: Sequence[Foretold] = (),
    decks: Sequence[Deck] = (OWN,),
    now: Moment = NOW,
) -> Account:
    """The account of these decks, of which the first one was studied."""
    material = [_material(one, (standings or {}) if one is decks[0] else {}) for one in decks]
    return account(material, tuple(every), results, now, Calendar(), Scheduler())


def _material(own: Deck, standings: Mapping[CardId, Standing]) -> Material:
    """A deck as study left it, its concepts shown when their cards were recalled."""
    shown = {
        card.facts.concept: at.ms
        for card in own.cards
        if (one := standings.get(card.facts.key.card)) and (at := one.recalled_at)
    }
    return Material(own, standings, shown)


def look(
    every: Iterable[Observation] = (),
    standings: Mapping[CardId, Standing] | None = None,
    results: Sequence[Foretold] = (),
    decks: Sequence[Deck] = (OWN,),
    now: Moment = NOW,
) -> Tab:
    """What the tab says of it."""
    return tab(joined(every, standings, results, decks, now), decks, lambda: results)


def foretold(*quizzes: tuple[float | None, float | None, int]) -> list[Foretold]:
    """Quizzes of ten questions: the score that was stated, the model's, and right answers."""
    return [
        Foretold(bytes([i + 1]) * 16, Share(float(right), 10), stated, model)
        for i, (stated, model, right) in enumerate(quizzes)
    ]


def _one(
    score: float | None, concept: int, kind: str, confidence: int | None, recalled: float | None
) -> Observation:
    form = {"r": "recall", "f": "claim", "u": "recall", "gone": "choice"}[kind]
    guess = 0.5 if form == "claim" else 0.0
    more = More(form=form, guess=guess, confidence=confidence, recall=recalled, transfer=kind == "u")
    return late(concept, **more) if score is None else seen(score, concept, kind, **more)


_SCORES = (1.0, 1.0, 1.0, 0.5, 0.0, 0.0, None)
_KINDS = ("r", "r", "f", "u", "gone")
_LEVELS = (None, 1, 2, 3, 3)
_RECALLS = (None, 0.0, 0.6, 0.9, 0.95, 1.0)
_ANSWERS = len(_SCORES) * CONCEPTS * len(_KINDS) * len(_LEVELS) * len(_RECALLS)


def _decoded(number: int) -> Observation:
    """One of all answers by its number: one draw instead of five, of which there are many."""
    number, score = divmod(number, len(_SCORES))
    number, concept = divmod(number, CONCEPTS)
    number, kind = divmod(number, len(_KINDS))
    recalled, level = divmod(number, len(_LEVELS))
    return _one(_SCORES[score], concept, _KINDS[kind], _LEVELS[level], _RECALLS[recalled])


answers = st.integers(0, _ANSWERS - 1).map(_decoded)


@st.composite
def lives(draw: st.DrawFn) -> list[Observation]:
    """Answers of one evening, of some months or of years, most of them to items of their own."""
    sizes = draw(st.sampled_from([0, 1, 9, 10, 19, 20, 50, 110]))
    every = draw(st.lists(answers, min_size=sizes, max_size=sizes + 8))
    step = draw(st.sampled_from([0, 1, 3, 20]))
    lags = draw(st.sampled_from([(2 * DAY,), (HOUR,), (HOUR, 2 * DAY, 9 * DAY), (None, HOUR, 40 * DAY)]))
    return [
        replace(
            one,
            at=NOW.plus(-(i * step) * DAY - i * HOUR),
            attempt=bytes([i // 10]) * 16,
            place=i % 10,
            lag=lags[i % len(lags)],
        )
        for i, one in enumerate(every)
    ]


def opens(found: Tab) -> set[CardKey | bytes]:
    """What the rows of a tab lead to."""
    return {row.opens for one in found.panels for row in one.glass.sources() if row.opens is not None}
