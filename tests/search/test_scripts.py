"""What is written in another script, or with other marks, is found as it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.text import tokenise, words
from quoth.query import Query
from quoth.query.run import Engine
from quoth.search import highlights
from tests.making import TODAY, corpus_of_quotes, found_in
from tests.strategies import any_text, hostile_text

_QUOTES = (
    "L'Europe doit agir aujourd'hui",
    "Il futuro dell’Italia è incerto",
    "ประเทศไทยมีขนมปังแพง",
    "الخبز غالٍ في ٢٠٢٥",
    "Hawaiʻi is warm",
    "Rock ’n’ roll is dead",
    "Die Straße ist groß",
    "İstanbul kalabalık",
    "Ёлка зелёная",
    "Ὁ σοφός ἄνθρωπος",
    "می‌خواهم نان بخرم",
    "한국어를 배운다",
    "我们要和平",
    "パンが高い",
    "ພາສາລາວ",
    "ភាសាខ្មែរ",
    "မြန်မာစာ",
    "L’Amazon brûle",
    "Don’t tell O’Brien",
    "Year-end rock'n'roll",
    "كتابي في غزة",
    "ｶﾞｿﾘﾝが高い",
    "П’ять ґудзиків",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("europe", 1), ("l'europe", 1), ("L’Europe", 1), ("lʼeurope", 1), ("l‘europe", 1),
        ("aujourd'hui", 1), ("aujourdhui", 1),
        ("italia", 2), ("dell'italia", 2), ("dell italia", 2), ("dellitalia", 2),
        ("ขนมปัง", 3), ("ไทย", 3), ("ขนมปังแพง", 3),
        ("2025", 4), ("٢٠٢٥", 4), ("۲۰۲۵", 4), ("２０２５", 4),
        ("hawaii", 5), ("hawai'i", 5), ("Hawai‘i", 5), ("Hawaiʻi", 5), ("Hawaiʼi", 5),
        ("Hawaiʿi", 5), ("hawai’i", 5),
        ("rock'n'roll is", 6), ("rock n roll is", 6), ("rock ’n’ roll is", 6),
        ("strasse", 7), ("STRASSE", 7), ("straße", 7), ("STRAẞE", 7),
        ("istanbul", 8), ("ISTANBUL", 8), ("İSTANBUL", 8), ("ıstanbul", 8),
        ("елка", 9), ("ёлка", 9), ("ЁЛКА", 9),
        ("σοφος", 10), ("ΣΟΦΟΣ", 10), ("σοφός", 10),
        ("میخواهم", 11), ("می‌خواهم", 11),
        ("한국어", 12), ("한국", 12),
        ("和平", 13), ("パン", 14), ("ລາວ", 15), ("ខ្មែរ", 16), ("မြန်မာ", 17),
        ("amazon", 18), ("l'amazon", 18), ("amazon brule", 18),
        ("dont", 19), ("don‘t", 19), ("obrien", 19), ("O'Brien", 19),
        ("year–end", 20), ("year‑end", 20), ("year−end", 20), ("year end", 20),
        ("rock’n’roll year", 20),
        ("کتابی", 21), ("کتابي", 21), ("غزه", 21), ("غزة", 21),
        ("ガソリン", 22), ("ｶﾞｿﾘﾝ", 22), ("カソリン", 22),
        ("пʼять", 23), ("п'ять", 23), ("пять", 23), ("гудзиків", 23),
    ],
)  # fmt: skip
def test_what_is_typed_finds_what_is_meant_first(typed: str, found: int) -> None:
    assert found_in(corpus_of_quotes(*_QUOTES), typed)[0] == str(found)


@pytest.mark.parametrize(
    ("typed", "text", "parts"),
    [
        ("italia", "dell’Italia", ["Italia"]),
        ("2025", "في ٢٠٢٥", ["٢٠٢٥"]),
        ("hawaii", "Hawaiʻi", ["Hawaiʻi"]),
        ("มี", "ไทยมี", ["มี"]),
        ("roll", "rock'n'roll", ["roll"]),
    ],
)
def test_what_was_meant_stands_out(typed: str, text: str, parts: list[str]) -> None:
    engine = Engine(corpus_of_quotes(text, "another"))
    spans = highlights(text, engine.find(Query(typed), TODAY).matches)
    assert [text[start:end] for start, end in spans] == parts


@given(any_text | hostile_text)
def test_words_stand_where_they_are_said_to_in_order(text: str) -> None:
    tokens = tokenise(text)
    assert [token.word for token in tokens] == words(text)
    ends = [0, *(token.end for token in tokens)]
    assert all(end <= token.start < token.end for end, token in zip(ends, tokens, strict=False))


@given(st.text("abnéĀ'’‘ʻ ", max_size=12))
def test_any_apostrophe_is_as_good_as_any_other(text: str) -> None:
    plain = "".join("'" if one in "’‘ʻ" else one for one in text)
    assert words(text) == words(plain)


@pytest.mark.parametrize("piece", ["'", "l'", "n'", "'n'", "ก", "្ក", "1,", "a."])
def test_a_long_text_is_taken_apart_as_a_short_one(piece: str) -> None:
    few, many = (words(f"x {piece * count} é") for count in (100, 20_000))
    assert [few[0], few[-1]] == [many[0], many[-1]] == ["x", "e"]
    assert {*few[1:-1]} == {*many[1:-1]} or len(few) == len(many) == 3
