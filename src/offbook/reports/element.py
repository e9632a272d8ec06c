"""HTML and SVG as values: whatever stands in them as text is escaped, without a way around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from offbook.deck.clean import clean, defuse

VOID = frozenset({"meta", "br"})
"""Elements that have no end, of those in use here."""

Attribute = str | float | bool | None
"""None and False leave the attribute out; True gives it no value."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element with what it holds: text as it is read, and further elements."""

    name: str
    attributes: tuple[tuple[str, Attribute], ...]
    children: tuple[Child, ...]

    def __str__(self) -> str:
        return "".join(self.parts())

    def parts(self) -> Iterator[str]:
        """The text of it, piece by piece."""
        yield f"<{self.name}{''.join(map(_attribute, self.attributes))}>"
        if self.name in VOID:
            return
        for child in self.children:
            if isinstance(child, Element):
                yield from child.parts()
            elif child:
                yield escape(clean(child), quote=False)
        yield f"</{self.name}>"


Child = Element | str | None


def make(tag: str, *children: Child, **attributes: Attribute) -> Element:
    """An element. An underscore in the name of an attribute is a hyphen, and none at its end."""
    named = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items())
    return Element(tag, tuple(named), children)


def _attribute(pair: tuple[str, Attribute]) -> str:
    name, value = pair
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    if isinstance(value, str):
        return f' {name}="{escape(defuse(value))}"'
    return f' {name}="{number(value)}"'


def number(value: float) -> str:
    """A number as an attribute has it: at most two decimals, and none that say nothing."""
    told = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if told == "-0" else told
