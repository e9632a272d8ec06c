"""The survey: decks, journal and verdicts brought together, from a file and on another thread too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from fakes import CHOICE, CLAIM, RECALL, World, deck_text, write_decks
from makers import key
from offbook.analyst import Analyst
from offbook.browsing.index import Index, Verdicts
from offbook.browsing.part import Part
from offbook.browsing.query import parse
from offbook.browsing.survey import Survey, Surveyor
from offbook.deck.cards import DeckId
from offbook.journal.census import Glance
from offbook.journal.journal import Journal
from offbook.trainer import Trainer
from offbook.tui.backroom import Backroom
from quizzes import Exam


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(
        tmp_path, decks={"sample": deck_text(CLAIM, CHOICE), "other": deck_text(RECALL, title="Other")}
    )


def begun(world: World, surveyor: Surveyor, trainer: Trainer) -> Survey:
    return surveyor.survey(trainer.library, world.clock(), trainer.settings, trainer.scheduler)


@dataclass(frozen=True)
class Looked:
    """A survey to its end, and the index of its parts."""

    survey: Survey
    index: Index
    parts: list[Part]


def survey(world: World, surveyor: Surveyor) -> Looked:
    found = begun(world, surveyor, world.trainer)
    parts = [*found.parts(Analyst(world.journal))]
    return Looked(found, Index(parts), parts)


def names(found: Looked, text: str) -> list[str]:
    return [str(found.index.key(place)) for place in found.index.find(parse(text))]


def last(steps: Iterable[Verdicts | None]) -> Verdicts:
    """The last of what quizzes say; before it came gaps alone, and steps that say nothing."""
    found = [one for one in steps if one]
    assert [one.gaps for one in found] == [found[-1].gaps] * 2
    return found[-1]


def test_what_was_decided_and_said_is_found(world: World) -> None:
    curator = world.trainer.curator
    curator.suspend([key("choice"), key("gone")], world.clock())
    curator.say_wrong(key("recall", "other"), "it moved", world.clock())
    curator.say_wrong(key("gone"), "where is it", world.clock())

    found = survey(world, Surveyor())
    assert names(found, "is:suspended") == ["sample/choice"]
    assert names(found, "is:reported") == ["other/recall"]
    assert names(found, "is:new -is:suspended") == ["other/recall", "sample/claim"]


def test_gaps_and_troubles_come_from_quizzes(world: World) -> None:
    Exam(world).finish(False, False, True)
    found = survey(world, Surveyor())
    found.index.learn(last(found.survey.verdicts(Analyst(world.journal))))
    assert len(names(found, "is:gap")) == 2
    assert names(found, "is:trouble") == []


def test_a_deck_is_laid_out_again_only_if_it_changed(world: World) -> None:
    surveyor = Surveyor()
    first = [one.section for one in survey(world, surveyor).parts]
    assert all(one.section is kept for one, kept in zip(survey(world, surveyor).parts, first, strict=True))

    world.rewrite("Water is wet.", "Water is dry.")
    world.trainer.library.look_again()
    again = survey(world, surveyor)
    assert [one.section is kept for one, kept in zip(again.parts, first, strict=True)] == [True, False]
    assert names(again, "dry") == ["sample/claim"]


def test_decks_that_cannot_be_read_are_named(world: World) -> None:
    write_decks(world.root, {"bad": "title = "})
    world.trainer.library.look_again()
    found = survey(world, Surveyor())
    assert found.survey.unread == ("bad",)
    assert len(found.index) == 3


@pytest.mark.parametrize("first", [1, 256])
def test_the_first_cards_of_a_long_deck_do_not_wait_for_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    world = World(tmp_path)
    world.deal(*(CLAIM.replace('"claim"', f'"c{i}"') for i in range(9)))
    for module in ("section", "survey"):
        monkeypatch.setattr(f"offbook.browsing.{module}.FIRST", first)
    monkeypatch.setattr("offbook.browsing.section.RUN", 4)
    world.trainer.curator.flag([key("c0"), key("c7")], world.clock(), on=True)
    read: list[str] = []
    glances = Journal.glances

    def watched(journal: Journal, deck: DeckId) -> list[Glance]:
        read.append(deck)
        return glances(journal, deck)

    monkeypatch.setattr(Journal, "glances", watched)
    steps = begun(world, Surveyor(), world.trainer).parts(Analyst(world.journal))
    index = Index([next(steps)])
    assert read == ([] if first == 1 else ["sample"])
    assert [index.key(place).card for place in index.find(parse("is:flagged"))][:1] == ["c0"]
    for part in steps:
        index.add(part)
    assert [index.key(place).card for place in index.find(parse("is:flagged"))] == ["c0", "c7"]


async def test_it_is_made_on_another_thread_from_the_file(world: World, tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        trainer = Trainer(world.trainer.library, journal, world.settings, world.ids.make)
        trainer.curator.flag([key("claim")], world.clock(), on=True)
        room = Backroom(journal)
        found = begun(world, Surveyor(), trainer)
        try:
            index = Index([part async for part in room.each(found.parts)])
            index.learn(last([one async for one in room.each(found.verdicts)]))
        finally:
            room.close()
        assert [str(index.key(place)) for place in index.find(parse("is:flagged"))] == ["sample/claim"]
