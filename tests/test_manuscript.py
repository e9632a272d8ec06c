"""A deck under an author's hands: saved, kept until it is, and taken up again."""

from __future__ import annotations

from pathlib import Path

import pytest

from fakes import World, places
from offbook.deck.draft import Changed, Conflict, Gone, opened
from offbook.deck.unsaved import Unsaved
from offbook.errors import DeckError
from offbook.manuscript import HEAVY, Manuscript, Written


def manuscript(world: World, session: int = 1, path: Path | None = None) -> Manuscript:
    library = world.trainer.library
    unsaved = Unsaved(library.unsaved, session, lambda _: False)
    return Manuscript(library, unsaved, opened(path or world.path()))


def kept(world: World) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in world.trainer.library.unsaved.glob("*")]


def edit(found: Manuscript, more: str = "# mine\n") -> None:
    found.write(found.draft.text + more)


def test_what_is_not_saved_is_kept_until_it_is(world: World) -> None:
    found = manuscript(world)
    found.look()
    assert kept(world) == []
    edit(found)
    found.look()
    [text] = kept(world)
    assert text.endswith("# mine\n")
    assert found.save() == Written("Saved.")
    assert not found.is_unsaved
    assert kept(world) == []
    assert world.path().read_text(encoding="utf-8").endswith("# mine\n")


def test_what_is_taken_back_needs_not_be_kept(world: World) -> None:
    found = manuscript(world)
    edit(found)
    found.look()
    found.write(found.draft.saved)
    found.look()
    assert kept(world) == []


def test_a_large_text_is_kept_less_often_but_always_at_the_end(world: World) -> None:
    found = manuscript(world)
    for number in range(4):
        edit(found, f"# {number} {'x' * HEAVY}\n")
        found.look()
    [text] = kept(world)
    assert "# 0 " in text
    assert "# 3 " not in text
    found.close()
    assert "# 3 " in kept(world)[0]


def test_the_next_one_takes_it_up_drops_it_or_lets_it_lie(world: World) -> None:
    first = manuscript(world)
    edit(first)
    first.close()
    assert manuscript(world, 2).settle("later") is None
    second = manuscript(world, 3)
    assert second.leftover
    assert second.settle("take") == second.draft.text
    assert second.is_unsaved
    assert second.settle("take") is None, "there is nothing left to settle"
    second.close()
    assert len(kept(world)) == 1, "adopted, not doubled"
    third = manuscript(world, 4)
    assert third.settle("drop") is None
    assert manuscript(world, 5).leftover is None
    assert kept(world) == []


def test_nothing_is_kept_over_what_has_not_been_settled(world: World) -> None:
    first = manuscript(world)
    edit(first, "# first\n")
    first.close()
    second = manuscript(world)  # has the number of the first, as in a container
    edit(second, "# second\n")
    second.look()
    second.close()
    assert [text[-8:] for text in kept(world)] == ["# first\n"]


def test_what_is_given_up_is_gone(world: World) -> None:
    found = manuscript(world)
    edit(found)
    found.look()
    found.discard()
    found.close()
    assert kept(world) == []


def test_a_conflict_leaves_all_as_it_was(world: World) -> None:
    found = manuscript(world)
    edit(found)
    found.look()
    world.rewrite("Peru", "Chile")
    assert found.look() is None
    assert isinstance(found.look(), Changed)
    outcome = found.save()
    assert isinstance(outcome, Conflict)
    assert found.draft.text.endswith("# mine\n")
    assert len(kept(world)) == 1
    assert "beside it" in found.put_beside()
    found.take(outcome.theirs)
    assert not found.is_unsaved
    beside = world.path().with_name("sample.toml.mine")
    assert beside.read_text(encoding="utf-8").endswith("# mine\n")
    assert [entry.id for entry in world.trainer.library.entries()] == ["sample"]


def test_a_file_that_is_gone_is_unsaved_until_it_is_there_again(world: World) -> None:
    found = manuscript(world)
    world.path().unlink()
    found.look()
    assert isinstance(found.look(), Gone)
    assert found.is_unsaved
    assert len(kept(world)) == 1
    assert found.save() == Written("Saved. sample.toml was gone, and is there again.")
    assert world.path().exists()


def test_lines_that_ended_in_two_ways_are_told_of(world: World) -> None:
    world.path().write_bytes(b'title = "a"\r\n# b\r\n# c\n')
    found = manuscript(world)
    edit(found)
    outcome = found.save()
    assert isinstance(outcome, Written)
    assert "all end in a carriage return and a line feed" in outcome.told


def shipped(world: World, name: str = "shipped") -> Path:
    path = places(world.root).shipped / f"{name}.toml"
    path.parent.mkdir()
    path.write_text('title = "Shipped"\n[[cards]]\nfront = "a"\nback = "b"\n', encoding="utf-8")
    world.trainer.library.look_again()
    return path


def test_a_deck_that_came_with_offbook_becomes_ones_own(world: World) -> None:
    path = shipped(world)
    before = path.read_bytes()
    found = manuscript(world, path=path)
    came_with_offbook = found.is_shipped
    assert came_with_offbook
    edit(found)
    found.look()
    outcome = found.save()
    own = world.path("shipped")
    assert outcome == Written(f"Saved in a copy of your own: {own}")
    assert path.read_bytes() == before
    assert not found.is_shipped, "and is one's own from now on"
    assert own.read_bytes() == before + b"# mine\n"
    assert kept(world) == []
    edit(found, "# more\n")
    assert found.save() == Written("Saved.")
    world.trainer.library.look_again()
    assert world.trainer.library.find("shipped").path == own


def test_a_copy_that_cannot_be_written_is_no_copy(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shipped(world)
    found = manuscript(world, path=path)
    edit(found)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("offbook.deck.draft.write_whole", full)
    with pytest.raises(DeckError, match="no space left"):
        found.save()
    assert not world.path("shipped").exists()
    assert found.draft.path == path
    assert found.is_unsaved


def test_where_nothing_can_be_kept_that_is_told_once(world: World) -> None:
    found = manuscript(world)
    world.trainer.library.unsaved.parent.mkdir(parents=True, exist_ok=True)
    world.trainer.library.unsaved.write_text("in the way", encoding="utf-8")
    edit(found)
    with pytest.raises(DeckError, match="Save it soon"):
        found.look()
    assert found.look() is None
    edit(found)
    with pytest.raises(DeckError, match="Save it soon"):
        found.look()
    found.close()
