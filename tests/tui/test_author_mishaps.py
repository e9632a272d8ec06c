"""What goes wrong with files while a deck is written, or studied: nothing is lost, and the author is told."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from harness import rehearsing
from textual import events
from writing import Study, writing

from fakes import CHOICE, CLAIM, CLASSIFY, RECALL, World, deck_text
from offbook.deck.draft import opened, save
from offbook.deck.unsaved import Unsaved
from offbook.tui.screens.differ import DifferScreen

DECK = deck_text(CLAIM, CHOICE)
THEIRS = DECK.replace("Peru", "Chile")


@pytest.fixture
def deck(world: World) -> Path:
    """The deck's file, as it is before anything goes wrong."""
    path = world.path()
    path.write_text(DECK, encoding="utf-8")
    world.trainer.library.look_again()
    return path


@asynccontextmanager
async def mine(world: World) -> AsyncIterator[Study]:
    """A deck in which a line was written and not saved."""
    async with writing(world) as study:
        await study.type("# mine")
        await study.press("enter")
        yield study


def said(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def put(path: Path, text: str, mtime: int | None = None) -> None:
    """Write a file as another program does; ``mtime`` is what its clock says, in nanoseconds."""
    path.write_text(text, encoding="utf-8")
    if mtime is not None:
        os.utime(path, ns=(mtime, mtime))


def time_of(path: Path) -> int:
    return path.stat().st_mtime_ns


def put_bytes(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def bytes_of(path: Path) -> bytes:
    return path.read_bytes()


def allow(path: Path, *, writing: bool) -> None:
    path.chmod(0o644 if writing else 0o444)


def away(path: Path, name: str = "") -> None:
    """Delete a file, or give it another name."""
    if name:
        path.rename(path.with_name(name))
    else:
        path.unlink()


async def test_an_editor_that_saves_half_a_file_is_waited_for(world: World, deck: Path) -> None:
    async with writing(world) as study:
        for half in ("", THEIRS[:30], THEIRS[:-20]):
            put(deck, half)
            await study.look(1)
            assert study.written.text == DECK
        put(deck, THEIRS)
        await study.look()
        assert study.written.text == THEIRS
        await study.hears("sample.toml was changed by another program; this is how it is now.")
        await study.surveyed()
        study.shows("saved")
        await study.press("ctrl+z")
        assert study.written.text == DECK, "and what was there before can be had again"


async def test_half_a_file_that_stays_half_costs_nothing_that_was_typed(world: World, deck: Path) -> None:
    async with mine(world) as study:
        put(deck, DECK[:40])
        await study.look()
        await study.hears("Yours is not saved; ctrl+s shows both")
        assert study.written.text == "# mine\n" + DECK
        await study.press("ctrl+s", "m")
        await study.hears("Yours is in sample.toml.mine, beside it")
        assert said(deck.with_name("sample.toml.mine")) == "# mine\n" + DECK
        assert study.written.text == said(deck) == DECK[:40]


async def test_a_file_that_was_replaced_is_shown_beside_what_was_written(world: World, deck: Path) -> None:
    async with mine(world) as study:
        other = deck.with_name("new.tmp")
        put(other, THEIRS)
        away(other, deck.name)
        await study.press("ctrl+s")
        assert isinstance(study.screen, DifferScreen)
        study.shows("was changed by another program", "+ # mine", "Nothing was overwritten.")
        await study.press("escape")
        assert study.written.text == "# mine\n" + DECK
        assert said(deck) == THEIRS
        await study.press("ctrl+s", "t")
        assert study.written.text == THEIRS
        await study.press("ctrl+z", "ctrl+s")
        await study.hears("Saved.")
        assert said(deck) == "# mine\n" + DECK, "over theirs, once that was meant"


async def test_a_file_that_was_deleted_is_written_again(world: World, deck: Path) -> None:
    async with writing(world) as study:
        away(deck)
        await study.look()
        await study.hears("sample.toml is gone. Your text is here; ctrl+s writes it as sample.toml again.")
        study.shows("● unsaved")
        assert study.unsaved == [DECK]
        await study.press("ctrl+s")
        await study.hears("sample.toml was gone, and is there again")
        assert said(deck) == DECK
        assert study.unsaved == []


async def test_a_file_that_was_renamed_is_told_by_its_new_name(world: World, deck: Path) -> None:
    async with mine(world) as study:
        away(deck, "towns.toml")
        await study.look()
        await study.hears("sample.toml is called towns.toml now")
        await study.press("ctrl+s")
        assert said(deck) == "# mine\n" + DECK
        assert said(deck.with_name("towns.toml")) == DECK


async def test_a_file_that_was_made_read_only_stays_as_it_is(world: World, deck: Path) -> None:
    async with mine(world) as study:
        allow(deck, writing=False)
        await study.press("ctrl+s")
        await study.hears("This was not saved", "is read-only")
        assert said(deck) == DECK
        study.shows("● unsaved")
        await study.look()
        assert study.unsaved == ["# mine\n" + DECK]
        allow(deck, writing=True)
        await study.press("ctrl+s")
        await study.hears("Saved.")
        assert said(deck) == "# mine\n" + DECK


async def test_two_that_edit_one_deck_each_keep_what_they_wrote(world: World, deck: Path) -> None:
    """The other one is there, with unsaved text of its own, and saves first."""
    other = Unsaved(world.trainer.library.unsaved, os.getppid(), lambda _: True)
    theirs = opened(deck).edited("# theirs\n" + DECK)
    other.keep(theirs)
    async with mine(world) as study:
        assert not isinstance(study.screen, DifferScreen), "the text of one that runs is not offered"
        await study.look()
        save(theirs)
        await study.press("ctrl+s")
        study.shows("- # theirs", "+ # mine")
        await study.press("m")
        assert study.written.text == said(deck) == "# theirs\n" + DECK
        assert said(deck.with_name("sample.toml.mine")) == "# mine\n" + DECK
        await study.look()
        assert study.unsaved == ["# theirs\n" + DECK], "theirs is theirs to drop"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
async def test_a_mark_and_line_ends_are_kept_through_every_edit(
    world: World, deck: Path, mark: bytes, ending: bytes
) -> None:
    put_bytes(deck, mark + DECK.encode().replace(b"\n", ending))
    world.trainer.library.look_again()
    async with writing(world) as study:
        await study.go_to("Water")
        await study.press("ctrl+d")
        await study.type("Ice.")
        study.written.post_message(events.Paste("a\r\nb"))
        await study.settle()
        await study.press("ctrl+z", "ctrl+s")
        await study.hears("Saved.")
    found = bytes_of(deck)
    assert found.startswith(mark + b"title")
    assert found.count(b"\r\n") == (found.count(b"\n") if ending == b"\r\n" else 0)
    copy = CLAIM.replace('id = "claim"\n', "").replace("Water is wet.", "Ice.")
    assert found.removeprefix(mark).replace(ending, b"\n").decode() == DECK.replace(CLAIM, CLAIM + copy)


async def test_a_deck_of_five_megabytes_is_written_in_and_saved(world: World, deck: Path) -> None:
    large = DECK + f"# {'x' * 997}\n" * 5_000
    put(deck, large)
    world.trainer.library.look_again()
    async with writing(world) as study:
        await study.go_to("Water")
        study.shows("Water is wet.", "✔ True")
        study.burst([*"Sea ", "ctrl+s"])
        await study.hears("Saved.")
        assert said(deck) == large.replace("Water", "Sea Water")
        study.written.post_message(events.Paste("y" * 3_000_000))
        await study.hears("There is no room for that in a deck")
        assert study.written.text == said(deck)


async def test_another_branch_is_checked_out_while_one_studies_and_writes(world: World, deck: Path) -> None:
    other = deck_text(RECALL)
    put(deck, deck_text(CLAIM, CHOICE, CLASSIFY))
    world.trainer.library.look_again()
    async with rehearsing(world) as house:
        first = house.shown
        await house.press({"claim": "t", "choice": "1", "side": "l"}[first], "4")
        put(deck, other)
        await house.rehearsal._look_for_edits()
        await house.settle()
        await house.hears("no longer in the deck")
        assert len(world.reviews()) == 1
    async with mine(world) as study:
        put(deck, DECK)
        await study.look()
        await study.press("ctrl+s")
        study.shows("was changed by another program")
        await study.press("t", "escape")
        await study.home()
    standings = world.journal.standings(world.trainer.library.entries()[0].id)
    assert [card for card, standing in standings.items() if standing.progress.reviews] == [first]
    assert world.trainer.library.deck(world.trainer.library.entries()[0].id)


async def test_a_clock_that_goes_back_hides_nothing(world: World, deck: Path) -> None:
    was = time_of(deck)
    async with mine(world) as study:
        put(deck, THEIRS, was - 10**13)
        await study.look()
        await study.hears("was changed by another program")
        put(deck, DECK.replace("Peru", "Cuba"), was)
        await study.press("ctrl+s")
        study.shows("was changed by another program")
        await study.press("escape")
        assert said(deck) == DECK.replace("Peru", "Cuba")


async def test_what_was_not_saved_is_offered_the_next_time(world: World, deck: Path) -> None:
    async with mine(world):
        pass  # left as by a crash, or by the key that quits
    for keys, text in ((["escape"], DECK), (["u"], "# mine\n" + DECK), (["d"], DECK), ([], DECK)):
        async with writing(world) as study:
            if keys:
                study.shows("unsaved text was found", "+ # mine")
            await study.press(*keys)
            assert study.written.text == text
            if keys == ["u"]:
                study.shows("● unsaved")
                await study.press("ctrl+z")
                assert study.written.text == DECK
                await study.press("ctrl+y")
    assert said(deck) == DECK


async def test_if_the_file_was_changed_meanwhile_taking_it_up_overwrites_nothing(
    world: World, deck: Path
) -> None:
    async with mine(world):
        pass
    put(deck, THEIRS)
    world.trainer.library.look_again()
    async with writing(world) as study:
        await study.press("u", "ctrl+s")
        study.shows("was changed by another program")
        assert said(deck) == THEIRS


async def test_where_unsaved_text_cannot_be_kept_that_is_told(world: World, deck: Path) -> None:
    world.trainer.library.unsaved.write_text("in the way", encoding="utf-8")
    async with mine(world) as study:
        await study.look(1)
        await study.hears("Unsaved text is not kept", "Save it soon")
        await study.press("ctrl+s")
        assert said(deck) == "# mine\n" + DECK


async def test_a_mistake_of_offbooks_own_costs_nothing_that_was_typed(
    world: World, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    async def strike() -> None:
        async with mine(world) as study:
            with monkeypatch.context() as here:
                here.setattr("offbook.tui.screens.author.differ.leaving", fail)
                await study.press("escape")

    with pytest.raises(ZeroDivisionError):
        await strike()
    async with writing(world) as study:
        study.shows("unsaved text was found", "+ # mine")
        assert said(deck) == DECK
