"""What an extraction does depends on identifiers; the words for them are for people alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import quoth
from quoth.editing.names import Nothing
from quoth.intake import reason_words
from quoth.intake.extraction import extract
from quoth.intake.keeping import Keeper
from quoth.intake.model import Draft, Extraction, Mention, Named, Span
from quoth.intake.noted import FIELD, Noted, answered, noted
from quoth.intake.reason_words import in_words
from quoth.intake.reasons import (
    Clue,
    Doubt,
    Doubted,
    DoubtKind,
    ExtractionRule,
    FoundBy,
    Meant,
    MeantBy,
    Pattern,
    Referent,
)
from quoth.intake.text.chunks import NAME, NOUN, PRONOUN
from quoth.intake.text.linear import weights
from quoth.store.model import ActorKind, Kind
from quoth.store.parsing import Document
from tests.intake.articles import THURSDAY
from tests.intake.making import ARTICLE, article

PRONOUNS = """\
Ada Marsh met Bernard Vale. “It is closed,” she said. “It is not,” he replied. “It was.”

“We shall see.

“And then?”

Officials said that it was late. They said that it rained. Vale, who said that it was dry, left.
"""
DESCRIBED = """\
French President Emmanuel Roe met Mayor Bob Vale. The mayor said that it was late.

Vale’s answer was short:

“No.”

“Never.”
"""
TEXTS = (
    ARTICLE,
    PRONOUNS,
    DESCRIBED,
    "The mayor, Ada Marsh, met the press.\n\nMARSH: It is late.\n\nQ: Is it?\n\nA: It is.",
    "“Ships are patient with people.” — Bernard Vale\n\nThe crowd was loud.\n\n“Down with it!”",
    "According to Ada Marsh, the town sleeps. Reuters reported that Vale said it was late.",
)


def _reworded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all reasons said in other words, and some in the same ones."""
    for name in ("_FOUND", "_SOURCES", "_QUOTED", "_CLUES", "_DOUBTS"):
        table = getattr(reason_words, name)
        others = {key: f"nobody “x” then {number % 2}" for number, key in enumerate(table)}
        monkeypatch.setattr(reason_words, name, others)


def _kept(found: Extraction, text: str) -> list[Document]:
    """Return what a store has of an article, but for the words of the reasons."""
    edits = Keeper(Nothing()).keep(article(text), found).change.edits
    documents = [edit.after for edit in edits if edit.after is not None]
    return [_without_words(one) for one in documents]


def _without_words(document: Document) -> Document:
    """Return a record without the words that say how it was made."""
    how = noted(document)
    if how is None:
        return document
    return {**document, FIELD: how._replace(rule="", doubts=("",) * len(how.doubts)).as_field()}


@pytest.mark.parametrize("text", TEXTS)
def test_other_words_change_no_number_and_no_draft(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = extract(text, THURSDAY)
    assert before.drafts
    kept = _kept(before, text)
    _reworded(monkeypatch)
    after = extract(text, THURSDAY)
    assert [one.rule for one in after.drafts] != [one.rule for one in before.drafts]
    assert [one._replace(rule="") for one in after.drafts] == [
        one._replace(rule="") for one in before.drafts
    ]
    assert after.actors == before.actors
    assert _kept(after, text) == kept


def test_the_confidence_has_identifiers_for_keys() -> None:
    groups: dict[str, set[str]] = {}
    for feature in weights("confidence"):
        group, _, rest = feature.partition(" ")
        groups.setdefault(group, set()).add(rest)
    kinds = [str(kind) for kind in Kind]
    assert groups["how"] <= {f"{found} {kind}" for found in FoundBy for kind in kinds}
    assert groups["speaker"] <= {f"{known} {kind}" for known in Referent for kind in kinds}
    assert groups["kind"] == set(kinds)
    assert {key.split(" ")[0] for key in groups["speaker"]} == set(Referent)
    # Of these there were too few to weigh them.
    rare = {
        FoundBy.EXCHANGE, FoundBy.GOES_ON, FoundBy.LETTER, FoundBy.SIGNED, FoundBy.TAG,
    }  # fmt: skip
    assert {key.split(" ")[0] for key in groups["how"]} == set(FoundBy) - rare


def _rules() -> Iterator[ExtractionRule]:
    """Yield a rule of each shape."""
    yield from (ExtractionRule(found) for found in FoundBy if found is not FoundBy.CUE)
    for source in (NAME, NOUN, PRONOUN, ""):
        for first in (True, False):
            for words_first in (True, False):
                yield ExtractionRule(
                    FoundBy.CUE, Pattern("said", source, first, words_first, first)
                )
    for clue in Clue:
        for gender in ("m", "f", ""):
            meant = Meant(MeantBy.ANTECEDENT, "she", "Ada Marsh", clue, gender)
            yield ExtractionRule(FoundBy.NOBODY, None, meant)


def test_every_reason_has_words() -> None:
    assert all(map(in_words, _rules()))
    assert all(in_words(Doubt(kind, "Marsh", "Ada Marsh")) for kind in DoubtKind)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            ExtractionRule(FoundBy.CUE, Pattern("According", NAME, False, False, False)),
            "“according to”, then a name, then reported words",
        ),
        (
            ExtractionRule(FoundBy.CUE, Pattern("said", "", False, True, True)),
            "a quotation, then “said”",
        ),
        (
            ExtractionRule(
                FoundBy.CUE, Pattern("said", PRONOUN, True, True, True),
                Meant(MeantBy.ANTECEDENT, "she", "Ann", Clue.SPOKE, "f"),
            ),
            "a quotation, then a pronoun, then “said”; “she” is Ann: a woman who spoke before",
        ),
        (ExtractionRule(FoundBy.LETTER, None, Meant(MeantBy.LABEL)), "a transcript’s label"),
        (
            ExtractionRule(FoundBy.SAME_PARAGRAPH, None, Meant(MeantBy.NAME)),
            "a quotation, one more in the paragraph",
        ),
    ],
)  # fmt: skip
def test_a_rule_is_said_as_a_person_can_read_it(rule: ExtractionRule, words: str) -> None:
    assert in_words(rule) == words


# -- Doubts ----------------------------------------------------------------------------------------


class _Ann:
    """A store with one actor, of whom a name may be a slip."""

    def find(self, _table: str, _record_id: str) -> None:
        """Find nothing."""

    def documents(self, table: str) -> Iterator[tuple[str, Document]]:
        """Yield the actor."""
        ann: Document = {"id": "ann", "name": "Ann Archer", "kind": "person"}
        return iter([("1", ann)] if table == "actors" else [])


def _doubtful() -> Document:
    """Return a draft whose speaker and addressee are taken for the same actor, each by a slip."""
    text = "“Bread is dear,” Ann Archar told Ann Archerr."
    speaker, other = (Mention(name, Span(17, 27)) for name in ("Ann Archar", "Ann Archerr"))
    draft = Draft("Bread is dear", Kind.DIRECT, (Span(1, 14),), speaker, addressee=(other,))
    names = tuple(Named(one.name, ActorKind.PERSON) for one in (speaker, other))
    kept = Keeper(_Ann()).keep(article(text), Extraction((draft,), names))
    return kept.change.edits[-1].after or {}


def _doubts(document: Document) -> tuple[Doubted, ...]:
    """Return which links of a draft are doubted."""
    how = noted(document)
    assert how is not None
    assert len(how.doubts) == len(how.doubted)
    return how.doubted


@pytest.mark.parametrize("are_reworded", [False, True])
def test_a_doubt_is_answered_for_its_link(
    are_reworded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if are_reworded:
        _reworded(monkeypatch)
    draft = _doubtful()
    assert _doubts(draft) == (Doubted.SPEAKER, Doubted.OTHER)
    assert _doubts(answered(draft, {**draft, "speaker": "bo"})) == (Doubted.OTHER,)
    assert _doubts(answered(draft, {**draft, "addressee": ["bo"]})) == (Doubted.SPEAKER,)
    both = {**draft, "speaker": "bo", "addressee": ["bo"]}
    assert _doubts(answered(draft, both)) == ()
    assert answered(draft, {**draft, "note": "later"})[FIELD] == draft[FIELD]


def test_the_note_of_an_older_quoth_has_words_alone() -> None:
    slip, surname = (
        "“Ann Archar” is taken for Ann Archer: the spelling differs",
        "“Vale” is taken for Bob Vale, who alone has that surname",
    )
    rule = "a name, then “said”, then reported words"
    note = {"rule": rule, "named": "Ann Archar", "doubts": [slip, surname]}
    draft: Document = {"speaker": "ann", "mentions": ["bob"], FIELD: note}
    how = noted(answered(draft, {**draft, "speaker": "bo"}))
    assert how is not None
    assert how == Noted(rule, named="Ann Archar", doubts=(surname,), doubted=how.doubted)
    how = noted(answered(draft, {**draft, "mentions": []}))
    assert how is not None
    assert how.doubts == (slip,)


def test_a_note_that_doubts_in_a_newer_way_is_read_by_its_words() -> None:
    note = {"named": "Vale", "doubts": ["“Vale” is taken for two"], "doubted": ["somebody else"]}
    draft: Document = {"speaker": "bob", FIELD: note}
    how = noted(answered(draft, {**draft, "speaker": "bo"}))
    assert how is not None
    assert how.doubts == ()


# -- The sources -----------------------------------------------------------------------------------

_CUTTING = {
    "startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition", "split",
    "index", "find",
}  # fmt: skip
_WORDS = re.compile(r"[A-Za-z’']{2,} [A-Za-z’']{2,}")
_OF_OTHERS = {"field limit", "Unterminated string", "does not exist"}
"""What the modules `csv` and `json` say, and a server that lets nobody in: no other sign is there
of what went wrong."""


def _looked_for(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield each text that a module compares others with, cuts off them, or has a value under."""
    for node in ast.walk(tree):
        for one in _operands(node):
            inside = one.elts if isinstance(one, ast.Tuple | ast.List | ast.Set) else [one]
            inside += [
                part for some in inside if isinstance(some, ast.JoinedStr) for part in some.values
            ]
            for part in inside:
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.lineno, part.value


def _operands(node: ast.AST) -> list[ast.expr]:
    """Return what is compared with other things, cut off them, or has a value under it."""
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    if isinstance(node, ast.MatchValue):
        return [node.value]
    if isinstance(node, ast.Subscript):
        return [node.slice]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.args if node.func.attr in _CUTTING else []
    return []


def test_no_words_for_people_are_looked_for_in_the_sources() -> None:
    folder = Path(quoth.__file__).parent
    found = [
        f"{path.relative_to(folder)}:{line}: {text!r}"
        for path in folder.rglob("*.py")
        for line, text in _looked_for(ast.parse(path.read_text("utf-8")))
        if _WORDS.search(text) and text not in _OF_OTHERS
    ]
    assert found == []
