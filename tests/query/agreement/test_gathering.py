"""A unit that is made of a document as it is stored says what the statement that is read says."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.basics.text import words
from quoth.query.agreement.gathering import unit_of
from quoth.store.reading import read_statement

_IDS = st.sampled_from(("a", "b", "c", "d"))
_ID_LISTS = st.lists(_IDS, max_size=3)
_PLACES = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted)
_LOCATORS = st.one_of(
    st.none(),
    _PLACES.map(lambda place: {"start": place[0], "end": place[1], "paragraph": 1}),
    st.sampled_from(({}, {"start": 3}, {"end": 5}, {"start": None, "end": 2}, {"paragraph": 2})),
)
_STANCES = st.lists(
    st.fixed_dictionaries(
        {"topic": _IDS, "position": st.sampled_from(("support", "oppose", "neutral"))}
    ),
    max_size=3,
)
_DOCUMENTS = st.fixed_dictionaries(
    {
        "quote": st.sampled_from(("Bread is dear.", "Tax the mills!")),
        "kind": st.sampled_from(("direct", "indirect", "mixed")),
        "speaker": _IDS,
        "source": _IDS,
    },
    optional={
        "id": st.one_of(st.none(), _IDS), "via": st.one_of(st.none(), _ID_LISTS),
        "topics": st.one_of(st.none(), _ID_LISTS), "stances": st.one_of(st.none(), _STANCES),
        "locator": _LOCATORS, "coder": _IDS, "note": st.text(max_size=3), "own": st.integers(),
    },
)  # fmt: skip


@settings(max_examples=60)
@given(_DOCUMENTS)
def test_it_says_the_same(document: dict[str, Any]) -> None:
    unit, one = unit_of("7", document, "ann", {}), read_statement(document, "7")
    place = one.locator
    span = None
    if place is not None and place.start is not None and (place.end or 0) > place.start:
        span = place.start, place.end
    made: tuple[object, ...] = unit
    assert made == (
        one.id, one.source, "ann", span, str(one.kind), one.speaker, one.via,
        {*one.topics, *(stance.topic for stance in one.stances)},
        {stance.topic: str(stance.position) for stance in one.stances},
        set(words(one.quote)) if span is None else set(),
    )  # fmt: skip
