"""What the models of intake learn from: choices that people made in annotated articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tests.benchmarks.intake.annotated import Annotated, Marked
from tests.benchmarks.intake.fitting import Group

from quoth.intake import confidence as confidences
from quoth.intake.attributing.attributions import attributions
from quoth.intake.attributing.beginnings import beginning, start_after, start_features, starts
from quoth.intake.attributing.contents import (
    end_features,
    ends,
    front_features,
    fronts,
    resumption_features,
    resumptions,
)
from quoth.intake.attributing.cues import AFTER, AROUND, RAISED, CueCandidate, SentenceView
from quoth.intake.attributing.found import FoundStatement
from quoth.intake.attributing.layouts import layouts
from quoth.intake.attributing.proposing import THRESHOLDS, proposals, strengths
from quoth.intake.attributing.quoted import region_features
from quoth.intake.attributing.sources import SourceOption, option_features, options
from quoth.intake.attributing.statements import statements
from quoth.intake.attributing.weighing import features
from quoth.intake.drafting import Drafting
from quoth.intake.model import Draft
from quoth.intake.people.coreference import GENDERS, Antecedents
from quoth.intake.people.names import Register
from quoth.intake.people.speakers import Speakers
from quoth.intake.reasons import FoundBy

_PRONOUNS = {*GENDERS, "i", "we", "you", "who", "which", "that", "whose", "one", "this"}

Pronouns = dict[tuple[str, int], list[str]]
"""Names of whom a pronoun stands for, by article and offset."""


def layout_of(one: Marked, candidate: CueCandidate, possible: Sequence[str]) -> str:
    """Return the layout in which people saw a cue."""
    first = one.content[0][0]
    if candidate.cue.form == "p":
        return AROUND
    if first >= one.cue[0][0]:
        return AFTER
    split = len(one.content) > 1 and one.content[1][0] >= one.cue[0][0]
    return RAISED if split and RAISED in possible and AROUND not in possible else AROUND


def cue_groups(page: Annotated) -> dict[str, list[Group]]:
    """Return, by layout, candidates that attribute and ones that don't."""
    right: dict[int, str] = {}
    unclear: set[int] = set()
    for one in page.marked:
        found = page.head(one) if one.cue else None
        if found is None:
            continue
        seen, candidate = found
        possible = layouts(page.article, seen, candidate)
        layout = layout_of(one, candidate, possible)
        unclear.update(page.cue_tokens(one))
        if layout in possible:
            right[candidate.token] = layout
    groups: dict[str, list[Group]] = defaultdict(list)
    for token, (seen, candidate) in page.candidates.items():
        for layout in layouts(page.article, seen, candidate):
            if right.get(token) == layout:
                chosen = 0
            elif token in unclear and token not in right:
                continue
            else:
                chosen = -1
            groups[layout].append(Group([features(page.article, seen, candidate, layout)], chosen))
    return groups


def _headed(page: Annotated) -> Iterator[tuple[Marked, SentenceView, CueCandidate, list[str]]]:
    for one in page.marked:
        found = page.head(one) if one.cue else None
        if found is not None:
            yield one, *found, layouts(page.article, *found)


def start_groups(page: Annotated) -> list[Group]:
    """Return where the words begin that follow the cues."""
    article = page.article
    groups = []
    for one, seen, candidate, possible in _headed(page):
        first = page.token(one.content[0][0])
        if AFTER not in possible or not candidate.token < first < seen.sentence.end:
            continue
        rule = start_after(article, seen, candidate)
        places = starts(article, seen, candidate, rule)
        if article.codes[first - 1] == "q" and first - 1 in places:
            first -= 1
        if first in places:
            groups.append(
                Group(
                    [start_features(article, candidate, rule, place) for place in places],
                    places.index(first),
                )
            )
    return groups


def content_groups(page: Annotated) -> dict[str, list[Group]]:
    """Return where the words of the cues end, before and behind them, and go on."""
    groups: dict[str, list[Group]] = defaultdict(list)
    for one, seen, candidate, possible in _headed(page):
        if one.content[0][0] >= one.cue[0][0]:
            if AFTER in possible and candidate.cue.form != "p":
                groups["end"] += _end_group(page, one, seen, candidate)
        elif AROUND in possible:
            _add_around(page, one, (seen, candidate), groups)
    return groups


def _end_group(
    page: Annotated, one: Marked, seen: SentenceView, candidate: CueCandidate
) -> list[Group]:
    article, sentence = page.article, seen.sentence
    first = page.token(one.content[0][0])
    if not sentence.start <= first < sentence.end:
        return []
    inside = [end for start, end in one.content if page.token(start) < sentence.end]
    stop = min(page.token(inside[-1]), sentence.end)
    start = beginning(article, seen, candidate)
    places = ends(article, seen, start)
    while stop > start + 1 and article.codes[stop - 1] in ".,;:-)" and stop not in places:
        stop -= 1
    cues = strengths(proposals(article, seen))
    return [
        Group(
            [end_features(article, seen, candidate, (start, end), cues) for end in places],
            _nearest(places, stop),
        )
    ]


def _nearest(places: Sequence[int], token: int) -> int:
    return min(range(len(places)), key=lambda number: abs(places[number] - token))


def _add_around(
    page: Annotated,
    one: Marked,
    where: tuple[SentenceView, CueCandidate],
    groups: dict[str, list[Group]],
) -> None:
    article, (seen, candidate) = page.article, where
    begin = one.cue[0][0]
    before = [end for start, end in one.content if start < begin]
    places = fronts(article, seen, candidate)
    if not places or (candidate.cue.form == "p" and candidate.token <= seen.sentence.start + 1):
        return
    stop = page.token(before[-1])
    while stop > seen.sentence.start + 1 and article.codes[stop - 1] in ",-;:":
        stop -= 1
    front = _nearest(places, stop)
    groups["front"].append(
        Group(
            [
                front_features(article, seen, candidate, rank, place)
                for rank, place in enumerate(places)
            ],
            front,
        )
    )
    again = resumptions(article, seen, candidate)
    later = [page.token(start) for start, _ in one.content if start >= begin]
    goes_on = bool(later) and later[0] < seen.sentence.end
    if again:
        groups["resume"].append(
            Group(
                [
                    resumption_features(article, seen, candidate, places[front], place)
                    for place in again
                ],
                _nearest(again, later[0]) if goes_on else -1,
            )
        )


def source_groups(page: Annotated) -> list[Group]:
    """Return whom the cues attribute to, among the noun phrases of their sentences."""
    groups = []
    used: dict[int, int] = {}
    for one, seen, candidate, possible in _headed(page):
        after = one.content[0][0] >= one.cue[0][0] and candidate.cue.form != "p"
        layout = AFTER if after else AROUND
        if layout not in possible:
            continue
        pieces = [(page.token(start), page.token(end)) for start, end in one.content]
        words = pieces[0] if layout == AROUND else (pieces[0][0], pieces[-1][1])
        offered = options(page.article, seen, candidate, words)
        right = _right_source(page, one, offered)
        if offered and (right >= 0 or not one.source):
            last = used.get(seen.sentence.start, -1)
            groups.append(
                Group(
                    [
                        option_features(page.article, seen, candidate, layout, option, last)
                        for option in offered
                    ],
                    right,
                )
            )
        if right >= 0:
            used[seen.sentence.start] = offered[right].chunk.start
    return groups


def _right_source(page: Annotated, one: Marked, offered: Sequence[SourceOption]) -> int:
    """Return which phrase people marked: the first, or a name in apposition to it."""
    if not one.source:
        return -1
    start, end = page.token(one.source[0][0]), page.token(one.source[-1][1])
    inside = [
        number
        for number, option in enumerate(offered)
        if (start <= option.chunk.start < end and option.chunk.end <= end)
        or (option.chunk.start <= start and option.chunk.end == end)
    ] or [
        number
        for number, option in enumerate(offered)
        if start <= option.chunk.start < end and not option.owns
    ]
    if not inside:
        return -1
    inside.sort(
        key=lambda number: (
            offered[number].chunk.start,
            offered[number].owns,
            -offered[number].chunk.end,
        )
    )
    codes = page.article.codes
    if offered[inside[0]].chunk.kind == "noun":
        for number in inside:
            chunk = offered[number].chunk
            if chunk.kind == "name" and not offered[number].owns and codes[chunk.start - 1] == ",":
                return number
    return inside[0]


def pronoun_groups(page: Annotated, pronouns: Pronouns) -> list[Group]:
    """Return what "it" and "they" stand for, in the order of the text."""
    register = Register(page.article)
    register.read(page.views)
    speakers = Speakers(page.article, page.views, register)
    antecedents = Antecedents(page.article, register.everybody)
    places = sorted(
        {
            one.source[0]
            for one in page.marked
            if one.source and pronouns.get((page.name, one.source[0][0]))
        }
    )
    groups = []
    for start, end in places:
        word = page.article.text[start:end].lower()
        if GENDERS.get(word) not in ("n", "p"):
            continue
        token = page.token(start)
        number = speakers.scene.sentence_of(token)
        offered = antecedents.options(word, token, number)
        names = pronouns[page.name, start]
        right = next(
            (at for at, (one, _) in enumerate(offered) if any(same(one.name, n) for n in names)),
            -1,
        )
        if right >= 0:
            groups.append(Group([found for _, found in offered], right))
            antecedents.resolved(word, token, number, offered[right][0])
    return groups


def same(name: str, other: str) -> bool:
    """Tell whether two spellings may be of one actor: last words agree, an initial before does."""
    return any(_agree(one, two) for one in _heads(name) for two in _heads(other))


def _agree(words: list[str], others: list[str]) -> bool:
    if words[-1].rstrip("s") != others[-1].rstrip("s"):
        return False
    initials = {word[0] for word in words[:-1]} & {word[0] for word in others[:-1]}
    return len(words) == 1 or len(others) == 1 or bool(initials)


def _heads(name: str) -> list[list[str]]:
    """Return the words of each part of a spelling, without what belongs to its head."""
    found = []
    for part in re.split(r",| and ", name.replace("’s", "").replace("'s", "")):
        head = re.split(r" (?:of|for|who|at|in|with|from) ", part, maxsplit=1)[0]
        words = [word.strip("().“”\"'").lower() for word in head.split()]
        words = [word for word in words if word and word not in ("the", "a", "an")]
        if words:
            found.append(words)
    return found


def region_groups(page: Annotated) -> list[Group]:
    """Return which words in quotation marks are somebody's statement."""
    told = frozenset[int]().union(*(page.words(one.content) for one in page.marked))
    groups = []
    for seen in page.views:
        if not seen.sentence.regions:
            continue
        accepted = attributions(page.article, seen)
        for region in seen.sentence.regions:
            first, last = page.article.region_tokens[region]
            covered = "no"
            for one in accepted:
                if any(start <= first < end for start, end in one.pieces):
                    covered = "sure" if one.logit > THRESHOLDS[one.layout] else "likely"
            right = 0 if told & frozenset(range(first, last)) else -1
            groups.append(Group([region_features(page.article, seen, region, covered)], right))
    return groups


def confidence_groups(page: Annotated, pronouns: Pronouns) -> list[Group]:
    """Return which drafts agree with people, in at least half of the words and in the speaker."""
    register = Register(page.article)
    register.read(page.views)
    speakers = Speakers(page.article, page.views, register)
    drafting = Drafting(page.article, page.views, register, speakers, None)
    golds = [(page.words((span,)), one) for one in page.marked for span in one.content]
    groups = []
    for one in statements(page.article, page.views, speakers):
        draft = drafting.draft(one)
        if draft is not None:
            agrees = _agrees_in_pieces if one.how in _LABELLED else _agrees
            right = agrees(page, draft, golds, pronouns)
            groups.append(_confidence_group(one, draft, right))
    return groups


def _confidence_group(one: FoundStatement, draft: Draft, right: bool) -> Group:
    return Group([confidences.features(one, draft.kind)], 0 if right else -1)


_LABELLED = (FoundBy.LABEL, FoundBy.LETTER)


def _agrees_in_pieces(
    page: Annotated,
    draft: Draft,
    golds: Sequence[tuple[frozenset[int], Marked]],
    pronouns: Pronouns,
) -> bool:
    """Tell whether half of a transcript's turn are its speaker's: people marked it in pieces."""
    words = frozenset[int]().union(*(page.words((span,)) for span in draft.spans))
    told = frozenset[int]().union(
        *(gold for gold, one in golds if _is_speaker(page, draft, one, pronouns))
    )
    return 2 * len(words & told) >= len(words)


def _agrees(
    page: Annotated,
    draft: Draft,
    golds: Sequence[tuple[frozenset[int], Marked]],
    pronouns: Pronouns,
) -> bool:
    for span in draft.spans:
        words = page.words((span,))
        for gold, one in golds:
            if 2 * len(gold & words) < max(len(gold), len(words), 1):
                continue
            return _is_speaker(page, draft, one, pronouns)
    return False


def _is_speaker(page: Annotated, draft: Draft, one: Marked, pronouns: Pronouns) -> bool:
    """Tell whether a draft has the speaker whom people marked, where they marked one."""
    if not one.source:
        return True
    name = draft.speaker.name if draft.speaker else ""
    start = one.source[0][0]
    written = page.article.text[start : one.source[-1][1]]
    known = pronouns.get((page.name, start), [])
    if written.lower() in _PRONOUNS and not known:
        return True
    return any(same(name, other) for other in [written, *known])
