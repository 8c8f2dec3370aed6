"""What each paragraph of an article is: prose, a turn of somebody who speaks, or neither.

Interviews, transcripts, reports of parliament and posts say who speaks by their layout, not by a
verb. A label ("ROE:", "Q:", "Mr Roe (Northgate):") begins a turn, or a name that is a line of its
own; paragraphs go on with it until the next. An interview may also have bare questions, each with
its answer below. Headings, times, bylines and what a page puts between paragraphs hold no
statement. Each paragraph is looked at a few times, by patterns that read it once.

(It is long because each kind of paragraph has its patterns here, and they exclude each other.)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from quoth.basics.patterns import CAPITALS, late
from quoth.intake.model import Span
from quoth.intake.text.furniture import (
    ENDS_SENTENCE,
    NAME,
    byline_of,
    is_closing,
    is_furniture,
    without_dateline,
)
from quoth.intake.text.letters import letters
from quoth.intake.text.lexicon import given_names, lexicon
from quoth.intake.text.voices import FIRST_PERSON, Voice, voices, without_regards

LONGEST_HEADING: Final = 16
"""Words of a line that may be a heading."""
FEWEST_LABELS: Final = 3
"""How many labels in small letters make a transcript; two are enough if they are unmistakable."""
FEWEST_QUESTIONS: Final = 3
"""How many bare questions, each answered below, make an interview."""


class BlockKind(StrEnum):
    """What a paragraph is."""

    PROSE = "prose"
    TURN = "turn"
    """The words of somebody whom the layout names."""
    HEADING = "heading"
    """Names are read in it, statements aren't."""
    APART = "apart"
    """No words of the article: a time, a byline, an appeal of the page."""


class Block(NamedTuple):
    """A paragraph."""

    kind: BlockKind
    words: Span
    """What is read of it: without a dateline, or the label of a turn."""
    label: Span | None = None
    """The speaker's label, if a turn begins with it; None if a turn goes on or has no label."""
    begins: bool = False
    """Whether a turn begins with it."""
    asks: bool = False
    """Whether its speaker is the one who asks."""


_LEAD: Final = r"[\"“‘]?(?:[-–—•*]\s+)?(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?\s+)?"
_LETTER: Final = re.compile(
    _LEAD + r"(?P<label>Q|A|Question|Answer|QUESTION|ANSWER)(?:\s?\d{1,3})?\s?[:.]\s+(?=\S)"
)
_BARE_LETTER: Final = re.compile(_LEAD + r"(?P<label>Q)\s+(?=[A-Z“\"])")
"""A letter without a colon, as in the transcripts of the White House: "Q  Is it late?"."""
_ASKER: Final = re.compile(
    _LEAD + r"(?:Q|Question|QUESTION)\s\((?P<label>[^(),\n]{3,40})[^()\n]{0,40}\)\s?:\s+(?=\S)"
)
"""A letter with who asks: "Question (Ada Roe, The Herald):"."""
_WORD: Final = (
    rf"(?:[{CAPITALS}][\w.’'&-]*|(?:of|for|the|and|de|van|von|der|bin|al|la|&|in|to)(?=\s))"
)
_TITLE: Final = rf"\((?i:dr|prof|shrimati|smt|mrs|ms)\.?\)(?=\s[{CAPITALS}])"
"""A second title within a label: "DR. (SHRIMATI) ADA ROE"."""
_LABEL: Final = re.compile(
    _LEAD
    + rf"(?P<label>{_WORD}(?:,?\s(?:{_WORD}|{_TITLE})){{0,9}}(?:\s?\([^()\n]{{1,60}}\)){{0,3}}"
    rf"(?:,\s[^:\n“\"]{{2,60}})?)\s?:\s+(?=\S)"
)
_AGED: Final = re.compile(r"[^,(]+\s[^,(]+(?:,\s|\s\()(?:aged\s)?\d{2}\b")
"""A name with an age: "Dana Roe, 34", before somebody's words."""
_HEAD: Final = re.compile(
    rf"(?P<label>(?:{_WORD})(?:\s{_WORD}){{0,9}}(?:\s?\([^()\n]{{1,60}}\)){{0,3}}):?\s*"
)
_OFFICE: Final = late(
    rf"(?:The [A-Z][^()]+\(|[A-Z][^()]+\((?=(?:Deputy|Mr|Mrs|Ms|Dr|Senator|Hon)\b))"
    rf"(?:[{CAPITALS}][\w.’'-]+ ?){{2,4}}\)"
)
"""An office with the name of its holder: "The Minister for Health (Mrs Ada Roe)"."""
_CALL_HEAD: Final = re.compile(
    r"(?P<label>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){1,3})\s+(?:--|[-–—])\s+"
    r"[A-Z][^.?!:“”\"\n]{2,80}\s*"
)
"""A name and what its bearer is, over a speech in a call: "Ada Roe -- Chief Executive"."""
_CROWD: Final = (
    r"(?:(?:Some|Several|An?|Many|Opposition|Government|[Hh]on(?:ourable|\.)?)\s)*"
    r"(?:[Mm]embers?|[Ss]enators?|[Dd]eput(?:y|ies)|[Cc]ouncillors|Voices?|Audience|All)"
)
"""Those in a transcript who speak together, and have no name."""
_SHOUTED: Final = re.compile(
    rf"(?P<label>{_CROWD}(?=:)|(?:{_CROWD}|{_WORD}(?:\s{_WORD}){{0,5}})"
    r"(?=\s(?:interject(?:ing|ed|s)|interrupt(?:ing|ed|s))))[^:\n]{0,40}:?\s*"
)
"""The line of a transcript before words that are called out, or in place of them."""
_CALLED_OUT: Final = "inter"
"""With what words begin that say so, if no colon does."""
_HANDLE: Final = late(
    r"(?P<label>@\w{2,30})(?:\s\([^()\n]{1,30}\))?(?:\s+on\s+[A-Z][\w ]{0,20})?\s?:\s+(?=\S)"
)
_NAMED_HANDLE: Final = late(
    rf"(?P<label>{NAME})\s\(@\w{{2,30}}(?:@[\w.-]{{3,40}})?\)[^:\n]{{0,30}}:\s+(?=\S)"
)
"""The name and handle before a post: "Ada Roe (@adaroe): We are open"."""
_WRITES: Final = late(
    rf"(?P<label>{NAME})(?:,? (?:in|at|from) [A-Z][\w ]{{1,30}})?,? (?:writes|reports):\s+"
    r"(?=[^\s“\"„«])"
)
"""The name before a person's own words, as in "Ada Roe writes: The sea wall holds"."""
_SIGNED_POST: Final = late(
    r"(?P<words>[^—―–\n]{3,600}?)\s[—―–]\s?(?P<label>[A-Z][\w.’' -]{1,60})"
    r"\s\(@\w{2,30}\)[^.\n]{0,40}"
)
_POSTED_BY: Final = late(
    r"[—―–-]\s?(?P<label>[^\s(][^(\n]{1,60}?)\s\(@\w{2,30}(?:@[\w.-]{3,40})?\)[^.\n]{0,40}"
)
"""Whose post the paragraph above is: "— Ada Roe (@adaroe) 1 May 2024"."""
_BULLET: Final = re.compile(r"[-–—•*]\s")
_QUOTES: Final = '"“„«'
_ASKED: Final = re.compile(r"\?[\"”’']?\s*\Z")
NO_NAMES: Final = frozenset(
    [
        "claim",
        "verdict",
        "rating",
        "fact",
        "conclusion",
        "note",
        "update",
        "updated",
        "correction",
        "clarification",
        "photo",
        "photograph",
        "photos",
        "picture",
        "pictures",
        "image",
        "video",
        "watch",
        "listen",
        "read",
        "source",
        "sources",
        "reference",
        "references",
        "published",
        "posted",
        "related",
        "more",
        "tags",
        "topics",
        "by",
        "editor",
        "editing",
        "reporting",
        "contact",
        "email",
        "phone",
        "tel",
        "press",
        "media",
        "subject",
        "re",
        "date",
        "time",
        "where",
        "when",
        "what",
        "why",
        "how",
        "warning",
        "background",
        "analysis",
        "live",
        "opinion",
        "exclusive",
        "breaking",
        "summary",
        "caption",
        "credit",
        "credits",
        "file",
        "illustration",
        "graphic",
        "chart",
        "map",
        "title",
        "headline",
        "author",
        "publisher",
        "url",
        "link",
    ]
)
"""Words that may stand before a colon at the start of a paragraph and don't name a speaker."""


def layout(text: str, paragraphs: list[Span]) -> list[Block]:
    """Return what the paragraphs of a text are, in order."""
    kinds: list[Block] = []
    in_head = True
    for number, one in enumerate(paragraphs):
        in_head = in_head and not _is_prose(one.of(text))
        kinds.append(_alone(text, paragraphs, number, in_head=in_head))
    if page := letters(text, paragraphs):
        _take_voices(text, kinds, paragraphs, page)
    elif turns := (
        _labelled(text, paragraphs) or _headed(text, paragraphs) or _questions(text, paragraphs)
    ):
        _take_turns(text, kinds, turns)
    else:
        _take_voices(text, kinds, paragraphs, voices(text, paragraphs))
    if "(@" in text:
        _take_posts(text, kinds, paragraphs)
    return kinds


def _take_posts(text: str, kinds: list[Block], paragraphs: list[Span]) -> None:
    """Make turns of the posts that a line below names the author of."""
    for number in range(1, len(paragraphs)):
        line = paragraphs[number].of(text)
        post = _POSTED_BY.fullmatch(line) if "(@" in line and len(line) < _LONGEST_TOLD else None
        if post is not None and kinds[number - 1].kind is BlockKind.PROSE:
            first = paragraphs[number].start + post.start("label")
            label = Span(first, first + len(post["label"]))
            kinds[number - 1] = Block(BlockKind.TURN, paragraphs[number - 1], label, begins=True)
            kinds[number] = Block(BlockKind.HEADING, paragraphs[number])


def _alone(text: str, paragraphs: list[Span], number: int, *, in_head: bool) -> Block:
    """Return what a paragraph is by itself."""
    one = paragraphs[number]
    line = one.of(text)
    writes = _may_write(line) and _WRITES.match(line) is not None
    if not writes and (is_furniture(line) or (in_head and number and byline_of(line))):
        return Block(BlockKind.APART, one)
    for pattern in _posts(line):
        if post := pattern.fullmatch(line) if pattern is _SIGNED_POST else pattern.match(line):
            first = one.start + post.start("label")
            label = Span(first, first + len(post["label"]))
            words = Span(one.start + post.end(), one.end)
            if pattern is _SIGNED_POST:
                if line[0] in _QUOTES:
                    break
                words = Span(one.start, one.start + post.end("words"))
            return Block(BlockKind.TURN, words, label, begins=True)
    if len(paragraphs) > 1 and _is_heading(line, in_head=in_head, last=one is paragraphs[-1]):
        return Block(BlockKind.HEADING, one)
    start = one.start + without_dateline(line) if number < 6 else one.start
    return Block(BlockKind.PROSE, Span(start, one.end))


def _posts(line: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of a post and of written words that a paragraph may match."""
    if "@" in line:
        yield from (_HANDLE, _NAMED_HANDLE)
    if _may_write(line):
        yield _WRITES
    if "(@" in line:
        yield _SIGNED_POST


def _may_write(line: str) -> bool:
    return "writes:" in line or "reports:" in line


def _is_prose(line: str) -> bool:
    return ENDS_SENTENCE.search(line[-8:]) is not None or len(line) > 200


def _is_heading(line: str, *, in_head: bool, last: bool) -> bool:
    """Tell whether a line is one over what follows: it is short, and no sentence."""
    if _is_prose(line) or line.rstrip()[-1:] in (":", ",", ";") or _BULLET.match(line):
        return False
    if line[:1] in _QUOTES:
        return False
    return not last and len(line.split()) <= LONGEST_HEADING * (1 + in_head)


class _Start(NamedTuple):
    """Where a turn begins."""

    number: int
    label: Span | None
    words: Span
    asks: bool
    alone: bool
    """Whether the turn is its own paragraph alone."""


_FEWEST_STRANGERS: Final = 4
_ANSWERS: Final = ("A", "Answer", "ANSWER")
_FEWEST_BARE: Final = 2
_SPARSE: Final = 8
"""A few labels that never come back, so many paragraphs apart, are headings: "PROJECTION: ..."."""


def _labelled(text: str, paragraphs: list[Span]) -> list[_Start]:
    """Return the turns that labels begin; none if the labels don't make a transcript."""
    found: list[tuple[_Start, str, bool]] = []
    bare = 0
    for number, one in enumerate(paragraphs):
        line = text[one.start : min(one.end, one.start + 200)]
        letter = _LETTER.match(line) or _ASKER.match(line) or _BARE_LETTER.match(line)
        match = letter or (_LABEL.match(line) if ":" in line else None)
        shout = _SHOUTED.match(line) if ":" in line or _CALLED_OUT in line else None
        match = shout if shout and shout.end() < len(line) else match
        if match is None or not (letter or _may_name(match["label"])):
            continue
        first = one.start + match.start("label")
        label = Span(first, first + len(match["label"]))
        words = Span(one.start + match.end(), one.end)
        asks = letter is not None and letter["label"] not in _ANSWERS
        alone = line[0] in _QUOTES
        start = _Start(number, label, words, asks, alone)
        is_bare = letter is not None and letter.re is _BARE_LETTER
        bare += is_bare
        is_sure = letter is not None or shout is not None or _is_strong(match["label"])
        is_aged = _AGED.match(match["label"]) is not None and line[match.end()] in _QUOTES
        found.append((start, _key(match["label"]), is_sure or is_aged))
    if bare < _FEWEST_BARE:  # "Q Magazine reported": no one asks
        found = [one for one in found if text[one[0].words.start - 2 : one[0].words.start] != "Q "]
    strong = sum(is_strong for _, _, is_strong in found)
    counted = Counter(key for _, key, _ in found)
    again = sum(count for count in counted.values() if count > 1)
    if not again and len(found) < _FEWEST_STRANGERS and _SPARSE * len(found) < len(paragraphs):
        return []
    if strong >= 2 and 2 * strong >= len(found):
        return [start for start, key, is_strong in found if is_strong or counted[key] > 1]
    if len(found) >= FEWEST_LABELS and 2 * again >= len(found):
        return [start for start, _, _ in found]
    return []


def _may_name(label: str) -> bool:
    """Tell whether a label may be somebody's."""
    first = re.split(r"[\s(,]", label, maxsplit=1)[0].lower()
    return first not in NO_NAMES and len(label.partition("(")[0].split()) <= 10


def _key(label: str) -> str:
    """Return the last word of the name in a label, by which it comes back."""
    words = re.findall(r"\w[\w’'-]*", label.partition("(")[0].partition(",")[0])
    return words[-1].lower() if words else ""


def _is_strong(label: str) -> bool:
    """Tell whether a label can hardly be anything but somebody who speaks."""
    bare = label.partition("(")[0].strip()
    first = bare.split()[0].lower().rstrip(".") if bare else ""
    return (
        (bare.isupper() and len(bare) > 2)
        or (first in lexicon().honorifics and len(bare.split()) > 1)
        or (bare.startswith("The ") and label.endswith(")"))
        or (first in given_names() and label.count("(") > 1)
        or (len(bare.split()) > 1 and bare.replace(" ", "").isalpha() and "(" in label)
    )


def _headed(text: str, paragraphs: list[Span]) -> list[_Start]:
    """Return the turns whose speakers' names are lines of their own, as in reports of parliament.

    One is a name with a title or in capitals, or comes back; so are two at least.
    """
    heads: list[tuple[int, re.Match[str], bool]] = []
    for number, one in enumerate(paragraphs[:-1]):
        line = one.of(text) if one.end - one.start < 120 else ""
        called = _CALL_HEAD.fullmatch(line)
        match = called or _HEAD.fullmatch(line)
        if match is None or line.rstrip()[-1:] == "." or not _may_name(match["label"]):
            continue
        if not _is_prose(paragraphs[number + 1].of(text)[-200:]):
            continue
        first = match["label"].split()[0].lower().rstrip(".")
        titled = first in lexicon().honorifics and len(match["label"].split()) > 1
        titled = titled or called is not None or _OFFICE.fullmatch(match["label"]) is not None
        heads.append((number, match, titled))
    counted = Counter(_key(match["label"]) for _, match, _ in heads)
    sure = [
        (number, match)
        for number, match, titled in heads
        if titled or (counted[_key(match["label"])] > 1 and len(match["label"]) < 60)
    ]
    if len(sure) < 2:
        return []
    found = []
    for number, match in sure:
        one = paragraphs[number]
        label = Span(one.start, one.start + len(match["label"]))
        found.append(_Start(number, label, Span(one.end, one.end), asks=False, alone=False))
    return found


def _questions(text: str, paragraphs: list[Span]) -> list[_Start]:
    """Return the turns of an interview whose questions are bare, each with its answer below."""
    bold = _bold_questions(text, paragraphs)
    if bold:
        return bold
    asked = [
        number
        for number, one in enumerate(paragraphs[:-1])
        if one.end - one.start < 600
        and _ASKED.search(text, one.end - 4, one.end)
        and not any(mark in text[one.start : one.end] for mark in _QUOTES)
        and not _ASKED.search(text, paragraphs[number + 1].end - 4, paragraphs[number + 1].end)
    ]
    if len(asked) < FEWEST_QUESTIONS or 4 * len(asked) < len(paragraphs) - asked[0]:
        return []
    answers = [paragraphs[number + 1].of(text) for number in asked]
    if any(answer[:1] in _QUOTES for answer in answers) or not _are_personal(answers):
        return []
    asked += _paired(text, paragraphs, asked) or _told_you(text, paragraphs, asked)
    found = []
    for number in sorted(asked):
        question, answer = paragraphs[number], paragraphs[number + 1]
        found.append(_Start(number, None, question, asks=True, alone=True))
        found.append(_Start(number + 1, None, answer, asks=False, alone=False))
    return found


def _are_personal(answers: Sequence[str]) -> bool:
    """Tell whether at least half of some answers are in the first person, as in an interview.

    A reporter's answers to questions that readers may ask aren't, apart from quotations.
    """
    bare = (_QUOTED.sub(" ", answer) for answer in answers)
    return 2 * sum(FIRST_PERSON.search(answer) is not None for answer in bare) >= len(answers)


def _paired(text: str, paragraphs: list[Span], asked: list[int]) -> list[int]:
    """Return what begins the pairs of an interview whose questions have their answers right below.

    Blank lines stand between the pairs alone: so "There was a fuss in 2009." is the asker's, too.
    """

    def is_pair(number: int) -> bool:
        one, other = paragraphs[number], paragraphs[number + 1]
        before = text[paragraphs[number - 1].end : one.start] if number else "\n\n"
        is_apart = before.count("\n") > 1
        return is_apart and text[one.end : other.start].count("\n") == 1

    if not all(is_pair(number) for number in asked):
        return []
    between = range(asked[0] + 2, len(paragraphs) - 1)
    found = [number for number in between if is_pair(number) and number not in asked]
    return [number for number in found if paragraphs[number].of(text)[:1] not in _QUOTES]


def _told_you(text: str, paragraphs: list[Span], asked: list[int]) -> list[int]:
    """Return the short paragraphs that speak to the interviewed person without a question.

    They have an answer below, as a question has: "You lost a friend that year."
    """
    found: list[int] = []
    questions = set(asked)
    for number in range(asked[0] + 2, asked[-1] - 1):
        line = paragraphs[number].of(text)
        is_answer = number - 1 in questions or number - 1 in found[-1:]
        if is_answer or not questions.isdisjoint((number, number + 1)) or len(line) > _LONGEST_TOLD:
            continue
        if _YOU.search(line) and not FIRST_PERSON.search(line) and line[0] not in _QUOTES:
            found.append(number)
    return found


_LONGEST_TOLD: Final = 160
_YOU: Final = late(r"\b[Yy]ou(?:r|rs|rself)?\b")
_BOLD: Final = late(r"(?P<marks>\*\*|__)(?=\S)(?P<words>(?:(?!(?P=marks))[^\n])+)(?P=marks)")


def _bold_questions(text: str, paragraphs: list[Span]) -> list[_Start]:
    """Return the turns of an interview whose questions stand in bold, as Markdown marks them."""
    asked: list[tuple[int, re.Match[str]]] = []
    for number, one in enumerate(paragraphs[:-1]):
        line = one.of(text) if one.end - one.start < 600 else ""
        found = _BOLD.fullmatch(line.strip()) if line[:2] in ("**", "__") else None
        if found is not None:
            asked.append((number, found))
    while asked and not _goes_on(text, paragraphs, *asked[-1]):
        del asked[-1]
    questions = sum(found["words"].rstrip().endswith("?") for _, found in asked)
    answers = [paragraphs[number + 1].of(text) for number, _ in asked]
    if (
        len(asked) < FEWEST_QUESTIONS
        or 2 * questions < len(asked)
        or not (any(answer[:1] in _QUOTES for answer in answers) or _are_personal(answers))
    ):
        return []
    turns = []
    bold = {number for number, _ in asked}
    for number, found in asked:
        if _is_explained(paragraphs[number + 1].of(text)):
            continue
        first = text.index(found["words"], paragraphs[number].start)
        words = Span(first, first + len(found["words"]))
        turns.append(_Start(number, None, words, asks=True, alone=True))
        if number + 1 not in bold:
            turns.append(_Start(number + 1, None, paragraphs[number + 1], asks=False, alone=False))
    return turns


def _is_explained(answer: str) -> bool:
    """Tell whether a question is answered by the writer, who tells what others say.

    As in a newsletter that puts questions and interviews somebody as well.
    """
    bare = _QUOTED.sub("", answer)
    return _I.search(bare) is None and any(tells.search(bare) for tells in (_TELLS, _TOLD_BY))


_I: Final = late(r"\b(?:I|[Mm]y|me)\b")
_TOLD_BY: Final = late(
    rf"(?:\b(?:says|said)|[Aa]ccording to)\s(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s)?{NAME}"
    r"|\b(?:told|tells) (?:us|this|reporters)\b"
)
"""An attribution to somebody outside of quotations."""


def _goes_on(text: str, paragraphs: list[Span], number: int, found: re.Match[str]) -> bool:
    """Tell whether the last words in bold are asked, and don't head what follows the interview."""
    answer = paragraphs[number + 1].of(text)
    is_asked = found["words"].rstrip().endswith("?")
    return is_asked or answer[:1] in _QUOTES or FIRST_PERSON.search(answer) is not None


def _take_turns(text: str, kinds: list[Block], turns: list[_Start]) -> None:
    """Make turns of the paragraphs that begin them, and of those that go on with them."""
    begins = {turn.number: turn for turn in turns}
    first, last = turns[0].number, turns[-1].number
    dense = 4 * len(turns) >= last - first
    going = False
    for number in range(first, len(kinds)):
        block = kinds[number]
        turn = begins.get(number)
        if turn is not None:
            words = turn.words
            kinds[number] = Block(BlockKind.TURN, words, turn.label, begins=True, asks=turn.asks)
            going = dense and not turn.alone
        elif going and _SHOUTED.fullmatch(block.words.of(text)):
            kinds[number] = Block(BlockKind.APART, block.words)
        elif block.kind is BlockKind.APART:
            going = going and number < last
        else:
            closes = number > last and _closes(block.words.of(text))
            going = going and block.kind is not BlockKind.HEADING and not closes
            if going:
                kinds[number] = Block(BlockKind.TURN, block.words)


def _closes(line: str) -> bool:
    """Tell whether a paragraph behind the last turn is the writer's.

    It is if it describes the interview or what a person says, and has no "I" or "we" outside of
    quotation marks.
    """
    if is_closing(line) or _NOTICE.match(line):
        return True
    bare = _QUOTED.sub("", line)
    return FIRST_PERSON.search(bare) is None and _TELLS.search(bare) is not None


_NOTICE: Final = late(
    rf"{NAME}(?:[’'](?:s\s[^.]{{2,60}})?)?\s(?:(?:is|are|will be)\s(?:published|out|released"
    r"|available|showing|screened|broadcast|performing|on tour|at the)|runs|opens|tours|plays)\b"
)
"""A note on the interviewed person's work at the end: "Ada Roe's book is out on Monday"."""
_QUOTED: Final = late(r"[“„«\"][^“”\"«»„]*[”»“\"]|‘[^‘]*?’(?!\w)")
_TELLS: Final = late(
    rf"(?:{NAME}|\b[A-Z][\w’'-]+|\b[Ss]?[Hh]e|\b(?:[Tt]he|An?) [\w ]{{2,30}}),?"
    r"(?: (?:has|have|had))? (?:said|says|told|tells|denies|denied|added|adds|declined|replied)\b"
)


def _take_voices(text: str, kinds: list[Block], paragraphs: list[Span], found: list[Voice]) -> None:
    """Make turns of the paragraphs that are somebody's, and headings of the lines with names."""
    for one in found:
        kinds[one.first] = Block(BlockKind.TURN, one.words, one.label, begins=True)
        for number in range(one.first + 1, one.last + 1):
            words = paragraphs[number]
            words = without_regards(text, words) if number == one.last else words
            kinds[number] = Block(BlockKind.TURN, words)
        for number in one.apart:
            kinds[number] = Block(BlockKind.APART, paragraphs[number])
        if one.line != one.first:
            kinds[one.line] = Block(BlockKind.HEADING, paragraphs[one.line])
