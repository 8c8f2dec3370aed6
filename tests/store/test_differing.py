"""What is another in a record."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.store.differing import Differences
from quoth.store.parsing import Document

VALUES: st.SearchStrategy[object] = st.one_of(
    st.none(), st.booleans(), st.integers(0, 1), st.lists(st.sampled_from("ab"), max_size=1)
)
DOCUMENTS = st.dictionaries(st.sampled_from("abcd"), VALUES)


@given(DOCUMENTS, DOCUMENTS)
@settings(max_examples=60)
def test_a_record_is_the_other_with_its_difference(before: Document, after: Document) -> None:
    difference = Differences().of(before, after)
    stay = {name: value for name, value in before.items() if name not in difference.was}
    made = {name: difference.now.get(name, value) for name, value in before.items()}
    made = {name: made[name] for name in made if name in stay or name in difference.now}
    made |= difference.now
    assert repr(sorted(made.items())) == repr(sorted(after.items()))
    assert difference.is_in_order == ([*made] == [*after])
    assert difference.is_any == (before != after)
    assert not any(
        repr(value) == repr(after.get(name, ...)) for name, value in difference.was.items()
    )


def test_equal_differences_are_one() -> None:
    differences = Differences()
    first = differences.of({"id": "1", "t": ["a"]}, {"id": "1", "t": ["b"]})
    assert first is differences.of({"id": "2", "t": ["a"]}, {"id": "2", "t": ["b"]})
    assert first is not differences.of({"id": "2", "t": [1]}, {"id": "2", "t": ["b"]})
    assert differences.of({"t": 1}, {"t": True}) is not differences.of({"t": 1}, {"t": 1})
