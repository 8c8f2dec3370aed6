"""A statement is quoted with its words, its chain and its citation."""

from __future__ import annotations

from quoth.index.corpus import Corpus
from quoth.presenting.quotation import chain, citation, publication, quoted, said, speaker
from quoth.presenting.record import fields
from quoth.store.model import Actor, Kind, Locator, Position, Records, Source, Stance, Status, Topic
from tests.making import corpus_of, corpus_of_records, say

FULL = say(
    "Bread is dear",
    7,
    said="2025-03-18~",
    context="On prices.",
    cue="wrote",
    medium="radio",
    via=("bob", "agency"),
    addressee=("bob",),
    on_behalf_of=("guild",),
    mentions=("bob", "guild"),
    topics=("bread",),
    stances=(Stance("bread", Position.OPPOSE),),
    locator=Locator(2, 10, 23),
    tags=("odd", "old"),
    status=Status.DRAFT,
    note="Noted.",
)


def corpus() -> Corpus:
    """Return a corpus of one statement that has every field."""
    people = [
        Actor("ann", "Ann", role="Baker"),
        Actor("bob", "Bob"),
        Actor("agency", "Agency"),
        Actor("guild", "The Guild"),
    ]
    source = Source(
        "the-paper", "Bread again", "The Paper", "C. Clark", FULL.said, "https://example.org/bread"
    )
    return corpus_of_records(
        Records(
            "test",
            {actor.id: actor for actor in people},
            (FULL,),
            {source.id: source},
            (),
            {"bread": Topic("bread", "Bread")},
        )
    )


def test_only_words_that_are_all_verbatim_get_quotation_marks() -> None:
    assert quoted(say("Bread")) == "“Bread”"
    assert quoted(say('The "bread"', kind=Kind.MIXED)) == 'The "bread"'
    assert quoted(say("About bread", kind=Kind.INDIRECT)) == "About bread"


def test_a_date_is_said_as_precisely_as_it_is_known() -> None:
    assert said(say("Bread", said="2025-03")) == "Mar 2025"
    assert said(say("Bread", said=None)) == "undated"


def test_a_speaker_is_named_with_whom_they_speak_for() -> None:
    assert speaker(corpus(), FULL) == "Ann, for The Guild"


def test_the_chain_leads_from_the_speaker_to_the_source() -> None:
    assert chain(corpus(), FULL) == ["Ann, for The Guild", "Bob", "Agency", "The Paper"]


def test_a_source_without_a_publisher_goes_by_its_title() -> None:
    assert publication(Source("a", "Bread again")) == "Bread again"


def test_a_citation_tells_who_when_where_and_through_whom() -> None:
    assert citation(corpus(), FULL) == (
        "“Bread is dear” [draft]\n"
        "— Ann, for The Guild; c. 18 Mar 2025; radio; via Bob, Agency; in: Bread again; The Paper;"
        " https://example.org/bread; c. 18 Mar 2025"
    )


def test_a_citation_says_that_nobody_has_checked_it() -> None:
    draft = say("Bread is dear", status=Status.DRAFT)
    assert citation(corpus_of([draft]), draft).startswith("“Bread is dear” [draft]\n— ")
    mixed = draft._replace(kind=Kind.MIXED, status=Status.REJECTED)
    assert citation(corpus_of([mixed]), mixed).startswith("Bread is dear [mixed, rejected]\n— ")


def test_a_citation_says_where_the_words_are_not_verbatim() -> None:
    statement = say("Bread is dear", kind=Kind.INDIRECT)
    assert citation(corpus_of([statement]), statement).startswith("Bread is dear [indirect]\n— ")


def test_a_record_has_every_field() -> None:
    shown = dict(fields(corpus(), FULL))
    assert shown["speaker"] == "Ann, for The Guild"
    assert shown["role"] == "Baker"
    assert shown["said"] == "c. 18 Mar 2025"
    assert shown["kind"] == "direct"
    assert shown["cue"] == "wrote"
    assert shown["to"] == "Bob"
    assert shown["medium"] == "radio"
    assert shown["chain"] == "Ann, for The Guild → Bob → Agency → The Paper"
    assert shown["context"] == "On prices."
    assert shown["mentions"] == "Bob, The Guild"
    assert shown["topics"] == "Bread"
    assert shown["stances"] == "oppose: Bread"
    assert shown["source"] == "Bread again"
    assert shown["author"] == "C. Clark"
    assert shown["address"] == "https://example.org/bread"
    assert shown["place"] == "paragraph 2, characters 10–23"
    assert shown["tags"] == "odd, old"
    assert shown["status"] == "draft"
    assert shown["note"] == "Noted."
    assert shown["id"] == "7"


def test_a_record_has_no_empty_field() -> None:
    statement = say("Bread")
    shown = dict(fields(corpus_of([statement]), statement))
    assert set(shown) == {"speaker", "said", "kind", "chain", "source", "id"}


def test_a_record_has_the_fields_that_nobody_knows() -> None:
    statement = say("Bread", extra={"mood": "grim", "pages": [1]}, locator=Locator(extra={"x": 5}))
    shown = dict(fields(corpus_of([statement]), statement))
    assert (shown["mood"], shown["pages"], shown["place"]) == ("grim", "[1]", "x 5")
