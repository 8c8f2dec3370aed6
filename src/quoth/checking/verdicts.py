"""What a person decided about two wordings: of statements that are there, as they are."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.checking.findings import Finding
from quoth.checking.rules import VERDICT
from quoth.checking.schema import place_of
from quoth.editing.current import record_id_of
from quoth.editing.deciding import digest_of
from quoth.store.parsing import Tables


def check_verdicts(tables: Tables) -> Iterator[Finding]:
    """Yield the verdicts whose statements are gone, or have other words than they had then."""
    decided = tables.get("wordings", {})
    if not decided:
        return
    rows = tables.get("statements", {})
    quotes = {record_id_of(document, key): document.get("quote") for key, document in rows.items()}
    for key, document in decided.items():
        named = document.get("statements")
        ids = [one for one in named if isinstance(one, str)] if isinstance(named, list) else []
        place = place_of("wordings", key, document)
        gone = [one for one in ids if one not in quotes]
        if gone:
            message = f"it names the statement “{gone[0]}”, which was deleted"
            yield VERDICT.at(
                place, message, "decide again, or keep it in case the statement comes back"
            )
            continue
        was = document.get("words")
        if isinstance(was, str) and was and was != digest_of([str(quotes[one]) for one in ids]):
            message = f"the words of {' or '.join(ids)} have changed since"
            yield VERDICT.at(place, message, "check whether it still holds; until then it counts")
