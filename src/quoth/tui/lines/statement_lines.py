"""A statement as a row of a list: its words, and a quiet line of who said them, when and how."""

from __future__ import annotations

from typing import Final, NamedTuple

from textual.content import Content

from quoth.basics.dates import DateStyle, without_year
from quoth.basics.text import LIST_LENGTH
from quoth.presenting.quotation import OPENING, polarity, quoted, said, speaker
from quoth.search import Matches, highlights
from quoth.store.model import STAR, Kind, Statement, Status
from quoth.store.snapshot import Snapshot
from quoth.tui.lines.wrapping import breaks, wrapped
from quoth.tui.look.painting import emphasise, ends, join, line, plain

STAR_SIGN: Final = "★"
MARK_SIGN: Final = "✓"
DIFFERS_SIGN: Final = "≠"
KIND_SIGNS: Final = {Kind.DIRECT: "●", Kind.MIXED: "◐", Kind.INDIRECT: "○"}
"""How much of a statement is verbatim: all of it, some, none."""
INDENT: Final = 3
"""Columns before the words: the cursor or a mark, the kind, and a blank or what differs."""
_ABOUT_OPEN: Final = 4
"""Lines at most that are about the words where a row is open."""
_BEFORE_MATCH: Final = 16
"""Characters of a quote that are shown before its first match, where that lies deep inside."""


class RowForm(NamedTuple):
    """How a list shows its rows."""

    width: int
    """Columns of a row."""
    most: int
    """Lines that words take at most."""
    matches: Matches | None = None
    form: DateStyle = DateStyle.DAY
    year: int | None = None
    """The year that goes without saying, if there is one."""
    is_open: bool = False
    """Whether a line about the words that has no room goes on in the next."""


class RowState(NamedTuple):
    """How a row differs from the others."""

    is_marked: bool = False
    colour: str = ""
    """The role of the speaker's colour, if they have one."""
    differs: bool = False
    """Whether a wording of it differs in what may change what was said."""


def statement_lines(
    corpus: Snapshot, statement: Statement, form: RowForm, state: RowState
) -> list[Content]:
    """Return the words in lines, and a line about them."""
    words = _words(statement, form)
    about = _about(corpus, statement, form, state)
    return _behind_signs([*words, *about], statement, state)


def compact_lines(
    corpus: Snapshot, statement: Statement, form: RowForm, state: RowState
) -> list[Content]:
    """Return one line: the words, cut so that who said them, and when, has room."""
    about, narrow = _beside(corpus, statement, form, state)
    (words,) = _words(statement, narrow)
    return _behind_signs([ends(words, about, form.width - INDENT)], statement, state)


def is_cut(corpus: Snapshot, statement: Statement, form: RowForm) -> bool:
    """Tell whether one line has no room for the words."""
    _, narrow = _beside(corpus, statement, form, RowState())
    return len(_words(statement, narrow._replace(matches=None, most=2))) > 1


def _beside(
    corpus: Snapshot, statement: Statement, form: RowForm, state: RowState
) -> tuple[Content, RowForm]:
    """Return what stands behind words in the same line, and the form of what is left for them."""
    room = max(form.width // 3, 12)
    name = line((plain(speaker(corpus, statement)), state.colour or "speaker"))
    rest = join([*reversed(_marks(statement)), when(statement, form)])
    about = name.truncate(room, ellipsis=True) + line((f" · {rest} ", "faint"))
    return about, form._replace(width=form.width - about.cell_length - 1, most=1)


def when(statement: Statement, form: RowForm) -> str:
    """Say when, without the year if that is clear."""
    described = said(statement, form.form)
    return described if form.year is None else without_year(described, form.year)


def _behind_signs(lines: list[Content], statement: Statement, state: RowState) -> list[Content]:
    """Return the lines of a row behind the signs of a mark and of the kind."""
    first = line((MARK_SIGN, "chosen")) if state.is_marked else line(" ")
    differs = (DIFFERS_SIGN, "sign") if state.differs else " "
    kind = line((KIND_SIGNS[statement.kind], f"kind-{statement.kind}"), differs)
    below = line(" " * INDENT)
    return [first + kind + lines[0], *(below + one for one in lines[1:])]


def _words(statement: Statement, form: RowForm) -> list[Content]:
    """Return the quote in lines, from where it matches if that would be cut off."""
    width, most = max(form.width - INDENT - 1, 4), form.most
    text = plain(quoted(statement), limit=max(LIST_LENGTH, width * most))
    word = polarity(statement)
    mark = line((f"{word} ", "sign")) if word else Content("")
    spans = highlights(text, form.matches)
    if spans and not _is_seen(mark.plain + text, spans[0][1] + len(mark.plain), width, most):
        start = text.rfind(" ", 0, max(1, spans[0][0] - min(_BEFORE_MATCH, width // 3))) + 1
        head = f"{OPENING}… " if statement.kind is Kind.DIRECT else "… "
        text = head + text[start:]
        moved = len(head) - start
        spans = [(first + moved, last + moved) for first, last in spans]
    return wrapped(mark + emphasise(line(text), spans, "match"), width, most)


def _is_seen(text: str, end: int, width: int, most: int) -> bool:
    """Tell whether what ends at a character is in the first lines of a text."""
    last = 0
    for number, (_, last) in enumerate(breaks(text, width), 1):
        if end <= last:
            return number < most or (number == most and end < last) or last == len(text.rstrip())
        if number >= most:
            return False
    return end <= last


def _about(corpus: Snapshot, statement: Statement, form: RowForm, state: RowState) -> list[Content]:
    """Return the quiet line: what has no room goes, the medium first, and the name is cut last.

    Where the row is open, the name isn't cut: all of it takes as many lines as it needs.
    """
    name = line((plain(speaker(corpus, statement)), state.colour or "speaker"))
    before = line((f"{when(statement, form)} · ", "faint"))
    marks = join(_marks(statement))
    right = line((f"{marks} ", "sign")) if marks else Content("")
    room = form.width - INDENT - 1 - right.cell_length
    said_how = [plain(statement.medium), str(statement.kind)]
    for parts in (said_how, said_how[1:], []):
        behind = join(parts)
        left = before + name + line((f" · {behind}" if behind else "", "faint"))
        if left.cell_length <= room:
            break
    else:
        if form.is_open:
            whole = join([*said_how, *_marks(statement)])
            left = before + name + line((f" · {whole}", "faint"))
            return wrapped(left, max(form.width - INDENT - 1, 8), _ABOUT_OPEN)
        left = left.truncate(max(room, 8), ellipsis=True)
    return [ends(left, right, form.width - INDENT) if marks else left]


def _marks(statement: Statement) -> tuple[str, str]:
    """Return the status of a statement that isn't confirmed, and its star; else nothing."""
    status = "" if statement.status is Status.CONFIRMED else str(statement.status)
    return status, STAR_SIGN if STAR in statement.tags else ""
