"""The use cases of performing: papers drawn from the decks, attempts kept in the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from offbook.clock import DAY, HOUR, Moment, Stamp
from offbook.curator import Curator
from offbook.deck.answers import expected
from offbook.deck.cards import CardId, CardKey, ConceptId, ConceptKey, Deck, DeckId
from offbook.deck.problems import Level
from offbook.errors import OffbookError
from offbook.insight import gaps as insight
from offbook.insight.gaps import Gap, State
from offbook.insight.goals import Book, GoalStanding, due, stand
from offbook.journal.journal import Journal
from offbook.learning.events import Pulled
from offbook.learning.schedule import Scheduler
from offbook.learning.standing import Standing, recall_now
from offbook.library import Library
from offbook.performance import papers, running
from offbook.performance import record as recording
from offbook.performance.asked import from_json
from offbook.performance.attempt import Action, Attempt, Instant, Past
from offbook.performance.blueprint import Candidate, draw, within
from offbook.performance.events import AttemptBegan, AttemptSeen, Question, QuizEvent, Remarked
from offbook.performance.marking import mark_again
from offbook.performance.plan import Plan, plan_of, usual_plans
from offbook.performance.record import Record
from offbook.performance.targets import Goal
from offbook.performance.windows import Calendar
from offbook.seen import Seen
from offbook.shelf import Shelf

WEEK = 7 * DAY
STOOD = "standings"
"""Under which it is kept where targets stand."""
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
    left_out: tuple[str, ...] = ()
    """Where the errors stand that keep cards of its decks from being asked, as ``file:line``."""

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
        self._latest = 0, b""
        self._seen = Seen(journal)
        self._shelf = Shelf()

    @cached_property
    def curator(self) -> Curator:
        """What looks after single cards, of the same journal."""
        return Curator(self._journal, self._make_id)

    def plans(self, decks: Sequence[DeckId]) -> tuple[Plan, ...]:
        """The quizzes that these decks bring, then the usual ones."""
        own = [
            plan_of(blueprint, deck.id) for deck in self.library.decks(decks) for blueprint in deck.quizzes
        ]
        return (*own, *usual_plans(decks))

    def draw(self, plan: Plan, now: Moment, seed: int, scheduler: Scheduler) -> Paper:
        """Draw the paper of a plan; the same seed and decks give the same paper.

        Raises PaperError, with what can be done, if there is nothing to ask.
        """
        decks = self.library.decks(plan.scope.decks)
        pool = self._candidates(decks)
        candidates = within(pool, plan.scope)
        if not candidates:
            raise PaperError(papers.why_none(pool, plan.scope))
        if plan.only_gaps:
            wanted = {gap.concept for gap in self.open_gaps()}
            candidates = [one for one in candidates if one.concept in wanted]
            if not candidates:
                raise PaperError("There is no open gap to ask about. Choose all concepts, or another deck.")
        chosen = draw(candidates, plan.questions, seed, shuffle=plan.shuffle)
        paper = papers.questions(chosen, seed, decks, self._recalls(decks, now, scheduler))
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
            predicted=papers.expected(paper),
            stated=None,
        )
        return Paper(began, max(0, plan.questions - len(paper)), self._left_out(decks))

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
        # A wall clock that was set back meanwhile wins no time: the last answer was given before.
        latest = max((at.ms for at in record.times.values()), default=record.at.ms)
        elapsed = max(0, max(now.ms, latest) - record.at.ms)
        past = self._past(record.began.paper, before=record.at)
        state, events = running.resume(
            record.began, record.answers.values(), past, Instant(now, elapsed), record.flags
        )
        self._keep(events, now)
        return state

    def records(self) -> tuple[Record, ...]:
        """Every attempt there is, in the order they began."""
        fresh = self._journal.quiz_events(after=self._read)
        if fresh and fresh[0][0].order < self._latest:
            # Another journal was brought in, and what is older than what was read with it.
            self._records, fresh = {}, self._journal.quiz_events()
        if fresh:
            self._read = max(recorded.seq for recorded, _ in fresh)
            self._latest = fresh[-1][0].order
            told = ((event, recorded.at) for recorded, event in fresh)
            self._records = recording.fold(self._records, told)
        return tuple(self._records.values())

    def record(self, attempt: bytes) -> Record | None:
        """An attempt by its name."""
        return next((one for one in self.records() if one.began.attempt == attempt), None)

    def repeated(self, record: Record) -> int:
        """How many questions of an attempt had been asked in the seven days before it: they are practice."""
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

    def see(self, record: Record, now: Moment) -> None:
        """Keep that the evaluation of an attempt was looked at, if it was not before.

        Raises JournalError if it cannot be recorded.
        """
        kept = self.record(record.began.attempt)
        if kept and kept.seen_at is None:
            self._keep((AttemptSeen(record.began.attempt),), now)

    def review(self, record: Record, now: Moment) -> None:
        """Keep that the right answers of an attempt are being looked at, each time: none of them is cold now.

        Raises JournalError if it cannot be recorded.
        """
        self._keep((AttemptSeen(record.began.attempt),), now)

    def remark(self, record: Record, place: int, now: Moment) -> float | None:
        """Mark an answer again by its card as the deck has it now; the new mark, None if it stays.

        Both marks are kept. Raises PaperError, with the reason, if the answer cannot be marked by the
        card, JournalError if the mark cannot be recorded.
        """
        question, answer = record.began.paper[place], record.answers.get(place)
        card = self.library.cards([question.key.deck]).get(question.key)
        if card is None:
            raise PaperError("The card is no longer in its deck, so the answer keeps its mark.")
        if answer is None or answer.timed_out:
            raise PaperError("Nothing was answered here that could be marked.")
        score = mark_again(from_json(question.asked).card, card, answer.response)
        if score is None:
            raise PaperError(
                "The card asks something else now, or offers other options, so the answer keeps its mark."
            )
        if score == record.score(place):
            return None
        right = "; ".join(expected(card))
        self._keep((Remarked(record.began.attempt, place, score, f"corrected: {right}"),), now)
        return score

    def pull(self, record: Record, now: Moment) -> int:
        """Call cards of every missed concept into the next rehearsal; how many there are.

        No memory moves. Raises JournalError if it cannot be recorded.
        """
        missed = (record.began.paper[place] for place in record.missed())
        return self.call(((one.key.deck, concept) for one in missed for concept in one.concepts), now)

    def call(self, concepts: Iterable[ConceptKey], now: Moment) -> int:
        """Call cards of these concepts into the next rehearsal; how many there are.

        No memory moves. Raises JournalError if it cannot be recorded.
        """
        wanted = frozenset(concepts)
        decks = self.library.decks(sorted({deck for deck, _ in wanted})) if wanted else []
        cards = [
            key for deck in decks for key in _to_rehearse(deck, wanted, self._journal.standings(deck.id))
        ]
        if cards:
            self._journal.append([Pulled(key) for key in cards], self._stamp(now))
        return len(cards)

    def gaps(self) -> Mapping[ConceptKey, Gap]:
        """The latest gap of every concept that ever had one; made anew only once something has happened."""
        basis = self._journal.position, self.library.entries()
        return self._shelf.take("gaps", basis, self._gaps_now)

    def open_gaps(self) -> tuple[Gap, ...]:
        """The gaps that are not closed, the latest first."""
        found = (gap for gap in self.gaps().values() if gap.state is not State.CLOSED)
        return tuple(sorted(found, key=lambda gap: -gap.last))

    def standings(self, goals: Sequence[Goal], now: Moment, calendar: Calendar) -> tuple[GoalStanding, ...]:
        """Where targets stand; to look again within the hour takes no time where nothing has happened."""
        answers = self._seen.answers()
        hour = now.ms // HOUR, now.day(calendar.rollover)
        basis = tuple(goals), calendar, hour, self._seen.news, self.library.entries()

        def look() -> tuple[GoalStanding, ...]:
            closings = self._journal.closings()
            book = Book(answers, self.library.decks, calendar, self._seen.under_way)
            return tuple(stand(goal, book, closings, now) for goal in goals)

        return self._shelf.take(STOOD, basis, look)

    def close_windows(self, goals: Sequence[Goal], now: Moment, calendar: Calendar) -> int:
        """Close for good the windows of targets that are over, each once; how many there were.

        Raises JournalError if it cannot be recorded: the next look closes them.
        """
        closings = due(self.standings(goals, now, calendar))
        if closings:
            self._journal.append(closings, self._stamp(now))
            self._shelf.drop(STOOD)
        return len(closings)

    def _gaps_now(self) -> Mapping[ConceptKey, Gap]:
        answers = self._seen.answers()
        if not answers:
            return {}
        decks = {one.key.deck for one in answers}
        recalled = {
            CardKey(deck, card): at
            for deck, studied in self._journal.studied(decks).items()
            for card, _, _, _, at in studied
            if at is not None
        }
        return insight.gaps(answers, insight.items_of(self.library.decks(decks)), recalled)

    def _candidates(self, decks: Iterable[Deck]) -> list[Candidate]:
        return [
            one
            for deck in decks
            for one in papers.candidates(
                deck, self._journal.last_shown(deck.id), self._journal.exposures(deck.id)
            )
        ]

    def _left_out(self, decks: Iterable[Deck]) -> tuple[str, ...]:
        names = {deck.id for deck in decks}
        flawed = [entry for entry in self.library.entries() if entry.id in names and entry.errors]
        return tuple(
            f"{entry.path.name}:{problem.line}"
            for entry in flawed
            for problem in self.library.problems(entry)
            if problem.level is Level.ERROR
        )

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

    def _recalls(self, decks: Iterable[Deck], now: Moment, scheduler: Scheduler) -> dict[ConceptKey, float]:
        """Mean recall of each concept's studied cards; concepts that were never studied are left out."""
        found: dict[ConceptKey, float] = {}
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


def _to_rehearse(
    deck: Deck, missed: Container[ConceptKey], standings: Mapping[CardId, Standing]
) -> list[CardKey]:
    """The cards that study can show of each missed concept: at most three, those met before first."""
    chosen: dict[ConceptId, list[CardKey]] = defaultdict(list)
    blank = Standing()
    met_first = sorted(deck.cards, key=lambda card: standings.get(card.facts.key.card, blank).is_new)
    for card in met_first:
        facts = card.facts
        can_be_shown = not facts.quiz_only and not standings.get(facts.key.card, blank).suspended
        if can_be_shown and (deck.id, facts.concept) in missed and len(chosen[facts.concept]) < _CALLED:
            chosen[facts.concept].append(facts.key)
    return [key for own in chosen.values() for key in own]
