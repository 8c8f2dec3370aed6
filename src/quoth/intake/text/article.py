"""An article read: its paragraphs, tokens, quoted regions and sentences.

A sentence here is what a writer's own full stop ends: a quotation inside it is one piece, however
many sentences it holds, and what the quoted words end with ends the sentence only where the
writer's words don't go on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import itemgetter
from typing import Final, NamedTuple

from quoth.intake.model import Span
from quoth.intake.text.layout import NO_NAMES, Block, BlockKind, layout
from quoth.intake.text.lexicon import beginnings, given_names, lexicon
from quoth.intake.text.name_shapes import is_number_of_a_name, marks_of_nicknames, mend_names
from quoth.intake.text.paragraphs import paragraphs
from quoth.intake.text.quotes import Region, has_double_marks, regions
from quoth.intake.text.tokens import TOKEN, by_ending, classes

LONGEST_QUOTATION: Final = 2000
LONGEST: Final = 250
"""A sentence of more tokens is cut there: it isn't a real one, and time must stay linear."""


class Sentence(NamedTuple):
    """A sentence, by its tokens, the end excluded."""

    start: int
    end: int
    paragraph: int
    """Its number, counted from 0."""
    regions: tuple[int, ...]
    """The numbers of the quoted regions that begin in it."""


class ParsedArticle(NamedTuple):
    """A text, taken apart once."""

    text: str
    paragraphs: list[Span]
    tokens: list[str]
    lower: list[str]
    starts: list[int]
    codes: str
    """The class of each token; see `tokens`."""
    region_of: list[int]
    """The number of the quoted region a token stands in, marks included, or -1."""
    regions: list[Region]
    region_tokens: list[tuple[int, int]]
    """The tokens of each region, without its marks, the end excluded."""
    sentences: list[Sentence]
    layout: list[Block]
    """What each paragraph is."""
    surnames: frozenset[str]
    """Words in lower case that somewhere end a name which begins with a given name or a title."""

    def words_in(self, start: int, end: int) -> int:
        """Return how many of some tokens are words, the end excluded."""
        return sum(map(str.isalnum, map(itemgetter(0), self.tokens[start:end])))

    def quoted_in(self, start: int, end: int) -> int:
        """Return how many of some tokens are words in quotation marks, the end excluded."""
        regions_of = self.region_of[start:end]
        if max(regions_of, default=-1) < 0:
            return 0
        inside = zip(self.tokens[start:end], regions_of, strict=True)
        return sum(token[0].isalnum() for token, region in inside if region >= 0)

    def end(self, token: int) -> int:
        """Return the offset where a token ends."""
        return self.starts[token] + len(self.tokens[token])

    def piece(self, start: int, end: int) -> str:
        """Return the text of some tokens, the end excluded."""
        return self.text[self.starts[start] : self.end(end - 1)] if end > start else ""


def read(text: str) -> ParsedArticle:
    """Take an article apart."""
    blocks = paragraphs(text)
    single = not has_double_marks(text)
    tokens: list[str] = []
    starts: list[int] = []
    quoted: list[Region] = []
    of_block: list[tuple[int, int, int, int]] = []
    found_layout = layout(text, blocks)
    nicknames = marks_of_nicknames(text)
    for laid, paragraph in zip(found_layout, blocks, strict=True):
        block = laid.words if laid.label is None else paragraph
        if laid.kind is BlockKind.APART:
            block = Span(paragraph.start, paragraph.start)
        first, first_region = len(tokens), len(quoted)
        found = list(TOKEN.finditer(text, block.start, block.end))
        if nicknames:
            found = [one for one in found if one.start() not in nicknames]
        tokens += map(re.Match.group, found)
        starts += map(re.Match.start, found)
        quoted += (
            one
            for one in regions(text, block.start, block.end, single)
            if one.outer_start not in nicknames
        )
        of_block.append((first, len(tokens), first_region, len(quoted)))
    region_of = [-1] * len(tokens)
    inner: list[tuple[int, int]] = []
    codes, lower = classes(tokens)
    for number, region in enumerate(quoted):
        a = bisect_left(starts, region.start)
        b = bisect_left(starts, region.end)
        inner.append((a, b))
        first = bisect_left(starts, region.outer_start)
        last = bisect_left(starts, region.outer_end)
        region_of[first:last] = [number] * (last - first)
        if first < a:
            codes[first] = "q"
        if b < last:
            codes[b] = "Q"
    article = ParsedArticle(
        text,
        blocks,
        tokens,
        lower,
        starts,
        "".join(codes),
        region_of,
        quoted,
        inner,
        [],
        found_layout,
        frozenset(),
    )
    for number, (first, last, first_region, last_region) in enumerate(of_block):
        laid = found_layout[number]
        label_end = first if laid.label is None else bisect_left(starts, laid.words.start)
        _cut(article, number, (first, label_end, last), (first_region, last_region))
    _lower_beginnings(article, codes)
    mend_names(tokens, lower, codes)
    letters = _verbs_behind_names(article, _HER.sub("O", "".join(codes)))
    return article._replace(codes=letters, surnames=_surnames(letters, lower))


_NAMES: Final = re.compile("[UH]U+")
_HER: Final = re.compile("(?<=[PVvbo])G(?=[.,;:)Q]|$)")
"""A possessive with nothing behind it: "according to her"."""
_NAME_AND_VERB: Final = re.compile("(?<=U)s(?=[DGO]|[PR][DGM])")
"""A word in -s between a name and what it has: "Roe leans his bike", "Roe turns off the tap"."""
_PARTICLES: Final = frozenset(["off", "up", "out", "away", "back", "over", "down", "on"])
"""What stands between such a verb and a determiner."""


def _verbs_behind_names(article: ParsedArticle, codes: str) -> str:
    """Return the classes, unknown words in -s that can only be verbs classed as such."""
    known = lexicon().codes
    found = [
        match.start()
        for match in _NAME_AND_VERB.finditer(codes)
        if article.lower[match.start()] not in known
        and (codes[match.end()] not in "PR" or article.lower[match.end()] in _PARTICLES)
    ]
    letters = list(codes)
    for token in found:
        letters[token] = "v"
    return "".join(letters) if found else codes


def _surnames(codes: str, lower: list[str]) -> frozenset[str]:
    known, titles = given_names(), lexicon().honorifics
    return frozenset(
        lower[match.end() - 1]
        for match in _NAMES.finditer(codes)
        if lower[match.start()] in known or lower[match.start()].rstrip(".") in titles
    )


def _lower_beginnings(article: ParsedArticle, codes: list[str]) -> None:
    """Class the words that begin sentences as if they weren't capitalised, names left alone."""
    words = lexicon().codes
    names = given_names()
    inside = _named_inside(article)
    for sentence in article.sentences:
        if _is_title(article.codes, sentence):
            _lower_title(article, codes, sentence)
        first = sentence.start
        while first < sentence.end and codes[first] in "q($-x.":
            first += 1
        if first + 1 < sentence.end and is_number_of_a_name(article.lower, codes, first + 1):
            continue
        if first < sentence.end and codes[first] == "U":
            lower = article.lower[first]
            if lower in NO_NAMES and codes[first + 1 : first + 2] == [":"]:
                codes[first] = "l"
            elif _is_role_of_a_name(article, codes, first):
                codes[first] = "n"
            elif lower not in names and not (
                codes[first + 1 : first + 2] == ["U"] and words.get(lower, "") in "lsn"
            ):
                guess = words.get(lower) or _unknown(article, first)
                is_noun = guess == "U" and lower not in inside
                is_noun = is_noun and (lower in beginnings() or _is_plural(article, codes, first))
                if is_noun or (guess == "U" and _is_part(article, codes, first)):
                    guess = by_ending(lower)
                codes[first] = "U" if guess in "geR" and lower in inside else guess


def _is_part(article: ParsedArticle, codes: list[str], token: int) -> bool:
    """Tell whether a word at a sentence's start has "of" and no name behind it: "Parts of it"."""
    if article.lower[token + 1 : token + 2] != ["of"]:
        return False
    behind = codes[token + 2 : token + 4]
    return bool(behind) and behind[0] in "DIGO" and "U" not in behind


def _is_plural(article: ParsedArticle, codes: list[str], token: int) -> bool:
    """Tell whether a word at a sentence's start is a plural noun: "Volumes fell", "Shares are"."""
    if by_ending(article.lower[token]) != "s" or token + 1 >= len(codes):
        return False
    behind = article.lower[token + 1]
    return behind in _PLURAL_VERBS or (codes[token + 1] == "v" and not behind.endswith("s"))


_PLURAL_VERBS: Final = frozenset(["are", "were", "have"])


def _is_role_of_a_name(article: ParsedArticle, codes: list[str], token: int) -> bool:
    """Tell whether a word at a sentence's start is what somebody does: "Barber Rob Roe runs"."""
    if codes[token + 1 : token + 3] != ["U", "U"]:
        return False
    lower, names = article.lower, given_names()
    is_given = lower[token + 1] in names and lower[token] not in names
    return is_given and lower[token].endswith(("er", "or", "ist", "ian", "man", "woman"))


def _named_inside(article: ParsedArticle) -> set[str]:
    """Return the words that are capitalised somewhere behind the beginning of a sentence."""
    codes = article.codes
    first = {sentence.start for sentence in article.sentences}
    found = set()
    token = codes.find("U")
    while token >= 0:
        if token not in first and codes[token - 1] not in "q.:-":
            found.add(article.lower[token])
        token = codes.find("U", token + 1)
    return found


TITLE: Final = 0.85
"""A sentence is a title where this share of its words is capitalised."""
_WORDS: Final = frozenset("UHVvbnlsgeaXRT")


def _is_title(codes: str, sentence: Sentence) -> bool:
    start, end = sentence.start, sentence.end
    capitals = codes.count("U", start, end) + codes.count("H", start, end)
    if capitals <= 4 * TITLE:
        return False
    letters = sum(map(_WORDS.__contains__, codes[start:end]))
    return letters > 4 and capitals >= TITLE * letters


def _lower_title(article: ParsedArticle, codes: list[str], sentence: Sentence) -> None:
    """Class a title's words as if they weren't capitalised where the lexicon knows them."""
    words, names = lexicon().codes, given_names()
    for token in range(sentence.start, sentence.end):
        if codes[token] == "U":
            lower = article.lower[token]
            known = words.get(lower, "")
            if known and lower not in names:
                codes[token] = known


def _unknown(article: ParsedArticle, token: int) -> str:
    """Return the class of a capitalised word that begins a sentence and isn't known."""
    guess = by_ending(article.lower[token])
    if guess == "e" and article.codes[token + 1 : token + 2] in ("P", "R"):
        return guess
    return guess if guess in "gR" else "U"


def _cut(
    article: ParsedArticle, number: int, tokens: tuple[int, int, int], regions_of: tuple[int, int]
) -> None:
    """Append a paragraph's sentences to the article's; the label of a turn is one of its own.

    `tokens` are the first, the first behind the label, and the end.
    """
    start, label_end, last = tokens
    region = regions_of[0]
    for end in [label_end, *_ends(article, label_end, last), last]:
        while end - start > LONGEST:
            stop = min(end, _past_region(article, start + LONGEST))
            region = _append(article, number, (start, stop), (region, regions_of[1]))
            start = stop
        if end > start:
            region = _append(article, number, (start, end), (region, regions_of[1]))
            start = end


def _past_region(article: ParsedArticle, token: int) -> int:
    """Return a token to cut before: behind the quotation that one stands in, if that ends soon."""
    region = article.region_of[token]
    if region < 0:
        return token
    stop = article.region_tokens[region][1] + 1
    return stop if stop - token < LONGEST_QUOTATION else token


def _append(
    article: ParsedArticle, number: int, tokens: tuple[int, int], rest: tuple[int, int]
) -> int:
    first = region = rest[0]
    while region < rest[1] and article.region_tokens[region][0] < tokens[1]:
        region += 1
    article.sentences.append(Sentence(*tokens, number, tuple(range(first, region))))
    return region


def _ends(article: ParsedArticle, first: int, last: int) -> list[int]:
    """Return the tokens before which a new sentence begins."""
    codes, tokens, region_of = article.codes, article.tokens, article.region_of
    found = []
    place = first
    while True:
        stop = codes.find(".", place, last)
        if stop < 0:
            break
        place = stop + 1
        region = region_of[stop]
        if region >= 0:
            inside_end = article.region_tokens[region][1]
            outer = inside_end
            while outer < last and region_of[outer] == region:
                outer += 1
            if stop == inside_end - 1 and outer < last and not _goes_on(article, stop, outer, last):
                found.append(outer)
            place = max(place, outer if stop >= inside_end - 1 else place)
            continue
        while place < last and (codes[place] in ".)Q" or tokens[place] in ("'", "’")):
            place += 1
        if place < last and _begins(article, place):
            found.append(place)
    return found


def _begins(article: ParsedArticle, token: int) -> bool:
    """Tell whether a sentence may begin with a token; behind "(D-Md.)" a comma goes on with it."""
    letter = article.tokens[token][0]
    return letter.isupper() or not (letter.isalpha() or article.codes[token] in ",;:)")


def _goes_on(article: ParsedArticle, stop: int, after: int, last: int) -> bool:
    """Tell whether the writer's sentence goes on after quoted words that ended one of theirs."""
    codes, lower = article.codes, article.lower
    if codes[after] in ",;)-" or not _begins(article, after):
        return True
    if codes[after] == "q":
        return False
    strong = article.tokens[stop] != "."
    place = after
    while place < last and place - after < 5 and codes[place] in "USHnDG'":
        place += 1
    if place == after or place >= last:
        return False
    if codes[place] == "," and strong and codes[after] in "UH":
        return _is_told_of(article, place, last)
    cue = lexicon().cues.get(lower[place])
    following = codes[place + 1] if place + 1 < last else "."
    if cue is None or codes[place] not in "Vb" or not set(cue.classes) & {"s", "w"}:
        is_tag = codes[after] in "USH" and codes[place] in "Vve" and following in _BEHIND_TAG
        return strong and is_tag
    return strong or following == "."


def _is_told_of(article: ParsedArticle, comma: int, last: int) -> bool:
    """Tell whether an apposition and a cue of speech end a sentence: "Roe, who left, told us."."""
    told = _APPOSED_TAG.match(article.codes, comma, last)
    cue = lexicon().cues.get(article.lower[told.end("cue") - 1]) if told else None
    return cue is not None and not {"s", "w"}.isdisjoint(cue.classes)


_APPOSED_TAG: Final = re.compile(
    r",[^.;:qQ,]{1,25}(?:,[^.;:qQ,]{1,25}){0,2},(?P<cue>[Vb])[DGMUHnlsOPT$]{0,9}\."
)
_BEHIND_TAG: Final = ".,RP"
"""What follows the verb of a speaker behind “Who knows?”: "Roe pressed.", "Roe went on."."""
