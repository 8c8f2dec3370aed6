"""A network of actors and topics: GraphML (http://graphml.graphdrawing.org), as Gephi reads it.

Nodes are the actors and topics that statements name. Edges count statements: from a speaker to a
topic, with the position taken; from a speaker to whom they address, mention or speak for; and along
the chain that carried the words (`via`), from each to the next. Statements whose speaker denies the
words, or says them under a condition, are counted apart, by `polarity`. The kind of an edge is its
`relation`, because Gephi takes `type` for whether it is directed. The ids of a store stand in
`ref`: not all of them could be ids in XML.

Only the counts are kept while the statements are read, so the network is what takes memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from quoth.basics.text import neutralise
from quoth.formats.outgoing.selection import Selection
from quoth.store.model import Statement
from quoth.store.snapshot import Snapshot

_NODE_KEYS: Final = ("label", "type", "ref", "kind", "role", "affiliation", "country", "wikidata")
_EDGE_KEYS: Final = ("relation", "stance", "polarity")
_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


class Node(NamedTuple):
    """An actor, or a topic, by id."""

    type: str
    id: str


class Edge(NamedTuple):
    """From whom to whom or what, and how."""

    start: Node
    end: Node
    relation: str
    stance: str = ""
    polarity: str = ""
    """Whether what was said was denied, or said under a condition."""


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the graph, node by node and edge by edge."""
    corpus = selection.corpus
    counts: Counter[Edge] = Counter()
    nodes: dict[Node, str] = {}
    for statement in selection.statements():
        nodes.setdefault(Node("actor", statement.speaker), "")
        polarity = str(statement.polarity or "")
        counts.update(edge._replace(polarity=polarity) for edge in _edges(statement))
    for edge in counts:
        nodes.setdefault(edge.start, "")
        nodes.setdefault(edge.end, "")
    yield _HEAD
    for owner, names in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name in names:
            yield _key(name, owner, "string")
    yield _key("weight", "edge", "double")
    yield '<graph id="quoth" edgedefault="directed">\n'
    for number, node in enumerate(nodes):
        nodes[node] = f"n{number}"
        yield f'<node id="n{number}">{_data("node", _facts(corpus, node))}</node>\n'
    for number, (edge, weight) in enumerate(counts.items()):
        told = {
            "relation": edge.relation,
            "stance": edge.stance,
            "polarity": edge.polarity,
            "weight": f"{weight}.0",
        }
        ends = f'source="{nodes[edge.start]}" target="{nodes[edge.end]}"'
        yield f'<edge id="e{number}" {ends}>{_data("edge", told)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _edges(statement: Statement) -> Iterator[Edge]:
    """Yield the edges that a statement counts for, each once."""
    speaker = Node("actor", statement.speaker)
    stances = dict.fromkeys(statement.stances)
    for stance in stances:
        yield Edge(speaker, Node("topic", stance.topic), "position", stance.position)
    taken_on = {stance.topic for stance in stances}
    for topic in dict.fromkeys(statement.topics):
        if topic not in taken_on:
            yield Edge(speaker, Node("topic", topic), "topic")
    for relation, actors in (
        ("addressee", statement.addressee),
        ("mentions", statement.mentions),
        ("on behalf of", statement.on_behalf_of),
    ):
        for actor in dict.fromkeys(actors):
            yield Edge(speaker, Node("actor", actor), relation)
    for before, after in dict.fromkeys(pairwise((statement.speaker, *statement.via))):
        yield Edge(Node("actor", before), Node("actor", after), "via")


def _facts(corpus: Snapshot, node: Node) -> dict[str, str]:
    """Return what is known of a node."""
    if node.type == "topic":
        return {"label": corpus.topics[node.id].name, "type": "topic", "ref": node.id}
    actor = corpus.actors[node.id]
    return {
        "label": actor.name,
        "type": "actor",
        "ref": actor.id,
        "kind": actor.kind or "",
        "role": actor.role,
        "affiliation": corpus.actors[actor.affiliation].name if actor.affiliation else "",
        "country": actor.country,
        "wikidata": actor.wikidata,
    }


def _key(name: str, owner: str, kind: str) -> str:
    """Return the declaration of an attribute of nodes or edges."""
    return f'<key id="{owner}-{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'


def _data(owner: str, told: dict[str, str]) -> str:
    """Return the attributes of a node or an edge, without characters that XML can't hold."""
    return "".join(
        f'<data key="{owner}-{name}">{escape(neutralise(value).text)}</data>'
        for name, value in told.items()
        if value
    )
