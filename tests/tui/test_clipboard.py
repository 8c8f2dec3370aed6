"""What is sent to a clipboard, and through what."""

from __future__ import annotations

import base64

import pytest

from quoth.tui.explorer.screen import ExplorerScreen
from quoth.tui.sending.clipboard import clipboard_of, for_clipboard, sequence, tell_tmux
from quoth.tui.widgets.statements_pane import StatementsPane
from tests.tui.driving import Opened

PLAIN = "\x1b]52;c;cXVvdGg=\x07"


def test_what_is_copied_can_not_end_a_paste() -> None:
    sent = for_clipboard("peace\x1b[201~; rm -rf /\n\x9b201~\x07")
    assert sent is not None
    assert not {"\x1b", "\x9b", "\x07"} & set(sent)
    assert "peace␛[201~" in sent


@pytest.mark.parametrize(("length", "fits"), [(56_244, True), (56_247, False)])
def test_what_is_too_long_is_not_sent(length: int, fits: bool) -> None:
    assert (for_clipboard("a" * length) is not None) == fits
    assert (len(base64.b64encode(b"a" * length)) <= 74_994) == fits


def test_a_terminal_gets_it_as_it_is() -> None:
    for environment in ({"TERM": "xterm-256color"}, {"TERM": "screen-256color"}, {}):
        assert sequence("quoth", environment) == PLAIN


@pytest.mark.parametrize("environment", [{"TERM": "tmux-256color"}, {"TMUX": "/tmp/t,1,0"}])  # noqa: S108
def test_tmux_gets_it_for_itself_and_to_pass_on(environment: dict[str, str]) -> None:
    wrapped = "\x1bPtmux;\x1b\x1b]52;c;cXVvdGg=\x07\x1b\\"
    assert sequence("quoth", environment) == PLAIN + wrapped


def test_gnu_screen_gets_it_in_pieces() -> None:
    sent = sequence("quoth " * 200, {"TERM": "screen", "STY": "1.pts"})
    pieces = sent.removeprefix("\x1bP").removesuffix("\x1b\\").split("\x1b\\\x1bP")
    assert max(map(len, pieces)) <= 240
    assert "".join(pieces) == sequence("quoth " * 200, {})


def test_where_it_goes_is_said_as_it_is() -> None:
    assert clipboard_of({"TERM": "xterm"}) == "the terminal's clipboard"
    assert clipboard_of({"TERM": "screen", "TMUX": "x"}) == "tmux and the terminal's clipboard"
    assert clipboard_of({"TERM": "linux"}) == ""


def test_without_tmux_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    tell_tmux("quoth")


async def test_what_is_copied_is_what_the_cursor_is_on(explorer: Opened) -> None:
    """Also where a key that moves and the one that copies arrive together."""
    async with explorer() as quoth:
        screen = quoth.app.screen
        assert isinstance(screen, ExplorerScreen)
        statements = screen.query_one(StatementsPane)
        before = statements.row
        statements.cursor += 1
        screen.action_copy_words()
        assert statements.row not in (None, before)
        assert screen.corpus is not None
        assert statements.row is not None
        assert quoth.app.clipboard == screen.corpus.statements[statements.row].quote


async def test_a_quote_is_sent_with_its_citation_and_the_words_alone(
    explorer: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    async with explorer((120, 36)) as quoth:
        await quoth.press("j", "y")
        assert "Quote and citation: sent to the terminal's clipboard." in quoth.text
        whole = quoth.app.clipboard
        await quoth.press("Y")
        assert "The words: sent to the terminal's clipboard." in quoth.text
        assert quoth.app.clipboard in whole
        assert "; in: " in whole
        monkeypatch.setenv("TERM", "linux")
        await quoth.press("y")
        assert "This terminal has no clipboard" in quoth.text
