"""Ids rise and never repeat; hybrid logical clocks put cause before effect."""

from __future__ import annotations

from random import Random
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from offbook.ids import COUNTER_BITS, LATEST, Ids, clock_of, derive, merge, tick

clocks = st.integers(0, 2**62)
times = st.integers(-(2**40), 2**50)


@given(st.lists(times, min_size=1, max_size=30), st.integers())
def test_ids_rise_whatever_the_clock_does(clock: list[int], seed: int) -> None:
    ids = Ids(Random(seed).randbytes)
    made = [ids.make(ms) for ms in clock]

    assert made == sorted(set(made))
    assert {len(one) for one in made} == {16}


@given(st.integers(0, LATEST), st.integers())
def test_an_id_is_a_uuid_of_version_7_that_tells_its_time(ms: int, seed: int) -> None:
    made = UUID(bytes=Ids(Random(seed).randbytes).make(ms))

    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == ms


def test_two_devices_at_the_same_moment_make_different_ids() -> None:
    one, other = Ids(Random(1).randbytes), Ids(Random(2).randbytes)

    assert not {one.make(5) for _ in range(500)} & {other.make(5) for _ in range(500)}


def test_chance_that_has_run_out_still_gives_ids_that_rise() -> None:
    ids = Ids(lambda count: b"\xff" * count)
    made = [ids.make(ms) for ms in (5, 5, 6, 4, 6, 7)]

    assert made == sorted(set(made))
    assert all(UUID(bytes=one).version == 7 for one in made)


@given(st.lists(clocks, min_size=2, max_size=2, unique=True), st.binary(), st.binary())
def test_derived_ids_stand_in_the_order_of_their_clocks(pair: list[int], one: bytes, other: bytes) -> None:
    low, high = sorted(pair)

    assert derive(low, one) < derive(high, other)


@given(clocks, st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_derived_ids_are_the_same_for_the_same_and_differ_by_name(
    clock: int, one: bytes, other: bytes
) -> None:
    assert derive(clock, one) == derive(clock, one)
    assert UUID(bytes=derive(clock, one)).version == 7
    assert (derive(clock, one) == derive(clock, other)) == (one == other)


@given(st.integers(0, 2**63 - 1), st.binary(), st.integers(0, 127))
def test_a_derived_id_tells_its_clock(clock: int, one: bytes, bit: int) -> None:
    made = derive(clock, one)

    assert clock_of(made) == clock
    # A bit that was turned over is seen where it belongs to the clock or to the layout.
    turned = (int.from_bytes(made) ^ 1 << 127 - bit).to_bytes(16)
    assert (clock_of(turned) == clock) == (bit >= 70)


@given(clocks, times)
def test_a_tick_is_later_than_the_last_and_not_before_the_wall(last: int, now: int) -> None:
    after = tick(last, now)

    assert after > last
    assert after >> COUNTER_BITS >= min(now, LATEST)
    assert after == last + 1 or after == max(now, 0) << COUNTER_BITS or now > LATEST


@given(clocks, clocks, times)
def test_a_merge_is_later_than_both(last: int, seen: int, now: int) -> None:
    after = merge(last, seen, now)

    assert after > max(last, seen)
    assert after == merge(seen, last, now)


def test_a_full_counter_carries_over() -> None:
    assert tick((7 << COUNTER_BITS) + 2**COUNTER_BITS - 1, 7) == 8 << COUNTER_BITS
