"""One ``[[cards]]`` table into the cards it stands for. The shape of the table says the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from offbook.deck import clozes, identity
from offbook.deck.cards import (
    Card,
    CardId,
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
from offbook.deck.fitting import STAND_IN, Fit, fit
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
from offbook.deck.sections import Names, undeclared_concept, undeclared_side
from offbook.deck.templates import blanks

DOUBTS = frozenset({"holds", "side", "pair", "concept"})
"""What ``balance`` counts, and what a card that is wrong may say or not."""

_LONGEST_NAME = 60


_FALLBACK: Mapping[str, object] = {
    **dict.fromkeys(("front", "back", "ask", "claim", "statement", "side"), STAND_IN),
    "cloze": f"{{{{{STAND_IN}}}}}",
    "right": [f"{STAND_IN}right"],
    "wrong": [f"{STAND_IN}wrong"],
    "holds": True,
}
"""What stands in for a key that a card of some form must have."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the cards of a deck can refer to."""

    deck: DeckId
    sides: Names
    concepts: frozenset[str] | None
    """The concepts that are declared; None where the deck declares none, and any name will do."""


@dataclass(frozen=True, slots=True)
class Named:
    """What no other card can be called."""

    cards: tuple[CardId, ...]
    clash: Finding
    """What is wrong where a card before is called so; the line of that one is named behind it."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a table."""

    cards: tuple[Card, ...] = ()
    """As they are, or as they would be if what is wrong were mended; empty if that is not known."""
    own: Concept | None = None
    """The concept that the card is by itself, where it names none."""
    findings: tuple[Finding, ...] = ()
    """What is wrong with it."""
    usable: bool = False
    """Whether nothing keeps the cards from being used."""
    named: Named | None = None
    """None where that is not known."""
    spelt: Mapping[str, str] = field(default_factory=dict)
    """How the file spells its misspelt keys."""
    doubts: frozenset[str] = DOUBTS
    """What is not known of it, of ``DOUBTS``."""


def make(table: object, index: int, scope: Scope) -> Made:
    """The cards of the ``index``-th table of a deck, and what is wrong with it."""
    at: Trail = ("cards", index)
    if not isinstance(table, dict):
        return Made(findings=(Finding(at, f"a card is a table under [[cards]], not {kind(table)}"),))
    form = _form(table, at)
    if isinstance(form, Finding):
        # What any card may have can be looked at all the same.
        common = {key: value for key, value in table.items() if key in CardTable.model_fields}
        made = _Maker(at, scope, fit(CardTable, common, at, "a card")).make("")
        return replace(made, findings=(form, *made.findings))
    held = fit(FORMS[form], table, at, f"a {form} card", fallback=_FALLBACK)
    return _Maker(at, scope, held).make(form)


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

    def __init__(self, at: Trail, scope: Scope, held: Fit[CardTable]) -> None:
        self._at = at
        self._scope = scope
        self._held = held
        self._findings: list[Finding] = []
        self._strays: set[str] = set()
        """The keys that name what the deck does not have."""

    def make(self, form: str) -> Made:
        """The cards; ``form`` is empty where it is not known."""
        model, held = self._held.value, self._held
        if model is None:
            return Made(findings=held.findings, doubts=self._doubts(form))
        cards, prompt = self._cards(model)
        findings = (*held.findings, *held.beside(self._findings, len(self._at)))
        named = self._named(form, model, cards)
        if not cards or held.stand_ins or "side" in self._strays:
            return Made(findings=findings, named=named, doubts=self._doubts(form))
        alone = not (model.concept or model.concepts)
        own = Concept(cards[0].facts.concept, _name(prompt)) if alone else None
        doubts = frozenset(self._strays & DOUBTS)
        return Made(cards, own, findings, not findings, named, held.spelt, doubts)

    def _doubts(self, form: str) -> frozenset[str]:
        """What is not known of cards that cannot be made."""
        told = {"claim": {"holds"}, "classify": {"side"}, "": {"holds", "side"}}.get(form, set())
        keys = {"concept" if key == "concepts" else key for key in self._held.table}
        return frozenset(told | (keys & {"pair", "concept"}))

    def _named(self, form: str, model: CardTable, cards: Sequence[Card]) -> Named | None:
        key = "id" if "id" in self._held.table else ASKS.get(form, "")
        told = self._held.has(key) and ("together",) not in self._held.stand_ins
        names = tuple(card.facts.key.card for card in cards)
        if not told or not (names or (model.id and form != "cloze")):
            return None
        at = (*self._at, self._held.spelt.get(key, key))
        clash = _clash(at, key, form, self._held.table[key])
        return Named(names or (CardId(model.id or ""),), clash)

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
                self._concepts(model)
                return (), ""

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
            segments = ()
        gaps = sum(isinstance(segment, Gap) for segment in segments)
        if not gaps:
            if segments:
                self._complain("cloze", "this text has no gap; write what is asked as {{answer}}")
            self._concepts(model)
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
        if model.side not in self._scope.sides.usable:
            self._findings += undeclared_side((*self._at, "side"), model.side, self._scope.sides)
            self._strays.add("side")
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
                self._strays.add("concept")
                self._findings.append(undeclared_concept(at, name, sorted(self._scope.concepts)))
        return tuple(dict.fromkeys(ConceptId(name) for name in names))

    def _spellings(
        self, groups: Sequence[Sequence[str]], wanted: int, what: str
    ) -> tuple[tuple[str, ...], ...]:
        told = self._held.stand_ins.isdisjoint({("parts",), ("cloze",)})
        if groups and len(groups) != wanted and told:
            written = self._held.table["accept"]
            flat = isinstance(written, str) or isinstance(written[0], str)
            several = f"{wanted} {what}{'s' if wanted > 1 else ''}"
            has = "one list" if flat else f"{len(groups)} lists"
            self._complain("accept", f'"accept" has {has} for {several}; write one list for each {what}')
        return tuple(tuple(_tidy(one) for one in group) for group in groups)

    def _complain(self, key: str, message: str, place: int | None = None, *, on_key: bool = False) -> None:
        at = (*self._at, key) if place is None else (*self._at, key, place)
        self._findings.append(Finding(at, message, on_key=on_key))


def _clash(at: Trail, key: str, form: str, said: str) -> Finding:
    if key == "id":
        return Finding(at, f"id {quoted(said)} is already taken by the card")
    if said in blanks(form):
        message, advice = "this card still asks what its template does, and so does the card", "type over it"
    else:
        message, advice = "this card asks the same as the card", "give one of them an id"
    return Finding(at, message, advice=advice)


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
