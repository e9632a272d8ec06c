"""docs/journal-format.md shows what is written, and names every kind and every field there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from journal_texts import entries, lines_of, problems, read

from offbook.exchange import journal_text
from offbook.exchange.journal_text import Header
from offbook.journal.journal import Journal
from offbook.journal.rows import KINDS

PAGE = (Path(__file__).parents[2] / "docs" / "journal-format.md").read_text(encoding="utf-8")


def names(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_the_example_is_a_journal_and_is_written_so(tmp_path: Path) -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    header, *found = read(tmp_path / "example.jsonl", example)
    assert isinstance(header, Header)
    assert problems(found) == []
    with Journal.in_memory(device=header.device) as journal:
        assert journal.merge(entries(found)) == header.events
        assert journal.union.count() == header.events
        assert list(journal_text.write(journal.events(), header)) == lines_of(example)


def test_every_kind_stands_in_it_with_its_fields() -> None:
    rows = dict(re.findall(r"^\| `([a-z ]+)` \| (`.*`) \|$", PAGE.split("## Events")[1], re.MULTILINE))
    assert {word: names(rows[word]) for word in KINDS.values()} == {
        word: [one.name for one in fields(kind)] for kind, word in KINDS.items()
    }


def test_the_names_of_the_first_line_and_of_the_envelope_stand_in_it() -> None:
    first = PAGE.split("## The first line")[1].split("## Schedulers")[0]
    assert re.findall(r"^\| `([a-z]+)` \|", first, re.MULTILINE) == [one.name for one in fields(Header)]
    envelope = PAGE.split("## Events")[1].split("Whole numbers")[0]
    assert re.findall(r"^\| `([a-z]+)` \|", envelope, re.MULTILINE) == [
        "id", "kind", "action", "device", "clock", "at", "event",
    ]  # fmt: skip
