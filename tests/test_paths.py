"""Where Offbook keeps things; nothing is made by asking."""

from __future__ import annotations

from pathlib import Path

import pytest

from offbook.paths import Places, places


def test_one_folder_holds_everything_where_it_is_named(tmp_path: Path) -> None:
    home = tmp_path / "home"
    found = places({"OFFBOOK_HOME": str(home)})
    assert found.journal == home / "journal.db"
    assert found.settings == home / "settings.toml"
    assert found.decks == home / "decks"
    assert found.cache == home / "cache"
    assert not home.exists()


def test_a_tilde_is_the_persons_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert places({"OFFBOOK_HOME": "~/book"}).data == tmp_path / "book"


def test_else_things_are_where_the_platform_puts_them() -> None:
    found = places({"OFFBOOK_HOME": ""})
    assert all("offbook" in str(folder) for folder in (found.data, found.config, found.cache))


def test_decks_are_looked_for_where_they_were_pointed_at_first(tmp_path: Path) -> None:
    extra = tmp_path / "extra"
    found = places({"OFFBOOK_HOME": str(tmp_path)}, extra)
    assert found.deck_folders == (extra, tmp_path / "decks", found.shipped)
    without = Places(tmp_path, tmp_path, tmp_path, tmp_path / "shipped")
    assert without.deck_folders == (tmp_path / "decks", tmp_path / "shipped")


def test_the_shipped_decks_are_there() -> None:
    shipped = places({"OFFBOOK_HOME": "x"}).shipped
    assert {"learning-vs-performance.toml", "offbook-tour.toml"} <= {path.name for path in shipped.iterdir()}
