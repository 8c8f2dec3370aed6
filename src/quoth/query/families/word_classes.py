"""The words whose change may change what was said: numbers, negations, modal verbs, persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from quoth.basics.text import Token
from quoth.basics.word_lists import word_set
from quoth.query.families.stretches import VerbatimStretch

NEGATIONS: Final = word_set(
    "no not never without hardly scarcely barely neither nor none nobody nothing nowhere"
    " nicht nie niemals kein keine keinem keinen keiner keines nichts niemand ohne jamais rien"
    " aucun aucune sans ne pas non niet nooit geen niets inte ikke aldrig nunca jamas ningun"
    " ninguna nadie nessun nessuno nessuna senza nao ninguem nenhum nenhuma не нет никогда без"
)
MODALS: Final = word_set(
    "will would can could may might must should shall ought"
    " kann konnen konnte konnten muss mussen musste mussten soll sollen sollte sollten darf durfen"
    " peut peuvent pourrait doit doivent devrait puede pueden podria debe deben deberia"
)
PERSONS: Final = word_set(
    "i me my mine myself we us our ours ourselves you your yours he him his himself she her hers"
    " herself they them their theirs themselves"
)
TENSES: Final = word_set(
    "am is are was were be been being has have had having do does did done going went gone"
)
CONDITIONS: Final = word_set("but if unless except although though until provided without only")
"""Words that take back, or bind to something, what stands before them in a sentence."""
PRECONDITIONS: Final = word_set("if unless when once until provided without only")
"""Words that bind to something what stands after them in a sentence."""
FUNCTION_WORDS: Final = (
    word_set(
        "a an the this that these those and or but if as at by for from in into of off on onto out"
        " over to up with than then so such it its who whom whose which what when where why how"
        " all any both each few more most other some too very just now here there about after again"
        " against before below between down during further once under until while because"
    )
    | NEGATIONS
    | MODALS
    | PERSONS
    | TENSES
    | CONDITIONS
)

EVERYDAY_WORDS: Final = word_set(
    "think thinks know knows want wants get gets got go goes going gone let lets tell tells"
    " told say says said make makes made do does did done doing see look looks come comes came"
    " take takes put need needs believe mean means give gives good big great lot lots way"
    " thing things something anything everything nothing really well also like much many even"
    " ever always back people everybody somebody one ones yes ok okay please thank thanks"
    " sorry hello welcome ladies gentlemen friends morning evening god bless happy glad proud"
    " honored honoured love"
)
"""Common words: sharing them doesn't make two statements alike."""

SIGNS: Final = {
    "%": word_set("percent pc per cent"), "$": word_set("dollar dollars"),
    "€": word_set("euro euros"),
    "£": word_set("pound pounds"),
}  # fmt: skip
"""What stands for words beside a number, and the words."""
_AFTER_WHICH_ONE_IS_NONE: Final = word_set("no every any some this that the which each")


# -- Short forms -----------------------------------------------------------------------------------

_SHORT_FORMS: Final = {"ll": "will", "ve": "have", "re": "are", "m": "am", "d": "'d"}
_NEGATED: Final = {"ca": "can", "wo": "will", "sha": "shall"}
_WRITTEN_TOGETHER: Final = {
    "cannot": ("can", "not"), "dont": ("do", "not"), "doesnt": ("does", "not"),
    "didnt": ("did", "not"), "isnt": ("is", "not"), "arent": ("are", "not"),
    "wasnt": ("was", "not"), "wouldnt": ("would", "not"), "couldnt": ("could", "not"),
    "shouldnt": ("should", "not"), "havent": ("have", "not"), "hasnt": ("has", "not"),
}  # fmt: skip
_THEIR_S: Final = {
    **dict.fromkeys(("it", "he", "she", "that", "there", "here", "what", "who", "where"), "is"),
    "let": "us",
}


@cache
def _short_form() -> re.Pattern[str]:
    """Return the pattern of a word with what was shortened behind it."""
    return re.compile(r"(?i)(.+?)(?:(n)['’ʼ]t|['’ʼ](ll|ve|re|m|d|s))$")


def spelt_out(one: VerbatimStretch) -> tuple[Token, ...]:
    """Return the words of a stretch with short forms in full: `don't` is `do` and `not`.

    Each stands where the short form does. `'d` stays: see `with_would`.
    """
    return tuple(part for token in one.tokens for part in _parts(one.raw, token))


def _parts(raw: str, token: Token) -> Iterator[Token]:
    """Yield the words that a token stands for."""
    if token.word in _WRITTEN_TOGETHER:
        yield from (token._replace(word=word) for word in _WRITTEN_TOGETHER[token.word])
        return
    written = raw[token.start : token.end]
    match = None if written.isalnum() else _short_form().match(written)
    if match is None:
        yield token
        return
    base = match[1].casefold()
    if match[2]:
        yield token._replace(word=_NEGATED.get(base, base))
        yield token._replace(word="not")
        return
    ending = match[3].casefold()
    if ending != "s":
        yield token._replace(word=base)
        yield token._replace(word=_SHORT_FORMS[ending])
        return
    yield token
    if base in _THEIR_S:
        yield token._replace(word=_THEIR_S[base])


def with_would(tokens: Sequence[Token], others: Sequence[Token]) -> tuple[Token, ...]:
    """Return tokens with each `'d` as the word that it may stand for: what the others have."""
    if not any(one.word == "'d" for one in tokens):
        return tuple(tokens)
    theirs = {one.word for one in others}
    meant = next((word for word in ("'d", "would", "had") if word in theirs), "would")
    return tuple(one._replace(word=meant) if one.word == "'d" else one for one in tokens)


def stands_for_none(words: Sequence[str], place: int) -> bool:
    """Tell whether a `one` isn't a number, as in `no one`."""
    return words[place] == "one" and place > 0 and words[place - 1] in _AFTER_WHICH_ONE_IS_NONE
