"""One ``[[cards]]`` table into the cards it stands for. The shape of the table says the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from offbook.deck import clozes, identity
from offbook.deck.cards import (
    Card,
    CardKey,
    Choice,
    Claim,
    Classify,
    Cloze,
    Concept,
    ConceptId,
    DeckId,
    Facts,
    Gap,
    Option,
    Recall,
    SideId,
)
from offbook.deck.clean import one_line, quoted
from offbook.deck.findings import Finding, Trail, kind, listing, nearest
from offbook.deck.schema import (
    ASKS,
    FORMS,
    SIGNS,
    CardTable,
    ChoiceTable,
    ClaimTable,
    ClassifyTable,
    ClozeTable,
    OptionTable,
    RecallTable,
)
from offbook.deck.sections import undeclared_concept, undeclared_side
from offbook.deck.wording import Subject, explain

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Scope:
    """What the cards of a deck can refer to."""

    deck: DeckId
    sides: tuple[str, ...]
    concepts: frozenset[str] | None
    """The concepts that are declared; None where the deck declares none, and any name will do."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a table."""

    cards: tuple[Card, ...] = ()
    """Empty if the table has an error."""
    own: Concept | None = None
    """The concept that the card is by itself, where it names none."""
    findings: tuple[Finding, ...] = ()


def make(table: object, index: int, scope: Scope) -> Made:
    """The cards of the ``index``-th table of a deck, or what is wrong with it."""
    at: Trail = ("cards", index)
    if not isinstance(table, dict):
        return Made(findings=(Finding(at, f"a card is a table under [[cards]], not {kind(table)}"),))
    form = _form(table, at)
    if isinstance(form, Finding):
        return Made(findings=(form,))
    try:
        model = FORMS[form].model_validate(table)
    except ValidationError as error:
        return Made(findings=tuple(explain(error, Subject(at, table, FORMS[form], f"a {form} card"))))
    card = _Maker(at, scope, table)
    return card.make(model)


def _form(table: Mapping[str, Any], at: Trail) -> str | Finding:
    asks = [form for form, key in ASKS.items() if key in table]
    if len(asks) > 1:
        first, second = (ASKS[form] for form in asks[:2])
        message = f"this card asks twice, with {quoted(first)} and with {quoted(second)}"
        return Finding((*at, second), message, on_key=True, advice="make it two cards")
    if asks:
        return asks[0]
    keys = {key: form for form, key in ASKS.items()}
    meant = next((keys[near] for key in table if (near := nearest(key, keys))), None)
    meant = meant or next((form for key, form in SIGNS.items() if key in table), None)
    return meant or Finding(at, "this card asks nothing", advice=f"give it one of {listing(list(keys))}")


class _Maker:
    """Makes the cards of one table, and gathers what is wrong with it."""

    def __init__(self, at: Trail, scope: Scope, table: Mapping[str, Any]) -> None:
        self._at = at
        self._scope = scope
        self._table = table
        self._findings: list[Finding] = []

    def make(self, model: CardTable) -> Made:
        cards, prompt = self._cards(model)
        if self._findings:
            return Made(findings=tuple(self._findings))
        own = None
        if not (model.concept or model.concepts):
            own = Concept(cards[0].facts.concept, _name(prompt))
        return Made(cards, own)

    def _cards(self, model: CardTable) -> tuple[tuple[Card, ...], str]:
        match model:
            case RecallTable():
                return (self._recall(model),), model.front
            case ClozeTable():
                return self._cloze(model)
            case ChoiceTable():
                return (self._choice(model),), model.ask
            case ClaimTable():
                facts = self._facts(model, "claim", model.claim)
                return (Claim(facts, _tidy(model.claim), model.holds),), model.claim
            case ClassifyTable():
                return (self._classify(model),), model.statement
            case _:
                raise TypeError(f"{type(model).__name__} is no form of card")

    def _recall(self, model: RecallTable) -> Recall:
        parts = tuple(_tidy(part) for part in model.parts)
        accept = self._spellings(model.accept, max(1, len(parts)), "part")
        facts = self._facts(model, "recall", model.front)
        return Recall(facts, _tidy(model.front), _tidy(model.back), parts, model.typed, accept)

    def _cloze(self, model: ClozeTable) -> tuple[tuple[Card, ...], str]:
        try:
            segments = clozes.segments(_tidy(model.cloze))
        except clozes.ClozeError as error:
            self._complain("cloze", str(error))
            return (), ""
        gaps = sum(isinstance(segment, Gap) for segment in segments)
        if not gaps:
            self._complain("cloze", "this text has no gap; write what is asked as {{answer}}")
            return (), ""
        accept = self._spellings(model.accept, gaps, "gap")
        facts = self._facts(model, "cloze", identity.cloze_prompt(segments))
        shown = "".join(segment if isinstance(segment, str) else "…" for segment in segments)
        whole = Cloze(facts, segments, tuple(range(gaps)), model.typed, accept)
        if model.together or gaps == 1:
            return (whole,), shown
        return tuple(_one_gap(whole, gap) for gap in range(gaps)), shown

    def _choice(self, model: ChoiceTable) -> Choice:
        right, wrong = _options(model.right), _options(model.wrong)
        seen: dict[str, str] = {}
        for key, options in (("right", right), ("wrong", wrong)):
            for place, option in enumerate(options):
                text = identity.composed(one_line(option.text))
                if text in seen:
                    both = seen[text] != key
                    words = "a right answer, too" if both else "there twice"
                    self._complain(
                        key, f"the option {quoted(option.text)} is {words}; change one of the two", place
                    )
                seen.setdefault(text, key)
        return Choice(self._facts(model, "choice", model.ask), _tidy(model.ask), right, wrong)

    def _classify(self, model: ClassifyTable) -> Classify:
        if model.side not in self._scope.sides:
            self._findings.append(undeclared_side((*self._at, "side"), model.side, self._scope.sides))
        facts = self._facts(model, "classify", model.statement)
        return Classify(facts, _tidy(model.statement), SideId(model.side))

    def _facts(self, model: CardTable, form: str, prompt: str) -> Facts:
        card = identity.identity(model.id or "", form, prompt)
        concepts = self._concepts(model) or (ConceptId(card),)
        return Facts(
            CardKey(self._scope.deck, card),
            int(self._at[-1]),
            concepts,
            why=_tidy(model.why),
            hint=_tidy(model.hint),
            tags=tuple(model.tags),
            pair=model.pair or "",
            quiz_only=model.quiz_only,
        )

    def _concepts(self, model: CardTable) -> tuple[ConceptId, ...]:
        if model.concept and model.concepts:
            self._complain(
                "concepts", 'this card has "concept" and "concepts"; put all into one of them', on_key=True
            )
        key = "concept" if model.concept else "concepts"
        names = model.concept or model.concepts or []
        for place, name in enumerate(names):
            if self._scope.concepts is not None and name not in self._scope.concepts:
                at = (*self._at, key, place)
                self._findings.append(undeclared_concept(at, name, sorted(self._scope.concepts)))
        return tuple(dict.fromkeys(ConceptId(name) for name in names))

    def _spellings(
        self, groups: Sequence[Sequence[str]], wanted: int, what: str
    ) -> tuple[tuple[str, ...], ...]:
        if groups and len(groups) != wanted:
            flat = isinstance(self._table["accept"], str) or isinstance(self._table["accept"][0], str)
            several = f"{wanted} {what}{'s' if wanted > 1 else ''}"
            has = "one list" if flat else f"{len(groups)} lists"
            self._complain("accept", f'"accept" has {has} for {several}; write one list for each {what}')
        return tuple(tuple(_tidy(one) for one in group) for group in groups)

    def _complain(self, key: str, message: str, place: int | None = None, *, on_key: bool = False) -> None:
        at = (*self._at, key) if place is None else (*self._at, key, place)
        self._findings.append(Finding(at, message, on_key=on_key))


def _one_gap(whole: Cloze, gap: int) -> Cloze:
    """The card that opens one gap, as one of several."""
    card = whole.facts.key.card
    facts = replace(whole.facts, key=replace(whole.facts.key, card=identity.of_gap(card, gap + 1)))
    return replace(whole, facts=facts, asked=(gap,), accept=whole.accept[gap : gap + 1])


def _options(tables: Sequence[OptionTable]) -> tuple[Option, ...]:
    return tuple(Option(_tidy(one.text), _tidy(one.why)) for one in tables)


def _tidy(text: str) -> str:
    """A text without the blank lines and spaces that only its quotes made."""
    return text.strip() if "\n" not in text else text.strip("\n").rstrip()


def _name(prompt: str) -> str:
    """What a concept is called that has no name of its own."""
    words = one_line(prompt)
    return words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1].rstrip() + "…"
