"""Names taken apart, and mentions taken together."""

from __future__ import annotations

import pytest

from quoth.intake.extraction import extract
from quoth.intake.model import Named
from quoth.intake.people.actors import take_role_apart
from quoth.intake.people.name_parts import take_apart
from quoth.intake.text.lexicon import lexicon
from quoth.store.model import ActorKind
from tests.intake.articles import registered


def actors(text: str) -> dict[str, Named]:
    return {actor.name: actor for actor in extract(text).actors}


@pytest.mark.parametrize(
    ("phrase", "name", "role", "gender"),
    [
        ("Ada Marsh", "Ada Marsh", "", ""),
        ("Mr. Vale", "Vale", "Mr.", "m"),
        ("Norwegian Deputy Foreign Minister Ida Quill", "Ida Quill", None, ""),
        ("former mayor Ada Marsh", "Ada Marsh", "former mayor", ""),
        ("spokeswoman Ada Marsh", "Ada Marsh", "spokeswoman", "f"),
        ("Sen. Bernard Vale", "Bernard Vale", "Sen.", ""),
        ("Anna van der Meer", "Anna van der Meer", "", ""),
    ],
)
def test_a_phrase_is_taken_apart(phrase: str, name: str, role: str | None, gender: str) -> None:
    parts = take_apart(phrase.split(), lexicon())
    assert " ".join(parts.words) == name
    assert role is None or " ".join(parts.role) == role
    assert parts.gender == gender


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Norwegian Deputy Foreign Minister", ("Deputy Foreign Minister", "Norway")),
        ("U.K. Prime Minister", ("Prime Minister", "U.K.")),
        ("White House Press Secretary", ("Press Secretary", "White House")),
        ("a spokeswoman for the Harbour Board", ("spokeswoman", "Harbour Board")),
        ("Quill’s campaign manager", ("campaign manager", "Quill")),
        ("Sen.", ("Senator", "")),
        ("Minister for Transport", ("Minister for Transport", "")),
        ("then minister of transport", ("then minister of transport", "")),
        ("Water Commissioner", ("Water Commissioner", "")),
        ("Police Commissioner", ("Commissioner", "Police")),
        ("general secretary of the rail union", ("general secretary", "rail union")),
        ("Prime Minister of Selland", ("Prime Minister", "Selland")),
        ("Minister of Norway", ("Minister", "Norway")),
        ("My aunt", ("aunt", "")),
        ("the chairwoman at the time", ("chairwoman at the time", "")),
        ("Mr.", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_role_is_told_from_its_owner(role: str, expected: tuple[str, str]) -> None:
    assert take_role_apart(role) == expected


def test_a_surname_later_is_the_same_person() -> None:
    text = "Ada Marsh left early. Marsh said that she was tired. Ms. Marsh told reporters the same."
    assert actors(text)["Ada Marsh"].aliases == ("Marsh",)


def test_a_title_tells_two_bearers_of_a_surname_apart() -> None:
    text = (
        "Ada Marsh and Bernard Marsh sailed home. “It rained,” Mr. Marsh said. "
        "“It poured,” Ms. Marsh said."
    )
    found = [draft.speaker.name for draft in extract(text).drafts if draft.speaker]
    assert found == ["Bernard Marsh", "Ada Marsh"]


def test_letters_in_brackets_name_the_organisation() -> None:
    text = "The Eastport Harbour Board (EHB) met. The EHB said the port was full."
    assert actors(text)["Eastport Harbour Board"].aliases == ("EHB",)


def test_an_organisation_keeps_what_it_is_of() -> None:
    text = "The Ministry of Works said the bridge was closed."
    assert actors(text)["Ministry of Works"].kind == "organisation"


def test_states_and_groups_and_people_are_told_apart() -> None:
    text = (
        "Norway said it would pay. Residents said they would not. Ada Marsh said nothing was due."
    )
    kinds = {name: actor.kind for name, actor in actors(text).items()}
    assert kinds["Norway"] == "state"
    assert kinds["Residents"] == "group"
    assert kinds["Ada Marsh"] == "person"


def test_a_role_and_an_affiliation_are_drafted() -> None:
    text = "Norwegian Deputy Foreign Minister Ida Quill said the talks had ended."
    (quill, norway) = extract(text).actors
    assert (quill.name, quill.role, quill.affiliation) == (
        "Ida Quill",
        "Deputy Foreign Minister",
        "Norway",
    )
    assert norway == Named("Norway", norway.kind)
    assert norway.kind == "state"


def test_a_role_behind_a_name_is_drafted() -> None:
    found = extract("“It is late,” said Dmitri Roe, the spokesman for the Works Ministry.")
    roe = next(actor for actor in found.actors if actor.name == "Dmitri Roe")
    assert (roe.kind, roe.role, roe.affiliation) == (
        ActorKind.PERSON,
        "spokesman",
        "Works Ministry",
    )


def test_full_names_are_known_before_surnames_that_stand_first() -> None:
    register = registered("Marsh has won.\n\nMayor Ada Marsh closed the bridge on Monday.")
    assert [figure.name for figure in register.everybody] == ["Ada Marsh"]
    assert len(register.everybody[0].mentions) == 2


def test_a_group_keeps_the_words_of_its_name_that_are_roles_elsewhere() -> None:
    found = extract("The Eastport Democratic Party said that it was late.")
    assert [actor.name for actor in found.actors] == ["Eastport Democratic Party"]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("The French leader", "Emmanuel Roe"),
        ("The mayor", "Bob Vale"),
        ("The prime minister", "Ada Marsh"),
        ("The senator", "senator"),
        ("The president of the bank", "president of the bank"),
        ("The German leader", "German leader"),
        ("The former mayor", "former mayor"),
    ],
)
def test_a_description_is_whom_the_article_gave_that_role(phrase: str, name: str) -> None:
    text = (
        "French President Emmanuel Roe met Prime Minister Ada Marsh and Mayor Bob Vale. "
        f"{phrase} said that it was late."
    )
    draft = extract(text).drafts[-1]
    assert draft.speaker is not None
    assert draft.speaker.name == name
    assert (" is " in draft.rule) == (name[0].isupper() and name != phrase[4:])


def test_a_role_before_a_name_is_told_of_it_later() -> None:
    text = "The harbour master, Ada Marsh, left. The harbour master said that it was late."
    draft = extract(text).drafts[-1]
    assert draft.speaker is not None
    assert draft.speaker.name == "Ada Marsh"


def test_a_description_that_fits_two_is_neither() -> None:
    text = "Mayor Ada Marsh met Mayor Bob Vale. The mayor said that it was late."
    draft = extract(text).drafts[-1]
    assert draft.speaker is not None
    assert draft.speaker.name == "mayor"
