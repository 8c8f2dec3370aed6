"""Articles with attributions marked by people, read from brat standoff files.

The folder has `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`, as PolNeAR 1.0 does (E. Newell
and others, "An Attribution Relations Corpus for Political News", LREC 2018): events that tie spans
of the roles Source, Cue and Content together. Where several people annotated an article the first
in sort order counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quoth.intake.attributing.cues import CueCandidate, SentenceView, sentence_views
from quoth.intake.text.article import ParsedArticle, read

Spans = tuple[tuple[int, int], ...]


class Marked(NamedTuple):
    """An attribution, by offsets of the article's text."""

    content: Spans
    source: Spans
    cue: Spans


class Annotated:
    """An article, read and marked."""

    def __init__(self, name: str, text: str, marked: list[Marked]) -> None:
        self.name = name
        self.article: ParsedArticle = read(text)
        self.marked = marked
        self.views: list[SentenceView] = sentence_views(self.article)
        self.candidates: dict[int, tuple[SentenceView, CueCandidate]] = {
            candidate.token: (seen, candidate)
            for seen in self.views
            for candidate in seen.candidates
        }

    def token(self, offset: int) -> int:
        """Return the first token that begins at an offset or behind it."""
        return bisect_left(self.article.starts, offset)

    def cue_tokens(self, one: Marked) -> list[int]:
        """Return the tokens of a cue that are candidates."""
        return [
            token
            for start, end in one.cue
            for token in range(self.token(start), self.token(end))
            if token in self.candidates
        ]

    def head(self, one: Marked) -> tuple[SentenceView, CueCandidate] | None:
        """Return the candidate that stands for a cue: its last verb, or its last noun."""
        tokens = self.cue_tokens(one)
        verbs = [token for token in tokens if self.candidates[token][1].cue.form not in "na"]
        return self.candidates[(verbs or tokens)[-1]] if tokens else None

    def words(self, spans: Spans) -> frozenset[int]:
        """Return the tokens of spans that are words."""
        tokens = self.article.tokens
        return frozenset(
            token
            for start, end in spans
            for token in range(self.token(start), self.token(end))
            if tokens[token][0].isalnum()
        )


def annotated(folder: Path, names: list[str]) -> Iterator[Annotated]:
    """Yield the articles of some names."""
    for name in names:
        files = sorted((folder / "attributions").glob(f"{name}_*.ann"))
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        yield Annotated(name, text, list(_marked(files[0])) if files else [])


def _marked(path: Path) -> Iterator[Marked]:
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            places = fields[1].split(" ", 1)[1]
            try:
                spans[fields[0]] = [
                    (int(start), int(end))
                    for start, end in (piece.split() for piece in places.split(";"))
                ]
            except ValueError:
                continue
        elif line.startswith("E") and len(fields) > 1:
            events.append(fields[1])
    for event in events:
        roles: dict[str, list[tuple[int, int]]] = {"Content": [], "Source": [], "Cue": []}
        for part in event.split():
            role, _, reference = part.partition(":")
            roles.setdefault(role.rstrip("0123456789"), []).extend(spans.get(reference, []))
        one = Marked(*(tuple(sorted(roles[role])) for role in ("Content", "Source", "Cue")))
        if one.content:
            yield one
