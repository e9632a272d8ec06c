"""What an answer comes to: the event that keeps it, with all that cannot be added later."""

from __future__ import annotations

from dataclasses import replace

from offbook.clock import Moment
from offbook.deck.answers import Answer, Held, Picked, Sided, Thought, Typed, from_words, in_words, judge
from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Recall, prompt
from offbook.performance.attempt import Attempt, Confiding, Instant, Past
from offbook.performance.events import Answered, Question

DRIFT = 2_000
"""Milliseconds by which two clocks may differ before a time between them is not believed."""


def closing_answer(state: Attempt, place: int, now: Instant) -> Answered:
    """What counts for a question whose time is over."""
    pending = state.pending if place == state.place else None
    given = state.phase.instant if isinstance(state.phase, Confiding) else now
    return answered(state, place, pending, given, None, None)


def answered(
    state: Attempt,
    place: int,
    answer: Answer | None,
    given: Instant,
    confidence: int | None,
    feedback_at: Moment | None,
) -> Answered:
    """The event of an answer, with everything about it that could not be added later.

    ``answer`` is None where nothing was answered in time; ``given`` is when it was handed in.
    """
    question, asked = state.began.paper[place], state.asked[place]
    verdict = judge(asked.card, answer) if answer is not None and not isinstance(answer, Thought) else None
    shown = state.since if place == state.place else given
    last_shown = _last_shown(state, question)
    return Answered(
        attempt=state.began.attempt,
        place=place,
        key=question.key,
        concept=question.concepts[0],
        form=question.form,
        order=question.order,
        response=in_words(answer) if answer is not None else "",
        score=verdict.score if verdict else 0.0,
        guess=question.guess,
        shown_at=shown.at,
        took=time_on(state, place, given),
        confidence=confidence,
        recall=question.recall,
        lag=max(0, shown.at.ms - last_shown) if last_shown is not None else None,
        exposure=state.past.get(question.key, Past()).met + 1,
        quiz_only=question.quiz_only,
        timed_out=answer is None,
        feedback_at=feedback_at,
    )


def _last_shown(state: Attempt, question: Question) -> int | None:
    """When the question's concept was last shown with its answer, before or in this attempt."""
    concept = (question.key.deck, question.concepts[0])
    here = [
        answer.feedback_at.ms
        for answer in state.answers.values()
        if answer.feedback_at and (answer.key.deck, answer.concept) == concept
    ]
    times = [state.past.get(question.key, Past()).shown, *here]
    return max((time for time in times if time is not None), default=None)


def mark_again(asked: Card, card: Card, response: str) -> float | None:
    """What a kept response to a question is worth by its card as it is now, 0 to 1.

    None if the card asks something else now, or takes other answers than the question did.
    """
    if " ".join(prompt(asked).split()) != " ".join(prompt(card).split()):
        return None
    given = from_words(asked, response)
    if isinstance(card, Recall) and isinstance(given, Picked):
        # A question that was made a choice for the quiz.
        card, given = replace(card, typed=True), Typed(tuple(given.texts))
    if given is None or not _fits(card, given):
        return None
    verdict = judge(card, given)
    return verdict.score if verdict else None


def _fits(card: Card, answer: Answer) -> bool:
    """Whether an answer is one that the card takes."""
    match card, answer:
        case Choice(right=right, wrong=wrong), Picked(texts):
            return texts <= {option.text for option in (*right, *wrong)}
        case ((Recall() | Cloze()), Typed()) | (Claim(), Held()) | (Classify(), Sided()):
            return True
        case _:
            return False


def time_on(state: Attempt, place: int, until: Instant) -> int | None:
    """Milliseconds for which a question was on the screen since its last answer, earlier looks included.

    None where the clocks disagree about it, and for a question that was never looked at.
    """
    before = state.spent.get(place, 0 if place == state.place else None)
    if place != state.place or before is None:
        return before
    by_wall = until.at.ms - state.since.at.ms
    by_both = until.elapsed - state.since.elapsed
    believed = min(by_wall, by_both) >= 0 and abs(by_wall - by_both) <= DRIFT
    return before + by_both if believed else None
