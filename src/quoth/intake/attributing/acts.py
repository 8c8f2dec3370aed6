"""What an attribution reports: words that were said, asked or written, or no words at all.

"She faces questions" and "he wants a plan" report what somebody does and thinks; "she never said
that ..." reports nothing; "he denied that ..." reports the contrary of its words; "they would say
that ..." reports words that haven't been said yet. The act follows from the class of the cue, from
the beginning of its words, and from the words before the cue.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from quoth.intake.attributing.attributions import Attribution
from quoth.intake.attributing.cues import AROUND, RAISED, SentenceView, subject_start
from quoth.intake.attributing.proposing import puts_a_figure
from quoth.intake.attributing.set_phrases import RULE_OUT
from quoth.intake.people.bodies import BODIES, STUDIES
from quoth.intake.reasons import Act
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, PRONOUN
from quoth.intake.text.lexicon import act_words, lexicon
from quoth.intake.text.shapes import kind_of_phrase
from quoth.intake.text.tokens import has_verb
from quoth.store.model import Polarity

_CONDITIONS: Final = frozenset(["if", "unless", "whether", "suppose", "supposing", "imagine"])
_MODALS: Final = frozenset(
    ["would", "could", "might", "may", "should", "will", "can", "must", "'ll", "'d", "shall"]
)
_NOBODY: Final = frozenset(["no", "nobody", "none", "neither", "no-one", "nor"])
_REFUSING: Final = frozenset(
    [
        "decline", "declined", "declines", "declining", "refuse", "refused", "refuses", "refusing",
        "fail", "failed", "fails", "failing", "unwilling", "unable", "reluctant", "hesitant", "yet",
        "without", "neglected", "omitted", "forgot",
    ]
)  # fmt: skip
_SILENT: Final = frozenset(["decline", "refuse", "fail", "neglect"])
_ANSWERING: Final = frozenset(["respond", "react", "reply", "answer"])
_HABITS: Final = frozenset(
    ["liked", "likes", "loved", "loves", "used", "tended", "tends", "went", "goes", "came", "began"]
)
"""Words before "to say" after which the words were indeed said."""
_SCARCE: Final = 3
"""Fewer quoted words than this in a longer thought are the writer's choice of words."""


class Judged(NamedTuple):
    """What an attribution reports."""

    act: Act
    polarity: Polarity | None = None


def judged(article: ParsedArticle, seen: SentenceView, one: Attribution) -> Judged:
    """Return what an attribution reports."""
    lemma = one.candidate.cue.lemma
    quoted = _quoted_words(article, one)
    act = _act(article, seen, one, quoted)
    unsaid = _is_unsaid(article, seen, one) or _was_asked(article, seen, one)
    if unsaid or _is_hearsay(article, seen, one) or _gives_no_answer(article, one, quoted):
        return Judged(Act.DONE if act.is_statement else act)
    if _is_conditional(article, seen, one):
        return Judged(Act.DONE if act.is_statement else act, Polarity.HYPOTHETICAL)
    if _is_modal(article, one):
        act = act if quoted and act is Act.SAID else Act.THOUGHT
        return Judged(act, Polarity.HYPOTHETICAL)
    denied = lemma in act_words("denying") or lemma == RULE_OUT or _denies_a_claim(article, one)
    return Judged(act, Polarity.DENIED if denied else None)


def _is_unsaid(article: ParsedArticle, seen: SentenceView, one: Attribution) -> bool:
    """Tell whether the cue is negated: "never said", "did not say", "declined to say"."""
    candidate = one.candidate
    before = article.lower[max(seen.sentence.start, candidate.left) : candidate.token]
    if "not" in candidate.marks or any(word.endswith(("n't", "n’t")) for word in before):
        return True
    if before and before[0] in _REFUSING and "to" in candidate.marks:
        return True
    if candidate.cue.form == "g" and before and before[-1] in ("without", "not", "of", "avoid"):
        return True
    if candidate.subject >= 0:
        first = seen.chunks[candidate.subject].start
        is_neither = article.lower[first - 1 : first] in (["neither"], ["nor"])
        return is_neither or article.lower[first] in _NOBODY
    return bool(before) and before[0] in _NOBODY


def _gives_no_answer(article: ParsedArticle, one: Attribution, quoted: int) -> bool:
    """Tell whether it reports a silence: "declined to comment", "responded to a request"."""
    lemma = one.candidate.cue.lemma
    start = one.pieces[0][0]
    if start <= one.candidate.token or quoted or article.codes[start] != "o":
        return False
    return lemma in _SILENT or lemma in _ANSWERING


def _is_conditional(article: ParsedArticle, seen: SentenceView, one: Attribution) -> bool:
    """Tell whether the saying itself is under a condition: "if she says so"."""
    candidate = one.candidate
    first = subject_start(article, seen, candidate)
    before = article.lower[max(seen.sentence.start, first - 2) : first]
    if any(word in _CONDITIONS for word in before):
        return True
    last = article.tokens[seen.sentence.end - 1]
    return last == "?" and not seen.sentence.regions and candidate.token < one.pieces[0][0]


def _is_modal(article: ParsedArticle, one: Attribution) -> bool:
    candidate = one.candidate
    if not candidate.marks:
        return False
    token = candidate.token
    between = article.lower[candidate.left + 1 : token]
    around = article.lower[candidate.left + 1 : token + 2]
    if "only" in around or _is_habit(article, one, between):
        return False
    is_meant = "to" in candidate.marks and candidate.cue.form == "0" and one.layout != RAISED
    if is_meant and not _HABITS.isdisjoint(article.lower[max(0, candidate.left - 1) : token]):
        return False
    if is_meant and _is_reached(article, candidate.left, token):
        return False
    return not _MODALS.isdisjoint(between) or is_meant


def _is_habit(article: ParsedArticle, one: Attribution, between: list[str]) -> bool:
    """Tell whether a cue is a habit: “No,” he would say."""
    region_of = article.region_of
    is_quotation = all(region_of[start] >= 0 for start, _ in one.pieces)
    return one.layout == AROUND and is_quotation and between[:1] in (["would"], ["'d"])


def _is_reached(article: ParsedArticle, left: int, token: int) -> bool:
    """Tell whether a message was sent in order to say something: "she wrote to say that"."""
    return article.codes[token + 1] == "t" and not _REACHING.isdisjoint(
        article.lower[max(0, left - 3) : left + 1]
    )


_REACHING: Final = frozenset(
    ["wrote", "rang", "phoned", "called", "telephoned", "emailed", "texted", "tweeted", "posted"]
)


def _denies_a_claim(article: ParsedArticle, one: Attribution) -> bool:
    """Tell whether a claim is rejected together with its words: "rejected claims that ..."."""
    if one.candidate.cue.lemma not in act_words("rejecting"):
        return False
    start, end = one.pieces[0]
    near = article.lower[one.candidate.token + 1 : min(end, start + 5)]
    is_judged = "as" in article.lower[start : min(end, start + 8)]  # "dismissed it as “a lie”"
    return not is_judged and not act_words("claims").isdisjoint(near)


def _quoted_words(article: ParsedArticle, one: Attribution) -> int:
    """Return how many of the words stand in quotation marks."""
    return sum(article.quoted_in(start, end) for start, end in one.pieces)


def _was_asked(article: ParsedArticle, seen: SentenceView, one: Attribution) -> bool:
    """Tell whether the article doesn't tell whose question it is: "Asked why, Roe left".

    "Roe was asked why" is none of Roe's questions either; behind "by" stands whose it is.
    """
    token, cue = one.candidate.token, one.candidate.cue
    if cue.lemma != "ask" or article.lower[token + 1 : token + 2] == ["by"]:
        return False
    return token == seen.sentence.start or "be" in one.candidate.marks


def _is_hearsay(article: ParsedArticle, seen: SentenceView, one: Attribution) -> bool:
    """Tell whether it is hearsay, whose isn't said: "It is late, I'm told"."""
    candidate = one.candidate
    if candidate.cue.lemma != "tell" or "be" not in candidate.marks or candidate.subject < 0:
        return False
    return article.lower[seen.chunks[candidate.subject].start] in _HEARING


_HEARING: Final = frozenset(["i", "i'm", "we", "we're", "you're"])


def _act(article: ParsedArticle, seen: SentenceView, one: Attribution, quoted: int) -> Act:
    cue = one.candidate.cue
    if cue.form == "p" or cue.lemma == RULE_OUT:
        return Act.SAID
    if cue.lemma in act_words("asking"):
        asked = one.candidate.left >= seen.sentence.start or one.candidate.behind >= 0
        return Act.ASKED if asked and (quoted or _is_asked(article, one)) else Act.DONE
    if quoted and not _is_chosen(one, quoted):
        return Act.WRITTEN if cue.lemma in act_words("writing") else Act.SAID
    if one.layout == RAISED:
        said = "be" in one.candidate.marks and cue.lemma in act_words("reporting")
        return Act.SAID if said else Act.THOUGHT
    if cue.form in "nac?" or cue.lemma == "?":
        return _of_no_verb(article, one)
    return _of_verb(article, seen, one)


def _is_chosen(one: Attribution, quoted: int) -> bool:
    """Tell whether a few quoted words stand in a thought or a doing, by the writer's choice."""
    cue = one.candidate.cue
    if cue.form == "c" or any(
        cue.lemma in act_words(name) for name in ("reporting", "writing", "naming")
    ):
        return False
    every = sum(end - start for start, end in one.pieces)
    return quoted < _SCARCE and every > 3 * quoted


def _is_asked(article: ParsedArticle, one: Attribution) -> bool:
    start = one.pieces[0][0]
    word = article.lower[start]
    return article.codes[start] in "oWt" or word in _ASKING


_ASKING: Final = frozenset(["whether", "if", "why", "how", "what", "where", "when", "who", "which"])


def _of_no_verb(article: ParsedArticle, one: Attribution) -> Act:
    cue = one.candidate.cue
    if cue.form == "c":
        return Act.SAID
    if cue.lemma == "clear" and _is_made(article, one):
        return Act.SAID
    speech = cue.form == "n" and "s" in cue.classes and article.codes[one.pieces[0][0]] == "t"
    return Act.SAID if speech else Act.THOUGHT if cue.form in "na" else Act.DONE


def _is_made(article: ParsedArticle, one: Attribution) -> bool:
    """Tell whether somebody makes something clear, which is to say it."""
    token = one.candidate.token
    return not _MAKING.isdisjoint(article.lower[max(0, token - 3) : token])


_MAKING: Final = frozenset(["make", "makes", "made", "making"])


def _of_verb(article: ParsedArticle, seen: SentenceView, one: Attribution) -> Act:
    """Return the act of a verb, by its lists and by what its words begin with."""
    lemma = one.candidate.cue.lemma
    start, end = one.pieces[0]
    codes = article.codes
    if _is_decided(article, one):
        return Act.DONE
    if _is_told_by_its_words(article, seen, one):
        return Act.SAID
    is_infinitive = codes[start] == "o" or codes[start : start + 2] == "No"
    clause = codes[start] in "tW" or (
        not is_infinitive
        and codes[start] != "P"
        and has_verb(codes[start:end])
        and not _is_noun_in_ing(article, start, end)
        and not _is_with_them(article, one)
    )
    if lemma in act_words("writing"):
        return Act.WRITTEN if clause else Act.DONE
    if lemma in act_words("finding"):
        return _of_finding(article, seen, one, is_clause=clause)
    if lemma in act_words("reporting"):
        if clause or start < one.candidate.token or lemma in act_words("plain"):
            return Act.SAID
        if is_infinitive:
            return Act.SAID if lemma in act_words("intending") else Act.DONE
        return Act.SAID if lemma in act_words("naming") else Act.DONE
    return Act.THOUGHT if "t" in one.candidate.cue.classes else Act.DONE


def _is_told_by_its_words(article: ParsedArticle, seen: SentenceView, one: Attribution) -> bool:
    """Tell whether a verb that is no word of saying states something here, by what it is about.

    As in "put it to him that", "put the cost at 14 million", "reported a profit of 3 million", and
    "expects a loss", which a body states.
    """
    lemma, lower = one.candidate.cue.lemma, article.lower
    start, end = one.pieces[0]
    if lemma == "put":
        is_it = article.codes[start] == "t" and lower[
            one.candidate.token + 1 : one.candidate.token + 2
        ] == ["it"]
        return is_it or puts_a_figure(article, seen, one.candidate)
    if lemma in _RESULTS:
        return _has_a_figure(article, start, end)
    return lemma == "expect" and _by_a_body(article, seen, one)


_RESULTS: Final = frozenset(["report", "post"])
_SHORT_RESULT: Final = 12
"""Within how many words of the verb a result and its figure stand."""
_MONEY: Final = frozenset(
    [
        "profit", "profits", "loss", "losses", "revenue", "revenues", "sales", "earnings", "income",
        "turnover", "rise", "fall", "increase", "decrease", "drop", "growth", "decline", "surplus",
        "deficit", "takings", "margin", "margins",
    ]
)  # fmt: skip
"""What a body reports in figures: "reported a net profit of 31 million"."""


def _has_a_figure(article: ParsedArticle, start: int, end: int) -> bool:
    """Tell whether words give a result in figures."""
    comma = article.codes.find(",", start, end)
    end = min(end if comma < 0 else comma, start + _SHORT_RESULT)
    return "$" in article.codes[start:end] and not _MONEY.isdisjoint(article.lower[start:end])


def _by_a_body(article: ParsedArticle, seen: SentenceView, one: Attribution) -> bool:
    """Tell whether a body expects something, which it states: "The group expects a loss"."""
    if one.candidate.subject < 0 or one.candidate.marks:
        return False
    chunk = seen.chunks[one.candidate.subject]
    noun = article.lower[chunk.end - 1]
    is_body = noun in BODIES or noun == "it" or noun in lexicon().organisations
    is_name = chunk.kind == NAME and kind_of_phrase(article, chunk) in ("organisation", NAME)
    return is_body or is_name


def _is_decided(article: ParsedArticle, one: Attribution) -> bool:
    """Tell whether a cue is a decision on a request: "The judge denied the request"."""
    start, end = one.pieces[0]
    is_short = 0 < end - start <= _SHORT_REQUEST and start > one.candidate.token
    return is_short and one.candidate.cue.lemma in _DECIDING and article.lower[end - 1] in _REQUESTS


_SHORT_REQUEST: Final = 4
_DECIDING: Final = frozenset(["deny", "reject", "dismiss", "refuse", "accept", "approve"])
_REQUESTS: Final = frozenset(
    [
        "request", "requests", "motion", "motions", "appeal", "appeals", "application", "petition",
        "applications", "bid", "bids", "plea", "bail", "injunction", "permission", "amendment",
    ]
)  # fmt: skip


def _is_noun_in_ing(article: ParsedArticle, start: int, end: int) -> bool:
    """Tell whether the words are a noun in -ing alone: "has published its first reading"."""
    codes = article.codes[start:end]
    return (
        codes[:1] in ("D", "G")
        and article.lower[end - 1].endswith("ing")
        and not has_verb(codes[:-1])
    )


def _is_with_them(article: ParsedArticle, one: Attribution) -> bool:
    """Tell whether the words begin with whom one agrees with: "He agreed with her and left"."""
    token = one.candidate.token
    agrees = one.candidate.cue.lemma in _AGREEING and article.lower[token + 1] == "with"
    return agrees and one.pieces[0][0] == token + 2 and article.codes[token + 2] not in "W"


_AGREEING: Final = frozenset(["agree", "disagree"])


def _of_finding(
    article: ParsedArticle, seen: SentenceView, one: Attribution, *, is_clause: bool
) -> Act:
    """Return the act of "found", "revealed" and the like: a finding, which a review states.

    Of a person it is a thought, unless it stands behind the words: "..., he revealed".
    """
    token = one.candidate.token
    if _by_a_person(article, seen, one):
        is_told = one.candidate.cue.lemma == "reveal" or _in_a_study(article, seen, one)
        said = is_clause and (one.pieces[0][0] < token or is_told)
        return Act.SAID if said else Act.THOUGHT
    first = subject_start(article, seen, one.candidate)
    head = next((chunk for chunk in seen.chunks if chunk.start == first), None)
    studied = head is not None and article.lower[head.end - 1] in STUDIES
    return Act.SAID if is_clause or studied else Act.THOUGHT


def _in_a_study(article: ParsedArticle, seen: SentenceView, one: Attribution) -> bool:
    """Tell whether a person found something in what they published: "In a study she found"."""
    first = subject_start(article, seen, one.candidate)
    opening = article.lower[seen.sentence.start : first]
    return opening[:1] in (["in"], ["for"]) and not STUDIES.isdisjoint(opening[1:_OPENING])


_OPENING: Final = 8
"""Within how many words of the sentence the study is named."""


def _by_a_person(article: ParsedArticle, seen: SentenceView, one: Attribution) -> bool:
    number = one.candidate.subject
    if number < 0:
        return False
    chunk = seen.chunks[number]
    word = article.lower[chunk.start]
    return chunk.kind == PRONOUN and word not in ("it", "which", "that", "they")
