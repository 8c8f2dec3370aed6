"""The sources cited, for LaTeX and for processors of citations."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given

from quoth.basics.dates import parse
from quoth.basics.text import neutralise
from quoth.formats.outgoing.cited import points
from quoth.store.model import Records, Source
from tests.formats.outgoing import PAPER, SAYING, exported, records, stores
from tests.strategies import dates as any_date

# -- Dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2025", ((2025,),)),
        ("2025-03", ((2025, 3),)),
        ("2025-03-20", ((2025, 3, 20),)),
        ("2025-03-20T09:30Z", ((2025, 3, 20),)),
        ("2025-03-18~", ((2025, 3, 18),)),
        ("2025-03-17/2025-04", ((2025, 3, 17), (2025, 4))),
        ("2025-03-XX", ((2025, 3),)),
        ("2025-XX-XX", ((2025,),)),
        ("-0044-03-15", ((-44, 3, 15),)),
        ("Y17000", ((17000,),)),
        ("202X", ()),
        ("2025-21", ()),
        ("2025/..", ()),
        ("/2025-03-20", ()),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(text: str, known: tuple[Any, ...]) -> None:
    assert points(parse(text)) == known


# -- BibTeX ----------------------------------------------------------------------------------------


def sourced(**fields: Any) -> Records:
    """Return a store whose only source has some fields."""
    return records(SAYING, sources=(PAPER._replace(**fields),))


def test_an_entry_says_all_of_a_source() -> None:
    assert exported("bibtex", records()) == (
        "@online{the-paper,\n"
        "  author = {{Cy Clerk and Di Dean}},\n"
        "  title = {{Bread \\& Games: 100 \\% of it}},\n"
        "  organization = {{The Paper}},\n"
        "  date = {2025-03-20},\n"
        "  year = {2025},\n"
        "  month = {3},\n"
        "  url = {https://paper.example/bread?a=1&b=2},\n"
        "  urldate = {2025-03-21},\n"
        "  note = {Archived: https://archive.example/1},\n"
        "}\n\n"
    )


@pytest.mark.parametrize(
    ("date", "lines"),
    [
        ("2025-03/2025-03-20", ["date = {2025-03/2025-03-20}", "year = {2025}", "month = {3}"]),
        ("2025-03/2025-04", ["date = {2025-03/2025-04}", "year = {2025}"]),
        ("2025/2025-04", ["date = {2025/2025-04}", "year = {2025}"]),
        ("2024/2025", ["date = {2024/2025}"]),
        ("2025-03-18~", ["date = {2025-03-18~}", "year = {2025}", "month = {3}"]),
        ("2025-03-20T09:30?", ["date = {2025-03-20?}", "year = {2025}", "month = {3}"]),
        ("202X", ["date = {202X}"]),
    ],
)  # fmt: skip
def test_an_entry_is_no_more_precise_than_its_date(date: str, lines: list[str]) -> None:
    entry = exported("bibtex", sourced(published=parse(date)))
    found = re.findall(r"(?m)^  ((?:date|year|month) = .*),$", entry)
    assert found == lines


def test_a_source_without_an_address_is_an_article() -> None:
    entry = exported("bibtex", sourced(url="", archived=""))
    assert entry.startswith("@article{the-paper,")
    assert "journal = {{The Paper}}" in entry
    assert exported("bibtex", sourced(url="", publisher="")).startswith("@misc{")


def test_an_address_that_is_no_link_is_a_note() -> None:
    entry = exported("bibtex", sourced(url="gopher:a_b"))
    assert r"note = {Address: gopher:a\_b. Archived: https://archive.example/1}" in entry
    assert "url =" not in entry


@pytest.mark.parametrize("name", ["bibtex", "csl-json"])
def test_keys_differ_however_alike_the_ids(name: str) -> None:
    ids = ["A b", "a-b", "á b", "…", "!"]
    said = [SAYING._replace(id=str(row), source=one) for row, one in enumerate([*ids, "A b"])]
    text = exported(name, records(*said, sources=tuple(Source(one, one) for one in ids)))
    keys = re.findall(r'@misc\{([^,]*),|"id": "([^"]*)"', text)
    assert ["".join(key) for key in keys] == ["a-b", "a-b-2", "a-b-3", "source", "source-2"]


@given(stores())
def test_nothing_breaks_out_of_an_entry(held: Records) -> None:
    text = exported("bibtex", held)
    assert all(neutralise(line) == (line, False) for line in text.split("\n"))
    depth = 0
    for place, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
        assert sign not in "{}" or text[place - 1] != "\\"  # BibTeX counts these as well
    assert depth == 0
    cited = {statement.source for statement in held.statements}
    entry = r"@(?:online|article|misc)\{[a-z0-9-]+,\n(?:  [a-z]+ = \{[^\n]*\},\n)*\}\n\n"
    assert re.fullmatch(rf"(?:{entry}){{{len(cited)}}}", text)
    for value in re.findall(r"(?m)^  (?!url|date)[a-z]+ = \{(.*)\},$", text):
        assert not re.search(r"(?<!\\)[$&%#_]|[\^]", value)
        assert set(re.findall(r"\\[a-z]+", value)) <= {
            r"\textbackslash", r"\textbraceleft", r"\textbraceright", r"\textasciitilde",
            r"\textasciicircum",
        }  # fmt: skip


# -- CSL-JSON --------------------------------------------------------------------------------------

TEXTS = {"title", "publisher", "URL", "note"}


def check_item(item: dict[str, Any]) -> None:
    """Check an item against the rules of `csl-data.json`."""
    assert isinstance(item.pop("id"), str)
    assert item.pop("type") in ("webpage", "article")
    for author in item.pop("author", []):
        assert set(author) == {"literal"}
    for name in ("issued", "accessed"):
        check_date(item.pop(name, {"literal": ""}))
    assert set(item) <= TEXTS
    assert all(isinstance(value, str) for value in item.values())


def check_date(date: dict[str, Any]) -> None:
    """Check a date against the rules of `csl-data.json`."""
    assert set(date) in ({"literal"}, {"date-parts"}, {"date-parts", "circa"})
    assert 1 <= len(date.get("date-parts", [[1]])) <= 2
    for parts in date.get("date-parts", []):
        assert 1 <= len(parts) <= 3
        assert all(type(part) is int for part in parts)


@given(stores())
def test_items_follow_the_schema(held: Records) -> None:
    text = exported("csl-json", held)
    assert all(neutralise(line) == (line, False) for line in text.split("\n"))
    items = json.loads(text)
    assert len(items) == len({statement.source for statement in held.statements})
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        check_item(item)


@given(any_date)
def test_every_date_can_be_cited(date: Any) -> None:
    (item,) = json.loads(exported("csl-json", sourced(published=date, accessed=date)))
    check_item(item)
    assert exported("bibtex", sourced(published=date)).count("date = {") == 2


def test_an_item_says_all_of_a_source() -> None:
    (item,) = json.loads(exported("csl-json", records()))
    assert item == {
        "id": "the-paper",
        "type": "webpage",
        "title": "Bread & Games: 100 % of it",
        "author": [{"literal": "Cy Clerk and Di Dean"}],
        "publisher": "The Paper",
        "issued": {"date-parts": [[2025, 3, 20]]},
        "accessed": {"date-parts": [[2025, 3, 21]]},
        "URL": "https://paper.example/bread?a=1&b=2",
        "note": "Archived: https://archive.example/1; Licence: CC BY",
    }


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("2025-03-18~", {"date-parts": [[2025, 3, 18]], "circa": True}),
        ("2025-03-17/2025-03-20", {"date-parts": [[2025, 3, 17], [2025, 3, 20]]}),
        ("2025-21", {"literal": "spring 2025"}),
        ("/2025-03-20", {"literal": "by 20 Mar 2025"}),
    ],
)
def test_an_item_is_no_more_precise_than_its_date(date: str, issued: object) -> None:
    (item,) = json.loads(exported("csl-json", sourced(published=parse(date))))
    assert item["issued"] == issued


def test_with_a_whole_store_all_sources_are_cited() -> None:
    held = records(SAYING, sources=(PAPER, Source("other", "Other")))
    assert len(json.loads(exported("csl-json", held))) == 1
    assert len(json.loads(exported("csl-json", held, is_whole=True))) == 2
