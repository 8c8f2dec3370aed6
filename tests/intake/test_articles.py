"""Files become articles, with what they tell of themselves; what is none is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.intake.errors import ArticleError
from quoth.intake.files import reading
from quoth.intake.files.clipping import Clipping
from quoth.intake.files.reading import of_bytes

SAID = "“Bread is dear,” said Ann Archer.\n"


def plain(text: str) -> Clipping:
    """Return the article of a plain file."""
    return of_bytes(text.encode(), "bread")


# -- Plain text ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [SAID, f"\r\n{SAID}\r\nAnd\ttwo.\r", f" date 2025-03-20 {SAID}"])
def test_a_plain_text_stays_as_it_is_so_that_its_offsets_are_the_files(text: str) -> None:
    article = plain(text)
    assert article.text == text
    assert len(article.told) == len(text)
    assert article.told.split() == text.split()[2 if "date" in text else 0 :]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("date 2025-03-20 ", "2025-03-20"),
        (" Date: 2025-03-20\n\n", "2025-03-20"),
        ("Published: 20 March 2025\n\n", "2025-03-20"),
        ("date 2025-13-20 ", ""),
        ("dated 2025-03-20 ", ""),
        ("date 2025-03-200 ", ""),
        ("Published: 03/04/2025\n\n", ""),
    ],
)
def test_a_date_at_the_head_is_when_it_was_published(head: str, published: str) -> None:
    assert plain(head + SAID).published == published


def test_lines_at_the_head_tell_of_the_article() -> None:
    head = (
        "Title: Bread is dear\nBy: Cora Cook\nPublisher: The Herald\nURL: https://a.example/b\n\n"
    )
    article = plain(head + SAID)
    assert article[2:7] == ("Bread is dear", "The Herald", "Cora Cook", "", "https://a.example/b")
    assert article.told == " " * 20 + article.told[20:]
    assert article.told.strip() == SAID.strip()
    assert article.told.count("\n") == article.text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        f"Ann: Bread is dear.\n\n{SAID}",
        f"Title: Bread\nAnn: it is dear\n\n{SAID}",
        f"Publisher: The Herald\n{SAID}",
    ],
)
def test_what_goes_on_otherwise_is_no_head_but_the_article(text: str) -> None:
    assert plain(text).title == "bread"
    assert plain(text).told == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Bread will be dear\n\n{SAID}", "Bread will be dear"),
        (f"Bread is dear.\n\n{SAID}", "bread"),
        (f"Bread will be dear\n{SAID}", "bread"),
        (f"{'long ' * 40}\n\n{SAID}", "bread"),
        (SAID, "bread"),
    ],
)
def test_a_first_line_that_looks_like_a_headline_is_the_title(text: str, title: str) -> None:
    assert plain(text).title == title


def test_one_from_nowhere_is_called_by_its_first_words() -> None:
    assert reading.first_words(plain(SAID)) == "“Bread is dear,” said Ann Archer."
    long = reading.first_words(plain(f"date 2025-03-20 {'word ' * 90}"))
    assert long.startswith("word word")
    assert len(long) <= 62


# -- Encodings -------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marks_of_an_encoding_are_no_part_of_the_text(encoding: str) -> None:
    assert of_bytes(SAID.encode(encoding), "bread").text == SAID


def test_what_is_no_utf8_is_read_as_windows_1252_and_that_is_told() -> None:
    article = of_bytes(SAID.encode("cp1252"), "bread")
    assert article.text == SAID
    assert "Windows-1252" in article.note
    assert not of_bytes(SAID.encode(), "bread").note


def test_a_page_may_say_its_encoding() -> None:
    pytest.importorskip("trafilatura")
    page = (
        f'<html><head><meta charset="windows-1251"></head><body><p>{"Хлеб " * 60}</p></body></html>'
    )
    assert "Хлеб" in of_bytes(page.encode("cp1251"), "bread").text


# -- What is none ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "it is empty"),
        (b" \n\t\n", "it is empty"),
        (b"%PDF-1.7 ...", "it is a PDF"),
        (b"PK\x03\x04 ...", "an office document"),
        (b"\x7fELF\x01\x00\x00", "it isn't text"),
        (b"\x01\x02\x03\x04\x05\x06 abc", "it isn't text"),
        (b"\x81\x8d\x8f", "neither UTF-8 nor Windows-1252"),
        (b"\xff\xfea", "it is no UTF-16-LE"),
        (b"a " * 600_000, "it has 1,200,000 characters"),
        (b"x" * (reading.MOST_BYTES + 1), "it has 20,000,001 bytes"),
    ],
)
def test_what_is_no_article_is_told_in_a_line(data: bytes, problem: str) -> None:
    with pytest.raises(ArticleError, match=problem) as refused:
        of_bytes(data, "bread")
    assert "\n" not in str(refused.value)


def test_a_page_with_more_tags_than_can_be_read_is_told_in_a_line() -> None:
    page = f"<html><body>{'<p>' * 1_000_000}</body></html>"
    with pytest.raises(ArticleError, match="it has 1,000,002 tags, and a page 30,000 at most"):
        of_bytes(page.encode(), "bread")


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ("<!-- a --> <!----> <!DOCTYPE html><p>Bread.</p>", True),
        ('<?xml version="1.0"?>\n<!-- a -->\n<html><p>Bread.</p>', True),
        ("<!-- a --> Bread is dear.", False),
        ("<!-- a <html>", False),
    ],
)
def test_comments_may_stand_before_a_page(text: str, is_page: bool) -> None:
    assert reading._is_page(text) is is_page


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="can't be read"):
        reading.read(tmp_path / "nowhere.txt")


# -- Other kinds -----------------------------------------------------------------------------------


def test_markdown_is_read_without_its_marks() -> None:
    text = (
        '---\ntitle: "Bread is dear"\nauthor: Cora Cook\ndate: 2025-03-20\ntags: [a]\n---\n\n'
        "# Bread\n\nAnn *said* that [bread](https://a.example) is\n**dear**, `always`.\n\n"
        "> “It is.”\n\n- One\n- Two ![picture](x.png)\n\n```\ncode\n```\n\n<b>raw</b>\n"
    )
    article = of_bytes(text.encode(), "bread", "markdown")
    assert article.text == (
        "Ann said that bread is dear, always.\n\n“It is.”\n\nOne\n\nTwo\n\nraw\n"
    )
    assert article[2:6] == ("Bread is dear", "", "Cora Cook", "2025-03-20")


def test_markdown_without_a_front_has_its_heading_for_a_title() -> None:
    article = of_bytes(b"# Bread\n\n## Salt\n\nIt is.\n", "bread", "markdown")
    assert (article.title, article.text) == ("Bread", "Salt\n\nIt is.\n")


PAGE = """\
<!doctype html><html><head><title>Bread is dear | The Herald</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Bread is dear", "datePublished": "2025-03-20T08:00:00Z",
"author": {"@type": "Person", "name": "Cora Cook"},
"publisher": {"@type": "Organization", "name": "The Herald"}}</script>
<meta property="og:url" content="https://herald.example/bread"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>Bread is dear</h1>
<p>“Bread is dear,” said Ann Archer on Tuesday, while the town looked on and wondered about it.</p>
<p>“It will be <em>dearer</em> still &amp; nobody cares,” she told <a href="/r">a reader</a>.</p>
</article><footer>All rights reserved</footer></body></html>
"""


def test_a_page_is_read_without_what_is_around_the_article() -> None:
    pytest.importorskip("trafilatura")
    article = of_bytes(PAGE.encode(), "bread")
    assert article.text == (
        "“Bread is dear,” said Ann Archer on Tuesday, while the town looked on and wondered about "
        "it.\n\n“It will be dearer still & nobody cares,” she told a reader.\n"
    )
    assert article[2:7] == (
        "Bread is dear", "The Herald", "Cora Cook", "2025-03-20", "https://herald.example/bread",
    )  # fmt: skip


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><p></p></body></html>", "<html>" * 99]
)
def test_a_page_without_an_article_is_told(page: str) -> None:
    pytest.importorskip("trafilatura")
    with pytest.raises(ArticleError, match="no article"):
        of_bytes(page.encode(), "bread")


def test_what_a_page_takes_to_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    with pytest.raises(ArticleError, match=r"pip install 'quoth\[html\]'"):
        of_bytes(PAGE.encode(), "bread")


# -- Which is which --------------------------------------------------------------------------------


def test_the_same_words_are_the_same_article_however_they_are_spaced() -> None:
    assert plain(SAID).digest == plain(SAID.replace(" ", "\r\n ")).digest
    assert plain("cafe\u0301 open").digest == plain("caf\u00e9 open").digest
    assert plain(SAID).digest != plain(SAID + "more").digest


def test_the_day_of_publication_is_known_only_where_it_is_told() -> None:
    assert str(reading.day_of("2025-03-20")) == "2025-03-20"
    assert str(reading.day_of("2025-03-20T08:00:00Z")) == "2025-03-20"
    for text in ("", "2025-03", "2025-03-20~", "2025-03-19/2025-03-20", "-0044-03-15"):
        assert reading.day_of(text) is None


def test_the_articles_of_a_folder_are_found_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "in/c.HTML", ".hidden.txt", "in/.git/d.txt", "e.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [str(one.relative_to(tmp_path)) for one in reading.files_in(tmp_path)]
    assert found == ["a.md", "b.txt", "in/c.HTML"]
