"""The shape of a deck's TOML: one model a table, strict, with what an editor shows beside each key.

Imported only where a file has to be validated; it brings pydantic with it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

FORMAT = 1
"""The version of the deck format that this Offbook writes and reads."""
LONGEST_TEXT = 64_000
"""Characters of one text."""
MOST_ITEMS = 100
"""Items of one list on a card."""

Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Words = Annotated[str, Field(max_length=LONGEST_TEXT, pattern=r"\S")]
"""A text with something in it."""
Name = Annotated[
    str, Field(max_length=200, pattern=r"^[^\s\x00-\x1f\x7f]([^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f])?$")
]
"""One line without spaces at its ends: ids, tags, pairs."""


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


def _as_options(value: object) -> object:
    alone = _as_list(value)
    return (
        [{"text": one} if isinstance(one, str) else one for one in alone]
        if isinstance(alone, list)
        else alone
    )


def _as_groups(value: object) -> object:
    """A flat list is one group; so is a single text."""
    alone = _as_list(value)
    if isinstance(alone, list) and all(isinstance(one, str) for one in alone):
        return [alone] if alone else []
    return alone


class Table(BaseModel):
    """Any table of a deck: strict about types, closed to unknown keys."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class OptionTable(Table):
    """An option with a reason."""

    text: Words = Field(description="What can be chosen, in Markdown.")
    why: Text = Field(default="", description="Why it is right or wrong, in a line.")


Names = Annotated[
    list[Name],
    Field(min_length=1, max_length=MOST_ITEMS),
    BeforeValidator(_as_list, json_schema_input_type=Name | Annotated[list[Name], Field(min_length=1)]),
]
Options = Annotated[
    list[OptionTable],
    Field(min_length=1, max_length=MOST_ITEMS),
    BeforeValidator(
        _as_options, json_schema_input_type=Words | Annotated[list[Words | OptionTable], Field(min_length=1)]
    ),
]
Spellings = Annotated[
    list[Annotated[list[Words], Field(max_length=MOST_ITEMS)]],
    Field(max_length=MOST_ITEMS),
    BeforeValidator(_as_groups, json_schema_input_type=Words | list[Words] | list[list[Words]]),
]


class CardTable(Table):
    """What any card may have."""

    id: Name | None = Field(default=None, description="Keeps the card's history when its words change.")
    concept: Names | None = Field(
        default=None, description="The concept it drills, or several; the first is the one it belongs to."
    )
    concepts: Names | None = Field(default=None, description="The same as concept, where there are several.")
    why: Text = Field(default="", description="Why the answer is right; shown after it, in Markdown.")
    hint: Text = Field(default="", description="Shown before the answer, when asked for.")
    tags: list[Name] = Field(
        default_factory=list, max_length=MOST_ITEMS, description="Words to find the card by."
    )
    pair: Name | None = Field(default=None, description="Minimal pairs carry the same word.")
    quiz_only: bool = Field(default=False, description="A transfer item: asked in quizzes, never in study.")


class RecallTable(CardTable):
    """A question with an answer that is revealed and self-rated, or typed."""

    front: Words = Field(description="The question, in Markdown.")
    back: Words = Field(description="The answer, in Markdown.")
    parts: list[Words] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="The answer in pieces, where it is a list; graded piece by piece.",
    )
    typed: bool = Field(default=False, description="Whether the answer is typed.")
    accept: Spellings = Field(
        default_factory=list,
        description="Other spellings that count; with parts, one list for each part, in order.",
    )


class ClozeTable(CardTable):
    """A text with gaps: {{answer}} or {{answer::hint}}."""

    cloze: Words = Field(
        description="The text, in Markdown, with gaps written {{answer}} or {{answer::hint}}."
    )
    together: bool = Field(
        default=False, description="One card that opens all gaps, rather than one card for each."
    )
    typed: bool = Field(default=False, description="Whether the answer is typed.")
    accept: Spellings = Field(
        default_factory=list,
        description="Other spellings that count; with several gaps, one list for each gap, in order.",
    )


class ChoiceTable(CardTable):
    """A question with options; several right ones make it multi-select."""

    ask: Words = Field(description="The question, in Markdown.")
    right: Options = Field(description="The right option, or several.")
    wrong: Options = Field(description="The wrong options; two or three that are believable.")


class ClaimTable(CardTable):
    """A sentence that holds or does not."""

    claim: Words = Field(description="The sentence, in Markdown.")
    holds: bool = Field(description="Whether it is true.")


class ClassifyTable(CardTable):
    """A statement that belongs to one side."""

    statement: Words = Field(description="The statement, in Markdown.")
    side: Name = Field(description="The side it belongs to: one of the deck's sides.")


class SideTable(Table):
    """A category that classify cards choose between."""

    name: Words | None = Field(default=None, description="What the learner sees; its id where there is none.")
    key: str | None = Field(
        default=None,
        pattern=r"^\S$",
        description="The key that answers with it; the first letter of its name where none is.",
    )


class ConceptTable(Table):
    """One thing to know; several cards can drill it."""

    id: Name = Field(description="What cards call it.")
    name: Words | None = Field(default=None, description="What the learner sees; its id where there is none.")
    summary: Text = Field(
        default="", description="What it states, in a sentence; shown as the contrast of its opposite."
    )
    topic: Text = Field(default="", description="What it is grouped under.")
    side: Name | None = Field(default=None, description="The side it belongs to.")
    contrast: Name | None = Field(default=None, description="The concept that stands opposite.")


class QuizTable(Table):
    """A quiz that ships with the deck."""

    name: Words = Field(description="What it is called.")
    questions: int = Field(default=20, ge=1, le=1000, description="How many questions it asks.")
    minutes: float | None = Field(
        default=None,
        gt=0,
        le=1440,
        allow_inf_nan=False,
        description="Time for the whole; none means no limit.",
    )
    seconds_per_question: float | None = Field(
        default=None,
        gt=0,
        le=3600,
        allow_inf_nan=False,
        description="Time for each question; none means no limit.",
    )
    target: float | None = Field(
        default=None,
        ge=0,
        le=1,
        allow_inf_nan=False,
        description="The share of right answers aimed at, 0 to 1.",
    )
    topics: list[Words] = Field(default_factory=list, description="Only cards of concepts with these topics.")
    sides: list[Name] = Field(default_factory=list, description="Only classify cards of these sides.")
    forms: list[Literal["recall", "cloze", "choice", "claim", "classify"]] = Field(
        default_factory=list, description="Only cards of these forms."
    )
    shuffle: bool = Field(default=True, description="Whether the order of cards is left to chance.")
    feedback: Literal["end", "each"] = Field(default="end", description="When right answers are shown.")
    confidence: bool = Field(
        default=False, description="Whether the candidate is asked how sure each answer is."
    )


class DeckTable(Table):
    """The keys at the top of a deck; its tables are models of their own."""

    title: Words = Field(description="What the deck is called.")
    id: Annotated[str, Field(max_length=200, pattern=r"^[^\s/\\\x00-\x1f\x7f]+$")] | None = Field(
        default=None,
        description="Names the deck on the command line and in the journal; the file's name where none is.",
    )
    summary: Text = Field(default="", description="What it teaches, in a sentence.")
    source: Text = Field(default="", description="Where its facts come from; shown to the learner.")
    language: Text = Field(default="", description='The language it is written in, such as "en".')
    format: Literal[1] = Field(default=1, description="The version of the deck format.")


FORMS: dict[str, type[CardTable]] = {
    "recall": RecallTable,
    "cloze": ClozeTable,
    "choice": ChoiceTable,
    "claim": ClaimTable,
    "classify": ClassifyTable,
}
"""The model of each form."""
ASKS = {"recall": "front", "cloze": "cloze", "choice": "ask", "claim": "claim", "classify": "statement"}
"""The key whose presence makes a card one of a form: what it asks."""
SIGNS = {
    "back": "recall",
    "parts": "recall",
    "together": "cloze",
    "right": "choice",
    "wrong": "choice",
    "holds": "claim",
    "side": "classify",
}
"""Keys that only one form has; they tell what was meant where the card asks nothing."""
