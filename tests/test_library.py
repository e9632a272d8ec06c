"""A person's decks, as the shells meet them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fakes import CLAIM, RECALL, World, deck_text, library, places, write_decks
from offbook.deck.cards import Card, CardId, CardKey, DeckId
from offbook.errors import DeckError
from offbook.library import Library

SAMPLE = DeckId("sample")
CONTRAST = """
[[concepts]]
id = "day"
name = "Day"
contrast = "night"
[[concepts]]
id = "night"
name = "Night"
"""
DAY = '[[cards]]\nid = "sun"\nconcept = "day"\nclaim = "The sun is up."\nholds = true\n'


@pytest.fixture
def made(tmp_path: Path) -> Library:
    """A library with one deck of two cards."""
    write_decks(tmp_path, {"sample": deck_text(CLAIM, RECALL)})
    return library(tmp_path)


def card(found: Library, name: str) -> Card:
    return found.cards([SAMPLE])[CardKey(SAMPLE, CardId(name))]


def rewrite(root: Path, text: str) -> None:
    write_decks(root, {"sample": text})


def test_decks_are_found_with_their_titles(made: Library) -> None:
    assert [(entry.id, entry.title, len(entry.cards)) for entry in made.entries()] == [
        ("sample", "Sample", 2)
    ]


def test_nothing_is_found_in_no_folder(tmp_path: Path) -> None:
    assert library(tmp_path).entries() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_change_is_seen_when_it_is_looked_for_and_not_before(made: Library, tmp_path: Path) -> None:
    assert made.title(SAMPLE) == "Sample"
    rewrite(tmp_path, deck_text(CLAIM, title="Another title"))
    assert made.title(SAMPLE) == "Sample"
    assert made.look_again()
    assert made.title(SAMPLE) == "Another title"
    assert not made.look_again()


def test_a_new_deck_and_a_vanished_one_are_seen(made: Library, tmp_path: Path) -> None:
    write_decks(tmp_path, {"second": deck_text(CLAIM)})
    assert made.look_again()
    assert [entry.id for entry in made.entries()] == ["sample", "second"]
    (places(tmp_path).decks / "sample.toml").unlink()
    assert made.look_again()
    assert [entry.id for entry in made.entries()] == ["second"]
    assert made.deck(SAMPLE) is None
    assert made.title(SAMPLE) == "sample"
    assert made.cards([SAMPLE]) == {}


def test_a_deck_asked_for_by_path_stays_among_the_decks(made: Library, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere" / "third.toml"
    path.parent.mkdir()
    path.write_text(deck_text(CLAIM, title="Third"))
    entry = made.find(str(path))
    assert entry.title == "Third"
    assert entry in made.entries()
    path.write_text(deck_text(CLAIM, title="Third, again"))
    assert made.look_again()
    assert "Third, again" in [found.title for found in made.entries()]


def test_a_deck_by_path_goes_before_one_of_the_same_name(made: Library, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere" / "sample.toml"
    path.parent.mkdir()
    path.write_text(deck_text(CLAIM, title="From elsewhere"))
    made.find(str(path))
    assert [entry.title for entry in made.entries()] == ["From elsewhere"]


def test_a_deck_that_is_not_there_is_said_with_the_nearest(made: Library) -> None:
    with pytest.raises(DeckError, match='there is no deck "sampel"; did you mean "sample"'):
        made.find("sampel")


def test_the_sides_and_concepts_of_a_card(tmp_path: Path) -> None:
    rewrite(tmp_path, deck_text(DAY, CLAIM, more=CONTRAST))
    found = library(tmp_path)
    own, opposite = found.concept(card(found, "sun")), found.contrast(card(found, "sun"))
    assert own
    assert opposite
    assert (own.name, opposite.name) == ("Day", "Night")
    assert found.contrast(card(found, "claim")) is None
    assert found.sides(card(found, "claim")) == ()


def test_a_card_of_a_vanished_deck_has_none(made: Library, tmp_path: Path) -> None:
    orphan = card(made, "claim")
    (places(tmp_path).decks / "sample.toml").unlink()
    made.look_again()
    assert made.sides(orphan) == ()
    assert made.concept(orphan) is None
    with pytest.raises(DeckError, match='The deck "sample" is gone; it cannot be edited'):
        made.place_of(orphan)


def test_a_card_is_found_at_its_line(made: Library, tmp_path: Path) -> None:
    path, line = made.place_of(card(made, "recall"))
    assert path == places(tmp_path).decks / "sample.toml"
    assert path.read_text().splitlines()[line - 1] == "[[cards]]"
    assert path.read_text().splitlines()[line] == 'id = "recall"'


def test_a_file_that_cannot_be_read_is_said(made: Library, tmp_path: Path) -> None:
    claim = card(made, "claim")
    path = places(tmp_path).decks / "sample.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(DeckError) as caught:
        made.place_of(claim)
    assert str(caught.value).startswith(f"{path}: the deck cannot be read: ")


def test_a_deck_without_anything_sound_cannot_be_opened(made: Library, tmp_path: Path) -> None:
    rewrite(tmp_path, "title = \n")
    made.look_again()
    (entry,) = made.entries()
    assert made.problems(entry)
    with pytest.raises(DeckError, match="there is no card in this deck that can be asked"):
        made.open(entry)


def test_a_shipped_deck_is_copied_before_it_is_changed(world: World) -> None:
    shipped = places(world.root).shipped / "tour.toml"
    shipped.parent.mkdir()
    shipped.write_text(deck_text(RECALL, title="Tour"), encoding="utf-8")
    found = library(world.root)
    assert found.is_shipped(shipped)
    assert not found.is_shipped(world.path())
    own = found.make_own(shipped)
    assert own == world.path("tour")
    assert own.read_bytes() == shipped.read_bytes()
    found.look_again()
    assert next(entry.path for entry in found.entries() if entry.id == "tour") == own
    own.write_text("changed", encoding="utf-8")
    with pytest.raises(DeckError, match="is there already; it is not overwritten"):
        found.make_own(shipped)
    assert own.read_text(encoding="utf-8") == "changed"


def test_a_copy_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    shipped = places(tmp_path).shipped / "tour.toml"
    shipped.parent.mkdir()
    shipped.write_text(deck_text(RECALL), encoding="utf-8")
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(DeckError, match="the deck cannot be copied here"):
        library(tmp_path).make_own(shipped)
