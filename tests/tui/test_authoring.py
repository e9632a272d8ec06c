"""What the author screen shows of a card, of problems, and of two texts, as plain functions."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.content import Content

from fakes import CLAIM, EVERY_FORM, deck_text
from offbook.deck.draft import Changed, Gone, Look, Refused, Same, opened
from offbook.deck.survey import Survey, survey
from offbook.tui.authoring import MOST_COMPARED, MOST_SHOWN, differences, head, preview, saved, told_of_file

DECK = deck_text(*EVERY_FORM)


def shown(words: str, text: str = DECK, width: int = 60, *, brief: bool = False) -> str:
    known = survey(text, "sample.toml", "sample")
    line = text.count("\n", 0, text.index(words))
    return preview(known, line, width, brief=brief).plain


@pytest.mark.parametrize(
    ("words", "asked", "answered"),
    [
        (
            "The heart beats",
            ["The heart beats here.", "l  Left", "Hint: Lay a hand"],
            ["✔  Left", "A little to"],
        ),
        ("Water is wet", ["Water is wet.", "t  True"], ["✔  True", "It wets"]),
        ("Which city", ["capital of Peru?", "Lima", "Cusco"], ["✔", "Founded in 1535."]),
        ("Which two", ["[ ]", "two", "six"], ["✔", "Nothing but one"]),
        ("capital of France", ["capital of France?", "It stands on the Seine."], ["Paris", "Since Clovis."]),
        ("quick brown", ["The quick brown ▁▁▁▁▁▁ (an animal) jumps."], ["The quick brown fox jumps."]),
        ("Which river", ["runs through Rome?", "[ your answer ]"], ["Tiber", "It floods no more."]),
        ("{{north}}", ["From ▁▁▁▁▁▁ to ▁▁▁▁▁▁.", "[ gap 1 ]"], ["From north to south."]),
    ],
)
def test_a_card_is_shown_asked_and_answered(words: str, asked: list[str], answered: list[str]) -> None:
    before, line, after = shown(words).partition("─" * 24)
    assert line
    assert [one for one in asked if one not in before] == []
    assert [one for one in answered if one not in after] == []
    assert not any(one in before for one in answered[1:])


def test_a_brief_one_shows_no_options_twice() -> None:
    assert shown("Which city").count("Quito") == 2
    assert shown("Which city", brief=True).count("Quito") == 1
    assert "✔" in shown("Which city", brief=True)
    assert "─" in shown("capital of France", brief=True), "what has no options is asked first all the same"


def test_every_gap_that_is_a_card_of_its_own_is_shown() -> None:
    text = deck_text(
        '[[cards]]\ncloze = "From {{north}} to {{south}}."\nconcept = "poles"\nquiz_only = true\n'
    )
    told = shown("cloze", text)
    assert "cloze · gap 1 of 2 · poles · quiz only" in told
    assert "From north to ▁▁▁▁▁▁." in told


def test_what_is_wrong_with_a_card_stands_in_its_place() -> None:
    told = shown("Water", DECK.replace("holds = true", "hold = true"))
    assert "cannot be shown yet" in told
    assert '"holds"' in told
    assert "Water" not in told


def test_a_card_that_only_asks_the_same_as_another_is_shown_all_the_same() -> None:
    twin = CLAIM.replace('id = "claim"\n', "")
    text = deck_text(twin, twin.replace("holds = true", "holds = false"))
    known = survey(text, "sample.toml", "sample")
    line = text.count("\n", 0, text.rindex("Water is wet"))
    assert "asks the same as the card" in known.reading.problems[0].message
    assert "✔  False" in preview(known, line, 60).plain
    worse = survey(text.replace("holds = false", ""), "sample.toml", "sample")
    assert "cannot be shown yet" in preview(worse, line, 60).plain


def test_what_is_saved_and_cannot_be_read_is_told_so() -> None:
    sound, broken = (survey(text, "x.toml", "x") for text in ('title = "a"\n', 'title = "a"\n\nx = oops\n'))
    assert saved("Saved.", sound) == "Saved."
    assert saved("Saved.", broken).startswith("Saved, and it cannot be read: line 3, ")


def test_beside_the_cards_the_deck_is_shown() -> None:
    told = shown("title")
    assert "Sample" in told
    assert "Left (l), Right (r)" in told
    assert str(len(EVERY_FORM)) in told
    gaps, broken = '[[cards]]\ncloze = "{{Two}} or {{three}}"\n', '[[cards]]\nfront = "No answer."\n'
    counted = preview(survey(deck_text(CLAIM, gaps, broken), "x.toml", "x"), 0, 60).plain
    assert "3 cards from 2 entries, 1 entry left out" in counted
    assert "cannot be shown" in shown("title", 'title = "open')
    assert preview(survey("", "x.toml", "x"), 0, 40)


@pytest.mark.parametrize("width", [20, 40, 90])
def test_it_keeps_to_its_width(width: int) -> None:
    for words in ("title", "Which city", "capital of France"):
        known = survey(DECK, "sample.toml", "sample")
        line = DECK.count("\n", 0, DECK.index(words))
        for row in preview(known, line, width).wrap(width):
            assert row.cell_length <= width


def test_markup_and_signs_that_act_are_shown_as_text() -> None:
    text = deck_text(
        '[[cards]]\nfront = "[red]list[int][/b] \\u001b]52;c;x\\u0007"\nback = "[@click=app.quit]x"\n'
    )
    told = shown("front", text)
    assert "[red]list[int][/b]" in told
    assert "[@click=app.quit]x" in told
    assert "\x1b" not in told


def test_the_head_says_less_where_there_is_less_room(tmp_path: Path) -> None:
    path = tmp_path / "sample.toml"
    path.write_text(DECK, encoding="utf-8")
    draft, known = opened(path), survey(DECK.replace("holds = true", ""), "sample.toml", "sample")

    def line(width: int, known: Survey | None = known, *, unsaved: bool = True) -> str:
        told = head(draft, known, "12:3", width, unsaved=unsaved)
        assert told.cell_length <= width
        return told.plain

    assert all(word in line(80) for word in ("Sample", "12:3", "1 error", "● unsaved"))
    assert "12:3" not in line(40)
    assert "● unsaved" in line(22)
    assert "saved" in line(80, None, unsaved=False)
    assert "sample.toml" in line(80, None)


def test_two_texts_are_compared_line_by_line() -> None:
    theirs = "\n".join(f"line {number}" for number in range(100))
    mine = theirs.replace("line 50\n", "").replace("line 90", "line ninety")
    told = [line.plain for line in differences(theirs, mine)]
    assert "- line 50" in told
    assert told.index("- line 90") + 1 == told.index("+ line ninety")
    assert "  line 49" in told
    assert "  line 60" not in told
    assert told[0] == "line 49"
    assert differences(theirs, theirs) == ()


def test_texts_that_differ_all_over_are_not_compared_for_ever() -> None:
    old = "\n".join(f"a{number}" for number in range(MOST_COMPARED * 60))
    told = differences(old, old.replace("a", "b"))
    assert len(told) == 1
    assert f"{MOST_COMPARED * 60:,} lines" in told[0].plain
    half = "\n".join(f"a{number}" for number in range(MOST_COMPARED // 2))
    assert len(differences(half, half.replace("a", "b"))) == MOST_SHOWN + 1


@pytest.mark.parametrize(
    ("found", "dirty", "told"),
    [
        ("same", False, ""),
        ("changed", False, "this is how it is now"),
        ("changed", True, "ctrl+s shows both"),
        ("gone", True, "d.toml is gone. Your text is here"),
        ("renamed", False, "d.toml is called e.toml now"),
        ("refused", False, "d.toml cannot be read any more: it is a pipe"),
    ],
)
def test_what_became_of_the_file_is_told(tmp_path: Path, found: str, dirty: bool, told: str) -> None:  # noqa: FBT001 - a table's column
    path = tmp_path / "d.toml"
    path.write_text("", encoding="utf-8")
    looks: dict[str, Look] = {
        "same": Same(opened(path)),
        "changed": Changed(opened(path)),
        "gone": Gone(),
        "renamed": Gone(Path("e.toml")),
        "refused": Refused("it is a pipe"),
    }
    said = told_of_file(looks[found], "d.toml", dirty=dirty)
    assert told in said
    assert bool(said) == bool(told)


def test_a_compared_line_is_text() -> None:
    told = differences("[b]", "[@click=app.quit]x\x1b")
    assert Content("\n").join(told).plain.count("[") == 2
    assert "\x1b" not in told[-1].plain
