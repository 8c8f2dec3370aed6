"""The tables of a store without what isn't to be seen: the layers, and what is coded blind."""

from __future__ import annotations

from collections import defaultdict

from quoth.store.layers import Sight, sight
from quoth.store.parsing import Document, Tables


def shown_tables(tables: Tables, who: str) -> Tables:
    """Return tables without the statements that a query that names no layer leaves out."""
    statements = tables.get("statements", {})
    is_blind = any(one.get("blind") is True for one in tables.get("meta", {}).values())
    if not is_blind and not any("layer" in one for one in statements.values()):
        return tables
    own_alone = _own_alone(tables, who) if is_blind else frozenset()
    kept = {
        key: one
        for key, one in statements.items()
        if not one.get("layer") and str(one.get("source")) not in own_alone
    }
    hidden = {str(one.get("id", key)) for key, one in statements.items() if key not in kept}
    decided = {
        key: one
        for key, one in tables.get("wordings", {}).items()
        if hidden.isdisjoint(_names(one, "statements"))
    }
    return {**tables, "statements": kept} | ({"wordings": decided} if "wordings" in tables else {})


def _own_alone(tables: Tables, who: str) -> frozenset[str]:
    """Return the ids of the sources of which a coder sees only their own layer."""
    layers: defaultdict[str, set[str]] = defaultdict(set)
    for one in tables.get("statements", {}).values():
        if one.get("layer"):
            layers[str(one.get("source"))].add(str(one["layer"]))
    return frozenset(
        str(one.get("id"))
        for one in tables.get("sources", {}).values()
        if sight(_names(one, "assigned"), layers[str(one.get("id"))], _names(one, "done"), who)
        is Sight.OWN_ALONE
    )


def _names(document: Document, field: str) -> list[str]:
    """Return the names of a list, as far as it is one."""
    found = document.get(field)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
