"""A quiz never rewrites memory: whatever is answered, what is remembered stays byte for byte."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fakes import BrittleJournal, World
from makers import DECK
from offbook.clock import DAY, HOUR, SECOND
from offbook.journal.standings import to_row
from offbook.learning.memory import Rating
from offbook.learning.sitting import REVEAL, Rate, Rehearsal, Respond
from offbook.performance.attempt import Abandon, Confide, Flag, Give, Onward, Submit, Tick, Visit
from offbook.performance.plan import Plan
from quizzes import Exam, right, wrong

PULLED = "pulled"


def memory(world: World) -> tuple[list[str], list[tuple[object, ...]]]:
    """The table that holds where every card stands, with the names of its columns, as it is on disk."""
    world.journal.checkpoint()
    with sqlite3.connect(world.root / "journal.db") as db:
        found = db.execute("SELECT * FROM standing ORDER BY card")
        return [column[0] for column in found.description], found.fetchall()


def without(column: str, table: tuple[list[str], list[tuple[object, ...]]]) -> list[tuple[object, ...]]:
    names, rows = table
    place = names.index(column)
    return [row[:place] + row[place + 1 :] for row in rows]


def open_world(root: Path) -> World:
    return World(root, journal=BrittleJournal.open(root / "journal.db"))


def next_card(world: World, state: Rehearsal, rating: Rating) -> Rehearsal:
    assert state.key
    card = state.cards[state.key]
    world.clock.advance(2 * SECOND)
    given = Respond(right(card)) if hasattr(card, "side") or hasattr(card, "holds") else REVEAL
    state = world.trainer.act(state, given, world.clock())
    return world.trainer.act(state, Rate(rating), world.clock())


def study(world: World, ratings: list[Rating]) -> None:
    """Rehearse as many cards as there are ratings."""
    state = world.trainer.rehearse(world.trainer.library.entries(), world.clock())
    for rating in ratings:
        if state.key is None:
            break
        state = next_card(world, state, rating)


plans = st.builds(
    Plan,
    questions=st.integers(1, 8),
    total=st.sampled_from((None, 20_000)),
    each=st.sampled_from((None, 4_000)),
    feedback=st.sampled_from(("end", "each")),
    confidence=st.booleans(),
)
steps = st.lists(
    st.sampled_from(["right", "wrong", "wait", "onward", "visit", "flag", "confide", "crash"]), max_size=20
)
ends = st.sampled_from(("submit", "abandon", "time", "crash"))


def perform(world: World, plan: Plan, seed: int, actions: list[str], end: str) -> bytes:
    """Sit a quiz, whatever becomes of it; its name."""
    exam = Exam(world, plan, seed)
    for action in [*actions, end]:
        card = exam.state.asked[exam.state.place].card
        match action:
            case "right":
                exam.take(Give(right(card)))
            case "wrong":
                exam.take(Give(wrong(card)))
            case "wait" | "time":
                exam.take(Tick(), after=3 * SECOND if action == "wait" else HOUR)
            case "crash":
                if exam.record.is_open:
                    exam.state = exam.examiner.resume(exam.record, world.clock())
            case "submit" | "abandon":
                exam.take(Submit() if action == "submit" else Abandon())
            case _:
                exam.take({"onward": Onward(), "visit": Visit(0), "flag": Flag(), "confide": Confide(1)}[action])
    return exam.state.began.attempt


@given(
    ratings=st.lists(st.sampled_from(Rating), max_size=8),
    plan=plans,
    seed=st.integers(0, 99),
    actions=steps,
    end=ends,
)
@settings(max_examples=40, deadline=None)
def test_a_quiz_and_a_look_at_it_leave_memory_as_it_was(
    ratings: list[Rating], plan: Plan, seed: int, actions: list[str], end: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = open_world(Path(folder))
        study(world, ratings)
        world.clock.advance(2 * DAY)
        world.trainer.examiner.plans([DECK])
        before, replayed = memory(world), world.journal.replay()
        attempt = perform(world, plan, seed, actions, end)
        record = world.trainer.examiner.record(attempt)
        assert record
        world.trainer.examiner.see(record, world.clock())
        world.trainer.examiner.review(record, world.clock())
        assert memory(world) == before
        assert world.journal.replay() == replayed

        called = world.trainer.examiner.pull(record, world.clock())
        after, kept = memory(world), dict.fromkeys(before[1])
        touched = [row for row in after[1] if row not in kept]
        assert sum(row[after[0].index(PULLED)] == 1 for row in after[1]) == called
        met = {row[0] for row in before[1]}
        assert [row for row in without(PULLED, after) if row[0] in met] == without(PULLED, before)
        assert len(touched) == called
        blank = to_row(world.journal.standing(world_key()))
        assert len(blank) > len(after[0]) - 4
        world.journal.close()


def world_key():
    ...


def test_rehearsing_what_was_missed_changes_what_comes_next_and_no_stability(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    study(world, [Rating.EASY] * 8)
    world.clock.advance(DAY)
    stabilities = {
        card: standing.progress for card, standing in world.journal.standings(DECK).items()
    }
    assert world.trainer.rehearse(world.trainer.library.entries(), world.clock()).key is None
    record = Exam(world, Plan(questions=8)).finish(False)
    missed = record.began.paper[0].key
    assert world.trainer.examiner.pull(record, world.clock()) == 1
    assert {c: s.progress for c, s in world.journal.standings(DECK).items()} == stabilities
    assert world.trainer.rehearse(world.trainer.library.entries(), world.clock()).key == missed
    world.journal.close()
