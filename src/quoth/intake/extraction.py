"""From an article's text to drafts of its statements.

The way: paragraphs, tokens and quoted regions (`article`), noun phrases (`chunks`), names taken
together (`names`), cues (`cues`, `weighing`) and their words (`beginnings`, `contents`,
`attributions`), their sources (`sources`), whom a phrase stands for (`speakers`, `coreference`,
`descriptions`), what quotation marks leave over (`quoted`, `statements`), and the draft with what
the sentence tells besides (`drafting`). Why a draft was made is an identifier all the way
(`reasons`), and put into words last of all (`reason_words`). It is pure and deterministic; time
grows with the length of the text.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from contextlib import contextmanager

from quoth.intake.attributing.cues import view
from quoth.intake.attributing.statements import statements
from quoth.intake.drafting import Drafting
from quoth.intake.model import Extraction
from quoth.intake.people.names import Register
from quoth.intake.people.speakers import Speakers
from quoth.intake.text.article import read
from quoth.intake.text.chunks import chunks


@contextmanager
def no_collection() -> Iterator[None]:
    """Put garbage collection off: what is made of an article has no cycles, so there is none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def extract(text: str, published: dt.date | None = None) -> Extraction:
    """Return the statements that an article reports, and the actors they name.

    `published` is the day on which it was published: "on Tuesday" is counted back from there.
    """
    with no_collection():
        return _extract(text, published)


def _extract(text: str, published: dt.date | None) -> Extraction:
    article = read(text)
    views = [
        view(article, sentence, chunks(article, sentence.start, sentence.end))
        for sentence in article.sentences
    ]
    register = Register(article)
    register.read(views)
    speakers = Speakers(article, views, register)
    drafting = Drafting(article, views, register, speakers, published)
    drafts = [
        draft
        for one in statements(article, views, speakers)
        if (draft := drafting.draft(one)) is not None
    ]
    return Extraction(drafts, drafting.actors.all())
