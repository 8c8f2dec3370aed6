"""Sheets of quotes: what a reporter needs is there, and no text of a store is anything but text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from quoth.basics.text import neutralise
from quoth.formats.outgoing.sheet import safe_link, shown
from quoth.formats.outgoing.text import WIDTH
from quoth.presenting.quotation import quoted
from quoth.store.model import Kind, Records, Status
from tests.formats.outgoing import MIXED, PAPER, RETOLD, SAYING, exported, records, stores

SHEETS = ["markdown", "html", "text"]


def assert_harmless(text: str) -> None:
    """Check that whoever prints a text prints it and does nothing else."""
    for line in text.split("\n"):
        assert neutralise(line) == (line, False)


def without_tags(text: str) -> str:
    """Return a text without the tags that a page has."""
    return re.sub(r"<(?!https?://)[^>]*>", "", text)


def plain(text: str) -> str:
    """Return a text with its white space as single spaces."""
    return " ".join(text.split())


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize(
    "fact",
    [
        "Ann Archer", "Baker, The Guild", "17–20 Mar 2025", "speech", "verbatim",
        "On the price of bread.", "A note.", "Ann Archer → Bob Brewer → The Guild → The Paper",
        "Cy Clerk and Di Dean", "The Paper", "20 Mar 2025", "accessed 21 Mar 2025", "archived: ",
        "draft, not yet checked against the source", "undated", "c. Mar 2025",
        "paraphrase; verbatim only where quoted", "3 statements",
    ],
)  # fmt: skip
def test_a_sheet_says(name: str, fact: str) -> None:
    assert fact in plain(exported(name, records()))


@pytest.mark.parametrize("name", SHEETS)
def test_a_speaker_is_named_once_over_what_they_say_together(name: str) -> None:
    together = exported(name, records(SAYING, RETOLD, MIXED))
    apart = exported(name, records(SAYING, MIXED, RETOLD))
    assert together.count("Baker, The Guild") == 1
    assert apart.count("Baker, The Guild") == 2


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("publisher", ["", "The Paper"])
def test_an_address_is_printed_once_though_it_is_the_title_too(name: str, publisher: str) -> None:
    address = "https://paper.example/bread"
    source = PAPER._replace(title=address, url=address, archived="", publisher=publisher)
    sheet = exported(name, records(SAYING, sources=(source,)))
    assert without_tags(sheet).count(address) == 1
    assert f"The Guild → {publisher or 'paper.example'}" in plain(without_tags(sheet))


@pytest.mark.parametrize("name", SHEETS)
def test_all_topics_are_there_with_a_stance_or_without(name: str) -> None:
    statement = SAYING._replace(stances=SAYING.stances[:1])
    assert "Bread (oppose), Games" in plain(without_tags(exported(name, records(statement))))


@pytest.mark.parametrize("name", SHEETS)
def test_only_what_is_verbatim_is_in_quotation_marks(name: str) -> None:
    sheet = exported(name, records(RETOLD._replace(status=Status.REJECTED)))
    assert "Games are free." in sheet
    assert "“Games" not in sheet
    assert "rejected" in sheet
    verbatim = exported(name, records(RETOLD._replace(kind=Kind.DIRECT)))
    assert "“Games are free.”" in verbatim


@pytest.mark.parametrize("name", SHEETS)
@given(held=stores())
def test_nothing_in_a_sheet_acts(name: str, held: Records) -> None:
    assert_harmless(exported(name, held))


# -- Addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["https://a.example", "http://a.example/b?c=d&e=f#g", "HTTPS://A.example/é_(b)", PAPER.url],
)
def test_an_address_of_the_web_is_a_link(address: str) -> None:
    assert safe_link(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "", "javascript:alert(1)", "data:text/html,x", "https:", "https://", "https:///x",
        "https://a.example/ b", 'https://a.example/"x', "https://a.example/<b>",
        "https://a.example/\u202ex", "https://a.example\n", "ftp://a.example", " https://a.example",
        "https://a.example/`", "https://a.example\\@b", "https://a.example/{b}", "file:///etc",
    ],
)  # fmt: skip
def test_no_other_address_is_a_link(address: str) -> None:
    assert safe_link(address) == ""


@pytest.mark.parametrize("name", SHEETS)
def test_an_address_that_is_no_link_is_shown_all_the_same(name: str) -> None:
    source = PAPER._replace(url="gopher:paper", archived="")
    assert "gopher:paper" in exported(name, records(SAYING, sources=(source,)))


# -- HTML ------------------------------------------------------------------------------------------

ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "section", "figure",
    "blockquote", "figcaption", "dl", "dt", "dd", "a",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "dir", "href", "rel"}


class Page(HTMLParser):
    """What a browser makes of a page: the elements that are open, the links, the texts."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS
        assert {name for name, _ in attrs} <= ATTRIBUTES
        if ("class", "words") in attrs:
            self.words.append("")
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("blockquote", "p") and self.words:
            self.words[-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


@given(stores())
def test_no_text_of_a_page_is_markup(held: Records) -> None:
    page = Page(exported("html", held))
    assert page.open == []
    assert all(link == safe_link(link) != "" for link in page.links)
    for said, statement in zip(page.words, held.statements, strict=True):
        assert said.startswith(shown(quoted(statement), lines=True))


def test_a_page_loads_nothing_and_knows_the_dark() -> None:
    page = exported("html", records())
    assert "default-src 'none'" in page
    assert "prefers-color-scheme: dark" in page
    assert Page(page).links == [PAPER.url, PAPER.archived] * 3
    assert page.isprintable() is False  # it has lines
    assert page.endswith("</html>\n")


# -- Markdown --------------------------------------------------------------------------------------

TOKENS = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline",
    "blockquote_open", "blockquote_close", "bullet_list_open", "bullet_list_close",
    "list_item_open", "list_item_close",
}  # fmt: skip
INLINE = {"text", "softbreak", "hardbreak", "link_open", "link_close", "text_special"}


@given(stores())
def test_no_text_of_a_sheet_is_markdown(held: Records) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    sheet = parser.parse(exported("markdown", held))
    assert {token.type for token in sheet} <= TOKENS
    inner = [token for block in sheet for token in block.children or ()]
    assert {token.type for token in inner} <= INLINE
    links = [str(token.attrs["href"]) for token in inner if token.type == "link_open"]
    assert all(link.lower().startswith(("http://", "https://")) for link in links)
    verbatim = [statement for statement in held.statements if statement.kind is Kind.DIRECT]
    assert sum(token.type == "blockquote_open" for token in sheet) == len(verbatim)
    blocks = "".join(token.content for token in inner if token.type.startswith("text"))
    for statement in held.statements:
        for line in shown(quoted(statement), lines=True).split("\n"):
            assert line.strip() in blocks


def test_line_breaks_of_a_quote_stay() -> None:
    sheet = exported("markdown", records())
    assert "> “Bread is \\*dear\\*.\\\n> Very dear.”\n" in sheet


# -- Text ------------------------------------------------------------------------------------------


def test_the_lines_of_a_mail_are_short() -> None:
    lines = exported("text", records()).split("\n")
    assert max(map(len, lines)) <= WIDTH
    assert '    Beer is "cheap".' in lines


@given(stores())
def test_no_line_of_a_mail_begins_a_mail_or_a_signature(held: Records) -> None:
    titled = held._replace(title="From me")
    assert not any(
        line.startswith(("From ", "--")) for line in exported("text", titled).split("\n")[1:]
    )
