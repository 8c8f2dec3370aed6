"""Pages that name odd encodings, and folders in which not everything is an article."""

from __future__ import annotations

import encodings.aliases
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.intake.errors import ArticleError
from quoth.intake.files import batch, charsets, reading
from quoth.intake.files.batch import Fields, Taken, all_taken
from quoth.intake.files.reading import of_bytes
from tests.basics.test_files import hole
from tests.cli.conftest import AS_IT_IS, Quoth, home, quoth

__all__ = ["home", "quoth"]

SAID = "“Bread is too dear,” said Ann Baker on Monday. “Café prices — no better.” "
NO_ENCODINGS = [
    "undefined", "idna", "punycode", "base64", "rot13", "zlib", "bz2", "hex", "uu", "quopri",
    "unicode_escape", "raw_unicode_escape", "utf-7", "utf_16", "utf-32", "mbcs", "oem", "palmos",
    "unknown", "x" * 40, "-", "_", "hz", "iso2022_kr",
]  # fmt: skip


def page(charset: str, encoding: str = "cp1252", text: str = SAID) -> bytes:
    """Return a page that names an encoding and is written in one."""
    words = f"<p>{text * 5}</p>" * 3
    made = f'<html><head><meta charset="{charset}"><title>Bread</title></head><body>{words}</body>'
    return made.encode(encoding)


@pytest.mark.parametrize("charset", NO_ENCODINGS)
def test_a_page_that_names_no_encoding_of_the_web_is_read_as_windows_1252(charset: str) -> None:
    article = of_bytes(page(charset), "bread")
    assert "Café prices" in article.text
    assert "Windows-1252" in article.note


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("windows-1251", "cp1251", "Хлеб слишком дорог. "), ("KOI8-R", "koi8-r", "Хлеб дорог. "),
        ("Shift_JIS", "cp932", "パンが高すぎる。"), ("EUC-JP", "euc-jp", "パンが高すぎる。"),
        ("gb2312", "gbk", "面包太贵了。"), ("Big5", "big5", "麵包太貴了。"),
        ("euc-kr", "cp949", "빵이 너무 비싸다. "), ("iso-8859-2", "iso8859-2", "Chléb je drahý. "),
        ("iso-8859-1", "cp1252", SAID), ("latin-1", "cp1252", SAID), ("us-ascii", "cp1252", SAID),
        ("iso-8859-15", "iso8859-15", "Brot kostet 3 € heute. "),
        ("iso-8859-9", "cp1254", "Ekmek çok pahalı. "), ("tis-620", "cp874", "ขนมปังแพงเกินไป "),
        ("macintosh", "mac-roman", "Café prices. "), ("ISO_8859-7", "iso8859-7", "Ψωμί. "),
    ],
)  # fmt: skip
def test_a_page_is_read_as_it_says(charset: str, encoding: str, text: str) -> None:
    article = of_bytes(page(charset, encoding, text), "bread")
    assert text.strip() in article.text
    assert article.note == ""


@given(st.binary(max_size=60), st.sampled_from([*encodings.aliases.aliases, *NO_ENCODINGS]))
def test_any_page_that_names_anything_is_text_or_refused(data: bytes, charset: str) -> None:
    text = charsets.decoded(data, charset)
    assert text is None or isinstance(text, str)
    whole = b'<html><meta charset="' + charset.encode() + b'">' + data
    try:
        of_bytes(whole, "bread", "text")
    except ArticleError as error:
        is_one_line = "\n" not in str(error)
    else:
        is_one_line = True
    assert is_one_line


def test_signs_that_python_doesn_t_know_in_windows_1252_are_no_reason_to_refuse_a_page() -> None:
    text = charsets.decoded(b"Caf\xe9 \x81", "iso-8859-1")
    assert text == "Café \x81"


# -- Folders ---------------------------------------------------------------------------------------


def folder_of_all(home: Path) -> Path:
    """Make a folder with two articles, and with much that is none."""
    folder = home / "articles"
    (folder / "inner").mkdir(parents=True)
    (folder / "a.txt").write_text(SAID)
    (folder / "inner" / "z.txt").write_text(f"It rains, said Bob Miller on Friday. {SAID}")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "impossible.html").write_bytes(page("undefined").replace(b"Bread", b"Milk"))
    os.mkfifo(folder / "pipe.txt")
    hole(folder / "hole.txt", 1 << 33)
    (folder / "broken.txt").symlink_to("nothing")
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "inner" / "up").symlink_to(folder)
    (folder / "folder.txt").mkdir()
    return folder


@pytest.mark.parametrize("quoth", [AS_IT_IS], indirect=True)
@pytest.mark.parametrize("few", [1, 100])
def test_no_file_of_a_folder_ends_the_others(
    quoth: Quoth, home: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(batch, "FEW", few)
    store = str(home / "town.json")
    said = quoth("--store", store, "intake", "--create", str(folder_of_all(home)))
    assert said.code == 0
    assert len(said.out.splitlines()) == 3
    for name, problem in (
        ("binary.txt", "it isn't text"),
        ("broken.txt", "it can't be read (No such file or directory)"),
        ("circle.txt", "it can't be read (Too many levels of symbolic links)"),
        ("hole.txt", "it has 8,589,934,592 bytes"),
        ("pipe.txt", "this is a pipe, not a file"),
    ):
        assert f"{name}: {problem}" in said.err


@pytest.mark.parametrize("quoth", [AS_IT_IS], indirect=True)
def test_a_folder_that_may_not_be_looked_into_is_reported(
    quoth: Quoth, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of_all(home)
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "inner":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    said = quoth("--store", str(home / "town.json"), "intake", "--create", str(folder))
    assert said.code == 0
    assert f"{folder / 'inner'}: it can't be read (Permission denied)" in said.err
    assert len(said.out.splitlines()) == 2


def test_folders_may_be_as_deep_as_names_may_be_long(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(sys.getrecursionlimit() + 100):
        deep /= "d"
        deep.mkdir()
    article = deep / "a.txt"
    article.write_text(SAID)
    try:
        assert list(reading.files_in(tmp_path)) == [article]
    finally:  # what removes a test's folder doesn't go as deep
        article.unlink()
        while deep != tmp_path:
            deep.rmdir()
            deep = deep.parent


def test_what_breaks_down_on_one_article_ends_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text(SAID)
    taken = batch.taken

    def breaking(path: Path, fields: Fields, known: frozenset[str], *, thoughts: bool) -> Taken:
        if path.name == "a.txt":
            raise KeyError(path)
        return taken(path, fields, known, thoughts=thoughts)

    monkeypatch.setattr(batch, "taken", breaking)
    first, second = all_taken(paths, {}, frozenset())
    assert first.article is None
    assert first.problem.startswith("it crashed (KeyError)")
    assert second.found is not None
    with pytest.raises(KeyError):  # of one alone there is a report, as of any breakdown
        list(all_taken(paths[:1], {}, frozenset()))
