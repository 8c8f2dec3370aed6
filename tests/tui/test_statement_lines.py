"""The line about a statement's words: what goes where room is short, and what an open row shows."""

from __future__ import annotations

from quoth.index.corpus import Corpus
from quoth.tui.lines.statement_lines import RowForm, RowState, statement_lines

NARROW = 36


def about(corpus: Corpus, form: RowForm) -> list[str]:
    """Return the lines about the words of the statement that a spokesperson made."""
    row = corpus.row_of("7")
    assert row is not None
    lines = statement_lines(corpus, corpus.statements[row], form, RowState())
    return [line.plain.strip() for line in lines[form.most :]]


def test_a_name_that_has_no_room_is_cut(sample: Corpus) -> None:
    (only,) = about(sample, RowForm(NARROW, 1))
    assert only.endswith("…")


def test_an_open_row_shows_all_that_is_about_its_words(sample: Corpus) -> None:
    lines = about(sample, RowForm(NARROW, 1, is_open=True))
    assert all(len(line) <= NARROW for line in lines)
    whole = " ".join(lines)
    assert "Spokesperson for Keir Starmer, for Keir Starmer" in whole
    assert whole.endswith(f" · {sample.statements[sample.row_of('7') or 0].kind}")
