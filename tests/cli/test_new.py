"""``offbook new``: a starter deck, and what to do with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from offbook.cli import main


def test_a_new_deck_is_written_and_passes_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OFFBOOK_HOME", str(tmp_path / "home"))
    assert main(["new", "my deck"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[:2] == [
        "Wrote 'my deck.toml' (decks end in .toml): a deck with a card of each form, for you to change.",
        "  offbook check 'my deck.toml'    tells every mistake at its line",
    ]
    assert main(["check", "my deck.toml"]) == 0
    assert capsys.readouterr() == ("", "1 deck, 7 cards, no problems\n")
    assert main(["new", "my deck.toml"]) == 1
    assert main(["new", str(tmp_path)]) == 1
    assert "is a folder" in capsys.readouterr().err
