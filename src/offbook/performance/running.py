"""A quiz as it runs: pure steps ``(state, action, instant) → (state, events)`` under a deadline.

Every answer is an event as soon as it is given; one given later to the same question replaces it.
When time runs out, what is selected counts, and what is open is timed out, not wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import assert_never

from offbook.clock import Moment
from offbook.deck.answers import Answer
from offbook.deck.cards import CardKey
from offbook.performance.asked import from_json
from offbook.performance.attempt import (
    CONFIDENCES,
    Abandon,
    Action,
    Answering,
    Attempt,
    Confide,
    Confiding,
    Flag,
    Give,
    Instant,
    Onward,
    Over,
    Past,
    Select,
    Shown,
    Step,
    Submit,
    Tick,
    Visit,
    is_blank,
)
from offbook.performance.events import Answered, AttemptBegan, AttemptEnded, Ending, QuestionFlagged
from offbook.performance.marking import answered, closing_answer, time_on


def begin(began: AttemptBegan, past: Mapping[CardKey, Past], at: Moment) -> Step:
    """Begin an attempt with its first question. Raises ValueError for an empty paper."""
    if not began.paper:
        raise ValueError("a quiz without questions cannot begin")
    asked = tuple(from_json(question.asked) for question in began.paper)
    return Attempt(began, asked, past, since=Instant(at, 0)), (began,)


def resume(
    began: AttemptBegan,
    answers: Iterable[Answered],
    past: Mapping[CardKey, Past],
    instant: Instant,
    flags: frozenset[int] = frozenset(),
) -> Step:
    """Take an attempt up again that was cut off, with the time that is left by the wall clock.

    A question with a time of its own goes on from the last answer, or from the beginning, so that
    no cut wins time. Where questions can still be changed, a paper that is full waits to be handed in.
    """
    given = {answer.place: answer for answer in answers}
    asked = tuple(from_json(question.asked) for question in began.paper)
    state = Attempt(began, asked, past, answers=given, flags=flags, since=instant)
    place = next(iter(state.open), len(asked) - 1)
    state = replace(state, place=place)
    if began.each is not None:
        start = instant.at.ms - instant.elapsed
        since = max((answer.shown_at.ms + (answer.took or 0) for answer in given.values()), default=start)
        spent = min(max(0, instant.at.ms - since), instant.elapsed)
        state = replace(state, since=Instant(instant.at, instant.elapsed - spent))
    state, events = step(state, Tick(), instant)
    if not events and not state.open and _is_done_when_full(state):
        return _end(state, Ending.SUBMITTED, instant)
    return state, events


def step(state: Attempt, action: Action, instant: Instant) -> Step:
    """The state after an action, and the events that it wrote.

    Time is looked at first: an action that comes after the deadline finds the attempt ended. What
    does not fit the phase changes nothing, for keys and clock race each other.
    """
    state, events = _let_time_pass(state, instant)
    if isinstance(state.phase, Over) or events:
        return state, events
    return _act(state, action, instant)


def _act(state: Attempt, action: Action, instant: Instant) -> Step:
    match action:
        case Select() | Give() | Confide():
            return _answer(state, action, instant)
        case Onward() | Visit():
            return _move(state, action, instant)
        case Flag():
            event = QuestionFlagged(state.began.attempt, state.place, state.place not in state.flags)
            return replace(state, flags=state.flags ^ {state.place}), (event,)
        case Tick():
            return state, ()
        case Submit():
            return _end(state, Ending.SUBMITTED, instant)
        case Abandon():
            return _end(state, Ending.LEFT, instant)
        case other:
            assert_never(other)


def _answer(state: Attempt, action: Select | Give | Confide, instant: Instant) -> Step:
    match action, state.phase:
        case Select(answer), Answering():
            return replace(state, selected=answer), ()
        case Give(answer), Answering() if state.can_answer and not is_blank(answer):
            return _give(state, answer, instant)
        case Confide(level), Confiding(answer, given) if level in CONFIDENCES:
            return _commit(state, answer, given, instant, level)
        case _:
            return state, ()


def _move(state: Attempt, action: Onward | Visit, instant: Instant) -> Step:
    match action, state.phase:
        case Onward(), Shown():
            return _onward(state, instant)
        case Onward(), Answering() if state.is_forward_only:
            return _pass(state, instant)
        case Onward(), Answering():
            return _visit(state, state.place + 1, instant)
        case Visit(place), Answering() | Shown():
            return _visit(state, place, instant)
        case _:
            return state, ()


def _give(state: Attempt, answer: Answer, instant: Instant) -> Step:
    if state.began.confidence:
        return replace(state, phase=Confiding(answer, instant), selected=None), ()
    return _commit(state, answer, instant, instant, None)


def _commit(state: Attempt, answer: Answer, given: Instant, now: Instant, confidence: int | None) -> Step:
    """Record an answer and go on, or show the right one where feedback follows each."""
    feedback = now.at if state.began.feedback == "each" else None
    event = answered(state, state.place, answer, given, confidence, feedback)
    state = replace(_with(state, event), selected=None)
    if feedback:
        return replace(state, phase=Shown()), (event,)
    after, more = _onward(replace(state, phase=Answering()), now)
    return after, (event, *more)


def _onward(state: Attempt, now: Instant) -> Step:
    """The next open question; the last one, under a time of its own each, ends the attempt."""
    later = [place for place in state.open if place > state.place]
    around = later or ([] if state.is_forward_only else list(state.open))
    if around:
        return _show(state, around[0], now), ()
    if _is_done_when_full(state):
        return _end(state, Ending.SUBMITTED, now)
    return replace(state, phase=Answering()), ()


def _is_done_when_full(state: Attempt) -> bool:
    """Whether the last answer ends the attempt, because none before it can be changed."""
    return state.is_forward_only or state.began.feedback == "each"


def _visit(state: Attempt, place: int, now: Instant) -> Step:
    """Go to a question, where the paper may be walked through freely; what was typed so far counts."""
    if state.is_forward_only or not 0 <= place < len(state.asked) or place == state.place:
        return state, ()
    pending = state.pending
    if pending is None:
        looked = {**state.spent, state.place: time_on(state, state.place, now)}
        left = replace(state, spent=looked) if isinstance(state.phase, Answering) else state
        return _show(left, place, now), ()
    event = answered(state, state.place, pending, now, None, None)
    return _show(_with(state, event), place, now), (event,)


def _pass(state: Attempt, now: Instant) -> Step:
    """Leave a question for good, with what is selected."""
    event = closing_answer(state, state.place, now)
    kept = replace(_with(state, event), phase=Answering(), selected=None)
    after, more = _onward(kept, now)
    return after, (event, *more)


def _with(state: Attempt, *events: Answered) -> Attempt:
    """The attempt with more answers; the time on their questions stands in them now."""
    fresh = {event.place: event for event in events}
    spent = {place: time for place, time in state.spent.items() if place not in fresh}
    return replace(state, answers={**state.answers, **fresh}, spent=spent)


def _show(state: Attempt, place: int, now: Instant) -> Attempt:
    kept = state.answers.get(place)
    phase = Shown() if kept and kept.feedback_at else Answering()
    return replace(state, place=place, phase=phase, selected=None, since=now)


def _let_time_pass(state: Attempt, now: Instant) -> Step:
    """End the attempt, or leave the question, if its time is over."""
    began = state.began
    if isinstance(state.phase, Over):
        return state, ()
    if began.total is not None and now.elapsed >= began.total:
        return _end(state, Ending.TIMED_OUT, _at(began.total, now))
    if began.each is None or not isinstance(state.phase, Answering | Confiding):
        return state, ()
    if now.elapsed < (due := state.since.elapsed + began.each):
        return state, ()
    event = closing_answer(state, state.place, _at(due, now))
    after, more = _onward(replace(_with(state, event), phase=Answering(), selected=None), now)
    return after, (event, *more)


def _at(elapsed: int, now: Instant) -> Instant:
    """An earlier instant: what a stall or a sleep lets be noticed late was no later for it."""
    return Instant(now.at.plus(elapsed - now.elapsed), elapsed)


def _end(state: Attempt, ending: Ending, now: Instant) -> Step:
    """Close the attempt: what is selected counts, what is open is timed out."""
    pending = state.pending
    closing = [
        closing_answer(state, place, now)
        for place in range(len(state.asked))
        if place not in state.answers or (place == state.place and pending is not None)
    ]
    after = replace(_with(state, *closing), phase=Over(ending), selected=None)
    return after, (*closing, AttemptEnded(state.began.attempt, ending))
