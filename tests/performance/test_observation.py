from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from observation_samples import answers

from makers import NOON, choice, claim, classify, key
from observations import PLAIN, late, seen
from offbook.clock import DAY, HOUR, MINUTE, Moment
from offbook.deck.cards import Card, ConceptId, DeckId
from offbook.performance.asked import Asked, to_json
from offbook.performance.events import (
    Answered,
    AttemptBegan,
    AttemptEnded,
    AttemptSeen,
    Ending,
    Question,
    QuizEvent,
    Remarked,
)
from offbook.performance.observation import Observation, Told, grouped, observe, sift
from offbook.performance.record import fold, observed
from offbook.performance.telling import tell
from offbook.performance.windows import Calendar, Span, window_at

FOUR = Calendar()
SITTING = bytes(15) + b"\x01"


def question(card: str = "card", form: str = "classify", asked: str = "") -> Question:
    concepts = (ConceptId("goal"), ConceptId("aim"))
    return Question(key(card), concepts, form, 7, 0.5, 0.8, quiz_only=True, asked=asked)


def began(*paper: Question, total: int | None = None, each: int | None = None) -> AttemptBegan:
    return AttemptBegan(
        attempt=SITTING,
        quiz="Tell them apart",
        scope=(DeckId("sample"),),
        seed=1,
        paper=paper,
        total=total,
        each=each,
        extra=1.0,
        target=0.8,
        feedback="end",
        confidence=True,
        predicted=None,
        stated=None,
    )


def answered(place: int = 0, response: str = "left", score: float = 1.0) -> Answered:
    return Answered(
        attempt=SITTING,
        place=place,
        key=key("card"),
        concept=ConceptId("goal"),
        form="classify",
        order=7,
        response=response,
        score=score,
        guess=0.5,
        shown_at=NOON,
        took=2_500,
        confidence=2,
        recall=0.8,
        lag=3 * HOUR,
        exposure=2,
        quiz_only=True,
        timed_out=False,
        feedback_at=NOON.plus(MINUTE),
    )


def standing(*events: QuizEvent) -> tuple[Observation, ...]:
    """The answers that stand at the end of a history."""
    records = fold({}, [(event, NOON) for event in events])
    return tuple(one for record in records.values() for one in observed(record))


def test_an_answer_is_seen_with_what_its_paper_knows() -> None:
    one = observe(began(question(), each=20_000), answered(), Told("left", "right"))
    assert one == replace(
        PLAIN,
        attempt=SITTING,
        concepts=(ConceptId("goal"), ConceptId("aim")),
        form="classify",
        guess=0.5,
        took=2_500,
        response="left",
        confidence=2,
        recall=0.8,
        lag=3 * HOUR,
        exposure=2,
        transfer=True,
        limited=True,
        feedback_at=NOON.plus(MINUTE),
        told=Told("left", "right"),
    )


@pytest.mark.parametrize(
    ("total", "each", "limited"), [(None, None, False), (1, None, True), (None, 1, True), (1, 1, True)]
)
def test_a_limit_is_one_of_the_paper_or_of_the_question(
    total: int | None, each: int | None, *, limited: bool
) -> None:
    assert observe(began(question(), total=total, each=each), answered()).limited is limited


def test_what_ran_out_of_time_scores_nothing() -> None:
    one = observe(began(question()), replace(answered(), timed_out=True, score=1.0))
    assert (one.score, one.is_right, one.timed_out) == (0.0, False, True)


@pytest.mark.parametrize(
    "wrong", [answered(place=1), answered(place=-1), replace(answered(), attempt=bytes(16))]
)
def test_an_answer_to_another_paper_is_refused(wrong: Answered) -> None:
    with pytest.raises(ValueError, match="another paper"):
        observe(began(question()), wrong)


@pytest.mark.parametrize(("lag", "cold"), [(None, True), (DAY, True), (DAY - 1, False), (0, False)])
def test_an_answer_is_cold_a_day_after_its_concept_was_shown(lag: int | None, *, cold: bool) -> None:
    assert seen(lag=lag).is_cold is cold


@pytest.mark.parametrize(
    ("recorded", "took", "at"),
    [
        (NOON.plus(MINUTE), 3_000, NOON.plus(MINUTE)),
        (None, 3_000, NOON.plus(3_000)),
        (None, None, NOON),
    ],
)
def test_when_it_was_answered_is_told_as_far_as_it_is_known(
    recorded: Moment | None, took: int | None, at: Moment
) -> None:
    assert replace(PLAIN, given=recorded, took=took).answered_at == at


def test_a_history_leaves_the_answers_that_stand() -> None:
    second = replace(answered(1, "right", 0.0), shown_at=NOON.plus(MINUTE))
    changed = replace(answered(0, "right", 0.0), shown_at=NOON.plus(2 * MINUTE), took=1_000)
    first, other = standing(
        began(question(), question("other")),
        answered(),
        second,
        changed,
        AttemptEnded(SITTING, Ending.SUBMITTED),
        AttemptSeen(SITTING),
        Remarked(SITTING, 1, 0.5, "the key was wrong"),
        Remarked(SITTING, 1, 1.0, "and so was the correction"),
    )
    # The last answer counts; it takes the time of both, and was shown when the question first was.
    assert (first.response, first.score, first.took, first.at) == ("right", 0.0, 3_500, NOON)
    assert (other.response, other.score, other.took) == ("right", 1.0, 2_500)


@pytest.mark.parametrize(("earlier", "later"), [(None, 1_000), (1_000, None)])
def test_a_changed_answer_of_which_one_time_is_unknown_has_none(
    earlier: int | None, later: int | None
) -> None:
    (one,) = standing(began(question()), replace(answered(), took=earlier), replace(answered(), took=later))
    assert one.took is None


def test_no_history_shows_nothing() -> None:
    assert standing() == ()
    assert standing(answered(), AttemptEnded(SITTING, Ending.LEFT)) == ()


def test_one_answer_counts_for_an_item_and_a_window() -> None:
    monday = NOON.plus(-3 * DAY)  # NOON is a Thursday.
    tried = seen(0.0, at=monday, attempt=b"a")
    again = seen(1.0, at=monday.plus(HOUR), attempt=b"b")
    other = seen(1.0, at=monday, attempt=b"a", place=1, key=key("other"))
    later = seen(1.0, at=monday.plus(7 * DAY), attempt=b"c")
    every = [again, tried, other, later]
    week = sift(every, Span.WEEK, FOUR)
    assert (week.first, week.practice) == ((tried, other, later), (again,))
    ever = sift(every, None, FOUR)
    assert (ever.first, ever.practice) == ((tried, other), (again, later))


def test_the_same_item_twice_on_one_paper_counts_once() -> None:
    once, twice = seen(0.0, place=2), seen(1.0, place=5)
    sooner = seen(1.0, place=9, at=NOON.plus(-MINUTE))
    assert sift([twice, once], Span.DAY, FOUR).first == (once,)
    assert sift([twice, once, sooner], Span.DAY, FOUR).first == (sooner,)


sittings = st.lists(answers, max_size=30, unique_by=lambda one: (one.attempt, one.place))


@given(sittings, st.sampled_from([None, *Span]))
@settings(max_examples=40)
def test_sifting_parts_all_and_leaves_one_of_each(every: list[Observation], span: Span | None) -> None:
    sifted = sift(every, span, FOUR)
    assert sorted([*sifted.first, *sifted.practice], key=id) == sorted(every, key=id)
    of = [(one.key, span and window_at(span, one.at, FOUR)) for one in sifted.first]
    assert len(set(of)) == len(of)
    assert {(one.key, span and window_at(span, one.at, FOUR)) for one in every} == set(of)
    assert sift(sifted.first, span, FOUR).practice == ()


@given(sittings)
@settings(max_examples=40)
def test_shorter_windows_leave_no_fewer_first_answers(every: list[Observation]) -> None:
    counts = [len(sift(every, span, FOUR).first) for span in (None, Span.YEAR, Span.MONTH, Span.DAY)]
    assert all(fewer <= more for fewer, more in pairwise(counts))


def test_groups_keep_their_order_and_leave_out_what_has_none() -> None:
    one, two, three = seen(form="recall"), seen(form="choice"), late(form="recall")
    groups = grouped([one, two, three], lambda it: it.form if it.form == "recall" else None)
    assert groups == {"recall": [one, three]}


def kept(card: Card) -> str:
    return to_json(Asked(card, (), None, None))


@pytest.mark.parametrize(
    ("form", "asked", "response", "told"),
    [
        ("classify", kept(classify(side="left")), "right", Told("left", "right")),
        ("classify", kept(classify(side="left")), "", Told("left", None)),
        ("choice", kept(choice()), "perhaps", Told("yes", "perhaps")),
        ("choice", kept(choice(right=("yes", "indeed"))), "yes", None),
        ("claim", kept(claim()), "true", None),
        ("classify", '{"version": 99}', "left", None),
        ("classify", "", "left", None),
    ],
)
def test_what_was_taken_for_what(form: str, asked: str, response: str, told: Told | None) -> None:
    paper = began(question(form=form, asked=asked))
    assert tell(paper, answered(response=response)) == told
    assert [one.told for one in standing(paper, answered(response=response))] == [told]


def test_what_ran_out_of_time_was_taken_for_nothing() -> None:
    paper = began(question(asked=kept(classify(side="left"))))
    assert tell(paper, replace(answered(), timed_out=True)) == Told("left", None)
