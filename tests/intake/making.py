"""An article of our own, what a reader finds in it, and a store that has it with its drafts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Final

from quoth.editing.creating import create
from quoth.editing.workspace import Workspace
from quoth.intake.files.clipping import Clipping
from quoth.intake.keeping import Keeper
from quoth.intake.model import Draft, Extraction, Mention, Named, Span
from quoth.store import Location, Origin
from quoth.store.model import ActorKind, Kind
from quoth.store.parsing import Document

ARTICLE: Final = """\
Bread will be dear, says the Guild

“Bread is dear,” Ann Archer, the master of the Guild, said on Tuesday. “It will be dearer still.”

Bob Baker told the Herald that flour had doubled in price, and that the mills were to blame.

According to the Guild, the town has “enough for a winter”. Archer warned that nobody should hoard \
salt. “We are fine. We have salt,” said Cy Cook.
"""
PUBLISHED: Final = "2025-03-20"


def span(words: str, after: str = "") -> Span:
    """Return where words stand in the article, the first time after some others."""
    start = ARTICLE.index(words, ARTICLE.index(after) if after else 0)
    return Span(start, start + len(words))


def mention(name: str, words: str = "", after: str = "") -> Mention:
    """Return somebody as the article names them."""
    return Mention(name, span(words or name, after))


ACTORS: Final = (
    Named("Ann Archer", ActorKind.PERSON, "Master", "The Guild", ("Archer",)),
    Named("Bob Baker", ActorKind.PERSON),
    Named("Cy Cook", ActorKind.PERSON),
    Named("The Guild", ActorKind.ORGANISATION, aliases=("the Guild",)),
    Named("The Herald", ActorKind.ORGANISATION, aliases=("the Herald",)),
)
DRAFTS: Final = (
    Draft(
        "Bread is dear, It will be dearer still.", Kind.DIRECT,
        (span("Bread is dear,"), span("It will be dearer still.")),
        mention("Ann Archer"), span("said on")._replace(end=span("said on").start + 4),
        said="2025-03-18", paragraph=2, rule="quotation, the name before “said”", confidence=0.97,
    ),
    Draft(
        "flour had doubled in price, and that the mills were to blame", Kind.INDIRECT,
        (span("flour had doubled in price, and that the mills were to blame"),),
        mention("Bob Baker"), span("told"), addressee=(mention("The Herald", "the Herald"),),
        paragraph=3, rule="clause after “told … that”", confidence=0.86,
    ),
    Draft(
        "the town has “enough for a winter”", Kind.MIXED,
        (span("the town has “enough for a winter”"),),
        mention("The Guild", "the Guild", "According"), span("According to"),
        paragraph=4, rule="“according to”, words in marks", confidence=0.91,
    ),
    Draft(
        "nobody should hoard salt", Kind.INDIRECT, (span("nobody should hoard salt"),),
        mention("Ann Archer", "Archer", "winter"), span("warned"), mentions=(),
        paragraph=4, rule="clause after “warned that”", confidence=0.72,
    ),
    Draft(
        "We are fine. We have salt", Kind.DIRECT, (span("We are fine. We have salt,"),),
        mention("Cy Cook"), span("said", "We have"),
        paragraph=4, rule="quotation, “said” before the name", confidence=0.98,
    ),
)  # fmt: skip


def extraction(
    text: str,
    _published: date | None,
    _author: str = "",
    *,
    thoughts: bool = False,
) -> Extraction:
    """Return what a reader finds in the article, wherever it begins; nothing in any other."""
    start = text.find(ARTICLE[:20])
    if start < 0:
        return Extraction((), ())
    return Extraction(tuple(moved(draft, start) for draft in DRAFTS), ACTORS)


def moved(draft: Draft, by: int) -> Draft:
    """Return a draft of a text that has something before the article."""

    def shifted(one: Span) -> Span:
        return Span(one.start + by, one.end + by)

    speaker = draft.speaker
    return draft._replace(
        spans=tuple(map(shifted, draft.spans)),
        cue=shifted(draft.cue) if draft.cue else None,
        speaker=speaker._replace(span=shifted(speaker.span)) if speaker else None,
    )


def article(text: str = ARTICLE, title: str = "Bread will be dear, says the Guild") -> Clipping:
    """Return the article, as it is read from a file."""
    return Clipping(text, "bread", title, publisher="The Herald", published=PUBLISHED)


def drafted_store(path: Path, *articles: tuple[Clipping, Extraction]) -> Location:
    """Make a store that has the article with its drafts, or some others, and say where it is."""
    create(path, "Bread")
    workspace = Workspace(path, histories=path.parent / "history")
    keeper = Keeper(workspace.editor.current)
    for one, found in articles or ((article(), Extraction(DRAFTS, ACTORS)),):
        workspace.commit(keeper.keep(one, found).change)
    workspace.fold()
    return Location(path, Origin.OPTION)


def drafted_workspace(path: Path) -> Workspace:
    """Return a workspace on such a store, with an article, five drafts and five actors."""
    location = drafted_store(path)
    return Workspace(location.path, histories=path.parent / "histories")


def records_of(workspace: Workspace, table: str) -> dict[str, Document]:
    """Return the records of a table, by key."""
    return dict(workspace.editor.current.documents(table))


def statements_of(location: Location) -> list[dict[str, object]]:
    """Return the statements in a store's file."""
    tables = json.loads(Path(location.path).read_text(encoding="utf-8"))
    return list(tables["statements"].values())
