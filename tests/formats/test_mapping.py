"""Columns are known by name, and what a person decides goes before."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.formats.incoming.mapping import FIELDS, chosen, mapped
from quoth.formats.incoming.records import FormatError

HERE = Path("table.csv")


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        (["Quote", "Speaker", "Date"], ["quote", "speaker", "said"]),
        (["QUOTATION", "who", "published", "link"], ["quote", "speaker", "published", "url"]),
        (["text", "person", "when", "outlet"], ["quote", "speaker", "said", "publisher"]),
        (["speaker", "speaker_name"], ["speaker_id", "speaker"]),
        (["source", "source_title"], ["source_id", "title"]),
        (["title", "source"], ["title", "publisher"]),
        (["title", "publisher", "source"], ["title", "publisher", "source_id"]),
        (["source"], ["title"]),
        (["said", "date"], ["said", "published"]),
        (["quotaton", "speeker"], ["quote", "speaker"]),
        (["docTitle", "Locator Start"], ["title", "start"]),
    ],
)
def test_columns_are_known_by_name(columns: list[str], fields: list[str]) -> None:
    assert [mapped(columns, {}).fields[column] for column in columns] == fields


def test_the_columns_of_a_corpus_map_by_themselves() -> None:
    columns = ["quote", "speaker", "kind", "said", "cue", "publisher", "title", "author",
               "published", "article", "start", "end"]  # fmt: skip
    mapping = mapped(columns, {})
    expected = {column: column for column in columns} | {"article": "source_id"}
    assert mapping.fields == expected
    assert mapping.extra == ()
    assert mapping.missing == {}


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_is_known_by_its_own_name(field: str) -> None:
    # An author alone is who said it: beside an article it is who wrote that.
    assert mapped([field, "url"], {}).fields.get(field) == field


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        (["Quote", "Author", "Category"], "speaker"),
        (["quote", "author", "headline", "url"], "author"),
        (["quote", "speaker", "author"], "author"),
    ],
)
def test_an_author_is_the_speaker_where_there_is_no_article(columns: list[str], field: str) -> None:
    (author,) = (column for column in columns if column.casefold() == "author")
    assert mapped(columns, {}).fields[author] == field


def test_what_is_known_by_no_name_is_kept() -> None:
    mapping = mapped(["quote", "weather"], {})
    assert mapping.extra == ("weather",)
    assert "speaker" in mapping.missing
    assert "title" in mapping.missing


def test_no_field_gets_two_columns() -> None:
    mapping = mapped(["quote", "text", "quotation"], {})
    assert list(mapping.fields.values()).count("quote") == 1
    assert len(mapping.extra) == 2


def test_a_person_decides() -> None:
    decided = chosen(["text=context", "a=b=quote", "mood=ignore", "quote=extra"], HERE)
    mapping = mapped(["text", "a=b", "mood", "quote"], decided)
    assert mapping.fields == {"text": "context", "a=b": "quote"}
    assert mapping.ignored == ("mood",)
    assert mapping.extra == ("quote",)


def test_a_field_that_there_is_not_is_proposed_the_nearest() -> None:
    with pytest.raises(FormatError, match="there is no field “quot”; write “quote”"):
        chosen(["a=quot"], HERE)
    with pytest.raises(FormatError, match="maps nothing"):
        chosen(["quote"], HERE)
