"""Whom an article names is whoever the store has by that name, and nobody by a mere guess."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quoth.intake.linking import ActorLink, Linker
from quoth.intake.model import Named
from quoth.intake.reason_words import in_words
from quoth.store.model import ActorKind
from quoth.store.parsing import Document

PERSON, BODY = ActorKind.PERSON, ActorKind.ORGANISATION

NAMES = [
    ("OLUF DRANE", "Oluf Drane"),
    ("MODERATOR", "Moderator"),
    ("ANNA VAN DER MEER", "Anna van der Meer"),
    ("PÁDRAIG O'NEILL", "Pádraig O'Neill"),
    ("J.R. MCDONALD III", "J.R. McDonald III"),
    ("JFK", "JFK"),
    ("Quill MARROW", "Quill MARROW"),
    ("HELEN MARSH KC", "Helen Marsh KC"),
]

STORE: tuple[Document, ...] = (
    {"id": "ann", "name": "Ann Archer", "kind": "person", "aliases": ["the Master"]},
    {"id": "jo", "name": "Jo Smithers", "kind": "person"},
    {"id": "bo", "name": "Bo Smithers", "kind": "person"},
    {"id": "vol", "name": "Volodymyr Zelenskyy", "kind": "person"},
    {"id": "press", "name": "The Press Union", "kind": "organisation", "aliases": ["PRU"]},
    {"id": "reading", "name": "Reading", "kind": "organisation"},
    {"id": "bor", "name": "Boris Johnstone", "kind": "person", "aliases": ["Johnstone"]},
    {"id": "alx", "name": "Alexander Johnstone", "kind": "person"},
    {"id": "twice-1", "name": "Kim Lee"},
    {"id": "twice-2", "name": "Kim Lee"},
)


class Actors:
    """A store that has nothing but actors."""

    def find(self, table: str, record_id: str) -> tuple[str, Document] | None:
        """Return an actor."""
        found = [one for one in STORE if table == "actors" and one["id"] == record_id]
        return ("1", found[0]) if found else None

    def documents(self, table: str) -> Iterator[tuple[str, Document]]:
        """Yield the actors."""
        return ((str(n), one) for n, one in enumerate(STORE if table == "actors" else (), 1))


def link(named: Named, *others: Named) -> tuple[ActorLink, list[Document]]:
    """Return who is meant by a name in an article, and who is new."""
    linker = Linker(Actors())
    linker.begin([named, *others])
    found = linker.link(named.name)
    return found, [edit.after for edit in linker.made if edit.after is not None]


@pytest.mark.parametrize(
    ("named", "actor"),
    [
        (Named("Ann Archer", PERSON), "ann"),
        (Named("ANN ARCHER", PERSON), "ann"),
        (Named("Ann Archer"), "ann"),
        (Named("Dr. Ann Archer", PERSON), "ann"),
        (Named("the Master", PERSON), "ann"),
        (Named("Jo Smithers", PERSON), "jo"),
        (Named("Press Union", BODY), "press"),
        (Named("the Press Union’s", BODY), "press"),
        (Named("Press Union of the Realm", BODY, aliases=("PRU",)), "press"),
    ],
)
def test_a_name_of_theirs_means_them(named: Named, actor: str) -> None:
    found, made = link(named)
    assert (found, made) == (ActorLink(actor), [])


@pytest.mark.parametrize(
    ("name", "actor"), [("Archer", "ann"), ("Ms. Archer", "ann"), ("Volodymyr Zelensky", "vol")]
)
def test_less_than_the_name_is_a_doubt_for_a_person_to_settle(name: str, actor: str) -> None:
    found, made = link(Named(name, PERSON))
    assert (found.id, made) == (actor, [])
    assert found.doubt is not None
    assert f"“{name}” is taken for" in in_words(found.doubt)


@pytest.mark.parametrize(
    "named",
    [
        Named("Smithers", PERSON),  # two have it
        Named("Johnstone", PERSON),  # one goes by it, and another has it
        Named("Cy Johnstone", PERSON, aliases=("Johnstone",)),
        Named("Mr. Archer", PERSON),  # Ann is a woman's name
        Named("Ann Archibald", PERSON),
        Named("Jon Smithers", PERSON),
        Named("Reading", ActorKind.STATE),
        Named("Pets Record Union", BODY, aliases=("the union",)),
        Named("Archer", BODY),
        Named("Archer"),
    ],
)
def test_whoever_may_be_another_is_new(named: Named) -> None:
    found, made = link(named)
    assert [one["id"] for one in made] == [found.id]
    assert found.id not in [one["id"] for one in STORE]


def test_a_name_that_several_go_by_is_nobodys_and_that_is_said() -> None:
    found, made = link(Named("Kim Lee", PERSON))
    assert len(made) == 1
    assert found.doubt is not None
    assert "several actors are called" in in_words(found.doubt)


def test_who_is_new_has_what_the_article_tells() -> None:
    minister = Named("Cy Cook", PERSON, "Minister of Bread", "Ministry of Bread", ("Cook",))
    ministry = Named("Ministry of Bread", BODY, "", "Utopia", ("the MOB",))
    found, made = link(minister, ministry)
    assert found == ActorLink("cy-cook")
    by_id = {one["id"]: one for one in made}
    assert by_id["cy-cook"] == {
        "id": "cy-cook", "name": "Cy Cook", "kind": "person", "role": "Minister of Bread",
        "affiliation": "ministry-of-bread",
    }  # fmt: skip
    assert by_id["ministry-of-bread"]["affiliation"] == "utopia"
    assert by_id["ministry-of-bread"]["aliases"] == ["the MOB"]
    assert by_id["utopia"] == {"id": "utopia", "name": "Utopia"}


def test_nobody_belongs_to_themselves() -> None:
    _, made = link(
        Named("Alpha Body", BODY, "", "Beta Body"), Named("Beta Body", BODY, "", "Alpha Body")
    )
    homes = {str(one["id"]): one.get("affiliation") for one in made}
    assert None in homes.values()
    assert len(made) == 2
    _, made = link(Named("Alpha Body", BODY, "", "Alpha Body"))
    assert "affiliation" not in made[0]


def test_initials_mean_who_is_named_in_full_elsewhere_in_the_article() -> None:
    full = Named("Associated Bakers", BODY)
    assert link(Named("AB"), full)[0] == ActorLink("associated-bakers")
    assert link(Named("A.B."), full)[0] == ActorLink("associated-bakers")
    assert link(Named("AB"), full, Named("Allied Bank", BODY))[0] == ActorLink("ab")
    assert link(Named("AB"), Named("Ann Baker", PERSON))[0] == ActorLink("ab")


def test_a_noun_becomes_a_name_without_its_article() -> None:
    assert link(Named("a spokesperson for the Guild"))[1][0]["name"] == "Spokesperson for the Guild"
    assert link(Named("officials"))[1][0]["name"] == "Officials"
    assert link(Named("The Hague", BODY))[1][0]["name"] == "The Hague"


def test_who_was_new_in_one_article_is_known_in_the_next() -> None:
    linker = Linker(Actors())
    linker.begin([Named("Cy Cook", PERSON)])
    first = linker.link("Cy Cook")
    linker.begin([Named("Dr. Cy Cook", PERSON)])
    assert linker.link("Dr. Cy Cook") == first
    assert linker.made == []


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_a_person_in_capitals_is_written_as_elsewhere(name: str, expected: str) -> None:
    linker = Linker(Actors())
    named = Named(name, PERSON, "MAYOR", "", ())
    linker.begin([named])
    linker.link(name)
    assert linker.made[-1].after is not None
    assert linker.made[-1].after["name"] == expected
    assert linker.made[-1].after["role"] == "Mayor"


def test_a_body_in_capitals_stays() -> None:
    linker = Linker(Actors())
    linker.begin([Named("UNESCO", BODY, "", "", ())])
    linker.link("UNESCO")
    assert [one.after["name"] for one in linker.made if one.after] == ["UNESCO"]
