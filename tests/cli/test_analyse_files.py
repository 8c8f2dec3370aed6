"""Analyses as files: pages whose numbers lead to their statements, networks, the same pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from quoth.query.analysis.views import VIEWS
from quoth.store.parsing import Tables
from tests.cli.conftest import WITH_AN_INDEX, Quoth
from tests.making import small_tables
from tests.query.analysis import dna_sample

STORES = (WITH_AN_INDEX,)

EVIL = 'Ann <script>alert(1)</script> $x_1$ "&\x1b[31m\u202e'


@pytest.fixture
def sample(quoth: Quoth, tmp_path: Path) -> Path:
    """Return a store with the codings of DNA's sample."""
    store = tmp_path / "sample.json"
    path = dna_sample.write(tmp_path / "sample.dna", 3)
    assert quoth("import", "--create", str(path), "--store", str(store)).code == 0
    return store


@pytest.fixture
def evil(save: Callable[[Tables], Path]) -> Path:
    """Return a store whose names would act where they are shown, if they could."""
    tables = small_tables()
    tables["actors"]["1"] = {"id": "ann", "name": EVIL, "attributes": {EVIL[:12]: EVIL}}
    tables["topics"]["1"] = {"id": "bread", "name": EVIL}
    tables["events"]["1"] = {**tables["events"]["1"], "title": EVIL}
    tables["statements"]["1"] = {**tables["statements"]["1"], "mentions": ["guild"]}
    return save(tables)


def test_every_number_of_a_page_leads_to_its_statements(
    quoth: Quoth, sample: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    said = quoth("analyse", "matrix", "--who", "home", "--html", str(page), "--store", str(sample))
    assert (said.code, said.out) == (0, "")
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r'id="(\w+)"', text))
    assert set(re.findall(r'href="#(\w+)"', text)) <= targets
    number = re.search(r'<section id="(n\d+)"><p dir="auto">Senate · There .* = \+1: (.*)', text)
    assert number is not None
    assert number[2].count('href="#s') == 1
    assert len(set(re.findall(r'<li id="(s\d+)"', text))) == 23
    for told in ("SHA-256", "quoth analyse matrix", "once per source"):
        assert told in text


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("form", ["html", "svg", "graphml"])
def test_nothing_that_a_store_says_acts_in_a_file(
    quoth: Quoth, evil: Path, tmp_path: Path, name: str, form: str
) -> None:
    if form == "svg":
        pytest.importorskip("matplotlib")
    file = tmp_path / f"out.{form}"
    words = ("analyse", name, f"--{form}", str(file), "--store", str(evil))
    said = quoth(*words, *(("--event", "2025-03-19") if name == "pace" else ()))
    if form == "graphml" and name not in ("matrix", "agree", "camps", "about"):
        assert (said.code, "has no network" in said.err) == (2, True)
        return
    assert said.code == 0, said.err
    text = file.read_text(encoding="utf-8")
    assert "<script" not in text
    assert not set(text) & set("\x1b\u202e")


def test_a_network_is_read_back_with_signs_camps_and_attributes(
    quoth: Quoth, sample: Path, tmp_path: Path
) -> None:
    file = tmp_path / "camps.graphml"
    store = ("--store", str(sample))
    assert quoth("analyse", "camps", "--who", "home", "--graphml", str(file), *store).code == 0
    graph = nx.read_graphml(file)
    by_id = {data["id"]: (node, data) for node, data in graph.nodes(data=True)}
    senate, about = by_id["senate"]
    assert (about["camp"], about["frequency"], about["attribute Type"]) == (2, 3, "Government")
    tie = graph.edges[senate, by_id["sierra-club"][0]]
    assert (tie["weight"], tie["sign"]) == (-1.0, "negative")
    assert sum(abs(data["weight"]) for _, _, data in graph.edges(data=True)) == 25


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *((name, "svg") for name in ("stances", "matrix", "camps", "pace", "drift")),
        ("camps", "png"),
    ],
)
def test_the_same_store_makes_the_same_picture(
    quoth: Quoth, sample: Path, tmp_path: Path, name: str, form: str
) -> None:
    pytest.importorskip("matplotlib")
    files = [tmp_path / f"{number}.{form}" for number in range(2)]
    for file in files:
        words: tuple[str, ...] = ("analyse", name, "--dates", "published", f"--{form}", str(file))
        event = ("--event", "2005-02-02") if name == "pace" else ()
        knows_dates = "dates" in VIEWS[name].options
        words = words if knows_dates else (*words[:2], *words[4:])
        assert quoth(*words, *event, "--store", str(sample)).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_no_file_is_replaced_unasked_and_the_store_never(
    quoth: Quoth, sample: Path, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text("mine", encoding="utf-8")
    words = ("analyse", "stances", "--store", str(sample), "--html")
    said = quoth(*words, str(file))
    assert (said.code, file.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in said.err
    assert quoth(*words, str(file), "--force").code == 0
    assert quoth(*words, str(sample), "--force").code == 2


def test_the_timeline_is_drawn_with_what_happened(quoth: Quoth, evil: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    file = tmp_path / "timeline.svg"
    words = ("timeline", "--store", str(evil), "--by", "month", "--svg", str(file))
    assert quoth(*words).code == 0
    text = file.read_text(encoding="utf-8")
    assert "How much was said when" in text
    assert "perhaps said then" in text
    assert "<script" not in text
    assert not set(text) & set("\x1b\u202e")
    refused = quoth(*words)
    assert (refused.code, "--force" in refused.err) == (2, True)
