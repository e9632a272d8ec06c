"""``--fix`` changes no meaning, loses no comment, and has nothing left to do the second time."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from layouts import decks, sound_decks

from offbook.deck import fix
from offbook.deck.cards import Deck
from offbook.deck.draft import Draft
from offbook.deck.fix import ORDER, Left, Mended, carry_out, difference, mended, proposal
from offbook.deck.identity import fingerprint
from offbook.deck.read import parse, read
from offbook.deck.schema import FORMS

UNTIDY = """\
# Capitals of the world.
title = "Capitals"

# Easy.
[[cards]]   # the first
# on the answer
back = "Paris"\x20\x20
front = "France"

[[cards]]
id = "kept"
front = "Peru"
back = "Lima"
"""
TIDY = """\
# Capitals of the world.
title = "Capitals"

# Easy.
[[cards]]   # the first
id = "{id}"
front = "France"
# on the answer
back = "Paris"

[[cards]]
id = "kept"
front = "Peru"
back = "Lima"
"""


def deck(text: str) -> Deck:
    found = parse(text, "x.toml", "x").deck
    assert found is not None
    return found


def done(text: str) -> Mended:
    found = mended(text, "x")
    assert isinstance(found, Mended), found
    return found


def test_ids_order_and_blanks_are_mended_and_nothing_else() -> None:
    found = done(UNTIDY)
    assert found.text == TIDY.format(id=fingerprint("recall", "France"))
    assert str(found) == "1 id written, 1 card with its keys put in order, 1 line without blanks at its end"
    assert done(found.text) == Mended(found.text)
    assert str(done(found.text)) == "nothing to mend"


def test_the_gaps_of_a_text_keep_their_identities() -> None:
    text = 'title = "x"\n[[cards]]\ncloze = "{{a}} and {{b}}"\n[[cards]]\ncloze = "one {{gap}}"\n'
    found = done(text)
    assert [card.facts.key for card in deck(found.text).cards] == [
        card.facts.key for card in deck(text).cards
    ]
    written = [table["id"] for table in tomli.loads(found.text)["cards"]]
    assert [re.fullmatch(r"fp-[0-9a-f]{20}", one) is not None for one in written] == [True, True]


def test_the_order_is_what_a_card_belongs_to_what_it_asks_and_what_any_may_have() -> None:
    assert {form: sorted(keys) for form, keys in ORDER.items()} == {
        form: sorted(model.model_fields) for form, model in FORMS.items()
    }
    assert ORDER["choice"] == (
        *("id", "concept", "concepts", "ask", "right", "wrong"),
        *("why", "hint", "tags", "pair", "quiz_only"),
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('title = "x"\n[[cards]]\nfront = "a\nback = "b"\n', "its TOML is broken on line 3; mend that first"),
        ("title = ", "its TOML is broken on line 1; mend that first"),
        ('title = "x"\nformat = 9\n', "this deck is written for a newer Offbook"),
        ('title = "x"\ncards = [ { front = "a", back = "b" } ]\n', "its cards stand in one value"),
    ],
)
def test_what_cannot_be_mended_is_left_and_told(text: str, reason: str) -> None:
    found = mended(text, "x")
    assert isinstance(found, Left)
    assert found.reason.startswith(reason)
    assert str(found).startswith("left as it is: ")


def test_a_card_with_an_error_is_left_to_its_author() -> None:
    wrong = "[[cards]]\nholds = 1\nclaim = 'a'\n"
    found = done(f'title = "x"\n{wrong}[[cards]]\nholds = true\nclaim = "b"\n')
    assert wrong in found.text
    assert (found.ids, found.ordered) == (1, 1)


@pytest.mark.parametrize(
    "text", ["", 'title = "x"\n', 'title = "x"\ncards = [1]  \n', "title = 'x'  \ncards = 5\n"]
)
def test_a_deck_without_cards_is_only_trimmed(text: str) -> None:
    assert done(text).text == "\n".join(line.rstrip() for line in text.split("\n"))


def test_what_would_change_the_meaning_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, wrong in (
        ("all_in_order", lambda text, _orders: text.replace("Paris", "Rome")),
        ("all_in_order", lambda text, _orders: text.replace("fp-", "fq-")),
        ("all_in_order", lambda text, _orders: text + "[[cards]]\nfront = 'a'\n"),
        ("without_trailing_space", lambda text: text.replace('title = "Capitals"', 'title = "Towns"')),
        ("with_ids", lambda text, _ids: text.replace("[[cards]]", "[[cards]]\nid = 'a'", 1)),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(fix, name, wrong)
            assert mended(UNTIDY, "x") == Left("mending it would change what it says"), name


# ---- Any layout ---------------------------------------------------------------------------------


def said(text: str) -> Counter[str]:
    """The lines that are comments or keys, without blanks at their ends."""
    return Counter(line.rstrip(" \t") for line in text.split("\n"))


@given(sound_decks | decks)
def test_any_deck_says_the_same_afterwards_and_has_nothing_left_to_mend(text: str) -> None:
    before, found = parse(text, "x", "x"), done(text)
    after = parse(found.text, "x", "x")
    assert after.deck == before.deck
    assert after.errors == before.errors
    assert done(found.text) == Mended(found.text)

    lost, new = said(text) - said(found.text), said(found.text) - said(text)
    assert not lost, "every comment and every line is still there"
    assert [line.split(" ")[0] for line in new.elements()] == ["id"] * found.ids
    assert after.deck is not None
    tables = tomli.loads(found.text)["cards"] if after.deck.cards else []
    for card in after.deck.cards:
        table = tables[card.facts.index]
        assert card.facts.key.card in {table["id"], f"{table['id']}.1", f"{table['id']}.2"}


# ---- Files --------------------------------------------------------------------------------------


def mend_file(path: Path) -> Mended | Left:
    found = proposal(path)
    if isinstance(found, Left):
        return found
    draft, what = found
    return what if isinstance(what, Left) else carry_out(draft, what)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_a_file_keeps_its_mark_and_its_line_ends(tmp_path: Path, mark: bytes, ending: bytes) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(mark + UNTIDY.encode().replace(b"\n", ending))
    keys = [card.facts.key for card in deck(UNTIDY).cards]
    assert isinstance(mend_file(path), Mended)
    tidy = TIDY.format(id=fingerprint("recall", "France"))
    assert path.read_bytes() == mark + tidy.encode().replace(b"\n", ending)
    reading = read(path)
    assert reading.deck is not None
    assert [card.facts.key for card in reading.deck.cards] == keys
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_with_nothing_to_mend_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(TIDY.format(id="a"))
    before = path.stat()
    assert isinstance(mend_file(path), Mended)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def proposed(path: Path) -> tuple[Draft, Mended]:
    found = proposal(path)
    assert not isinstance(found, Left)
    draft, what = found
    assert isinstance(what, Mended)
    return draft, what


def test_a_file_that_changed_meanwhile_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(UNTIDY)
    draft, what = proposed(path)
    path.write_text(UNTIDY + "# theirs\n")
    assert carry_out(draft, what) == Left("it was changed meanwhile; run this again")
    assert path.read_text() == UNTIDY + "# theirs\n"

    path.unlink()
    assert isinstance(carry_out(draft, what), Left)
    assert not path.exists()


def test_line_ends_of_two_kinds_and_read_only_files_are_left(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(UNTIDY.encode().replace(b"\n", b"\r\n", 3))
    assert mend_file(path) == Left("its lines end in two ways; let your editor end them in one")

    path.write_text(UNTIDY)
    path.chmod(0o444)
    found = mend_file(path)
    assert isinstance(found, Left)
    assert "is read-only" in found.reason
    assert path.read_text() == UNTIDY
    assert mend_file(tmp_path / "gone.toml") == Left("there is no such file; look at its name and folder")


def test_the_difference_can_be_shown_anywhere() -> None:
    text = difference(Path("x\x1b.toml"), "a\nb \u202e\n", "a\nb\n")
    assert text.split("\n") == [
        "--- x\N{REPLACEMENT CHARACTER}.toml\tas it is",
        "+++ x\N{REPLACEMENT CHARACTER}.toml\tmended",
        "@@ -1,3 +1,3 @@",
        " a",
        "-b \N{REPLACEMENT CHARACTER}",
        "+b",
        " ",
    ]
