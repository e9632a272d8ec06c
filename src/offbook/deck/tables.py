"""The tables of a file against their models: what fits, what fits in part, and what was found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from offbook.deck.findings import Finding, Trail, kind
from offbook.deck.problems import Level
from offbook.deck.schema import Table
from offbook.deck.wording import Subject, explain

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
        self, model: type[T], table: object, at: Trail, what: str, also: tuple[str, ...] = ()
    ) -> T | None:
        """The table as its model; None, with findings, if it does not fit.

        ``what`` names the table, as in "a quiz"; ``also`` are keys that it has beside the model's.
        """
        if not isinstance(table, dict):
            self.complain(at, f"{what} is a table, not {kind(table)}")
            return None
        try:
            return model.model_validate(table)
        except ValidationError as error:
            self.findings += explain(error, Subject(at, table, model, what, also))
            return None

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


def sound_part(model: type[T], table: object, fallback: Mapping[str, object]) -> T | None:
    """What is left of a table that does not fit, on top of ``fallback``; None if that is not enough."""
    if not isinstance(table, dict):
        return None
    try:
        model.model_validate(table)
    except ValidationError as error:
        wrong = {one["loc"][0] for one in error.errors(include_url=False) if one["loc"]}
        rest = {key: value for key, value in table.items() if key not in wrong}
        try:
            return model.model_validate({**fallback, **rest})
        except ValidationError:
            return None
    return None
