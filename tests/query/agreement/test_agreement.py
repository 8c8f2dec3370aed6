"""What holds of agreement whatever was coded, and published numbers of single formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.query.agreement.coefficients import (
    ValuedUnit,
    alpha,
    in_words,
    masi_distance,
    nominal,
    ordinal,
)
from quoth.query.agreement.matching import _alike, grouped, in_order, matched
from quoth.query.agreement.measuring import Agreement, agreement
from quoth.query.agreement.units import CodedSource, CodedUnit
from tests.growth import BOUND, growth

_GAPS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
_TOPICS = ("tax", "energy", "trade")
_SIDES = ("support", "neutral", "oppose")


def _units_of(values: tuple[str, ...]) -> list[ValuedUnit]:
    """Return what observers wrote down, a line each, as units."""
    return [
        (0, tuple(int(one) for one in unit if one != ".")) for unit in zip(*values, strict=True)
    ]


def test_alpha_of_names_and_of_an_order_as_published() -> None:
    units = _units_of(_GAPS)
    assert round(alpha(units, nominal).coefficient.value or 0, 3) == 0.743
    assert round(alpha(units, ordinal).coefficient.value or 0, 3) == 0.815


def test_masi_tells_how_sets_lie_to_each_other() -> None:
    some, more, others = frozenset("ab"), frozenset("abc"), frozenset("bd")
    assert masi_distance(some, some) == 0
    assert masi_distance(frozenset(), frozenset()) == 0
    assert masi_distance(some, more) == pytest.approx(1 - 2 / 3 * 2 / 3)
    assert masi_distance(some, others) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi_distance(some, frozenset("e")) == 1


def test_the_limits_have_words() -> None:
    words = [in_words(one) for one in (0.8, 0.79, 0.667, 0.66, None)]
    assert words == ["reliable", "tentative", "tentative", "not yet reliable", "nothing varies"]


@st.composite
def layers(draw: st.DrawFn, coders: str = "abc") -> list[CodedSource]:
    """Return sources that each coder coded anyhow."""
    return [
        CodedSource(
            source,
            400,
            tuple(coders),
            [
                CodedUnit(
                    f"{source}{coder}{place}", source, coder, (start, start + length),
                    draw(st.sampled_from(("direct", "mixed"))), draw(st.sampled_from("st")), (),
                    topics, {topic: draw(st.sampled_from(_SIDES)) for topic in topics},
                )
                for coder in coders
                for place, (start, length, topics) in enumerate(
                    draw(
                        st.lists(
                            st.tuples(
                                st.integers(0, 300), st.integers(1, 99),
                                st.frozensets(st.sampled_from(_TOPICS), max_size=2),
                            ),
                            max_size=5,
                        )
                    )
                )
            ],
        )
        for source in ("one", "two")
    ]  # fmt: skip


def _numbers(found: Agreement) -> dict[str, object]:
    """Return what is the same, whoever the coders are."""
    shares = [round(one.share, 9) for one in found.disagreements]
    return {
        "alpha": {
            one.name: (round(one.coefficient.value or 9, 9), one.disagreed)
            for one in found.measures
        },
        "shares": sorted(shares),
        "matched": found.matched,
    }


@settings(max_examples=25)
@given(layers(), st.permutations("abc"), st.randoms())
def test_the_order_of_coders_and_their_names_change_nothing(
    sources: list[CodedSource], names: list[str], lot: Random
) -> None:
    named = dict(zip("abc", names, strict=True))
    renamed = []
    for source in sources:
        units = [one._replace(coder=named[one.coder]) for one in source.units]
        lot.shuffle(units)
        renamed.append(CodedSource(source.id, 400, tuple(lot.sample("abc", 3)), units))
    assert _numbers(agreement(sources)) == _numbers(agreement(renamed[::-1]))


@settings(max_examples=25)
@given(layers(coders="a"))
def test_the_same_layers_agree_wholly(sources: list[CodedSource]) -> None:
    twice = [
        source._replace(
            coders=("a", "b"),
            units=[
                one._replace(coder=coder, id=f"{coder}{one.id}")
                for coder in "ab"
                for one in source.units
            ],
        )
        for source in sources
    ]
    found = agreement(twice)
    assert not found.disagreements
    for one in found.measures:
        assert one.coefficient.value in (None, 1.0), one.name
        assert one.interval in (None, (1.0, 1.0))


@settings(max_examples=25)
@given(layers())
def test_groups_hold_each_unit_once_and_each_coder_once(sources: list[CodedSource]) -> None:
    for source in sources:
        groups = matched(source)
        assert sorted(one.id for group in groups for one in group.units) == sorted(
            one.id for one in source.units
        )
        for group in groups:
            assert len({one.coder for one in group.units}) == len(group.units)


worded = st.lists(
    st.tuples(
        st.sampled_from("abc"), st.frozensets(st.sampled_from("stuvwxyz"), max_size=6),
        st.none() | st.integers(0, 9).map(lambda place: (place, place + 1)),
    ),
    max_size=10,
)  # fmt: skip


def _worded(some: Iterable[tuple[str, frozenset[str], tuple[int, int] | None]]) -> list[CodedUnit]:
    """Return units that say nothing but some words, in order."""
    return in_order(
        [
            CodedUnit(str(number), "s", coder, span, "direct", "s", (), frozenset(), {}, said)
            for number, (coder, said, span) in enumerate(some)
        ]
    )


@given(worded)
def test_those_that_share_half_of_their_words_are_found_among_all(
    some: list[tuple[str, frozenset[str], tuple[int, int] | None]],
) -> None:
    units = _worded(some)
    pairs = [
        (-len(one.words & other.words) / len(one.words | other.words), place, number)
        for number, one in enumerate(units)
        for place, other in enumerate(units[:number])
        if one.span is None and one.coder != other.coder and one.words and other.words
    ]
    assert sorted(_alike(units)) == sorted(pair for pair in pairs if pair[0] <= -0.5)


def test_many_units_without_a_place_are_matched_in_time() -> None:
    def prepared(size: int) -> Callable[[], object]:
        said = [frozenset(f"{number} {word}" for word in range(8)) for number in range(size)]
        units = _worded((coder, one | {"the"}, None) for coder in "ab" for one in said)
        return lambda: grouped(units)

    assert growth(prepared, 20, 5_000) < BOUND


def test_the_shares_of_what_is_disagreed_about_add_up() -> None:
    found = agreement(_anyhow(_lot(1), 20, 10))
    names = {name for one in found.disagreements for name in one.about}
    for name in names:
        shares = [one.about.get(name, 0) for one in found.disagreements]
        assert sum(shares) == pytest.approx(1), name


def _lot(seed: int) -> Random:
    """Return what draws the same each time."""
    return Random(seed)  # noqa: S311  # no secret


def _anyhow(lot: Random, sources: int, units: int) -> list[CodedSource]:
    """Return sources that two coded by lot: in the same places, and in places of their own."""
    return [
        CodedSource(
            f"s{number}", 200 * units, ("a", "b"),
            [
                CodedUnit(
                    f"{number}{coder}{place}", f"s{number}", coder,
                    (start := 200 * place + (0 if place % 2 else lot.randrange(100)), start + 100),
                    lot.choice(("direct", "mixed", "indirect")), lot.choice("stuv"), (),
                    frozenset(lot.sample(_TOPICS, 1)),
                    {topic: lot.choice(_SIDES) for topic in _TOPICS},
                )
                for coder in "ab"
                for place in range(units)
            ],
        )
        for number in range(sources)
    ]  # fmt: skip


def test_what_is_coded_by_lot_agrees_by_chance_alone() -> None:
    found = {one.name: one.coefficient for one in agreement(_anyhow(_lot(7), 40, 50)).measures}
    for name in ("kind", "speaker", "topics", "topic:tax", "position"):
        assert found[name].units > 1_000
        assert abs(found[name].value or 1) < 0.05, name


def test_units_that_are_put_anywhere_agree_by_chance_alone() -> None:
    lot = _lot(3)
    spans = {
        coder: [
            (start := 1_000 * place + lot.randrange(900), start + 100) for place in range(1_000)
        ]
        for coder in "ab"
    }
    units = [
        CodedUnit(f"{coder}{place}", "s", coder, span, "direct", "s", (), frozenset(), {})
        for coder, some in spans.items()
        for place, span in enumerate(some)
    ]
    (statement, *_) = agreement([CodedSource("s", 1_000_000, ("a", "b"), units)]).measures
    assert abs(statement.coefficient.value or 1) < 0.05
