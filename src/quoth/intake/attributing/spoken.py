"""The statements of turns: what a speaker says there, and what others said by them."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.attributing.found import FoundStatement
from quoth.intake.attributing.sentences import of_sentence
from quoth.intake.attributing.turns import Turn
from quoth.intake.people.coreference import in_label
from quoth.intake.people.speaker import Speaker
from quoth.intake.people.speakers import Speakers
from quoth.intake.reasons import Act, FoundBy, MeantBy
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.tokens import has_verb
from quoth.store.model import Polarity


def of_turn(number: int, turn: Turn, speakers: Speakers) -> FoundStatement:
    """Return the statement of a turn; `number` is that of its first sentence."""
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


def nested(
    article: ParsedArticle,
    number: int,
    seen: SentenceView,
    speakers: Speakers,
    outer: FoundStatement,
) -> list[FoundStatement]:
    """Return what a speaker of a turn says that others have said, carried by the speaker."""
    found = []
    for one in of_sentence(article, number, seen, speakers):
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
    """Tell whether a turn reports the words of somebody that it names or describes."""
    if one.attribution is None or one.speaker is None:
        return False
    if one.speaker.why.by is MeantBy.PRONOUN:
        return False
    if one.speaker.why.by is MeantBy.ANTECEDENT and not _is_named_here(article, one):
        return False
    clause = article.codes[slice(*one.pieces[0])]
    is_saying = "s" in one.attribution.candidate.cue.classes
    return is_saying and has_verb(clause) and clause[0] not in "oN"


def _is_named_here(article: ParsedArticle, one: FoundStatement) -> bool:
    """Tell whether a turn names before "he" whom this stands for, outside the turn's label."""
    if one.speaker is None or one.speaker.figure is None:
        return False
    mentions = one.speaker.figure.mentions
    last = bisect_left(mentions, one.pieces[0][0], key=attrgetter("token")) - 1
    if last < 0:
        return False
    is_here = (
        article.sentences[mentions[last].sentence].paragraph
        == article.sentences[one.sentence].paragraph
    )
    return is_here and not in_label(article, mentions[last])


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
