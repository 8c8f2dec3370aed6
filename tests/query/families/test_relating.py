"""How two wordings stand to each other, and what differs: the cases that everybody knows."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.query.families.differing import DifferenceClass, StoreWords, differences
from quoth.query.families.relating import RelationKind, relate
from quoth.query.families.stretches import stretch, stretches_of
from quoth.store.model import Kind

STEP = "That's one small step for man, one giant leap for mankind."
STEP_A = "That's one small step for a man, one giant leap for mankind."
TAXES = "We will not raise taxes this year or next."
TOIL = "I have nothing to offer but blood, toil, tears and sweat."


def related(one: str, other: str) -> tuple[str, float, bool]:
    """Return how two texts are related."""
    kind, coverage, marked = relate(stretch(one), stretch(other))
    return str(kind), round(coverage, 3), marked


def differing(reference: str, other: str, store: StoreWords | None = None) -> list[str]:
    """Return what differs, each as its class, its weight and the words on both sides."""
    found = differences(stretch(reference), stretch(other), *([store] if store else []))
    return [
        f"{one.kind} {one.weight}: {one.reference} > {one.other}{' marked' * one.marked}"
        for one in found
    ]


# -- How they are related --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "kind", "coverage"),
    [
        (STEP, STEP_A, "elided", 1.0),
        (
            "Houston, we have a problem.",
            "Okay, Houston, we've had a problem here.",
            "short",
            0.6,
        ),
        (
            "Ask not what your country can do for you.",
            "Ask not what your country can do for you; ask what you can do for your country.",
            "excerpt",
            1.0,
        ),
        (TAXES, "We will raise taxes this year or next.", "elided", 1.0),
        (
            "It now costs 350 million every week, friends.",
            "It now costs 250 million every week, friends.",
            "variant",
            0.875,
        ),
        (
            "The troops will leave the valley before the winter begins.",
            "The troops may leave the valley before the winter begins.",
            "variant",
            0.9,
        ),
        (TOIL, "I can only offer blood, sweat and tears.", "none", 0.5),
        ("No.", "no", "same", 1.0),
        ("Bread is dear", "BREAD IS DEAR!", "same", 1.0),
    ],
)
def test_known_quotes_are_related_as_everybody_says(
    one: str, other: str, kind: str, coverage: float
) -> None:
    assert related(one, other) == (kind, coverage, False)
    assert related(other, one) == (kind, coverage, False)


@pytest.mark.parametrize("dots", ["...", "…", ". . .", "[...]", "[…]"])
def test_what_is_left_out_may_be_marked(dots: str) -> None:
    shorter = f"I have nothing to offer but blood {dots} tears and sweat."
    assert related(TOIL, shorter) == ("elided", 1.0, True)
    assert differing(TOIL, shorter) == ["left-out low: toil >  marked"]


def test_a_mark_elsewhere_marks_nothing() -> None:
    shorter = "I have nothing to offer ... but blood, tears and sweat."
    assert related(TOIL, shorter) == ("elided", 1.0, False)


def test_what_an_editor_put_in_is_marked_by_brackets() -> None:
    assert related(STEP, STEP_A.replace(" a ", " [a] ")) == ("elided", 1.0, True)
    assert differing(STEP, STEP_A.replace(" a ", " [a] ")) == ["put-in low:  > a marked"]


words = st.lists(st.sampled_from("a b c d e f g h".split()), max_size=14)  # noqa: SIM905


@given(words, words)
def test_it_is_of_no_account_which_is_named_first(one: list[str], other: list[str]) -> None:
    ours, theirs = stretch(" ".join(one)), stretch(" ".join(other))
    assert relate(ours, theirs) == relate(theirs, ours)


@given(words, words, words)
def test_what_stands_within_another_is_an_excerpt(
    before: list[str], inner: list[str], after: list[str]
) -> None:
    whole = stretch(" ".join([*before, *inner, *after]))
    kind = relate(stretch(" ".join(inner)), whole).kind
    if not inner:
        assert kind is RelationKind.NONE
    elif len(inner) == len(whole.words):
        assert kind is RelationKind.SAME
    else:
        assert kind is (RelationKind.EXCERPT if len(inner) >= 6 else RelationKind.SHORT)


# -- What differs ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "other", "found"),
    [
        (STEP_A, STEP, ["left-out medium: a > "]),
        (STEP, STEP_A, ["put-in medium:  > a"]),
        (TAXES, TAXES.replace("not ", ""), ["negation high: not > "]),
        (TAXES, TAXES.replace("will not", "won't"), ["spelling low: will not > won't"]),
        (TAXES, TAXES.replace("will not", "will"), ["negation high: not > "]),
        (TAXES, TAXES.replace("We", "They"), ["person medium: We > They"]),
        ("It costs 350 million a week", "It costs 250 million a week", ["number high: 350 > 250"]),
        ("It costs ten million a week", "It costs 10m a week", ["spelling low: ten million > 10m"]),
        ("It costs 350 million a week", "It costs 350 billion a week",
         ["number high: million > billion"]),
        ("Prices rose by 2.5 percent here", "Prices rose by 25 percent here",
         ["number high: 2.5 > 25"]),
        ("It is 1 500 metres long", "It is 1500 metres long", ["spelling low: 1 500 > 1500"]),
        ("It is 2.5 metres long", "It is 2.7 metres long", ["number high: 2.5 > 2.7"]),
        ("It rose by 5 percent here", "It rose by 5% here", ["spelling low: percent > "]),
        ("It rose by 5% here", "It rose by 5 per cent here", ["spelling low:  > per cent"]),
        ("It cost £9 in all", "It cost 9 pounds in all", ["spelling low:  > pounds"]),
        ("It rose by 5 percent here", "It rose by 5 here", ["left-out medium: percent > "]),
        ("Nous ne voulons pas de loi", "Nous voulons de loi",
         ["negation high: ne > ", "negation high: pas > "]),
        ("They will leave by June", "They may leave by June", ["modal high: will > may"]),
        ("They will leave by June", "They leave by June", ["modal high: will > "]),
        ("They'll leave by June", "They will leave by June", ["spelling low: They'll > They will"]),
        ("I'd seen it before", "I had seen it before", ["spelling low: I'd > I had"]),
        ("The colour of it is red", "The color of it is red", ["spelling low: colour > color"]),
        ("He was right about it", "He is right about it", ["tense medium: was > is"]),
        ("No one came to see it", "Nobody came to see it", ["other medium: No one > Nobody"]),
        ("Bread is dear", "BREAD is dear!", ["typography none: Bread > BREAD"]),
        ("Bread is dear", "Bread is dear", []),
        ("We saw the old house", "We saw the new bridge", ["other medium: old house > new bridge"]),
        ("We rely on health care now", "We rely on healthcare now",
         ["spelling low: health care > healthcare"]),
        ("It cost 3.5 million here", "It cost 3,500,000 here",
         ["spelling low: 3.5 million > 3,500,000"]),
        ("It cost 3 million here", "It cost 3.5 million here", ["number high: 3 > 3.5"]),
        ("It cost $1.5bn in all", "It cost 1,500 million dollars in all",
         ["spelling low: 1.5bn > 1,500 million"]),
        ("It has one hundred and twenty rooms", "It has 120 rooms",
         ["spelling low: one hundred and twenty > 120"]),
        ("It is the twenty-first of them", "It is the 21st of them",
         ["spelling low: twenty-first > 21st"]),
        ("It is the first of them", "It is the second of them", ["number high: first > second"]),
        ("A dozen rooms burnt down", "12 rooms burnt down", ["spelling low: A dozen > 12"]),
        ("Dozens of rooms burnt down", "Hundreds of rooms burnt down",
         ["number high: Dozens > Hundreds"]),
        ("It doubled in a year", "It tripled in a year", ["number high: doubled > tripled"]),
        ("Half a million came to it", "500,000 came to it",
         ["spelling low: Half a million > 500,000"]),
        ("Two and a half million came to it", "2.5 million came to it",
         ["spelling low: Two and a half > 2.5"]),
        ("Three quarters of a million came to it", "750,000 came to it",
         ["spelling low: Three quarters of a million > 750,000"]),
        ("A dozen and a half came to it", "18 came to it",
         ["spelling low: A dozen and a half > 18"]),
        ("It was in nineteen eighty-four", "It was in 1984",
         ["spelling low: nineteen eighty-four > 1984"]),
        ("It ends in twenty thirty then", "It ends in 2035 then",
         ["number high: twenty thirty > 2035"]),
        ("Wir haben drei Häuser gebaut", "Wir haben vier Häuser gebaut",
         ["number high: drei > vier"]),
        ("It takes 10 to 20 weeks", "It takes 10–20 weeks", ["spelling low: to > "]),
        ("It is legal to leave", "It is illegal to leave", ["negation high: legal > illegal"]),
        ("We are able to leave", "We are unable to leave", ["negation high: able > unable"]),
        ("They did form a league", "They did inform a league", ["other medium: form > inform"]),
        ("No vamos a cerrar la escuela", "Vamos a cerrar la escuela", ["negation high: No > "]),
        ("We leave in May this year", "We leave in June this year", ["other medium: May > June"]),
        ("He promised to leave today", "He promises to leave today",
         ["tense medium: promised > promises"]),
        ("I want to leave today", "He wants to leave today", ["person medium: I want > He wants"]),
        ("We love Austria in spring", "We love Australia in spring",
         ["name medium: Austria > Australia"]),
        ("We met Zelensky in spring", "We met Zelenskiy in spring",
         ["spelling low: Zelensky > Zelenskiy"]),
        ("He said that they won", "[The minister] said that they won",
         ["put-in low: He > The minister marked"]),
    ],
)  # fmt: skip
def test_a_difference_has_a_class_and_a_weight(
    reference: str, other: str, found: list[str]
) -> None:
    assert differing(reference, other) == found


@pytest.mark.parametrize(
    ("rest", "weight"),
    [
        (", but only for the rich.", "high"),
        (" unless the vote is lost.", "high"),
        (" if the vote is won.", "high"),
        (", not in autumn.", "high"),
        (". But that is another thing.", "low"),
        (" and in autumn.", "low"),
    ],
)
def test_a_sentence_that_was_cut_off_before_what_takes_it_back_is_told(
    rest: str, weight: str
) -> None:
    found = differing(f"We will raise taxes in spring{rest}", "We will raise taxes in spring.")
    assert [one.partition(":")[0] for one in found] == [f"cut {weight}"]


@pytest.mark.parametrize(
    ("before", "weight"),
    [
        ("If the vote is won, ", "high"),
        ("I never said that ", "high"),
        ("No, ", "low"),
        ("That is not so. ", "low"),
        ("And yes, ", "low"),
    ],
)
def test_so_is_what_a_sentence_began_with(before: str, weight: str) -> None:
    found = differing(f"{before}we will raise taxes in spring", "we will raise taxes in spring")
    assert [one.partition(":")[0] for one in found] == [f"cut {weight}"]


def bearers(word: str) -> Collection[str]:
    """Return who bears a name."""
    known = {"zelensky": ("volodymyr",), "zelenskyy": ("volodymyr",), "putin": ("vladimir",)}
    return known.get(word, ())


def test_a_name_that_changed_is_told_but_not_its_spelling() -> None:
    store = StoreWords(bearers)
    text = "We spoke with Zelensky for an hour"
    assert differing(text, text.replace("Zelensky", "Putin"), store) == [
        "name high: Zelensky > Putin"
    ]
    assert differing(text, text.replace("Zelensky", "Zelenskyy"), store) == [
        "spelling low: Zelensky > Zelenskyy"
    ]
    assert differing(text, text.replace("Zelensky", "Zelinsky"), store) == [
        "spelling low: Zelensky > Zelinsky"
    ]


def test_words_that_others_part_are_shown_with_an_ellipsis_between() -> None:
    one = "Streets that carry a third of the traffic are streets that old people cross."
    other = "Streets that carry half the traffic are streets that old people cross."
    assert differing(one, other) == ["number high: third > half", "left-out medium: a … of > "]


def test_two_words_that_are_common_are_no_slip() -> None:
    text, other = "They left the house in haste", "They left the horse in haste"
    assert differing(text, other) == ["spelling low: house > horse"]
    common = StoreWords(count=lambda _: 11)
    assert differing(text, other, common) == ["other medium: house > horse"]


@given(words, words)
def test_what_is_the_same_differs_in_nothing_but_looks(one: list[str], other: list[str]) -> None:
    found = differing(" ".join(one), " ".join(other))
    assert (one == other) == (found == [])
    assert len(found) == len(set(found))


# -- What is verbatim ------------------------------------------------------------------------------


def test_only_what_is_verbatim_is_compared() -> None:
    quote = "The tax was “a mistake”, and he called it “a fair price”"
    assert [one.words for one in stretches_of(quote, Kind.MIXED)] == [
        ("a", "mistake"),
        ("a", "fair", "price"),
    ]
    assert len(stretches_of(quote, Kind.DIRECT)) == 1
    assert stretches_of(quote, Kind.INDIRECT) == ()


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("£350 million a week", "$350 million a week", ("high", "£350 million", "$350 million")),
        ("£20,000 a week", "€20.000 a week", ("high", "£20,000", "€20.000")),
        ("350 million dollars", "350 million €", ("high", "350 million dollars", "350 million €")),
        ("in 2005 £5 was lost", "in 2005 €5 was lost", ("high", "£5", "€5")),
        ("it grew by 5%", "it grew by 5", ("high", "5%", "5")),
        ("it costs £350 a week", "it costs 350 a week", ("medium", "£350", "350")),
        ("it costs 350 million € a week", "it costs €350 million a week", None),
        ("a fall of 5% in May", "a fall of 5 percent in May", None),
        ("a fall of 3 – 5 % in May", "A fall of 3–5% in May", None),
        ("it cost $5m", "it cost £5 million", ("high", "$5m", "£5 million")),
        ("growth of -2 percent", "growth of 2 percent", ("high", "-2", "2 percent")),
        ("growth of minus 2 percent", "growth of −2 percent", None),
        ("from 10-20 of them", "from 10 - 20 of them", None),
        ("they paid $350 and €20", "they paid 350 dollars and 20 euros", None),
    ],
)
def test_the_sign_beside_a_number_is_a_part_of_it(
    one: str, other: str, found: tuple[str, str, str] | None
) -> None:
    for ours, theirs in ((one, other), (other, one)):
        numbers = [
            difference
            for difference in differences(stretch(ours), stretch(theirs))
            if difference.kind is DifferenceClass.NUMBER
        ]
        told = [(each.weight.value, *sorted((each.reference, each.other))) for each in numbers]
        assert told == ([] if found is None else [(found[0], *sorted(found[1:]))])
