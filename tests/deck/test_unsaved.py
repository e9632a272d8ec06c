"""What was written and not saved is found again when the deck is edited next."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.deck.draft import Conflict, Draft, Saved, opened, save
from offbook.deck.unsaved import Unsaved
from offbook.errors import DeckError

TEXT = "# the file\n"


def session(root: Path, number: int, *alive: int) -> Unsaved:
    return Unsaved(root / "unsaved", number, lambda process: process in alive)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    path = tmp_path / "deck.toml"
    path.write_text(TEXT, encoding="utf-8")
    return opened(path)


def test_what_one_left_behind_the_next_takes_up(tmp_path: Path, draft: Draft) -> None:
    session(tmp_path, 1).keep(draft.edited("# mine\n"))
    found = session(tmp_path, 2).find(draft)
    assert found
    mine = found.taken_up(draft)
    assert mine.text == "# mine\n"
    assert mine.is_dirty
    assert isinstance(save(mine), Saved)
    assert (found.place.stat().st_mode & 0o777) == 0o600


def test_if_the_file_was_changed_since_saving_tells(tmp_path: Path, draft: Draft) -> None:
    session(tmp_path, 1).keep(draft.edited("# mine\n"))
    draft.path.write_text("# theirs\n", encoding="utf-8")
    now = opened(draft.path)
    found = session(tmp_path, 2).find(now)
    assert found
    assert isinstance(save(found.taken_up(now)), Conflict)


def test_what_is_in_the_file_by_now_is_not_offered(tmp_path: Path, draft: Draft) -> None:
    session(tmp_path, 1).keep(draft.edited("# mine\n"))
    draft.path.write_text("# mine\n", encoding="utf-8")
    assert session(tmp_path, 2).find(opened(draft.path)) is None
    assert not list((tmp_path / "unsaved").iterdir())


def test_the_text_of_one_that_still_runs_is_its_own(tmp_path: Path, draft: Draft) -> None:
    one, two = session(tmp_path, 1, 2), session(tmp_path, 2, 1)
    one.keep(draft.edited("# one\n"))
    assert two.find(draft) is None
    two.keep(draft.edited("# two\n"))
    two.drop(draft.path)
    assert [found.text for found in [session(tmp_path, 3).find(draft)] if found] == ["# one\n"]


def test_a_process_that_has_the_number_of_one_that_crashed_finds_its_text(
    tmp_path: Path, draft: Draft
) -> None:
    session(tmp_path, 7, 7).keep(draft.edited("# crashed\n"))
    again = session(tmp_path, 7, 7)
    found = again.find(draft)
    assert found
    again.put_by(found)
    again.keep(draft.edited("# new\n"))
    again.drop(draft.path)
    later = session(tmp_path, 7, 7).find(draft)
    assert later
    assert later.text == "# crashed\n"


def test_the_latest_is_offered_first_and_one_that_is_forgotten_no_more(tmp_path: Path, draft: Draft) -> None:
    for number, text in ((1, "# old\n"), (2, "# new\n")):
        session(tmp_path, number).keep(draft.edited(text))
    mine = session(tmp_path, 3)
    for text in ("# new\n", "# old\n"):
        found = mine.find(draft)
        assert found
        assert found.text == text
        mine.forget(found)
    assert mine.find(draft) is None


def test_one_that_is_taken_up_is_dropped_with_what_is_kept_from_now_on(tmp_path: Path, draft: Draft) -> None:
    session(tmp_path, 1).keep(draft.edited("# mine\n"))
    mine = session(tmp_path, 2)
    found = mine.find(draft)
    assert found
    mine.adopt(found, draft.path)
    mine.drop(draft.path)
    assert session(tmp_path, 3).find(draft) is None


def test_decks_of_one_name_in_two_folders_are_two(tmp_path: Path, draft: Draft) -> None:
    other = tmp_path / "other" / draft.path.name
    other.parent.mkdir()
    other.write_text(TEXT, encoding="utf-8")
    session(tmp_path, 1).keep(draft.edited("# mine\n"))
    assert session(tmp_path, 2).find(opened(other)) is None


@pytest.mark.parametrize("data", [b"", b"\xff", b"# no head\n", b"# Text\n# {}\n", b"# Text\n# [1]\n"])
def test_a_file_that_is_none_of_these_is_passed_over(tmp_path: Path, draft: Draft, data: bytes) -> None:
    session(tmp_path, 1).keep(draft.edited("# mine\n"))
    [place] = (tmp_path / "unsaved").iterdir()
    place.write_bytes(data)
    assert session(tmp_path, 2).find(draft) is None
    assert place.exists(), "what is not understood is not thrown away"


def test_where_it_cannot_be_kept_that_is_said(tmp_path: Path, draft: Draft) -> None:
    (tmp_path / "unsaved").write_text("in the way", encoding="utf-8")
    with pytest.raises(DeckError, match="Save it soon"):
        session(tmp_path, 1).keep(draft.edited("# mine\n"))
    assert session(tmp_path, 1).find(draft) is None
    session(tmp_path, 1).drop(draft.path)


@given(st.text(st.characters(codec="utf-8")).filter(lambda text: text != TEXT))
def test_any_text_is_kept_to_the_letter(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = tmp_path_factory.getbasetemp()
    (root / "any.toml").write_text(TEXT, encoding="utf-8")
    draft = opened(root / "any.toml")
    session(root, 1).keep(draft.edited(text))
    found = session(root, 2).find(draft)
    assert found
    assert found.text == text
