"""What is kept of an answer, and how it is marked anew."""

from __future__ import annotations

from dataclasses import asdict, fields, replace

import pytest

from makers import NOON, choice, claim, classify, cloze, key, recall
from offbook.clock import DAY
from offbook.deck.answers import Answer, Held, Picked, Sided, Typed
from offbook.deck.cards import Card, ConceptId, Option, SideId
from offbook.performance.attempt import Confide, Give, Onward, Past, Submit, Visit
from offbook.performance.events import Answered
from offbook.performance.marking import mark_again
from quizzes import RIGHT, WRONG, Sitting, claims, paper, question

FIRST, SECOND = claims(2)


def test_all_that_cannot_be_added_later_is_kept() -> None:
    card = classify("s", "left", concept="sun", quiz_only=True)
    began = paper(card, FIRST, confidence=True, feedback="each")
    began = replace(began, paper=(replace(began.paper[0], recall=0.7, order=42), began.paper[1]))
    sitting = Sitting(began, {card.facts.key: Past(shown=NOON.ms - 3 * DAY, met=4)})
    sitting.take(Give(Sided(SideId("right"))), after=2_500).take(Confide(3), after=900)
    kept = sitting.answers[0]
    expected = {
        "attempt": b"a" * 16,
        "place": 0,
        "key": key("s"),
        "concept": ConceptId("sun"),
        "form": "classify",
        "order": 42,
        "response": "right",
        "score": 0.0,
        "guess": 0.5,
        "shown_at": NOON,
        "took": 2_500,
        "confidence": 3,
        "recall": 0.7,
        "lag": 3 * DAY,
        "exposure": 5,
        "quiz_only": True,
        "timed_out": False,
        "feedback_at": NOON.plus(3_400),
    }
    assert {one.name for one in fields(Answered)} == set(expected)
    assert {name: getattr(kept, name) for name in expected} == expected


def test_of_a_card_that_was_never_met_nothing_is_made_up() -> None:
    kept = Sitting(paper(FIRST)).take(RIGHT).answers[0]
    assert (kept.lag, kept.exposure, kept.recall, kept.confidence, kept.feedback_at) == (
        None, 1, None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("card", "answer", "response", "score"),
    [
        (claim("t"), Held(holds=True), "true", 1.0),
        (claim("t"), Held(holds=False), "false", 0.0),
        (classify("s"), Sided(SideId("left")), "left", 1.0),
        (choice("c"), Picked(frozenset(["yes"])), "yes", 1.0),
        (choice("c", right=("yes", "surely")), Picked(frozenset(["yes"])), "yes", 0.0),
        (choice("c", right=("yes", "surely")), Picked(frozenset(["yes", "surely"])), "surely\nyes", 1.0),
        (recall("r"), Typed(("paris ",)), "paris ", 1.0),
        (recall("r", "a, b", ("a", "b")), Typed(("a",)), "a", 0.5),
        (cloze("z", asked=(0, 1)), Typed(("quick", "red")), "quick\nred", 0.5),
    ],
)
def test_an_answer_is_marked_as_its_card_judges_it(
    card: Card, answer: Answer, response: str, score: float
) -> None:
    kept = Sitting(paper(card)).take(Give(answer)).answers[0]
    assert (kept.response, kept.score, kept.timed_out) == (response, score, False)


def test_lag_counts_from_the_last_time_the_concept_was_shown_here_or_before() -> None:
    first, twin, other = claim("a", concept="same"), claim("b", concept="same"), claim("c", concept="other")
    past = {card.facts.key: Past(NOON.ms - DAY) for card in (first, twin, other)}
    sitting = Sitting(paper(first, twin, other, feedback="each"), past)
    sitting.take(RIGHT, Onward(), RIGHT, Onward(), RIGHT)
    assert [sitting.answers[place].lag for place in range(3)] == [DAY, 1_000, DAY + 4_000]


def test_a_clock_set_back_makes_no_lag_of_less_than_nothing() -> None:
    sitting = Sitting(paper(FIRST), {FIRST.facts.key: Past(NOON.ms + DAY)})
    assert sitting.take(RIGHT).answers[0].lag == 0


def test_a_change_of_mind_is_an_answer_of_its_own_with_its_own_time() -> None:
    sitting = Sitting(paper(FIRST, SECOND)).take(WRONG, after=3_000)
    sitting.take(Visit(0), after=1_000).take(RIGHT, after=700)
    told = [event for event in sitting.events if isinstance(event, Answered)]
    assert [(event.place, event.score, event.took) for event in told] == [(0, 0.0, 3_000), (0, 1.0, 700)]


def test_what_was_never_answered_is_kept_too() -> None:
    sitting = Sitting(paper(FIRST, SECOND)).take(RIGHT).take(Submit(), after=2_000)
    late = asdict(sitting.answers[1])
    assert (late["response"], late["score"], late["timed_out"], late["confidence"]) == ("", 0.0, True, None)
    assert (late["shown_at"], late["took"]) == ({"ms": NOON.ms + 1_000, "offset": 0}, 2_000)


def corrected(card: Card, **changes: object) -> Card:
    return replace(card, **changes)  # type: ignore[arg-type] # the changes fit the form they are made to


ONE, TWO = choice("c"), choice("c", right=("yes", "surely"))
AS_CHOICE = replace(choice("r", right=("Paris",)), ask=recall("r").front)


@pytest.mark.parametrize(
    ("asked", "now", "response", "mark"),
    [
        (claim("t"), claim("t", holds=False), "false", 1.0),
        (claim("t"), claim("t", holds=False), "true", 0.0),
        (claim("t"), claim("t"), "true", 1.0),
        (classify("s", "left"), classify("s", "right"), "right", 1.0),
        (ONE, corrected(ONE, right=ONE.wrong[:1], wrong=(*ONE.right, *ONE.wrong[1:])), "no", 1.0),
        (TWO, corrected(TWO, right=TWO.right[:1], wrong=(*TWO.right[1:], *TWO.wrong)), "yes", 1.0),
        (recall("r"), corrected(recall("r"), accept=(("Lutetia",),)), "Lutetia", 1.0),
        (recall("r", "a, b", ("a", "b")), recall("r", "a, c", ("a", "c")), "a\nc", 1.0),
        (cloze("z"), corrected(cloze("z"), accept=(("swift",),)), "swift", 1.0),
        (AS_CHOICE, recall("r", "no"), "no", 1.0),
        (AS_CHOICE, recall("r", "no"), "Paris", 0.0),
    ],
)
def test_a_kept_answer_is_marked_by_the_card_as_it_is_now(
    asked: Card, now: Card, response: str, mark: float
) -> None:
    assert mark_again(asked, now, response) == mark


@pytest.mark.parametrize(
    ("asked", "now", "response"),
    [
        (claim("t"), corrected(claim("t"), claim="Fire is wet."), "true"),
        (claim("t"), corrected(classify("t"), statement="Water is wet."), "true"),
        (ONE, corrected(ONE, right=(Option("Yes, it is."),)), "yes"),
        (ONE, ONE, ""),
        (recall("r"), corrected(ONE, ask=recall("r").front), "Paris"),
    ],
    ids=["another text", "another form", "other options", "no answer", "typed then, chosen now"],
)
def test_an_answer_to_something_else_keeps_its_mark(asked: Card, now: Card, response: str) -> None:
    assert mark_again(asked, now, response) is None


def test_only_white_space_was_changed() -> None:
    assert mark_again(claim("t"), corrected(claim("t"), claim="Water  is\nwet."), "true") == 1.0


def test_the_question_of_a_card_is_what_it_is_asked_as() -> None:
    assert question(choice()).guess == pytest.approx(1 / 3)
