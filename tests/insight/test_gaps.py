"""Gaps open by a miss, are relearned by study, and are closed by performance alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import DECK, NOON, claim, key
from offbook.clock import DAY, HOUR
from offbook.deck.cards import Card, CardKey, ConceptId, ConceptKey
from offbook.insight.gaps import Gap, State, gaps, history
from offbook.performance.events import QuizEvent, Remarked
from offbook.performance.observation import COLD, Observation
from offbook.performance.record import Record, fold, observed
from quizzes import answered, paper

SUN: ConceptKey = (DECK, ConceptId("sun"))
ITEMS: Mapping[ConceptKey, frozenset[CardKey]] = {
    SUN: frozenset({key("a"), key("b")}),
    (DECK, ConceptId("moon")): frozenset({key("m")}),
}


@dataclass(frozen=True)
class Shot:
    """An answer of an attempt of its own."""

    day: float
    card: str = "a"
    score: float = 1.0
    confidence: int | None = None
    lag: int | None = None
    late: bool = False
    looked_at: bool = True
    concept: str = "sun"


def about(concept: str, card: str) -> Card:
    plain = claim(card)
    return replace(plain, facts=replace(plain.facts, concepts=(ConceptId(concept),)))


def records(*shots: Shot) -> list[Record]:
    events: list[tuple[QuizEvent, float]] = []
    for number, shot in enumerate(shots):
        attempt = number.to_bytes(16)
        kept = answered(
            shot.card,
            shot.concept,
            attempt,
            score=0.0 if shot.late else shot.score,
            confidence=shot.confidence,
            lag=shot.lag,
            timed_out=shot.late,
            took=2_000 if shot.looked_at else None,
        )
        events += [(paper(about(shot.concept, shot.card), attempt=attempt), shot.day), (kept, shot.day)]
    told = [(event, NOON.plus(round(day * DAY))) for event, day in events]
    return list(fold({}, told).values())


def seen(kept: Iterable[Record]) -> list[Observation]:
    return [one for record in kept for one in observed(record)]


def gap(*shots: Shot, recalled: float | None = None, card: str = "a") -> Gap | None:
    """The gap of the sun; ``recalled`` is the day on which study recalled a card."""
    known = {} if recalled is None else {key(card): NOON.ms + round(recalled * DAY)}
    return gaps(seen(records(*shots)), ITEMS, known).get(SUN)


def state(*shots: Shot, recalled: float | None = None, card: str = "a") -> State | None:
    found = gap(*shots, recalled=recalled, card=card)
    return found.state if found else None


MISS = Shot(0, score=0.0)
COLD_DAY = 2 * DAY


@pytest.mark.parametrize(
    "shot",
    [
        MISS,
        Shot(0, score=0.5),
        Shot(0, late=True),
        Shot(0, confidence=1),
        Shot(0, score=0.0, confidence=3),
    ],
    ids=["wrong", "half right", "too late", "right, hardly believed", "wrong and sure"],
)
def test_a_miss_opens_a_gap(shot: Shot) -> None:
    assert gap(shot) == Gap(SUN, NOON.ms, (key("a"),), NOON.ms)


@pytest.mark.parametrize(
    "shots",
    [
        [],
        [Shot(0)],
        [Shot(0, confidence=2)],
        [Shot(0, confidence=3)],
        [Shot(0, late=True, looked_at=False)],
        [Shot(0, card="m", concept="moon", score=0.0)],
    ],
    ids=["nothing", "right", "half believed", "sure", "never looked at", "another concept"],
)
def test_nothing_else_opens_one(shots: list[Shot]) -> None:
    assert gap(*shots) is None


@pytest.mark.parametrize(
    ("shot", "after"),
    [
        (Shot(2, card="b", lag=COLD), State.CLOSED),
        (Shot(2, card="b", lag=None), State.CLOSED),
        (Shot(2, card="b", lag=COLD - 1), State.OPEN),
        (Shot(2, card="a", lag=COLD_DAY), State.OPEN),
        (Shot(2, card="b", lag=COLD_DAY, score=0.5), State.OPEN),
        (Shot(2, card="b", lag=COLD_DAY, confidence=1), State.OPEN),
        (Shot(2, card="b", lag=COLD_DAY, confidence=2), State.CLOSED),
        (Shot(2, card="b", lag=COLD_DAY, late=True), State.OPEN),
    ],
    ids=["cold", "never shown", "warm", "same card", "half right", "doubted", "believed", "too late"],
)
def test_only_a_right_answer_on_another_card_closes_it_cold(shot: Shot, after: State) -> None:
    assert state(MISS, shot) is after


def test_when_it_closed_is_kept() -> None:
    found = gap(MISS, Shot(2, card="b", lag=COLD_DAY))
    assert found
    assert (found.since, found.closed, found.closed_at) == (NOON.ms, NOON.ms + 2 * DAY, NOON.plus(2 * DAY))


def test_where_there_is_no_other_card_the_same_one_closes_it() -> None:
    moon = (DECK, ConceptId("moon"))
    shots = [
        Shot(0, card="m", concept="moon", score=0.0),
        Shot(2, card="m", concept="moon", lag=COLD_DAY),
    ]
    assert gaps(seen(records(*shots)), ITEMS, {})[moon].state is State.CLOSED
    assert gaps(seen(records(*shots)), {}, {})[moon].state is State.CLOSED, "whatever became of the deck"


def test_once_every_card_was_missed_any_of_them_closes_it() -> None:
    other = Shot(1, card="b", score=0.0)
    assert state(MISS, other, Shot(3, card="a", lag=COLD_DAY)) is State.CLOSED


def test_study_relearns_a_gap_and_does_not_close_it() -> None:
    assert state(MISS, recalled=-0.5) is State.OPEN
    assert state(MISS, recalled=0.5) is State.RELEARNED
    assert state(MISS, recalled=0.5, card="b") is State.RELEARNED
    assert state(MISS, recalled=0.5, card="m") is State.OPEN
    assert state(MISS, Shot(2, card="b", lag=COLD_DAY), recalled=0.5) is State.CLOSED


def test_a_further_miss_undoes_what_was_relearned() -> None:
    found = gap(MISS, Shot(1, card="b", score=0.0), recalled=0.5)
    assert found == Gap(SUN, NOON.ms, (key("a"), key("b")), NOON.ms + DAY)


def test_a_new_miss_opens_a_closed_gap_anew() -> None:
    found = gap(MISS, Shot(2, card="b", lag=COLD_DAY), Shot(3, card="b", score=0.0))
    assert found == Gap(SUN, NOON.ms + 3 * DAY, (key("b"),), NOON.ms + 3 * DAY)


def test_every_gap_that_ever_was_is_kept_in_the_order_they_opened() -> None:
    told = records(
        MISS,
        Shot(1, card="m", concept="moon", score=0.0),
        Shot(2, card="b", lag=COLD_DAY),
        Shot(3, card="b", score=0.0),
        Shot(4, card="b", score=0.0),
    )
    closed, moon, again = history(seen(told), ITEMS, {key("m"): NOON.ms + 5 * DAY})
    assert closed == Gap(SUN, NOON.ms, (key("a"),), NOON.ms, State.CLOSED, NOON.plus(2 * DAY))
    assert (moon.since, moon.state) == (NOON.ms + DAY, State.RELEARNED)
    assert again == Gap(SUN, NOON.ms + 3 * DAY, (key("b"),), NOON.ms + 4 * DAY)


def test_no_answer_no_history() -> None:
    assert history([], ITEMS, {}) == ()


def test_a_mark_that_was_corrected_opens_no_gap() -> None:
    (record,) = records(MISS)
    remark = Remarked(record.began.attempt, 0, 1.0, "corrected")
    marked = fold({record.began.attempt: record}, [(remark, NOON.plus(HOUR))])
    assert gaps(seen(marked.values()), ITEMS, {}) == {}


shots = st.builds(
    Shot,
    st.integers(0, 60).map(lambda quarter: quarter / 4),
    st.sampled_from("ab"),
    st.sampled_from((0.0, 1.0, 1.0)),
    st.sampled_from((None, 1, 3)),
    st.sampled_from((None, HOUR, COLD, COLD_DAY)),
)


@given(st.lists(shots, max_size=8, unique_by=lambda shot: shot.day), st.randoms(use_true_random=False))
def test_time_orders_answers_and_nothing_else_does(found: list[Shot], chance: Random) -> None:
    told = records(*found)
    turned = list(told)
    chance.shuffle(turned)
    assert gaps(seen(turned), ITEMS, {}) == gaps(seen(told), ITEMS, {})


@given(st.lists(shots, max_size=8, unique_by=lambda shot: shot.day))
def test_a_gap_that_is_closed_ends_in_a_right_answer_and_one_that_is_open_has_none_cold_elsewhere(
    found: list[Shot],
) -> None:
    kept = gap(*found)
    shown = sorted(found, key=lambda shot: shot.day)
    misses = [shot for shot in shown if shot.score < 1 or shot.confidence == 1]
    assert (kept is not None) == bool(misses)
    if kept and kept.state is State.OPEN:
        after = [shot for shot in shown if shot.day > misses[-1].day]
        clean = [shot for shot in after if shot.lag is None or shot.lag >= COLD]
        missed = {name.card for name in kept.missed}
        assert all(shot.card in missed and missed != {"a", "b"} for shot in clean)


@given(st.lists(shots, max_size=12, unique_by=lambda shot: shot.day))
@settings(max_examples=40)
def test_of_one_concept_gaps_follow_one_another_and_the_last_is_the_latest(found: list[Shot]) -> None:
    told = records(*found)
    every = history(seen(told), ITEMS, {})
    assert [one.since for one in every] == sorted(one.since for one in every)
    for before, after in pairwise(every):
        assert before.closed is not None
        assert before.since <= before.last < before.closed < after.since
    assert gaps(seen(told), ITEMS, {}) == ({SUN: every[-1]} if every else {})
