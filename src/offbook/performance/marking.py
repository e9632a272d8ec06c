"""What an answer comes to: the event that keeps it, with all that cannot be added later."""

from __future__ import annotations

from offbook.clock import Moment
from offbook.deck.answers import Answer, Thought, in_words, judge
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
