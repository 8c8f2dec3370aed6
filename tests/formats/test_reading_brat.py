"""Standoff annotations become statements with where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.formats.incoming.records import UNATTRIBUTED, FormatError
from quoth.formats.incoming.sniffing import ImportFormat, sniffed
from tests.formats.bringing import bad, read, statements, written

TEXT = "On bread\n\nAnn Archer said “bread is dear” at the fair.\n\nShe added that milk is, too."


def bound(key: str, role: str, *words: str) -> str:
    """Return a text-bound annotation of words that stand in the text once."""
    spans = [(TEXT.index(part), TEXT.index(part) + len(part)) for part in words]
    offsets = ";".join(f"{start} {end}" for start, end in spans)
    return f"{key}\t{role} {offsets}\t{' '.join(words)}\n"


EVENTS = (
    bound("T1", "Source", "Ann Archer") + bound("T2", "Cue", "said")
    + bound("T3", "Content", "“bread is dear”") + bound("T4", "Attribution", "said")
    + "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    + bound("T5", "Source", "She") + bound("T6", "Cue", "added")
    + bound("T7", "Content", "that milk", "too") + "#1\tAnnotatorNotes T7\tin two pieces\n"
    + "R1\tSaid Arg1:T6 Arg2:T7\nR2\tBy Arg1:T5 Arg2:T6\n"
)  # fmt: skip


def check(path: Path) -> None:
    """Check what the annotations say."""
    first, second = statements(path)
    assert (first.quote, first.kind, first.cue) == ("bread is dear", "direct", "said")
    assert first.speaker.name == "Ann Archer"
    start = TEXT.index("“")
    assert first.locator == {"paragraph": 2, "start": start, "end": TEXT.index("”") + 1}
    assert (first.source.title, first.source.id) == ("On bread", "article")
    assert (second.quote, second.kind) == ("that milk … too", "indirect")
    assert second.speaker is UNATTRIBUTED
    assert second.extra["speaker_as_written"] == "She"
    assert second.note == "in two pieces"
    assert second.locator["paragraph"] == 3


def test_a_text_is_read_with_the_annotations_beside_it(tmp_path: Path) -> None:
    text = written(tmp_path, "article.txt", TEXT)
    annotations = written(tmp_path, "article.ann", EVENTS)
    for path in (text, annotations, tmp_path):
        assert sniffed(path) is ImportFormat.BRAT
        check(path)


def test_a_folder_may_keep_the_texts_apart(tmp_path: Path) -> None:
    written(tmp_path, "text/article.txt", TEXT)
    written(tmp_path, "attributions/article_ab12.ann", EVENTS)
    check(tmp_path)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("T1\tContent 0 9999\tx", "beyond the text"),
        ("T1\tContent 3 1\tx", "beyond the text"),
        ("T1\tContent x y\tx", "no offsets"),
        ("T1\tContent 0 2\tmilk", "doesn't have its words"),
        ("T1\tContent 0 2\tOn", "no attribution names it"),
    ],
)
def test_an_annotation_that_does_not_fit_is_a_bad_row(
    tmp_path: Path, line: str, problem: str
) -> None:
    written(tmp_path, "article.txt", TEXT)
    path = written(tmp_path, "article.ann", f"{line}\n")
    (one,) = bad(path)
    assert problem in one.problem
    assert one.line == 1
    assert one.file == str(path)


def test_annotations_without_a_text_are_no_format(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no text with annotations"):
        read(written(tmp_path, "article.ann", EVENTS))
