"""Whom a pronoun stands for: of those named before it, a linear model chooses.

What it weighs: gender, how far back they were named last and how (as a subject, first in a
sentence, as somebody who speaks), how often, and whom the pronoun before stood for.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from quoth.intake.article import Article
from quoth.intake.cues import bucket
from quoth.intake.names import ORGANISATION, PERSON, STATE, UNKNOWN, Figure

GENDERS: Final = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f",
    "herself": "f", "it": "n", "its": "n", "itself": "n", "they": "p", "their": "p", "them": "p",
    "themselves": "p",
}  # fmt: skip
FARTHEST: Final = 60
"""So many sentences back somebody may have been named last."""


class Antecedents:
    """Those named so far in an article, and whom its pronouns stood for."""

    def __init__(self, article: Article, everybody: list[Figure]) -> None:
        self._article = article
        self._tokens = {id(named): [place.token for place in named.mentions] for named in everybody}
        self._everybody = [named for named in everybody if named.mentions]
        self._before: dict[str, tuple[Figure, int]] = {}
        self._said: dict[int, int] = {}

    def options(self, pronoun: str, token: int, sentence: int) -> list[tuple[Figure, list[str]]]:
        """Return those whom a pronoun at a token may stand for, each with its features."""
        gender = GENDERS.get(pronoun, "p")
        kinds = (PERSON, UNKNOWN) if gender in "mf" else (ORGANISATION, STATE, UNKNOWN, PERSON)
        found: list[tuple[int, int, Figure]] = []
        for named in self._everybody:
            if named.kind not in kinds or (gender in "mf" and named.gender not in ("", gender)):
                continue
            if gender not in "mf" and named.kind == PERSON:
                continue
            count = bisect_left(self._tokens[id(named)], token)
            if count == 0 or sentence - named.mentions[count - 1].sentence > FARTHEST:
                continue
            found.append((named.mentions[count - 1].token, count, named))
        found.sort(key=lambda one: -one[0])
        most = max((count for _, count, _ in found), default=0)
        subjects = [
            named for _, count, named in found if named.mentions[count - 1].subject
        ]
        speaking = [named for _, count, named in found if named.mentions[count - 1].speaks]
        return [
            (
                named,
                self._features(
                    (gender, token, sentence),
                    named,
                    count,
                    (rank, count == most, named in subjects[:1], named in speaking[:1]),
                ),
            )
            for rank, (_, count, named) in enumerate(found[:8])
        ]

    def _features(
        self, pronoun: tuple[str, int, int], named: Figure, count: int, rank: tuple[int, bool, bool, bool]
    ) -> list[str]:
        gender, token, sentence = pronoun
        last = named.mentions[count - 1]
        article = self._article
        back = sentence - last.sentence
        how = f"{last.subject:d}{last.first:d}{last.speaks:d}"
        before, when = self._before.get(gender, (None, 0))
        same = "-" if before is None else "same" if before is named else "other"
        since = "-" if before is None else ("named" if last.token > when else "quiet")
        known = "sure" if named.sure else "list" if named.gender else "unknown"
        here = article.sentences[sentence]
        block = article.sentences[last.sentence].paragraph
        apart = here.paragraph - block
        first = token - here.start < 2
        return [
            f"gender {gender} {known} {named.kind}",
            f"rank {rank[0]} {gender in 'mf'}",
            f"most {rank[1]} {bucket(count)}",
            f"subject {rank[2]} {back if back < 3 else '3+'} {first}",
            f"speaks {rank[3]} {back if back < 3 else '3+'}",
            f"back {bucket(back)}",
            f"how {how} {back if back < 3 else '3+'}",
            f"apart {apart if apart < 4 else '4+'} {how}",
            f"same {same} {since}",
            f"sames {same} {since} {back if back < 3 else '3+'} {last.subject}",
            f"since {same} {bucket(sentence - self._said.get(id(named), -99))}",
            f"count {bucket(count)}",
            f"first {named is self._everybody[0]}",
            f"full {last.full} {back if back < 3 else '3+'}",
            f"rankhow {rank[0]} {how}",
            f"within {back == 0} {first} {how}",
        ]

    def resolved(self, pronoun: str, token: int, sentence: int, named: Figure) -> None:
        """Remember whom a pronoun stood for."""
        self._before[GENDERS.get(pronoun, "p")] = (named, token)
        self._said[id(named)] = sentence
