"""The interviewer in an article without a byline, by its opening: "Ada Roe talks to Bo Poe".

The person whom another one talks to or tells in the opening asks the questions, and so does the
person who meets another one.
"""

from __future__ import annotations

from typing import Final

from quoth.basics.patterns import late
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.furniture import NAME
from quoth.intake.text.layout import BlockKind

_TALKS_TO: Final = late(
    r"\b(?:(?:talk|speak|chat)s?|talked|spoke|chatted|open(?:s|ed) up) (?:to|with)"
    rf" (?P<who>{NAME})|\b(?:tells|told) (?P<told>{NAME})"
)
_MEETS: Final = late(
    rf"(?P<who>{NAME}) (?:meets|met|(?:sits|sat) down with|(?:catches|caught) up with|interviews"
    r"|interviewed|put the questions|asks the questions)\b"
    rf"|\b(?:[Ii]nterview(?:ed)?|[Ww]ords|[Qq]uestions|[Aa]sked) by (?P<by>{NAME})"
)


def interviewer(article: ParsedArticle) -> str:
    """Return who asks, according to the paragraphs before the first turn; "" if none says so."""
    for block in article.layout:
        if block.kind is BlockKind.TURN:
            break
        line = block.words.of(article.text)[:_LONGEST]
        if found := _MEETS.search(line):
            return found["who"] or found["by"]
        if found := _TALKS_TO.search(line):
            return found["who"] or found["told"]
    return ""


_LONGEST: Final = 600
"""How many characters of a paragraph are examined."""
