"""A name is understood from the words people are known by as if all names had been looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quoth.editing.changes import Change, Edit
from quoth.editing.workspace import Workspace
from quoth.query import catalogue as catalogue_module
from quoth.query import sources as sources_module
from quoth.query.catalogue import CorpusCatalogue
from quoth.query.language.resolving import resolve
from quoth.query.language.tree import FieldName, FieldTerm
from quoth.store.model import Actor, Source
from tests.making import (
    corpus_of,
    corpus_of_records,
    found_in,
    records_of,
    say,
    tables_of,
    write_store,
)

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


def source_named(value: str) -> FieldTerm:
    """Return a field that asks for a source."""
    return FieldTerm(FieldName.SOURCE, value, (0, len(value) + 7), (7, len(value) + 7))


@settings(max_examples=60)
@given(titled=st.lists(st.tuples(names, names | st.just("")), min_size=1, max_size=5), value=typed)
@example(titled=[("ann smith", "archer"), ("archer", "ann")], value="source-1")
@example(titled=[("ann smith", "archer"), ("anna", "ann")], value="ann")
@example(titled=[("ann smiht", "archer")], value="annn smith")
def test_which_source_is_meant_is_the_same_whether_all_titles_are_looked_at_or_the_likely(
    titled: list[tuple[str, str]], value: str
) -> None:
    records = records_of([say("bread", n, source=f"source-{n}") for n in range(len(titled))])
    sources = {
        f"source-{n}": Source(f"source-{n}", title, publisher=publisher)
        for n, (title, publisher) in enumerate(titled)
    }
    corpus = corpus_of_records(records._replace(sources=sources))
    among_all = CorpusCatalogue(corpus).resolve(source_named(value))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue_module, "_MOST_SOURCES", 0)
        assert CorpusCatalogue(corpus).resolve(source_named(value)).ids == among_all.ids


def test_a_source_that_was_renamed_is_found_by_its_title_among_many(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(catalogue_module, "_MOST_SOURCES", 0)
    tables = tables_of(records_of([say("bread", 1, source="s")]))
    workspace = Workspace(write_store(tmp_path / "a.json", tables))
    before = tables["sources"]["1"]
    workspace.commit(Change("x", (Edit("sources", "1", before, before | {"title": "The Bell"}),)))
    assert found_in(workspace.corpus, "source:bell") == ["1"]


def test_a_name_of_too_many_sources_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue_module, "_MOST_SOURCES", 0)
    monkeypatch.setattr(sources_module, "MOST_MEANT", 1)
    corpus = corpus_of([say("bread", 1, source="the bell"), say("peace", 2, source="the herald")])
    catalogue = CorpusCatalogue(corpus)
    (problem,) = [catalogue.resolve(source_named("the")).problem]
    assert problem is not None
    assert "more than 1 sources may be meant by “the”" in problem.message
    assert catalogue.resolve(source_named("the bell")).ids == ("the bell",)
