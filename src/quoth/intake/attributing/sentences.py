"""The statements that the cues of a sentence attribute, each with its speaker."""

from __future__ import annotations

import re
from typing import Final

from quoth.intake.attributing.acts import judged
from quoth.intake.attributing.attributions import LONG_LEAD, Attribution, attributions, inner
from quoth.intake.attributing.beginnings import HEARERS
from quoth.intake.attributing.channel import is_outlet
from quoth.intake.attributing.cues import AFTER, AROUND, SentenceView
from quoth.intake.attributing.documents import with_a_clause
from quoth.intake.attributing.found import FoundStatement, holds
from quoth.intake.attributing.joint import joined_names, joint_signers
from quoth.intake.attributing.proposing import THRESHOLDS
from quoth.intake.attributing.quoted import region_features
from quoth.intake.attributing.set_phrases import RULE_OUT, SetPhrase, set_phrases
from quoth.intake.attributing.sources import SourceOption, certain, option_features, options
from quoth.intake.people.speaker import Speaker
from quoth.intake.people.speakers import Speakers
from quoth.intake.reasons import Act, FoundBy, Pattern
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import Chunk
from quoth.intake.text.linear import score, weights
from quoth.intake.text.tokens import has_verb

_LEAST: Final = -2.5
"""The least weight of a source."""
_ANYONE: Final = frozenset(["anyone", "anybody", "nobody", "no-one"])
"""Words for no particular person: "Anyone who says so is wrong"."""
_Outer = tuple[Attribution, SourceOption | None, Speaker | None, float]
_CLEAR: Final = 3.0
"""The weight of a source that follows from its form."""
_FORM: Final = 2
"""How many tokens before its source a set form may begin."""
_RELATIVE_CLAUSE: Final = re.compile(",W[^,]*")
_NOTHING: Final = ("I", "O", "S", "G", "t")
_WHEN: Final = re.compile("[tO]P?[T$]+")
"""What was said is "that" or "it", and when follows: "I told them that in 2019"."""
_ONLY_THAT: Final = re.compile("t,[Vg]")
_SILENCE: Final = ("to comment", "comment", "to answer", "not to be named", "not to be identified")
_NO_COMMENT: Final = re.compile(
    "(?:he|she|it|they) (?:(?:wo|ca|would|could)n't|(?:would|could|will|can) not"
    "|declined to|was unable to|were unable to) (?:be )?comment"
)
"""A refusal to comment: "She said she would not comment on rumours"."""
_SILENT_IN: Final = 6
_REFUSING: Final = ("decline", "refuse", "ask", "request")
_RECORDS: Final = frozenset(
    [
        "transcript", "transcripts", "recording", "recordings", "video", "audio", "footage", "tape",
        "minutes", "release", "statement", "email", "emails", "letter", "memo", "post", "tweet",
    ]
)  # fmt: skip
"""Nouns for what holds a person's words and says nothing itself."""
_IN_COURT: Final = -1.0
"""The least weight of a cue within what a court heard, for it to be a statement."""


def of_sentence(
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
            if speaker.mention.name.lower() in _ANYONE:
                continue  # "anyone who says so"
            speakers.spoke(option.chunk, speaker)
        found += _judged_chain(article, (number, seen), speakers, (one, option, speaker, weight))
    return found


def _is_anyone(article: ParsedArticle, chunk: Chunk) -> bool:
    """Tell whether a phrase names no particular person: "nobody said", "those who say"."""
    word, before = article.lower[chunk.start], article.lower[max(0, chunk.start - 1)]
    return word in _ANYONE or (before, word) in (("no", "one"), ("those", "who"))


def _of_phrase(phrase: SetPhrase, speakers: Speakers) -> _Outer:
    option = SourceOption(phrase.source, False, 0)
    return phrase.attribution, option, speakers.of(phrase.source), _CLEAR


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
    if phrase.attribution.candidate.cue.lemma == RULE_OUT:
        return False
    first = phrase.source.start - _FORM
    return first <= one.candidate.token < phrase.attribution.candidate.token


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
    if _NO_COMMENT.match(" ".join(article.lower[start : min(end, start + _SILENT_IN)])):
        return True
    if _ONLY_THAT.match(article.codes, start, end) and article.lower[start + 2].endswith("ing"):
        return True  # "disputed that, saying it was late": what that is isn't said
    if article.codes[start:end] in _NOTHING or _WHEN.fullmatch(article.codes, start, end):
        return True
    if _is_deed(article, one):
        return True
    if one.candidate.cue.lemma not in _REFUSING:
        return False
    return " ".join(article.lower[start : start + 4]).startswith(_SILENCE)


def _is_deed(article: ParsedArticle, one: Attribution) -> bool:
    """Tell whether something is done to a thing: "added a late goal", "pointing at his boot"."""
    cue, (start, end) = one.candidate, one.pieces[0]
    if cue.cue.lemma == "point":
        return article.lower[cue.token + 1 : cue.token + 2] == ["at"]
    words = article.codes[start:end]
    is_thing = cue.cue.lemma == "add" and one.layout == AFTER and "q" not in words
    return is_thing and start == cue.token + 1 and not has_verb(_OF_A_THING.sub("", words))


_OF_A_THING: Final = re.compile(r"^[DGM$][lsb$nUH']*[nls](?:R*P[DG].)+")
"""The words for a thing with what it is of: "a penalty just before the break"."""


def _is_subject(article: ParsedArticle, one: Attribution) -> bool:
    """Tell whether the words are the cue's own subject: "The inquest, which sat, continues"."""
    cue = one.candidate
    if one.layout != AROUND or cue.cue.form not in "sd" or len(one.pieces) > 1:
        return False
    if cue.subject >= 0 or cue.behind >= 0:
        return False
    words = article.codes[slice(*one.pieces[0])]
    return "q" not in words and not has_verb(_RELATIVE_CLAUSE.sub("", words))


def _credible(article: ParsedArticle, seen: SentenceView, one: Attribution) -> bool:
    """Tell whether an unlikely attribution that accounts for quoted words may stand."""
    if one.logit >= THRESHOLDS[one.layout]:
        return True
    model = weights("region")
    return any(
        score(model, region_features(article, seen, region, "likely")) >= 0
        for region in seen.sentence.regions
        if holds(one.pieces, article.region_tokens[region][0])
    )


def _source(
    article: ParsedArticle, seen: SentenceView, one: Attribution, used: int
) -> tuple[SourceOption | None, float]:
    """Return the likeliest source, and its weight."""
    model = weights("source")
    best, chosen = _LEAST, None
    clause = with_a_clause(article, seen, one.candidate)
    sure = SourceOption(clause, False, 0) if clause else certain(article, seen, one.candidate)
    offered = [sure] if sure else options(article, seen, one.candidate, one.pieces[0])
    for option in offered:
        if holds(one.pieces, option.chunk.start):
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
    others = joined_names(article, seen, option) if option is not None else []
    if option is not None and not others:
        others = joint_signers(article, seen, one.candidate.token, option.chunk)
    return [first, *(first._replace(speaker=speakers.of(chunk)) for chunk in others)]


def _was_before(article: ParsedArticle, one: Attribution) -> bool:
    """Tell whether a cue is in the past perfect, as in "The Herald wrote that Ann had claimed"."""
    token = one.candidate.token
    return "have" in one.candidate.marks and "had" in article.lower[max(0, token - 3) : token]


def _is_record(article: ParsedArticle, one: Attribution, option: SourceOption | None) -> bool:
    """Tell whether the source of words is a record: "according to a transcript"."""
    if option is None or one.candidate.cue.form != "p":
        return False
    return article.lower[option.chunk.end - 1] in _RECORDS


def _is_heard(article: ParsedArticle, one: Attribution, option: SourceOption | None) -> bool:
    """Tell whether a court or the like heard the words: "The court was told that"."""
    lemma, marks = one.candidate.cue.lemma, one.candidate.marks
    if option is None or not (lemma == "hear" or (lemma == "tell" and "be" in marks)):
        return False
    return article.lower[option.chunk.end - 1] in HEARERS


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
