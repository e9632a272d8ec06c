"""Fixtures that several rooms share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A person with one deck that holds every form of card."""
    found = World(tmp_path)
    yield found
    found.journal.close()
