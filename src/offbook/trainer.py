"""The use cases that the command line and the screens share: decks joined with the journal.

What only a rehearsal takes is imported when one begins: the list of decks shall not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING

from offbook.clock import DAY, Moment, Stamp, day_begins
from offbook.deck.catalog import Entry
from offbook.deck.names import DeckId
from offbook.journal.census import Glance
from offbook.journal.journal import Journal
from offbook.learning.memory import recalls
from offbook.library import Decks, Library
from offbook.settings import Settings

if TYPE_CHECKING:
    from offbook.author import Author
    from offbook.curator import Curator
    from offbook.deck.cards import Card, CardKey
    from offbook.deck.rewording import Rewording
    from offbook.examiner import Examiner
    from offbook.insight.goals import GoalStanding
    from offbook.learning.events import Began, Reviewed, Slot, StudyEvent, Worded
    from offbook.learning.queue import Candidate
    from offbook.learning.schedule import Scheduler
    from offbook.learning.sitting import Action, Rehearsal
    from offbook.learning.standing import Standing
    from offbook.performance.targets import Goal
    from offbook.performance.windows import Calendar

MONTH = 30.0
"""Days ahead that Home looks."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A deck as Home shows it."""

    entry: Entry
    ready: int
    """Cards that ask to be rehearsed now."""
    fresh: int
    """New cards that the day still allows."""
    seen: int
    """Cards that were answered at least once; at the first look, those that are no longer new to study."""
    aside: int = 0
    """Cards that were set aside or flagged."""
    stepping: int = 0
    """Cards that come back on the same day, and whose time has not come yet."""
    recall: float | None = None
    """Mean recall now, 0 to 1, by the memory model, of the cards last seen on an earlier day.

    None while there are none: what was seen today says nothing yet.
    """
    recall_later: float | None = None
    """Mean recall in ``MONTH`` days of all seen cards, if nothing were rehearsed.

    None if none was seen, and at the first look.
    """
    next_at: Moment | None = None
    """When the next card asks, where none does now; None if nothing is scheduled."""


class Trainer:
    """One person's decks and journal, and what can be done with them."""

    def __init__(
        self, library: Library, journal: Journal, settings: Settings, make_id: Callable[[int], bytes]
    ) -> None:
        self.library = library
        """The decks."""
        self.settings = settings
        """What is in force; a new value takes effect with the next rehearsal."""
        self._journal = journal
        self._make_id = make_id

    @property
    def journal(self) -> Journal:
        """What everything is kept in."""
        return self._journal

    @cached_property
    def examiner(self) -> Examiner:
        """Quizzes over the same decks and journal; imported when they are first asked for."""
        from offbook.examiner import Examiner

        return Examiner(self.library, self._journal, self._make_id)

    @cached_property
    def author(self) -> Author:
        """What keeps histories through edits of the same decks; imported when it is first asked for."""
        from offbook.author import Author

        return Author(self.library, self._journal, self._make_id)

    @cached_property
    def curator(self) -> Curator:
        """What looks after single cards; imported when it is first asked for."""
        from offbook.curator import Curator

        return Curator(self._journal, self._make_id)

    @property
    def scheduler(self) -> Scheduler:
        """What decides intervals under the present settings."""
        from offbook.learning.schedule import Scheduler

        chosen = self.settings
        return Scheduler(retention=chosen.retention, steps=chosen.steps, relearning=chosen.relearning)

    @property
    def calendar(self) -> Calendar:
        """When days and weeks begin under the present settings."""
        from offbook.insight.goals import calendar_of

        return calendar_of(self.settings)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """What is aimed at in performing under the present settings."""
        from offbook.insight.goals import goals_of

        return goals_of(self.settings)

    def targets(self, now: Moment) -> tuple[GoalStanding, ...]:
        """Where the targets stand. Raises JournalError if they cannot be looked at."""
        return self.examiner.standings(self.goals, now, self.calendar)

    def close_windows(self, now: Moment) -> int:
        """Close for good the windows of targets that are over, each once; how many there were.

        Raises JournalError if it cannot be recorded: the next look closes them.
        """
        return self.examiner.close_windows(self.goals, now, self.calendar)

    def first_look(self, entry: Entry, now: Moment) -> Outlook:
        """What of a deck can be told at once: what asks and what is new, without any recall."""
        day = now.day(self.settings.rollover)
        cards = {*entry.cards}
        ready = len(cards & self._journal.ready(entry.id, now, day))
        taken = len(cards & self._journal.taken(entry.id, day))
        fresh = max(0, min(len(cards) - taken, self._allowance(entry.id, day)))
        return Outlook(entry, ready=ready, fresh=fresh, seen=taken)

    def outlook(self, entry: Entry, now: Moment) -> Outlook:
        """Where a deck stands for its learner at this moment."""
        day = now.day(self.settings.rollover)
        cards = {*entry.cards}
        known = [one for one in self._journal.glances(entry.id) if one.card in cards]
        at_hand = [one for one in known if not one.is_away(day)]
        ready = [one for one in at_hand if one.pulled or one.asks(now, day)]
        met = [one for one in known if one.stability]
        taken = sum(bool(one.stability) or one.pulled for one in at_hand) + len(known) - len(at_hand)
        soon = [one for one in at_hand if one.stepping and one.due > now.ms]
        return Outlook(
            entry=entry,
            ready=len(ready),
            fresh=min(len(cards) - taken, self._allowance(entry.id, day)),
            seen=len(met),
            aside=sum(one.suspended or one.flagged for one in known),
            stepping=len(soon),
            recall=self._mean_recall([one for one in met if one.last_day < day], now, 0.0),
            recall_later=self._mean_recall(met, now, MONTH),
            next_at=None if ready else self._next_glance(known, now),
        )

    def rehearse(self, scope: Sequence[Entry], now: Moment, more: int = 0) -> Rehearsal:
        """Begin a rehearsal of some decks, or take up the one of the same day that was left.

        ``more`` new cards of each deck may be met beyond what the day allows. Raises DeckError if a
        deck cannot be read, JournalError if the beginning cannot be recorded.
        """
        from offbook.learning import rehearsal
        from offbook.learning.events import Began
        from offbook.learning.sitting import Sitting

        day = now.day(self.settings.rollover)
        names = tuple(sorted(entry.id for entry in scope))
        candidates = {one.key: one for entry in scope for one in self._candidates(entry)}
        began = self._journal.last_sitting(names, day)
        log = self._journal.reviews_of(began.sitting) if began else ()
        allowed = {name: self._allowance(name, day) + more for name in names}
        rest = _what_is_left(began, log, candidates, allowed, day)
        if not rest and not _some_come_back(log, candidates):
            began, log = None, ()
        plan = _joined(rest, self._plan(candidates, rest, allowed, now), candidates)
        name = began.sitting if began else self._make_id(now.ms)
        if began is None or len(plan) > len(rest):
            words = self._new_wordings(candidates[slot.key].card for slot in plan)
            self._journal.append([Began(name, names, day, plan), *words], self._stamp(now))
        return rehearsal.begin(
            plan,
            {key: one.card for key, one in candidates.items()},
            {key: one.standing for key, one in candidates.items()},
            Sitting(name, self.scheduler, self.settings.rollover),
            now,
            log,
        )

    def act(self, state: Rehearsal, action: Action, now: Moment) -> Rehearsal:
        """Take a step of a rehearsal; it is on disk when this returns.

        Raises JournalError if it cannot be recorded; the state that was handed in still stands.
        """
        from offbook.learning import rehearsal

        stamp = self._stamp(now)
        after, events = rehearsal.step(state, action, stamp)
        if events:
            self._journal.append(events, stamp)
        return after

    def refresh(self, state: Rehearsal, now: Moment, decks: Decks | None = None) -> Rehearsal:
        """The rehearsal with its cards as their files now have them, or as these ``decks`` do."""
        from offbook.learning import rehearsal

        known = decks or self.library
        return rehearsal.refresh(state, known.cards({key.deck for key in state.cards}), now)

    def carry(self, state: Rehearsal, found: Rewording, now: Moment) -> Rehearsal:
        """Let the history of a card go on with what it was reworded to, in the midst of a rehearsal.

        Raises JournalError if it cannot be recorded.
        """
        from offbook.learning.changes import with_change

        self.author.carry(found, now)
        heir = found.now.key
        return replace(state, standings=with_change(state.standings, heir, self._journal.standing(heir)))

    def aside(self, entry: Entry) -> tuple[Candidate, ...]:
        """The cards of a deck that were set aside or flagged, in the order of the deck."""
        return tuple(one for one in self._candidates(entry) if one.standing.suspended or one.standing.flagged)

    def take_back(self, one: Candidate, now: Moment) -> None:
        """Let a card that was set aside take part again, and take its flag off.

        Raises JournalError if it cannot be recorded.
        """
        from offbook.learning.events import Flagged, Resumed

        events: list[StudyEvent] = []
        if one.standing.suspended:
            events.append(Resumed(one.key))
        if one.standing.flagged:
            events.append(Flagged(one.key, on=False))
        self._journal.append(events, self._stamp(now))

    def next_of(self, state: Rehearsal, now: Moment) -> Moment | None:
        """When the next card of a rehearsal's decks asks; None if none is scheduled."""
        return self._next_at(state.standings.values(), now)

    def _new_wordings(self, cards: Iterable[Card]) -> list[Worded]:
        """What cards ask that nothing but their wording names, where it was not kept before.

        So that a card is recognised once it is reworded, and can be shown as it was.
        """
        from offbook.deck.identity import is_fingerprint
        from offbook.deck.rewording import wording
        from offbook.learning.events import Worded

        nameless = [card for card in cards if is_fingerprint(card.facts.key.card)]
        kept = {deck: self._journal.wordings(deck) for deck in {card.facts.key.deck for card in nameless}}
        told = (wording(card) for card in nameless if card.facts.key.card not in kept[card.facts.key.deck])
        return [Worded(one.key, one.form, one.prompt, one.answer) for one in told]

    def _candidates(self, entry: Entry) -> list[Candidate]:
        from offbook.learning.queue import Candidate
        from offbook.learning.standing import Standing

        deck = self.library.open(entry)
        contrasts = {concept.id: concept.contrast for concept in deck.concepts}
        standings = self._journal.standings(entry.id)
        blank = Standing()
        return [
            Candidate(card, standings.get(card.facts.key.card, blank), contrasts.get(card.facts.concept))
            for card in deck.cards
        ]

    def _plan(
        self,
        candidates: dict[CardKey, Candidate],
        rest: Sequence[Slot],
        allowed: Mapping[DeckId, int],
        now: Moment,
    ) -> tuple[Slot, ...]:
        """What asks now and is not planned already, and the new cards that are still allowed."""
        from offbook.learning import queue

        day = now.day(self.settings.rollover)
        planned = {slot.key for slot in rest}
        at_hand = [one for key, one in candidates.items() if key not in planned]
        fresh: set[CardKey] = set()
        for name, allowance in allowed.items():
            spoken_for = sum(candidates[key].is_new for key in planned if key.deck == name)
            own = [one for one in at_hand if one.key.deck == name]
            fresh |= {one.key for one in queue.introduce(own, day, max(0, allowance - spoken_for))}
        chosen = [one for one in at_hand if not one.is_new or one.key in fresh]
        return queue.plan(chosen, now, day, len(fresh), self.scheduler, seed=day)

    def _allowance(self, name: DeckId, day: int) -> int:
        return max(0, self.settings.new_per_day - self._journal.introduced(name, day))

    def _mean_recall(self, met: Iterable[Glance], now: Moment, ahead: float) -> float | None:
        traces = ((max(0.0, (now.ms - one.last_ms) / DAY + ahead), one.stability) for one in met)
        recalled = recalls(traces, self.scheduler.weights)
        return fsum(recalled) / len(recalled) if recalled else None

    def _next_glance(self, known: Iterable[Glance], now: Moment) -> Moment | None:
        """When the next card asks that is not set aside."""
        rollover = self.settings.rollover
        times: list[Moment] = []
        for one in known:
            if one.stability and not one.suspended:
                back = one.back(rollover, now.offset)
                times.append(max(back, day_begins(one.buried, rollover, now.offset)) if one.buried else back)
        return min(times, default=None)

    def _next_at(self, standings: Iterable[Standing], now: Moment) -> Moment | None:
        from offbook.learning.schedule import comes_back

        rollover = self.settings.rollover
        times: list[Moment] = []
        for one in standings:
            back = None if one.suspended else comes_back(one.progress, now, rollover)
            if back:
                buried = day_begins(one.buried, rollover, now.offset) if one.buried else back
                times.append(max(back, buried))
        return min(times, default=None)

    def _stamp(self, now: Moment) -> Stamp:
        return Stamp(now, self._make_id(now.ms))


def _some_come_back(log: Iterable[Reviewed], candidates: Mapping[CardKey, Candidate]) -> bool:
    """Whether a card that was answered before comes back on the same day."""
    from offbook.learning.course import is_stepping

    return any(is_stepping(candidates[one.key].standing) for one in log if one.key in candidates)


def _joined(
    rest: tuple[Slot, ...], more: tuple[Slot, ...], candidates: Mapping[CardKey, Candidate]
) -> tuple[Slot, ...]:
    """What is left of a plan with what has come up since behind it; but what was called in comes first."""
    called = 0
    for slot in more:
        if not (candidates[slot.key].standing.pulled or (called and slot.follows)):
            break
        called += 1
    if called and rest and rest[0].follows:
        # The other half of a contrast whose first half was answered before stands alone now.
        rest = (replace(rest[0], follows=False), *rest[1:])
    return (*more[:called], *rest, *more[called:])


def _what_is_left(
    began: Began | None,
    log: Sequence[Reviewed],
    candidates: Mapping[CardKey, Candidate],
    allowed: Mapping[DeckId, int],
    day: int,
) -> tuple[Slot, ...]:
    """The part of an earlier plan that is still to be rehearsed, with no more new cards than are allowed."""
    done = {review.key for review in log}
    room = dict(allowed)
    rest: list[Slot] = []
    for slot in began.plan if began else ():
        one = candidates.get(slot.key)
        if one is None or slot.key in done or one.standing.is_away(day):
            continue
        if one.is_new:
            room[slot.key.deck] -= 1
            if room[slot.key.deck] < 0:
                continue
        rest.append(slot)
    return tuple(rest)
