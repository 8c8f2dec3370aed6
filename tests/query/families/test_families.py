"""Which statements are of one utterance: in a store as a whole, and around one statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from quoth.index import quotes as comparing_quotes
from quoth.index.corpus import Corpus
from quoth.index.wordings_numpy import _as_text
from quoth.query.families.comparing import chosen_reference
from quoth.query.families.evidence import WordEvidence, is_enough
from quoth.query.families.finder import FamilyFinder
from quoth.query.families.model import FamilyMember, WordingFamily
from quoth.query.families.relating import RelationKind
from quoth.query.families.same_utterance import LongNames
from quoth.query.families.stretches import stretch
from quoth.query.families.wordings import CorpusWordings
from quoth.store.model import Actor, Kind, Polarity, Source, Statement, Status
from tests.growth import BOUND, growth
from tests.making import corpus_in_pieces, corpus_of, records_of, say

TAXES = "We will not raise taxes this year or next."
LONGER = "Let me be clear: we will not raise taxes this year or next, whatever others say."


def families(corpus: Corpus, *, drafts: bool = False) -> list[list[str]]:
    """Return the ids of each family, and look whether each statement finds the same."""
    wordings = CorpusWordings(corpus, drafts=drafts)
    found = wordings.families()
    for rows in found:
        assert all(list(wordings.family(row)) == list(rows) for row in rows)
    return sorted(sorted(corpus.statements[row].id for row in rows) for rows in found)


def family(*statements: Statement, actors: Sequence[Actor] = ()) -> WordingFamily:
    """Return the only family of some statements."""
    corpus = corpus_of(statements, actors)
    finder = FamilyFinder(corpus)
    (rows,) = finder.rows()
    return finder.compared(rows)


def test_an_excerpt_joins_what_holds_it() -> None:
    corpus = corpus_of([say(TAXES, 1), say(LONGER, 2), say("Bread is dear in the north now", 3)])
    assert families(corpus) == [["1", "2"]]


def test_an_excerpt_joins_its_best_container_alone() -> None:
    slogan = "make this country great once again"
    one = f"I came here to tell all of you that we will {slogan}, and soon."
    other = f"Nobody else who stands for this office has any plan to {slogan}, believe me in that."
    corpus = corpus_of([say(slogan, 1), say(one, 2), say(other, 3)])
    assert families(corpus) == [["1", "2"]]


def test_a_part_joins_what_its_own_speaker_said() -> None:
    slogan = "make this country great once again"
    one = f"I came here to say {slogan}."
    other = f"Nobody who stands for this office has any plan to {slogan}, believe me in that."
    corpus = corpus_of([say(slogan, 1), say(one, 2, speaker="ben"), say(other, 3)])
    assert families(corpus) == [["1", "3"]]


def test_short_words_are_linked_to_their_like_alone() -> None:
    said = [say("The buck stops here", 1), say("The buck stops right here", 2)]
    assert families(corpus_of(said)) == []
    assert families(corpus_of([*said, say("the buck stops here!", 3, speaker="ben")])) == [
        ["1", "3"]
    ]


def test_what_everybody_says_is_no_utterance_of_several() -> None:
    corpus = corpus_of([say("No comment", 1), say("No comment", 2, speaker="ben")])
    assert families(corpus) == []
    assert families(corpus_of([say("No comment", 1), say("No comment", 2)])) == [["1", "2"]]


def test_only_the_verbatim_words_of_a_mixed_statement_count() -> None:
    mixed = f"He said again that “{TAXES}”, as others had demanded of him in the spring."
    paraphrase = "He said they will not raise taxes this year or next, as was demanded."
    corpus = corpus_of(
        [say(TAXES, 1), say(mixed, 2, kind=Kind.MIXED), say(paraphrase, 3, kind=Kind.INDIRECT)]
    )
    assert families(corpus) == [["1", "2"]]


def test_two_who_spoke_of_one_long_name_did_not_say_the_same() -> None:
    name = "Central Bank of the Northern Isles"
    corpus = corpus_of(
        [say(f"Ask the {name}.", 1), say(f"Nobody trusts our {name} with money.", 2)],
        [Actor("bank", name)],
    )
    assert families(corpus) == []


def test_words_scattered_over_a_long_quote_are_no_sign_of_one() -> None:
    short = "the price of bread in the north"
    text = (
        "the man who spoke to us about the price that he has to pay was sure of it and he had seen"
        " bread in other places too in which they were glad of the help from up north"
    )
    assert families(corpus_of([say(short, 1), say(text, 2)])) == []


def test_what_everybody_begins_with_is_no_sign_of_one() -> None:
    one = "I don't think that this bridge is going to hold another winter, and they know it."
    corpus = corpus_of(
        [
            say(one, 1),
            say("I don't think that this is going to work,", 2, speaker="ben"),
            say("I don't think this bridge is going to hold another summer,", 3, speaker="cy"),
        ]
    )
    assert families(corpus) == [["1", "3"]]


@pytest.mark.parametrize("statements", [1_000, 1_000_000])
def test_words_have_to_be_rare_to_be_a_sign_of_one(statements: int) -> None:
    everyday = frozenset(range(1, 7))
    counted = WordEvidence(
        LongNames([]), frozenset(), everyday, statements,
        lambda word: (300_000 if word in everyday else 3) if statements > 10_000 else 0,
    )  # fmt: skip
    frequent = counted.of([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6, 7], RelationKind.EXCERPT, 1.0)
    rare = counted.of([11, 12, 13, 14, 15, 16], [11, 12, 13, 14, 15, 7], RelationKind.VARIANT, 0.83)
    asked = RelationKind.VARIANT
    assert not is_enough(asked, frequent, 6, of_one=False)
    assert is_enough(asked, rare, 6, of_one=False)
    assert is_enough(asked, 1.0, 6, of_one=True)
    assert not is_enough(asked, 0.7, 6, of_one=True)


def test_a_phrase_of_several_is_no_utterance_but_rare_words_are() -> None:
    corpus = corpus_of(
        [
            say("Thank you very much, ladies and gentlemen.", 1),
            say("Thank you very much, ladies and gentlemen.", 2, speaker="ben"),
            say("Nobody can afford this tax.", 3),
            say("Nobody can afford this tax.", 4, speaker="ben"),
        ]
    )
    assert families(corpus) == [["3", "4"]]


def test_a_phrase_that_one_speaker_repeats_is_an_utterance_at_one_time_alone() -> None:
    days = ["2024-01-05", "2024-01-07", "2025-01-05"]
    corpus = corpus_of([say("Wonderful people", row, said=day) for row, day in enumerate(days, 1)])
    assert families(corpus) == [["1", "2"]]


@pytest.mark.parametrize("has_numpy", [True, False])
def test_a_quote_that_very_many_carry_is_found_from_each(
    monkeypatch: pytest.MonkeyPatch, has_numpy: bool
) -> None:
    monkeypatch.setattr(comparing_quotes, "MANY", 0 if has_numpy else 1_000)
    copies = [say(TAXES, n, source=f"paper-{n}") for n in range(130)]
    corpus = corpus_of([*copies, say(LONGER, 200)])
    wordings = CorpusWordings(corpus)
    (rows,) = wordings.families()
    assert len(rows) == 131
    assert {tuple(wordings.family(row)) for row in (rows[0], rows[-1])} == {tuple(rows)}


@given(st.lists(st.lists(st.integers(0, 8), min_size=1, max_size=9), min_size=2, max_size=6))
def test_texts_of_words_have_as_much_in_common_as_the_words(quotes: list[list[int]]) -> None:
    numbers = [[70_000 + 55_000 * word for word in words] for words in quotes]
    texts = [_as_text(np.array(words, np.uint32)) for words in numbers]
    for one, other in pairwise(range(len(quotes))):
        assert LCSseq.similarity(texts[one], texts[other]) == LCSseq.similarity(
            quotes[one], quotes[other]
        )


def test_drafts_take_part_where_they_are_asked_for_and_what_is_rejected_never() -> None:
    corpus = corpus_of(
        [
            say(TAXES, 1),
            say(TAXES, 2, status=Status.DRAFT),
            say(TAXES, 3, status=Status.REJECTED),
        ]
    )
    assert families(corpus) == []
    assert families(corpus, drafts=True) == [["1", "2"]]


def test_what_was_said_more_than_ten_years_apart_joins_if_it_is_near_the_fullest() -> None:
    other = TAXES.replace("year", "term")
    apart = [say(TAXES, 1, said="2001-05-01"), say(other, 2, said="2020-05-01")]
    assert families(corpus_of(apart)) == [["1", "2"]]
    chain = "We will not raise taxes this year or next, and we will build houses in every town."
    far = "the taxes this year or next, and we will build houses in every town of the land, I say"
    corpus = corpus_of(
        [
            say("We will not raise taxes this year or next", 1, said="2001-05-01"),
            say(chain, 2, said="2020-05-01"),
            say(far, 3, said="2020-05-01"),
        ]
    )
    assert families(corpus) == [["2", "3"]]


def test_statements_that_were_appended_to_what_is_kept_take_part() -> None:
    statements = [say(TAXES, 1), say("Bread is dear", 2), say(LONGER + " Undoubtedly", 3)]
    corpus = corpus_in_pieces(records_of(statements), 1)
    assert len(corpus.pieces) == 2
    assert families(corpus) == [["1", "3"]]


def test_words_that_only_appended_statements_have_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("quoth.query.families.evidence._LARGE", 12)
    later = [
        say(TAXES, 2),
        say(f'She said: "{TAXES.replace("year", "spring")}"', 3, kind=Kind.MIXED),
    ]
    earlier = [say(f"Bread is dear in the north in week {n}", n) for n in range(10, 20)]
    corpus = corpus_in_pieces(records_of([*earlier, *later]), len(later))
    assert len(corpus.pieces) == 2
    assert families(corpus) == [["2", "3"]]


@pytest.mark.parametrize("many", [0, 10_000])
def test_a_wording_of_phrases_that_all_use_is_told_of(
    monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(comparing_quotes, "MANY", many)
    phrase = "one two three four five six"
    quotes = [phrase, "one two three four", *(f"{phrase} word{n}" for n in range(66))]
    wordings = CorpusWordings(corpus_of([say(quote, n) for n, quote in enumerate(quotes)]))
    wordings.families()
    assert wordings.crowded == 1
    few = CorpusWordings(corpus_of([say(quote, n) for n, quote in enumerate(quotes[:60])]))
    few.families()
    assert few.crowded == 0


def test_numpy_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    quotes = [
        " ".join(f"w{(7 * n + place * place) % 23}" for place in range(9 + n % 5))
        for n in range(60)
    ]
    quotes += [f"{quote} and more besides" for quote in quotes[:10]]
    corpus = corpus_of([say(quote, n) for n, quote in enumerate(quotes)])
    pure = families(corpus)
    monkeypatch.setattr(comparing_quotes, "MANY", 0)
    assert families(corpus) == pure
    assert len(pure) > 3


VOCABULARY = "we will not raise the tax on bread this year or next says she".split()  # noqa: SIM905
quotes = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12).map(" ".join)
said = st.lists(
    st.tuples(quotes, st.sampled_from(["ann", "ben"]), st.sampled_from(["2001", "2020-05"])),
    min_size=2,
    max_size=7,
)


def made(rows: Sequence[tuple[str, str, str]]) -> list[Statement]:
    """Return statements."""
    return [
        say(quote, n, speaker=speaker, said=day) for n, (quote, speaker, day) in enumerate(rows)
    ]


@given(said)
def test_each_statement_finds_the_family_that_all_of_them_have(
    rows: list[tuple[str, str, str]],
) -> None:
    families(corpus_of(made(rows)))


@given(said, st.data())
def test_another_papers_copy_joins_and_changes_nothing_else(
    rows: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    statements = made(rows)
    before = families(corpus_of(statements))
    copied = data.draw(st.sampled_from(statements))
    copy = copied._replace(id="copy", source="another")
    after = families(corpus_of([copy, *statements]))
    without = [[one for one in ids if one != "copy"] for ids in after]
    assert [ids for ids in without if len(ids) > 1] == before
    assert any({"copy", copied.id} <= set(ids) for ids in after)


# -- The reference ---------------------------------------------------------------------------------


def test_most_independent_papers_have_the_right_wording() -> None:
    wrong = TAXES.replace("not ", "")
    found = family(
        say(TAXES, 1, source="herald"),
        say(TAXES, 2, source="post"),
        say(wrong, 3, source="courier"),
    )
    assert found.reference.statement.quote == TAXES
    assert (found.papers, found.wordings, found.weight) == (3, 2, "high")


def test_papers_that_have_it_from_one_agency_count_once() -> None:
    wrong = TAXES.replace("next", "the following one")
    found = family(
        *(say(TAXES, n, source=f"paper-{n}", via=("wire",)) for n in range(3)),
        say(wrong, 8, source="herald", via=("other",)),
        say(wrong, 9, source="post", via=("third",)),
    )
    assert found.reference.statement.quote == wrong
    assert found.papers == 3


def test_the_right_wording_of_what_very_many_papers_carry_is_found_in_time() -> None:
    def prepared(size: int) -> Callable[[], object]:
        stretches = (stretch(TAXES),)
        statement = say(TAXES, 1)
        members = [
            FamilyMember(row, statement, Source("s", "S"), stretches, frozenset([f"paper {row}"]))
            for row in range(size)
        ]
        return lambda: chosen_reference(members)

    assert growth(prepared, 10, 5_000) < BOUND


def test_a_speech_comes_before_papers() -> None:
    wrong = TAXES.replace("not ", "")
    found = family(
        say(wrong, 1, source="herald", via=("wire",)),
        say(wrong, 2, source="post", via=("agency",)),
        say(TAXES, 3, source="site", medium="speech"),
    )
    assert found.reference.statement.id == "3"
    assert all(one.may_misquote for one in found.others)


def test_the_longest_comes_before_the_earliest() -> None:
    found = family(say(TAXES, 1, said="2024-01-01"), say(LONGER, 2, said="2024-02-01"))
    assert found.reference.statement.id == "2"
    found = family(say(TAXES, 1, said="2024-02-01"), say(TAXES, 2, said="2024-01-01"))
    assert found.reference.statement.id == "2"


# -- Disputed --------------------------------------------------------------------------------------


def test_the_words_of_two_speakers_are_disputed() -> None:
    found = family(say(TAXES, 1), say(TAXES, 2, speaker="ben"))
    assert found.is_disputed


def test_who_speaks_for_another_disputes_nothing() -> None:
    office = Actor("office", "The Office")
    spokesman = Actor("ben", "Ben", affiliation="office")
    said_by_both = say(TAXES, 1, speaker="office"), say(TAXES, 2, speaker="ben")
    assert not family(*said_by_both, actors=[office, spokesman]).is_disputed
    assert not family(
        say(TAXES, 1), say(TAXES, 2, speaker="ben", on_behalf_of=("ann",))
    ).is_disputed


def test_a_denial_differs_from_what_it_denies() -> None:
    found = family(say(TAXES, 1), say(TAXES, 2, polarity=Polarity.DENIED))
    (one,) = found.others
    assert [(d.kind, d.weight) for d in one.differences] == [("negation", "high")]
