"""Quotations within quotations: “He said, ‘We are late,’ and left,” said Roe.

Words of another person within a quotation are that person's statement, with the speaker of the
quotation as `via`. If the speaker quotes their own words, these aren't a statement of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from quoth.intake.attributing.found import FoundStatement
from quoth.intake.people.coreference import GENDERS
from quoth.intake.people.speaker import Speaker
from quoth.intake.people.speakers import FIRST, Speakers
from quoth.intake.reasons import Act, FoundBy, Pattern
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, PRONOUN, Chunk
from quoth.intake.text.lexicon import lexicon
from quoth.intake.text.shapes import is_for_a_person

_MARKS: Final = {"‘": "’", "'": "'", "“": "”", '"': '"'}
_SAYING: Final = frozenset(
    [
        "say", "says", "said", "saying", "go", "goes", "went", "tell", "tells", "told", "ask",
        "asks", "asked", "reply", "replies", "replied", "answered", "shouted", "wrote", "yelled",
    ]
)  # fmt: skip
_HABITS: Final = frozenset(["keep", "keeps", "kept", "used", "to", "likes", "liked", "started"])
"""Words between a subject and what it says again and again."""
_ASKING: Final = frozenset(["ask", "asks", "asked"])
_LONGEST: Final = 120
"""How many tokens a quotation within another may have."""
_INSERTED: Final = 7
"""How many tokens may be inserted behind a cue: "told me, word for word, ‘No.’"."""
_BACK: Final = 25
"""How many tokens before "and says" its subject may be."""


def within(
    article: ParsedArticle, outer: FoundStatement, speakers: Speakers
) -> list[FoundStatement]:
    """Return what others say in the words that a statement quotes."""
    found: list[FoundStatement] = []
    if outer.speaker is None:
        return found
    for first, last in outer.pieces:
        place = first
        while place < last:
            end = _end_of_inner(article, place, first, last)
            if end < 0:
                place += 1
                continue
            one = _inner(article, (place + 1, end), first, outer, speakers)
            if one is not None:
                found.append(one)
            place = end + 1
    return found


def _end_of_inner(article: ParsedArticle, place: int, first: int, last: int) -> int:
    """Return where a quotation ends that a token opens behind a mark; -1 if it opens none."""
    closing = _MARKS.get(article.tokens[place])
    is_led_to = place - first > 1 and article.codes[place - 1] in ",:"
    opens = closing is not None and is_led_to and place + 1 < last
    if not opens or not article.tokens[place + 1][0].isalnum():
        return -1
    for token in range(place + 2, min(last, place + _LONGEST)):
        if article.tokens[token] == closing and (
            article.codes[token - 1] in ",." or _is_followed_by_mark(article, token, last)
        ):
            return token
    return last if last - place < _LONGEST else -1


def _is_followed_by_mark(article: ParsedArticle, token: int, last: int) -> bool:
    """Tell whether a mark closes a quotation before a comma or a full stop: "‘No’, he said"."""
    return token + 1 >= last or article.tokens[token + 1] in (",", ".", "”", '"')


def _inner(
    article: ParsedArticle,
    piece: tuple[int, int],
    first: int,
    outer: FoundStatement,
    speakers: Speakers,
) -> FoundStatement | None:
    """Return the statement of a quotation within another, if another person says it."""
    cue = _cue(article, piece[0] - 2, first)
    subject = _subject(article, cue, first) if cue > first else None
    if subject is None or outer.speaker is None:
        return None
    speaker = _speaker(article, subject, first, outer.speaker, speakers)
    if speaker is None or speaker.mention.name == outer.speaker.mention.name:
        return None
    return FoundStatement(
        (piece,),
        speakers.scene.sentence_of(piece[0]),
        speaker,
        None,
        FoundBy.CUE,
        Pattern(article.tokens[cue], subject.kind, True, False, True),
        (outer.speaker,),
        logit=1.0,
        act=Act.ASKED if article.lower[cue] in _ASKING else Act.SAID,
        is_quoted=True,
    )


def _cue(article: ParsedArticle, comma: int, first: int) -> int:
    """Return the cue before a mark that leads to a quotation, or -1."""
    for token in range(comma, max(first, comma - _INSERTED - 1), -1):
        if article.codes[token] in ".;:":
            break
        if article.lower[token] in _SAYING:
            behind = article.codes[token + 1 : comma + 1]
            return token if _HEARER.match(behind) else -1
    return -1


_HEARER: Final = re.compile("(?:[Po]?[OG]|[Po]?[DG][lnsU]{1,3}|[Po]U{1,2})?(?:,|$)")
"""The hearer, and a comma: "said to me, ‘No’"."""


def _subject(article: ParsedArticle, cue: int, first: int) -> Chunk | None:
    """Return the subject of a cue within a quotation."""
    codes = article.codes
    place = cue - 1
    while place > first and (codes[place] in "XRN" or article.lower[place] in _HABITS):
        place -= 1
    if codes[place] == "C":
        for token in range(place - 1, max(first - 1, place - _BACK), -1):
            if codes[token] == ".":
                return None
            if codes[token] == "S":
                return Chunk(token, token + 1, PRONOUN, token + 1)
        return _first(article, first, place)
    if codes[place] == "S":
        return Chunk(place, place + 1, PRONOUN, place + 1)
    end = place + 1
    while place >= first and codes[place] in "UHnlsa'":
        place -= 1
    start = place if place >= first and codes[place] in "DGM" else place + 1
    found = _noun(article, start, end) if start < end else None
    return found or _first(article, first, start)


def _first(article: ParsedArticle, first: int, last: int) -> Chunk | None:
    """Return the subject that begins a clause: "The boy holding the gun said", "Ada rose and said".

    The clause ends before the token `last`.
    """
    codes = article.codes
    start = max(codes.rfind(".", first, last), codes.rfind(";", first, last), first - 1) + 1
    while start < last and codes[start] in "qCx":
        start += 1
    end = start + (codes[start : start + 1] in ("D", "G", "M"))
    while end < last and codes[end] in "UHnlsa":
        end += 1
        if codes[end - 1] == "n":
            break
    is_part = article.lower[end : end + 1] == ["of"]  # "One of the firms said"
    if end >= last or codes[end] not in "gVvXeP" or is_part:
        return None
    return _noun(article, start, end)


def _noun(article: ParsedArticle, start: int, end: int) -> Chunk | None:
    """Return a noun phrase that may be a person's, with a name at its end or none."""
    codes = article.codes
    name = end
    while name > start and codes[name - 1] in "UH":
        name -= 1
    if name < end:
        return Chunk(start, end, NAME, name)
    is_person = is_for_a_person(article.lower[end - 1]) and codes[start] in "DGM"
    return Chunk(start, end, NOUN, end) if is_person else None


def _bare(word: str) -> str:
    """Return a pronoun without what is shortened behind it: "she'd"."""
    return word.partition("'")[0]


def _speaker(
    article: ParsedArticle, subject: Chunk, first: int, outer: Speaker, speakers: Speakers
) -> Speaker | None:
    """Return whom the subject of a quotation within another stands for."""
    if subject.kind == NAME:
        return speakers.parties.labelled(subject._replace(start=subject.name_start))
    if subject.kind == NOUN:
        return _described(article, subject, outer, speakers)
    word = _bare(article.lower[subject.start])
    if word in FIRST or GENDERS.get(word) not in ("m", "f"):
        return None
    known = lexicon()
    for chunk in reversed(_nouns(article, first, subject.start)):
        if known.gender_of(article.lower[chunk.end - 1]) in ("", GENDERS[word]):
            return _described(article, chunk, outer, speakers)
    return speakers.pronouns.meant_beside(word, subject.start, outer)


def _nouns(article: ParsedArticle, first: int, last: int) -> Sequence[Chunk]:
    """Return the people without names that some tokens speak of: "my son", "a clerk"."""
    found = []
    for token in range(first + 1, last):
        if article.codes[token] == "n" and article.codes[token - 1] in "DG":
            chunk = _noun(article, token - 1, token + 1)
            if chunk is not None and not article.lower[token].endswith("s"):
                found.append(chunk)
    return found


def _described(article: ParsedArticle, chunk: Chunk, outer: Speaker, speakers: Speakers) -> Speaker:
    """Return whom a noun stands for; "my mother" is the mother of who speaks."""
    found = speakers.of(chunk)
    if article.lower[chunk.start] not in ("my", "our") or found.figure is not None:
        return found
    name = f"{outer.mention.name}’s {article.piece(chunk.start + 1, chunk.end)}"
    return found._replace(mention=found.mention._replace(name=name))
