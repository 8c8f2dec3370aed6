"""`quoth export`: what is found goes into a file, all of it or nothing."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from quoth.basics.exits import Exit
from quoth.cli.export import ExportOptions, export
from quoth.cli.printing import Printer
from quoth.formats.outgoing.exporting import FORMATS, encoded, format_of
from quoth.index.opening import open_corpus
from quoth.query.run import Engine
from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.cli.test_hostile import assert_harmless, complaint, hostile_tables
from tests.cli.test_streams import Terminal
from tests.making import small_tables, write_store

TEXTS: Final = tuple(name for name, one in FORMATS.items() if one.is_text)
"""The formats that are text; of Parquet `tests/formats/test_export_parquet.py` tells."""
OF_STATEMENTS: Final = tuple(name for name in TEXTS if name != "claimreview")
"""The formats that hold statements; the sample has no checks, which the other holds."""


def test_a_store_without_checks_makes_an_empty_feed(quoth: Quoth) -> None:
    said = quoth("export", "--format", "claimreview", "--sample")
    assert json.loads(said.out)["dataFeedElement"] == []


@pytest.mark.parametrize("name", OF_STATEMENTS)
def test_the_sample_goes_out_in_every_format(quoth: Quoth, name: str) -> None:
    said = quoth("export", "--sample", "--format", name)
    assert (said.code, said.err) == (0, "")
    assert len(said.out) > 300
    said = quoth("export", "--sample", "--format", name, "ironclad", "garantee")
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("arguments", [(), ("bread",)])
def test_a_hostile_store_goes_out_in_every_format(
    quoth: Quoth, tmp_path: Path, name: str, arguments: tuple[str, ...]
) -> None:
    store = write_store(tmp_path / "store.json", hostile_tables())
    output = tmp_path / "out"
    said = quoth("export", "--store", str(store), "--format", name, "--output", str(output))
    assert said.code == 0
    text = output.read_bytes().decode()
    if name not in ("csv", "tsv", "dna"):  # which keep what they are given
        assert_harmless(text)


def test_all_there_is_comes_with_what_nobody_refers_to(quoth: Quoth) -> None:
    everything = quoth("export", "--sample", "--format", "jsonl").records
    assert {record["type"] for record in everything} == {
        "store", "actor", "source", "topic", "event", "statement",
    }  # fmt: skip
    some = quoth("export", "--sample", "--format", "jsonl", "ironclad").records
    assert {record["type"] for record in some} == {"actor", "source", "topic", "statement"}
    assert len(some) < len(everything)


def test_the_language_is_that_of_find(quoth: Quoth) -> None:
    query = ("by:macron", "-guarantees", "sort:oldest")
    found = [record["id"] for record in quoth("find", "--sample", "--json", *query).records]
    records = quoth("export", "--sample", "--format=jsonl", *query).records
    assert [one["id"] for one in records if one["type"] == "statement"] == found
    assert found


@pytest.mark.parametrize("name", ["jsonl", "markdown"])
def test_a_limit_leaves_the_first_of_the_order(quoth: Quoth, name: str) -> None:
    best = quoth("find", "--sample", "nato", "--limit", "2", "--json").records
    text = quoth("export", "--sample", "nato", "--limit", "2", f"--format={name}").out
    quotes = [record["quote"] for record in quoth("find", "--sample", "nato", "--json").records]
    assert [quote for quote in quotes if quote in text] == [record["quote"] for record in best]


def test_sheets_are_by_speaker_unless_asked_otherwise(quoth: Quoth) -> None:
    def headings(*arguments: str) -> list[str]:
        sheet = quoth("export", "--sample", "--format=markdown", *arguments).out
        return [line for line in sheet.split("\n") if line.startswith("## ")]

    assert headings() == sorted(set(headings()), key=str.casefold)
    assert headings("nato", "--limit", "3") == sorted(set(headings("nato", "--limit", "3")))
    assert len(headings("--sort", "newest")) > len(headings())
    assert headings("sort:newest") == headings("--sort", "newest")


def test_nothing_found_is_no_file(quoth: Quoth, tmp_path: Path) -> None:
    output = tmp_path / "out.md"
    said = quoth("export", "--sample", "xyzzy", "--output", str(output))
    assert (said.code, said.err) == (1, "quoth: nothing matches “xyzzy”\n")
    assert not output.exists()


def test_an_empty_store_is_said_to_be_empty(quoth: Quoth, tmp_path: Path) -> None:
    store = write_store(tmp_path / "store.json", small_tables() | {"statements": {}})
    assert "empty" in complaint(quoth("export", "--store", str(store), "--format=csv"), 1)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.md", "markdown"), ("A.HTML", "html"), ("a.csv", "csv"), ("a.dna.csv", "dna"),
        ("a.csl.json", "csl-json"), ("a.bib", "bibtex"), ("x/y.jsonl", "jsonl"), ("a.txt", "text"),
    ],
)  # fmt: skip
def test_a_name_says_the_format(file: str, name: str) -> None:
    found = format_of(file)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("file", ["a", "a.json", "csv", ""])
def test_no_other_name_says_a_format(file: str) -> None:
    assert format_of(file) is None


def test_without_a_format_all_are_named(quoth: Quoth, tmp_path: Path) -> None:
    line = complaint(quoth("export", "--sample"), 2)
    assert all(name in line for name in FORMATS)
    assert "--format" in complaint(
        quoth("export", "--sample", "--output", str(tmp_path / "out.json")), 2
    )
    assert quoth("export", "--sample", "--format", "nope").code == 2


def test_a_query_that_is_wrong_is_one_line(quoth: Quoth) -> None:
    said = quoth("export", "--sample", "--format=csv", "by:nobody-there")
    assert "nobody-there" in complaint(said, 2)


# -- Files -----------------------------------------------------------------------------------------


def test_a_file_is_what_stdout_would_be(quoth: Quoth, tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    said = quoth("export", "--sample", "--output", str(output))
    assert said.code == 0
    assert said.out == ""
    assert said.err == f"quoth: 24 statements written to {output} as csv\n"
    to_stdout = quoth("export", "--sample", "--format=csv", "--output", "-")
    assert output.read_bytes().decode() == to_stdout.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "out.csv"]


def test_a_file_that_is_there_is_left_alone_unless_forced(quoth: Quoth, tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    output.write_text("mine", encoding="utf-8")
    arguments = ("export", "--sample", "--output", str(output))
    assert "--force" in complaint(quoth(*arguments), 2)
    assert output.read_text(encoding="utf-8") == "mine"
    assert quoth(*arguments, "--force").code == 0
    assert output.read_text(encoding="utf-8").startswith("id,quote")


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_the_store_itself_is_never_written_over(
    quoth: Quoth, tmp_path: Path, force: tuple[str, ...]
) -> None:
    store = write_store(tmp_path / "store.json", small_tables())
    before = store.read_bytes()
    link = tmp_path / "link.csv"
    link.symlink_to(store)
    for output in (store, link):
        said = quoth(
            "export", "--store", str(store), "--output", str(output), "--format=csv", *force
        )
        assert "is the store itself" in complaint(said, 2)
    assert store.read_bytes() == before


def test_a_folder_is_no_file(quoth: Quoth, tmp_path: Path) -> None:
    said = quoth("export", "--sample", "--output", str(tmp_path), "--format=csv", "--force")
    assert "is a folder" in complaint(said, 2)


def test_what_cannot_be_written_leaves_nothing(quoth: Quoth, tmp_path: Path) -> None:
    said = quoth("export", "--sample", "--output", str(tmp_path / "no" / "out.csv"))
    assert "can't be written" in complaint(said, 74)


def test_who_is_interrupted_leaves_nothing(
    quoth: Quoth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("quoth.formats.outgoing.selection.Selection.statements", interrupted)
    output = tmp_path / "out.csv"
    output.write_text("mine", encoding="utf-8")
    said = quoth("export", "--sample", "--output", str(output), "--force")
    assert said.code == 130
    assert output.read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "out.csv"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a device is written to as it comes")
def test_a_device_stays_a_device(quoth: Quoth) -> None:
    assert quoth("export", "--sample", "--output", os.devnull, "--format=csv").code == 0
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


# -- Streams ---------------------------------------------------------------------------------------


def test_a_pipe_gets_utf8_whatever_the_terminal_is(shell: Quoth) -> None:
    plain = {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"}
    said = shell("export", "--sample", "--format=jsonl", environment=plain)
    assert said.code == 0
    assert "Володимир Зеленський" in said.out


@pytest.mark.parametrize("name", OF_STATEMENTS)
def test_a_terminal_shows_a_file_and_does_nothing_else(tmp_path: Path, name: str) -> None:
    store = write_store(tmp_path / "store.json", hostile_tables())
    terminal = Terminal()
    printer = Printer(terminal, io.StringIO(), {})
    options = ExportOptions(name, None, force=False, limit=0, sort=None)
    assert export(Engine(open_corpus(store)), store, printer, [], options) is Exit.DONE
    terminal.seek(0)
    text = terminal.read()
    assert len(text) > 100
    assert_harmless(text)


def test_half_a_surrogate_is_a_replacement() -> None:
    assert b"".join(encoded(["a\ud800b", "é" * 40_000])).decode() == "a\ufffdb" + "é" * 40_000


def test_json_lines_of_a_hostile_store_are_read_back(quoth: Quoth, tmp_path: Path) -> None:
    tables: Tables = hostile_tables()
    store = write_store(tmp_path / "store.json", tables)
    records = quoth("export", "--store", str(store), "--format=jsonl").records
    (statement,) = [record for record in records if record["type"] == "statement"]
    told = {"type", "speaker_name", "source_title"}
    assert {name: value for name, value in statement.items() if name not in told} == json.loads(
        json.dumps(tables["statements"]["1"])
    ) | {"addressee": statement["addressee"], "on_behalf_of": statement["on_behalf_of"],
         "status": "confirmed"}  # fmt: skip


def test_find_waits_for_no_format() -> None:
    script = (
        "import sys; from quoth.cli.main import main; main(['find', 'nato', '--sample']); "
        "print([name for name in sys.modules if name.startswith('quoth.formats')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stderr.splitlines()[-1] == "[]"
