"""A text of a journal that was damaged anywhere brings in nothing that was not lived, and no mishap."""

from __future__ import annotations

from pathlib import Path
from random import Random

from journal_samples import SITTING, answer, attempt, everything, key, question, review, stamp
from offbook.clock import Moment
from offbook.exchange import bringing, taking_out
from offbook.exchange.problems import ExchangeError
from offbook.journal.events import Event
from offbook.journal.journal import Journal
from offbook.learning.events import Began, Buried, Slot, Undone
from promises import Promise

SIGNS = b'0123456789{}[]",:\\\n\x00\xff\x1b aetrue-.'


def damaged(text: bytes, chance: Random) -> bytes:
    """The text with a few of its bytes changed, taken out, put in, or a piece of it moved."""
    made = bytearray(text)
    for _ in range(chance.randint(1, 3)):
        at, till = sorted(chance.randrange(len(made)) for _ in range(2))
        match chance.randrange(5):
            case 0:
                made[at] = chance.choice(SIGNS)
            case 1:
                made[at] ^= 1 << chance.randrange(8)
            case 2:
                del made[at : min(till, at + 40)]
            case 3:
                made[at:at] = bytes(chance.choice(SIGNS) for _ in range(chance.randint(1, 8)))
            case _:
                made[at:at] = made[till : till + 200]
        made = made or bytearray(b"{")
    return bytes(made)


def test_a_damaged_text_is_refused_or_is_still_a_journal(tmp_path: Path, promise: Promise) -> None:
    texts = promise.often(quick=60, full=50_000)
    plan: Event = Began(SITTING, (key().deck,), review().day, (Slot(key()), Slot(key("peru"), follows=True)))
    with Journal.in_memory(device=b"d" * 16) as journal:
        for number, event in enumerate(
            [plan, review(), Buried(key(), 738_900), attempt(question(key(), "a")), answer(key(), "a")], 1
        ):
            journal.append([event], stamp(number))
        journal.append([Undone(stamp(2).action)], stamp(9))
        head = taking_out.header(journal, Moment(0), simulated=False)
        text = "".join(taking_out.text(journal, head)).encode()
    chance, path, refused = Random(6), tmp_path / "damaged.jsonl", 0
    for _ in range(texts):
        path.write_bytes(damaged(text, chance))
        with Journal.in_memory(device=b"m" * 16) as mine:
            before = everything(mine)
            try:
                seen = bringing.look(bringing.source(path), mine)
                brought = bringing.bring_in(bringing.source(path), mine)
            except ExchangeError:
                refused += 1
                assert everything(mine) == before
            else:
                assert (seen.refused, brought) == (0, seen.new)
                kept = everything(mine)
                mine.rebuild()
                assert everything(mine) == kept
    promise.held("damaged texts of a journal", texts=texts, refused=refused, mishaps=0)
    assert refused > texts // 2
