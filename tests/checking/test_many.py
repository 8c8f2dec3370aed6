"""Many of one name, or of one quote, are compared in time that grows with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quoth.checking.namesakes import MergeCandidate, proposals
from quoth.checking.nearly_same import ComparedStatement, nearly_same
from quoth.checking.tidying import check_tidiness
from quoth.store.parsing import Tables
from tests.growth import BOUND, growth


def word(number: int) -> str:
    """Return a word of letters for a number."""
    letters = ""
    while number:
        number, letter = divmod(number, 26)
        letters += chr(97 + letter)
    return letters.capitalize()


NAMES: dict[str, Callable[[int], str]] = {
    "one name": lambda _: "Ann Archer",
    "one surname": lambda n: f"{word(n + 700)} Archer",
    "one first name": lambda n: f"Ann Arch{word(n + 20_000).lower()}",
    "middle names": lambda n: f"Ann {word(n + 700)} Archer",
    "one middle name": lambda _: "Ann B. Archer",
    "a surname and who has it": lambda n: "Mr. Archer" if n % 2 else f"{word(n + 700)} Archer",
}


@pytest.mark.parametrize("what", NAMES)
def test_actors_are_compared_in_time_that_grows_with_them(what: str) -> None:
    def prepared(size: int) -> Callable[[], object]:
        made = [MergeCandidate(f"a{n}", NAMES[what](n), statements=n % 7) for n in range(size)]
        return lambda: proposals(made)

    assert growth(prepared, 500, 2_000) < BOUND


@pytest.mark.parametrize("size", [20, 400])
def test_a_short_form_that_only_one_may_mean_is_found_among_many(size: int) -> None:
    others = [MergeCandidate(f"a{n}", f"Zz{word(n + 700).lower()} Archer") for n in range(size)]
    made = proposals(
        [MergeCandidate("b", "Bill Archer"), MergeCandidate("w", "William Archer"), *others]
    )
    assert [set(one.ids) for one in made] == [{"b", "w"}]


def test_aliases_are_read_in_time_that_grows_with_them() -> None:
    def prepared(size: int) -> Callable[[], object]:
        aliases = tuple(f"Herald {word(n + 700)}" for n in range(size))
        return lambda: proposals([MergeCandidate("h", "The Herald", aliases)])

    assert growth(prepared, 250, 4_000) < BOUND


def test_long_quotes_are_compared_in_time_that_grows_with_them() -> None:
    def prepared(size: int) -> Callable[[], object]:
        quote = " ".join(word(n % 5_000 + 700) for n in range(size))
        said = [
            ComparedStatement("1", "a", quote, 1, 0),
            ComparedStatement("2", "a", f"{quote} {quote[:200]}", 1, 0),
        ]
        return lambda: nearly_same(said)

    assert growth(prepared, 8_000, 100_000) < BOUND


def test_long_quotes_that_are_nearly_the_same_are_found() -> None:
    quote = " ".join(word(n + 700) for n in range(8_000))
    (group,) = nearly_same(
        [
            ComparedStatement("1", "a", quote, 1, 0),
            ComparedStatement("2", "a", f"{quote} More", 1, 0),
        ]
    )
    assert group.keys == ("1", "2")
    assert group.score > 0.99


def test_a_list_is_tidied_in_time_that_grows_with_it() -> None:
    def prepared(size: int) -> Callable[[], object]:
        tables: Tables = {"statements": {"1": {"tags": [f"t{n}" for n in range(size)]}}}
        return lambda: [*check_tidiness(tables)]

    assert growth(prepared, 500, 64_000) < BOUND
