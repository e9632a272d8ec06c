"""A file is the old one or the new one, never half of either."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.files import write_whole


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def umask() -> int:
    """The permissions that new files lose."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_written_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("files") / "deck.toml"
    write_whole(path, text)
    assert path.read_bytes() == text.encode()


def test_missing_folders_are_made_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "decks" / "mine.toml"
    write_whole(path, "x")
    assert path.read_text() == "x"
    assert mode(path.parent) == 0o700


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path, umask: int) -> None:
    write_whole(tmp_path / "new", "x")
    assert mode(tmp_path / "new") == 0o666 & ~umask


@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o664])
def test_an_old_file_keeps_its_permissions(tmp_path: Path, permissions: int) -> None:
    path = tmp_path / "old"
    path.write_text("before")
    path.chmod(permissions)
    write_whole(path, "after")
    assert (path.read_text(), mode(path)) == ("after", permissions)


def test_a_private_file_is_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_text("before")
    path.chmod(0o644)
    write_whole(path, "after", private=True)
    assert mode(path) == 0o600


def test_a_link_goes_on_pointing_at_the_file(tmp_path: Path) -> None:
    target = tmp_path / "real" / "deck.toml"
    target.parent.mkdir()
    target.write_text("before")
    link = tmp_path / "deck.toml"
    link.symlink_to(target)
    write_whole(link, "after")
    assert link.is_symlink()
    assert target.read_text() == "after"


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "deck.toml"
    path.write_text("before")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, fail)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, "after")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_text_that_is_no_unicode_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "deck.toml"
    path.write_text("before")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "after \ud800")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_files_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deck.toml"
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(path, "x")
    assert list(tmp_path.iterdir()) == [path]


def test_a_long_name_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".toml")
    write_whole(path, "x")
    assert path.read_text() == "x"
