"""From an article's text to drafts of its statements.

The way: paragraphs, tokens and quoted regions (`article`), noun phrases (`chunks`), names taken
together (`names`), cues (`cues`, `weighing`) and their words (`beginnings`, `contents`,
`attributions`), their sources (`sources`), whom a phrase stands for (`speakers`, `persons`,
`coreference`, `descriptions`, `definites`), what quotation marks leave over (`quoted`,
`statements`), and the draft with what else the sentence says (`drafting`). Why a draft was made is
an identifier all the way (`reasons`), and put into words last of all (`reason_words`). It is pure
and deterministic; time grows with the length of the text.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right

from quoth.basics.garbage import uncollected
from quoth.intake.attributing.cues import sentence_views
from quoth.intake.attributing.statements import statements
from quoth.intake.attributing.turns import turns
from quoth.intake.drafting import Drafting
from quoth.intake.model import Extraction
from quoth.intake.people.labels import LabelName, name_in
from quoth.intake.people.names import Introduced, Register
from quoth.intake.people.speakers import Speakers
from quoth.intake.text.article import ParsedArticle, read
from quoth.intake.text.furniture import byline_of


def extract(
    text: str, published: dt.date | None = None, author: str = "", *, thoughts: bool = False
) -> Extraction:
    """Return the statements that an article reports, and the actors they name.

    Args:
        text: The article.
        published: The day on which it was published: "on Tuesday" is counted back from there.
        author: Who wrote it: "I" outside of quotation marks stands for the first of them.
        thoughts: Whether drafts are made, too, of what is only thought, felt, planned or done.
    """
    with uncollected():  # the objects made of an article have no cycles
        return _extract(text, published, _people_in(author), thoughts=thoughts)


def _extract(
    text: str, published: dt.date | None, authors: list[LabelName], *, thoughts: bool
) -> Extraction:
    article = read(text)
    views = sentence_views(article)
    register = Register(article)
    named = [*_labelled(article), *map(Introduced, authors)]
    register.introduce([one for one in named if len(one.name.words) > 1])
    register.read(views)
    register.introduce([one for one in named if len(one.name.words) == 1])
    register.sort_mentions()
    speakers = Speakers(article, views, register, authors[0].words if authors else ())
    drafting = Drafting(article, views, register, speakers, published)
    drafts = [
        draft
        for one in statements(article, views, speakers)
        if (thoughts or one.act.is_statement) and (draft := drafting.draft(one)) is not None
    ]
    return Extraction(drafts, drafting.actors.all())


def _people_in(author: str) -> list[LabelName]:
    """Return the people whom a byline names; none for an office, an agency or a paper."""
    if not author.strip():
        return []
    byline = byline_of(author) or byline_of(f"By {author.replace(';', ',')}")
    return [name_in(name) for name in re.split(r", and | and |, | & ", byline) if name]


def _labelled(article: ParsedArticle) -> list[Introduced]:
    """Return the people whom the labels of turns name."""
    starts = [sentence.start for sentence in article.sentences]
    found = []
    for turn in turns(article):
        if turn.label is not None:
            label = article.piece(turn.label.start, turn.label.end)
            name = name_in(label)
            if name.words and len(label) > 1 and not label.startswith("@"):
                token = turn.label.start
                found.append(Introduced(name, token, bisect_right(starts, token) - 1))
    return found
