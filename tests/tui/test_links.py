"""Addresses of sources: opened, shown or refused, and never anything but an address."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.store import Location, Origin
from quoth.store.parsing import Tables
from quoth.store.storage import StrictStorage
from quoth.tui.sending import opening_links
from quoth.tui.sending.links import LinkError, LinkTarget, link_of, opens_here
from tests.tui.driving import Opened


@pytest.mark.parametrize(
    ("address", "opened", "host", "written"),
    [
        ("https://example.org/a?b=c;d#e", "https://example.org/a?b=c;d#e", "example.org", ""),
        ("HTTP://Example.ORG:8080/", "http://example.org:8080/", "example.org:8080", ""),
        (" https://example.org/ä b ", "https://example.org/%C3%A4%20b", "example.org", ""),
        ("https://example.org/100%/%41", "https://example.org/100%25/%41", "example.org", ""),
        ("https://example.org//b", "https://example.org//b", "example.org", ""),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/", "[2001:db8::1]", ""),
        # The first letter is Cyrillic.
        ("https://аpple.example/", "https://xn--pple-43d.example/", "xn--pple-43d.example",
         "аpple.example"),
        ("https://bank.example@evil.example/", "https://bank.example@evil.example/",
         "evil.example", "bank.example@evil.example"),
        ("https://bank.example\\@evil.example/", "https://bank.example%5C@evil.example/",
         "evil.example", "bank.example\\@evil.example"),
        ("https://example.org/\x1b\\\x07\u202ea", "https://example.org/%1B%5C%07%E2%80%AEa",
         "example.org", ""),
    ],
)  # fmt: skip
def test_an_address_of_the_web(address: str, opened: str, host: str, written: str) -> None:
    assert link_of(address) == (opened, host, written)


@pytest.mark.parametrize(
    "address",
    ["", "  ", "file:///etc/passwd", "javascript:alert(1)", "ftp://example.org/", "example.org",
     "//example.org/", "https:///path", "https://", "https://[::1", "https://a b/", "-x",
     "https://example.org:port/", "https://exa\x1bmple.org/", "data:text/html,x", "mailto:a@b.c",
     "https://" + "ä" * 80 + ".example/", "vscode://file/x", "https://--/"],
)  # fmt: skip
def test_anything_else_is_refused_in_a_line(address: str) -> None:
    with pytest.raises(LinkError) as refused:
        link_of(address)
    assert str(refused.value).isprintable()


@given(st.text(), st.sampled_from(["https://example.org/", "http://", "https://ä.example", ""]))
def test_whatever_passes_is_printable_ascii_that_leads_where_it_is_said(
    text: str, start: str
) -> None:
    try:
        link = link_of(start + text)
    except LinkError:
        return
    assert re.fullmatch(r"https?://[!-~]+", link.address)
    assert urlsplit(link.address).netloc.rpartition("@")[2] == link.host


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"])
def test_nothing_is_opened_at_the_far_end_of_a_line(name: str) -> None:
    assert opens_here({"DISPLAY": ":0"})
    assert not opens_here({"DISPLAY": ":0", name: "1"})


def test_nothing_is_opened_without_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert opens_here({"WAYLAND_DISPLAY": "wayland-0"})
    assert not opens_here({})


def store_with(tmp_path: Path, url: str = "", archived: str = "") -> Location:
    """Save a store of one statement whose source has these addresses."""
    source = {"id": "s", "title": "The Herald", "url": url, "archived": archived}
    tables: Tables = {
        "actors": {"1": {"id": "ann", "name": "Ann Archer"}},
        "sources": {"1": {name: value for name, value in source.items() if value}},
        "statements": {
            "1": {"quote": "Bread is dear.", "kind": "direct", "speaker": "ann", "source": "s"}
        },
    }
    StrictStorage(tmp_path / "store.json").write(tables)
    return Location(tmp_path / "store.json", Origin.OPTION)


ADDRESS = "https://example.org/a/" + "long/" * 30 + "path"


@pytest.fixture
def far_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sit at the end of a line."""
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")


@pytest.mark.usefixtures("far_away")
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_at_the_end_of_a_line_it_is_shown_whole_and_copied(
    explorer: Opened, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with explorer(size, store_with(tmp_path, ADDRESS)) as quoth:
        await quoth.press("o")
        assert "leads to example.org" in quoth.text
        links = {
            segment.style.link
            for strip in quoth.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.link
        }
        assert links == {ADDRESS}
        if size == (80, 24):
            whole = "".join(line.strip("│ ") for line in quoth.lines if "/long" in line)
            assert "long/path" in whole or "path" in quoth.text
        await quoth.press("enter")
        assert quoth.app.clipboard == ADDRESS
        assert "sent to" in quoth.text


@pytest.mark.usefixtures("far_away")
async def test_the_archived_copy_has_a_key_of_its_own(explorer: Opened, tmp_path: Path) -> None:
    archived = "https://archive.example/1"
    async with explorer(location=store_with(tmp_path, archived=archived)) as quoth:
        await quoth.press("o")
        assert "The source has no address; O opens its archived copy." in quoth.text
        await quoth.press("O")
        assert "leads to archive.example" in quoth.text
        await quoth.press("escape")
        assert "leads to" not in quoth.text


async def test_without_an_address_that_is_said(explorer: Opened, tmp_path: Path) -> None:
    async with explorer(location=store_with(tmp_path)) as quoth:
        await quoth.press("o")
        assert "The source has no address." in quoth.text
        await quoth.press("O")
        assert "No archived copy of the source is known." in quoth.text


async def test_what_is_no_address_of_the_web_is_not_opened(
    explorer: Opened, tmp_path: Path
) -> None:
    async with explorer((120, 36), store_with(tmp_path, "file:///etc/passwd")) as quoth:
        await quoth.press("o")
        assert "Not opened: its address isn't a web address (http or https)" in quoth.text


@pytest.mark.parametrize("there_is_one", [True, False])
async def test_here_it_is_sent_to_the_browser(
    explorer: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there_is_one: bool
) -> None:
    opened: list[str] = []

    def browser(link: LinkTarget) -> bool:
        opened.append(link.address)
        return there_is_one

    monkeypatch.setattr(opening_links, "opens_here", lambda _: True)
    monkeypatch.setattr(opening_links, "open_in_browser", browser)
    async with explorer(location=store_with(tmp_path, ADDRESS)) as quoth:
        await quoth.press("o")
        assert opened == [ADDRESS]
        assert ("leads to example.org" in quoth.text) != there_is_one
