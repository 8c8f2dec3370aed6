"""Networks of actors and topics, for Gephi and for Discourse Network Analyzer."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple
from xml.etree import ElementTree as ET

from hypothesis import given

from quoth.basics.dates import parse
from quoth.store.model import Kind, Position, Records, Source, Stance
from tests.formats.outgoing import MIXED, PAPER, RETOLD, SAYING, exported, records, stores

# -- GraphML ---------------------------------------------------------------------------------------

SPACE = "{http://graphml.graphdrawing.org/xmlns}"


class Graph(NamedTuple):
    """What a program reads of a graph."""

    nodes: dict[str, dict[str, str]]
    edges: list[dict[str, str]]


def read_graph(text: str) -> Graph:
    """Read a graph, as strictly as its schema has it."""
    root = ET.fromstring(text.encode())  # noqa: S314  # our own
    keys = {
        key.attrib["id"]: (key.attrib["for"], key.attrib["attr.name"])
        for key in root.iter(f"{SPACE}key")
    }
    assert len(set(keys.values())) == len(keys)

    def told(element: ET.Element) -> dict[str, str]:
        owner = element.tag.removeprefix(SPACE)
        found = [(keys[data.attrib["key"]], data.text or "") for data in element]
        assert {known for (known, _), _ in found} <= {owner}
        return {name: value for (_, name), value in found}

    nodes = {node.attrib["id"]: told(node) for node in root.iter(f"{SPACE}node")}
    edges = [
        told(edge) | {"from": nodes[edge.attrib["source"]]["ref"],
                      "to": nodes[edge.attrib["target"]]["ref"]}
        for edge in root.iter(f"{SPACE}edge")
    ]  # fmt: skip
    return Graph(nodes, edges)


def test_a_node_says_what_is_known_of_it() -> None:
    nodes = {
        node["ref"]: node for node in read_graph(exported("graphml", records())).nodes.values()
    }
    assert nodes["ann"] == {
        "label": "Ann Archer", "type": "actor", "ref": "ann", "kind": "person", "role": "Baker",
        "affiliation": "The Guild", "wikidata": "Q1",
    }  # fmt: skip
    assert nodes["bread"] == {"label": "Bread", "type": "topic", "ref": "bread"}


def test_an_edge_counts_statements() -> None:
    again = SAYING._replace(id="4", topics=("bread", "games"), stances=SAYING.stances[:1] * 2)
    edges = read_graph(exported("graphml", records(SAYING, RETOLD, again))).edges
    found = {
        (edge["from"], edge["to"], edge["relation"], edge.get("stance", "")): edge["weight"]
        for edge in edges
    }
    assert len(found) == len(edges)
    assert found == {
        ("ann", "bread", "position", "oppose"): "2.0",
        ("ann", "games", "position", "neutral"): "1.0",
        ("ann", "games", "topic", ""): "1.0",
        ("ann", "guild", "addressee", ""): "2.0",
        ("ann", "guild", "mentions", ""): "2.0",
        ("ann", "bob", "mentions", ""): "2.0",
        ("ann", "bob", "via", ""): "2.0",
        ("bob", "guild", "via", ""): "2.0",
    }


def test_whoever_only_speaks_is_a_node_too() -> None:
    graph = read_graph(exported("graphml", records(MIXED)))
    assert [node["ref"] for node in graph.nodes.values()] == ["bob"]
    assert graph.edges == []


@given(stores())
def test_every_graph_can_be_read(held: Records) -> None:
    graph = read_graph(exported("graphml", held))
    # A name may be nothing but what is not to be shown, so nodes are counted, not read.
    assert len(graph.nodes) >= len({one.speaker for one in held.statements})


# -- DNA -------------------------------------------------------------------------------------------


def read_events(held: Records) -> list[dict[str, str]]:
    """Return the rows of an event list."""
    text = exported("dna", held)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def test_a_row_is_a_position() -> None:
    against, neither = read_events(records())
    assert against == {
        "ID": "1", "time": "2025-03-20 00:00:00", "docId": "the-paper",
        "docTitle": "Bread & Games: 100 % of it", "docAuthor": "Cy Clerk and Di Dean",
        "docSource": "The Paper", "docSection": "", "docType": "",
        "text": "“Bread is *dear*.\nVery dear.”", "person": "Ann Archer",
        "organization": "The Guild", "concept": "Bread", "agreement": "0",
    }  # fmt: skip
    assert (neither["concept"], neither["agreement"]) == ("Games", "")


def test_an_organisation_speaks_as_one() -> None:
    stances = (Stance("bread", Position.SUPPORT),)
    ours = SAYING._replace(speaker="guild", stances=stances, kind=Kind.INDIRECT)
    (row,) = read_events(records(ours))
    assert (row["person"], row["organization"], row["agreement"]) == ("", "The Guild", "1")
    assert row["text"] == SAYING.quote


def test_a_day_that_is_not_known_is_not_told() -> None:
    for text in ("2025-03", "2025-03-18~", "2025-03-18?", "2025-03-17/2025-03-20", "/2025-03-20",
                 "-0044-03-15", "0000-01-01"):  # fmt: skip
        (row, _) = read_events(records(SAYING, sources=(PAPER._replace(published=parse(text)),)))
        assert row["time"] == ""
    (row, _) = read_events(records(SAYING, sources=(Source("the-paper", "The Paper"),)))
    assert row["time"] == ""


@given(stores())
def test_there_is_a_row_for_each_position(held: Records) -> None:
    rows = read_events(held)
    assert len(rows) == sum(len(one.stances) for one in held.statements)
    assert all(row["agreement"] in ("0", "1", "") for row in rows)
