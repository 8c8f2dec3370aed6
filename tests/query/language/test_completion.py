"""What is offered at the cursor, and that putting it in means what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.query.language.completion import Completion, complete
from quoth.query.language.names import NamedValue
from quoth.query.language.parsing import parse
from quoth.query.language.resolving import resolve
from quoth.query.language.tree import FieldName, FieldTerm
from tests.query.language.making import Shelf, messy_texts, tree, wrong
from tests.query.language.test_resolving import ACTORS, SHELF
from tests.strategies import hostile_text

SAVED = {"peace talks": "peace by:macron", "Fine": "a OR b"}


def offered(marked: str) -> list[Completion]:
    """Return what is offered where `|` stands."""
    before, _, after = marked.partition("|")
    return complete(before + after, len(before), SHELF, saved=SAVED)


def texts(marked: str) -> list[str]:
    """Return the texts that are offered."""
    return [completion.text for completion in offered(marked)]


def put_in(marked: str) -> str:
    """Return the text with the first offer put in."""
    first = offered(marked)[0]
    text = marked.replace("|", "")
    return text[: first.start] + first.text + text[first.end :]


def test_a_word_may_become_a_field() -> None:
    assert texts("t|") == ["to:", "topic:", "tag:", "until:"]
    assert texts("so|") == ["source:", "sort:"]
    assert texts("SPE|") == ["by:"]
    assert offered("b|")[0].help == "who said it, or on whose behalf"


@pytest.mark.parametrize(
    "marked",
    ["|", "a |", "xyz|", '"b|', '"b"|', "(|", "-|", "by:x |", 'by:"mac"|', "b|ar", "10|", "zz:x|"],
)
def test_nothing_is_offered_where_nothing_can_be_meant(marked: str) -> None:
    assert offered(marked) == []


def test_values_come_with_the_most_statements_first() -> None:
    assert texts("by:mac|") == ['"Emmanuel Macron"', '"Brigitte Macron"']
    assert texts("by:|")[0] == '"Emmanuel Macron"'
    assert len(complete("by:", 3, SHELF, limit=3)) == 3
    assert offered("by:emm|")[0].label == "Emmanuel Macron"
    assert offered("by:emm|")[0].help == "President of France · 30 statements"
    assert offered("by:navy|")[0].help == "1 statement"


def test_what_a_name_means_as_it_stands_comes_first() -> None:
    shelf = Shelf(
        {FieldName.BY: [NamedValue("ua", "Ukraine", (), 9), NamedValue("gb", "Britain", ("UK",))]}
    )
    assert [offer.text for offer in complete("by:uk", 5, shelf)] == ["Britain", "Ukraine"]


def test_a_slip_is_offered_what_it_stands_for() -> None:
    assert texts("by:macrn|")[0] == '"Emmanuel Macron"'
    assert texts("kind:drect|") == ["direct"]


def test_an_id_stands_where_names_are_the_same() -> None:
    assert texts("by:mary|") == ["mary-1", "mary-2"]


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        ("by:emm|", 'by:"Emmanuel Macron"'),
        ('by:"emm|', 'by:"Emmanuel Macron"'),
        ("by:“emm|”", 'by:"Emmanuel Macron"'),
        ('by:"emm|anuel m" x', 'by:"Emmanuel Macron" x'),
        ('by:"emm| "peace"', 'by:"Emmanuel Macron" "peace"'),
        ("by:em|manuel x", 'by:"Emmanuel Macron" x'),
        ("(a OR -by:emm|)", '(a OR -by:"Emmanuel Macron")'),
        ("-speak|", "-by:"),
        ("sp|eaker:emm", "by:emm"),
        ("a kin| b", "a kind: b"),
        ("kind:|", "kind:direct"),
        ("sort:n|", "sort:newest"),
        ("has:no|", "has:note"),
        ("said:last-w|", 'said:"last week"'),
        ("since:mar|", "since:March"),
        ("stance:sup|", "stance:support"),
        ("stance:support:for|", 'stance:"support:Foreign aid"'),
        ("@pea|", '@"peace talks"'),
        ("@|", "@Fine"),
        ('@"peace|', '@"peace talks"'),
    ],
)
def test_what_is_offered_takes_the_place_of_what_was_typed(marked: str, whole: str) -> None:
    assert put_in(marked) == whole
    assert not wrong(parse(whole, SAVED)) or whole.endswith(("by:", "b"))


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.id)
def test_what_is_offered_for_an_actor_means_that_actor(actor: NamedValue) -> None:
    assert means(actor, SHELF, actor.id)


@given(st.lists(hostile_text, min_size=2, max_size=4, unique_by=str.casefold))
def test_an_offer_means_its_entry_whatever_it_is_called(names: list[str]) -> None:
    """Each has an id that can be typed, as a name may be no word at all."""
    entries = [NamedValue(f"id{number}x", name) for number, name in enumerate(names)]
    shelf = Shelf({FieldName.BY: entries})
    for entry in entries:
        assert means(entry, shelf, entry.id)


def means(entry: NamedValue, shelf: Shelf, typed: str) -> bool:
    """Tell whether the offer for what was typed of an entry means this entry alone."""
    start = f"by:{typed}"
    labels = [entry.name or entry.id]
    for offer in complete(start, len(start), shelf, limit=50):
        root = parse(start[: offer.start] + offer.text + start[offer.end :]).root
        meant = resolve(root, shelf) if isinstance(root, FieldTerm) else None
        if meant and offer.label in labels and meant.ids == (entry.id,):
            return True
    return False


@given(messy_texts, st.data())
def test_any_text_and_any_cursor_will_do(text: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(-1, len(text) + 1))
    for offer in complete(text, cursor, SHELF, saved=SAVED):
        assert 0 <= offer.start <= max(cursor, 0) <= offer.end + (cursor > len(text))
        assert offer.end <= len(text)
        assert offer.text


def test_a_saved_search_is_offered_by_its_name() -> None:
    assert [offer.label for offer in offered("@|")] == ["@Fine", "@peace talks"]
    assert tree(put_in("@fi|"), SAVED) == tree("a OR b")
    assert complete("@fi", 3, SHELF) == []
