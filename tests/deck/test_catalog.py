"""Decks are found where they are looked for, and read again only when they changed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from offbook.deck import catalog as module
from offbook.deck.catalog import Catalog
from offbook.deck.source import Content, content, footprint
from offbook.errors import DeckError


def deck(folder: Path, name: str, *claims: str, head: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    cards = "".join(f'[[cards]]\nclaim = "{claim}"\nholds = true\n' for claim in claims)
    path.write_text(f'title = "Deck {name}"\n{head}\n{cards}')
    return path


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    mine, shipped = tmp_path / "mine", tmp_path / "shipped"
    deck(mine, "beta", "b1", "b2")
    deck(mine, "alpha", "a1")
    deck(shipped, "gamma", "g1")
    return mine, shipped


def test_decks_are_listed_by_folder_and_name(folders: tuple[Path, Path], tmp_path: Path) -> None:
    (folders[0] / "notes.txt").write_text("no deck")
    (folders[0] / ".hidden.toml").write_text("no deck")
    catalog = Catalog([*folders, tmp_path / "missing"], None)
    entries = catalog.entries()
    assert [entry.id for entry in entries] == ["alpha", "beta", "gamma"]
    assert [entry.title for entry in entries] == ["Deck alpha", "Deck beta", "Deck gamma"]
    assert [len(entry.cards) for entry in entries] == [1, 2, 1]
    assert catalog.problems() == ()


def test_a_reading_holds_the_cards_of_its_entry(folders: tuple[Path, Path]) -> None:
    catalog = Catalog(folders, None)
    for entry in catalog.entries():
        found = catalog.reading(entry).deck
        assert found is not None
        assert tuple(card.facts.key.card for card in found.cards) == entry.cards
        assert {card.facts.key.deck for card in found.cards} == {entry.id}
        assert catalog.reading(entry) is catalog.reading(entry)


def test_of_two_decks_with_one_id_the_earlier_folder_wins_and_it_is_said(folders: tuple[Path, Path]) -> None:
    deck(folders[1], "alpha", "other")
    deck(folders[0], "copy", "c1", head='id = "beta"')
    catalog = Catalog(folders, None)
    assert [entry.path.parent.name for entry in catalog.entries()] == ["mine", "mine", "shipped"]
    said = [problem.message for problem in catalog.problems()]
    assert [message.split(" is taken by ")[0] for message in said] == [
        'not used: its id "beta"',
        'not used: its id "alpha"',
    ]


def test_a_deck_is_found_by_id_or_path(folders: tuple[Path, Path], tmp_path: Path) -> None:
    catalog = Catalog(folders, None)
    assert catalog.find("beta").id == "beta"
    elsewhere = deck(tmp_path / "elsewhere", "delta", "d1")
    assert catalog.find(str(elsewhere)).id == "delta"
    assert catalog.find("beta.toml").id == "beta", "by its file, from any folder"
    assert "delta" not in [entry.id for entry in catalog.entries()]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bta", 'there is no deck "bta"; did you mean "beta"?'),
        ("zzz", 'there is no deck "zzz"; there are alpha, beta, gamma'),
        ("no/where.toml", "there is no deck at no/where.toml; offbook decks lists those there are"),
        ("x\x1b[2J", 'there is no deck "x�[2J"; there are alpha, beta, gamma'),
        ("", 'there is no deck ""; there are alpha, beta, gamma'),
    ],
)
def test_a_deck_that_is_not_there_is_told_with_the_nearest(
    folders: tuple[Path, Path], name: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folders[0].parent)
    with pytest.raises(DeckError) as told:
        Catalog(folders, None).find(name)
    assert str(told.value) == said


def test_what_is_no_file_is_listed_with_its_problem(folders: tuple[Path, Path]) -> None:
    os.mkfifo(folders[0] / "pipe.toml")
    (folders[0] / "loop.toml").symlink_to("loop.toml")
    catalog = Catalog(folders, None)
    broken = [entry for entry in catalog.entries() if entry.errors]
    assert [(entry.id, entry.cards, entry.errors) for entry in broken] == [("loop", (), 1), ("pipe", (), 1)]
    assert "named pipe" in catalog.reading(broken[1]).problems[0].message


class Reads:
    """Counts the files that are read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: list[str] = []
        monkeypatch.setattr(module, "content", self)

    def __call__(self, path: Path) -> Content:
        self.names.append(path.stem)
        return content(path)


def test_only_what_changed_is_read_again(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    reads = Reads(monkeypatch)
    catalog = Catalog(folders, None)
    first = catalog.entries()
    assert catalog.entries() == first
    assert sorted(reads.names) == ["alpha", "beta", "gamma"]
    changed = deck(folders[0], "alpha", "a1", "a2")
    assert footprint(changed) != first[0].footprint
    assert [len(entry.cards) for entry in catalog.entries()] == [2, 2, 1]
    assert reads.names[3:] == ["alpha"]
    changed.unlink()
    assert [entry.id for entry in catalog.entries()] == ["beta", "gamma"]
    (problem,) = catalog.reading(first[0]).problems
    assert problem.message == "there is no such file; look at its name and folder"


def test_a_later_catalog_reads_nothing(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in folders:
        for path in folder.iterdir():
            os.utime(path, (1, 1))
    cold = Catalog(folders, tmp_path / "cache")
    entries = cold.entries()
    readings = [cold.reading(entry) for entry in entries]
    reads = Reads(monkeypatch)
    warm = Catalog(folders, tmp_path / "cache")
    assert warm.entries() == entries
    assert [warm.reading(entry) for entry in entries] == readings
    assert reads.names == []


def test_a_warm_start_imports_no_reader(folders: tuple[Path, Path], tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from offbook.deck.catalog import Catalog\n"
        "cache, *folders = map(Path, sys.argv[1:])\n"
        "catalog = Catalog(folders, cache)\n"
        "cards = sum(len(catalog.reading(entry).deck.cards) for entry in catalog.entries())\n"
        "print(cards, sorted({'pydantic', 'tomli', 'difflib', 'textual'} & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "cache"), *map(str, folders)]
    runs = [subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(2)]
    assert [run.stderr for run in runs] == ["", ""]
    assert [run.stdout for run in runs] == ["4 ['pydantic', 'tomli']\n", "4 []\n"]


def test_a_folder_of_very_many_decks_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FILES", 3)
    for number in range(5):
        deck(tmp_path, f"d{number}", "c")
    catalog = Catalog([tmp_path], None)
    assert [entry.id for entry in catalog.entries()] == ["d0", "d1", "d2"]
    (problem,) = catalog.problems()
    assert problem.message == "more than 3 decks in one folder; those after this one are left out"
