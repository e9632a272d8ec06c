"""The use cases of performing: papers drawn from the decks, attempts kept in the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from offbook.clock import DAY, Moment, Stamp
from offbook.deck.cards import (
    Card,
    CardId,
    CardKey,
    Classify,
    Concept,
    ConceptId,
    Deck,
    DeckId,
    SideId,
    form,
    opposite,
)
from offbook.errors import OffbookError
from offbook.insight import gaps as insight
from offbook.insight.gaps import Gap, Name, State
from offbook.journal.journal import Journal
from offbook.learning.events import Pulled
from offbook.learning.schedule import Scheduler
from offbook.learning.standing import Standing, recall_now
from offbook.library import Library
from offbook.performance import record as recording
from offbook.performance import running
from offbook.performance.asked import Asked, to_json
from offbook.performance.attempt import Action, Attempt, Instant, Past
from offbook.performance.blueprint import Candidate, draw, within
from offbook.performance.events import AttemptBegan, AttemptSeen, Question, QuizEvent
from offbook.performance.plan import Plan, plan_of, usual_plans
from offbook.performance.questions import as_question, guess
from offbook.performance.record import Record

WEEK = 7 * DAY
_CALLED = 3
"""Cards of a missed concept that are called into the next rehearsal."""


class PaperError(OffbookError):
    """A paper cannot be drawn as it was planned."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A quiz that is ready to begin."""

    began: AttemptBegan
    short: int = 0
    """Questions that were asked for and are not there."""
    left_out: int = 0
    """Cards that the decks have and cannot be asked, for the errors in them."""

    @property
    def studied(self) -> int:
        """Questions whose concept was studied."""
        return sum(question.recall is not None for question in self.began.paper)


class Examiner:
    """Quizzes over one person's decks and journal. Nothing here moves a memory."""

    def __init__(self, library: Library, journal: Journal, make_id: Callable[[int], bytes]) -> None:
        self.library = library
        """The decks."""
        self._journal = journal
        self._make_id = make_id
        self._records: dict[bytes, Record] = {}
        self._read = 0

    def plans(self, decks: Sequence[DeckId]) -> tuple[Plan, ...]:
        """The quizzes that these decks bring, then the usual ones."""
        own = [plan_of(blueprint, deck.id) for deck in self._decks(decks) for blueprint in deck.quizzes]
        return (*own, *usual_plans(decks))

    def draw(self, plan: Plan, now: Moment, seed: int, scheduler: Scheduler) -> Paper:
        """Draw the paper of a plan; the same seed and decks give the same paper.

        Raises PaperError, with what can be done, if there is nothing to ask.
        """
        decks = self._decks(plan.scope.decks)
        candidates = within(self._candidates(decks), plan.scope)
        if plan.only_gaps:
            wanted = {name for name, gap in self.gaps().items() if gap.state is not State.CLOSED}
            candidates = [one for one in candidates if one.concept in wanted]
        if not candidates:
            raise PaperError(_nothing(plan))
        chosen = draw(candidates, plan.questions, seed, shuffle=plan.shuffle)
        recalls = self._recalls(decks, now, scheduler)
        paper = tuple(_question(one, number, seed, decks, recalls) for number, one in enumerate(chosen))
        expected = [question.guess + (1 - question.guess) * (question.recall or 0.0) for question in paper]
        began = AttemptBegan(
            attempt=self._make_id(now.ms),
            quiz=plan.name,
            scope=tuple(sorted(deck.id for deck in decks)),
            seed=seed,
            paper=paper,
            total=plan.whole_time,
            each=plan.time_each,
            extra=plan.extra,
            target=plan.target,
            feedback=plan.feedback,
            confidence=plan.confidence,
            predicted=sum(expected) / len(expected) if any(one.recall is not None for one in paper) else None,
            stated=None,
        )
        return Paper(began, short=max(0, plan.questions - len(paper)))

    def begin(self, paper: Paper, stated: float | None, now: Moment) -> Attempt:
        """Begin an attempt; ``stated`` is the share of right answers the candidate expects, 0 to 1.

        Raises JournalError if it cannot be recorded.
        """
        began = replace(paper.began, stated=stated)
        state, events = running.begin(began, self._past(began.paper), now)
        self._keep(events, now)
        return state

    def act(self, state: Attempt, action: Action, instant: Instant) -> Attempt:
        """Take a step of an attempt; it is on disk when this returns.

        Raises JournalError if it cannot be recorded; the state that was handed in still stands.
        """
        after, events = running.step(state, action, instant)
        self._keep(events, instant.at)
        return after

    def resume(self, record: Record, now: Moment) -> Attempt:
        """Take up an attempt that was cut off, with the time that is left, or close it if none is."""
        elapsed = max(0, now.ms - record.at.ms)
        past = self._past(record.began.paper, before=record.at)
        state, events = running.resume(record.began, record.answers.values(), past, Instant(now, elapsed))
        self._keep(events, now)
        return state

    def records(self) -> tuple[Record, ...]:
        """Every attempt there is, in the order they began."""
        fresh = self._journal.quiz_events(after=self._read)
        if fresh:
            self._read = max(recorded.seq for recorded, _ in fresh)
            told = ((event, recorded.at) for recorded, event in fresh)
            self._records = recording.fold(self._records, told)
        return tuple(self._records.values())

    def record(self, attempt: bytes) -> Record | None:
        """An attempt by its name."""
        return next((one for one in self.records() if one.began.attempt == attempt), None)

    def repeated(self, record: Record) -> int:
        """How many questions of an attempt had been asked in the week before it: they are practice."""
        earlier = {
            question.key
            for one in self.records()
            if record.at.ms - WEEK <= one.at.ms < record.at.ms
            for question in one.began.paper
        }
        return sum(question.key in earlier for question in record.began.paper)

    def cut_off(self) -> Record | None:
        """The last attempt that did not come to its end."""
        return next((one for one in reversed(self.records()) if one.is_open), None)

    def unseen(self) -> tuple[Record, ...]:
        """Attempts that ended and were not looked at yet."""
        return tuple(one for one in self.records() if not one.is_open and one.seen_at is None)

    def see(self, record: Record, now: Moment) -> None:
        """Keep that the evaluation of an attempt was looked at."""
        if record.seen_at is None:
            self._keep((AttemptSeen(record.began.attempt),), now)

    def pull(self, record: Record, now: Moment) -> int:
        """Call cards of every missed concept into the next rehearsal; how many there are.

        No memory moves. Raises JournalError if it cannot be recorded.
        """
        missed = {
            (record.began.paper[place].key.deck, concept)
            for place in record.missed()
            for concept in record.began.paper[place].concepts
        }
        cards = [
            key
            for deck in self._decks(record.began.scope)
            for key in _to_rehearse(deck, missed, self._journal.standings(deck.id))
        ]
        if cards:
            self._journal.append([Pulled(key) for key in cards], self._stamp(now))
        return len(cards)

    def gaps(self) -> dict[Name, Gap]:
        """The latest gap of every concept that ever had one."""
        records = self.records()
        if not records:
            return {}
        decks = {question.key.deck for record in records for question in record.began.paper}
        items: defaultdict[Name, set[CardKey]] = defaultdict(set)
        for deck in self._decks(tuple(decks)):
            for card in deck.cards:
                items[deck.id, card.facts.concept].add(card.facts.key)
        recalled = {
            CardKey(deck, card): standing.recalled_at.ms
            for deck in decks
            for card, standing in self._journal.standings(deck).items()
            if standing.recalled_at
        }
        return insight.gaps(records, {name: frozenset(keys) for name, keys in items.items()}, recalled)

    def open_gaps(self) -> tuple[Gap, ...]:
        """The gaps that are not closed, the latest first."""
        found = (gap for gap in self.gaps().values() if gap.state is not State.CLOSED)
        return tuple(sorted(found, key=lambda gap: -gap.last))

    def _decks(self, names: Iterable[DeckId]) -> list[Deck]:
        wanted = tuple(names) or tuple(entry.id for entry in self.library.entries())
        decks = (self.library.deck(name) for name in wanted)
        return [deck for deck in decks if deck is not None]

    def _candidates(self, decks: Iterable[Deck]) -> list[Candidate]:
        found: list[Candidate] = []
        for deck in decks:
            concepts = {concept.id: concept for concept in deck.concepts}
            shown = self._journal.last_shown(deck.id)
            exposed = self._journal.exposures(deck.id)
            for card in deck.cards:
                concept = concepts[card.facts.concept]
                seen = card.facts.concept in shown and bool(exposed.get(card.facts.key.card, 0))
                found.append(Candidate(card, concept.topic, _side(card, concept), seen))
        return found

    def _past(self, paper: Iterable[Question], before: Moment | None = None) -> dict[CardKey, Past]:
        """What went before, for each card; of an attempt that is taken up again, before it began."""
        past: dict[CardKey, Past] = {}
        questions = list(paper)
        for deck in {question.key.deck for question in questions}:
            shown = self._journal.last_shown(deck)
            met = self._journal.exposures(deck, None if before is None else before.ms)
            for question in questions:
                if question.key.deck == deck:
                    at = shown.get(question.concepts[0])
                    past[question.key] = Past(at, met.get(question.key.card, 0))
        return past

    def _recalls(self, decks: Iterable[Deck], now: Moment, scheduler: Scheduler) -> dict[Name, float]:
        """Mean recall of each concept's studied cards; concepts that were never studied are left out."""
        found: dict[Name, float] = {}
        for deck in decks:
            standings = self._journal.standings(deck.id)
            recalls: defaultdict[ConceptId, list[float]] = defaultdict(list)
            for card in deck.cards:
                recall = recall_now(standings.get(card.facts.key.card, Standing()), now, scheduler)
                if recall is not None:
                    recalls[card.facts.concept].append(recall)
            found |= {(deck.id, concept): sum(each) / len(each) for concept, each in recalls.items()}
        return found

    def _keep(self, events: Sequence[QuizEvent], now: Moment) -> None:
        if events:
            self._journal.append(events, self._stamp(now))

    def _stamp(self, now: Moment) -> Stamp:
        return Stamp(now, self._make_id(now.ms))


def _to_rehearse(deck: Deck, missed: Container[Name], standings: Mapping[CardId, Standing]) -> list[CardKey]:
    """The cards that study can show of each missed concept: at most three, those met before first."""
    chosen: dict[ConceptId, list[CardKey]] = defaultdict(list)
    blank = Standing()
    met_first = sorted(deck.cards, key=lambda card: standings.get(card.facts.key.card, blank).is_new)
    for card in met_first:
        facts = card.facts
        own = chosen[facts.concept]
        if not facts.quiz_only and (deck.id, facts.concept) in missed and len(own) < _CALLED:
            own.append(facts.key)
    return [key for own in chosen.values() for key in own]


def _question(
    one: Candidate, number: int, seed: int, decks: Iterable[Deck], recalls: Mapping[Name, float]
) -> Question:
    deck = next(deck for deck in decks if deck.id == one.card.facts.key.deck)
    card = as_question(one.card, deck.cards, deck.concepts)
    own = next((concept for concept in deck.concepts if concept.id == card.facts.concept), None)
    return Question(
        key=card.facts.key,
        concepts=card.facts.concepts,
        form=form(card),
        order=(seed * 1_000_003 + number) % 2**62,
        guess=guess(card, len(deck.sides)),
        recall=recalls.get((deck.id, card.facts.concept)),
        quiz_only=card.facts.quiz_only,
        asked=to_json(Asked(card, deck.sides, own, opposite(deck.concepts, card.facts.concept))),
    )


def _side(card: Card, concept: Concept) -> SideId | None:
    return card.side if isinstance(card, Classify) else concept.side


def _nothing(plan: Plan) -> str:
    if plan.only_gaps:
        return "There is no open gap to ask about. Choose all concepts, or another deck."
    return "No card fits this quiz. Choose more topics, sides or forms, or another deck."
