"""What is wrong with a deck, each time with its place and in the words of the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a problem is."""

    ERROR = "error"
    """The card, or the file, cannot be used."""
    WARNING = "warning"
    """It can be used, and a second reader would still object."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong at one place of one file."""

    path: str
    """The file as the person named it."""
    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    level: Level
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.level}: {self.message}"
