"""An article becomes one change: a source that keeps its text, drafts, and those who are new."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from quoth.editing.names import Nothing
from quoth.intake import noted
from quoth.intake.as_printed import as_record
from quoth.intake.keeping import Keeper
from quoth.intake.model import Draft, Extraction, Span
from quoth.intake.noted import Noted
from quoth.store.loading import load
from quoth.store.model import Kind, Locator, Polarity
from quoth.store.reading import read_source, read_statement
from tests.intake.making import ACTORS, ARTICLE, DRAFTS, article, drafted_store

FOUND = Extraction(DRAFTS, ACTORS)


def test_drafts_are_kept_with_all_that_was_found(tmp_path: Path) -> None:
    records = load(Path(drafted_store(tmp_path / "store.json").path))
    assert [one.quote for one in records.statements] == [
        "Bread is dear. It will be dearer still",
        "flour had doubled in price, and that the mills were to blame",
        "the town has “enough for a winter”",
        "nobody should hoard salt",
        "We are fine. We have salt",
    ]
    first, second, *_ = records.statements
    assert (first.speaker, first.cue, first.status) == ("ann-archer", "said", "draft")
    assert first.locator is not None
    assert noted.spans_of(first.locator, len(ARTICLE)) == DRAFTS[0].spans
    how = noted.noted(first.extra)
    assert how == Noted(
        DRAFTS[0].rule, 0.97, DRAFTS[0].cue, DRAFTS[0].speaker.span if DRAFTS[0].speaker else None,
        "Ann Archer",
    )  # fmt: skip
    assert second.addressee == ("the-herald",)
    assert records.actors["ann-archer"].role == "Master"
    assert records.actors["ann-archer"].affiliation == "the-guild"


def test_a_denial_is_kept_as_one() -> None:
    denied = DRAFTS[0]._replace(polarity=Polarity.DENIED)
    found = FOUND._replace(drafts=[denied, DRAFTS[1]])
    made = [one.after or {} for one in Keeper(Nothing()).keep(article(), found).change.edits]
    statements = [one for one in made if "quote" in one]
    assert [one.get("polarity") for one in statements] == ["denied", None]
    assert as_record(article(), denied)["polarity"] == "denied"


def test_the_source_keeps_the_article(tmp_path: Path) -> None:
    records = load(Path(drafted_store(tmp_path / "store.json").path))
    (source,) = records.sources.values()
    assert noted.text_of(source) == ARTICLE
    assert noted.digest_of(source.extra) == article().digest
    assert (source.title, source.publisher) == ("Bread will be dear, says the Guild", "The Herald")


def test_what_nobody_knows_the_date_of_was_said_no_later_than_it_appeared(tmp_path: Path) -> None:
    records = load(Path(drafted_store(tmp_path / "store.json").path))
    said = [one.said.text if one.said else None for one in records.statements]
    assert said == ["2025-03-18", *["/2025-03-20"] * 4]
    bare = Keeper(Nothing()).keep(article()._replace(published=""), FOUND).change
    assert "said" not in (bare.edits[-1].after or {})


def test_who_is_not_named_is_nobody() -> None:
    found = Extraction((DRAFTS[0]._replace(speaker=None),), ())
    kept = Keeper(Nothing()).keep(article(), found)
    assert (kept.change.edits[-1].after or {})["speaker"] == "unattributed"


def test_an_article_is_known_again() -> None:
    keeper = Keeper(Nothing())
    assert not keeper.title_of(article())
    keeper.keep(article(), FOUND)
    assert keeper.title_of(article(ARTICLE.replace("\n", "\r\n"))) == article().title
    assert not keeper.title_of(article(ARTICLE + "more"))


def test_what_is_printed_has_stable_names() -> None:
    record = as_record(article(), DRAFTS[1])
    assert record | {"rule": ""} == {
        "doc": "bread", "quote": DRAFTS[1].quote, "start": DRAFTS[1].start, "end": DRAFTS[1].end,
        "spans": [[DRAFTS[1].start, DRAFTS[1].end]], "kind": "indirect", "speaker": "Bob Baker",
        "speaker_span": [100 + 35, 109 + 35], "cue": "told", "said": None, "medium": None,
        "via": [], "addressee": ["The Herald"], "on_behalf_of": [], "mentions": [],
        "polarity": None, "act": "said",
        "paragraph": 3, "confidence": 0.86, "rule": "",
    }  # fmt: skip


# -- What is noted ---------------------------------------------------------------------------------

spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 99), st.integers(0, 99))


@given(
    st.builds(
        Noted,
        st.text(max_size=9),
        st.integers(0, 1000).map(lambda n: n / 1000),
        st.none() | spans,
        st.none() | spans,
        st.text(max_size=9),
        st.lists(st.text(min_size=1, max_size=9), max_size=2).map(tuple),
    )
)
def test_what_is_noted_comes_back(how: Noted) -> None:
    assert noted.noted({"intake": how.as_field()}) == how


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
names = st.sampled_from(["rule", "confidence", "cue", "speaker", "named", "doubts"])


@given(json | st.dictionaries(names, json))
def test_whatever_others_wrote_there_is_borne(value: object) -> None:
    how = noted.noted({"intake": value})
    assert how is None or 0 <= how.confidence <= 1


@given(json, st.integers(-5, 120), st.integers(-5, 120))
def test_places_that_are_none_are_none(pieces: object, start: int, end: int) -> None:
    found = noted.spans_of(Locator(1, start, end, {"spans": pieces}), 100)
    assert all(0 <= one.start < one.end <= 100 for one in found)
    assert noted.spans_of(None, 100) == ()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), min_size=1, max_size=3))
def test_any_places_make_records_that_a_store_may_hold(places: list[tuple[int, int]]) -> None:
    text = "word “other” " * 5
    cut = sorted({Span(start, min(len(text), start + size)) for start, size in places})
    draft = Draft("word", Kind.DIRECT, tuple(cut))
    kept = Keeper(Nothing()).keep(article(text), Extraction((draft,), ()))
    for edit in kept.change.edits:
        if edit.table == "statements":
            assert read_statement(edit.after or {}, "1").quote
        elif edit.table == "sources":
            assert read_source(edit.after or {}).title
