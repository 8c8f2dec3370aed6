"""A name is understood from the words people are known by as if all names had been looked at."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from quoth.query.catalogue import CorpusCatalogue
from quoth.query.language.resolving import resolve
from quoth.query.language.tree import FieldName, FieldTerm
from quoth.store.model import Actor
from tests.making import corpus_of, say

names = st.lists(
    st.sampled_from(["ann", "anna", "archer", "Archer-Smith", "Żółw", "O'Neil", "smith", "smiht"]),
    min_size=1,
    max_size=3,
).map(" ".join)
typed = st.one_of(names, st.text("anrchesmitz ", min_size=1, max_size=9))


@given(
    people=st.lists(st.tuples(names, st.lists(names, max_size=2)), min_size=1, max_size=5),
    value=typed,
)
@example(people=[("ann Archer-Smith", []), ("smiht", ["ann Archer-Smith"])], value="ann smiht")
def test_whom_a_name_means_is_the_same_whether_all_names_are_looked_at_or_the_likely(
    people: list[tuple[str, list[str]]], value: str
) -> None:
    actors = [
        Actor(f"actor-{number}", name, aliases=tuple(aliases))
        for number, (name, aliases) in enumerate(people)
    ]
    catalogue = CorpusCatalogue(corpus_of([say("bread", speaker="actor-0")], actors))
    field = FieldTerm(FieldName.BY, value, (0, len(value) + 3), (3, len(value) + 3))
    found, among_all = catalogue.resolve(field), resolve(field, catalogue)
    assert found.ids == among_all.ids
    if found.problem is not None and found.problem.suggestion:
        suggestion = found.problem.suggestion.removeprefix("by:").strip('"')
        meant = field._replace(value=suggestion)
        assert catalogue.resolve(meant).ids
