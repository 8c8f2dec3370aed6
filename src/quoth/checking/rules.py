"""Every rule of the check, by the id that `quoth check --rule` takes."""

from __future__ import annotations

from typing import Final

from quoth.checking.findings import CheckRule, Severity

_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT

FILE: Final = CheckRule("file", _ERROR, "the file is a set of tables of records")
FIELD: Final = CheckRule("field", _ERROR, "every field is there, and of its kind")
DUPLICATE_ID: Final = CheckRule("duplicate-id", _ERROR, "an id belongs to one record of a table")
DANGLING: Final = CheckRule("dangling", _ERROR, "what a record names is in the store")
CIRCLE: Final = CheckRule("circle", _ERROR, "no actor belongs to itself, directly or not")
SCHEMA: Final = CheckRule("schema", _ERROR, "this version knows the store's schema")
DOUBLED: Final = CheckRule("doubled", _WARNING, "no two statements have the same words")
NEARLY_SAME: Final = CheckRule(
    "nearly-same", _WARNING, "no two statements have nearly the same words"
)
NO_PROVENANCE: Final = CheckRule("no-provenance", _WARNING, "a direct quote's source can be found")
FUTURE: Final = CheckRule("future", _WARNING, "nothing was said or published after today")
ORDER: Final = CheckRule("order", _WARNING, "dates are in order: said, published, accessed")
LOCATOR: Final = CheckRule(
    "locator", _WARNING, "paragraphs and characters of a source go up together"
)
LOOKALIKE: Final = CheckRule("lookalike", _WARNING, "ids can be told apart by eye")
COUNTRY: Final = CheckRule("country", _WARNING, "a country is a code of ISO 3166-1 alpha-2")
ADDRESS: Final = CheckRule("address", _WARNING, "an address begins with http:// or https://")
WIKIDATA: Final = CheckRule("wikidata", _WARNING, "an item of Wikidata is Q and a number")
NOT_VERBATIM: Final = CheckRule(
    "not-verbatim", _HINT, "a direct quote has nothing left out or put in"
)
VERDICT: Final = CheckRule(
    "verdict", _WARNING, "a verdict on two wordings still matches their words"
)
WORDING: Final = CheckRule(
    "wording", _HINT, "no quote has another wording that may change what it says"
)
NAMESAKES: Final = CheckRule("namesakes", _HINT, "no actor is listed under several names")
UNUSED: Final = CheckRule("unused", _HINT, "every actor, source and topic is named by something")
HIDDEN: Final = CheckRule("hidden", _HINT, "no text holds characters that act or can't be seen")
UNKNOWN_FIELD: Final = CheckRule("unknown-field", _HINT, "this version knows every field")
BLANKS: Final = CheckRule("blanks", _HINT, "names and titles have no blanks around them")
REPEATED: Final = CheckRule("repeated", _HINT, "a list names nothing twice, and nothing empty")
OWN_ALIAS: Final = CheckRule("own-alias", _HINT, "an actor's name isn't among its aliases")
SPELLING: Final = CheckRule("spelling", _HINT, "a choice is written as it is listed")

RULES: Final = {
    rule.id: rule
    for rule in (
        FILE, SCHEMA, FIELD, DUPLICATE_ID, DANGLING, CIRCLE, DOUBLED, NEARLY_SAME, NO_PROVENANCE,
        FUTURE, ORDER, LOCATOR, LOOKALIKE, COUNTRY, ADDRESS, WIKIDATA, VERDICT, NOT_VERBATIM,
        WORDING, NAMESAKES, UNUSED, HIDDEN, UNKNOWN_FIELD, BLANKS, REPEATED, OWN_ALIAS, SPELLING,
    )
}  # fmt: skip
"""The rules, the worst that they find first."""
