"""An unchanged deck is not read again; a changed one always is; a damaged cache is no cache."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from offbook.deck import cache as module
from offbook.deck.cache import RACY, Cache, header_of
from offbook.deck.read import Reading, parse_bytes
from offbook.deck.source import Content, Footprint, content

DECK = """\
title = "Kept"
summary = "A summary."
source = "A source."
[[cards]]
claim = "One"
holds = true
[[cards]]
claim = "Two"
holds = true
quiz_only = true
[[cards]]
claim = "Three"
holds = 3
"""


class Kept:
    """A deck file, and the cache beside it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "deck.toml"
        self.folder = folder / "cache"
        self.cache = Cache(self.folder)
        self.path.write_text(DECK)
        self.age(2 * RACY)

    def age(self, ns: int) -> None:
        """Let the deck's last change lie so far back."""
        now = self.path.stat().st_mtime_ns
        os.utime(self.path, ns=(now - ns, now - ns))

    def read(self) -> tuple[Content, Reading]:
        found = content(self.path)
        return found, parse_bytes(found, str(self.path), "deck")

    def store(self) -> Reading:
        found, reading = self.read()
        self.cache.store(self.path, found, reading, "deck")
        return reading

    @property
    def file(self) -> Path:
        (file,) = (self.folder / "decks").iterdir()
        return file

    @property
    def now(self) -> Footprint:
        return content(self.path).footprint


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_what_was_stored_comes_back(kept: Kept) -> None:
    assert kept.cache.header(kept.path, kept.now) is None
    reading = kept.store()
    assert reading.errors == 1
    assert kept.cache.header(kept.path, kept.now) == header_of(reading, "deck")
    assert kept.cache.reading(kept.path, kept.now) == reading


def test_a_header_counts_what_a_list_shows(kept: Kept) -> None:
    header = header_of(kept.read()[1], "deck")
    assert (header.id, header.title, header.summary, header.source) == (
        "deck",
        "Kept",
        "A summary.",
        "A source.",
    )
    assert (len(header.cards), header.quiz_only, header.errors, header.warnings) == (1, 1, 1, 0)


def test_a_file_that_cannot_be_used_is_kept_as_such(kept: Kept) -> None:
    kept.path.write_text("title = ")
    kept.age(2 * RACY)
    reading = kept.store()
    assert reading.deck is None
    assert kept.cache.reading(kept.path, kept.now) == reading
    header = kept.cache.header(kept.path, kept.now)
    assert header is not None
    assert (header.id, header.title, header.cards, header.errors) == ("deck", "deck", (), 1)


def test_any_change_of_the_file_counts(kept: Kept) -> None:
    kept.store()
    now = kept.now
    for changed in (
        Footprint(now.mtime + 1, now.size, now.inode),
        Footprint(now.mtime, now.size + 1, now.inode),
        Footprint(now.mtime, now.size, now.inode + 1),
    ):
        assert kept.cache.header(kept.path, changed) is None
        assert kept.cache.reading(kept.path, changed) is None
    assert kept.cache.header(kept.path.with_name("other.toml"), now) is None


def test_a_change_within_the_same_moment_is_seen(kept: Kept) -> None:
    kept.age(-2 * RACY)
    kept.store()
    before = kept.now
    kept.path.write_text(DECK.replace("One", "Two"))
    os.utime(kept.path, ns=(before.mtime, before.mtime))
    assert kept.now == before
    assert kept.cache.reading(kept.path, kept.now) is None


def test_a_file_that_was_doubted_and_is_the_same_is_trusted_from_then_on(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.store()
    old = kept.now.mtime
    os.utime(kept.file, ns=(old, old))
    assert kept.cache.header(kept.path, kept.now) is not None
    monkeypatch.setattr(module, "content", None)
    assert kept.cache.header(kept.path, Footprint(*_as_tuple(kept.path))) is not None


def _as_tuple(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


def test_another_version_is_not_used(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.store()
    monkeypatch.setattr(module, "VERSION", "other")
    assert kept.cache.header(kept.path, kept.now) is None


def test_a_damaged_cache_is_no_cache(kept: Kept) -> None:
    kept.store()
    whole = kept.file.read_bytes()
    first = whole.index(b"\n") + 1
    damages = [whole[:length] for length in range(0, len(whole), 37)]
    damages += [b"\xff" * 20, b"{}\n[]\n", b"[]\n[]\n", b"null\nnull\n", b"[" * 100_000 + b"\n", b"\n\n"]
    damages += [
        whole[:first] + body for body in (b"[]\n", b"[1, 2]\n", b"[null, [[1]]]\n", b"{}\n", b'"x"\n')
    ]
    for damage in damages:
        kept.file.write_bytes(damage)
        assert kept.cache.reading(kept.path, kept.now) is None
        assert kept.cache.header(kept.path, kept.now) in {None, header_of(kept.read()[1], "deck")}


def test_what_cannot_be_written_is_done_without(kept: Kept) -> None:
    kept.folder.write_text("a file where the folder should be")
    kept.store()
    assert kept.cache.header(kept.path, kept.now) is None
    nothing = Cache(None)
    nothing.store(kept.path, *kept.read(), "deck")
    assert nothing.header(kept.path, kept.now) is None


def test_a_cache_is_its_owners_alone_and_whole(kept: Kept) -> None:
    kept.store()
    kept.store()
    assert stat.S_IMODE(kept.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700
