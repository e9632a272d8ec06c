"""A file's footprint changes with the file."""

from __future__ import annotations

import os
from pathlib import Path

from offbook.deck.source import content, footprint


def test_a_footprint_tells_a_change_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    assert footprint(path) is None
    path.write_bytes(b"one")
    first = footprint(path)
    assert first == footprint(path) == content(path).footprint
    path.write_bytes(b"three")
    second = footprint(path)
    assert second != first
    other = tmp_path / "b"
    other.write_bytes(b"three")
    assert second is not None
    os.utime(other, ns=(second.mtime, second.mtime))
    other.replace(path)
    # Same size and time, but another file was put in its place.
    assert footprint(path) != second
    assert footprint(tmp_path / "x\x00") is None
