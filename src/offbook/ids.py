"""Names that nothing else bears, and an order that no clock can reverse.

Ids have the layout of UUID version 7 (RFC 9562): 48 bits of milliseconds, then what sets apart.
A hybrid logical clock is milliseconds and a counter packed into one integer, ``ms << 16 | counter``;
it orders events and is never read as a time.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

ID_BYTES = 16
"""Bytes of a name: of an event, an action, a device."""
COUNTER_BITS = 16
"""Bits of a hybrid logical clock that count within a millisecond; a full counter carries over."""
LATEST = 2**47 - 1
"""Milliseconds since 1970 beyond which no clock is believed; its clock still fits 63 bits."""

_TAIL_BITS = 74
_TAIL = (1 << _TAIL_BITS) - 1


class Ids:
    """Makes 16-byte ids that rise within a process, whatever the wall clock does."""

    def __init__(self, random: Callable[[int], bytes]) -> None:
        """Draw chance from ``random``, which gives as many bytes as it is asked for."""
        self._random = random
        self._last = -1

    def make(self, ms: int) -> bytes:
        """A new id for ``ms`` milliseconds since 1970, greater than every earlier one."""
        # A stride of its own for each id: nobody who knows one can name the next.
        stride = 1 + int.from_bytes(self._random(4))
        fresh = _clamp(ms) << _TAIL_BITS | int.from_bytes(self._random(10)) & _TAIL
        self._last = fresh if fresh > self._last else self._last + stride
        return _lay_out(self._last)


def derive(clock: int, *names: bytes) -> bytes:
    """The id of what happened at a hybrid logical clock, set apart by the names it goes with.

    Equal arguments give equal ids; a later clock gives a greater one.
    """
    chance = int.from_bytes(blake2b(b"".join(names), digest_size=8).digest()) >> 6
    return _lay_out(clock << (_TAIL_BITS - COUNTER_BITS) | chance)


def clock_of(name: bytes) -> int | None:
    """The hybrid logical clock that an id made by ``derive`` begins with; None if it is not laid out so."""
    bits = int.from_bytes(name)
    number = bits >> 80 << _TAIL_BITS | (bits >> 64 & 0xFFF) << 62 | bits & (1 << 62) - 1
    return number >> (_TAIL_BITS - COUNTER_BITS) if _lay_out(number) == name else None


def tick(last: int, now_ms: int) -> int:
    """The clock of a new event: greater than ``last``, and at the wall time if that is later."""
    return max(last + 1, _clamp(now_ms) << COUNTER_BITS)


def merge(last: int, seen: int, now_ms: int) -> int:
    """The clock after hearing of an event at clock ``seen``: greater than both."""
    return tick(max(last, seen), now_ms)


def _clamp(ms: int) -> int:
    return min(max(ms, 0), LATEST)


def _lay_out(number: int) -> bytes:
    """Spread 122 bits over a UUID, around its version, 7, and its variant."""
    ms, tail = number >> _TAIL_BITS, number & _TAIL
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return (ms << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low).to_bytes(16)
