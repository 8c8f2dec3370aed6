"""Who is proposed to be one, and who never is."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.checking.names import Name, read
from quoth.checking.namesakes import MergeCandidate, Proposal, proposals
from quoth.store.model import ActorKind


def actors(*names: str, **fields: object) -> list[MergeCandidate]:
    """Return candidates that go by their names."""
    return [MergeCandidate(name, name, statements=1, **fields) for name in names]  # type: ignore[arg-type]


def sets(found: list[Proposal]) -> list[set[str]]:
    """Return who is proposed to be one."""
    return [set(one.ids) for one in found]


@pytest.mark.parametrize(
    ("spelling", "first", "surname", "titles"),
    [
        ("Ann Archer", "ann", "archer", ()),
        ("Sen. Ann Archer (R-Ohio)", "ann", "archer", ("sen",)),
        ("Ohio Gov. Ann Archer, who is 53,", "ann", "archer", ("gov",)),
        ("Mrs. Archer's", "", "archer", ("mrs",)),
        ("Secretary of State Ann Archer", "ann", "archer", ("secretary",)),
        ("campaign manager Bo Baker", "bo", "baker", ("manager",)),
        ("Gov. Ann Archer of Ohio", "ann", "archer", ("gov",)),
        ("Bo de Baker", "bo", "de baker", ()),
        ("ANN ARCHER", "", "", ()),
        ("J. Baker", "j", "baker", ()),
    ],
)
def test_a_spelling_is_read_as_a_name(
    spelling: str, first: str, surname: str, titles: tuple[str, ...]
) -> None:
    name = read(spelling)
    if not surname:
        assert name is None
        return
    assert name is not None
    assert (name.first, name.surname, name.titles) == (first, surname, titles)


@pytest.mark.parametrize(
    "spelling",
    [
        "",
        "the poll",
        "officials",
        "A spokesman for Ann Archer",
        "the Archer campaign",
        "Archer’s spokesman",
        "Ann Archer and Bo Baker",
        "Ann Archer, Bo Baker",
        "Sens. Ann Archer of Ohio and Bo Baker of Iowa",
        "Archer, his aides and those who came",
        "The budget. Archer",
        "Ohio Republicans",
        "The Morning Post",
        "who",
        "42",
    ],
)
def test_what_is_no_name_of_one_person_is_not_read_as_one(spelling: str) -> None:
    assert read(spelling) is None


def test_a_suffix_and_a_middle_name_are_kept_apart() -> None:
    assert read("Bo Q. Baker Jr.") == Name("baker", "bo", ("q",), "jr", (), is_plain=True)


def test_a_full_name_is_one_with_its_titles_and_possessives() -> None:
    names = ("Ann Archer", "Sen. Ann Archer", "Ann Archer’s", "Ann Q. Archer")
    (found,) = proposals(actors(*names))
    assert set(found.ids) == set(names)
    assert found.keep == found.ids[0] == "Ann Archer"
    assert found.score > 0.9
    assert found.reason == "the same name with a middle name or an initial"


def test_a_surname_is_given_to_the_only_one_who_has_it() -> None:
    found = proposals(actors("Ann Archer", "Mrs. Archer", "Bo Baker", "Baker"))
    assert sets(found) == [{"Ann Archer", "Mrs. Archer"}, {"Bo Baker", "Baker"}]


def test_a_surname_of_several_is_given_to_nobody() -> None:
    assert proposals(actors("Ann Archer", "Cy Archer", "Archer", "Dr. Archer")) == []


def test_a_surname_of_several_is_told_by_a_title() -> None:
    found = proposals(actors("Sen. Ann Archer", "Cy Archer", "Senator Archer"))
    assert sets(found) == [{"Sen. Ann Archer", "Senator Archer"}]


def test_a_surname_of_several_is_told_by_a_woman_s_or_a_man_s_title() -> None:
    found = proposals(actors("Hannah Archer", "George Archer", "Mrs. Archer", "Mr. Archer"))
    assert sorted(map(sorted, sets(found))) == [
        ["George Archer", "Mr. Archer"],
        ["Hannah Archer", "Mrs. Archer"],
    ]


def test_a_surname_is_that_of_who_speaks_by_far_the_most() -> None:
    people = [MergeCandidate("a", "Ann Archer", statements=100), MergeCandidate("c", "Cy Archer")]
    (found,) = proposals([*people, MergeCandidate("x", "Archer", statements=5)])
    assert found.ids == ("a", "x")
    assert found.score < 0.7


def test_first_names_that_differ_never_meet() -> None:
    assert proposals(actors("Ann Archer", "Cy Archer", "Zoe Archer")) == []
    assert proposals(actors("Bo Baker Jr.", "Bo Baker")) == []
    assert proposals(actors("Bo A. Baker", "Bo C. Baker", "Bo Baker")) == []


def test_short_forms_initials_and_slips_are_proposed_less_surely() -> None:
    found = proposals(
        actors("William Baker", "Bill Baker", "A. Archer", "Ann Archer", "Cy Candleson",
               "Cy Candlesen")
    )  # fmt: skip
    assert len(found) == 3
    assert all(one.score < 0.8 for one in found)


def test_generic_sources_are_nobody() -> None:
    names = ("the poll", "The poll", "officials", "Officials", "Unattributed", "unattributed",
             "The judge", "the judge", "Some Archers", "some Archers")  # fmt: skip
    assert proposals(actors(*names)) == []


def test_a_campaign_and_a_spokesman_are_not_their_candidate() -> None:
    names = ("Ann Archer", "the Archer campaign", "a spokesman for Ann Archer", "Archer's aide")
    assert proposals(actors(*names)) == []


def test_organisations_are_one_but_for_articles_capitals_and_points() -> None:
    found = proposals(
        actors("The Morning Post", "the Morning Post", "the U.B.C.", "UBC", "Archer's campaign",
               "the Archer campaign")
    )  # fmt: skip
    assert len(found) == 3
    assert all(one.score > 0.9 for one in found)


def test_the_initials_of_an_organisation_are_proposed() -> None:
    (found,) = proposals(actors("National Bread Association", "NBA"))
    assert found.ids == ("National Bread Association", "NBA")


def test_an_alias_is_a_name() -> None:
    people = [
        MergeCandidate("v", "Vera Kovač", ("Wera Kowatsch",)),
        MergeCandidate("w", "Wera Kowatsch"),
        MergeCandidate("g", "Guildland", ("The Realm of Guilds",), ActorKind.STATE),
        MergeCandidate("r", "Realm of Guilds"),
    ]
    assert sorted(map(sorted, sets(proposals(people)))) == [["g", "r"], ["v", "w"]]


def test_kinds_and_affiliations_that_differ_count() -> None:
    person = MergeCandidate("p", "Grey Wolf", kind=ActorKind.PERSON)
    assert proposals([person, MergeCandidate("o", "Grey Wolf", kind=ActorKind.ORGANISATION)]) == []
    at_home = MergeCandidate("h", "Ann Archer", affiliation="guild")
    away = MergeCandidate("a", "Ann Archer", affiliation="league")
    assert proposals([at_home, away])[0].score < proposals(actors("Bo Baker", "Dr. Bo Baker"))[0][1]


def test_items_of_wikidata_part_people() -> None:
    one = MergeCandidate("a", "Ann Archer", wikidata="Q1")
    other = MergeCandidate("b", "Ann Archer", wikidata="Q2")
    assert (
        proposals([one, other, MergeCandidate("c", "Ann Archer"), MergeCandidate("d", "Archer")])
        == []
    )
    assert proposals([one, MergeCandidate("c", "Ann Archer")])[0].keep == "a"


_WORDS = st.sampled_from(
    ["Ann", "Bo", "Bill", "William", "B.", "Archer", "Baker", "Archers", "Mr.", "Mrs.", "Sen.",
     "the", "The", "of", "campaign", "Jr.", "NBA", "Post", "and", "’s", "Archer’s"]
)  # fmt: skip
_SPELLINGS = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join) | st.text(max_size=12)
_CANDIDATES = st.lists(
    st.builds(
        MergeCandidate,
        id=st.text("abcdefgh", min_size=1, max_size=3),
        name=_SPELLINGS,
        aliases=st.lists(_SPELLINGS, max_size=2).map(tuple),
        kind=st.none() | st.sampled_from(ActorKind),
        statements=st.integers(0, 50),
        affiliation=st.sampled_from(["", "x", "y"]),
        wikidata=st.sampled_from(["", "", "Q1", "Q2"]),
    ),
    max_size=12,
    unique_by=lambda candidate: candidate.id,
)


@given(_CANDIDATES, st.randoms())
def test_proposals_are_of_known_actors_and_never_of_two_items(
    everyone: list[MergeCandidate], shuffling: random.Random
) -> None:
    found = proposals(everyone)
    by_id = {one.id: one for one in everyone}
    for one in found:
        assert len(set(one.ids)) == len(one.ids) >= 2
        assert 0 <= one.score <= 1
        items = {by_id[actor].wikidata for actor in one.ids} - {""}
        assert len(items) < 2
    mixed = list(everyone)
    shuffling.shuffle(mixed)
    assert proposals(mixed) == found


def test_many_names_take_no_time() -> None:
    generator = random.Random(7)  # noqa: S311  # the same names each time
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [
        " ".join("".join(generator.choices(letters, k=6)).title() for _ in range(2))
        for _ in range(3_000)
    ]
    assert proposals(actors(*dict.fromkeys(names))) is not None
