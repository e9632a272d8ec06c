"""Quizzes over decks and a journal: papers, attempts that outlive their decks, what is left to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from fakes import CHOICE, CLAIM, CLASSIFY, EVERY_FORM, FULL_DISK, HOLDS, RECALL, World, deck_text, write_decks
from makers import DECK, key
from offbook.clock import DAY, HOUR, SECOND
from offbook.deck.cards import Choice, ConceptId, ConceptKey, DeckId, SideId
from offbook.errors import JournalError
from offbook.examiner import Examiner, Paper, PaperError
from offbook.insight.gaps import Gap, State
from offbook.journal.events import Recorded
from offbook.learning.events import Suspended
from offbook.performance.attempt import Abandon, Answering, Flag, Give, Onward, Over, Submit, Tick, Visit
from offbook.performance.blueprint import Scope
from offbook.performance.events import AttemptSeen, Ending, QuizEvent
from offbook.performance.plan import Plan
from offbook.performance.record import questions
from quizzes import Exam, right

MINUTE_LONG = Plan(questions=8, total=60 * SECOND)

TOPICS = """
[[concepts]]
id = "sun"
name = "The sun"
topic = "sky"
contrast = "moon"
[[concepts]]
id = "moon"
name = "The moon"
topic = "sky"
[[concepts]]
id = "tide"
name = "The tide"
topic = "sea"
"""


def claim(name: str, concept: str = "", more: str = "") -> str:
    of = f'concept = "{concept}"\n' if concept else ""
    return f'[[cards]]\nid = "{name}"\nclaim = "Claim {name}."\nholds = true\n{of}{more}\n'


@pytest.fixture
def sky(tmp_path: Path) -> Iterator[World]:
    """Three concepts with two claims each, and a transfer item."""
    cards = [claim(f"{of}{number}", of) for of in ("sun", "moon", "tide") for number in (1, 2)]
    transfer = claim("transfer", "tide", "quiz_only = true")
    world = World(tmp_path, {"sample": deck_text(*cards, transfer, more=TOPICS)})
    yield world
    world.journal.close()


def examiner(world: World) -> Examiner:
    return world.trainer.examiner


def draw(world: World, plan: Plan, seed: int = 1) -> Paper:
    return examiner(world).draw(plan, world.clock(), seed, world.trainer.scheduler)


def cards_of(paper: Paper) -> list[str]:
    return [question.key.card for question in paper.began.paper]


# ---- Drawing a paper ----------------------------------------------------------------------------


def test_a_paper_keeps_the_whole_plan(world: World) -> None:
    plan = Plan("Sprint", questions=3, total=60_000, each=5_000, extra=1.5, target=0.7, feedback="each")
    began = draw(world, replace(plan, confidence=True), seed=9).began
    assert (began.quiz, began.seed, began.scope, len(began.paper)) == ("Sprint", 9, (DECK,), 3)
    assert (began.total, began.each, began.extra, began.target) == (90_000, 7_500, 1.5, 0.7)
    assert (began.feedback, began.confidence, began.stated) == ("each", True, None)


def test_the_same_seed_and_decks_give_the_same_paper(world: World) -> None:
    first, again = draw(world, MINUTE_LONG, 3).began, draw(world, MINUTE_LONG, 3).began
    assert first.paper == again.paper
    assert first.attempt != again.attempt
    orders = {tuple(cards_of(draw(world, MINUTE_LONG, seed))) for seed in range(10)}
    assert len(orders) > 5


def test_every_form_is_asked_and_none_is_self_graded(world: World) -> None:
    exam = Exam(world, MINUTE_LONG)
    assert len(exam.state.asked) == len(EVERY_FORM)
    record = exam.finish(*[True] * len(EVERY_FORM))
    assert [record.score(place) for place in range(len(EVERY_FORM))] == [1.0] * len(EVERY_FORM)


def test_a_short_paper_says_how_short(world: World) -> None:
    paper = draw(world, Plan(questions=20))
    assert (len(paper.began.paper), paper.short) == (8, 12)
    assert draw(world, Plan(questions=8)).short == 0


@pytest.mark.parametrize(
    ("scope", "says"),
    [
        (Scope(topics=("mountains",)), "topic mountains. There are: sky, sea."),
        (Scope(concepts=(ConceptId("star"),)), "concept star. There are: sun, moon, tide."),
        (Scope(sides=(SideId("left"),)), "side left. No card of these decks has a side."),
        (Scope(forms=("cloze",)), "form cloze. There are: claim."),
        (Scope(topics=("sea",), concepts=(ConceptId("sun"),)), "everything this quiz asks for. Choose more"),
        (Scope(cards=(key("gone"),)), "no longer in their decks"),
        (Scope(decks=(DeckId("gone"),)), "Choose another deck"),
    ],
)  # fmt: skip
def test_a_paper_that_cannot_be_drawn_says_why_and_what_there_is(sky: World, scope: Scope, says: str) -> None:
    with pytest.raises(PaperError) as error:
        draw(sky, Plan(scope=scope))
    assert says in str(error.value)


def test_without_gaps_there_is_nothing_to_ask_about_them(sky: World) -> None:
    with pytest.raises(PaperError, match="no open gap"):
        draw(sky, Plan(only_gaps=True))


def test_only_gaps_asks_about_open_gaps_alone(sky: World) -> None:
    exam = Exam(sky, Plan(questions=1, scope=Scope(concepts=(ConceptId("moon"),))))
    exam.finish(False)
    assert set(cards_of(draw(sky, Plan(only_gaps=True)))) == {"moon1", "moon2"}


def test_cards_with_errors_are_left_out_and_named_by_their_place(world: World) -> None:
    broken = '[[cards]]\nid = "broken"\nclaim = "No one says whether it holds."\n'
    world.deal(CLAIM, broken, CHOICE)
    paper = draw(world, Plan())
    assert set(cards_of(paper)) == {"claim", "choice"}
    line = world.path().read_text("utf-8").splitlines().index('id = "broken"')
    assert paper.left_out == (f"sample.toml:{line}",)
    world.deal(CLAIM)
    assert draw(world, Plan()).left_out == ()


def test_a_deck_that_is_named_twice_is_asked_once(world: World) -> None:
    assert len(draw(world, Plan(questions=20, scope=Scope(decks=(DECK, DECK)))).began.paper) == 8


def test_transfer_items_are_asked_and_told_from_others(sky: World) -> None:
    paper = draw(sky, Plan(questions=7)).began.paper
    assert [one.quiz_only for one in paper if one.key.card == "transfer"] == [True]
    assert sum(one.quiz_only for one in paper) == 1


def test_a_transfer_item_whose_answer_was_shown_comes_after_its_siblings(sky: World) -> None:
    tide = Plan(questions=1, scope=Scope(cards=(key("transfer"),)), feedback="each")
    Exam(sky, tide).answer(True).take(Onward())
    about_tide = Plan(questions=2, scope=Scope(concepts=(ConceptId("tide"),)))
    assert all(set(cards_of(draw(sky, about_tide, seed))) == {"tide1", "tide2"} for seed in range(10))


def test_what_was_never_studied_is_not_predicted(sky: World) -> None:
    paper = draw(sky, Plan(questions=7))
    assert (paper.began.predicted, paper.studied) == (None, 0)
    assert {question.recall for question in paper.began.paper} == {None}


def test_the_prediction_is_made_of_recall_and_guessing(sky: World) -> None:
    sky.study(HOLDS)
    sky.clock.advance(10 * DAY)
    paper = draw(sky, Plan(questions=7))
    recalls = [question.recall for question in paper.began.paper]
    assert paper.studied == 7
    assert all(recall is not None and 0 < recall < 1 for recall in recalls)
    expected = [0.5 + 0.5 * (recall or 0) for recall in recalls]
    assert paper.began.predicted == pytest.approx(sum(expected) / 7)


def test_recall_is_frozen_when_the_attempt_begins(sky: World) -> None:
    sky.study(HOLDS)
    sky.clock.advance(10 * DAY)
    exam = Exam(sky, Plan(questions=7, total=None))
    before = [question.recall for question in exam.state.began.paper]
    sky.clock.advance(30 * DAY)
    record = exam.finish(True)
    assert record.answers[0].recall == before[0]


def test_a_deck_brings_its_own_quizzes_and_the_usual_ones_follow(world: World) -> None:
    quiz = '[[quizzes]]\nname = "Own"\nquestions = 2\nminutes = 1\n'
    world.deal(CLAIM, CHOICE, quiz)
    plans = examiner(world).plans([DECK])
    assert [plan.name for plan in plans] == ["Own", "Ten questions", "Twenty questions", "Quick fire"]
    assert {plan.scope.decks for plan in plans} == {(DECK,)}


# ---- An attempt ---------------------------------------------------------------------------------


def test_every_answer_is_on_disk_as_it_is_given(world: World) -> None:
    exam = Exam(world, MINUTE_LONG).answer(True, False)
    anew = world.begin_anew().examiner
    record = anew.record(exam.state.began.attempt)
    assert record
    assert dict(record.answers) == dict(exam.state.answers)
    assert record.is_open


def test_what_is_stated_is_kept(world: World) -> None:
    paper = draw(world, MINUTE_LONG)
    examiner(world).begin(paper, 0.85, world.clock())
    assert examiner(world).records()[0].began.stated == 0.85


def test_an_answer_that_cannot_be_recorded_is_not_given(world: World) -> None:
    exam = Exam(world, MINUTE_LONG)
    world.journal.full = True
    with pytest.raises(JournalError, match=FULL_DISK):
        exam.answer(True)
    assert exam.state.answers == {}
    world.journal.full = False
    exam.answer(True)
    assert len(exam.record.answers) == 1


def test_selecting_and_ticking_write_nothing(world: World) -> None:
    exam = Exam(world, MINUTE_LONG)
    before = list(world.journal.events())
    exam.take(Tick(), Visit(3), Visit(0))
    assert list(world.journal.events()) == before


def test_an_attempt_is_taken_up_with_the_time_that_is_left(world: World) -> None:
    exam = Exam(world, MINUTE_LONG).answer(True, True)
    world.clock.advance(40 * SECOND)
    anew = world.begin_anew().examiner
    cut = anew.cut_off()
    assert cut
    state = anew.resume(cut, world.clock())
    assert isinstance(state.phase, Answering)
    assert state.left(42 * SECOND) == 18 * SECOND
    assert state.asked == exam.state.asked
    assert dict(state.answers) == dict(exam.state.answers)


def test_flags_outlive_the_process(world: World) -> None:
    Exam(world, MINUTE_LONG).take(Flag(), Onward(), Flag(), Flag(), Onward(), Flag())
    anew = world.begin_anew().examiner
    cut = anew.cut_off()
    assert cut
    assert anew.resume(cut, world.clock()).flags == {0, 2}


def test_an_attempt_without_time_is_closed_with_what_it_had(world: World) -> None:
    Exam(world, MINUTE_LONG).answer(True, False)
    world.clock.advance(3 * DAY)
    anew = world.begin_anew().examiner
    cut = anew.cut_off()
    assert cut
    assert anew.resume(cut, world.clock()).phase == Over(Ending.TIMED_OUT)
    assert anew.cut_off() is None
    (record,) = anew.records()
    assert record.is_unseen
    assert [record.answers[place].timed_out for place in range(8)] == [False, False, *[True] * 6]
    assert record.missed() == (1,), "of what was never looked at nothing is known"


def test_a_clock_set_back_while_it_was_cut_off_wins_no_time(world: World) -> None:
    exam = Exam(world, MINUTE_LONG)
    exam.take(Give(right(exam.state.asked[0].card)), after=50 * SECOND)
    world.clock.advance(-5 * HOUR)
    state = examiner(world).resume(exam.record, world.clock())
    assert state.since.elapsed == 50 * SECOND
    assert state.left(state.since.elapsed) == 10 * SECOND


def test_exposure_and_lag_are_those_from_before_it_began_though_it_was_cut_off(world: World) -> None:
    Exam(world, Plan(questions=8, feedback="each")).answer(True).take(Abandon())
    world.clock.advance(HOUR)
    exam = Exam(world, Plan(questions=8, total=None)).answer(True)
    world.clock.advance(HOUR)
    anew = world.begin_anew().examiner
    exam.state = anew.resume(exam.record, world.clock())
    record = exam.finish(True)
    assert [record.answers[place].exposure for place in (0, 1)] == [2, 2]


# ---- Decks come and go --------------------------------------------------------------------------


def test_a_deck_that_is_edited_changes_nothing_of_an_open_attempt(world: World) -> None:
    world.deal(CHOICE, CLAIM)
    exam = Exam(world, Plan(questions=2, total=None, scope=Scope(forms=("choice",))))
    world.rewrite("Lima", "Arequipa")
    world.trainer.library.look_again()
    state = world.begin_anew().examiner.resume(exam.record, world.clock())
    card = state.asked[0].card
    assert isinstance(card, Choice)
    assert card.right[0].text == "Lima"
    exam.state = state
    record = exam.finish(True)
    assert (record.answers[0].response, record.score(0)) == ("Lima", 1.0)


def test_a_deck_that_is_deleted_changes_nothing_of_its_attempts(world: World) -> None:
    exam = Exam(world, MINUTE_LONG).answer(True, False)
    asked = [one.card for one in exam.state.asked]
    world.path().unlink()
    anew = world.begin_anew().examiner
    assert anew.library.entries() == ()
    cut = anew.cut_off()
    assert cut
    exam.state = anew.resume(cut, world.clock())
    exam.answer(True).take(Submit())
    record = anew.record(exam.state.began.attempt)
    assert record
    assert record.ending is Ending.SUBMITTED
    assert [one.card for one in questions(record)] == asked
    assert anew.pull(record, world.clock()) == 0
    assert anew.open_gaps()[0].state is State.OPEN


# ---- Marking again ------------------------------------------------------------------------------


@pytest.fixture
def lima(world: World) -> Exam:
    """An attempt in which Cusco was said to be the capital of Peru."""
    world.deal(CHOICE)
    exam = Exam(world, Plan(questions=1))
    exam.finish(False)
    assert exam.record.answers[0].response == "Cusco"
    return exam


def correct(world: World) -> None:
    world.rewrite('right = "Lima"', 'right = "Cusco"')
    world.rewrite('text = "Cusco", why = "It was the seat of the Incas."', 'text = "Lima", why = "No."')
    world.trainer.library.look_again()


def test_after_a_key_was_corrected_an_answer_is_marked_again_and_both_marks_are_kept(
    world: World, lima: Exam
) -> None:
    assert lima.record.missed() == (0,)
    assert len(examiner(world).open_gaps()) == 1
    correct(world)
    assert examiner(world).remark(lima.record, 0, world.clock()) == 1.0
    record = lima.record
    assert (record.score(0), record.answers[0].score) == (1.0, 0.0)
    assert record.remarks[0].reason == "corrected: Cusco"
    assert (record.missed(), examiner(world).open_gaps()) == ((), ())
    again = world.begin_anew().examiner.record(record.began.attempt)
    assert again == record


def test_a_mark_that_would_be_the_same_stays(world: World, lima: Exam) -> None:
    before = list(world.journal.events())
    assert examiner(world).remark(lima.record, 0, world.clock()) is None
    correct(world)
    examiner(world).remark(lima.record, 0, world.clock())
    assert examiner(world).remark(lima.record, 0, world.clock()) is None
    assert len(list(world.journal.events())) == len(before) + 1


def test_what_cannot_be_marked_by_its_card_says_why(world: World, lima: Exam) -> None:
    world.rewrite("Which city is the capital of Peru?", "Which city is the capital of Chile?")
    world.trainer.library.look_again()
    with pytest.raises(PaperError, match="asks something else now"):
        examiner(world).remark(lima.record, 0, world.clock())
    world.deal(CLAIM)
    with pytest.raises(PaperError, match="no longer in its deck"):
        examiner(world).remark(lima.record, 0, world.clock())


def test_what_was_not_answered_cannot_be_marked(world: World) -> None:
    record = Exam(world, MINUTE_LONG).finish()
    with pytest.raises(PaperError, match="Nothing was answered"):
        examiner(world).remark(record, 0, world.clock())


# ---- What is left to do -------------------------------------------------------------------------


def test_an_attempt_is_unseen_until_it_is_looked_at(world: World) -> None:
    record = Exam(world, MINUTE_LONG).finish(True)
    assert record.is_unseen
    world.clock.advance(HOUR)
    examiner(world).see(record, world.clock())
    examiner(world).see(record, world.clock().plus(HOUR))
    assert not examiner(world).records()[0].is_unseen
    assert sum(isinstance(one.event, AttemptSeen) for one in world.journal.events()) == 1
    assert world.begin_anew().examiner.records()[0].seen_at == world.clock()


def test_whoever_reads_the_answers_again_is_not_cold(world: World) -> None:
    world.deal(CLAIM)
    record = Exam(world, Plan(questions=1)).finish(False)
    examiner(world).see(record, world.clock())
    world.clock.advance(2 * DAY)
    examiner(world).review(record, world.clock())
    world.clock.advance(HOUR)
    answer = Exam(world, Plan(questions=1)).finish(True).answers[0]
    assert answer.lag == HOUR
    (gap,) = examiner(world).gaps().values()
    assert gap.state is State.OPEN


def test_records_are_read_on_from_where_they_were(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    exam = Exam(world, MINUTE_LONG).answer(True)
    asked: list[int] = []
    read = world.journal.quiz_events

    def listening(after: int = 0) -> tuple[tuple[Recorded, QuizEvent], ...]:
        asked.append(after)
        return read(after)

    monkeypatch.setattr(world.journal, "quiz_events", listening)
    first = examiner(world).records()
    assert examiner(world).records() == first
    exam.answer(False)
    assert len(examiner(world).records()[0].answers) == 2
    assert asked == sorted(asked)
    assert asked[-1] > 0
    assert examiner(world).records() == world.begin_anew().examiner.records()


def test_questions_asked_in_the_week_before_are_practice(world: World) -> None:
    first = Exam(world, MINUTE_LONG).finish()
    assert examiner(world).repeated(first) == 0
    world.clock.advance(6 * DAY)
    second = Exam(world, Plan(questions=3)).finish()
    assert (examiner(world).repeated(first), examiner(world).repeated(second)) == (0, 3)
    world.clock.advance(8 * DAY)
    assert examiner(world).repeated(Exam(world, MINUTE_LONG).finish()) == 0


def test_a_missed_concept_is_called_in_with_three_cards_and_no_transfer_item(tmp_path: Path) -> None:
    cards = [claim(f"c{number}", "sun") for number in range(5)]
    transfer = claim("t", "sun", "quiz_only = true")
    world = World(tmp_path, {"sample": deck_text(transfer, *cards, more=TOPICS)})
    record = Exam(world, Plan(questions=1, scope=Scope(cards=(key("t"),)))).finish(False)
    assert examiner(world).pull(record, world.clock()) == 3
    called = [card for card, standing in world.journal.standings(DECK).items() if standing.pulled]
    assert sorted(called) == ["c0", "c1", "c2"]
    world.journal.close()


def test_cards_that_were_set_aside_are_not_called_in(sky: World) -> None:
    record = Exam(sky, Plan(questions=1, scope=Scope(concepts=(ConceptId("sun"),)))).finish(False)
    sky.journal.append([Suspended(key("sun1"))], sky.trainer._stamp(sky.clock()))
    assert examiner(sky).pull(record, sky.clock()) == 1
    assert sky.journal.standing(key("sun2")).pulled
    assert not sky.journal.standing(key("sun1")).pulled


def test_concepts_are_called_in_by_name_and_no_memory_moves(sky: World) -> None:
    before = {card: one.progress for card, one in sky.journal.standings(DECK).items()}
    assert examiner(sky).call([(DECK, ConceptId("sun"))], sky.clock()) == 2
    after = sky.journal.standings(DECK)
    assert {card for card, one in after.items() if one.pulled} == {"sun1", "sun2"}
    assert {card: one.progress for card, one in after.items() if card in before} == before


@pytest.mark.parametrize("names", [[], [("gone", "sun")], [(DECK, "no such concept")]])
def test_what_is_not_there_is_not_called_in(sky: World, names: list[tuple[DeckId, ConceptId]]) -> None:
    before = list(sky.journal.events())
    assert examiner(sky).call(names, sky.clock()) == 0
    assert list(sky.journal.events()) == before


def test_nothing_missed_calls_nothing_in(world: World) -> None:
    record = Exam(world, MINUTE_LONG).finish(*[True] * 8)
    before = list(world.journal.events())
    assert examiner(world).pull(record, world.clock()) == 0
    assert list(world.journal.events()) == before


def test_a_gap_closes_over_the_days(sky: World) -> None:
    sun = Plan(questions=1, scope=Scope(cards=(key("sun1"),)))
    record = Exam(sky, sun).finish(False)
    examiner(sky).see(record, sky.clock())
    name = (DECK, ConceptId("sun"))
    assert examiner(sky).gaps()[name].state is State.OPEN
    sky.study(HOLDS)
    assert examiner(sky).gaps()[name].state is State.RELEARNED
    Exam(sky, replace(sun, scope=Scope(cards=(key("sun2"),)))).finish(True)
    assert examiner(sky).gaps()[name].state is State.RELEARNED, "an hour after study says nothing"
    sky.clock.advance(2 * DAY)
    Exam(sky, replace(sun, scope=Scope(cards=(key("sun2"),)))).finish(True)
    assert examiner(sky).gaps()[name].state is State.CLOSED
    assert examiner(sky).open_gaps() == ()


def test_gaps_are_made_anew_only_once_something_has_happened(sky: World) -> None:
    def anew() -> Mapping[ConceptKey, Gap]:
        """What a reader finds who has kept nothing."""
        return Examiner(sky.trainer.library, sky.journal, sky.trainer._make_id).gaps()

    Exam(sky, Plan(questions=7)).finish(False)
    missed = examiner(sky).gaps()
    assert examiner(sky).gaps() is missed
    sky.study(HOLDS)
    relearned = examiner(sky).gaps()
    assert {gap.state for gap in relearned.values()} == {State.RELEARNED}
    assert examiner(sky).gaps() is relearned
    assert relearned == anew()
    sky.rewrite('id = "sun2"', 'id = "sun3"')
    assert examiner(sky).gaps() is relearned, "nobody has looked at the folder"
    sky.trainer.library.look_again()
    assert examiner(sky).gaps() is not relearned
    assert examiner(sky).gaps() == anew()


def test_gaps_are_listed_the_latest_first(sky: World) -> None:
    for concept in ("tide", "sun", "moon"):
        Exam(sky, Plan(questions=1, scope=Scope(concepts=(ConceptId(concept),)))).finish(False)
    assert [gap.concept[1] for gap in examiner(sky).open_gaps()] == ["moon", "sun", "tide"]


def test_quizzes_of_several_decks_keep_them_apart(tmp_path: Path) -> None:
    decks = {"one": deck_text(CLAIM, CLASSIFY), "two": deck_text(CLAIM, RECALL)}
    write_decks(tmp_path, decks)
    world = World(tmp_path, decks)
    record = Exam(world, Plan(questions=4)).finish(False, False, False, False)
    assert record.began.scope == (DeckId("one"), DeckId("two"))
    assert {gap.concept[0] for gap in examiner(world).open_gaps()} == {"one", "two"}
    assert len(examiner(world).open_gaps()) == 4
    world.journal.close()
