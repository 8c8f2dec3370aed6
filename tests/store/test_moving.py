"""Where things stand after several moves is where they stand after one after the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.store.splicing import Moves, Splice

LENGTH = 60


@st.composite
def replaced(draw: st.DrawFn, length: int) -> list[Splice]:
    """Return what is replaced in a file of some length."""
    places = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return [Splice(start, end, b"\0" * draw(st.integers(0, 9))) for start, end in pairs]


@given(st.data())
def test_moves_come_to_one(data: st.DataObject) -> None:
    text = bytes(range(100, 100 + LENGTH))
    first = data.draw(replaced(LENGTH))
    between = made(text, first)
    second = data.draw(replaced(len(between)))
    after = made(between, second)
    both = Moves(first).shifts.then(Moves(second).shifts)
    for place, sign in enumerate(text):
        if sign in after:
            assert after[both.moved(place)] == sign


def made(text: bytes, splices: list[Splice]) -> bytes:
    """Return a text with some of it replaced."""
    for one in reversed(splices):
        text = text[: one.start] + one.text + text[one.end :]
    return text
