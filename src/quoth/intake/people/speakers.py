"""Find the actor whom the noun phrase that a cue attributes to stands for in the article.

(It is long because each kind of phrase, from a name to a pronoun, has its way to a person here.)
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from quoth.basics.word_lists import NUMBER_WORDS
from quoth.intake.attributing.cues import CALLED, SentenceView
from quoth.intake.model import Mention, Span
from quoth.intake.people.coreference import GENDERS, POSSESSIVE, Antecedents, fits
from quoth.intake.people.descriptions import BODIES, Holders
from quoth.intake.people.figures import ORGANISATION, PERSON, UNKNOWN, Figure
from quoth.intake.people.interviews import interviewer
from quoth.intake.people.labels import name_in
from quoth.intake.people.ledes import named_below, opening
from quoth.intake.people.names import Register
from quoth.intake.people.relatives import Relatives, head_of_kin
from quoth.intake.reasons import Clue, Meant, MeantBy
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, PRONOUN, Chunk, possessors
from quoth.intake.text.layout import BlockKind
from quoth.intake.text.lexicon import countries, lexicon
from quoth.intake.text.linear import score, weights
from quoth.intake.text.shapes import is_for_a_person

_PEOPLE: Final = frozenset(["people", "men", "women", "children", "police", "staff", "folk"])
_LETTERS: Final = frozenset(["q", "a", "question", "answer"])
_MANY: Final = 2
"""From this many words on, a description identifies a person: "head of the harbour board"."""
_NEAR: Final = 150
"""How many tokens of the paragraph before a pronoun's sentence are examined."""
_RELATIVE: Final = frozenset(["who", "which", "that", "whose", "whom"])
FIRST: Final = frozenset(["i", "we", "me", "us", "my", "our", "you", "your"])


class Speaker(NamedTuple):
    """Who said it."""

    mention: Mention
    figure: Figure | None
    why: Meant
    sure: float
    """Their margin over the next one; 9 if there was no other."""
    is_definite: bool = False
    """Whether "the officer" is all that the article calls them here, without a name."""
    is_guessed: bool = False
    """Whether a surname alone names them here, which others in the article have too."""


class Speakers:
    """Finds speakers, in the order of the text."""

    def __init__(
        self,
        article: ParsedArticle,
        views: list[SentenceView],
        register: Register,
        author: tuple[str, ...] = (),
    ) -> None:
        """Look for speakers in an article; `author` has the words of its writer's name."""
        self._article = article
        self._author = author
        self._views = views
        self._register = register
        self._antecedents = Antecedents(article, register.everybody)
        self._starts = [sentence.start for sentence in article.sentences]
        self._plural: Speaker | None = None
        self._phrases: dict[str, str] = {}
        """Descriptions of more than one word, by their last."""
        self._described_last: tuple[int, int, Speaker] | None = None
        """The latest person without a name, with the paragraph and the token."""
        self._answering: tuple[Figure | None, ...] | None = None

    def sentence_of(self, token: int) -> int:
        """Return the number of the sentence in which a token stands."""
        return bisect_right(self._starts, token) - 1

    def of(self, chunk: Chunk) -> Speaker:
        """Return whom a noun phrase stands for."""
        article = self._article
        word = article.lower[chunk.start]
        if chunk.end - chunk.start == 1 and (word in GENDERS or word in _RELATIVE or word in FIRST):
            return self._of_pronoun(chunk, word)
        if (holder := self._register.behind_office.get(chunk.end)) is not None:
            return self._by_office(chunk, holder)
        if chunk.kind == NAME and (found := self._by_name(chunk)) is not None:
            return found
        if (owner := self._owner_of_words(chunk)) is not None:
            return self.of(owner)
        apposed = self._apposed(chunk) or self._described(chunk)
        if apposed is not None:
            return apposed
        phrase = self._phrase(chunk)
        lede = self._lede
        below = lede and named_below(article, lede, self._register.of_chunk, chunk)
        if below is not None:
            why = Meant(MeantBy.DESCRIPTION, phrase, below.name)
            return self._speaker(chunk, below.name, below, why, 0.5)
        found = self._speaker(chunk, phrase, None, Meant(MeantBy.NOUN))
        many = _MANY if word == "the" else 1
        found = found._replace(is_definite=self._is_one_person(chunk) and phrase.count(" ") < many)
        if len(phrase.split()) > 1:
            self._phrases[article.lower[chunk.end - 1]] = phrase
        if is_for_a_person(article.lower[chunk.end - 1]) and not self._is_several(chunk):
            self._described_last = (self._paragraph_of(chunk.start), chunk.start, found)
        if article.lower[chunk.end - 1].endswith("s") or article.codes[chunk.start] == "M":
            self._plural = found
        return found

    def _by_name(self, chunk: Chunk) -> Speaker | None:
        """Return whom a name stands for, or who is named behind it: "Its Chief Engineer, Bo Roe,".

        None if it names an office or a countryman.
        """
        codes = self._article.codes
        is_office = codes[chunk.start] in "DG" and codes[chunk.end : chunk.end + 1] == ","
        if is_office and is_for_a_person(self._article.lower[chunk.end - 1]):
            found = self._apposed(chunk)
            if found is not None:
                return found
        return self._named(chunk)

    def _named(self, chunk: Chunk) -> Speaker | None:
        """Return whom a name stands for; None if it names an office or a countryman."""
        named = self._register.of_chunk.get((chunk.start, chunk.end))
        if (person := self._resident(chunk)) is not None:
            return self._named(person)
        if named is None or self._is_office(named) or self._is_epithet(chunk):
            return None
        found = self._speaker(chunk, named.name, named, Meant(MeantBy.NAME))
        return found._replace(is_guessed=chunk.start in self._register.guessed)

    def _resident(self, place: Chunk) -> Chunk | None:
        """Return the person named before a place: "Bo in Tarn writes"."""
        before = self._before_preposition(place)
        if before is None:
            return None
        of_chunk = self._register.of_chunk
        person = of_chunk.get((before.start, before.end))
        there = of_chunk.get((place.start, place.end))
        is_one = person is not None and person.kind == PERSON
        return before if is_one and there and there.kind != PERSON else None

    def _before_preposition(self, chunk: Chunk) -> Chunk | None:
        """Return the phrase before "in" or "from" and a phrase."""
        if self._article.lower[max(0, chunk.start - 1)] not in ("in", "from"):
            return None
        chunks = self._views[self.sentence_of(chunk.start)].chunks
        return next((one for one in chunks if one.end == chunk.start - 1), None)

    def _by_office(self, office: Chunk, name: Chunk) -> Speaker:
        """Return the person named behind their office: "Minister for Works Ada Roe"."""
        found = self.of(name)
        span = Span(self._article.starts[office.start], self._article.end(name.end - 1))
        return found._replace(mention=found.mention._replace(span=span))

    def _is_several(self, chunk: Chunk) -> bool:
        """Tell whether a noun stands for more than one, none of whom is "she"."""
        word, known = self._article.lower[chunk.end - 1], lexicon()
        singular = word.removesuffix("s")
        is_plural = word != singular and (singular in known.people or singular in known.roles)
        is_bare = word.endswith("s") and self._article.codes[chunk.start] != "D"
        return word in _PEOPLE or is_plural or is_bare

    def _is_office(self, named: Figure) -> bool:
        """Tell whether a capitalised word names an office and not a person: "the Minister"."""
        known = lexicon()
        word = named.words[-1].lower()
        return (
            len(named.words) == 1
            and (word in known.roles or word in known.people)
            and not (named.role or named.gender)
        )

    def _is_epithet(self, chunk: Chunk) -> bool:
        """Tell whether a capitalised word stands for a person by their country: "the Dutchman"."""
        lower = self._article.lower
        is_short = chunk.kind == NAME and chunk.end - chunk.start == 2
        is_the = lower[chunk.start] == "the"
        noun = chunk.end - 1
        is_countryman = lower[noun] in lexicon().epithets or self._is_of_a_country(noun)
        return is_short and is_the and is_countryman

    def _is_of_a_country(self, token: int) -> bool:
        """Tell whether a word is a nationality: "Belgian", not "Belgium"."""
        word = self._article.tokens[token]
        return countries().get(word, word) != word

    def labelled(self, chunk: Chunk) -> Speaker:
        """Return whom a transcript's label names."""
        label = self._article.piece(chunk.start, chunk.end)
        words = name_in(label).words
        named = self._register.named_like(words) if words else None
        if named is None and len(words) > 1 and not words[0].startswith("@"):
            named = self._register.named_like(words[-1:])
        if named is None and label.startswith("@"):
            named = self._register.named_in_handle(label)
        if named is not None and named.kind == ORGANISATION and len(named.words) == 1:
            outside = lexicon().seats | lexicon().outlets
            if named.name not in outside and named.name.lower() not in outside:
                named.kind = PERSON
        name = named.name if named else " ".join(words) or label
        return self._speaker(chunk, name, named, Meant(MeantBy.LABEL))

    def is_letter(self, chunk: Chunk) -> bool:
        """Tell whether a label is "Q", "A" or the like, which isn't a name."""
        return self._article.lower[chunk.start].rstrip(".") in _LETTERS

    def party(self, token: int, *, asks: bool) -> Speaker:
        """Return who asks or answers in an interview whose turns don't name the speakers."""
        named = self._interviewer if asks else self._interviewee(token)
        chunk = Chunk(token, token + 1, NAME, token)
        name = named.name if named else "interviewer" if asks else "interviewee"
        return self._speaker(
            chunk, name, named, Meant(MeantBy.PARTY, "", named.name if named else "")
        )

    @cached_property
    def _interviewer(self) -> Figure | None:
        """Who wrote the article, or who asks according to its opening."""
        words = self._author or tuple(interviewer(self._article).split())
        return self._register.named_like(words) if words else None

    def writer(self, first: Speaker) -> Speaker | None:
        """Return who wrote the article, for its "I"; None if that isn't known."""
        named = self._register.named_like(self._author) if self._author else None
        if named is None:
            return None
        why = Meant(MeantBy.WRITER, first.why.phrase, named.name)
        return Speaker(Mention(named.name, first.mention.span), named, why, first.sure)

    def _interviewee(self, token: int) -> Figure | None:
        """Return who answers in an interview: the person whom its opening names most."""
        if self._answering is None:
            asker = self._interviewer
            counted = [
                (
                    sum(place.token < token for place in figure.mentions),
                    figure.kind == PERSON or any(one.subject for one in figure.mentions),
                    self._is_outside(figure),
                    -number,
                    figure,
                )
                for number, figure in enumerate(self._register.everybody)
                if figure is not asker and _may_be_a_person(figure)
            ]
            best = max(counted, default=None, key=itemgetter(0, 1, 2, 3))
            is_told = best is not None and (best[0] or best[2])
            self._answering = (best[-1] if best is not None and is_told else None,)
        return self._answering[0]

    def _is_outside(self, figure: Figure) -> bool:
        """Tell whether the writer names a person outside of the turns, as in a note at the end."""
        blocks, views = self._article.layout, self._views
        return any(
            blocks[views[place.sentence].sentence.paragraph].kind is not BlockKind.TURN
            for place in figure.mentions
        )

    def subject(self, seen: SentenceView, end: int) -> Chunk | None:
        """Return the likeliest subject of a sentence before a token: somebody before a verb."""
        codes = self._article.codes
        people = []
        for chunk in seen.chunks:
            if chunk.end > end:
                break
            named = self._register.of_chunk.get((chunk.start, chunk.end))
            word = self._article.lower[chunk.start]
            if (named is not None and named.kind in (PERSON, "")) or (
                chunk.kind == PRONOUN and word in ("he", "she", "they")
            ):
                after = codes[chunk.end : chunk.end + 3].lstrip("RN")
                before = codes[chunk.start - 1] if chunk.start > seen.sentence.start else "^"
                people.append((after[:1] not in _VERBS, before == "P", chunk.start, chunk))
        return min(people)[-1] if people else None

    def _speaker(
        self, chunk: Chunk, name: str, named: Figure | None, why: Meant, sure: float = 9.0
    ) -> Speaker:
        return Speaker(Mention(name, self._span(chunk)), named, why, sure)

    def _phrase(self, chunk: Chunk) -> str:
        """Return a noun with whom it speaks for: "a spokesperson for the mayor"."""
        article = self._article
        seen = self._views[self.sentence_of(chunk.start)]
        start, end = chunk.start, chunk.end
        owner = self._owner(chunk)
        if owner:
            return f"{owner}’s {article.piece(start + 1, end)}"
        if (
            article.codes[start] == "D"
            and end - start > 1
            and article.lower[start] in ("a", "an", "the")
        ):
            start += 1
        is_by = False
        for other in seen.chunks:
            if (
                other.start == end + 1
                and _belongs(article, end)
                and not (is_by and other.kind == NOUN)
            ):
                is_by = is_by or article.lower[end] == "by"
                end = other.end
        return " ".join(article.piece(start, end).split())

    def _owner_of_words(self, chunk: Chunk) -> Chunk | None:
        """Return whose account, view or words a phrase is: "according to her account"."""
        article = self._article
        if article.lower[chunk.end - 1] not in _ACCOUNTS:
            return None
        owners = possessors(article, chunk)
        ends_there = owners and owners[-1].end + 2 >= chunk.end
        return owners[-1] if ends_there else None

    def _owner(self, chunk: Chunk) -> str:
        """Return whom "her" or "his" before a noun stands for: "her office"; nothing for others."""
        word = self._article.lower[chunk.start]
        if word not in POSSESSIVE or chunk.end - chunk.start < 2:
            return ""
        pronoun = Chunk(chunk.start, chunk.start + 1, PRONOUN, chunk.start + 1)
        found = self._of_pronoun(pronoun, word)
        return found.mention.name if found.figure is not None else ""

    def _apposed(self, chunk: Chunk) -> Speaker | None:
        """Return the name beside a noun: "a spokeswoman, Anna Roe," or "Anna Roe, an aide,"."""
        codes, seen = self._article.codes, self._views[self.sentence_of(chunk.start)]
        if chunk.kind == NAME and codes[chunk.start] not in "DG":
            return None
        if codes[chunk.start - 1 : chunk.start] == ",":
            behind = chunk.start - 1
            if codes[behind - 1] == ")":
                behind = max(codes.rfind("(", seen.sentence.start, behind), seen.sentence.start)
            for other in seen.chunks:
                if other.end == behind and self._apposes(other, chunk):
                    return self._by_role(chunk, other, MeantBy.NAME_BEFORE_NOUN)
        end = self._end_of_noun(seen, chunk)
        if (called := self._called(seen, end)) is not None:
            return self._by_role(chunk, called, MeantBy.NAME_BEHIND_NOUN)
        if codes[end : end + 1] == ",":
            for other in seen.chunks:
                place = _IN_A_PLACE.match(codes, other.end)
                stop = place.end() if place else other.end
                if other.start == end + 1 and codes[stop : stop + 1] in (",", "", ".", ":"):
                    return self._by_role(chunk, other, MeantBy.NAME_BEHIND_NOUN)
        return None

    def _called(self, seen: SentenceView, end: int) -> Chunk | None:
        """Return the name given in an apposition: "The engineer who came, a man called Bo Poe,"."""
        codes, lower = self._article.codes, self._article.lower
        apposed = _APPOSED.match(codes, end, seen.sentence.end)
        if apposed is None:
            return None
        start = apposed.end()
        for noun, name in pairwise(seen.chunks):
            is_called = noun.end + 1 == name.start and lower[noun.end] in CALLED
            if noun.start == start and is_called and codes[name.end : name.end + 1] == ",":
                figure = self._register.of_chunk.get((name.start, name.end))
                if figure is not None and figure.kind == UNKNOWN:
                    figure.kind = PERSON
                return name
        return None

    def _end_of_noun(self, seen: SentenceView, chunk: Chunk) -> int:
        """Return where a noun ends with what it is of: "the head of the harbour board"."""
        end = chunk.end
        for other in seen.chunks:
            if other.start == end + 1 and self._article.lower[end] in ("of", "for", "at", "in"):
                end = other.end
        return end

    def _described(self, chunk: Chunk) -> Speaker | None:
        """Return the person for whom "the mayor" stands, where the article has one mayor."""
        article, end = self._article, chunk.end
        first = article.lower[chunk.start]
        if (first != "the" and first not in POSSESSIVE) or article.lower[end : end + 1] in _OWNED:
            return self._epithet(chunk) if first == "the" and self._is_by_age(chunk) else None
        words = article.tokens[chunk.start + 1 : end]
        figure = self._holders.described(words, chunk.start)
        if figure is None and first in POSSESSIVE:
            figure = self._relative(chunk)
        if figure is None and first == "the":
            figure = self._holders.group(words, chunk.start, self.sentence_of(chunk.start))
        if figure is None:
            if first != "the":
                return None
            return self._epithet(chunk) or self._as_before(chunk)
        why = Meant(MeantBy.DESCRIPTION, article.piece(chunk.start, end), figure.name)
        return self._speaker(chunk, figure.name, figure, why)

    @cached_property
    def _holders(self) -> Holders:
        return Holders(self._register.everybody)

    @cached_property
    def _relatives(self) -> Relatives:
        return Relatives(self._article, self._register)

    @cached_property
    def _lede(self) -> tuple[SentenceView, SentenceView] | None:
        return opening(self._article, self._views)

    def _relative(self, chunk: Chunk) -> Figure | None:
        """Return whom "her husband" stands for, if the article named both."""
        noun = head_of_kin(self._article, chunk)
        if not noun:
            return None
        owning = Chunk(chunk.start, chunk.start + 1, PRONOUN, chunk.start + 1)
        owner = self._of_pronoun(owning, self._article.lower[chunk.start]).figure
        return None if owner is None else self._relatives.of(owner, noun)

    def _epithet(self, chunk: Chunk) -> Speaker | None:
        """Return whom "the striker" or "the 27-year-old" stands for, in place of their name.

        That is the person named last as a subject or a speaker, in the paragraph or the one before,
        if no striker without a name was mentioned. It is a guess, and is marked as one.
        """
        article, known = self._article, lexicon()
        noun = article.lower[chunk.end - 1]
        by_work = noun in _WORK
        is_age = _YEARS.fullmatch(noun) is not None or noun in _PARENTS
        is_epithet = noun in known.epithets or self._is_of_a_country(chunk.end - 1)
        if not (is_epithet or by_work or is_age):
            return None
        if self._introduced.get(noun, chunk.start) < chunk.start:
            return None
        gender = known.gender_of(noun)
        if (spoke := self._spoke_as_pronoun(chunk, gender)) is not None:
            why = Meant(MeantBy.DESCRIPTION, article.piece(chunk.start, chunk.end), spoke.name)
            return self._speaker(chunk, spoke.name, spoke, why, 0.5)
        found = self._named_near(chunk, gender, by_work=by_work)
        full = self._named_near(chunk, gender, by_work=True)
        here = self._paragraph_of(chunk.start)
        in_paragraph = _alone([one for one in full if one[0] == here])
        if in_paragraph:
            found = in_paragraph
        elif by_work or not found:
            found = _alone(found or full)
        if not found:
            return None
        named = max(found, key=itemgetter(0, 1, 2))[-1]
        phrase = article.piece(chunk.start, chunk.end)
        why = Meant(MeantBy.DESCRIPTION, phrase, named.name)
        return self._speaker(chunk, named.name, named, why, 0.5)

    def _is_by_age(self, chunk: Chunk) -> bool:
        """Tell whether a phrase is like "the 27-year-old from Tarn" or "the father of four"."""
        article, end = self._article, chunk.end
        if _YEARS.fullmatch(article.lower[end - 1]):
            return article.lower[end] == "from"
        is_of_some = article.lower[end] == "of" and article.lower[end + 1] in _SOME_CHILDREN
        return is_of_some and article.lower[end - 1] in _PARENTS

    def _spoke_as_pronoun(self, chunk: Chunk, gender: str) -> Figure | None:
        """Return whom the paragraph's last "he" or "she" stood for: "He agreed. ... the pilot"."""
        last = self._antecedents.last_meant(gender)
        if last is None or self._paragraph_of(last[1]) != self._paragraph_of(chunk.start):
            return None
        is_age = _YEARS.fullmatch(self._article.lower[chunk.end - 1]) is not None
        fits = _may_be_a_person(last[0]) and (is_age or not last[0].role)
        return last[0] if fits else None

    @cached_property
    def _introduced(self) -> dict[str, int]:
        """By word, its first place behind "a" or "an": "a striker"."""
        found: dict[str, int] = {}
        for place, (first, word) in enumerate(pairwise(self._article.lower), 1):
            if first in ("a", "an"):
                found.setdefault(word, place)
        return found

    def _named_near(
        self, chunk: Chunk, gender: str, *, by_work: bool
    ) -> list[tuple[int, bool, int, Figure]]:
        """Return who was named as a subject or a speaker in the paragraph or the one before.

        Each with the paragraph, whether they spoke, and the token; `by_work` counts full names in
        whatever place.
        """
        paragraph = self._paragraph_of(chunk.start)
        found: list[tuple[int, bool, int, Figure]] = []
        for figure in self._register.everybody:
            if gender and figure.gender not in ("", gender):
                continue
            if figure.kind != PERSON and (figure.kind != UNKNOWN or figure.like_a_place):
                continue
            for place in reversed(figure.mentions):
                acts = place.subject or place.speaks or (by_work and place.full)
                if place.token >= chunk.start or not acts:
                    continue
                here = self._views[place.sentence].sentence.paragraph
                if paragraph - here <= 1:
                    found.append((here, place.speaks, place.token, figure))
                break
        return found

    def _as_before(self, chunk: Chunk) -> Speaker | None:
        """Return the fuller description that "the official" stands for, if there was one."""
        before = self._phrases.get(self._article.lower[chunk.end - 1])
        if before is None or chunk.end - chunk.start != 2:
            return None
        why = Meant(MeantBy.PHRASE, self._article.piece(chunk.start, chunk.end), before)
        return self._speaker(chunk, before, None, why, 0.5)

    def _by_role(self, noun: Chunk, name: Chunk, by: MeantBy) -> Speaker | None:
        """Return a person named beside a noun, which is their role."""
        figure = self._register.of_chunk.get((name.start, name.end))
        if name.kind != NAME or figure is None:
            return None
        if by is MeantBy.NAME_BEHIND_NOUN and self._is_body_behind(noun, name, figure):
            return self._speaker(noun, figure.name, figure, Meant(by))
        if figure.kind == ORGANISATION and by is MeantBy.NAME_BEFORE_NOUN:
            is_about = self._article.lower[noun.start] in ("the", "a", "an")
            return self._speaker(noun, figure.name, figure, Meant(by)) if is_about else None
        if figure.kind == UNKNOWN and len(figure.words) > 1:
            head = self._article.lower[noun.end - 1]
            figure.kind = PERSON if is_for_a_person(head) else UNKNOWN
        if figure.kind != PERSON:
            return None
        if not figure.role:
            figure.role = self._article.piece(noun.start, noun.end)
            figure.learn_gender(figure.role.split())
        return self._speaker(noun, figure.name, figure, Meant(by))

    def _is_body_behind(self, noun: Chunk, name: Chunk, figure: Figure) -> bool:
        """Tell whether a noun for a body is followed by its name: "The cable's owner, Roelink,"."""
        is_next = name.start == noun.end + 1 and figure.kind in (ORGANISATION, UNKNOWN)
        is_known = self._article.codes[noun.start] in "DG" and not figure.like_a_place
        return is_next and is_known and self._article.lower[noun.end - 1] in BODIES | _KEEPERS

    def _apposes(self, name: Chunk, noun: Chunk) -> bool:
        """Tell whether a noun after a name and a comma is about it: a comma or a verb frames it."""
        codes = self._article.codes
        if codes[name.start - 1 : name.start] in ("V", "b"):
            return True
        if codes[noun.end : noun.end + 2] == ",W" and codes[noun.start] == "D":
            return True
        last = min(noun.end + 25, self._views[self.sentence_of(noun.start)].sentence.end)
        return _GOES_ON.match(codes, noun.end, last) is not None

    def _of_pronoun(self, chunk: Chunk, word: str) -> Speaker:
        token = chunk.start
        if word in _RELATIVE:
            before = self._before(token)
            if before is not None:
                found = self.of(before)
                return found._replace(
                    mention=found.mention._replace(span=self._span(chunk)),
                    why=Meant(MeantBy.PHRASE, word, found.mention.name),
                )
        elif word in GENDERS:
            phrase = self._phrase_here(token, word)
            if phrase is not None:
                found = self.of(phrase)
                why = Meant(MeantBy.PHRASE, word, found.mention.name)
                return self._speaker(chunk, found.mention.name, found.figure, why, 0.5)
            number = self.sentence_of(token)
            options = self._antecedents.options(word, token, number)
            scored = _ranked(options)
            if len(scored) > 1 and self._is_another(options[-scored[0][1]][0], token, word):
                del scored[0]
            nameless = self._nameless(word, token) or self._kin_here(word, token)
            if nameless is not None and self._speaks_of(word, number):
                nameless = None
            if nameless is not None:
                why = Meant(MeantBy.PHRASE, word, nameless.mention.name)
                return self._speaker(chunk, nameless.mention.name, None, why, 0.5)
            if scored and (GENDERS[word] != "p" or self._plural is None):
                named = options[-scored[0][1]][0]
                self._antecedents.resolved(word, token, number, named)
                sure = scored[0][0] - scored[1][0] if len(scored) > 1 else 9.0
                why = _antecedent(word, named, token)
                return self._speaker(chunk, named.name, named, why, sure)
            if GENDERS[word] == "p" and self._plural is not None:
                name = self._plural.mention.name
                why = Meant(MeantBy.PHRASE, word, name)
                return self._speaker(chunk, name, self._plural.figure, why, 0.5)
        why = Meant(MeantBy.PRONOUN, word)
        return self._speaker(chunk, self._article.piece(token, token + 1), None, why, 0.0)

    def token_of(self, one: Speaker) -> int:
        """Return the first token of the phrase that names a speaker."""
        return bisect_left(self._article.starts, one.mention.span.start)

    def meant_beside(self, word: str, token: int, outer: Speaker) -> Speaker | None:
        """Return whom "he" or "she" stands for within a quotation of another person.

        It is another person. Of several, it is the one named most often: a guess, marked as such.
        """
        counted = [
            (sum(place.token < token for place in one.mentions), one.kind == PERSON, -number, one)
            for number, one in enumerate(self._register.everybody)
            if one is not outer.figure
            and not (one.words == self._author and len(one.mentions) < _MANY)
            and _may_be_a_person(one)
            and fits(one, GENDERS[word])
        ]
        count, _, _, most = max(counted, default=(0, False, 0, None), key=itemgetter(1, 0, 2))
        if most is None or not count:
            return None
        chunk = Chunk(token, token + 1, PRONOUN, token + 1)
        return self._speaker(chunk, most.name, most, _antecedent(word, most, token), 0.5)

    def other_than(self, one: Speaker, other: Figure) -> Speaker:
        """Return a pronoun's speaker as another person, for whom the next one stands as well."""
        word = one.why.phrase
        token = self.token_of(one)
        self._antecedents.resolved(word, token, self.sentence_of(token), other)
        mention = one.mention._replace(name=other.name)
        return Speaker(mention, other, _antecedent(word, other, token), 0.5)

    def _is_another(self, figure: Figure, token: int, word: str) -> bool:
        """Tell whether the likeliest person for "she" is already the sentence's "he".

        In "He would stay in hospital, she said" they are two people.
        """
        other = _OPPOSITE.get(word)
        if other is None or figure.gender:
            return False
        number = self.sentence_of(token)
        start = self._views[number].sentence.start
        if self._article.lower[start] != other or self._article.region_of[start] >= 0:
            return False
        options = self._antecedents.options(other, start, number)
        scored = _ranked(options)
        return bool(scored) and options[-scored[0][1]][0] is figure

    def _speaks_of(self, word: str, number: int) -> bool:
        """Tell whether a sentence's quotation begins with a pronoun: "“She left,” she said".

        The two are different people.
        """
        article = self._article
        starts = (article.region_tokens[one][0] for one in article.sentences[number].regions)
        return any(word in article.lower[first : first + 2] for first in starts)

    def _phrase_here(self, token: int, word: str) -> Chunk | None:
        """Return the one phrase of the paragraph for which a pronoun can stand.

        "He" stands for the only person described if no person is named; "it", at the end of a
        sentence, stands for the organisation that is its subject: "the group expects a loss, it
        said".
        """
        number = self.sentence_of(token)
        first = self._views[number].sentence
        if word == "it":
            return self._body(number, token) or self._body(number - 1, token)
        if word not in ("he", "she"):
            return None
        nouns: list[Chunk] = []
        here = self._article.lower
        while number >= 0 and self._views[number].sentence.paragraph == first.paragraph:
            for chunk in self._views[number].chunks:
                if chunk.start >= token:
                    break
                is_pronoun = chunk.kind == PRONOUN and here[chunk.start] in ("he", "she")
                if chunk.kind == NAME or is_pronoun:
                    return None
                if chunk.kind == NOUN and self._is_one_person(chunk):
                    if _OF_PRONOUN.match(self._article.codes, chunk.end, token + 1):
                        return None
                    nouns.append(chunk)
            number -= 1
            if first.start - self._views[number].sentence.start > _NEAR:
                break
        return nouns[0] if len(nouns) == 1 else None

    def _body(self, number: int, token: int) -> Chunk | None:
        """Return the body without a name of its own that is a sentence's subject, for "it"."""
        seen = self._views[max(0, number)]
        head = next((one for one in seen.chunks if self._is_subject_at(seen, one)), None)
        if head is None or head.kind != NOUN or head.end >= token - 2:
            return None
        is_here = seen.sentence.paragraph == self._paragraph_of(token)
        return head if is_here and self._article.lower[head.end - 1] in BODIES else None

    def _is_subject_at(self, seen: SentenceView, chunk: Chunk) -> bool:
        """Tell whether a phrase begins a sentence, or stands between a comma and a verb."""
        codes, first = self._article.codes, chunk.start
        behind = codes[chunk.end : chunk.end + 2].lstrip("R")[:1]
        return first == seen.sentence.start or (codes[first - 1] == "," and behind in _VERBS)

    def _is_one_person(self, chunk: Chunk) -> bool:
        head = self._article.lower[chunk.end - 1]
        is_described = self._article.codes[chunk.start] in "DG" and chunk.end - chunk.start > 1
        is_group = head in BODIES or head in lexicon().organisations or head.endswith("s")
        return is_described and is_for_a_person(head) and not is_group

    def _nameless(self, word: str, token: int) -> Speaker | None:
        """Return the person without a name who spoke last, if no person was named since."""
        if self._described_last is None or word not in ("he", "she"):
            return None
        paragraph, at, found = self._described_last
        if paragraph != self._paragraph_of(token) or at >= token:
            return None
        head = _head_of(found.mention.name)
        known = lexicon()
        if (
            head in known.organisations
            or head in BODIES
            or known.gender_of(head) not in ("", GENDERS[word])
        ):
            return None
        return None if self._antecedents.is_person_named_between(at, token) else found

    def _kin_here(self, word: str, token: int) -> Speaker | None:
        """Return the unnamed relative of the other gender who is the paragraph's "he" or "she".

        In "Her father kept a shop, and he said" he is the father, if no person is named since.
        """
        owner = _OWNERS.get(word)
        number = self.sentence_of(token)
        paragraph = self._views[number].sentence.paragraph
        while owner and number >= 0 and self._views[number].sentence.paragraph == paragraph:
            for chunk in reversed(self._views[number].chunks):
                lower = self._article.lower
                if chunk.end > token or lower[chunk.start] != owner:
                    continue
                if _IS_SUBJECT.match(self._article.codes, chunk.start - 1) is None:
                    continue
                noun = head_of_kin(self._article, chunk)
                if not noun or lexicon().gender_of(noun) != GENDERS[word]:
                    continue
                if self._antecedents.is_person_named_between(chunk.start, token):
                    return None
                return self.of(chunk)
            number -= 1
            if token - self._views[number].sentence.start > _NEAR:
                break
        return None

    def _paragraph_of(self, token: int) -> int:
        return self._views[self.sentence_of(token)].sentence.paragraph

    def _span(self, chunk: Chunk) -> Span:
        return Span(self._article.starts[chunk.start], self._article.end(chunk.end - 1))

    def _before(self, token: int) -> Chunk | None:
        """Return the noun phrase before a relative pronoun."""
        found = None
        article = self._article
        for chunk in self._views[self.sentence_of(token)].chunks:
            if chunk.end > token:
                break
            if (
                found is not None
                and chunk.start == found.end + 1
                and article.lower[found.end] in _BELONGING
            ) and article.codes[token - 1] == ",":
                continue
            if found is not None and _HAD_BY.fullmatch(article.codes, found.end, chunk.start):
                continue
            if chunk.kind != PRONOUN or article.lower[chunk.start] not in _RELATIVE:
                found = chunk
        return found


def _head_of(phrase: str) -> str:
    """Return the noun of a description, without whom it is for: "a spokesman for the board"."""
    words = phrase.lower().split()
    last = next((n for n, word in enumerate(words) if n and word in _BELONGING), len(words))
    return words[last - 1]


def _belongs(article: ParsedArticle, token: int) -> bool:
    """Tell whether a word leads from a noun to what it is of: "for", or "to" in "close to"."""
    if article.codes[token] == "P":
        return article.lower[token] in _BELONGING
    return article.lower[token - 1 : token + 1] == ["close", "to"]


_IN_A_PLACE: Final = re.compile("PU{1,3}")
"""A place behind a name: "Bo in Tarn"."""
_HAD_BY: Final = re.compile(",[eVvb]P")
"""What leads to another's name behind a noun: "an audit, obtained by the Herald, which found"."""
_APPOSED: Final = re.compile("(?:W[^,.;:qQ]{1,12})?,(?=D)")
"""What stands between a noun and an apposition, a relative clause with it."""
_IS_SUBJECT: Final = re.compile("[.,BCqQ]G[^.,PVXv]*[RN]*[XVve]")
"""A possessor with a noun, as the subject of a verb: "but her old father kept"."""
_OWNERS: Final = {"he": "her", "she": "his"}
_OPPOSITE: Final = {"he": "she", "she": "he"}


def _ranked(options: list[tuple[Figure, list[str]]]) -> list[tuple[float, int]]:
    """Return the weight and the negative place of each option of a pronoun, the best first."""
    model = weights("pronoun")
    return sorted(
        ((score(model, features), -place) for place, (_, features) in enumerate(options)),
        reverse=True,
    )


_VERBS: Final = frozenset("XVvbe")
_OF_PRONOUN: Final = re.compile("[PDGlsnUHa']*,S")
"""What stands between a description and the pronoun that it is about: "A shy man at home, he"."""
_PARENTS: Final = frozenset(["father", "mother", "dad", "mum", "mom", "grandfather", "grandmother"])
_SOME_CHILDREN: Final = frozenset(["twins", *NUMBER_WORDS[1:11]])
_YEARS: Final = re.compile(r"\d{1,3}-year-old")


def _may_be_a_person(figure: Figure) -> bool:
    """Tell whether a name may be a person's: it is known to be, or is full and not a place's."""
    is_full = len(figure.words) > 1 and not figure.like_a_place
    return figure.kind == PERSON or (figure.kind == UNKNOWN and is_full)


def _alone(
    found: list[tuple[int, bool, int, Figure]],
) -> list[tuple[int, bool, int, Figure]]:
    """Return the one person among those named, who has no role yet; nothing if there are two."""
    people = {id(one[-1]): one for one in found if _may_be_a_person(one[-1])}
    return [one for one in people.values() if len(people) == 1 and not one[-1].role]


_ACCOUNTS: Final = frozenset(
    [
        "account", "view", "words", "opinion", "testimony", "telling", "analysis", "estimate",
        "calculation", "calculations", "reckoning", "count", "tally", "recollection",
    ]
)  # fmt: skip
"""Nouns for what a person says or works out, behind their name: "in her account"."""
_WORK: Final = frozenset(
    [
        "director", "engineer", "coach", "manager", "artist", "composer", "economist", "historian",
        "architect", "chef", "designer", "musician", "farmer", "footballer",
        "scientist", "gardener", "librarian", "beekeeper", "botanist", "biologist", "geologist",
        "carpenter", "curator", "baker", "sculptor", "trainer", "conductor", "captain",
        "photographer", "physicist",
    ]
)  # fmt: skip
"""Nouns for work, which may stand for the only person named who may do it."""
_KEEPERS: Final = frozenset(["owner", "builder", "landlord", "organiser", "organizer", "sponsor"])
"""Nouns for a person or a body."""
_OWNED: Final = (["of"], ["for"], ["from"])
_GOES_ON: Final = re.compile("(?!R*[VXv])[^.;]*?,Q?[RXNT]*[VbXv]")
_BELONGING: Final = frozenset(["for", "of", "by", "with", "from", "at", "in", "to"])


def _antecedent(word: str, named: Figure, token: int) -> Meant:
    """Return why a pronoun at a token is taken to stand for somebody."""
    last = [place for place in named.mentions if place.token < token][-1:]
    clue = Clue.LIKELIEST
    if last and last[0].speaks:
        clue = Clue.SPOKE
    elif last and last[0].subject:
        clue = Clue.SUBJECT
    gender = named.gender if named.gender in ("m", "f") else ""
    return Meant(MeantBy.ANTECEDENT, word, named.name, clue, gender)
