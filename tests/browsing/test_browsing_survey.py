"""The survey: decks, journal and verdicts brought together, from a file and on another thread too."""

from __future__ import annotations

from pathlib import Path

import pytest

from fakes import CHOICE, CLAIM, RECALL, World, deck_text, write_decks
from makers import key
from offbook.analyst import Analyst, View
from offbook.browsing.query import parse
from offbook.browsing.survey import Survey, Surveyor, judge
from offbook.journal.journal import Journal
from offbook.trainer import Trainer
from offbook.tui.backroom import Backroom
from quizzes import Exam


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(
        tmp_path, decks={"sample": deck_text(CLAIM, CHOICE), "other": deck_text(RECALL, title="Other")}
    )


def view(trainer: Trainer, world: World) -> View:
    return View((), world.clock(), trainer.calendar, trainer.scheduler)


def survey(world: World, surveyor: Surveyor) -> Survey:
    trainer = world.trainer
    return surveyor.survey(Analyst(world.journal), trainer.library, view(trainer, world))


def names(found: Survey, text: str) -> list[str]:
    return [str(found.index.key(place)) for place in found.index.find(parse(text))]


def test_what_was_decided_and_said_is_found(world: World) -> None:
    curator = world.trainer.curator
    curator.set_aside([key("choice"), key("gone")], world.clock())
    curator.say_wrong(key("recall", "other"), "it moved", world.clock())
    curator.say_wrong(key("gone"), "where is it", world.clock())

    found = survey(world, Surveyor())
    assert names(found, "is:suspended") == ["sample/choice"]
    assert names(found, "is:reported") == ["other/recall"]
    assert names(found, "is:new -is:suspended") == ["other/recall", "sample/claim"]


def test_gaps_and_troubles_come_from_quizzes(world: World) -> None:
    Exam(world).finish(False, False, True)
    found = survey(world, Surveyor())
    found.index.learn(judge(Analyst(world.journal), found))
    assert len(names(found, "is:gap")) == 2
    assert names(found, "is:trouble") == []


def test_a_deck_is_laid_out_again_only_if_it_changed(world: World) -> None:
    surveyor = Surveyor()
    first = survey(world, surveyor).index.sections
    assert all(one is other for one, other in zip(first, survey(world, surveyor).index.sections, strict=True))

    world.rewrite("Water is wet.", "Water is dry.")
    world.trainer.library.look_again()
    again = survey(world, surveyor)
    assert [one is other for one, other in zip(first, again.index.sections, strict=True)] == [True, False]
    assert names(again, "dry") == ["sample/claim"]


def test_decks_that_cannot_be_read_are_named(world: World) -> None:
    write_decks(world.root, {"bad": "title = "})
    world.trainer.library.look_again()
    found = survey(world, Surveyor())
    assert found.unread == ("bad",)
    assert len(found.index) == 3


async def test_it_is_made_on_another_thread_from_the_file(world: World, tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        trainer = Trainer(world.trainer.library, journal, world.settings, world.ids.make)
        trainer.curator.flag([key("claim")], world.clock(), on=True)
        room, library, surveyor = Backroom(journal), trainer.library.again(), Surveyor()
        try:
            found = await room.ask(lambda one: surveyor.survey(one, library, view(trainer, world)))
            found.index.learn(await room.ask(lambda one: judge(one, found)))
        finally:
            room.close()
        assert names(found, "is:flagged") == ["sample/claim"]
