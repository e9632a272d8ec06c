"""One sitting of study, as a pure state machine: ``(state, action, stamp) → (state, events)``.

A judged answer is recorded as soon as it is given, with the rating it proposes; another rating
or "I was right" records a second review that stands in for the first. What was accepted is
thereby on disk before the answer is on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from offbook.clock import SECOND, Moment, Stamp
from offbook.deck.answers import Answer, Verdict, in_words, judge
from offbook.deck.cards import Card, CardKey, form
from offbook.learning import schedule
from offbook.learning.changes import with_change
from offbook.learning.course import advance, is_owed, is_stepping, without
from offbook.learning.events import Buried, CardEvent, Flagged, Reviewed, Slot, StudyEvent, Suspended, Undone
from offbook.learning.memory import Rating
from offbook.learning.sitting import (
    Action,
    Asking,
    Done,
    Hint,
    Judged,
    Mark,
    Overrule,
    Proceed,
    PutOff,
    Rate,
    Rehearsal,
    Respond,
    Resting,
    Revealed,
    SetAside,
    Sitting,
    Step,
    Undo,
    Wake,
)
from offbook.learning.standing import Standing, fold, is_new_leech

if TYPE_CHECKING:
    from offbook.deck.rewording import Rewording

ATTENTION = 60 * SECOND
"""The most that one answer counts as time of study; beyond it the learner was away."""


class NotNowError(ValueError):
    """The action does not fit the turn; the shell offered what it must not offer."""


def begin(
    plan: Sequence[Slot],
    cards: Mapping[CardKey, Card],
    standings: Mapping[CardKey, Standing],
    sitting: Sitting,
    now: Moment,
    log: Sequence[Reviewed] = (),
) -> Rehearsal:
    """Begin a sitting with a plan, or take one up again: ``log`` is what was done in it before.

    ``cards`` and ``standings`` hold every card of the plan and of the log that still exists.
    """
    day = now.day(sitting.rollover)
    planned = {slot.key for slot in plan}
    met = [
        key
        for key in dict.fromkeys(review.key for review in log)
        if key in cards and key not in planned and not standings[key].is_away(day)
    ]
    state = Rehearsal(
        sitting,
        cards,
        standings,
        tuple(plan),
        waiting=tuple(key for key in met if is_stepping(standings[key])),
        encore=tuple(key for key in met if is_owed(key, log, cards)),
        log=tuple(log),
    )
    return advance(state, now)


def step(state: Rehearsal, action: Action, stamp: Stamp) -> Step:
    """The state after an action, and the events that it wrote.

    Raises NotNowError if the action does not fit the turn, ValueError if the answer does not fit
    the card.
    """
    match action, state.turn:
        case Undo(), _:
            return _undo(state, stamp)
        case ((Mark() | SetAside() | PutOff()), (Asking() | Revealed() | Judged())):
            return _mark(state, stamp) if isinstance(action, Mark) else _put_away(state, action, stamp)
        case ((Proceed() | Wake()), _):
            return _go_on(state, action, stamp.at), ()
        case Hint(), Asking() as turn:
            return replace(state, turn=replace(turn, hinted=True)), ()
        case Respond(answer), Asking() as turn:
            return _respond(state, turn, answer, stamp)
        case Rate(rating), Revealed() as turn:
            return _rate(state, turn, rating, stamp)
        case Rate(rating), Judged() as turn:
            return _rerate(state, turn, rating, stamp)
        case Overrule(), Judged(verdict=verdict) as turn if not verdict.right:
            return _overrule(state, turn, stamp)
        case _:
            raise _not_now(state, action)


def preview(state: Rehearsal, now: Moment) -> dict[Rating, int]:
    """What each rating would give: milliseconds until the card comes back. Empty where none applies."""
    match state.turn:
        case Asking() | Resting() | Done():
            return {}
        case Revealed(slot=slot):
            before = state.standings[slot.key]
        case Judged(before=before, slot=slot):
            pass
        case other:
            assert_never(other)
    day = now.day(state.sitting.rollover)
    outcomes = {
        rating: schedule.review(before.progress, slot.key, rating, now, day, state.sitting.scheduler)
        for rating in Rating
    }
    return {rating: schedule.wait(progress, now, day) for rating, progress in outcomes.items()}


def refresh(state: Rehearsal, cards: Mapping[CardKey, Card], now: Moment) -> Rehearsal:
    """The sitting after decks changed on disk: cards as they are now, vanished ones left out.

    Where the question on the screen was reworded so that it is a new card, the new card is asked;
    otherwise a card that is gone makes way for the next. A judged one stays until the learner goes on.
    """
    gone = state.cards.keys() - cards.keys()
    heir = _heir(state, cards) if state.key in gone and isinstance(state.turn, Asking | Revealed) else None
    kept = {key: cards.get(key, card) for key, card in state.cards.items()}
    vanished = isinstance(state.turn, Asking | Revealed) and state.turn.slot.key in gone
    state = without(replace(state, cards=kept), gone)
    if heir:
        return replace(
            state,
            cards={**state.cards, heir: cards[heir]},
            standings=with_change(state.standings, heir, Standing()),
            turn=Asking(Slot(heir), now),
        )
    return advance(state, now) if vanished else state


def reworded(before: Rehearsal, after: Rehearsal) -> Rewording | None:
    """The card that is asked after a refresh as the one that was asked before it, reworded.

    None unless the two are alike, and the one before had a history.
    """
    from offbook.deck.rewording import rewordings, wording

    if not (before.key and after.key) or after.key in before.cards:
        return None
    if not before.standings[before.key].progress.reviews:
        return None
    found = rewordings([wording(before.cards[before.key])], [after.cards[after.key]])
    return found[0] if found else None


def _heir(state: Rehearsal, cards: Mapping[CardKey, Card]) -> CardKey | None:
    """The card that stands in the deck's file where the one on the screen stood."""
    if state.key is None:
        return None
    place = (state.key.deck, state.cards[state.key].facts.index)
    fresh = cards.keys() - state.cards.keys()
    return next((key for key in sorted(fresh, key=str) if (key.deck, cards[key].facts.index) == place), None)


def seconds_studied(log: Iterable[Reviewed]) -> int:
    """Time of study in whole seconds, time away not counted."""
    return round(sum(review.took for review in log) / SECOND)


def _go_on(state: Rehearsal, action: Proceed | Wake, now: Moment) -> Rehearsal:
    match action, state.turn:
        case Proceed(), Judged():
            return advance(state, now)
        case Proceed(), Resting():
            return advance(replace(state, hurried=True), now)
        case Wake(), Resting(until=until):
            return advance(state, now) if until.ms <= now.ms else state
        case _:
            raise _not_now(state, action)


def _not_now(state: Rehearsal, action: Action) -> NotNowError:
    return NotNowError(f"{type(action).__name__} does not fit {type(state.turn).__name__}")


def _respond(state: Rehearsal, turn: Asking, answer: Answer, stamp: Stamp) -> Step:
    card = state.cards[turn.slot.key]
    took = min(max(0, stamp.at.ms - turn.since.ms), ATTENTION)
    verdict = judge(card, answer)
    if verdict is None:
        return replace(state, turn=Revealed(turn.slot, turn.since, turn.hinted, took), leech=None), ()
    review = replace(
        _review(state, turn, _proposed(verdict, hinted=turn.hinted), took, stamp),
        correct=verdict.right,
        response=in_words(answer),
    )
    before = state.standings[turn.slot.key]
    after, events = _record(state, review, before, stamp, state.log)
    judged = Judged(turn.slot, answer, verdict, before, review, stamp.action)
    return replace(after, turn=judged, past=state, actions=(stamp.action,)), events


def _rate(state: Rehearsal, turn: Revealed, rating: Rating, stamp: Stamp) -> Step:
    review = replace(_review(state, turn, rating, turn.took, stamp), self_rated=True)
    after, events = _record(state, review, state.standings[turn.slot.key], stamp, state.log)
    asked = replace(state, turn=Asking(turn.slot, turn.since, turn.hinted))
    after = replace(after, past=asked, actions=(stamp.action,))
    return advance(after, stamp.at), events


def _rerate(state: Rehearsal, turn: Judged, rating: Rating, stamp: Stamp) -> Step:
    if rating is turn.review.rating:
        return advance(state, stamp.at), ()
    review = replace(turn.review, rating=rating, self_rated=True)
    after, events = _stand_in(state, turn, review, stamp)
    return advance(after, stamp.at), events


def _overrule(state: Rehearsal, turn: Judged, stamp: Stamp) -> Step:
    verdict = Verdict(1.0)
    rating = _proposed(verdict, hinted=turn.review.hinted)
    review = replace(turn.review, rating=rating, correct=True, overruled=True)
    after, events = _stand_in(state, turn, review, stamp)
    judged = replace(turn, verdict=verdict, review=after.log[-1], action=stamp.action)
    return replace(after, turn=judged), events


def _stand_in(state: Rehearsal, turn: Judged, review: Reviewed, stamp: Stamp) -> Step:
    """Record a review in place of the one that the turn holds."""
    review = replace(review, replaces=turn.action, day=stamp.at.day(state.sitting.rollover))
    after, events = _record(state, review, turn.before, stamp, state.log[:-1])
    return replace(after, actions=(*state.actions, stamp.action)), events


def _put_away(state: Rehearsal, action: SetAside | PutOff, stamp: Stamp) -> Step:
    key = _on_screen(state)
    event: CardEvent
    match action:
        case SetAside():
            event = Suspended(key)
        case PutOff():
            event = Buried(key, until=stamp.at.day(state.sitting.rollover) + 1)
        case other:
            assert_never(other)
    after = replace(_with(state, event, stamp.at), past=state, actions=(stamp.action,), leech=None)
    return advance(without(after, [key]), stamp.at), (event,)


def _mark(state: Rehearsal, stamp: Stamp) -> Step:
    key = _on_screen(state)
    event = Flagged(key, on=not state.standings[key].flagged)
    turn = state.turn
    if isinstance(turn, Judged):
        # Another rating starts again from here, and keeps the flag.
        turn = replace(turn, before=fold(turn.before, event, stamp.at))
    after = replace(_with(state, event, stamp.at), turn=turn, past=state, actions=(stamp.action,))
    return after, (event,)


def _undo(state: Rehearsal, stamp: Stamp) -> Step:
    if state.past is None:
        raise NotNowError("there is nothing to undo")
    turn = state.past.turn
    if isinstance(turn, Asking):
        turn = replace(turn, since=stamp.at)
    # Cards may have been edited meanwhile: going back in time must not bring an old wording back.
    back = replace(state.past, cards=state.cards, turn=turn)
    return back, tuple(Undone(action) for action in reversed(state.actions))


def _record(
    state: Rehearsal, review: Reviewed, before: Standing, stamp: Stamp, log: tuple[Reviewed, ...]
) -> Step:
    """The sitting after a review that joins ``log``, of a card that stood at ``before``.

    A leech is set aside in the same breath; a card in its steps waits; a sure-looking mistake is owed.
    """
    key = review.key
    after = fold(before, review, stamp.at)
    events: tuple[StudyEvent, ...] = (review,)
    leech = is_new_leech(before.progress, after.progress)
    if leech:
        events = (review, Suspended(key, leech=True))
        after = fold(after, Suspended(key, leech=True), stamp.at)
    log = (*log, review)
    state = without(state, [key])
    state = replace(
        state,
        standings=with_change(state.standings, key, after),
        waiting=(*state.waiting, key) if is_stepping(after) and not leech else state.waiting,
        encore=(*state.encore, key) if is_owed(key, log, state.cards) and not leech else state.encore,
        log=log,
        leech=key if leech else None,
    )
    return state, events


def _review(state: Rehearsal, turn: Asking | Revealed, rating: Rating, took: int, stamp: Stamp) -> Reviewed:
    card = state.cards[turn.slot.key]
    return Reviewed(
        key=turn.slot.key,
        concept=card.facts.concept,
        form=form(card),
        rating=rating,
        correct=None,
        self_rated=False,
        response="",
        shown_at=turn.since,
        took=took,
        hinted=turn.hinted,
        day=stamp.at.day(state.sitting.rollover),
        scheduler=state.sitting.scheduler,
        sitting=state.sitting.name,
    )


def _proposed(verdict: Verdict, *, hinted: bool) -> Rating:
    if not verdict.right:
        return Rating.AGAIN
    return Rating.HARD if verdict.slips or hinted else Rating.GOOD


def _with(state: Rehearsal, event: CardEvent, at: Moment) -> Rehearsal:
    after = fold(state.standings[event.key], event, at)
    return replace(state, standings=with_change(state.standings, event.key, after))


def _on_screen(state: Rehearsal) -> CardKey:
    if state.key is None:
        raise NotNowError("no card is on the screen")
    return state.key
