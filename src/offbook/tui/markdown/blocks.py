"""The blocks that a Markdown text is made of, before they are laid out in lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from textual.content import Content


class Side(Enum):
    """Where the text of a column stands."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph or a heading."""

    text: Content
    tight: bool = False
    """Whether it stands in a list whose items have no blank lines between them."""


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of code, kept to the letter."""

    text: Content


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two parts."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, as many in each as there are columns."""

    sides: tuple[Side, ...]
    head: tuple[Content, ...]
    rows: tuple[tuple[Content, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    mark: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, with dots or with numbers."""

    items: tuple[Item, ...]


Block = Words | Code | Rule | Table | Quote | Listing
