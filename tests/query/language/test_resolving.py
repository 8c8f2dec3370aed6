"""A name means those who bear it, those it begins, and else those it is a slip of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from quoth.basics.text import words
from quoth.query.language.names import NamedValue, NameIndex
from quoth.query.language.parsing import parse
from quoth.query.language.resolving import resolve
from quoth.query.language.tree import FieldName, FieldTerm, ProblemLevel
from tests.query.language.making import Shelf, ask
from tests.strategies import any_text

ACTORS = [
    NamedValue(
        "emmanuel-macron", "Emmanuel Macron", ("President Macron",), 30, "President of France"
    ),
    NamedValue("brigitte", "Brigitte Macron", (), 2),
    NamedValue("zelenskyy", "Volodymyr Zelenskyy", ("Zelensky", "Володимир Зеленський"), 25),
    NamedValue("us", "United States", ("U.S.", "America"), 9),
    NamedValue("us-navy", "United States Navy", (), 1),
    NamedValue("usain", "Usain Bolt", (), 0),
    NamedValue("mary-1", "Mary Smith", (), 4, "Senator"),
    NamedValue("mary-2", "Mary Smith", (), 3, "Reporter"),
    NamedValue("jose", "José María", (), 1),
]
SHELF = Shelf(
    {
        FieldName.BY: ACTORS,
        FieldName.TOPIC: [NamedValue("aid", "Foreign aid"), NamedValue("bread", "Bread")],
        FieldName.TAG: [NamedValue("odd", "odd")],
    }
)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("EMMANUEL-macron", ["emmanuel-macron"]),
        ("macron", ["emmanuel-macron", "brigitte"]),
        ("mac", ["emmanuel-macron", "brigitte"]),
        ("president mac", ["emmanuel-macron"]),
        ("brigitte president", []),
        ("us", ["us"]),
        ("u.s.", ["us"]),
        ("united states", ["us"]),
        ("united", ["us", "us-navy"]),
        ("america", ["us"]),
        ("Mary Smith", ["mary-1", "mary-2"]),
        ("mary-2", ["mary-2"]),
        ("jose", ["jose"]),
        ("maria", ["jose"]),
        ("macrn", ["emmanuel-macron", "brigitte"]),
        ("emanuel macrno", ["emmanuel-macron"]),
        ("zelenksi", ["zelenskyy"]),
        ("зеленский", ["zelenskyy"]),
        ("bot", []),
        ("!", []),
    ],
)
def test_a_typed_name_means_these(typed: str, ids: list[str]) -> None:
    found = resolve(ask(FieldName.BY, typed), SHELF)
    assert list(found.ids) == ids
    assert (found.problem is None) == bool(ids)


@pytest.mark.parametrize(
    ("text", "message", "suggestion"),
    [
        (
            "by:macorm ",
            "no actor here is called “macorm”; did you mean “Emmanuel Macron”",
            'by:"Emmanuel Macron"',
        ),
        ("topic:brad ", "no topic here is called “brad”", ""),
        ("to:xyzzy ", "no actor here is called “xyzzy”", ""),
        ("tag:xxx ", "no tag here is called “xxx”", ""),
    ],
)
def test_a_name_that_nobody_bears_is_a_problem(text: str, message: str, suggestion: str) -> None:
    field = parse(text).root
    assert isinstance(field, FieldTerm)
    if text == "topic:brad ":
        assert resolve(field, SHELF).ids == ("bread",)
        return
    problem = resolve(field, SHELF).problem
    assert problem is not None
    assert (problem.message, problem.suggestion) == (message, suggestion)
    assert problem.severity is ProblemLevel.WRONG
    assert problem.span == field.span


def test_a_name_that_is_being_typed_is_no_mistake_yet() -> None:
    field = parse("by:xyzzy").root
    assert isinstance(field, FieldTerm)
    problem = resolve(field, SHELF).problem
    assert problem is not None
    assert problem.severity is ProblemLevel.UNFINISHED


def test_where_a_saved_search_is_named_nothing_is_put_in_its_place() -> None:
    field = parse("@x", {"x": "by:macorm"}).root
    assert isinstance(field, FieldTerm)
    problem = resolve(field, SHELF).problem
    assert problem is not None
    assert problem.suggestion == ""


def test_a_stance_is_a_position_and_perhaps_a_topic() -> None:
    assert resolve(ask(FieldName.STANCE, "support"), SHELF).ids == ("support",)
    assert resolve(ask(FieldName.STANCE, "support:foreign"), SHELF).ids == ("support:aid",)
    problem = resolve(ask(FieldName.STANCE, "support:war"), SHELF).problem
    assert problem is not None
    assert problem.message == "no topic here is called “war”"


def test_any_other_value_means_itself() -> None:
    assert resolve(ask(FieldName.KIND, "direct"), SHELF).ids == ("direct",)


# -- Against a plain oracle ------------------------------------------------------------------------

few_words = st.lists(
    st.sampled_from(
        ["ann", "anna", "annika", "bob", "bobby", "macron", "macrons", "micron", "zelensky",
         "zelenskyy", "selenskyy", "the", "of"]
    ),
    max_size=3,
).map(" ".join)  # fmt: skip
some_entries = st.lists(
    st.builds(NamedValue, few_words | st.just("ANN"), few_words, st.lists(few_words, max_size=2)),
    max_size=6,
).map(lambda entries: [entry._replace(spellings=tuple(entry.spellings)) for entry in entries])


def slips(typed: str, word: str) -> int | None:
    """Return how many slips make a word of a spelling a typed one, if it may be meant."""
    if word.startswith(typed):
        return 0
    allowed = 2 if len(typed) >= 7 else 1 if len(typed) >= 4 else 0
    distance = OSA.distance(typed, word)
    return distance if distance <= allowed else None


def plainly_meant(typed: str, entries: list[NamedValue]) -> list[NamedValue]:
    """Return what a name means, by looking at everything."""
    if found := [entry for entry in entries if entry.id == typed]:
        return found
    if found := [entry for entry in entries if entry.id.casefold() == typed.casefold()]:
        return found
    folded = words(typed)
    if not folded:
        return []
    spelt = [[words(spelling) for spelling in (entry.name, *entry.spellings)] for entry in entries]
    if found := [entry for entry in entries if words(entry.name) == folded]:
        return found
    for matches in (str.__eq__, str.startswith):
        found = [
            entry
            for entry, spellings in zip(entries, spelt, strict=True)
            if any(
                all(any(matches(word, one) for word in spelling) for one in folded)
                for spelling in spellings
            )
        ]
        if found:
            return found
    costs = []
    for spellings in spelt:
        sums = []
        for spelling in spellings:
            each = [
                min((cost for word in spelling if (cost := slips(one, word)) is not None),
                    default=None)
                for one in folded
            ]  # fmt: skip
            if None not in each:
                sums.append(sum(cost for cost in each if cost is not None))
        costs.append(min(sums, default=None))
    best = min((cost for cost in costs if cost is not None), default=None)
    return [
        entry
        for entry, cost in zip(entries, costs, strict=True)
        if best is not None and cost == best
    ]


@given(
    few_words | st.sampled_from(["macrn", "zelnsky", "an zelenksy", "Ann", "bobb"]), some_entries
)
def test_names_are_found_as_if_all_were_looked_at(typed: str, entries: list[NamedValue]) -> None:
    assert NameIndex(entries).meant_by(typed) == plainly_meant(typed.strip(), entries)


@given(any_text)
def test_any_text_may_be_asked_for(text: str) -> None:
    names = NameIndex([*ACTORS, NamedValue(text, text, (text,))])
    names.meant_by(text)
    names.starting(text)
    names.nearest_name(text)
