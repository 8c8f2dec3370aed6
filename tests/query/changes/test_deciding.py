"""Whether a position changed: decided from intervals of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quoth.basics.dates import EARLIEST, LATEST
from quoth.query.changes.deciding import (
    ChangeVerdict,
    PositionChange,
    PositionOccasion,
    decide,
    once,
)
from quoth.query.changes.halving import likeliest_day
from quoth.query.telling_words import telling_words
from quoth.store.model import Position
from tests.growth import BOUND, growth

_SIDES = {"+": Position.SUPPORT, "-": Position.OPPOSE}


def occasions(text: str) -> list[PositionOccasion]:
    """Return occasions as they are written: `+3` on a day, `-5..9` between two, `+..` undated."""
    found = []
    for number, word in enumerate(text.split()):
        first, dots, last = word[1:].partition("..")
        days = (
            int(first) if first else EARLIEST,
            (int(last) if last else LATEST) if dots else int(first),
        )
        found.append(PositionOccasion(_SIDES[word[0]], *days, (number,)))
    return found


def decided(text: str) -> PositionChange:
    """Return what became of a position."""
    return decide(occasions(text))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("+1", "same"),
        ("-1 -2..8 -..", "same"),
        ("+1 +3 -4 -9", "changed"),
        ("+1..3 -4..9", "changed"),
        ("+1..4 -4..9", "may-have-changed"),
        ("+1 -..", "may-have-changed"),
        ("+.. -..", "may-have-changed"),
        ("+5 -5", "mixed"),
        ("+1 -2 +3 -4", "wavering"),
        ("+1 -2 +3", "wavering"),
        ("+1 +2 +3 +4 -5 +6 -7 -8 -9 -10", "changed-with-exceptions"),
        ("+1 +2 -3 -4 +5", "changed-with-exceptions"),
        ("+1 -2 -3 -4 +5", "wavering"),
    ],
)
def test_a_verdict_follows_from_the_days(text: str, verdict: str) -> None:
    assert decided(text).verdict == verdict


def test_a_certain_change_says_between_which_days_it_lies() -> None:
    change = decided("-8..9 +1 +2..5 -7..30")
    assert change.between == (5, 7)
    assert (change.before, change.after) == ("support", "oppose")


def test_what_may_have_changed_says_which_dates_to_find() -> None:
    change = decided("+1 -9 +3..12")
    assert (change.before, change.after) == ("support", "oppose")
    assert [one.rows for one in change.to_find] == [(2,)]
    assert decided("+1 -..").before is None


def test_exceptions_are_counted() -> None:
    change = decided("+1 +2 +3 +4 -5 +6 -7 -8 -9 -10")
    assert change.exceptions == 1
    assert change.between == (4, 7)


def test_days_that_part_positions_equally_well_are_all_taken_into_account() -> None:
    text = "-9 +3 +2 -3 -9..15 -6..8 +4..6"  # days 6 and 7 leave one and a third
    for words in (text.split(), text.split()[::-1]):
        change = decided(" ".join(words))
        assert (change.between, change.exceptions) == ((3, 9), 1.333)


def test_many_occasions_are_decided_in_time() -> None:
    def wavering(size: int) -> Callable[[], object]:
        some = occasions("+1 -2 +2..10 " * size)
        return lambda: decide(some)

    def changing(size: int) -> Callable[[], object]:
        early = " ".join(f"{'-+'[n % 20 > 0]}{n}..{n + n % 3 * 10}" for n in range(size))
        late = " ".join(f"{'+-'[n % 20 > 0]}{n}" for n in range(size, 2 * size))
        some = occasions(f"{early} {late}")
        assert decide(some).verdict is ChangeVerdict.EXCEPTIONS
        return lambda: (decide(some), likeliest_day(some, PositionChange(ChangeVerdict.MIXED)))

    assert growth(wavering, 10, 5_000) < BOUND
    assert growth(changing, 60, 5_000) < BOUND


def test_of_many_occasions_it_is_told_how_likely_chance_is() -> None:
    assert decided("+1 -2").chance is None
    clear = " ".join([*(f"+{day}" for day in range(1, 7)), *(f"-{day}" for day in range(8, 14))])
    assert decided(clear).chance == pytest.approx(1 / 924)


days = st.integers(1, 30)


@st.composite
def drawn(draw: st.DrawFn) -> list[PositionOccasion]:
    """Return some occasions, most with exact dates."""
    found = []
    for number in range(draw(st.integers(1, 7))):
        first = draw(days)
        last = first + draw(st.sampled_from([0, 0, 0, 2, 9]))
        span = draw(st.sampled_from([(first, last)] * 6 + [(EARLIEST, LATEST), (first, LATEST)]))
        found.append(
            PositionOccasion(draw(st.sampled_from(list(_SIDES.values()))), *span, (number,))
        )
    return found


@given(drawn(), st.data())
def test_to_refine_a_date_never_moves_a_certain_change(
    found: list[PositionOccasion], data: st.DataObject
) -> None:
    before = decide(found)
    place = data.draw(st.integers(0, len(found) - 1))
    one = found[place]
    low, high = max(one.first, 1), min(one.last, 60)
    first = data.draw(st.integers(low, high))
    last = data.draw(st.integers(first, high))
    after = decide([*found[:place], one._replace(first=first, last=last), *found[place + 1 :]])
    if before.verdict is ChangeVerdict.CHANGED:
        assert after.verdict is ChangeVerdict.CHANGED
        assert before.between is not None
        assert after.between is not None
        assert before.between[1] <= after.between[1] or before.between[0] >= after.between[0]
        assert after.between[0] <= before.between[0]
        assert before.between[1] <= after.between[1]
    if before.verdict is ChangeVerdict.SAME:
        assert after.verdict is ChangeVerdict.SAME


def swapped(position: Position | None) -> Position | None:
    """Return the other side."""
    others = {Position.SUPPORT: Position.OPPOSE, Position.OPPOSE: Position.SUPPORT}
    return None if position is None else others[position]


@given(drawn())
def test_sides_may_be_swapped(found: list[PositionOccasion]) -> None:
    change = decide(found)
    others = [one._replace(position=swapped(one.position) or one.position) for one in found]
    other = decide(others)
    assert other.verdict is change.verdict
    assert (other.between, other.exceptions) == (change.between, change.exceptions)
    assert (other.before, other.after) == (swapped(change.before), swapped(change.after))


@given(drawn(), st.data())
def test_the_order_of_occasions_is_of_no_account(
    found: list[PositionOccasion], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(found))
    assert decide(found)._replace(to_find=()) == decide(other)._replace(to_find=())


@given(drawn())
def test_papers_that_tell_of_one_utterance_are_one_occasion(found: list[PositionOccasion]) -> None:
    assume(len({one.position for one in found}) == 1)
    joined = once(found)
    assert sorted(row for one in joined for row in one.rows) == [one.rows[0] for one in found]
    vague = found[0]._replace(first=EARLIEST, last=LATEST, rows=(99,))
    again = once([*found, vague])
    assert [one[:3] for one in again] == [one[:3] for one in joined] or len(found) == 1


# -- Words -----------------------------------------------------------------------------------------


def test_words_that_one_side_says_tell_it_apart() -> None:
    told = telling_words(Counter(["fair", "price", "tax"] * 5), Counter(["mistake", "tax"] * 5))
    assert [one.word for one in told[:2]] == ["fair", "price"]
    assert told[-1].word == "mistake"
    assert (told[-1].first, told[-1].second) == (0, 5)


texts = st.lists(st.sampled_from("abcd"), max_size=25).map(Counter)


@given(texts, texts)
def test_to_swap_the_sides_turns_the_sign(one: Counter[str], other: Counter[str]) -> None:
    ours = {word.word: word.z for word in telling_words(one, other)}
    theirs = {word.word: word.z for word in telling_words(other, one)}
    assert ours == {word: pytest.approx(-z) for word, z in theirs.items()}
