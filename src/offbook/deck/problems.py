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


class Code(StrEnum):
    """What a warning is about: its name in JSON, in annotations and in the guide for authors."""

    ANSWER_SHOWN = "answer-shown"
    FEW_OPTIONS = "few-options"
    GIVEN_AWAY = "given-away"
    HIDDEN_SIGNS = "hidden-signs"
    LONELY_PAIR = "lonely-pair"
    LONG_QUESTION = "long-question"
    LOPSIDED_CLAIMS = "lopsided-claims"
    LOPSIDED_SIDES = "lopsided-sides"
    LOST_SIGNS = "lost-signs"
    MANY_DECKS = "many-decks"
    MANY_PROBLEMS = "many-problems"
    MISSING_REASON = "missing-reason"
    NO_CARDS = "no-cards"
    ONE_FORM = "one-form"
    ONE_SIDE = "one-side"
    TAKEN_ID = "taken-id"
    TELLING_LENGTH = "telling-length"
    TELLING_WORD = "telling-word"
    TEMPLATE_TEXT = "template-text"
    TWIN_CARDS = "twin-cards"


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
    code: str = ""
    """A ``Code`` where it is a warning; empty where it is an error."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.level}: {self.message}"
