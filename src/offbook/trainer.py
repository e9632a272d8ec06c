"""The use cases that the command line and the screens share: decks joined with the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from offbook.clock import Moment, Stamp, day_begins
from offbook.deck.cards import Card, CardKey, Concept, ConceptId, Deck, DeckId
from offbook.deck.catalog import Catalog, Entry
from offbook.deck.problems import Problem
from offbook.errors import DeckError
from offbook.journal.journal import Journal
from offbook.learning import queue, rehearsal
from offbook.learning.events import Began, Reviewed, Slot
from offbook.learning.queue import Candidate
from offbook.learning.schedule import New, Scheduler, comes_back, is_ready, recall_now
from offbook.learning.sitting import Action, Rehearsal, Sitting
from offbook.learning.standing import Standing
from offbook.settings import Settings

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
    unseen: int
    """Cards that were never answered."""
    seen: int
    """Cards that were answered at least once."""
    recall: float | None
    """Mean recall of the seen cards now, 0 to 1, by the memory model; None while none is seen."""
    recall_later: float | None
    """The same in ``MONTH`` days, if nothing were rehearsed."""
    next_at: Moment | None
    """When the next card asks, where none does now; None if nothing is scheduled."""


class Trainer:
    """One person's decks and journal, and what can be done with them."""

    def __init__(
        self, catalog: Catalog, journal: Journal, settings: Settings, make_id: Callable[[int], bytes]
    ) -> None:
        self._catalog = catalog
        self._journal = journal
        self._make_id = make_id
        self.settings = settings
        """What is in force; a new value takes effect with the next answer."""

    @property
    def scheduler(self) -> Scheduler:
        """What decides intervals under the present settings."""
        chosen = self.settings
        return Scheduler(retention=chosen.retention, steps=chosen.steps, relearning=chosen.relearning)

    def decks(self) -> tuple[Entry, ...]:
        """Every deck that was found, in the order people see them."""
        return self._catalog.entries()

    def find(self, name: str) -> Entry:
        """The deck with this id or path. Raises DeckError with the nearest names."""
        return self._catalog.find(name)

    def problems(self, entry: Entry) -> tuple[Problem, ...]:
        """What is wrong with a deck."""
        return self._catalog.reading(entry).problems

    def outlook(self, entry: Entry, now: Moment) -> Outlook:
        """Where a deck stands for its learner at this moment."""
        day = now.day(self.settings.rollover)
        kept = self._journal.standings(entry.id)
        blank = Standing()
        standings = [kept.get(card, blank) for card in entry.cards]
        at_hand = [one for one in standings if not one.is_away(day)]
        unseen = sum(isinstance(one.progress.schedule, New) for one in at_hand)
        ready = sum(one.pulled or is_ready(one.progress, now, day) for one in at_hand)
        now_recalled = self._recalls(standings, now, 0.0)
        later = self._recalls(standings, now, MONTH)
        return Outlook(
            entry=entry,
            ready=ready,
            fresh=min(unseen, self._allowance(entry.id, day)),
            unseen=unseen,
            seen=len(now_recalled),
            recall=_mean(now_recalled),
            recall_later=_mean(later),
            next_at=None if ready else self._next_at(at_hand, now, day),
        )

    def rehearse(self, scope: Sequence[Entry], now: Moment) -> Rehearsal:
        """Begin a rehearsal of some decks, or take up the one of the same day that was left.

        Raises DeckError if a deck vanished, JournalError if the beginning cannot be recorded.
        """
        day = now.day(self.settings.rollover)
        names = tuple(sorted(entry.id for entry in scope))
        candidates = self._candidates(scope)
        began = self._journal.last_sitting(names, day)
        log = self._log(began.sitting) if began else ()
        done = {review.key for review in log}
        by_key = {one.key: one for one in candidates}
        rest = [
            slot
            for slot in (began.plan if began else ())
            if slot.key in by_key and slot.key not in done and not by_key[slot.key].standing.is_away(day)
        ]
        plan = self._plan(candidates, rest, names, now, day)
        taken_up = began is not None and bool(rest)
        sitting = began.sitting if began and taken_up else self._make_id(now.ms)
        if began is None or not taken_up or plan != tuple(rest):
            self._journal.append([Began(sitting, names, day, plan)], self._stamp(now))
        return rehearsal.begin(
            plan,
            {key: one.card for key, one in by_key.items()},
            {key: one.standing for key, one in by_key.items()},
            Sitting(sitting, self.scheduler, self.settings.rollover),
            now,
            log if taken_up else (),
        )

    def act(self, state: Rehearsal, action: Action, now: Moment) -> Rehearsal:
        """Take a step of a rehearsal; it is on disk when this returns.

        Raises JournalError if it cannot be recorded; the state that was handed in still stands.
        """
        stamp = self._stamp(now)
        after, events = rehearsal.step(state, action, stamp)
        if events:
            self._journal.append(events, stamp)
        return after

    def next_of(self, state: Rehearsal, now: Moment) -> Moment | None:
        """When the next card of a rehearsal's decks asks; None if none is scheduled."""
        day = now.day(self.settings.rollover)
        return self._next_at((one for one in state.standings.values() if not one.suspended), now, day)

    def changed(self) -> bool:
        """Whether a deck's file was changed since it was last looked at."""
        return self._catalog.changed()

    def refresh(self, state: Rehearsal, now: Moment) -> Rehearsal:
        """The rehearsal with its cards as their files now have them."""
        names = {key.deck for key in state.cards}
        entries = [entry for entry in self._catalog.entries() if entry.id in names]
        cards = {card.facts.key: card for entry in entries for card in self._cards(entry)}
        return rehearsal.refresh(state, cards, now)

    def concept(self, card: Card) -> Concept | None:
        """The concept a card belongs to, as its deck has it now."""
        return self._concepts(card.facts.key.deck).get(card.facts.concept)

    def contrast(self, card: Card) -> Concept | None:
        """What stands opposite the card's concept, or None."""
        concepts = self._concepts(card.facts.key.deck)
        own = concepts.get(card.facts.concept)
        return concepts.get(own.contrast) if own and own.contrast else None

    def deck(self, name: DeckId) -> Deck | None:
        """The deck with this id, or None if it is gone."""
        for entry in self._catalog.entries():
            if entry.id == name:
                return self._catalog.reading(entry).deck
        return None

    def _concepts(self, name: DeckId) -> Mapping[ConceptId, Concept]:
        deck = self.deck(name)
        return {concept.id: concept for concept in deck.concepts} if deck else {}

    def _cards(self, entry: Entry) -> tuple[Card, ...]:
        deck = self._catalog.reading(entry).deck
        return deck.cards if deck else ()

    def _candidates(self, scope: Iterable[Entry]) -> list[Candidate]:
        found: list[Candidate] = []
        for entry in scope:
            deck = self._catalog.reading(entry).deck
            if deck is None:
                raise DeckError(f"{entry.path}: this deck cannot be read; `offbook check` says why.")
            contrasts = {concept.id: concept.contrast for concept in deck.concepts}
            standings = self._journal.standings(entry.id)
            found += [
                Candidate(
                    card, standings.get(card.facts.key.card, Standing()), contrasts.get(card.facts.concept)
                )
                for card in deck.cards
            ]
        return found

    def _plan(
        self,
        candidates: Sequence[Candidate],
        rest: Sequence[Slot],
        names: Sequence[DeckId],
        now: Moment,
        day: int,
    ) -> tuple[Slot, ...]:
        """What is left of an earlier plan, and behind it what has come up since."""
        planned = {slot.key for slot in rest}
        others = [one for one in candidates if one.key not in planned]
        chosen: set[CardKey] = set()
        for name in names:
            own = [one for one in candidates if one.key.deck == name]
            spoken_for = sum(one.is_new and one.key in planned for one in own)
            allowance = max(0, self._allowance(name, day) - spoken_for)
            fresh = queue.introduce([one for one in own if one.key not in planned], day, allowance)
            chosen |= {one.key for one in fresh}
        at_hand = [one for one in others if not one.is_new or one.key in chosen]
        more = queue.plan(at_hand, now, day, len(chosen), self.scheduler, seed=day)
        return (*rest, *more)

    def _allowance(self, name: DeckId, day: int) -> int:
        return max(0, self.settings.new_per_day - self._journal.introduced(name, day))

    def _recalls(self, standings: Iterable[Standing], now: Moment, ahead: float) -> list[float]:
        scheduler = self.scheduler
        recalls = (recall_now(one.progress, now, scheduler, ahead) for one in standings)
        return [recall for recall in recalls if recall is not None]

    def _next_at(self, standings: Iterable[Standing], now: Moment, day: int) -> Moment | None:
        rollover = self.settings.rollover
        times = []
        for one in standings:
            back = comes_back(one.progress, now, rollover)
            if back and one.buried > day:
                back = max(back, day_begins(one.buried, rollover, now.offset))
            if back:
                times.append(back)
        return min(times, default=None)

    def _log(self, sitting: bytes) -> tuple[Reviewed, ...]:
        events = (recorded.event for recorded in self._journal.reviews_of(sitting))
        return tuple(event for event in events if isinstance(event, Reviewed))

    def _stamp(self, now: Moment) -> Stamp:
        return Stamp(now, self._make_id(now.ms))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
