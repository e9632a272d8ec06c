"""The journal as text: it comes back as it was, and nothing else comes in."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_texts import (
    NOW,
    acted,
    changed,
    entries,
    journal_of,
    lines_of,
    problems,
    read,
    text_of,
    within_reach,
)

import journal_samples as samples
from journal_samples import (
    SITTING,
    action,
    answer,
    attempt,
    everything,
    key,
    question,
    review,
    stamp,
)
from offbook.clock import Moment, Stamp
from offbook.exchange import journal_text, lines
from offbook.exchange.journal_text import Entry, Header
from offbook.exchange.problems import ExchangeError
from offbook.journal.events import Event
from offbook.journal.journal import Journal
from offbook.journal.rows import KINDS
from offbook.learning.events import (
    Began,
    Buried,
    Carried,
    Flagged,
    Pulled,
    Reported,
    Reset,
    Resumed,
    Reviewed,
    Slot,
    Suspended,
    Undone,
    Worded,
)
from offbook.learning.schedule import Scheduler
from offbook.performance.events import (
    Answered,
    AttemptBegan,
    AttemptEnded,
    AttemptSeen,
    Ending,
    QuestionFlagged,
    Remarked,
)
from offbook.performance.targets import Closing

Acted = list[tuple[Event, bytes, Moment]]


@pytest.fixture
def sample() -> str:
    """The text of a journal of six events: a plan, two reviews, a decision, a quiz begun and answered."""
    plan = Began(SITTING, (key().deck,), review().day, (Slot(key()), Slot(key("peru"), follows=True)))
    with Journal.in_memory(device=b"d" * 16) as journal:
        journal.append([plan], stamp(1))
        journal.append([review(), replace(review(key("peru")), scheduler=Scheduler(retention=0.8))], stamp(2))
        journal.append([Buried(key(), review().day + 1)], stamp(3))
        journal.append([attempt(question(key(), "a"))], stamp(4))
        journal.append([answer(key(), "a")], stamp(5))
        return text_of(journal)


HEAD, BEGAN, SCHEDULER, REVIEW, _OTHER, PERU, BURIED, ATTEMPT, ANSWER = range(9)
"""The lines of the sample."""


@settings(max_examples=20)
@given(acted, st.booleans())
def test_what_is_written_is_read_back_whatever_happened(
    tmp_path_factory: pytest.TempPathFactory,
    happened: Acted,
    simulated: bool,  # noqa: FBT001
) -> None:
    path = tmp_path_factory.getbasetemp() / "text.jsonl"
    with journal_of(happened) as journal, Journal.in_memory(device=b"e" * 16) as other:
        text = text_of(journal, simulated=simulated)
        assert text_of(journal, simulated=simulated) == text, "the same bytes each time"
        header, *found = read(path, text)
        assert header == Header("offbook journal", 1, NOW, journal.device, simulated, len(happened))
        assert all(isinstance(one, Entry) for one in found)
        assert entries(found) == [replace(one, seq=0) for one in journal.events()]

        assert other.merge(entries(found)) == len(happened)
        assert everything(other) == everything(journal)
        assert lines_of(text_of(other, simulated=simulated))[1:] == lines_of(text)[1:]


OF_KIND: dict[type, st.SearchStrategy[Event]] = {
    Reviewed: samples.reviews,
    Suspended: st.builds(Suspended, samples.keys, st.booleans()),
    Resumed: st.builds(Resumed, samples.keys),
    Buried: st.builds(Buried, samples.keys, samples.days),
    Flagged: st.builds(Flagged, samples.keys, st.booleans()),
    Pulled: st.builds(Pulled, samples.keys),
    Reset: st.builds(Reset, samples.keys),
    Worded: st.builds(Worded, samples.keys, samples.words, samples.words, samples.words),
    Carried: st.builds(Carried, samples.keys, samples.keys),
    Reported: samples.reports,
    Undone: st.builds(Undone, samples.names),
    Began: samples.sittings,
    AttemptBegan: samples.attempts,
    Answered: samples.answers,
    QuestionFlagged: st.builds(QuestionFlagged, samples.names, st.integers(0, 500), st.booleans()),
    AttemptEnded: st.builds(AttemptEnded, samples.names, st.sampled_from(Ending)),
    AttemptSeen: st.builds(AttemptSeen, samples.names),
    Remarked: st.builds(Remarked, samples.names, st.integers(0, 500), samples.shares, samples.words),
    Closing: samples.closings,
}


@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: kind.__name__)
@settings(max_examples=5)
@given(data=st.data())
def test_every_kind_of_event_comes_back(
    tmp_path_factory: pytest.TempPathFactory, kind: type, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "kind.jsonl"
    event: Event = within_reach(data.draw(OF_KIND[kind]))
    with journal_of([(event, action(1), NOW)]) as journal:
        (found,) = entries(read(path, text_of(journal)))
        assert found.event == event
        line = json.loads(lines_of(text_of(journal))[-1])
        assert (line["kind"], list(line)) == (
            KINDS[kind],
            ["id", "kind", "action", "device", "clock", "at", "event"],
        )


def test_a_scheduler_stands_once_before_the_reviews_it_decided(sample: str) -> None:
    found = [json.loads(line) for line in lines_of(sample)]
    assert [one.get("scheduler") for one in found] == [None, None, 1, None, 2, None, None, None, None]
    assert [found[line]["event"]["scheduler"] for line in (REVIEW, PERU)] == [1, 2]


@settings(max_examples=25)
@given(st.data())
def test_a_text_that_was_cut_anywhere_says_so(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "cut.jsonl"
    with journal_of([(review(), action(1), NOW), (Suspended(key()), action(2), NOW)]) as journal:
        text = text_of(journal)
        whole = read(path, text)
        assert problems(whole) == []
        cut = data.draw(st.integers(0, len(text) - 2))
        found = problems(read(path, text[:cut]))
        assert found
        assert any(word in found[-1][1] for word in ("cut off", "ends too early", "is empty"))


def test_a_text_without_its_last_line_feed_is_whole(tmp_path: Path, sample: str) -> None:
    assert problems(read(tmp_path / "x", sample.rstrip("\n"))) == []
    assert problems(read(tmp_path / "x", b"\xef\xbb\xbf" + sample.encode())) == [], "as some editors save it"
    assert problems(read(tmp_path / "x", sample.replace("\n", "\r\n"))) == []


E = "event"
ODD: list[tuple[int, tuple[str | int, ...], object, str]] = [
    (HEAD, ("format",), "offbook deck", "does not say that a journal of Offbook follows"),
    (HEAD, ("version",), 2, "newer Offbook (format 2; this one knows 1); update Offbook"),
    (HEAD, ("version",), 0, "which never was"),
    (HEAD, ("events",), -1, "events must not be less than none"),
    (HEAD, ("events",), 7, "ends too early: 6 of 7 events"),
    (HEAD, ("events",), 5, "goes on too long: 6 of 5 events"),
    (HEAD, ("written",), "2026-10-20", "written must be a time with its offset"),
    (BEGAN, ("kind",), "levitated", 'does not know, "levitated"; update Offbook'),
    (BEGAN, ("kind",), 7, "kind must be text, not 7"),
    (BEGAN, ("kind",), ..., "this line lacks kind"),
    (BEGAN, ("id",), "xyz", 'id must be 32 hexadecimal digits, not "xyz"'),
    (BEGAN, ("id",), "é" * 32, "id must be 32 hexadecimal digits"),
    (BEGAN, ("clock",), 3, "id and a clock that do not belong together"),
    (BEGAN, ("clock",), 2**62, "clock must be a whole number"),
    (BEGAN, ("clock",), 1.0, "clock must be a whole number"),
    (BEGAN, ("at",), "2023-11-14T23:14:20", "at must be a time with its offset"),
    (BEGAN, ("at",), "2023-11-14T23:14:20.0001+01:00", "to the millisecond"),
    (BEGAN, ("at",), "@1125899906842624+00:00", "at must be a time"),
    (BEGAN, ("more",), 1, 'has "more", which is not known here'),
    (BEGAN, (E, "plan", 1, "key", "card"), None, "event.plan[1].key.card must be text, not null"),
    (BEGAN, (E, "plan", 0, "follows"), 1, "event.plan[0].follows must be true or false, not 1"),
    (BEGAN, (E, "scope"), "capitals", "event.scope must be a list"),
    (SCHEDULER, ("weights",), [0.2] * 20, "weights must be a list of 21 to 21, not of 20"),
    (SCHEDULER, ("weights", 20), 0, "weights by which no memory can be worked out"),
    (SCHEDULER, ("weights", 9), 1_000, "weights by which no memory can be worked out"),
    (SCHEDULER, ("scheduler",), 2, "with a number that is not the next one"),
    (SCHEDULER, ("scheduler",), True, "with a number that is not the next one"),
    (SCHEDULER, ("retention",), 1, "retention must be a number from 0.01 to 0.999, not 1"),
    (REVIEW, (E, "rating"), 3, "event.rating must be one of again, hard, good, easy, not 3"),
    (REVIEW, (E, "day"), 0, "event.day must be a whole number from 1 to"),
    (REVIEW, (E, "took"), 10**30, "event.took must be a whole number"),
    (REVIEW, (E, "took"), 10**50, "this line has a number of 51 digits"),
    (REVIEW, (E, "scheduler"), 2, "event.scheduler must be the number of a scheduler"),
    (REVIEW, (E, "scheduler"), True, "event.scheduler must be the number of a scheduler"),
    (REVIEW, (E, "response"), "caf\udce9", "event.response holds half of a character"),
    (REVIEW, (E, "replaces"), "", "event.replaces must be 32 hexadecimal digits"),
    (REVIEW, (E, "overruled"), ..., "event lacks overruled"),
    (ATTEMPT, (E, "feedback"), "never", "event.feedback must be one of end, each"),
    (ATTEMPT, (E, "paper", 0, "guess"), 1.5, "event.paper[0].guess must be a number from 0 to 1, not 1.5"),
    (ANSWER, (E, "score"), 1e300, "event.score must be a number from 0 to 1"),
    (ANSWER, (E, "confidence"), 0, "event.confidence must be a whole number from 1 to 3"),
    (ANSWER, (E,), [], "event must be an object"),
]


@pytest.mark.parametrize(("line", "where", "to", "told"), ODD, ids=[f"{one[1]}-{one[2]}"[:50] for one in ODD])
def test_what_is_odd_is_told_at_its_line(
    tmp_path: Path, sample: str, line: int, where: tuple[str | int, ...], to: object, told: str
) -> None:
    written = lines_of(sample)
    written[line] = changed(written[line], *where, to=to)
    first = problems(read(tmp_path / "odd", "".join(written)))[0]
    is_about_the_end = where == ("events",) and to in (5, 7)
    assert first[0] == (len(written) if is_about_the_end else line + 1)
    assert told in first[1]


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not JSON"),
        ("[]", "must be an object"),
        ("7", "must be an object"),
        ("{", "this line is not JSON: Expecting"),
        ('{"id": NaN}', "the number NaN, which is none"),
        ('{"id": -Infinity}', "the number -Infinity, which is none"),
        ('{"id": 1e999}', "1e999, which is too large"),
        ('{"id": 1, "kind": 2, "id": 1}', 'has "id" twice in one object'),
        ('{"id": {"a": 1, "a": 2}}', 'has "a" twice'),
        ('{"id": ' + "9" * 5_000 + "}", "a number of 5000 digits"),
        ('{"id": 0.' + "9" * 5_000 + "}", "a number of 5002 digits"),
        (nested(100_000), "nested too deeply"),
        ("[" + "[]," * 1_000_000 + "[]]", "more than 1,000,000 parts"),
        (b'{"id": "\xff"}', "is not UTF-8 (byte 9)"),
        (b"\x00" * 100, "not JSON"),
    ],
)
def test_what_is_no_event_is_told_at_its_line(
    tmp_path: Path, sample: str, text: str | bytes, told: str
) -> None:
    head, began, *rest = (line.encode() for line in lines_of(sample))
    odd = (text if isinstance(text, bytes) else text.encode()) + b"\n"
    found = read(tmp_path / "odd", b"".join([head, began, odd, *rest]))
    assert problems(found)[0][0] == 3
    assert told in problems(found)[0][1]
    assert len(entries(found)) == 6, "what follows is read"


def test_lines_out_of_order_or_given_twice_are_told(tmp_path: Path, sample: str) -> None:
    written = lines_of(sample)
    swapped = [*written[:BURIED], written[ATTEMPT], written[BURIED], written[ANSWER]]
    assert [place for place, _ in problems(read(tmp_path / "x", "".join(swapped)))] == [8]
    twice = read(tmp_path / "x", "".join([*written[:7], written[BURIED], *written[7:]]))
    assert [place for place, _ in problems(twice)] == [8, 10]
    again = problems(read(tmp_path / "x", "".join([*written[:4], written[SCHEDULER], *written[4:]])))
    assert again == [
        (5, "this line describes a scheduler a second time, or with a number that is not the next one")
    ]


def test_a_line_that_never_ends_is_not_read_to_its_end(
    tmp_path: Path, sample: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LONGEST_LINE", 2_000)
    found = read(tmp_path / "x", lines_of(sample)[0] + '{"a": "' + "b" * 100_000)
    assert problems(found) == [(2, "this line is longer than any event (2,000 bytes)")]


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda _: None, "cannot be read: no such file or directory"),
        (folder, "cannot be read|not a regular file"),
        (os.mkfifo, "is not a regular file"),
        (lambda path: path.symlink_to("/dev/zero"), "is not a regular file"),
        (lambda path: path.symlink_to(path), "cannot be read: too many levels"),
    ],
    ids=["nothing", "a folder", "a pipe", "a device", "a loop"],
)
def test_what_is_no_regular_file_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path], None], told: str
) -> None:
    path = tmp_path / "x\x1b[31m"
    make(path)
    with pytest.raises(ExchangeError, match=told) as refused:
        list(journal_text.read(path))
    assert "\x1b" not in str(refused.value)


def test_a_file_larger_than_any_journal_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with path.open("wb") as file:
        file.truncate(lines.LARGEST + 1)
    with pytest.raises(ExchangeError, match="larger than any journal"):
        list(journal_text.read(path))


def test_half_of_a_character_can_be_written_though_it_is_not_read(tmp_path: Path) -> None:
    broken = Began(SITTING, (review().key.deck, "caf\udce9"), review().day, ())  # type: ignore[arg-type]
    with journal_of([(broken, action(1), NOW)]) as journal:
        ((place, told),) = problems(read(tmp_path / "x", text_of(journal)))
    assert (place, told) == (2, "event.scope[1] holds half of a character (a lone surrogate)")


def test_a_time_that_no_calendar_knows_is_told_though_it_is_not_read(tmp_path: Path) -> None:
    with Journal.in_memory(device=b"d" * 16) as journal:
        journal.append([Undone(action(3))], Stamp(Moment(2**50, -90), action(1)))
        text = text_of(journal)
    assert '"at":"@1125899906842624-01:30"' in text
    assert "clock must be" in problems(read(tmp_path / "x", text))[0][1]


def test_events_know_their_fields_by_name(sample: str) -> None:
    found = [json.loads(line).get("event") for line in lines_of(sample)]
    assert list(found[REVIEW]) == list(Reviewed.__dataclass_fields__)
    assert list(found[ANSWER]) == list(Answered.__dataclass_fields__)
