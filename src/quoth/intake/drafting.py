"""Make a draft of a statement's tokens: its spans, its kind, and all else in the sentence."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from quoth.intake.attributing.channel import addressee, is_outlet, medium
from quoth.intake.attributing.cues import SentenceView
from quoth.intake.attributing.found import FoundStatement
from quoth.intake.broken_off import lends_its_comma
from quoth.intake.confidence import confidence
from quoth.intake.model import Draft, Mention, Span
from quoth.intake.people.actors import Actors
from quoth.intake.people.names import Register
from quoth.intake.people.speaker import Speaker
from quoth.intake.people.speakers import Speakers
from quoth.intake.reason_words import in_words
from quoth.intake.reasons import Doubt, DoubtKind, ExtractionRule, MeantBy
from quoth.intake.saying_when import said
from quoth.intake.text.article import ParsedArticle
from quoth.store.model import Kind

VERBATIM: Final = 0.95
"""Words are direct where this share of them stands in quotation marks."""
OPENING, TRAILING = 8, 5
"""How many tokens that open the sentence, or follow the words, may date them."""
_THAT: Final = re.compile("t(?![Xv'.Q]|[RN]+[Xv])")
"""A "that" which isn't a subject, unlike the one in "that is wrong"."""
_SPEAKING_FOR: Final = ("spokes", "lawyer", "attorney", "representative", "press secretary")


class Drafting:
    """Makes drafts of an article's statements."""

    def __init__(
        self,
        article: ParsedArticle,
        views: list[SentenceView],
        register: Register,
        speakers: Speakers,
        published: dt.date | None,
    ) -> None:
        self._article = article
        self._views = views
        self._register = register
        self._speakers = speakers
        self._published = published
        self.actors = Actors(register)

    def draft(self, one: FoundStatement) -> Draft | None:
        """Return a statement's draft; nothing if no word is left of it."""
        article = self._article
        pieces = self._without_that(one.pieces)
        one = one if pieces is one.pieces else one._replace(pieces=pieces)
        kind = Kind.DIRECT if one.how.is_turn else self._kind(one.pieces)
        if kind is None:
            return None
        spans = self._of_turn(one.pieces) if one.how.is_turn else self._spans(one.pieces, kind)
        if not spans:
            return None
        cue = None
        if one.attribution is not None:
            token = one.attribution.candidate.token
            cue = Span(article.starts[token], article.end(token))
        told = self._told(one)
        via = [*one.via, *([told] if told and is_outlet(told.mention.name) else [])]
        if not via and (carrier := self._carrier(one)) is not None:
            via = [carrier]
        for speaker in (*([one.speaker] if one.speaker else []), *via, *([told] if told else [])):
            self.actors.add_speaker(speaker)
        return Draft(
            quote=" ".join(span.of(article.text) for span in spans),
            kind=kind,
            spans=spans,
            speaker=one.speaker.mention if one.speaker else None,
            cue=cue,
            via=tuple(speaker.mention for speaker in via),
            addressee=(told.mention,) if told else (),
            on_behalf_of=self._behalf(one.speaker),
            mentions=self._mentions(one),
            medium=medium(article, self._views[one.sentence], one.attribution)
            if one.attribution
            else "",
            said=self._said(one),
            paragraph=self._paragraph(one),
            rule=in_words(
                ExtractionRule(
                    one.how,
                    one.pattern,
                    one.speaker.why if one.speaker else None,
                    one.act,
                    one.polarity,
                )
            ),
            confidence=confidence(one, kind),
            polarity=one.polarity,
            doubts=self._doubts(one.speaker),
            act=one.act,
        )

    def _without_that(self, pieces: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        """Return the words without a "that" that leads to them: "said that it rained"."""
        first, end = pieces[0]
        opens_quoted = self._article.region_of[first] >= 0 and self._article.tokens[first] == "That"
        is_more = end - first > 1
        leads = is_more and not opens_quoted and _THAT.match(self._article.codes, first, end)
        return ((first + 1, end), *pieces[1:]) if leads else pieces

    def _doubts(self, speaker: Speaker | None) -> tuple[Doubt, ...]:
        """Return what is doubted of a speaker: which of several people of one surname it is."""
        if speaker is None or not speaker.is_guessed:
            return ()
        written = speaker.mention.span.of(self._article.text)
        return (Doubt(DoubtKind.NAMESAKE, written, speaker.mention.name),)

    def _paragraph(self, one: FoundStatement) -> int:
        first = self._speakers.scene.sentence_of(one.pieces[0][0])
        return self._views[first].sentence.paragraph + 1

    def _kind(self, pieces: tuple[tuple[int, int], ...]) -> Kind | None:
        article = self._article
        words = sum(article.words_in(start, end) for start, end in pieces)
        inside = sum(article.quoted_in(start, end) for start, end in pieces)
        if not words:
            return None
        share = inside / words
        return Kind.DIRECT if share >= VERBATIM else Kind.MIXED if share else Kind.INDIRECT

    def _spans(self, pieces: tuple[tuple[int, int], ...], kind: Kind) -> tuple[Span, ...]:
        """Return the spans of the words, without marks around them.

        Words outside quotation marks aren't part of a direct quotation, nor is a comma that the
        article puts before a closing mark.
        """
        article = self._article
        if kind is Kind.DIRECT:
            pieces = self._quoted_parts(pieces)
        spans = []
        for number, (left, right) in enumerate(pieces):
            start, end = left, right
            while end > start and self._strays(end - 1, left, right, kind):
                end -= 1
            while start < end and self._strays(start, left, right, kind):
                start += 1
            if kind is Kind.DIRECT and self._lends_its_comma(pieces, number, (start, end)):
                while end > start and article.codes[end - 1] == ",":
                    end -= 1
            if end > start:
                spans.append(Span(article.starts[start], article.end(end - 1)))
        return tuple(spans)

    def _lends_its_comma(
        self, pieces: tuple[tuple[int, int], ...], number: int, piece: tuple[int, int]
    ) -> bool:
        """Tell whether a comma before a closing mark is the article's, and not the speaker's."""
        if number == len(pieces) - 1:
            return True
        codes, tokens = self._article.codes, self._article.tokens
        here, following = (slice(*one) for one in (piece, pieces[number + 1]))
        return lends_its_comma((codes[here], tokens[here]), (codes[following], tokens[following]))

    def _of_turn(self, pieces: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
        """Return the spans of a turn, whole as they are."""
        article = self._article
        return tuple(Span(article.starts[start], article.end(end - 1)) for start, end in pieces)

    def _strays(self, token: int, left: int, right: int, kind: Kind) -> bool:
        """Tell whether a mark at the edge of a piece isn't part of it."""
        article, letter = self._article, self._article.codes[token]
        if letter in ",;:-":
            return kind is not Kind.DIRECT
        if letter not in "qQ" or kind is not Kind.MIXED:
            return letter in "qQ"
        first, last = article.region_tokens[article.region_of[token]]
        whole = left < first and last < right and article.codes[last : last + 1] == "Q"
        return (
            not whole
            or (letter == "q" and last + 1 >= right)
            or (letter == "Q" and first - 1 <= left)
        )

    def _quoted_parts(self, pieces: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        region_of = self._article.region_of
        found = []
        for left, right in pieces:
            place = left
            while place < right:
                region = region_of[place]
                start = place
                while place < right and region_of[place] == region:
                    place += 1
                if region >= 0:
                    found.append((start, place))
        return tuple(found)

    def _told(self, one: FoundStatement) -> Speaker | None:
        if one.attribution is None:
            return None
        seen = self._views[one.sentence]
        chunk = addressee(seen, one.attribution)
        if chunk is None or (
            one.speaker is not None
            and one.speaker.mention.span.start == self._article.starts[chunk.start]
        ):
            return None
        told = self._speakers.of(chunk)
        if one.speaker is not None and told.mention.name == one.speaker.mention.name:
            return None  # a pronoun taken for the speaker is another person
        # "told me": a pronoun isn't a name, and the person it stands for isn't known.
        return None if told.why.by is MeantBy.PRONOUN and told.figure is None else told

    def _carrier(self, one: FoundStatement) -> Speaker | None:
        """Return the outlet of an "according to" that attributes something else in its sentence."""
        if one.attribution is None:
            return None
        seen = self._views[one.sentence]
        for candidate in seen.candidates:
            if candidate.cue.form != "p" or candidate.token == one.attribution.candidate.token:
                continue
            for chunk in seen.chunks:
                if candidate.token < chunk.start <= candidate.token + 3:
                    speaker = self._speakers.of(chunk)
                    if is_outlet(speaker.mention.name):
                        return speaker
        return None

    def _behalf(self, speaker: Speaker | None) -> tuple[Mention, ...]:
        """Return for whom a spokesperson speaks."""
        if speaker is None:
            return ()
        phrase = speaker.mention.name if speaker.figure is None else speaker.figure.role
        lower = phrase.lower()
        if not any(word in lower for word in _SPEAKING_FOR):
            return ()
        self.actors.add_speaker(speaker)
        named = self.actors.get(speaker.mention.name)
        if named is None or not named.affiliation:
            return ()
        figure = self._register.named_like(tuple(named.affiliation.split()))
        if figure is not None:
            self.actors.add_figure(figure)
        return (Mention(figure.name if figure else named.affiliation, speaker.mention.span),)

    def _mentions(self, one: FoundStatement) -> tuple[str, ...]:
        """Return who is named in the words, the speaker left out."""
        article, codes = self._article, self._article.codes
        found: dict[str, None] = {}
        for start, end in one.pieces:
            place = start
            while (first := codes.find("U", place, end)) >= 0:
                place = first
                while place < end and codes[place] == "U":
                    place += 1
                words = tuple(article.tokens[first:place])
                figure = self._register.named_like(words) or self._register.named_like(words[-1:])
                if figure is not None and figure.acts:
                    found[figure.name] = None
                    self.actors.add_figure(figure)
        if one.speaker is not None:
            found.pop(one.speaker.mention.name, None)
        return tuple(found)

    def _said(self, one: FoundStatement) -> str:
        """Return the date of saying: from the words of the sentence that aren't attributed."""
        article = self._article
        sentence = self._views[one.sentence].sentence
        token = one.attribution.candidate.token if one.attribution else sentence.start
        near: list[tuple[int, int]] = []
        place = sentence.start
        for start, end in [*sorted(one.pieces), (sentence.end, sentence.end)]:
            stop = min(start, sentence.end)
            if place <= token < stop:
                near[:0] = [(token, stop), (place, token)]
            elif place == sentence.start < stop:
                near.append((place, min(stop, place + OPENING)))
            elif place < stop:
                near.append((place, min(stop, place + TRAILING)))
            place = max(place, end)
        return said([article.piece(start, end) for start, end in near], self._published)
