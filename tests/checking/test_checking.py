"""Every rule finds what it is about, says where, and repairs what can be repaired without loss."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.checking.applying import commit
from quoth.checking.checking import CheckReport, check, check_contents
from quoth.checking.contents import record_lines, understood
from quoth.checking.findings import Finding, FindingPlace, Severity
from quoth.checking.rules import RULES
from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.editing.errors import EditError
from quoth.store.errors import StoreError
from quoth.store.loading import load
from quoth.store.parsing import Document, Tables
from tests.making import small_tables, write_store
from tests.strategies import hostile_text

TODAY = date(2025, 6, 15)
LONG = "The price of bread has doubled since the mill was closed"


def checked(tables: object, *rules: str) -> CheckReport:
    """Return what a check finds in a file of some JSON."""
    data = json.dumps(tables, indent=1).encode()
    return check_contents(understood(data, "store.json"), TODAY, rules)


def found(tables: object) -> list[tuple[str, str]]:
    """Return the rules that a check of some JSON finds broken, and where."""
    return [(one.rule, str(one.place._replace(line=0))) for one in checked(tables).findings]


def spoilt(spoil: Callable[[Any], object]) -> Tables:
    """Return a small store, spoilt."""
    tables = small_tables()
    spoil(tables)
    return tables


def _statement(**fields: object) -> Callable[[Any], object]:
    return lambda tables: tables["statements"]["1"].update(fields)


def _actor(**fields: object) -> Callable[[Any], object]:
    return lambda tables: tables["actors"]["1"].update(fields)


def _source(**fields: object) -> Callable[[Any], object]:
    return lambda tables: tables["sources"]["1"].update(fields)


def _add(table: str, **fields: object) -> Callable[[Any], object]:
    return lambda tables: tables[table].update({"9": fields})


def _another(**fields: object) -> Callable[[Any], object]:
    base = {"quote": LONG, "kind": "mixed", "speaker": "ann", "source": "paper"}
    return lambda tables: tables["statements"].update({"8": dict(base), "9": {**base, **fields}})


def _circle(tables: Any) -> None:
    tables["actors"]["2"]["affiliation"] = "ann"


SPOILS: list[tuple[str, Callable[[Any], object], str, str]] = [
    ("schema", lambda t: t["meta"]["1"].update(schema=99), "schema", "meta 1, schema"),
    ("field", _statement(kind="verbatim"), "field", "statements 1, kind"),
    ("missing", lambda t: t["sources"]["1"].pop("title"), "field", "sources paper, title"),
    ("empty quote", _statement(quote=" "), "field", "statements 1, quote"),
    ("empty source", _statement(source=""), "field", "statements 1, source"),
    ("locator end", _statement(locator={"start": 9, "end": 1}), "field", "statements 1, locator"),
    ("taken", _add("actors", id="ann", name="Bo"), "duplicate-id", "actors 9, id"),
    ("dangling", _statement(via=["nobody"]), "dangling", "statements 1, via"),
    ("dangling topic", _statement(topics=["bred"]), "dangling", "statements 1, topics"),
    ("dangling home", _actor(affiliation="gild"), "dangling", "actors ann, affiliation"),
    ("circle", _circle, "circle", "actors ann, affiliation"),
    ("doubled", _another(), "doubled", "statements 9"),
    ("nearly same", _another(quote=f"{LONG} again"), "nearly-same", "statements 8"),
    ("bare source", lambda t: t["sources"]["1"].pop("published"), "no-provenance",
     "sources paper"),
    ("future", _statement(said="2031"), "future", "statements 1, said"),
    ("future source", _source(accessed="2031-01-01"), "future", "sources paper, accessed"),
    ("too late", _statement(said="2025-03-25"), "order", "statements 1, said"),
    ("accessed", _source(accessed="2025-03-01"), "order", "sources paper, accessed"),
    ("lookalike", _add("topics", id="Bread", name="B"), "lookalike", "topics Bread, id"),
    ("confusable", _add("topics", id="bre\u0430d", name="B"), "lookalike",
     "topics bre\u0430d, id"),
    ("place", _another(locator={"paragraph": 2, "start": 5}), "locator", "statements 1, locator"),
    ("country", _actor(country="XX"), "country", "actors ann, country"),
    ("address", _source(url="ftp://paper.example"), "address", "sources paper, url"),
    ("wikidata", _actor(wikidata="142"), "wikidata", "actors ann, wikidata"),
    ("brackets", _statement(quote="Bread [of rye] is dear"), "not-verbatim",
     "statements 1, quote"),
    ("ellipsis", _statement(quote="Bread … is dear"), "not-verbatim", "statements 1, quote"),
    ("namesakes", _add("actors", id="x", name="Dr. Ann Archer"), "namesakes", "actors ann"),
    ("unused", _add("topics", id="flour", name="Flour"), "unused", "topics flour"),
    ("hidden", _statement(note="a\u202eb"), "hidden", "statements 1, note"),
    ("unknown", _actor(nmae="Ann"), "unknown-field", "actors ann, nmae"),
    ("unknown table", lambda t: t.update(actor={}), "unknown-field", "actor"),
    ("blanks", _actor(name=" Ann Archer"), "blanks", "actors ann, name"),
    ("repeated", _statement(topics=["bread", "bread"]), "repeated", "statements 1, topics"),
    ("own alias", _actor(aliases=["Ann Archer", "A."]), "own-alias", "actors ann, aliases"),
    ("verdict", lambda t: t.update(wordings={"1": {"statements": ["1", "2"], "verdict": "same"}}),
     "verdict", "wordings 1"),
    ("spelling", _statement(kind="Direct"), "spelling", "statements 1, kind"),
    ("table", lambda t: t.update(topics=[]), "file", "topics"),
    ("key", lambda t: t["topics"].update(x={"id": "x", "name": "X"}), "file", "topics x"),
    ("row", lambda t: t["topics"].update({"7": 1}), "file", "topics 7"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "rule", "place"), [one[1:] for one in SPOILS],
                         ids=[one[0] for one in SPOILS])  # fmt: skip
def test_each_rule_finds_what_it_is_about(
    spoil: Callable[[Any], object], rule: str, place: str
) -> None:
    assert (rule, place) in found(spoilt(spoil))


def test_what_is_right_is_left_alone(sample_file: Path) -> None:
    assert found(small_tables()) == []
    assert check(sample_file, TODAY).findings == ()


def test_no_rule_is_untested() -> None:
    beyond_the_file = {"wording"}  # tests/cli/test_variants.py: it takes an index
    assert {one[2] for one in SPOILS} | beyond_the_file == set(RULES)


def test_all_problems_of_a_record_are_said() -> None:
    tables = spoilt(_statement(kind="x", said="soon", speaker="nobody", topics=7))
    assert {place for rule, place in found(tables) if rule in ("field", "dangling")} == {
        "statements 1, kind", "statements 1, said", "statements 1, topics",
        "statements 1, speaker",
    }  # fmt: skip


def test_a_record_is_found_by_its_line() -> None:
    report = checked(spoilt(_statement(kind="x")))
    text = json.dumps(spoilt(_statement(kind="x")), indent=1).splitlines()
    (line,) = [one.place.line for one in report.findings if one.rule == "field"]
    assert text[line - 1].strip() == '"1": {'
    assert line > text.index(' "statements": {')


def test_what_isn_t_json_is_said_with_its_line() -> None:
    held = understood(b'{"statements": {\n"1": }}', "store.json")
    (finding,) = check_contents(held, TODAY).findings
    assert (finding.rule, finding.place.line) == ("file", 2)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ('{"statements": {}, "my table": []}', ("my table", "")),
        ('{"statements": {}, "my table": {"x": {}}}', ("my table", "x")),
        ('{"statements": {}, "line 7": {"1": {"a": 1, "a": 2}}}', ("line 7", "1")),
    ],
)
def test_a_table_of_any_name_is_named_whole(data: str, place: tuple[str, str]) -> None:
    findings = understood(data.encode(), "store.json").findings
    assert [tuple(one.place[:2]) for one in findings] == [place]
    assert [one.place.line for one in findings] == [0]


def test_a_key_that_stands_twice_is_said_and_the_rest_checked() -> None:
    data = b'{"statements": {}, "topics": {"1": {"id": "a", "id": "a", "name": 7}}}'
    report = check_contents(understood(data, "store.json"), TODAY)
    assert [one.rule for one in report.findings] == ["file", "field", "unused"]
    assert report.fix is None


def test_days_that_may_be_right_are_left_alone() -> None:
    for said in ("2025-03-17/2025-03-25", "2025", "2025-03-25~", "/2025-03-20", "2025-03-21"):
        assert found(spoilt(_statement(said=said))) == []


def test_rules_may_be_chosen() -> None:
    tables = spoilt(_actor(country="XX", wikidata="142"))
    assert [one.rule for one in checked(tables, "country").findings] == ["country"]


def test_findings_are_the_worst_first() -> None:
    tables = spoilt(_actor(country="XX", affiliation="nobody", name=" Ann"))
    severities = [one.severity for one in checked(tables).findings]
    assert severities == sorted(severities, key=list(Severity).index)
    assert set(severities) == set(Severity)


def test_a_fix_repairs_all_that_it_can_at_once(save: Callable[[Tables], Path]) -> None:
    tables = spoilt(_actor(name=" Ann Archer ", aliases=["Ann Archer", "A.", "A.", "B "]))
    tables["actors"]["1"]["country"] = "gb"
    tables["statements"]["1"] |= {"kind": "DIRECT", "topics": ["bread", "bread"], "via": [""]}
    tables["topics"]["2"] = dict(tables["topics"]["1"])
    path = save(tables)
    report = check(path, TODAY)
    assert report.fix is not None
    commit(path, report.fix)
    records = load(path)
    assert records.actors["ann"].name == "Ann Archer"
    assert records.actors["ann"].aliases == ("A.", "B")
    assert records.actors["ann"].country == "GB"
    assert records.statements[0].topics == ("bread",)
    assert check(path, TODAY).findings == ()


def test_a_fix_is_refused_if_another_program_was_first(save: Callable[[Tables], Path]) -> None:
    for tables in (spoilt(_actor(name=" Ann")), spoilt(_actor(name=" Ann", affiliation="x"))):
        path = save(tables)
        report = check(path, TODAY)
        assert report.fix is not None
        other = deepcopy(tables)
        other["actors"]["1"]["name"] = " Anna"
        save(other)
        with pytest.raises(EditError, match="changed meanwhile"):
            commit(path, report.fix)


def test_what_is_in_the_journal_is_checked_too(save: Callable[[Tables], Path]) -> None:
    path = save(small_tables())
    topic: Document = {"id": "flour", "name": "Flour"}
    Editor(path).commit(Change("add", [Edit("topics", "", None, topic)]))
    assert [one.rule for one in check(path, TODAY).findings] == ["unused"]


def test_lines_are_told_as_far_as_the_text_is_understood() -> None:
    assert record_lines('{"a": {"1": {},\n"2": {}}, "b": 5,\n"c": {"3"') == {
        ("a", "1"): 1,
        ("a", "2"): 2,
        ("c", "3"): 3,
    }


def test_a_place_is_said_in_a_line() -> None:
    assert str(FindingPlace("actors", "3", "ann", "name", 7)) == "actors ann, name, line 7"
    assert str(FindingPlace()) == ""


def test_a_source_that_is_no_id_is_said_beside_a_layer() -> None:
    tables = spoilt(_another(layer="ann"))
    tables["statements"]["8"]["source"] = ["paper"]
    assert ("field", "statements 8, source") in found(tables)
    tables["meta"]["1"]["blind"] = True
    tables["sources"]["1"] |= {"id": ["paper"], "assigned": ["ann", "bo"]}
    assert ("field", "sources 1, id") in found(tables)


# -- Whatever is in a file -------------------------------------------------------------------------

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | hostile_text.map(lambda text: text[:8])
    | st.sampled_from(["ann", "bread", "paper", "2025-03", "direct", "Direct ", " "]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "name", "topic", "position", "1"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
_FIELDS = {
    "actors": ["id", "name", "aliases", "affiliation", "kind", "country", "wikidata", "tags",
               "attributes"],
    "sources": ["id", "title", "published", "accessed", "url", "assigned", "done"],
    "topics": ["id", "name"],
    "events": ["id", "title", "when", "actors", "source"],
    "checks": ["id", "claim", "statements", "date"],
    "wordings": ["statements", "verdict", "words"],
    "statements": ["id", "quote", "kind", "speaker", "source", "said", "via", "addressee",
                   "topics", "stances", "locator", "tags", "status", "layer", "polarity",
                   "mentions"],
    "meta": ["schema", "title", "blind"],
}  # fmt: skip


@st.composite
def spoilt_stores(draw: st.DrawFn) -> Tables:
    """Return a small store with some fields replaced by anything, or gone."""
    tables = small_tables()
    for _ in range(draw(st.integers(1, 4))):
        table = draw(st.sampled_from(sorted(_FIELDS)))
        row = tables.setdefault(table, {}).setdefault(draw(st.sampled_from(["1", "2"])), {})
        field = draw(st.sampled_from(_FIELDS[table]))
        if draw(st.booleans()):
            row[field] = draw(_json)
        else:
            row.pop(field, None)
    return tables


def errors(report: CheckReport) -> list[Finding]:
    """Return what makes a store invalid."""
    return [one for one in report.findings if one.severity is Severity.ERROR]


@given(_json | st.dictionaries(st.sampled_from([*_FIELDS, "x"]), _json, max_size=4))
def test_nothing_in_a_file_makes_a_check_fail(value: object) -> None:
    assert checked(value) is not None


@given(st.binary(max_size=40) | st.text(max_size=40).map(str.encode))
def test_no_bytes_make_a_check_fail(data: bytes) -> None:
    assert check_contents(understood(data, "store.json"), TODAY).findings or b"{" in data


@given(spoilt_stores())
def test_a_store_can_be_opened_unless_an_error_is_found(
    tmp_path_factory: pytest.TempPathFactory, tables: Tables
) -> None:
    path = write_store(tmp_path_factory.getbasetemp() / "spoilt.json", tables)
    report = check(path, TODAY)
    try:
        load(path)
    except StoreError:
        assert errors(report)
    else:
        assert not errors(report)


@given(spoilt_stores())
def test_what_was_repaired_once_stays_repaired(tables: Tables) -> None:
    report = checked(tables)
    if report.fix is None:
        return
    made = deepcopy(tables)
    for table, key, before, after in report.fix.edits:
        assert made[table][key] == before
        if after is None:
            del made[table][key]
        else:
            made[table][key] = after
    again = checked(made)
    assert again.fix is None
    assert len(errors(again)) <= len(errors(report))
