"""`quoth intake`: an article becomes drafts in one change, once, or nothing at all."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from quoth.intake.model import Extraction
from quoth.store.loading import load
from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth, Said
from tests.intake.making import ARTICLE, DRAFTS, extraction
from tests.making import small_tables

Save = Callable[[Tables], Path]
HEAD = "date 2025-03-20 "


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> list[date | None]:
    """Have the article of the tests found in, and note when it was published each time."""
    asked: list[date | None] = []

    def extract(text: str, published: date | None, author: str, *, thoughts: bool) -> Extraction:
        asked.append(published)
        return extraction(text, published, author, thoughts=thoughts)

    fake = ModuleType("quoth.intake.extraction")
    fake.extract = extract  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, fake.__name__, fake)
    return asked


@pytest.fixture
def store(save: Save) -> Path:
    """Return the file of a small store."""
    return save(small_tables())


def file(path: Path, text: str = HEAD + ARTICLE) -> Path:
    """Write an article, and return its file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def taken_in(quoth: Quoth, store: Path, *words: str | Path) -> Said:
    """Take articles in."""
    return quoth("intake", "--store", str(store), *map(str, words))


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Have something on stdin."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data), isatty=lambda: False))


# -- One article -----------------------------------------------------------------------------------


def test_an_article_comes_in_and_goes_again(
    quoth: Quoth, store: Path, tmp_path: Path, found: list[date | None]
) -> None:
    before = load(store)
    said = taken_in(quoth, store, file(tmp_path / "bread.txt"))
    assert (said.code, said.out) == (0, "bread-will-be-dear-says-the-guild\n")
    assert said.err == "quoth: imported 5 drafts (3 new actors); `quoth undo` takes it back\n"
    assert found == [date(2025, 3, 20)]
    after = load(store)
    drafts = after.statements[1:]
    assert [one.quote for one in drafts][1] == DRAFTS[1].quote
    assert {str(one.status) for one in drafts} == {"draft"}
    # Whom the store has are those: Ann Archer and the Guild.
    assert [one.speaker for one in drafts] == ["ann", "bob-baker", "guild", "ann", "cy-cook"]
    assert str(after.sources["bread-will-be-dear-says-the-guild"].published).count("2025-03-20")
    assert quoth("undo", "--store", str(store)).code == 0
    assert load(store) == before


def test_drafts_are_where_they_stand_in_the_file(quoth: Quoth, store: Path, tmp_path: Path) -> None:
    """Whatever stands before the article in it, and is not looked through."""
    records = taken_in(quoth, store, file(tmp_path / "bread.txt"), "--json").records
    text = (tmp_path / "bread.txt").read_bytes().decode()
    for record, draft in zip(records, DRAFTS, strict=True):
        assert record["doc"] == "bread"
        pieces = [text[start:end] for start, end in record["spans"]]
        assert pieces == [span.of(ARTICLE) for span in draft.spans]
        assert (record["start"], record["end"]) == (record["spans"][0][0], record["spans"][-1][1])


def test_what_is_said_of_an_article_goes_before_what_it_says(
    quoth: Quoth, store: Path, tmp_path: Path, found: list[date | None]
) -> None:
    said = taken_in(
        quoth, store, file(tmp_path / "bread.txt"), "--published", "21 March 2025", "--title",
        " The  Bread ", "--publisher", "The Herald", "--author", "Cora Cook", "--url",
        "https://herald.example/bread",
    )  # fmt: skip
    assert said.out == "the-bread\n"
    assert found == [date(2025, 3, 21)]
    source = load(store).sources["the-bread"]
    assert source[1:4] == ("The Bread", "The Herald", "Cora Cook")
    assert source.url == "https://herald.example/bread"
    assert source.published is not None
    assert source.published.text == "2025-03-21"


def test_an_article_comes_in_once(quoth: Quoth, store: Path, tmp_path: Path) -> None:
    taken_in(quoth, store, file(tmp_path / "bread.txt"))
    before = store.read_bytes()
    said = taken_in(quoth, store, file(tmp_path / "copy.txt", HEAD + ARTICLE.replace(" ", "  ")))
    assert (said.code, said.out) == (0, "")
    assert "already imported as “Bread will be dear, says the Guild”; skipped" in said.err
    assert store.read_bytes() == before


def test_an_article_comes_from_stdin(
    quoth: Quoth, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped(monkeypatch, ARTICLE.encode())
    said = taken_in(quoth, store, "-", "--published", "2025-03-20")
    assert (said.code, said.out) == (0, "bread-will-be-dear-says-the-guild\n")


def test_drafts_are_printed_and_nothing_is_stored(
    quoth: Quoth, store: Path, tmp_path: Path
) -> None:
    before = store.read_bytes()
    path = file(tmp_path / "bread.txt")
    said = taken_in(quoth, store, path, "--json")
    assert said.code == 0
    assert [one["speaker"] for one in said.records] == [
        one.speaker.name if one.speaker else None for one in DRAFTS
    ]
    told = taken_in(quoth, store, path, "--dry-run")
    assert "Bob Baker · indirect · 0.86" in told.out
    assert "“Bread is dear. It will be dearer still”" in told.out
    assert store.read_bytes() == before
    assert quoth("intake", str(path), "--json").records == said.records
    assert not (tmp_path / "home" / "quoth").exists()


def test_the_first_article_begins_a_store(quoth: Quoth, home: Path, tmp_path: Path) -> None:
    said = quoth("intake", str(file(tmp_path / "bread.txt")))
    assert said.code == 0
    assert "began a store of your own" in said.err
    assert quoth("find", "status:draft", "--json").records[0]["status"] == "draft"
    missing = quoth("intake", str(tmp_path / "bread.txt"), "--store", str(tmp_path / "no.json"))
    assert missing.code == 3
    made = ("intake", str(tmp_path / "bread.txt"), "--store", str(tmp_path / "no.json"), "--create")
    assert quoth(*made).code == 0


# -- What can't come in ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code", "problem"),
    [
        (b"", 2, "it is empty; skipped"),
        (b"\x00\x01\x02", 2, "it isn't text; skipped"),
        (b"%PDF-1.4", 2, "it is a PDF, and no text; save its text, and take that in"),
        (b"a " * 600_000, 2, "it has 1,200,000 characters"),
        (b"Nobody said anything.\n", 1, "no statement was found in it; skipped"),
    ],
)
def test_what_is_no_article_is_told_in_one_line_and_nothing_is_stored(
    quoth: Quoth, store: Path, tmp_path: Path, data: bytes, code: int, problem: str
) -> None:
    before = store.read_bytes()
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    said = taken_in(quoth, store, path)
    assert (said.code, said.out) == (code, "")
    assert problem in said.err
    assert said.err.count("\n") == 1
    assert store.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("nowhere.txt",), "nowhere.txt: there is no such file"),
        (("bread.txt", "--published", "soon"), "--published: "),
        (("bread.txt", "--url", "herald.example"), "--url: an address begins with http"),
        (("bread.txt", "bread.txt", "--title", "Two"), "--title and --url are for one article"),
        (("empty",), "empty: there is no article in it"),
    ],
)
def test_what_can_not_be_done_is_said(
    quoth: Quoth, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...], problem: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    file(tmp_path / "bread.txt")
    (tmp_path / "empty").mkdir()
    said = taken_in(quoth, store, *words)
    assert said.code == 2
    assert problem in said.err


def test_what_is_read_as_another_encoding_is_told(
    quoth: Quoth, store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bread.txt"
    path.write_bytes((HEAD + ARTICLE).encode("cp1252"))
    said = taken_in(quoth, store, path)
    assert said.code == 0
    assert "it is no UTF-8, and was read as Windows-1252" in said.err


def test_what_an_article_says_of_itself_is_neutral(
    quoth: Quoth, store: Path, tmp_path: Path
) -> None:
    hostile = f"Title: \x1b[31mred\u202e\n\n{ARTICLE}"
    said = taken_in(quoth, store, file(tmp_path / "bread.txt", hostile))
    again = taken_in(quoth, store, tmp_path / "bread.txt")
    assert said.code == again.code == 0
    assert "\x1b" not in said.out + said.err + again.err
    assert "\u202e" not in said.out + said.err + again.err


# -- Many ------------------------------------------------------------------------------------------


def test_a_folder_comes_in_and_what_is_there_is_passed_over(
    quoth: Quoth, store: Path, tmp_path: Path, found: list[date | None]
) -> None:
    folder = tmp_path / "in"
    for number in range(3):
        file(folder / f"{number}.txt", f"date 2025-03-2{number} {ARTICLE}\n\n{number}.\n")
    file(folder / "deep" / "again.md", f"{ARTICLE}\n\nOnce more.\n")
    file(folder / "none.txt", "Nobody said anything.\n")
    (folder / "bad.txt").write_bytes(b"\x00\x01")
    (folder / "picture.png").write_bytes(b"\x00\x01")
    said = taken_in(quoth, store, folder)
    assert said.code == 0
    assert len(said.out.splitlines()) == 4
    assert "bad.txt: it isn't text; skipped" in said.err
    assert (
        "imported 20 drafts from 4 articles (3 new actors): 1 without a statement, 1 that can't be "
        "imported; `quoth undo` takes the last article back"
    ) in said.err
    assert len(load(store).statements) == 21
    found.clear()
    file(folder / "9.txt", f"{HEAD}{ARTICLE}\n\nNine.\n")
    again = taken_in(quoth, store, folder)
    assert "imported 5 drafts from 1 article: 4 already imported" in again.err
    assert len(found) == 2  # in what is there nothing is looked for
    quoth("undo", "--store", str(store))
    assert len(load(store).statements) == 21


def test_who_interrupts_has_whole_articles_and_goes_on_from_there(
    quoth: Quoth, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    for number in range(4):
        file(folder / f"{number}.txt", f"{HEAD}{ARTICLE}\n\n{number}.\n")
    fake = sys.modules["quoth.intake.extraction"]

    whole: Callable[..., Extraction] = fake.extract
    calls = iter((1, 2, 0))

    def interrupted(
        text: str, published: date | None, author: str, *, thoughts: bool
    ) -> Extraction:
        if not next(calls):
            raise KeyboardInterrupt
        return whole(text, published, author, thoughts=thoughts)

    monkeypatch.setattr(fake, "extract", interrupted)
    said = taken_in(quoth, store, folder)
    assert said.code == 130
    assert "interrupted; 2 articles imported; run it again" in said.err
    calls = iter((1, 2, 0))
    printed = quoth("intake", "--json", str(folder))
    assert printed.code == 130
    assert "interrupted; 2 articles looked through; nothing is stored" in printed.err
    assert len(load(store).statements) == 11
    monkeypatch.setattr(fake, "extract", whole)
    assert "2 already imported" in taken_in(quoth, store, folder).err
    assert len(load(store).statements) == 21


def read_to_the_end(terminal: int) -> bytes:
    """Return what a pseudo terminal shows until its other side is closed, and close it."""
    told = b""
    with suppress(OSError):  # it is closed
        while piece := os.read(terminal, 4096):
            told += piece
    os.close(terminal)
    return told


def test_many_files_are_looked_through_by_other_processes(home: Path, tmp_path: Path) -> None:
    """With what really finds statements, and a bar on a terminal while it does."""
    folder = tmp_path / "in"
    for number in range(12):
        file(folder / f"{number:02}.txt", f"{HEAD}{ARTICLE}\n\nNumber {number}.\n")
    store = tmp_path / "many.json"
    command = [sys.executable, "-m", "quoth", "intake", str(folder), "--store", str(store)]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*command, "--create"], stdout=subprocess.PIPE, stderr=theirs, env={**os.environ}
    ) as process:
        os.close(theirs)
        told = read_to_the_end(ours)
        out = process.communicate()[0].decode().split()
    assert process.returncode == 0
    assert len(out) == 12
    assert b"articles" in told
    assert b"from 12 articles" in told
    records = load(store)
    assert len(records.sources) == 12
    titles = [one.extra["text"] for one in records.sources.values()]
    assert [str(text).split()[-1] for text in titles] == [f"{number}." for number in range(12)]


def test_a_person_at_a_terminal_is_told_how_to_go_on(home: Path, tmp_path: Path) -> None:
    store = tmp_path / "a store.json"
    command = [sys.executable, "-m", "quoth", "intake", str(file(tmp_path / "bread.txt"))]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*command, "--create", "--store", str(store)], stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        told = read_to_the_end(ours)
    assert process.returncode == 0
    assert f"to review them: quoth --store '{store}', then R" in told.decode()


def test_the_check_knows_what_an_intake_keeps(quoth: Quoth, tmp_path: Path, store: Path) -> None:
    assert taken_in(quoth, store, file(tmp_path / "a.txt")).code == 0
    assert any(actor.extra.get("intake") for actor in load(store).actors.values())
    assert "unknown-field" not in quoth("check", "--store", str(store)).out
