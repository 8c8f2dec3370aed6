"""Other ways to write the same words: what a person types who remembers every one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Final

from tests.benchmarks.search.folding import without_accents

Respelling = Callable[[Sequence[str], Random], list[str] | None]
"""Takes words as they stand in a text; returns them otherwise spelt, or nothing if it can't."""

_APOSTROPHES: Final = "'’"
# All that look like one.
_HYPHENS: Final = "-‐‑"
_PAIRS: Final = """
analyse/analyze apologise/apologize armour/armor behaviour/behavior cancelled/canceled
catalogue/catalog centre/center centres/centers cheque/check colour/color colours/colors
criticise/criticize criticised/criticized defence/defense dialogue/dialog emphasise/emphasize
endeavour/endeavor favour/favor favourite/favorite fulfil/fulfill grey/gray harbour/harbor
honour/honor honoured/honored humour/humor jewellery/jewelry judgement/judgment
kilometre/kilometer kilometres/kilometers labour/labor licence/license litre/liter
metre/meter metres/meters mobilise/mobilize modernise/modernize neighbour/neighbor
neighbours/neighbors neighbouring/neighboring offence/offense organisation/organization
organisations/organizations organise/organize organised/organized paralysed/paralyzed
plough/plow practise/practice prioritise/prioritize programme/program programmes/programs
realise/realize realised/realized recognise/recognize recognised/recognized rumour/rumor
sceptical/skeptical stabilise/stabilize theatre/theater travelled/traveled travelling/traveling
tyre/tire utilise/utilize vigour/vigor
"""


def _both_ways() -> Mapping[str, str]:
    """Return the American spelling of British words, and the other way round."""
    pairs = [pair.split("/") for pair in _PAIRS.split()]
    return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


_REGIONAL: Final = _both_ways()


def accents_dropped(words: Sequence[str], rng: Random) -> list[str] | None:
    """Return the words without their accents."""
    return _if_other(words, [without_accents(word) for word in words])


def apostrophes_dropped(words: Sequence[str], rng: Random) -> list[str] | None:
    """Return the words without apostrophes: "dont" for "don't"."""
    table = str.maketrans("", "", _APOSTROPHES)
    return _if_other(words, [word.translate(table) for word in words])


def hyphen_or_blank(words: Sequence[str], rng: Random) -> list[str] | None:
    """Return the words with a blank for each hyphen or, where none is, a hyphen for one blank."""
    table = str.maketrans(dict.fromkeys(_HYPHENS, " "))
    parted = _if_other(words, [word.translate(table) for word in words])
    if parted is not None or len(words) < 2:
        return parted
    place = rng.randrange(len(words) - 1)
    return [*words[:place], f"{words[place]}-{words[place + 1]}", *words[place + 2 :]]


def other_region(words: Sequence[str], rng: Random) -> list[str] | None:
    """Return the words as they are spelt on the other side of the Atlantic."""
    return _if_other(words, [_REGIONAL.get(word.lower(), word) for word in words])


def other_case(words: Sequence[str], rng: Random) -> list[str] | None:
    """Return the words all in capitals, or each with a capital."""
    return [word.upper() for word in words] if rng.random() < 0.5 else [w.title() for w in words]


RESPELLINGS: Final[Mapping[str, Respelling]] = {
    "accents": accents_dropped,
    "hyphen": hyphen_or_blank,
    "apostrophe": apostrophes_dropped,
    "region": other_region,
    "case": other_case,
}
"""The spelling variants by the name of their kind."""


def _if_other(words: Sequence[str], respelt: list[str]) -> list[str] | None:
    """Return words that are spelt otherwise than before, or nothing."""
    return respelt if respelt != list(words) else None
