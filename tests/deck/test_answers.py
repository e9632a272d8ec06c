from __future__ import annotations

from itertools import permutations
from time import perf_counter
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import choice, claim, classify, cloze, every_form, facts, recall
from offbook.deck.answers import (
    LETTERWISE,
    LONGEST,
    MOST_PARTS,
    MOST_WORDS,
    Answer,
    Held,
    Picked,
    Sided,
    Thought,
    Typed,
    Verdict,
    difference,
    expected,
    in_words,
    judge,
    match_text,
)
from offbook.deck.cards import Card, Cloze, Gap, Recall, SideId
from offbook.deck.spelling import PLAIN

RIGHT, WRONG, NEAR = Verdict(1.0), Verdict(0.0), Verdict(1.0, slips=True)

STEPS = ("planning", "executing", "monitoring", "evaluating")
LISTED = recall(back="planning, executing, monitoring and evaluating", parts=STEPS)
HOLES = (Gap("quick"), " and ", Gap("brown"), " and ", Gap("lazy"))
GAPS = Cloze(facts(), HOLES, (0, 2), accept=(("fast",), ("idle", "slow")))


def typed(*texts: str) -> Typed:
    return Typed(texts)


def picked(*texts: str) -> Picked:
    return Picked(frozenset(texts))


@pytest.mark.parametrize(
    ("card", "answer", "verdict"),
    [
        (recall(), Thought(), None),
        (recall(), typed("paris"), RIGHT),
        (recall(), typed("Pariss"), NEAR),
        (recall(), typed("London"), WRONG),
        (recall(back="`heapq`"), typed("heapq"), RIGHT),
        (recall(back="heapq"), typed("`heapq`"), RIGHT),
        (recall(back="`lo`, `hi`", parts=("`lo`", "`hi`")), typed("hi, lo"), RIGHT),
        (Cloze(facts(), ("lo = ", Gap("`mid + 1`")), (0,)), typed("mid+1"), RIGHT),
        (Cloze(facts(), ("lo = ", Gap("`mid + 1`")), (0,)), typed("mid - 1"), WRONG),
        (recall(), typed(""), WRONG),
        (recall(), typed(), WRONG),
        (recall(back="the city of Paris", parts=("Paris",)), typed("paris"), RIGHT),
        (Recall(facts(), "?", "Paris", accept=(("Lutetia", "Panam"),)), typed("lutetia"), RIGHT),
        (cloze(), Thought(), None),
        (cloze(), typed("quick"), RIGHT),
        (cloze(asked=(1,)), typed("quick"), WRONG),
        (cloze(asked=(0, 1)), typed("quick", "brown"), RIGHT),
        (cloze(asked=(0, 1)), typed("brown", "quick"), WRONG),
        (cloze(asked=(0, 1)), typed("quick", "brwon"), NEAR),
        (cloze(asked=(0, 1)), typed("quick"), Verdict(0.5)),
        (cloze(asked=(0, 1)), typed("quikc", ""), Verdict(0.5, slips=True)),
        (GAPS, typed("fast", "slow"), RIGHT),
        (GAPS, typed("slow", "fast"), WRONG),
        (choice(), picked("yes"), RIGHT),
        (choice(), picked("no"), WRONG),
        (choice(), picked("yes", "no"), WRONG),
        (choice(), picked(), WRONG),
        (choice(right=("yes", "indeed")), picked("yes", "indeed"), RIGHT),
        (choice(right=("yes", "indeed")), picked("yes"), WRONG),
        (claim(), Held(holds=True), RIGHT),
        (claim(), Held(holds=False), WRONG),
        (claim(holds=False), Held(holds=False), RIGHT),
        (classify(), Sided(SideId("left")), RIGHT),
        (classify(), Sided(SideId("right")), WRONG),
    ],
)
def test_verdicts(card: Card, answer: Answer, verdict: Verdict | None) -> None:
    assert judge(card, answer) == verdict


FITTING = {
    "Recall": (Thought, Typed),
    "Cloze": (Thought, Typed),
    "Choice": (Picked,),
    "Claim": (Held,),
    "Classify": (Sided,),
}


@pytest.mark.parametrize("card", every_form(), ids=lambda card: type(card).__name__)
@pytest.mark.parametrize("answer", [Thought(), typed("x"), picked("x"), Held(holds=True), Sided(SideId("x"))])
def test_an_answer_of_another_form_is_refused(card: Card, answer: Answer) -> None:
    if isinstance(answer, FITTING[type(card).__name__]):
        judge(card, answer)
    else:
        with pytest.raises(ValueError, match="does not answer a"):
            judge(card, answer)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("planning, executing, monitoring, evaluating", RIGHT),
        ("planning; executing; monitoring; evaluating", RIGHT),
        ("planning\nexecuting\nmonitoring\nevaluating", RIGHT),
        ("Planning,executing,\n monitoring , Evaluating.", RIGHT),
        ("planning, executing, monitoring and evaluating", RIGHT),
        ("evaluating and monitoring, executing & planning", RIGHT),
        ("planing, executing, monitoring, evaluating", NEAR),
        ("planning, executing", Verdict(0.5)),
        ("planning, planning, planning, planning", Verdict(0.25)),
        ("planing, dancing", Verdict(0.25, slips=True)),
        ("planning, executing, monitoring, evaluating, dancing", Verdict(0.8)),
        ("planning, , executing,,\n", Verdict(0.5)),
        ("", WRONG),
        (", ;\n", WRONG),
    ],
)
def test_a_list_is_judged_part_by_part(answer: str, verdict: Verdict) -> None:
    assert judge(LISTED, typed(answer)) == verdict
    assert judge(LISTED, typed(*answer.split("\n"))) == verdict


@pytest.mark.parametrize("order", list(permutations(STEPS)))
def test_parts_come_in_any_order(order: tuple[str, ...]) -> None:
    assert judge(LISTED, typed(*order)) == RIGHT


@given(st.lists(st.sampled_from(("affect", "effect", "effects", "efect", "offset", "sunset")), max_size=5))
def test_the_order_of_parts_and_answers_changes_no_score(texts: list[str]) -> None:
    orders = (texts, sorted(texts), sorted(texts)[::-1])
    cards = [recall(back="-", parts=parts) for parts in permutations(("affect", "effect", "effects"))]
    assert len({judge(card, Typed(tuple(order))) for card in cards for order in orders}) == 1


@pytest.mark.parametrize(
    ("parts", "accept", "answer", "verdict"),
    [
        # What is spelt right serves its own part, whichever comes first.
        (("affect", "effect"), (), "effect", Verdict(0.5)),
        (("affect", "effect"), (), "effect, effcet", Verdict(0.5)),
        # A text that two parts take goes where both can be served.
        (("one", "two"), (("x", "y"), ("x",)), "x, y", RIGHT),
        (("one", "two"), (("x",), ("x", "y")), "x, y", RIGHT),
        (("one", "two"), (("x", "y"), ("y",)), "y, x", RIGHT),
        # A single group of spellings is for the whole, not for the first part.
        (("one", "two"), (("both",),), "both", RIGHT),
        (("one", "two"), (("both",),), "both, two", Verdict(0.5)),
        # What a part has in itself sets no parts apart.
        (("red, white and blue", "green"), (), "green\nred, white and blue", RIGHT),
        (("salt & pepper", "oil"), (), "oil, salt & pepper", RIGHT),
        (("trial and error", "luck"), (), "luck; trial and error", RIGHT),
    ],
)
def test_lists_that_tempt(
    parts: tuple[str, ...], accept: tuple[tuple[str, ...], ...], answer: str, verdict: Verdict
) -> None:
    assert judge(Recall(facts(), "?", "-", parts, accept=accept), typed(answer)) == verdict


@pytest.mark.parametrize(
    ("card", "texts"),
    [
        (recall(), ("Paris",)),
        (LISTED, STEPS),
        (cloze(asked=(1,)), ("brown",)),
        (cloze(asked=(0, 1)), ("quick", "brown")),
        (choice(right=("yes", "indeed")), ("yes", "indeed")),
        (claim(), ("true",)),
        (claim(holds=False), ("false",)),
        (classify(side="right"), ("right",)),
    ],
)
def test_expected(card: Card, texts: tuple[str, ...]) -> None:
    assert expected(card) == texts


@pytest.mark.parametrize("card", [recall(), LISTED, cloze(), cloze(asked=(0, 1)), GAPS], ids=str)
def test_what_is_expected_is_right(card: Card) -> None:
    assert judge(card, Typed(expected(card))) == RIGHT


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Thought(), ""),
        (typed("one", "two"), "one\ntwo"),
        (typed("x" * 9_999), "x" * LONGEST),
        (picked("b", "a"), "a\nb"),
        (Held(holds=True), "true"),
        (Held(holds=False), "false"),
        (Sided(SideId("left")), "left"),
    ],
)
def test_in_words(answer: Answer, words: str) -> None:
    assert in_words(answer) == words


@pytest.mark.parametrize(
    ("text", "wanted", "verdict"),
    [
        ("Göteborg", ("Gothenburg", "Goteborg"), RIGHT),
        ("gothenborg", ("Gothenburg", "Goteborg"), NEAR),
        ("STRASSE", ("Straße",), RIGHT),
        ("25", ("2⁵",), WRONG),
        ("שלום", ("שָׁלוֹם",), RIGHT),
        ("anything", (), WRONG),
        ("anything", ("",), WRONG),
        ("\u200b", ("\u200b",), WRONG),
    ],
)
def test_match_text(text: str, wanted: tuple[str, ...], verdict: Verdict) -> None:
    assert match_text(text, wanted) == verdict


def shown(text: str, wanted: str) -> str:
    """A difference in signs: ``-extra-`` and ``+missing+``."""
    signs = {"same": "", "extra": "-", "missing": "+"}
    return "".join(signs[piece.kind] + piece.text + signs[piece.kind] for piece in difference(text, wanted))


@pytest.mark.parametrize(
    ("text", "wanted", "expected_signs"),
    [
        ("exectuing", "executing", "exec+u+t-u-ing"),
        ("PARIS", "Paris", "Paris"),
        ("Strase", "Straße", "Stra-s-+ß+e"),
        ("", "Paris", "+Paris+"),
        ("Paris", "", "-Paris-"),
        ("", "", ""),
        ("creme", "crème", "cr-e-+è+me"),
        ("cre\u0300me", "crème", "crème"),
        ("it's", "it’s", "it’s"),
        ("x\u0338y", "xy", "-x\u0338-+x+y"),
        ("שלם", "שלום", "של+ו+ם"),
        ("a  b", "a b", "a - -b"),
    ],
)
def test_difference(text: str, wanted: str, expected_signs: str) -> None:
    assert shown(text, wanted) == expected_signs


def test_the_difference_of_long_texts_goes_by_words() -> None:
    filler = "word " * 60
    assert shown(filler + "one two", filler + "one tow three") == filler + "one -two -+tow three +"


def plainly(text: str) -> str:
    """What ``difference`` leaves out of account, taken out of a text."""
    return " ".join(normalize("NFC", text).translate(PLAIN).casefold().split())


texts_to_compare = st.one_of(
    st.text("aAbéßİ’' \u0301x", max_size=30),
    st.text(max_size=30),
    st.lists(st.sampled_from(("one", "Two", "three,", "\n")), min_size=40, max_size=MOST_WORDS).map(" ".join),
)


@given(texts_to_compare, texts_to_compare)
def test_a_difference_holds_both_texts_whole(text: str, wanted: str) -> None:
    pieces = difference(text, wanted)
    whole = "".join(piece.text for piece in pieces if piece.kind != "extra")
    assert plainly(whole) == plainly(wanted)
    if max(len(text), len(wanted)) <= LETTERWISE:
        assert whole == normalize("NFC", wanted).strip()
    assert plainly("".join(p.text for p in pieces if p.kind != "missing")) == plainly(text)
    assert all(piece.text for piece in pieces)
    assert {piece.kind for piece in pieces} <= {"same", "extra", "missing"}


@given(texts_to_compare)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(piece.kind == "same" for piece in difference(text.upper().lower(), text.upper().lower()))


MARKS = "a" + "\u0301\u0323\u0316\u0327" * 250_000


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("x" * 4_000, "x" * 3_999 + "y", id="4 kB of one letter"),
        pytest.param("ab" * 2_000, "ba" * 2_000, id="4 kB that swaps"),
        pytest.param("a " * 2_000, "a b " * 1_000, id="thousands of words"),
        pytest.param(MARKS, MARKS[::-1], id="a million marks"),
        pytest.param("a" * LETTERWISE, "ab" * (LETTERWISE // 2), id="longest by letters"),
        pytest.param("x," * 2_000, "x,y," * 1_000, id="a list of thousands"),
    ],
)
def test_hard_answers_are_judged_in_time(text: str, wanted: str) -> None:
    parts = tuple(wanted.split(",")) if "," in wanted else ()
    began = perf_counter()
    judge(recall(back=wanted, parts=parts), typed(text))
    difference(text, wanted)
    assert perf_counter() - began < 30.0


def test_a_long_chain_of_parts_is_untangled() -> None:
    # Each text serves two neighbouring parts, and the last one typed only the first part.
    number = 2 * MOST_PARTS
    accept = tuple((f"t{n}", f"t{n + 1}") for n in range(number))
    card = Recall(facts(), "?", "-", tuple(f"p{n}" for n in range(number)), accept=accept)
    answer = "\n".join([*(f"t{n}" for n in range(1, MOST_PARTS)), "t0"])
    assert judge(card, typed(answer)) == Verdict(0.5)
