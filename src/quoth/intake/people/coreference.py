"""Whom a pronoun stands for: of those named before it, a linear model chooses.

What it weighs: gender, how far back they were named last and how (as a subject, first in a
sentence, as somebody who speaks), how often, and whom the pronoun before stood for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter, itemgetter
from typing import Final

from quoth.intake.people.figures import ORGANISATION, PERSON, STATE, UNKNOWN, Figure, NamedAt
from quoth.intake.people.likely import EARLY, is_team, who_act
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.layout import BlockKind
from quoth.intake.text.shapes import bucket

GENDERS: Final = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f",
    "herself": "f", "it": "n", "its": "n", "itself": "n", "they": "p", "their": "p", "them": "p",
    "themselves": "p",
}  # fmt: skip
FARTHEST: Final = 60
"""Sentences in which a person must have been named last."""
MOST: Final = 8
"""How many of those named last are examined."""
_OWNED: Final = 9
"""How many tokens after the name of an owner the name of their relative begins, at most."""
_OWNING: Final = re.compile("[UHG.]+'[nlgeH]*n,?H?")
"""An owner and what the other one is to them: "Ada Roe’s elder sister"."""
_OWNER: Final = re.compile("[UH.]+'")
POSSESSIVE: Final = frozenset(["his", "her"])


def fits(figure: Figure, gender: str) -> bool:
    """Tell whether a pronoun of a gender may stand for somebody."""
    if gender in "mf":
        if figure.kind not in (PERSON, UNKNOWN) or figure.gender not in ("", gender):
            return False
        if figure.kind == UNKNOWN and (figure.like_a_place or figure.name.isupper()):
            return False
        if is_team(figure):
            return False
        odd = figure.like_a_place + figure.like_a_thing
        return not odd or figure.sure or 2 * odd < len(figure.mentions)
    return figure.kind in (ORGANISATION, STATE, UNKNOWN)


class Antecedents:
    """Those named so far in an article, and whom its pronouns stood for."""

    def __init__(self, article: ParsedArticle, everybody: list[Figure]) -> None:
        self._article = article
        mentioned = [figure for figure in everybody if self._is_in_the_words(figure)]
        self._first = mentioned[0] if mentioned else None
        self._places = sorted(
            (
                (place.token, count, place, figure)
                for figure in mentioned
                for count, place in enumerate(figure.mentions, 1)
            ),
            key=itemgetter(0, 1),
        )
        self._tokens = [place[0] for place in self._places]
        for figure in mentioned:
            if not figure.gender and figure.kind in (PERSON, UNKNOWN):
                figure.gender = self._told_gender(figure)
                if figure.gender and figure.kind == UNKNOWN and len(figure.words) > 1:
                    figure.kind = UNKNOWN if is_team(figure) else PERSON
        self._topic = _topic(article, mentioned)
        self._before: dict[str, tuple[Figure, int]] = {}
        self._said: dict[int, int] = {}
        self._spoke_last: tuple[Figure, int] | None = None

    def _is_in_the_words(self, figure: Figure) -> bool:
        """Tell whether an article names a person or body outside its byline and furniture."""
        sentences, layout = self._article.sentences, self._article.layout
        return any(
            layout[sentences[place.sentence].paragraph].kind is not BlockKind.APART
            for place in figure.mentions
        )

    def _told_gender(self, figure: Figure) -> str:
        """Return the gender of the pronouns behind a name whose gender no list tells, if all agree.

        Those count that stand in a sentence in which only this name stands, as a subject: "Keel,
        whose last work failed, said she would try again".
        """
        article = self._article
        votes: set[str] = set()
        for place in figure.mentions[:EARLY]:
            here = article.sentences[place.sentence]
            first = bisect_left(self._tokens, here.start)
            behind = self._tokens[first + 1] if first + 1 < len(self._tokens) else here.end
            if not place.subject or self._tokens[first] != place.token or behind < here.end:
                continue
            for token in range(place.token + 1, here.end):
                gender = GENDERS.get(article.lower[token], "")
                if gender in ("m", "f") and article.region_of[token] < 0:
                    votes.add(gender)
        return votes.pop() if len(votes) == 1 else ""

    def options(self, pronoun: str, token: int, sentence: int) -> list[tuple[Figure, list[str]]]:
        """Return those whom a pronoun at a token may stand for, each with its features."""
        gender = GENDERS.get(pronoun, "p")
        found: list[tuple[int, NamedAt, Figure]] = []
        known = self._agents(token, sentence)
        for at in range(bisect_left(self._tokens, token) - 1, -1, -1):
            _, count, place, figure = self._places[at]
            if sentence - place.sentence > FARTHEST:
                break
            if id(figure) not in known:
                known.add(id(figure))
                if fits(figure, gender):
                    found.append((count, place, figure))
                    if len(found) == MOST:
                        break
        if gender in "mf" and any(figure.kind == PERSON for _, _, figure in found):
            found = [one for one in found if one[2].kind == PERSON or len(one[2].words) > 1]
        if gender in "mf":
            found = who_act(found)
        if (label := self._label(sentence)) is not None:
            found = [one for one in found if one[2] is not label]
        found = self._without_owners(found)
        found = self._unless_alone(found, token, sentence, gender)
        found = self._topic_alone(found, sentence)
        most = max((count for count, _, _ in found), default=0)
        subject = next((figure for _, place, figure in found if place.subject), None)
        speaking = next((figure for _, place, figure in found if place.speaks), None)
        return [
            (
                figure,
                self._features(
                    (gender, token, sentence),
                    figure,
                    (count, place),
                    (rank, count == most, figure is subject, figure is speaking),
                ),
            )
            for rank, (count, place, figure) in enumerate(found)
        ]

    def _label(self, sentence: int) -> Figure | None:
        """Return who speaks in the turn that has a sentence: their "he" is another person."""
        paragraph = self._article.sentences[sentence].paragraph
        label = self._article.layout[paragraph].label
        if self._article.layout[paragraph].kind is not BlockKind.TURN or label is None:
            return None
        first = bisect_left(self._article.starts, self._article.layout[paragraph].words.start)
        at = bisect_left(self._tokens, first) - 1
        if at < 0 or self._article.sentences[self._places[at][2].sentence].paragraph != paragraph:
            return None
        return self._places[at][3]

    def spoke(self, figure: Figure, sentence: int) -> None:
        """Remember who spoke last, and in which sentence."""
        self._spoke_last = (figure, sentence)

    def again(self, pronoun: str, token: int, sentence: int) -> Figure | None:
        """Return who spoke before, for "he also said" in the same paragraph."""
        if self._spoke_last is None or self._article.lower[token + 1 : token + 2] != ["also"]:
            return None
        figure, last = self._spoke_last
        sentences = self._article.sentences
        is_here = sentences[last].paragraph == sentences[sentence].paragraph
        return figure if is_here and fits(figure, GENDERS.get(pronoun, "p")) else None

    def described(self, figure: Figure, token: int, sentence: int) -> None:
        """Count a description of a figure as a mention, as a subject that speaks."""
        at = bisect_left(self._tokens, token)
        if at < len(self._tokens) and self._tokens[at] == token:
            return
        place = NamedAt(token, sentence, subject=True, first=False, full=False, speaks=True)
        count = bisect_left(figure.mentions, token, key=attrgetter("token")) + 1
        self._tokens.insert(at, token)
        self._places.insert(at, (token, count, place, figure))

    def is_person_named_between(self, first: int, last: int) -> bool:
        """Tell whether a person is named behind a token and before another, near the latter."""
        stop = bisect_left(self._tokens, last)
        start = max(bisect_left(self._tokens, first + 1), stop - FARTHEST)
        return any(
            figure.kind == PERSON or (figure.kind == UNKNOWN and place.full and place.speaks)
            for _, _, place, figure in self._places[start:stop]
        )

    def _topic_alone(
        self, found: list[tuple[int, NamedAt, Figure]], sentence: int
    ) -> list[tuple[int, NamedAt, Figure]]:
        """Return the options, or only the subject of a portrait, who is "she" all through it.

        That is so if no other option is named in the pronoun's own paragraph ("her father, Bo"
        doesn't count), and no quotation in the sentence has such a pronoun: the two in "“She
        laughed,” she said" are different people.
        """
        topic = next((one for one in found if one[2] is self._topic), None)
        if topic is None or len(found) < 2:
            return found
        here = self._article.sentences[sentence]
        sentences = self._article.sentences
        for _, place, figure in found:
            is_kin = figure.role.split(" ")[0].lower() in POSSESSIVE and not place.speaks
            is_kin = is_kin or figure is self._topic
            if sentences[place.sentence].paragraph == here.paragraph and not is_kin:
                return found
        lower = self._article.lower
        third = {"he", "she", "his", "her", "him"}
        for region in here.regions:
            if not third.isdisjoint(lower[slice(*self._article.region_tokens[region])]):
                return found
        return [topic]

    def _without_owners(
        self, found: list[tuple[int, NamedAt, Figure]]
    ) -> list[tuple[int, NamedAt, Figure]]:
        """Return the options without those last named as the owner of another option.

        After "Ada Roe’s sister Elena was late" Elena is "she".
        """
        persons = [(place, figure) for _, place, figure in found if figure.kind == PERSON]
        owners = {
            id(figure)
            for place, figure in persons
            if any(
                0 <= other.token - place.token <= _OWNED and self._owns(place, other)
                for other, _ in persons
            )
        }
        return [one for one in found if id(one[-1]) not in owners] if owners else found

    def _agents(self, token: int, sentence: int) -> set[int]:
        """Return who, before a token, do something to the one who is meant.

        In "Asked by Ada Roe, for Mr Poe, he said" he is neither.
        """
        lower, start = self._article.lower, self._article.sentences[sentence].start
        if self._article.codes[start] not in "eV" or "by" not in lower[start + 1 : token]:
            return set()
        first = bisect_left(self._tokens, lower.index("by", start + 1))
        return {id(place[-1]) for place in self._places[first : bisect_left(self._tokens, token)]}

    def _owns(self, owner: NamedAt, other: NamedAt) -> bool:
        """Tell whether a person is named as a relative, an aide or the like of another before."""
        codes, between = self._article.codes, other.token - owner.token
        if between == 0:
            return (
                other.subject and not owner.subject and _OWNER.match(codes, owner.token) is not None
            )
        return _OWNING.fullmatch(codes, owner.token, other.token) is not None

    def _unless_alone(
        self,
        found: list[tuple[int, NamedAt, Figure]],
        token: int,
        sentence: int,
        gender: str,
    ) -> list[tuple[int, NamedAt, Figure]]:
        """Return the options, or the one person of the paragraph if none of them is in it.

        That person's gender came from a list of given names, and lists may be wrong.
        """
        if gender not in "mf":
            return found
        paragraph = self._article.sentences[sentence].paragraph
        here: dict[int, tuple[int, NamedAt, Figure]] = {}
        agents = self._agents(token, sentence)
        for at in range(bisect_left(self._tokens, token) - 1, -1, -1):
            _, count, place, figure = self._places[at]
            is_far = sentence - place.sentence > FARTHEST
            if is_far or self._article.sentences[place.sentence].paragraph != paragraph:
                break
            is_likely = figure.kind == UNKNOWN and place.full and place.subject
            is_likely = is_likely and not (figure.like_a_place or is_team(figure))
            if (figure.kind == PERSON or is_likely) and id(figure) not in agents:
                here.setdefault(id(figure), (count, place, figure))
        if len(here) != 1:
            return found
        alone = next(iter(here.values()))
        if any(figure is alone[2] for _, _, figure in found):
            return [alone] if alone[1].subject or alone[1].speaks else found
        sentences = self._article.sentences
        is_other_likely = any(
            figure.gender or sentences[place.sentence].paragraph == paragraph
            for _, place, figure in found
        )
        if is_other_likely or (found and not (alone[1].subject or alone[1].speaks)):
            return found
        other = self._before.get("f" if gender == "m" else "m")
        is_other = other is not None and other[0] is alone[2]
        return found if alone[2].sure or is_other else [alone]

    def _features(
        self,
        pronoun: tuple[str, int, int],
        named: Figure,
        mention: tuple[int, NamedAt],
        rank: tuple[int, bool, bool, bool],
    ) -> list[str]:
        gender, token, sentence = pronoun
        count, last = mention
        article = self._article
        back = sentence - last.sentence
        how = f"{last.subject:d}{last.first:d}{last.speaks:d}"
        before, when = self._before.get(gender, (None, 0))
        same = "-" if before is None else "same" if before is named else "other"
        since = "-" if before is None else ("named" if last.token > when else "quiet")
        known = "sure" if named.sure else "list" if named.gender else "unknown"
        here = article.sentences[sentence]
        name = named.words[-1].lower()
        spoken_of = any(
            name in article.lower[slice(*article.region_tokens[region])] for region in here.regions
        )
        first = token - here.start < 2
        return [
            f"gender {gender} {known} {named.kind}",
            f"rank {rank[0]} {gender in 'mf'}",
            f"most {rank[1]} {bucket(count)}",
            f"subject {rank[2]} {back if back < 3 else '3+'} {first}",
            f"speaks {rank[3]} {back if back < 3 else '3+'}",
            f"back {bucket(back)}",
            f"how {how} {back if back < 3 else '3+'}",
            f"same {same} {since}",
            f"since {same} {bucket(sentence - self._said.get(id(named), -99))}",
            f"count {bucket(count)}",
            f"first {named is self._first}",
            f"full {last.full} {back if back < 3 else '3+'}",
            f"spoken of {spoken_of} {same}",
        ]

    def last_meant(self, gender: str) -> tuple[Figure, int] | None:
        """Return for whom the last pronoun of a gender, or of any, stood, and its token."""
        found = [one for key, one in self._before.items() if key in (gender or "mf")]
        return max(found, key=itemgetter(1), default=None)

    def resolved(self, pronoun: str, token: int, sentence: int, named: Figure) -> None:
        """Remember whom a pronoun stood for."""
        self._before[GENDERS.get(pronoun, "p")] = (named, token)
        self._said[id(named)] = sentence


def _topic(article: ParsedArticle, mentioned: list[Figure]) -> Figure | None:
    """Return whom a life or a portrait is about: the headline and opening have the name."""
    blocks = article.layout
    if not blocks or blocks[0].kind is not BlockKind.HEADING:
        return None
    headline = blocks[0].words.of(article.text)
    for figure in mentioned:
        names = (figure.name, *(name for name in figure.aliases if " " in name))
        is_person = figure.kind == PERSON or (
            figure.kind == UNKNOWN and not figure.like_a_place and not is_team(figure)
        )
        if is_person and any(name in headline for name in names if " " in name):
            first = next(
                (one for one, block in enumerate(blocks) if block.kind is BlockKind.PROSE), -1
            )
            opens = any(
                article.sentences[place.sentence].paragraph == first
                and (place.subject or figure.gender)
                for place in figure.mentions[:3]
            )
            return figure if opens else None
    return None
