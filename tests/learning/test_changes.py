from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from offbook.learning.changes import with_change

letters = st.sampled_from("abcdef")


@given(st.dictionaries(letters, st.integers()), st.lists(st.tuples(letters, st.integers())))
def test_a_changed_mapping_is_what_a_copied_one_would_be(
    base: dict[str, int], changes: list[tuple[str, int]]
) -> None:
    kept, copied = dict(base), dict(base)
    changed = with_change(base, "a", 0)
    copied["a"] = 0
    for key, value in changes:
        before = dict(changed)
        after = with_change(changed, key, value)
        assert dict(changed) == before, "what was there stays as it was"
        changed, copied[key] = after, value
    assert changed == copied
    assert len(changed) == len(copied)
    assert base == kept
