"""The statements of an article: attributions with their speakers, and quoted words left over.

(It is long because each rule that makes a statement compares its candidates with the others.)
"""

from __future__ import annotations

import re
from typing import Final

from quoth.intake.attributing.acts import judged
from quoth.intake.attributing.attributions import (
    LONG_LEAD,
    THRESHOLDS,
    Attribution,
    attributions,
    inner,
)
from quoth.intake.attributing.beginnings import HEARERS
from quoth.intake.attributing.channel import is_outlet
from quoth.intake.attributing.cues import AROUND, SentenceView
from quoth.intake.attributing.documents import is_document, of_document, with_a_clause
from quoth.intake.attributing.exchanges import answering, replying
from quoth.intake.attributing.found import FoundStatement, Piece
from quoth.intake.attributing.joint import joint_signers
from quoth.intake.attributing.quoted import is_named_work, region_features
from quoth.intake.attributing.repeats import is_correction, may_correct, repeats
from quoth.intake.attributing.set_phrases import SetPhrase, set_phrases
from quoth.intake.attributing.signatures import signature
from quoth.intake.attributing.sources import SourceOption, certain, option_features, options
from quoth.intake.attributing.turns import Turn, turns
from quoth.intake.attributing.within import within
from quoth.intake.people.speaker import Speaker
from quoth.intake.people.speakers import FIRST, Speakers
from quoth.intake.reasons import Act, FoundBy, MeantBy, Pattern
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, Chunk
from quoth.intake.text.layout import BlockKind
from quoth.intake.text.linear import score, weights
from quoth.intake.text.tokens import has_verb
from quoth.store.model import Polarity

NOBODY: Final = -2.5
"""A source that weighs less is none."""


def statements(
    article: ParsedArticle, views: list[SentenceView], speakers: Speakers
) -> list[FoundStatement]:
    """Return the statements of an article in the order of the text."""
    found: list[FoundStatement] = []
    joined: dict[int, list[Piece]] = {}
    spoken = {turn.paragraph: turn for turn in turns(article)}
    outer: FoundStatement | None = None
    repeated = repeats(article)
    corrects = may_correct(article)
    for number, seen in enumerate(views):
        paragraph = seen.sentence.paragraph
        kind = article.layout[paragraph].kind
        if kind is BlockKind.TURN:
            turn = spoken.pop(paragraph, None)
            if turn is not None:
                outer = _of_turn(number, turn, speakers) if turn.pieces else None
                found += [outer] if outer is not None else []
            if outer is not None:
                found += _nested(article, number, seen, speakers, outer)
        elif kind is BlockKind.PROSE and not (corrects and is_correction(article, seen)):
            for one in _of_prose(article, views, (number, repeated), found, speakers):
                _append(article, found, joined, one)
    for place, pieces in joined.items():
        found[place] = found[place]._replace(pieces=tuple(pieces))
    return [each for one in found for each in (one, *_quoted_by(article, one, speakers))]


def _quoted_by(
    article: ParsedArticle, one: FoundStatement, speakers: Speakers
) -> list[FoundStatement]:
    """Return what a quotation quotes of others, outside of turns, whose marks are seen anyway."""
    is_quotation = not one.how.is_turn and _wholly_quoted(article, one)
    return within(article, one, speakers) if is_quotation else []


def _of_prose(
    article: ParsedArticle,
    views: list[SentenceView],
    where: tuple[int, frozenset[int]],
    found: list[FoundStatement],
    speakers: Speakers,
) -> list[FoundStatement]:
    """Return the statements of a sentence: of its cues, and of quoted words that these leave."""
    number, repeated = where
    seen = views[number]
    here = [
        of_document(article, views, _of_writer(article, one, speakers), found, speakers)
        for one in _of_sentence(article, number, seen, speakers)
    ]
    covered = {
        region
        for region in seen.sentence.regions
        if any(_holds(one.pieces, article.region_tokens[region][0]) for one in here)
    }
    for region in seen.sentence.regions:
        if region not in covered and region not in repeated:
            extra = _left_over(article, views, (number, region), (here, found), speakers)
            if extra is not None and not _leads(article, extra, here):
                here.append(extra)
    here.sort(key=lambda one: one.pieces[0])
    return [replying(article, views, one, found, speakers) for one in here]


def _leads(article: ParsedArticle, extra: FoundStatement, here: list[FoundStatement]) -> bool:
    """Put quoted words before those that they lead to, if a cue broke them off; tell whether.

    “We lost,” Marsh, the captain, said on Sunday, “because we were bad.”
    """
    start, end = extra.pieces[0]
    after = end + 1
    if extra.how is not FoundBy.SAME_SENTENCE or article.codes[end - 1 : after] != ",Q":
        return False
    for number, one in enumerate(here):
        first = one.pieces[0][0]
        cue = one.attribution.candidate.token if one.attribution is not None else -1
        is_next = article.region_of[first] == article.region_of[start] + 1
        word = article.tokens[first + (article.codes[first] == "q")]
        if is_next and after <= cue < first and word[:1].islower():
            here[number] = one._replace(pieces=((start, end), *one.pieces))
            return True
    return False


def _append(
    article: ParsedArticle,
    found: list[FoundStatement],
    joined: dict[int, list[Piece]],
    one: FoundStatement,
) -> None:
    """Append a statement, or join it with the one before if that goes on in it.

    A quotation goes on behind the words that attribute it ("A," she said. "B"), and in the next
    paragraph where its own leaves it open. All pieces of one that goes on are in `joined`, by its
    place among those found, where only the latest are kept.
    """
    before = found[-1] if found else None
    if before is not None and _wholly_quoted(article, before) and _wholly_quoted(article, one):
        if one.how in _GOING_ON and one.sentence - max(before.until, before.sentence) <= 1:
            joined.setdefault(len(found) - 1, [*before.pieces]).extend(one.pieces)
            found[-1] = before._replace(pieces=one.pieces, until=one.sentence)
            return
        region = article.region_of[one.pieces[0][0]]
        if (
            before.how in _OPEN_SPEAKER
            and region > 0
            and region - 1 == article.region_of[before.pieces[-1][0]]
            and not article.regions[region - 1].closed
        ):
            joined.setdefault(len(found) - 1, [*before.pieces]).extend(one.pieces)
            found[-1] = one
            return
    found.append(one)


def _wholly_quoted(article: ParsedArticle, one: FoundStatement) -> bool:
    region_of = article.region_of
    return all(
        region_of[start] >= 0 and region_of[start] == region_of[end - 1]
        for start, end in one.pieces
    )


_GOING_ON: Final = (FoundBy.SAME_PARAGRAPH, FoundBy.GOES_ON)
_OPEN_SPEAKER: Final = (FoundBy.NOBODY, FoundBy.LAST_SPEAKER)


def _holds(pieces: tuple[Piece, ...], token: int) -> bool:
    return any(start <= token < end for start, end in pieces)


def _of_turn(number: int, turn: Turn, speakers: Speakers) -> FoundStatement:
    label = turn.label
    how = FoundBy.LETTER
    if label is not None and not speakers.parties.is_letter(label):
        speaker = speakers.parties.labelled(label)
        how = FoundBy.SIGNED if turn.is_signed else FoundBy.LABEL
    else:
        token = label.start if label is not None else turn.pieces[0][0]
        speaker = speakers.parties.party(token, asks=turn.asks)
    act = Act.ASKED if turn.asks else Act.SAID
    return FoundStatement(turn.pieces, number, speaker, None, how, logit=2.0, act=act)


def _nested(
    article: ParsedArticle,
    number: int,
    seen: SentenceView,
    speakers: Speakers,
    outer: FoundStatement,
) -> list[FoundStatement]:
    """Return what a speaker of a turn says that others have said, carried by the speaker."""
    found = []
    for one in _of_sentence(article, number, seen, speakers):
        cue = one.attribution.candidate.cue if one.attribution else None
        reports = cue is not None and cue.form in "dsp" and {*cue.classes} & {"s", "w", "p", "e"}
        start = one.pieces[0][0]
        clear = article.codes[start] in "tq" or article.region_of[start] >= 0 or one.is_quoted
        clear = clear or _plainly_said(article, one)
        if not reports or not clear or one.polarity is Polarity.HYPOTHETICAL:
            continue
        if not one.act.is_statement:
            continue
        speaker = _in_a_turn(one, outer, speakers)
        if speaker is None:
            continue
        carrier = outer.speaker if outer.how.is_turn else None
        by_another = carrier is not None and carrier.mention.name != speaker.mention.name
        via = (*one.via, carrier) if carrier is not None and by_another else one.via
        found.append(one._replace(speaker=speaker, via=via))
    return found


def _plainly_said(article: ParsedArticle, one: FoundStatement) -> bool:
    """Tell whether a turn reports the words of a person that it names: "Roe told me it sank"."""
    if one.attribution is None or one.speaker is None or one.speaker.why.by.stands_in:
        return False
    clause = article.codes[slice(*one.pieces[0])]
    return one.attribution.candidate.cue.lemma in _PLAIN_SAYING and (
        has_verb(clause) and clause[0] not in "oN"
    )


_PLAIN_SAYING: Final = frozenset(["say", "tell"])


def _in_a_turn(one: FoundStatement, outer: FoundStatement, speakers: Speakers) -> Speaker | None:
    """Return who said what a turn reports: its own speaker for "I", the one asked for "you"."""
    speaker = one.speaker
    if speaker is None or speaker.why.by is not MeantBy.PRONOUN:
        return _beside(speaker, outer, speakers)
    meant: Speaker | None = None
    if speaker.why.phrase == "i":
        meant = outer.speaker
    elif speaker.why.phrase == "you" and outer.how is FoundBy.LETTER and outer.act is Act.ASKED:
        meant = speakers.parties.party(outer.pieces[0][0], asks=False)
    if meant is None:
        return None
    return meant._replace(mention=meant.mention._replace(span=speaker.mention.span))


def _beside(speaker: Speaker | None, outer: FoundStatement, speakers: Speakers) -> Speaker | None:
    """Return the speaker, or another one if "he" was taken for who speaks in the turn itself."""
    if speaker is None or outer.speaker is None or speaker.why.by is not MeantBy.ANTECEDENT:
        return speaker
    if speaker.figure is not outer.speaker.figure:
        return speaker
    token = speakers.scene.token_of(speaker)
    return speakers.pronouns.meant_beside(speaker.why.phrase, token, outer.speaker)


def _of_writer(article: ParsedArticle, one: FoundStatement, speakers: Speakers) -> FoundStatement:
    """Return what "I" and "we" say outside quotations as the writer's, whose thoughts these are."""
    speaker = one.speaker
    if speaker is None or speaker.why.by is not MeantBy.PRONOUN or speaker.why.phrase not in FIRST:
        return one
    act = one.act if one.is_quoted and _wholly_quoted(article, one) else Act.THOUGHT
    return one._replace(speaker=speakers.parties.writer(speaker), act=act)


def _of_sentence(
    article: ParsedArticle, number: int, seen: SentenceView, speakers: Speakers
) -> list[FoundStatement]:
    """Return the statements of a sentence's cues, and what they report besides."""
    found: list[FoundStatement] = []
    used = -1
    fixed = set_phrases(article, seen)
    for phrase in fixed:
        found += _judged_chain(article, (number, seen), speakers, _of_phrase(phrase, speakers))
    for one in attributions(article, seen):
        if any(_collide(one, phrase.attribution) or _leads_to(one, phrase) for phrase in fixed):
            continue
        if not _credible(article, seen, one) or _says_nothing(article, one):
            continue
        option, weight = _source(article, seen, one, used)
        if option is not None and _is_anyone(article, option.chunk):
            continue
        speaker = None
        if option is not None:
            used = option.chunk.start
            speaker = speakers.of(option.chunk)
        found += _judged_chain(article, (number, seen), speakers, (one, option, speaker, weight))
    return found


def _is_anyone(article: ParsedArticle, chunk: Chunk) -> bool:
    """Tell whether a phrase names no speaker: "nobody said", "those who say"."""
    word, before = article.lower[chunk.start], article.lower[max(0, chunk.start - 1)]
    return word in _ANYONE or (before, word) in (("no", "one"), ("those", "who"))


_ANYONE: Final = frozenset(["anyone", "anybody", "nobody", "no-one"])
"""Words that name no speaker: "Anyone who says so is wrong"."""
_Outer = tuple[Attribution, SourceOption | None, Speaker | None, float]


def _of_phrase(phrase: SetPhrase, speakers: Speakers) -> _Outer:
    option = SourceOption(phrase.source, False, 0)
    return phrase.attribution, option, speakers.of(phrase.source), _CLEAR


_CLEAR: Final = 3.0
"""The weight of a source that follows from its form."""


def _collide(one: Attribution, other: Attribution) -> bool:
    """Tell whether two attributions claim the same words, or one stands in the other's."""
    return one.candidate.token == other.candidate.token or any(
        start <= other.candidate.token < end
        or end == other.candidate.token
        or (start < right and left < end)
        or left <= one.candidate.token < right
        for start, end in one.pieces
        for left, right in other.pieces
    )


def _leads_to(one: Attribution, phrase: SetPhrase) -> bool:
    """Tell whether a cue is the first word of a set form: "quoted" in "quoted Roe as saying"."""
    first = phrase.source.start - _FORM
    return first <= one.candidate.token < phrase.attribution.candidate.token


_FORM: Final = 2
"""How many tokens before its source a set form may begin."""


def _judged_chain(
    article: ParsedArticle, where: tuple[int, SentenceView], speakers: Speakers, outer: _Outer
) -> list[FoundStatement]:
    """Return an attribution's statements, with what they report."""
    one = outer[0]
    report = judged(article, where[1], one)
    if outer[1] is None and report.act.is_statement and _is_subject(article, one):
        return []
    quoted = any(max(article.region_of[start:end], default=-1) >= 0 for start, end in one.pieces)
    found = []
    for each in _chain(article, *where, speakers, outer):
        if each.attribution is not None and each.attribution is not one:
            report = judged(article, where[1], each.attribution)
        elif _is_heard(article, one, outer[1]):
            report = report._replace(act=Act.SAID)
        found.append(each._replace(act=report.act, polarity=report.polarity, is_quoted=quoted))
    return found


def _says_nothing(article: ParsedArticle, one: Attribution) -> bool:
    """Tell whether an attribution has no words: "she thanked him", "declined to comment"."""
    if len(one.pieces) > 1:
        return False
    start, end = one.pieces[0]
    if article.codes[start:end] in _NOTHING or _WHEN.fullmatch(article.codes, start, end):
        return True
    if one.candidate.cue.lemma not in _REFUSING:
        return False
    return " ".join(article.lower[start : start + 4]).startswith(_SILENCE)


def _is_subject(article: ParsedArticle, one: Attribution) -> bool:
    """Tell whether the words are the cue's own subject: "The inquest, which sat, continues"."""
    cue = one.candidate
    if one.layout != AROUND or cue.cue.form not in "sd" or len(one.pieces) > 1:
        return False
    if cue.subject >= 0 or cue.behind >= 0:
        return False
    words = article.codes[slice(*one.pieces[0])]
    return "q" not in words and not has_verb(_RELATIVE_CLAUSE.sub("", words))


_RELATIVE_CLAUSE: Final = re.compile(",W[^,]*")
_NOTHING: Final = ("I", "O", "S", "G", "t")
_WHEN: Final = re.compile("[tO]P?[T$]+")
"""What was said is "that" or "it", and when follows: "I told them that in 2019"."""
_SILENCE: Final = ("to comment", "comment", "to answer", "not to be named", "not to be identified")
_REFUSING: Final = ("decline", "refuse", "ask", "request")


def _credible(article: ParsedArticle, seen: SentenceView, one: Attribution) -> bool:
    """Tell whether an unlikely attribution that accounts for quoted words may stand."""
    if one.logit >= THRESHOLDS[one.layout]:
        return True
    model = weights("region")
    return any(
        score(model, region_features(article, seen, region, "likely")) >= 0
        for region in seen.sentence.regions
        if _holds(one.pieces, article.region_tokens[region][0])
    )


def _source(
    article: ParsedArticle, seen: SentenceView, one: Attribution, used: int
) -> tuple[SourceOption | None, float]:
    """Return the likeliest source, and its weight."""
    model = weights("source")
    best, chosen = NOBODY, None
    clause = with_a_clause(article, seen, one.candidate)
    sure = SourceOption(clause, False, 0) if clause else certain(article, seen, one.candidate)
    offered = [sure] if sure else options(article, seen, one.candidate, one.pieces[0])
    for option in offered:
        if _holds(one.pieces, option.chunk.start):
            continue
        weight = score(
            model, option_features(article, seen, one.candidate, one.layout, option, used)
        )
        if weight > best:
            best, chosen = weight, option
    return chosen, best


def _chain(
    article: ParsedArticle,
    number: int,
    seen: SentenceView,
    speakers: Speakers,
    outer: _Outer,
) -> list[FoundStatement]:
    """Return an attribution's statements: one per speaker, or those of whom an outlet cites."""
    one, option, speaker, weight = outer
    heard = _is_heard(article, one, option)
    if speaker is not None and (heard or _is_record(article, one, option)):
        within = inner(article, seen, one, LONG_LEAD, _IN_COURT if heard else 0.0)
        cited, weight = (None, 0.0) if within is None else _source(article, seen, within, -1)
        if within is not None and cited is not None:
            return _chain(
                article, number, seen, speakers, (within, cited, speakers.of(cited.chunk), weight)
            )
        speaker = None if heard else speaker
    if speaker is not None and is_outlet(speaker.mention.name):
        within = inner(article, seen, one)
        if within is not None and not _was_before(article, within):
            cited, cited_weight = _source(article, seen, within, -1)
            if cited is not None:
                return [
                    FoundStatement(
                        within.pieces,
                        number,
                        speakers.of(cited.chunk),
                        within,
                        FoundBy.CUE,
                        _pattern(article, within, cited),
                        (speaker,),
                        within.logit,
                        cited_weight,
                    )
                ]
    pattern = _pattern(article, one, option)
    first = FoundStatement(
        one.pieces, number, speaker, one, FoundBy.CUE, pattern, (), one.logit, weight
    )
    others = _others(article, seen, option) if option is not None else []
    if option is not None and not others:
        others = joint_signers(article, seen, one.candidate.token, option.chunk)
    return [first, *(first._replace(speaker=speakers.of(chunk)) for chunk in others)]


def _was_before(article: ParsedArticle, one: Attribution) -> bool:
    """Tell whether a cue is in the past perfect, as in "The Herald wrote that Ann had claimed"."""
    token = one.candidate.token
    return "have" in one.candidate.marks and "had" in article.lower[max(0, token - 3) : token]


_RECORDS: Final = frozenset(
    [
        "transcript", "transcripts", "recording", "recordings", "video", "audio", "footage", "tape",
        "minutes", "release", "statement", "email", "emails", "letter", "memo", "post", "tweet",
    ]
)  # fmt: skip
"""Nouns for what holds a person's words and says nothing itself."""


def _is_record(article: ParsedArticle, one: Attribution, option: SourceOption | None) -> bool:
    """Tell whether the source of words is a record: "according to a transcript"."""
    if option is None or one.candidate.cue.form != "p":
        return False
    return article.lower[option.chunk.end - 1] in _RECORDS


_IN_COURT: Final = -1.0
"""The least weight of a cue within what a court heard, for it to be a statement."""


def _is_heard(article: ParsedArticle, one: Attribution, option: SourceOption | None) -> bool:
    """Tell whether words are what a court or the like heard, whoever said them."""
    lemma, marks = one.candidate.cue.lemma, one.candidate.marks
    if option is None or not (lemma == "hear" or (lemma == "tell" and "be" in marks)):
        return False
    return article.lower[option.chunk.end - 1] in HEARERS


def _others(article: ParsedArticle, seen: SentenceView, option: SourceOption) -> list[Chunk]:
    """Return the names that a name is joined with by "and" where they are a subject together."""
    if option.chunk.kind != NAME or option.owns:
        return []
    codes, lower = article.codes, article.lower
    names = [chunk for chunk in seen.chunks if chunk.kind == NAME]
    place = next((n for n, chunk in enumerate(names) if chunk.start == option.chunk.start), -1)
    if place < 0:
        return []
    first = last = place
    while first > 0 and _joined(codes, lower, names[first - 1].end, names[first].start):
        first -= 1
    while last + 1 < len(names) and _joined(codes, lower, names[last].end, names[last + 1].start):
        last += 1
    if last == first or "and" not in lower[names[last - 1].end : names[last].start]:
        return []
    before = codes[names[first].start - 1] if names[first].start > seen.sentence.start else "^"
    together = [names[n] for n in range(first, last + 1) if n != place]
    if _CLOSING_PAIR.fullmatch(codes, names[first].start - 2, names[last].end + 1) and all(
        named.end - named.start > 1 for named in names[first : last + 1]
    ):
        return together
    if (
        option.rank > 0
        or before not in ("^,CBqQtM-;ga" if _has_role(names[first]) else "^,CBqQtM-;")
        or not _leads_to_verb(codes, names[last].end, seen.sentence.end)
    ):
        return []
    return together


def _leads_to_verb(codes: str, place: int, end: int) -> bool:
    """Tell whether a verb follows a name, maybe behind a clause: "Roe and Poe, who came, said"."""
    return codes[place : place + 1] in _VERBS or bool(_WHO.match(codes, place, end))


_VERBS: Final = frozenset("XVvRbe")
"""Classes of what may follow a subject."""
_WHO: Final = re.compile(",[WG][^,.;:qQ]+,[RN]*[XVv]")


def _has_role(named: Chunk) -> bool:
    """Tell whether a name has a role before it: "barber Ann Roe"."""
    return named.name_start > named.start


_CLOSING_PAIR: Final = re.compile(r"[Q,]V[UH]+(?:,[UH]+)*,?C[UH]+[.,]")
"""Names behind the verb that closes a quotation: "“...,” said Ada Roe and Bo Poe."."""


def _joined(codes: str, lower: list[str], end: int, start: int) -> bool:
    return codes[end:start] in ("C", ",", ",C") and "but" not in lower[end:start]


def _pattern(article: ParsedArticle, one: Attribution, option: SourceOption | None) -> Pattern:
    """Return what stands around an attribution's cue."""
    token = one.candidate.token
    return Pattern(
        article.tokens[token],
        "" if option is None else option.chunk.kind,
        option is not None and option.chunk.start <= token,
        one.pieces[0][0] < token,
        article.region_of[one.pieces[0][1] - 1] >= 0,
    )


def _left_over(
    article: ParsedArticle,
    views: list[SentenceView],
    where: tuple[int, int],
    found: tuple[list[FoundStatement], list[FoundStatement]],
    speakers: Speakers,
) -> FoundStatement | None:
    """Return the speech that no cue of the sentence accounts for."""
    number, region = where
    if is_named_work(article, region):
        return None
    sure = score(weights("region"), region_features(article, views[number], region, "no"))
    signed = signature(article, views, number, region)
    if sure < 0 and signed is None and not _opened_again(article, region):
        return None
    speaker, how = _whose(article, views, where, found, speakers)
    piece = article.region_tokens[region]
    return FoundStatement((piece,), number, speaker, None, how, logit=sure)


def _opened_again(article: ParsedArticle, region: int) -> bool:
    """Tell whether the next paragraph opens the quotation again that its own leaves open."""
    one = article.regions[region]
    if one.closed or region + 1 >= len(article.regions):
        return False
    return article.text[one.outer_end : article.regions[region + 1].outer_start].isspace()


def _whose(
    article: ParsedArticle,
    views: list[SentenceView],
    where: tuple[int, int],
    found: tuple[list[FoundStatement], list[FoundStatement]],
    speakers: Speakers,
) -> tuple[Speaker | None, FoundBy]:
    """Return the speaker of words that no cue accounts for, and the reason."""
    number, region = where
    here, before = found
    seen = views[number]
    sentence = seen.sentence
    first = article.region_tokens[region][0]
    signed = signature(article, views, number, region)
    if signed is not None:
        return speakers.of(signed), FoundBy.DASH
    if here and here[-1].speaker:
        return here[-1].speaker, FoundBy.SAME_SENTENCE
    last = before[-1] if before and before[-1].speaker else None
    if first - sentence.start > 1:
        subject = speakers.subject(seen, first)
        if subject is not None:
            return speakers.of(subject), FoundBy.SUBJECT
    else:
        if last and region > 0 and not article.regions[region - 1].closed:
            return last.speaker, FoundBy.GOES_ON
        for one in reversed(before[-4:]):
            if (
                one.speaker
                and not is_document(one.speaker)
                and views[one.sentence].sentence.paragraph == sentence.paragraph
                and article.region_of[one.pieces[-1][1] - 1] >= 0
            ):
                return one.speaker, FoundBy.SAME_PARAGRAPH
    return _by_words_before(article, views, where, before, speakers)


def _by_words_before(
    article: ParsedArticle,
    views: list[SentenceView],
    where: tuple[int, int],
    before: list[FoundStatement],
    speakers: Speakers,
) -> tuple[Speaker | None, FoundBy]:
    """Return who said a quotation whose own sentence and paragraph don't name a speaker."""
    number, region = where
    if (turn := answering(article, views, where, before)) is not None:
        return turn, FoundBy.EXCHANGE
    if (leading := _led_in(article, views, number, speakers)) is not None:
        return leading, FoundBy.LEAD_IN
    begins = article.region_tokens[region][0] - views[number].sentence.start <= 1
    if before and before[-1].speaker and begins:
        return before[-1].speaker, FoundBy.LAST_SPEAKER
    return None, FoundBy.NOBODY


def _led_in(
    article: ParsedArticle, views: list[SentenceView], number: int, speakers: Speakers
) -> Speaker | None:
    """Return the subject of the sentence before, if that sentence introduces a quotation."""
    if number == 0:
        return None
    previous = views[number - 1].sentence
    same = previous.paragraph == views[number].sentence.paragraph
    if not same and article.codes[previous.end - 1] != ":":
        return None
    subject = speakers.subject(views[number - 1], previous.end)
    first = number - 1
    while subject is None and not same and first > 0:
        first -= 1
        if views[first].sentence.paragraph != previous.paragraph:
            break
        subject = speakers.subject(views[first], views[first].sentence.end)
    return None if subject is None else speakers.of(subject)
