"""``offbook decks``: what is there and what is ready, for people and for programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fakes import CLAIM, RECALL, deck_text
from offbook.cli import main
from offbook.clock import DAY, system_clock
from offbook.deck.answers import Held
from offbook.deck.catalog import Catalog
from offbook.ids import Ids
from offbook.journal.journal import Journal
from offbook.learning.memory import Rating
from offbook.learning.sitting import Rate, Respond
from offbook.library import Library
from offbook.paths import places
from offbook.settings import Settings
from offbook.trainer import Trainer

Call = Callable[..., tuple[int, str, str]]
KEYS = [
    "id",
    "title",
    "path",
    "cards",
    "quiz_only",
    "ready",
    "new_today",
    "seen",
    "recall_now",
    "recall_in_30_days",
    "errors",
    "warnings",
]
"""What programs may rely on, in this order."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's folder with one deck, none being shipped."""
    folder = tmp_path / "home"
    monkeypatch.setenv("OFFBOOK_HOME", str(folder))
    monkeypatch.setattr("offbook.paths._shipped", lambda: tmp_path / "shipped")
    deck = folder / "decks" / "mine.toml"
    deck.parent.mkdir(parents=True)
    deck.write_text(deck_text(CLAIM, RECALL, title="My deck"), encoding="utf-8")
    return folder


@pytest.fixture
def call(home: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs the program in this process."""
    assert home.exists()

    def run(*args: str) -> tuple[int, str, str]:
        code = main(args)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def rehearse(home: Path) -> None:
    """Answer the claim two days ago, so that it is known for some days more."""
    then = system_clock().plus(-2 * DAY)
    found = places({"OFFBOOK_HOME": str(home)})
    with Journal.open(found.journal) as journal:
        trainer = Trainer(
            Library(found, Catalog(found.deck_folders, None)), journal, Settings(), Ids(os.urandom).make
        )
        state = trainer.rehearse(trainer.library.entries(), then)
        state = trainer.act(state, Respond(Held(holds=True)), then)
        trainer.act(state, Rate(Rating.EASY), then)


def test_a_table_for_people(call: Call, home: Path) -> None:
    code, out, err = call("decks")
    assert code == 0
    assert out.splitlines() == [
        "deck  ready  new  met  cards  now  30 d  title",
        "mine      0    2    0      2    -     -  My deck",
    ]
    assert err.splitlines()[:2] == ["Decks are looked for in", f"  {home / 'decks'}"]


def test_figures_of_what_was_rehearsed(call: Call, home: Path) -> None:
    rehearse(home)
    _, out, _ = call("decks")
    row = out.splitlines()[1].split()
    assert row[:5] == ["mine", "0", "1", "1", "2"]
    assert all(share.endswith("%") for share in row[5:7])
    assert int(row[5][:-1]) > int(row[6][:-1])


def test_json_for_programs(call: Call, home: Path) -> None:
    code, out, err = call("decks", "--json")
    assert (code, err) == (0, "")
    (deck,) = json.loads(out)["decks"]
    assert list(deck) == KEYS
    assert deck == {
        "id": "mine",
        "title": "My deck",
        "path": str(home / "decks" / "mine.toml"),
        "cards": 2,
        "quiz_only": 0,
        "ready": 0,
        "new_today": 2,
        "seen": 0,
        "recall_now": None,
        "recall_in_30_days": None,
        "errors": 0,
        "warnings": deck["warnings"],
    }
    rehearse(home)
    (deck,) = json.loads(call("decks", "--json")[1])["decks"]
    assert list(deck) == KEYS
    assert (deck["seen"], deck["new_today"]) == (1, 1)
    assert 0.9 < deck["recall_now"] < 1.0
    assert 0.5 < deck["recall_in_30_days"] < deck["recall_now"]


def test_cards_that_were_reworded_are_counted_by_deck(call: Call, home: Path) -> None:
    deck = home / "decks" / "mine.toml"
    nameless = deck_text(CLAIM.replace('id = "claim"\n', ""), title="My deck")
    deck.write_text(nameless, encoding="utf-8")
    rehearse(home)
    assert "Cards were reworded" not in call("decks")[2]
    deck.write_text(nameless.replace("Water is wet.", "All water is wet."), encoding="utf-8")
    _, out, err = call("decks")
    assert err.splitlines()[-2:] == [
        "Cards were reworded or moved, and their histories wait: w on the first page of offbook",
        "  mine: 1 card",
    ]
    assert "reworded" not in out
    assert call("decks", "--json")[2] == ""


def test_looking_writes_no_journal(call: Call, home: Path) -> None:
    call("decks")
    assert not (home / "journal.db").exists()


def test_no_decks_are_an_empty_table(call: Call, home: Path) -> None:
    (home / "decks" / "mine.toml").unlink()
    code, out, err = call("decks")
    assert (code, out.splitlines()) == (0, ["deck  ready  new  met  cards  now  30 d  title"])
    assert "Decks are looked for in" in err
    assert json.loads(call("decks", "--json")[1]) == {"decks": []}


def test_a_deck_with_errors_is_listed_with_them(call: Call, home: Path) -> None:
    (home / "decks" / "mine.toml").write_text(deck_text(CLAIM, "[[cards]]\nask = 1\n"), encoding="utf-8")
    _, out, _ = call("decks")
    assert "offbook check" in out.splitlines()[1]
    assert json.loads(call("decks", "--json")[1])["decks"][0]["errors"] > 0


def test_a_hostile_title_stays_on_its_line(call: Call, home: Path) -> None:
    (home / "decks" / "mine.toml").write_text(
        deck_text(CLAIM, title="a\\u001b[2J\\nb\\u202ec"), encoding="utf-8"
    )
    _, out, _ = call("decks")
    assert len(out.splitlines()) == 2
    assert not {"\x1b", "\u202e"} & set(out)


def test_a_folder_of_decks_can_be_named(call: Call, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "second.toml").write_text(deck_text(CLAIM), encoding="utf-8")
    _, out, err = call("decks", "--decks", str(other))
    assert [line.split()[0] for line in out.splitlines()] == ["deck", "second", "mine"]
    assert err.splitlines()[1] == f"  {other}"


def test_settings_that_cannot_be_used_are_a_sentence(call: Call, home: Path) -> None:
    (home / "settings.toml").write_text("[study]\nrollover = 99\n")
    code, out, err = call("decks")
    assert (code, out) == (1, "")
    assert err == (
        f"offbook: {home / 'settings.toml'}: rollover is 99; it must be from 0 to 23."
        " Correct it, or delete the file to start from the defaults.\n"
    )


def test_a_journal_that_is_none_is_a_sentence(call: Call, home: Path) -> None:
    (home / "journal.db").write_text("no journal at all, only words, and enough of them to fill a page" * 20)
    code, out, err = call("decks")
    assert (code, out) == (1, "")
    assert err.startswith("offbook: ")
    assert "is no journal" in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("command", [["decks"], ["decks", "--json"], ["check"]])
def test_no_screen_is_imported(home: Path, command: list[str]) -> None:
    assert home.exists()
    script = (
        "import sys; from offbook.cli import main; main(sys.argv[1:]);"
        "print(*sorted({'textual', 'rich', 'asyncio', 'offbook.deck'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command], capture_output=True, text=True, check=False
    )
    assert done.stderr.splitlines()[-1] == "offbook.deck"
