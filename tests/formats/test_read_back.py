"""Exports are read by the programs that their users have."""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import StringIO
from typing import Any

import cmarkgfm
import html5lib
import networkx as nx
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as citeproc_formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pybtex.database import parse_string

from quoth.basics.dates import parse
from quoth.formats.outgoing.markdown import escaped
from quoth.store.model import Kind, Records, Source, Statement
from tests.formats.outgoing import PAPER, SAYING, exported, records, stores

ADDRESSES = [
    "http://herald.example/a_b_c", "https://h.example/?a=1&b=2*c", "https://h.example/(x)",
    "https://h.example/~ann/#top", "ftp://h.example/[1]", "https://h.example/a|b$c!d",
]  # fmt: skip


def shown(text: str, *, gfm: bool) -> tuple[str, list[str]]:
    """Return what a reader of CommonMark, or of GitHub's, sees of a text, and where links lead."""
    if gfm:
        page = cmarkgfm.github_flavored_markdown_to_html(text)
    else:
        page = MarkdownIt("commonmark").render(text)
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return "".join(tree.itertext()).strip(), [one.attrib["href"] for one in tree.iter("a")]


@pytest.mark.parametrize("gfm", [True, False])
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("around", ["See {} today", "{}", "({})", "“{}”", "at {}.", "{}, {}"])
def test_an_address_stays_an_address(address: str, around: str, *, gfm: bool) -> None:
    text = around.format(address, "then")
    words, links = shown(escaped(text), gfm=gfm)
    assert words == text
    assert [link.replace("%5B", "[").replace("%5D", "]").replace("%7C", "|") for link in links] == [
        address
    ]


@pytest.mark.parametrize("gfm", [True, False])
def test_an_address_without_its_scheme_stays_one_too(*, gfm: bool) -> None:
    words, links = shown(escaped("See www.herald.example/x_y, or not"), gfm=gfm)
    assert words == "See www.herald.example/x_y, or not"
    assert links == ["http://www.herald.example/x_y"]


@pytest.mark.parametrize("gfm", [True, False])
@given(text=st.text("ab_*`[]()<>&\\!~#|.:/ wh", max_size=30).map(str.strip))
def test_no_text_is_markup(text: str, *, gfm: bool) -> None:
    whole = f"x {text} http://h.example/a_b x"
    words, links = shown(escaped(whole), gfm=gfm)
    assert " ".join(words.split()) == " ".join(whole.split())
    assert links[-1] == "http://h.example/a_b"


def bibliography(*sources: Source) -> Any:  # it has no types
    """Return sources as a program reads them that BibTeX's own styles belong to."""
    store = records(
        *(SAYING._replace(id=str(at), source=one.id) for at, one in enumerate(sources)),
        sources=sources,
    )
    return parse_string(exported("bibtex", store), "bibtex")


def test_a_bibliography_has_the_journal_of_an_article() -> None:
    entry = bibliography(PAPER._replace(url="")).entries["the-paper"]
    assert entry.type == "article"
    assert entry.fields["journal"].strip("{}") == "The Paper"
    assert "journaltitle" not in entry.fields


@given(stores())
def test_a_bibliography_can_be_read(store: Records) -> None:
    parse_string(exported("bibtex", store), "bibtex")


@pytest.mark.parametrize(
    ("date", "parts"),
    [("-0099", [[-100]]), ("0000", [[-1]]), ("-0043-03-15", [[-44, 3, 15]]), ("0001", [[1]]),
     ("-0043/0014", [[-44], [14]])],
)  # fmt: skip
def test_csl_has_no_year_0(date: str, parts: list[list[int]]) -> None:
    source = PAPER._replace(published=parse(date))
    (item,) = json.loads(exported("csl-json", records(SAYING, sources=(source,))))
    assert item["issued"]["date-parts"] == parts


def test_a_processor_of_citations_reads_csl() -> None:
    items = json.loads(exported("csl-json", records(SAYING, sources=(PAPER,))))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON(items), citeproc_formatter.plain)
    made.register(Citation([CitationItem(items[0]["id"])]))
    (line,) = map(str, made.bibliography())
    assert "Bread & Games" in line
    assert "2025" in line


@given(stores())
def test_a_network_can_be_read(store: Records) -> None:
    graph = nx.parse_graphml(exported("graphml", store))
    assert all(isinstance(node, str) for node in graph)


@given(stores())
def test_a_page_is_html5(store: Records) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(StringIO(exported("html", store)))
    words = "".join(tree.itertext())
    assert all(_first_word(one.quote) in words for one in _verbatim(store))


def _verbatim(store: Records) -> Iterable[Statement]:
    """Return the statements of a store that are verbatim."""
    return [one for one in store.statements if one.kind is Kind.DIRECT]


def _first_word(text: str) -> str:
    """Return the first word of letters in a text."""
    return next((word for word in text.split() if word.isascii() and word.isalnum()), "")
