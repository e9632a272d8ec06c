"""The tables of a file, read one by one, and what was found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from offbook.deck.findings import Finding, Trail, kind
from offbook.deck.fitting import Fit, fit
from offbook.deck.problems import Level
from offbook.deck.schema import Table

SECTIONS = ("sides", "concepts", "quizzes", "cards")
"""The keys of a deck that hold tables."""

T = TypeVar("T", bound=Table)


class Tables:
    """The plain values of a file, read table by table; gathers what is wrong with them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.findings: list[Finding] = []

    def listed(self, section: str) -> list[Any]:
        """The tables under ``[[section]]``."""
        tables = self.data.get(section, [])
        if isinstance(tables, list):
            return tables
        advice = f"write [[{section}]], with two brackets" if isinstance(tables, dict) else ""
        message = f"{section} is a list of tables, not {kind(tables)}"
        self.complain((section,), message, on_key=True, advice=advice)
        return []

    def fit(
        self,
        model: type[T],
        table: object,
        at: Trail,
        what: str,
        also: tuple[str, ...] = (),
        fallback: Mapping[str, object] | None = None,
    ) -> Fit[T]:
        """Hold a table against its model, and note what is wrong with it; see ``fitting.fit``."""
        if not isinstance(table, dict):
            self.complain(at, f"{what} is a table, not {kind(table)}")
            return Fit(None)
        found = fit(model, table, at, what, also, fallback)
        self.findings += found.findings
        return found

    def complain(
        self,
        at: Trail,
        message: str,
        *,
        advice: str = "",
        on_key: bool = False,
        other: Trail | None = None,
        level: Level = Level.ERROR,
    ) -> None:
        """Note that something is wrong; see ``Finding``."""
        self.findings.append(Finding(at, message, level, on_key, other, advice=advice))
