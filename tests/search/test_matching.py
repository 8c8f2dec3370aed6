"""A half-remembered quote is found, however it is misspelt; what nobody said is not."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from quoth.basics.text import Token, tokenise
from quoth.index.corpus import Corpus
from quoth.query import Query
from quoth.query.run import Engine
from quoth.search import nearness
from quoth.store.model import Actor, ActorKind
from tests.making import (
    TODAY,
    corpus_edited,
    corpus_of,
    corpus_of_quotes,
    found_in,
    records_of,
    say,
)
from tests.search.conftest import Find
from tests.search.test_word_for_word import small_cuts
from tests.strategies import any_text, hostile_text

# -- What a person half remembers ------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "ironclad guarantee",
        "ironclad garantee",
        "ironcald guarantee",
        "irnclad guarante",
        "iron clad guarantee",
        "ironcladguarantee",
        "guarantee ironclad",
        "IRONCLAD",
        "ironcl",
        "íronclàd",
        "“ironclad” guarantee",
        '"ironclad"',
        "grushko ironclad",
        "ironclad nato kremlin",
    ],
)
def test_the_ironclad_guarantee_is_found_first(find: Find, typed: str) -> None:
    assert find(typed)[0] == "15"


@pytest.mark.parametrize("typed", ["ironclad garantee", "ironclad", "no ukraine in nato ironclad"])
def test_where_one_quote_has_all_the_words_it_is_the_only_one(find: Find, typed: str) -> None:
    assert find(typed) == ["15"]


@pytest.mark.parametrize(
    ("typed", "statement_id"),
    [
        ("operational phase", "5"),
        ("operational pha", "5"),
        ("opertional phas", "5"),
        ("demonstrated currage", "10"),
        ("very god", "18"),
        ("moov forwrd with al our partnrs", "11"),
        ("concrete peace plan", "11"),
        ("peaceplan concrete", "11"),
        ("strongest posible position", "7"),
        ("10,000", "6"),
        ("10000 troops", "6"),
        ("requests and needs", "20"),
        ("pull in one direction", "8"),
    ],
)
def test_a_quote_is_found_first_by_its_words(find: Find, typed: str, statement_id: str) -> None:
    assert find(typed)[0] == statement_id


def test_words_out_of_order_are_found(find: Find) -> None:
    assert find("peace lasting just")[0] == find("just and lasting peace")[0] == "7"


def test_an_accent_may_be_missing_or_too_many() -> None:
    corpus = corpus_of_quotes("Le président est déçu", "Naïve façade")
    assert found_in(corpus, "decu president") == ["1"]
    assert found_in(corpus, "façáde") == ["2"]
    assert found_in(corpus, "de\u0301çu") == ["1"]


@pytest.mark.parametrize("typed", ["Ukraine's", "Ukraine’s", "ukraines", "Ukraine"])
def test_apostrophes_and_possessives_may_be_typed_in_any_way(typed: str) -> None:
    assert found_in(corpus_of_quotes("It is Ukraine’s choice", "No"), typed) == ["1"]


@pytest.mark.parametrize("typed", ["don't", "don’t", "dont"])
def test_an_apostrophe_may_be_curly_or_straight_or_missing(typed: str) -> None:
    assert found_in(corpus_of_quotes("Don’t do it", "Do it"), typed) == ["1"]


@pytest.mark.parametrize("typed", ["peace keeping", "peacekeeping", "peace-keeping"])
@pytest.mark.parametrize("written", ["peace keeping", "peacekeeping", "peace-keeping"])
def test_words_may_be_written_together_or_apart(typed: str, written: str) -> None:
    assert found_in(corpus_of_quotes(f"A {written} force", "A bakery"), typed) == ["1"]


def test_scripts_without_spaces_are_searched_character_by_character() -> None:
    assert found_in(corpus_of_quotes("我们要和平", "战争"), "和平") == ["1"]


def test_the_last_word_may_be_unfinished_and_no_other() -> None:
    corpus = corpus_of_quotes("bread and butterflies")
    assert found_in(corpus, "bread butterf") == ["1"]
    assert found_in(corpus, "b") == ["1"]
    assert found_in(corpus, "butterf ") == []


# -- Who said it -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["zelensky", "zelenskiy", "zelenskyy", "Zelenskyj", "Зеленський", "ZELENSKY"]
)
def test_every_spelling_of_a_name_finds_the_same(find: Find, typed: str) -> None:
    assert find(typed) == find("Zelenskyy")
    assert {"9", "10", "18", "19"} <= set(find(typed))


@pytest.mark.parametrize("typed", ["leavitt", "Karoline Leavitt", "karolin levitt"])
def test_a_speaker_finds_what_they_said(find: Find, typed: str) -> None:
    assert {"21", "24"} <= set(find(typed))


def test_whoever_is_spoken_for_finds_it_too(find: Find) -> None:
    assert "7" in find("keir starmer")
    assert "21" in find("white house")


def test_a_context_is_searched_as_well(find: Find) -> None:
    assert find("unclear size") == ["6"]


def test_a_speaker_and_a_word_together_narrow(find: Find) -> None:
    assert find("macron courage") == ["10"]


def test_an_alias_stands_for_the_name() -> None:
    actors = [Actor("ann", "Ann Archer", ActorKind.PERSON, aliases=("Ann Bowman",))]
    corpus = corpus_of([say("Archer must go", 1, speaker="bob"), say("No", 2)], actors)
    assert sorted(found_in(corpus, "bowman")) == ["1", "2"]


@pytest.mark.parametrize("kept", [False, True])
def test_a_new_alias_stands_for_the_name_at_once_and_an_old_one_no_longer(kept: bool) -> None:
    actors = [Actor("ann", "Ann Archer", ActorKind.PERSON, aliases=("Ann Bowman",))]
    said = [say("Archer must go", 1, speaker="bob"), say("Bread is dear", 2, speaker="bob")]
    corpus = corpus_edited(records_of(said, actors), (), kept=kept)
    assert found_in(corpus, "bowman ") == ["1"]
    assert "2" not in found_in(corpus, "archer ")


# -- What comes first ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("lasting peace", "a lasting peace", "a lasting war, a short peace"),
        ("lasting peace", "a lasting peace", "peace is lasting"),
        ("lasting peace", "a lasting peace", "a lastign peace"),
        ("lasting peace", "a lasting peace", "a lasting peace " + "among many other words " * 5),
        ("peac", "peac", "peace"),
        ("guarantee", "no guarantee", "no guarantees"),
    ],
)
def test_a_better_match_comes_first(typed: str, better: str, worse: str) -> None:
    assert found_in(corpus_of_quotes(worse, better), typed) == ["2", "1"]


def test_a_word_counts_more_in_the_quote_than_in_the_context() -> None:
    corpus = corpus_of([say("Yes", 1, context="On bread"), say("Bread", 2, context="Yes")])
    assert found_in(corpus, "bread") == ["2", "1"]


def test_who_said_it_counts_beside_what_was_said() -> None:
    corpus = corpus_of(
        [
            say("fresh bread today", 1, speaker="archer", said="2024"),
            say("fresh bread today", 2, speaker="bowman", said="2025"),
        ]
    )
    assert found_in(corpus, "archer fresh bread") == ["1"]
    assert found_in(corpus, "archer fresh bread today xylophone") == ["1"]


def test_what_matches_equally_comes_newest_first() -> None:
    corpus = corpus_of(
        [
            say("Bread is dear", 1, said="2023"),
            say("Bread is dear", 2, said="2025-03"),
            say("Bread is dear", 3, said=None),
            say("Bread is dear", 4, said="2024-01-01"),
        ]
    )
    assert found_in(corpus, "bread dear") == ["2", "4", "1", "3"]


def test_where_no_quote_has_all_the_words_one_with_most_of_them_is_found(find: Find) -> None:
    assert find("ironclad guarantee xylophone")[0] == "15"


# -- What is not found -----------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["xyzzy plugh", "qqqqqq", "77777", "xyzzy \u200b", "qqqqqq 🍞"])
def test_nonsense_finds_nothing(find: Find, typed: str) -> None:
    assert find(typed) == []


@pytest.mark.parametrize("typed", ["", " ", "!!!", "“", "“”", "\u200b", "🍞"])
def test_what_has_no_word_in_it_yet_hides_nothing(find: Find, typed: str) -> None:
    assert sorted(find(typed), key=int) == [str(number) for number in range(1, 25)]


def test_a_number_is_never_taken_for_another(find: Find) -> None:
    assert find("10,001") == []


def test_an_empty_corpus_holds_nothing() -> None:
    assert found_in(corpus_of([]), "bread") == []


@given(hostile_text | any_text)
def test_any_text_may_be_searched_for(engine: Engine, text: str) -> None:
    found = engine.find(Query(text), TODAY)
    rows = list(engine.rows(found))
    assert len(set(rows)) == len(rows)
    assert found.matches is None or all(0 < found.matches.score(row) <= 1 for row in rows)


def test_a_row_that_only_a_phrase_finds_has_a_score(engine: Engine) -> None:
    found = engine.find(Query('"peace plan"'), TODAY)
    assert found.matches is not None
    assert all(found.matches.score(row) > 0 for row in engine.rows(found))


@given(st.lists(hostile_text.filter(str.strip), min_size=1, max_size=4), hostile_text)
def test_any_text_may_be_searched_in(quotes: list[str], text: str) -> None:
    assert set(found_in(corpus_of_quotes(*quotes), text)) <= {"1", "2", "3", "4"}


def test_a_search_that_is_given_up_ends_quietly(engine: Engine) -> None:
    found = engine.find(Query("garantee"), TODAY, lambda: True)
    assert found.matches is None
    assert list(engine.rows(found)) == []


# -- Whatever is remembered ------------------------------------------------------------------------


@st.composite
def fragments(draw: st.DrawFn, corpus: Corpus, longest: int) -> tuple[int, list[Token]]:
    """Return a row of a corpus, and words that stand next to each other in its quote."""
    row = draw(st.integers(0, len(corpus) - 1))
    tokens = tokenise(corpus.statements[row].quote)
    start = draw(st.integers(0, len(tokens) - 2))
    return row, tokens[start : start + draw(st.integers(2, longest))]


@given(st.data())
def test_words_that_stand_together_in_a_quote_find_it(
    sample: Corpus, engine: Engine, data: st.DataObject
) -> None:
    row, tokens = data.draw(fragments(sample, 8))
    typed = sample.statements[row].quote[tokens[0].start : tokens[-1].end]
    assert row in engine.rows(engine.find(Query(typed), TODAY))


@given(st.data())
def test_more_than_a_few_words_of_a_quote_find_no_other_before_it(
    sample: Corpus, engine: Engine, data: st.DataObject
) -> None:
    row, tokens = data.draw(fragments(sample, 12))
    assume(len(tokens) >= 6)
    typed = sample.statements[row].quote[tokens[0].start : tokens[-1].end]
    rows = engine.rows(engine.find(Query(typed), TODAY))
    assert typed in sample.statements[rows[0]].quote


@st.composite
def slips(draw: st.DrawFn, word: str) -> str:
    """Return a word with one letter more, less, other, or swapped with the next."""
    place = draw(st.integers(0, len(word) - 2))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    return draw(
        st.sampled_from(
            [
                word[:place] + letter + word[place:],
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            ]
        )
    )


@given(st.data())
def test_one_slip_in_a_long_word_still_finds_the_quote(
    sample: Corpus, engine: Engine, data: st.DataObject
) -> None:
    row, tokens = data.draw(fragments(sample, 5))
    quote = sample.statements[row].quote
    long = [token for token in tokens if len(token.word) >= 5 and token.word.isalpha()]
    assume(long)
    token = data.draw(st.sampled_from(long))
    slipped = data.draw(slips(token.word))
    assert OSA.distance(token.word, slipped) <= 1
    typed = quote[tokens[0].start : token.start] + slipped + quote[token.end : tokens[-1].end]
    typed = typed.replace('"', " ")  # what is in quotation marks is looked for as it is spelt
    assert row in engine.rows(engine.find(Query(typed), TODAY))[:10]


short_words = st.text("abc", min_size=1, max_size=4)


@given(st.lists(st.lists(short_words, min_size=2, max_size=6), min_size=1, max_size=8), st.data())
def test_all_words_of_any_quote_find_it(quotes: list[list[str]], data: st.DataObject) -> None:
    corpus = corpus_of_quotes(*map(" ".join, quotes))
    row = data.draw(st.integers(0, len(quotes) - 1))
    typed = data.draw(st.permutations(quotes[row]))
    assert str(row + 1) in found_in(corpus, " ".join(typed))


@pytest.mark.parametrize("typed", ["uaranteo", "yuarantea", "uarantees", "huarnatee"])
def test_a_first_letter_may_be_lost_or_wrong_beside_another_slip(typed: str) -> None:
    assert found_in(corpus_of_quotes("A guarantee is asked for.", "Bread is dear."), typed) == ["1"]


def test_first_letters_may_be_swapped_beside_another_slip_though_another_word_is_as_near() -> None:
    corpus = corpus_of_quotes("Ask groler who it was.", "The roper sleeps, and who would not.")
    assert found_in(corpus, "rgoier who") == ["1", "2"]


def test_a_word_of_four_letters_may_have_two_slips_though_another_is_nearer() -> None:
    corpus = corpus_of_quotes("The GPN office is open.", "Bread is gone.", "Bread is dear.")
    assert found_in(corpus, "gpnr bread") == ["2"]


def test_words_cut_otherwise_hide_none_that_are_as_likely_misspelt() -> None:
    corpus = corpus_of_quotes("They sing of the mesa.", "They sing of the med sa.", "Of the sea.")
    assert found_in(corpus, "of the medsa") == ["2", "1"]


@pytest.mark.parametrize("place", [0, 30, 60])
def test_what_is_a_word_is_seldom_misspelt(place: int) -> None:
    quotes = ["For them shed faicarn lies."] * 61
    quotes[place] = "For them she faicarn lies."
    with small_cuts(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearness, "_MOST_AT_ONCE", 4)
        assert found_in(corpus_of_quotes(*quotes), "she fiacrn")[0] == str(place + 1)


def test_half_of_a_word_is_worse_than_all_of_it_misspelt() -> None:
    corpus = corpus_of_quotes("Bread without a crust.", "Bread with a crust.", "What he got.")
    assert found_in(corpus, "bread withgot a")[0] == "1"
