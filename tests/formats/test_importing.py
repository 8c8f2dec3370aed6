"""A file is looked at, then planned; a strict import stops at the first bad row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoth.formats.importing.known import NOTHING
from quoth.formats.importing.plan import FormatError, ImportFormat, plan, preview
from quoth.formats.incoming.records import IncomingStatement
from tests.formats.bringing import added, written
from tests.making import small_tables

TABLE = "words,who,when,title\nBread is dear,Ann,2025-03-20,Paper\nMilk,Bob,03/04/2025,Paper\n"


def test_a_preview_says_what_goes_where(tmp_path: Path) -> None:
    seen = preview(written(tmp_path, "a.csv", TABLE))
    assert seen.format is ImportFormat.TABLE
    assert seen.mapping is not None
    assert seen.mapping.fields == {
        "words": "quote", "who": "speaker", "when": "said", "title": "title",
    }  # fmt: skip
    assert set(seen.mapping.missing) == {"kind"}
    assert seen.counts["statements"] == 1
    assert seen.counts["bad"] == 1
    first = seen.first[0]
    assert isinstance(first, IncomingStatement)
    assert first.kind == "indirect"


def test_whoever_is_strict_is_told_of_the_first_bad_row(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", TABLE)
    with pytest.raises(FormatError) as caught:
        plan([path], NOTHING, strict=True)
    assert caught.value.line == 3
    assert str(caught.value).startswith(f"{path}: line 3: “said”: ")
    made = plan([path], NOTHING)
    assert made.change.label == "import 1 statement"
    assert [one.file for one in made.report.bad] == [str(path)]


def test_what_a_person_decides_stands_in(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "quote,speaker,published\n“Yes”,,2025-03-20\nNo,Ann,\n")
    defaults = {"source": "Notebook", "kind": "mixed", "speaker": "Somebody", "said": "published",
                "topic": "bread", "status": "draft"}  # fmt: skip
    made = plan([path], NOTHING, defaults=defaults)
    first, second = added(made, "statements")
    assert first["quote"] == "“Yes”"
    assert (first["speaker"], second["speaker"]) == ("somebody", "ann")
    assert (first["said"], first["kind"], first["status"]) == ("2025-03-20", "mixed", "draft")
    assert "said" not in second
    assert second["topics"] == ["bread"]
    assert [one["title"] for one in added(made, "sources")] == ["Notebook", "Notebook"]


@pytest.mark.parametrize(
    ("defaults", "problem"),
    [({"kind": "odd"}, "the default of “kind”: it is “odd”"), ({"knd": "direct"}, "write “kind”")],
)
def test_a_default_that_cannot_be_is_refused(
    tmp_path: Path, defaults: dict[str, str], problem: str
) -> None:
    with pytest.raises(FormatError, match=problem):
        plan([written(tmp_path, "a.csv", TABLE)], NOTHING, defaults=defaults)


def test_a_format_can_be_named_and_is_proposed(tmp_path: Path) -> None:
    path = written(tmp_path, "a.data", '{"quote": "Yes", "title": "Paper"}')
    assert preview(path, "JSONL").format is ImportFormat.JSON_LINES
    with pytest.raises(FormatError, match="there is no format “jsnl”; write “jsonl”"):
        preview(path, "jsnl")


def test_a_person_is_told_how_far_it_is(tmp_path: Path) -> None:
    line = '{"quote": "%d bottles", "title": "Wall", "note": "' + "x" * 5000 + '"}\n'
    path = written(tmp_path, "a.jsonl", "".join(line % n for n in range(200)))
    other = written(tmp_path, "b.csv", TABLE)
    told: list[tuple[int, int]] = []
    plan([path, other], NOTHING, progress=lambda done, whole: told.append((done, whole)))
    whole = path.stat().st_size + other.stat().st_size
    assert told[-1] == (whole, whole)
    assert {one for _, one in told} == {whole}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) > 4


def test_whoever_interrupts_it_leaves_nothing_behind(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", TABLE)

    def interrupt(_done: int, _whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plan([path], NOTHING, progress=interrupt)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["", "missing.csv", "missing.jsonl", "missing.ann", "bad\x00name"])
def test_a_file_that_is_not_there_is_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(FormatError) as caught:
        plan([tmp_path / name], NOTHING, progress=lambda _done, _whole: None)
    assert "\n" not in str(caught.value)


def test_a_store_that_is_imported_gets_its_countries_as_they_are_listed(tmp_path: Path) -> None:
    tables = small_tables()
    tables["actors"]["1"]["country"] = "fr"
    path = written(tmp_path, "other.json", json.dumps(tables))
    made = plan([path], NOTHING)
    countries = {one["id"]: one.get("country") for one in added(made, "actors")}
    assert countries["ann"] == "FR"
