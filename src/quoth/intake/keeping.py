"""The findings in an article as one change of a store: its source, drafts, and new actors."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from quoth.basics.dates import DateError, parse
from quoth.basics.naming import Ids, slug
from quoth.editing.changes import Change, Edit
from quoth.editing.names import Lookup
from quoth.intake.adjusting import said
from quoth.intake.as_printed import in_a_line, names
from quoth.intake.files.clipping import Clipping
from quoth.intake.linking import ActorLink, Linker
from quoth.intake.model import Draft, Extraction
from quoth.intake.noted import DIGEST, FIELD, TEXT, Noted, digest_of, locator
from quoth.intake.reason_words import in_words
from quoth.intake.reasons import Doubt, Doubted
from quoth.store.model import Status
from quoth.store.parsing import Document

_SHORT: Final = 60


class Kept(NamedTuple):
    """The outcome for an article."""

    change: Change
    source: str
    """The id of its source."""
    drafts: int
    actors: int
    """How many actors are new."""


class Keeper:
    """Makes changes of articles, one after the other, for one store."""

    def __init__(self, records: Lookup) -> None:
        """Take what the store has."""
        self._linker = Linker(records)
        self._ids = Ids(lambda one: records.find("sources", one) is not None)
        self.digests: dict[str, str] = {}
        """The titles of the articles that are there, by their digests."""
        for key, document in records.documents("sources"):
            if digest := digest_of(document):
                self.digests[digest] = str(document.get("title") or key)

    def title_of(self, article: Clipping) -> str:
        """Return under what title an article is there already; nothing if it isn't."""
        return self.digests.get(article.digest, "")

    def keep(self, article: Clipping, extraction: Extraction) -> Kept:
        """Return the change that makes an article and its drafts part of the store."""
        linker = self._linker
        linker.begin(extraction.actors)
        source = _source(article, self._ids)
        source_id = str(source["id"])
        drafts = [self._statement(article, one, source_id) for one in extraction.drafts]
        actors = [one._replace(after={**(one.after or {}), FIELD: True}) for one in linker.made]
        self.digests[article.digest] = article.title
        edits = [
            *actors,
            Edit("sources", "", None, source),
            *(Edit("statements", "", None, one) for one in drafts),
        ]
        what = f"{len(drafts):,} draft{'' if len(drafts) == 1 else 's'}"
        title = article.title if len(article.title) <= _SHORT else article.title[:_SHORT] + "…"
        return Kept(Change(f"import “{title}”: {what}", edits), source_id, len(drafts), len(actors))

    def _statement(self, article: Clipping, draft: Draft, source: str) -> Document:
        """Return a draft as a store has it."""
        link = self._linker.link
        speaker = link(draft.speaker.name) if draft.speaker else self._linker.nobody()
        links = [speaker]

        def ids(mentions: Iterable[str]) -> list[str]:
            found = [link(name) for name in mentions]
            links.extend(found)
            return list(dict.fromkeys(one.id for one in found))

        words = said(article.text, draft.spans)
        made: Document = {
            "quote": words.quote or draft.quote,
            "kind": str(draft.kind),
            "speaker": speaker.id,
        }
        if date := _said(draft, article):
            made["said"] = date
        made["source"] = source
        if draft.cue is not None:
            made["cue"] = in_a_line(draft.cue, article.text)
        lists = {
            "via": names(draft.via), "addressee": names(draft.addressee),
            "on_behalf_of": names(draft.on_behalf_of), "mentions": draft.mentions,
        }  # fmt: skip
        made |= {"medium": draft.medium} | {name: ids(some) for name, some in lists.items()}
        made["polarity"] = str(draft.polarity or "")
        made["locator"] = locator(draft.paragraph, draft.spans)
        made["status"] = str(Status.DRAFT)
        made[FIELD] = _noted(draft, links).as_field()
        return {name: value for name, value in made.items() if value not in ("", [])}


def _source(article: Clipping, ids: Ids) -> Document:
    """Return the source for an article, with its text and its digest."""
    known: Mapping[str, str] = {
        "id": ids.unique(slug(article.title), "article"),
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published,
        "url": article.url,
        DIGEST: article.digest,
        TEXT: article.text,
    }
    return {name: value for name, value in known.items() if value}


def _said(draft: Draft, article: Clipping) -> str:
    """Return when a draft was said; if the article doesn't say, no later than it appeared.

    The start of that interval is unknown, for which EDTF has a notation: `/2025-03-20`.
    """
    with contextlib.suppress(DateError):
        if draft.said:
            return parse(draft.said).text
    return no_later_than(article.published)


def no_later_than(published: str) -> str:
    """Return when the words were said that appeared on a day; nothing if that isn't known."""
    with contextlib.suppress(DateError):  # an interval can't end with every date there is
        if published:
            return parse(f"/{published}").text
    return ""


def _noted(draft: Draft, links: Iterable[ActorLink]) -> Noted:
    """Return what is kept of how a draft was made; the first of its links is the speaker's."""
    about: dict[Doubt, Doubted] = dict.fromkeys(draft.doubts, Doubted.SPEAKER)
    for place, link in enumerate(links):
        if link.doubt is not None:
            about.setdefault(link.doubt, Doubted.OTHER if place else Doubted.SPEAKER)
    speaker = draft.speaker
    return Noted(
        draft.rule,
        draft.confidence,
        draft.cue,
        speaker.span if speaker else None,
        speaker.name if speaker else "",
        tuple(map(in_words, about)),
        tuple(about.values()),
    )
