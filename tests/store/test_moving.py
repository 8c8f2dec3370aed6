"""Where things stand after several moves is where they stand after one after the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.store.moving import Shifts
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


def test_many_moves_come_to_one_in_as_many_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a hundred thousand of each, more would never end."""
    many = 500
    first, second = (
        Shifts(range(step, 10 * many, 10), range(many + 1)) for step in (1, 2)
    )  # fmt: skip
    steps = 0
    moved = Shifts.moved

    def counted(shifts: Shifts, place: int) -> int:
        nonlocal steps
        steps += 1
        return moved(shifts, place)

    monkeypatch.setattr(Shifts, "moved", counted)
    assert len(first.then(second).breaks) >= many
    assert steps < 10 * many


def made(text: bytes, splices: list[Splice]) -> bytes:
    """Return a text with some of it replaced."""
    for one in reversed(splices):
        text = text[: one.start] + one.text + text[one.end :]
    return text
