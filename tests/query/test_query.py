"""A query is a value: it is changed by making another."""

from __future__ import annotations

from quoth.query import Choice, Period, Query, Sort
from quoth.store.facets import Facet

ANN = Choice(Facet.ACTOR, "ann")
BOB = Choice(Facet.ACTOR, "bob")
DIRECT = Choice(Facet.KIND, "direct")


def test_a_choice_is_added_and_taken_back() -> None:
    chosen = Query().toggle(ANN).toggle(DIRECT)
    assert chosen.choices == (ANN, DIRECT)
    assert chosen.toggle(ANN).choices == (DIRECT,)


def test_choosing_one_alone_drops_the_others_of_its_facet() -> None:
    assert Query(choices=(ANN, DIRECT)).only(BOB).choices == (DIRECT, BOB)


def test_a_facet_can_be_cleared() -> None:
    assert Query(choices=(ANN, DIRECT, BOB)).without(Facet.ACTOR).choices == (DIRECT,)


def test_what_is_chosen_keeps_its_order() -> None:
    assert Query(choices=(BOB, DIRECT, ANN)).chosen(Facet.ACTOR) == ("bob", "ann")


def test_choices_and_periods_filter_and_a_text_does_not_count() -> None:
    assert Query(choices=(ANN,)).is_filtered
    assert Query(period=Period(1, 2)).is_filtered
    assert not Query("bread").is_filtered


def test_changing_a_query_leaves_the_rest_of_it() -> None:
    before = Query("bread", (ANN,), Period(1, 2), Sort.SPEAKER)
    assert before.toggle(BOB) == Query("bread", (ANN, BOB), Period(1, 2), Sort.SPEAKER)
    assert before.choices == (ANN,)
