"""What stands beside a name and tells who it is: "Ada Marsh, the town's mayor,"."""

from __future__ import annotations

from typing import Final

from quoth.intake.attributing.cues import CALLED, SentenceView
from quoth.intake.people.bodies import BEFORE_NAMES
from quoth.intake.people.figures import ORGANISATION, PERSON, UNKNOWN, Figure
from quoth.intake.people.name_parts import OFFICES
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, Chunk
from quoth.intake.text.lexicon import lexicon
from quoth.intake.text.shapes import is_for_a_person

_ENDING: Final = (",", ".", "", "Q", ";")
_LEADING: Final = {
    f"who {verb}": role
    for role, verbs in (
        ("leader", "leads led heads headed"),
        ("chair", "chairs chaired"),
        ("director", "directs directed"),
        ("coach", "coaches coached"),
        ("captain", "captains captained"),
        ("founder", "founded"),
        ("owner", "owns"),
    )
    for verb in verbs.split()
}
"""What a clause behind a name makes of somebody: "Ada Roe, who leads the union,"."""
_MAKING: Final = frozenset(["owner", "maker", "operator", "supplier", "developer", "publisher"])
"""Nouns for firms as well as people: "Roe Retail, the owner of two chains,"."""
_STYLES: Final = frozenset(
    [
        "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "lord", "lady", "dame", "hon", "comrade",
        "chief", "otunba", "oba", "nana", "elder", "kc", "qc", "sc", "bl", "mp", "msp", "mep", "td",
        "malam", "mallam", "alhaji", "alhaja", "hajia", "engr", "shri", "smt", "datuk", "rev",
    ]
)  # fmt: skip
"""Titles of people who may have an office as well: "Mr Roe", "Roe, the mayor,"."""
_LEADS: Final = frozenset(["of", "for", "at", "on", "in"])
"""What leads from an office to what it is of: "head of operations at the port"."""
_LANDS: Final = frozenset(
    ["state", "country", "nation", "city", "town", "village", "centre", "center", "station"]
)
"""Nouns that say what a place is: "Tarn, a riverine state," isn't a person."""


def has_role(figure: Figure) -> bool:
    """Tell whether somebody's role is known, a mere style like "Mr" or "KC" apart."""
    return bool(figure.role) and figure.role.rstrip(".").lower() not in _STYLES


def learn_role(article: ParsedArticle, named: Figure, seen: SentenceView, phrase: Chunk) -> None:
    """Know somebody's role by what stands beside their name: "Ada Marsh, the town's mayor,"."""
    codes = article.codes
    first = phrase.end + 1
    is_open = named.kind in (PERSON, UNKNOWN) and not has_role(named)
    mark = codes[phrase.end : first]
    if not is_open or mark not in (",", ".") or is_where(article, phrase):
        return
    found = _role_before(article, seen, phrase.start - 1) if mark == "." else ""
    found = found or (
        _role_at(article, seen, first)
        or _role_before(article, seen, phrase.start - 1)
        or _LEADING.get(" ".join(article.lower[first : first + 2]), "")
    )
    if not found and named.kind == UNKNOWN and (body := _body_at(article, seen, first)):
        named.kind, named.role = ORGANISATION, body
    if found:
        if named.kind == UNKNOWN and not _MAKING.isdisjoint(found.lower().split()):
            return
        named.role = found
        named.kind = PERSON
        named.learn_gender(found.split())


def is_where(article: ParsedArticle, phrase: Chunk) -> bool:
    """Tell whether a name says where it happened: "In Tarn, a minister, Ada Roe, said"."""
    return article.lower[max(0, phrase.start - 1)] in ("in", "at")


def called_noun(article: ParsedArticle, phrase: Chunk) -> str:
    """Return the noun for a person whom a name is given to: "a man called Bo"."""
    lower, before = article.lower, phrase.start - 2
    is_called = before > 0 and lower[before + 1] in CALLED
    return lower[before] if is_called and is_for_a_person(lower[before]) else ""


def _role_at(article: ParsedArticle, seen: SentenceView, first: int) -> str:
    """Return the role that begins with a token, and is all up to the next mark."""
    codes, lower = article.codes, article.lower
    if codes[first : first + 1] not in ("D", "G", "U"):
        return ""
    end = 0
    for chunk in seen.chunks:
        is_role = _names_a_role(article, chunk) or _is_office(article, chunk)
        goes_on = ("of", "for", "at", "and") if is_role else ("of", "for", "at")
        is_next = end > 0 and chunk.start == end + 1 and lower[end] in goes_on
        if is_next or (chunk.start == first and is_role):
            end = chunk.end
    return article.piece(first, end) if end and codes[end : end + 1] in _ENDING else ""


def _body_at(article: ParsedArticle, seen: SentenceView, first: int) -> str:
    """Return a noun for a firm that begins with a token: "Roe Atlantic, a Spanish company that"."""
    if article.lower[first : first + 1] not in (["a"], ["an"]):
        return ""
    nouns = (chunk for chunk in seen.chunks if chunk.start == first)
    chunk = next((one for one in nouns if article.lower[one.end - 1] in BEFORE_NAMES), None)
    return "" if chunk is None else article.piece(first, chunk.end)


def _is_office(article: ParsedArticle, chunk: Chunk) -> bool:
    """Tell whether a phrase is an office in capitals: "Ada Roe, Chief Financial Officer,"."""
    head, known = article.lower[chunk.end - 1], lexicon()
    is_one = head in OFFICES or head in known.occupations or head in known.roles
    return chunk.kind == NAME and article.codes[chunk.start] == "U" and is_one


def _role_before(article: ParsedArticle, seen: SentenceView, comma: int) -> str:
    """Return the role that ends before a comma: "the town's mayor, Ada Marsh,"."""
    if article.codes[max(0, comma) : comma + 1] != ",":
        return ""
    for chunk in seen.chunks:
        if chunk.end == comma and article.codes[chunk.start - 1] == "g":
            return ""  # "counsel assisting the coroner, Ada Roe,"
        if chunk.end == comma and _names_a_role(article, chunk):
            return article.piece(chunk.start, chunk.end)
        if chunk.end == comma and article.lower[chunk.start - 1] in _LEADS:
            return _office_of(article, seen, chunk)
    return ""


def _office_of(article: ParsedArticle, seen: SentenceView, what: Chunk) -> str:
    """Return an office with what it is of: "the Minister of State for Works, Ada Roe,"."""
    known, first = lexicon(), what.start
    for chunk in reversed(seen.chunks):
        if chunk.end != first - 1 or article.lower[chunk.end] not in _LEADS:
            continue
        head, first = article.lower[chunk.end - 1], chunk.start
        if article.codes[first] in "DG" and (head in OFFICES or head in known.occupations):
            return article.piece(first, what.end)
    return ""


def _names_a_role(article: ParsedArticle, chunk: Chunk) -> bool:
    head = article.lower[chunk.end - 1]
    return (
        chunk.kind == NOUN
        and head not in _LANDS
        and (article.codes[chunk.start] in "DG" or "'" in article.codes[chunk.start : chunk.end])
        and (head in lexicon().people or head in lexicon().roles)
    )
