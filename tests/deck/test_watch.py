"""What other programs do to a file is told once, and once it has come to rest."""

from __future__ import annotations

from pathlib import Path

from offbook.deck.draft import Changed, Gone, Same, opened
from offbook.deck.watch import Watch


def test_a_file_that_is_still_being_written_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "deck.toml"
    path.write_text("# whole\n", encoding="utf-8")
    draft, watch = opened(path), Watch()
    assert watch.look(draft) is None
    for half in ("", "# wh", "# whole, a"):
        path.write_text(half, encoding="utf-8")
        assert watch.look(draft) is None
    path.write_text("# whole, anew\n", encoding="utf-8")
    assert watch.look(draft) is None
    found = watch.look(draft)
    assert isinstance(found, Changed)
    assert found.theirs.text == "# whole, anew\n"
    assert watch.look(draft) is None, "told once"
    assert watch.look(found.theirs) is None
    path.write_text("# yet again\n", encoding="utf-8")
    assert watch.look(draft) is None
    assert isinstance(watch.look(draft), Changed)


def test_a_file_that_is_away_for_a_moment_was_not_gone(tmp_path: Path) -> None:
    path = tmp_path / "deck.toml"
    path.write_text("# whole\n", encoding="utf-8")
    draft, watch = opened(path), Watch()
    path.unlink()
    assert watch.look(draft) is None
    path.write_text("# whole\n", encoding="utf-8")
    assert watch.look(draft) is None
    assert isinstance(found := watch.look(draft), Same)
    path.unlink()
    assert watch.look(found.draft) is None
    assert isinstance(watch.look(found.draft), Gone)
    assert watch.look(found.draft) is None
