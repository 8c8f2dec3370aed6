"""One table says what can be typed before a colon."""

from __future__ import annotations

from quoth.query.language.fields import (
    KEYWORDS,
    SORT,
    Keyword,
    akin_to,
    keyword_of,
    known_words,
)
from quoth.query.language.tree import FieldName


def keyword_for(name: FieldName) -> Keyword:
    """Return how a field is typed."""
    return next(one for one in KEYWORDS if one.field is name)


def test_every_field_has_a_keyword_and_help() -> None:
    assert {keyword.field for keyword in KEYWORDS} == {*FieldName, None}
    for name in FieldName:
        assert keyword_for(name).field is name
    assert all(keyword.help for keyword in KEYWORDS)


def test_no_word_means_two_fields() -> None:
    accepted = list(known_words())
    assert len(accepted) == len(set(accepted))
    akin = [word for keyword in KEYWORDS for word in keyword.akin]
    assert len(akin) == len(set(akin))
    assert not set(akin) & set(accepted)
    assert all(word.isalpha() and word.isascii() and word.islower() for word in (*accepted, *akin))


def test_a_word_is_known_whatever_its_case() -> None:
    assert keyword_of("BY") is keyword_for(FieldName.BY)
    assert keyword_of("Speaker") is keyword_for(FieldName.BY)
    assert keyword_of("from") is None
    assert akin_to("From") == "by"
    sort = keyword_of(SORT)
    assert sort is not None
    assert sort.field is None


def test_every_spelling_of_a_value_is_one_of_its_values() -> None:
    for keyword in KEYWORDS:
        for spelling in (*keyword.values, *(alias for alias, _ in keyword.value_aliases)):
            assert keyword.canonical(spelling.upper()) in keyword.values
            assert all(keyword.continues(spelling[:end]) for end in range(1, len(spelling) + 1))
