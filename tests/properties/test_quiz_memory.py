"""A quiz never rewrites memory: whatever is answered, what is remembered stays byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import BrittleJournal, World
from makers import DECK
from offbook.clock import DAY, HOUR, SECOND
from offbook.deck.cards import Cloze, Recall
from offbook.learning.memory import Rating
from offbook.learning.sitting import REVEAL, Rate, Respond
from offbook.performance.attempt import Abandon, Action, Confide, Flag, Give, Onward, Submit, Tick, Visit
from offbook.performance.plan import Plan
from quizzes import Exam, right, wrong

Table = dict[int, dict[str, object]]
"""Rows as they stand in the file, by card, each by the names of its columns."""


def memory(world: World) -> Table:
    """The table that holds where every card stands."""
    found = world.journal._store.reading().db.execute("SELECT * FROM standing")
    names = [column[0] for column in found.description]
    return {row[0]: dict(zip(names, row, strict=True)) for row in found}


def without_pulled(table: Table) -> Table:
    return {card: {name: row[name] for name in row if name != "pulled"} for card, row in table.items()}


def study(world: World, ratings: list[Rating]) -> None:
    """Rehearse as many cards as there are ratings."""
    state = world.trainer.rehearse(world.trainer.library.entries(), world.clock())
    for rating in ratings:
        if state.key is None:
            break
        world.clock.advance(2 * SECOND)
        card = state.cards[state.key]
        thought = isinstance(card, Recall | Cloze) and not card.typed
        state = world.trainer.act(state, REVEAL if thought else Respond(right(card)), world.clock())
        state = world.trainer.act(state, Rate(rating), world.clock())


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


ACTIONS: dict[str, Action] = {
    "onward": Onward(),
    "visit": Visit(0),
    "flag": Flag(),
    "confide": Confide(1),
    "wait": Tick(),
    "submit": Submit(),
    "abandon": Abandon(),
}


def perform(exam: Exam, actions: list[str]) -> None:
    """Sit a quiz, whatever becomes of it."""
    for action in actions:
        card = exam.state.asked[exam.state.place].card
        match action:
            case "right":
                exam.take(Give(right(card)))
            case "wrong":
                exam.take(Give(wrong(card)))
            case "crash":
                if exam.record.is_open:
                    exam.state = exam.examiner.resume(exam.record, exam.world.clock())
            case "time":
                exam.take(Tick(), after=HOUR)
            case _:
                exam.take(ACTIONS[action])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Decks that many journals are kept about."""
    return tmp_path_factory.mktemp("decks")


@given(
    ratings=st.lists(st.sampled_from(Rating), max_size=8),
    plan=plans,
    seed=st.integers(0, 99),
    actions=steps,
    end=ends,
)
def test_a_quiz_and_a_look_at_it_leave_memory_as_it_was(
    folder: Path, ratings: list[Rating], plan: Plan, seed: int, actions: list[str], end: str
) -> None:
    world = World(folder, journal=BrittleJournal.in_memory())
    study(world, ratings)
    world.clock.advance(2 * DAY)
    before, replayed = memory(world), world.journal.replay()
    assert len(before) == len(ratings)

    exam = Exam(world, plan, seed)
    perform(exam, [*actions, end])
    record, examiner = exam.record, exam.examiner
    examiner.see(record, world.clock())
    examiner.review(record, world.clock())
    for place in record.missed():
        if not record.answers[place].timed_out:
            examiner.remark(record, place, world.clock())
    assert memory(world) == before
    assert world.journal.replay() == replayed

    called = examiner.pull(record, world.clock())
    after = memory(world)
    assert sum(row["pulled"] == 1 for row in after.values()) == called
    assert without_pulled({card: after[card] for card in before}) == without_pulled(before)
    assert all(
        row["state"] == 0 and row["stability"] is None for card, row in after.items() if card not in before
    )
    world.journal.close()


def test_rehearsing_what_was_missed_changes_what_comes_next_and_no_stability(world: World) -> None:
    study(world, [Rating.EASY] * 8)
    world.clock.advance(DAY)
    before = memory(world)
    assert len(before) == 8
    assert world.trainer.rehearse(world.trainer.library.entries(), world.clock()).key is None
    record = Exam(world, Plan(questions=8)).finish(False, *[True] * 7)
    missed = record.began.paper[0].key
    assert world.trainer.examiner.pull(record, world.clock()) == 1
    assert without_pulled(memory(world)) == without_pulled(before)
    assert memory(world) != before
    assert world.trainer.rehearse(world.trainer.library.entries(), world.clock()).key == missed


def test_what_was_missed_comes_before_what_is_left_of_a_rehearsal(world: World) -> None:
    study(world, [Rating.EASY] * 2)
    met = {card for card, standing in world.journal.standings(DECK).items() if not standing.is_new}
    left = world.trainer.rehearse(world.trainer.library.entries(), world.clock())
    assert left.key
    assert left.key.card not in met
    exam = Exam(world, Plan(questions=8))
    paper = [question.key for question in exam.state.began.paper]
    missed = next(key for key in paper if key.card in met)
    record = exam.finish(*[key != missed for key in paper])
    assert world.trainer.examiner.pull(record, world.clock()) == 1
    again = world.trainer.rehearse(world.trainer.library.entries(), world.clock())
    assert again.key == missed
