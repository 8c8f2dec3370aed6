"""Time grows with what is read, and no faster: every reader and command, on much of anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from quoth.basics import quotations, text, written_dates
from quoth.basics.dates import parse as parse_date
from quoth.basics.guessing import named
from quoth.basics.naming import slug
from quoth.checking import names, plausibility
from quoth.checking.checking import check_contents
from quoth.checking.contents import understood
from quoth.cli.bash_words import BashLine
from quoth.cli.wrapping import wrapped
from quoth.editing.drafting import Assignment, edited
from quoth.editing.names import NameResolver, Nothing
from quoth.formats import cells
from quoth.formats.importing.known import NOTHING
from quoth.formats.importing.plan import plan
from quoth.formats.outgoing.exporting import FORMATS
from quoth.formats.outgoing.selection import Selection
from quoth.index.opening import open_corpus
from quoth.intake import adjusting
from quoth.intake.errors import ArticleError
from quoth.intake.files import of_markdown
from quoth.intake.files.reading import of_bytes
from quoth.intake.model import Span
from quoth.intake.text import quotes
from quoth.presenting import verbatim
from quoth.presenting.record import known_fields
from quoth.query import Query
from quoth.query.language.parsing import parse
from quoth.query.language.rendering import explain
from quoth.query.run import Engine
from quoth.search import highlights
from quoth.store.parsing import Document, Tables
from tests.growth import BOUND, PIECES, growth, growth_of_text
from tests.making import write_store

TODAY = date(2025, 6, 15)


def refused(work: Callable[[str], object]) -> Callable[[str], object]:
    """Return work that may refuse what it is given."""

    def tried(given: str) -> object:
        try:
            return work(given)
        except ValueError as error:
            return str(error)

    return tried


def article(given: str) -> object:
    """Read the article of a plain file, or say why there is none."""
    try:
        return of_bytes(given.encode("utf-8", "replace"), "a").told
    except ArticleError as error:
        return str(error)


TEXTS: Mapping[str, Callable[[str], object]] = {
    "neutralise": text.neutralise,
    "spell_out": text.spell_out,
    "tokenise": text.tokenise,
    "slug": slug,
    "named": named,
    "a date": refused(parse_date),
    "a written date": refused(written_dates.edtf),
    "a query": lambda given: explain(parse(given, {"a": given})),
    "a value": lambda given: explain(parse(f"by:{given}")),
    "cells": cells.split,
    "a command line": BashLine,
    "quotations": quotations.quoted_spans,
    "a kind": verbatim.kind_alone,
    "marks": lambda given: quotes.regions(given, 0, len(given)),
    "words of an article": lambda given: adjusting.said(f"a{given}b", all_of(given)),
    "a name": names.read,
    "what was put in": plausibility.put_in,
    "an address": plausibility._ADDRESS.fullmatch,
    "lines": lambda given: wrapped(f"a{given}b", 40, "  "),
    "an article": article,
    "a head": lambda given: article(f"Title: a{given}b\n\nWords."),
    "a date at the head": lambda given: article(f"Date: {given}\n\nWords."),
    "markdown": of_markdown.article,
    "front matter": lambda given: of_markdown.article(f"---\ntitle: a{given}b\n---\nWords."),
}


def all_of(given: str) -> adjusting.Spans:
    """Return all of a text between two letters, as the spans of a statement."""
    return (Span(0, len(given) + 2),)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_read_in_time_that_grows_with_it(name: str) -> None:
    ratios = {piece: growth_of_text(TEXTS[name], piece) for piece in PIECES}
    assert {piece: ratio for piece, ratio in ratios.items() if ratio >= BOUND} == {}


@pytest.mark.parametrize("piece", ["<!-- -->", "<!-- --> ", "<!--", " <!-- -->\n"])
def test_comments_before_a_page_are_passed_once(piece: str) -> None:
    assert growth_of_text(article, piece) < BOUND


@pytest.mark.parametrize(
    "piece",
    ["_a ", "![", "[a](", "<!--", "<![CDATA[", "<!a ", "- a\n", "> ", "*", "a`b``", "# a\n"],
)
def test_marks_of_markdown_are_read_in_time_that_grows_with_them(piece: str) -> None:
    assert growth_of_text(of_markdown.article, piece, most=30_000) < BOUND


@pytest.mark.parametrize("sign", ["“", "«", "„", "``"])
def test_marks_that_open_and_blanks_behind_them_are_read_once(sign: str) -> None:
    def prepared(size: int) -> Callable[[], object]:
        return partial(quotations.quoted_spans, sign * size + "\n" * size)

    assert growth(prepared, 500, 50_000) < BOUND


# -- Stores ----------------------------------------------------------------------------------------

RECORDS: Mapping[str, Document] = {
    "statements": {"id": "1", "quote": "We go.", "kind": "direct", "speaker": "a", "source": "s"},
    "actors": {"id": "a", "name": "Ann Archer"},
    "sources": {"id": "s", "title": "The Herald"},
    "topics": {"id": "t", "name": "Bread"},
}


def store_with(table: str, further: Document) -> Tables:
    """Return a small store, one of whose records says more."""
    tables: Tables = {"meta": {"1": {"schema": 1, "title": "T"}}}
    for name, document in RECORDS.items():
        tables[name] = {"1": document | (further if name == table else {})}
    return tables


@pytest.mark.parametrize(
    ("table", "field"), [("statements", "quote"), ("actors", "name"), ("sources", "title")]
)
@pytest.mark.parametrize("piece", ["\n", "[", "“", "a ", "-", "\x1b", "é"])
def test_a_store_is_opened_searched_shown_and_checked_in_time_that_grows_with_a_field(
    table: str, field: str, piece: str, tmp_path: Path
) -> None:
    def prepared(size: int) -> Callable[[], object]:
        tables = store_with(table, {field: f"a{piece * size}b"})
        data = json.dumps(tables).encode()
        path = write_store(tmp_path / f"{size}.json", tables)
        return partial(everything, path, data, tmp_path / f"cache{size}")

    assert growth(prepared, 2_000, 32_000) < BOUND


def everything(path: Path, data: bytes, cache: Path) -> None:
    """Open a store, search it, show what is found, and check it."""
    corpus = open_corpus(path, cache=cache)
    engine = Engine(corpus)
    found = engine.find(Query("go"), TODAY)
    engine.result(found)
    engine.complete("by:a", 4)
    known_fields(corpus, corpus.statements[0])
    highlights(corpus.statements[0].quote, found.matches)
    check_contents(understood(data, path), TODAY)


@pytest.mark.parametrize("what", [name for name, one in FORMATS.items() if one.is_text])
@pytest.mark.parametrize("piece", ["\n", "a ", "*"])
def test_an_export_takes_time_that_grows_with_a_quote(
    what: str, piece: str, tmp_path: Path
) -> None:
    def prepared(size: int) -> Callable[[], object]:
        tables = store_with("statements", {"quote": f"a{piece * size}b"})
        corpus = open_corpus(write_store(tmp_path / f"{size}.json", tables), cache=tmp_path)
        return lambda: [*FORMATS[what].pieces(Selection(corpus, [0], is_whole=True))]

    assert growth(prepared, 2_000, 64_000) < BOUND


# -- Many of one kind ------------------------------------------------------------------------------


def statement(number: int, **further: object) -> Document:
    """Return a statement."""
    return RECORDS["statements"] | {"id": str(number)} | further


MANY: Mapping[str, Callable[[int], Tables]] = {
    "tags": lambda size: store_with("statements", {"tags": [f"t {n}" for n in range(size)]}),
    "the same tag": lambda size: store_with("statements", {"tags": ["t"] * size}),
    "aliases": lambda size: store_with("actors", {"aliases": [f"A{n} B{n}" for n in range(size)]}),
    "fields": lambda size: store_with("actors", {f"f{n}": n for n in range(size)}),
    "topics": lambda size: (
        store_with(
            "statements",
            {
                "topics": [f"t{n}" for n in range(size)],
                "stances": [{"topic": f"t{n}", "position": "support"} for n in range(size)],
            },
        )
        | {"topics": {str(n + 1): {"id": f"t{n}", "name": f"T {n}"} for n in range(size)}}
    ),
    "namesakes": lambda size: (
        store_with("", {})
        | {
            "actors": {
                "1": RECORDS["actors"],
                **{str(n + 2): {"id": f"x{n}", "name": "Ann Archer"} for n in range(size)},
            }
        }
    ),
    "sources of one title": lambda size: (
        store_with("", {})
        | {
            "sources": {
                "1": RECORDS["sources"],
                **{str(n + 2): {"id": f"я{n}", "title": "The Herald"} for n in range(size)},
            }
        }
    ),
    "statements": lambda size: (
        store_with("", {}) | {"statements": {str(n + 1): statement(n) for n in range(size)}}
    ),
}


@pytest.mark.parametrize("what", MANY)
def test_a_store_is_read_checked_and_exported_in_time_that_grows_with_its_records(
    what: str, tmp_path: Path
) -> None:
    def prepared(size: int) -> Callable[[], object]:
        tables = MANY[what](size)
        path = write_store(tmp_path / f"{size}.json", tables)
        return partial(brought_along, path, json.dumps(tables).encode(), tmp_path / f"cache{size}")

    assert growth(prepared, 250, 4_000) < BOUND


def brought_along(path: Path, data: bytes, cache: Path) -> None:
    """Open a store, check it, export it, and import it into another."""
    corpus = open_corpus(path, cache=cache)
    check_contents(understood(data, path), TODAY)
    for wanted in (one for one in FORMATS.values() if one.is_text):
        for _ in wanted.pieces(Selection(corpus, range(len(corpus)), is_whole=True)):
            pass
    plan([path], NOTHING)


@pytest.mark.parametrize("sign", ["=", "+=", "-="])
def test_items_are_added_and_taken_away_in_time_that_grows_with_them(sign: str) -> None:
    def prepared(size: int) -> Callable[[], object]:
        document = statement(1, tags=[f"t{n}" for n in range(size)])
        text = "; ".join(f"t{n}" for n in range(size // 2, size + size // 2))
        one = Assignment("tags", sign, text)
        return lambda: edited("statements", ("1", document), [one], NameResolver(Nothing()))

    assert growth(prepared, 500, 32_000) < BOUND


# -- The measure itself ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "is_fast"),
    [
        (lambda size: size * 1e-6, False),
        (lambda size: max(size - 5_000, 0) * 1e-6, False),
        (lambda size: size**2 * 1e-9, True),
        (lambda size: max(size - 5_000, 0) ** 2 * 1e-9, True),
    ],
    ids=["with the size", "behind a size", "with the square", "with the square behind a size"],
)
def test_work_that_begins_behind_a_size_is_told_from_what_grows_too_fast(
    seconds: Callable[[int], float], is_fast: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.growth._seconds", lambda work: work())
    found = growth(lambda size: lambda: seconds(size), 500, 100_000)
    assert (found >= BOUND) is is_fast
