"""Each engine of the search benchmark that is installed finds what was said, and is reported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.make_store import Store, write
from tests.benchmarks.search.engine import Place
from tests.benchmarks.search.engines import ENTRIES, OURS, make
from tests.benchmarks.search.figures import ROOT, Failure, Figures
from tests.benchmarks.search.folding import folded
from tests.benchmarks.search.lookups import Lookup
from tests.benchmarks.search.measuring import times
from tests.benchmarks.search.report import Run, render, significant
from tests.benchmarks.search.scoring import by_kind, by_typos, score
from tests.benchmarks.search.texts import TextsFile, texts_of_store, write_texts
from tests.benchmarks.search.worker import Built, Job, keystrokes, search
from tests.test_search_benchmark import drawn_queries

INSTALLED = [name for name, entry in ENTRIES.items() if not entry.missing]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of fifty statements."""
    path = tmp_path_factory.mktemp("benchmark") / "store.json"
    write(path, Store(50, 30, 1))
    return path


@pytest.fixture(scope="module")
def texts(store: Path) -> TextsFile:
    """Return the texts of the store."""
    path = store.with_name("texts.jsonl")
    write_texts(path, texts_of_store(store))
    return TextsFile(path)


@pytest.mark.parametrize("name", INSTALLED)
def test_an_engine_finds_an_exact_phrase(
    name: str, store: Path, texts: TextsFile, tmp_path: Path
) -> None:
    statement, quote = next(pair for pair in texts if len(folded(pair[1])) > 8)
    phrase = " ".join(folded(quote)[1:7])
    place = Place(store, tmp_path)
    built = make(name, place)
    built.build(texts)
    assert built.search(phrase)[0] == statement
    opened = make(name, place)
    opened.open(texts)
    assert opened.search(phrase)[0] == statement
    ours = name.startswith(OURS)
    assert opened.search("…") == [] or ours or name == "partial_ratio"
    # quoth keeps nothing of a store as small as this one.
    assert (opened.index_bytes() > 0) == (name != "partial_ratio" and not ours)


def test_an_engine_says_what_it_lacks() -> None:
    entry = ENTRIES["fts5"]
    assert entry.missing == ""
    assert "no.such.package" in entry._replace(packages=("no.such.package",)).missing
    assert "no-such-program" in entry._replace(program="no-such-program").missing


class Stub:
    """Finds nothing, and remembers what it was asked."""

    def __init__(self) -> None:
        """Start without a question."""
        self.asked: list[str] = []

    def build(self, statements: object) -> None:
        """Do nothing."""

    def open(self, statements: object) -> None:
        """Do nothing."""

    def search(self, text: str) -> list[str]:
        """Remember a question."""
        self.asked.append(text)
        return ["1"]

    def index_bytes(self) -> int:
        """Return that nothing is kept."""
        return 0


def test_queries_are_asked_whole_and_then_letter_by_letter() -> None:
    job = Job("stub", "", "", "", "", whole=2, typed=1, seconds=60, searches=True)
    stub = Stub()
    searched = search(lambda: stub, [], ["peace", "grain", "ships"], job)
    asked = ["peace", "grain", "pe", "pea", "peac", "peace"]
    assert stub.asked[-len(asked) :] == asked
    assert (len(searched.whole), len(searched.typed)) == (2, 4)
    assert searched.found == [["1"], ["1"]]


def test_an_engine_whose_time_is_up_is_asked_no_more() -> None:
    job = Job("stub", "", "", "", "", whole=3, typed=3, seconds=-1, searches=True)
    searched = search(Stub, [], ["peace", "grain", "ships"], job)
    assert (len(searched.whole), len(searched.typed)) == (1, 1)


def test_a_short_query_is_typed_too() -> None:
    assert list(keystrokes("a")) == ["a"]
    assert list(keystrokes("abc")) == ["ab", "abc"]


def figures(name: str, asked: int) -> Figures:
    """Return made-up figures of an engine that was asked the first of the queries."""
    ranks = [place % 3 for place in range(asked)]
    queries = drawn_queries()[:asked]
    kinds = by_kind(queries, ranks)
    return Figures(
        engine=name, statements=50, queries=len(drawn_queries()),
        built=Built(1.5, 2.0, 10**8, 0), open=3.0,
        memory=5 * 10**7, whole=times([1.0, 2.0]), typed=times([]), overall=score(ranks),
        typos=by_typos(queries, ranks), any_typos=by_typos(queries, ranks), kinds=kinds,
        kind_times={kind: times([1.0]) for kind in kinds},
    )  # fmt: skip


def test_the_report_has_a_line_an_engine_and_says_what_is_not_whole() -> None:
    ours, other = figures(OURS, len(drawn_queries())), figures("fts5", 1)
    cold = [Lookup("quoth find", size, 90.0, times([10.0 * size]), 0) for size in (50, 100)]
    failed = Failure("fzf", 50, "no room")
    report = render(Run("a machine", 1, 10.0, 15, [ours, other, failed], cold, ["rg, not there"]))
    tables = [line for line in report.splitlines() if line.startswith("|")]
    assert sum(line.startswith("| fts5 |") for line in tables) == 1
    assert "| fragment, 2 typos |" in report
    assert f"fts5 was asked a sample: 1 of {len(drawn_queries())} queries" in report
    assert "fzf failed: no room" in report
    assert "left out: rg, not there" in report
    assert "takes 2.0× at 100 what it takes at 50" in report
    assert "nan" not in report


@pytest.mark.parametrize(
    ("number", "text"), [(0.123, "0.12"), (1.23, "1.2"), (123.4, "123"), (float("nan"), "–")]
)
def test_numbers_have_digits_that_mean_something(number: float, text: str) -> None:
    assert significant(number) == text


def test_one_command_does_it_all(tmp_path: Path) -> None:
    command = [sys.executable, "tests/benchmarks/search_bench.py", "--sizes=50", "--engines=fts5"]
    command += ["--no-cold", "--per-kind=1", f"--work={tmp_path}", f"--out={tmp_path / 'out'}"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    assert "| fts5 |" in ran.stdout
    kept = json.loads((tmp_path / "out/figures.json").read_text(encoding="utf-8"))
    assert kept["figures"][0]["overall"]["asked"] > 12
    assert kept["passes"] >= 15
    assert (tmp_path / "out/plot.svg").exists()
    assert (tmp_path / "out/report.md").read_text(encoding="utf-8") in ran.stdout
