"""The network of a report as GraphML (http://graphml.graphdrawing.org): Gephi and networkx read it.

A tie has a weight with its sign, and the sign by itself, which some programs filter by; a node the
frequency with which it speaks, its camp and its attributes, each under a key of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from quoth.basics.text import neutralise
from quoth.presenting.reports.report import Report, ReportNode

_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_NODE: Final = {"label": "string", "id": "string", "type": "string", "frequency": "int",
                "camp": "int"}  # fmt: skip
_EDGE: Final = {"weight": "double", "sign": "string"}


def network_pieces(report: Report) -> Iterator[str]:
    """Yield the network, node by node and tie by tie."""
    yield _HEAD
    keys = _known_keys(report)
    for name, form in _NODE.items():
        yield _key(f"n_{name}", name, "node", form)
    for name, key in keys.items():
        yield _key(key, f"attribute {name}", "node", "string")
    for name, form in _EDGE.items():
        yield _key(f"e_{name}", name, "edge", form)
    direction = "directed" if report.is_directed else "undirected"
    yield f'<graph id="quoth" edgedefault="{direction}">\n'
    for place, node in enumerate(report.nodes):
        told = {f"n_{name}": value for name, value in _facts(node).items()}
        told |= {keys[name]: value for name, value in node.known.items()}
        yield f'<node id="n{place}">{_data(told)}</node>\n'
    for place, tie in enumerate(report.ties):
        sign = "positive" if tie.weight > 0 else "negative"
        told = {"e_weight": repr(float(tie.weight)), "e_sign": sign}
        ends = f'source="n{tie.source}" target="n{tie.target}"'
        yield f'<edge id="e{place}" {ends}>{_data(told)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _known_keys(report: Report) -> dict[str, str]:
    """Return a key for each attribute that a node has."""
    names = dict.fromkeys(name for node in report.nodes for name in node.known)
    return {name: f"a{place}" for place, name in enumerate(names)}


def _key(key: str, name: str, owner: str, form: str) -> str:
    """Return what says which values a node or an edge may have."""
    named = quoteattr(neutralise(name).text)
    return f'<key id="{key}" for="{owner}" attr.name={named} attr.type="{form}"/>\n'


def _facts(node: ReportNode) -> dict[str, str]:
    """Return what is known of a node."""
    return {
        "label": node.name,
        "id": node.id,
        "type": "topic" if node.is_topic else "actor",
        "frequency": str(node.frequency),
        "camp": str(node.camp),
    }


def _data(told: dict[str, str]) -> str:
    """Return values by their keys."""
    return "".join(
        f'<data key="{key}">{escape(neutralise(value).text)}</data>' for key, value in told.items()
    )
