"""Drafts from articles: kinds, spans, speakers, the chain, and why."""

from __future__ import annotations

import re

import pytest

from quoth.intake.extraction import extract
from quoth.intake.text.lexicon import data, lexicon
from quoth.intake.text.linear import weights
from quoth.store.model import Kind
from tests.intake.articles import drafts, only, speaker, told


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge stays closed,” Ada Marsh said.",
        "“The bridge stays closed,” said Ada Marsh, the mayor of Eastport.",
        "“The bridge stays closed,” said the mayor of Eastport, Ada Marsh.",
        "Ada Marsh, who runs the port, said: “The bridge stays closed,”",
        '"The bridge stays closed," Ada Marsh told reporters on Monday.',
        "''The bridge stays closed ,'' Ada Marsh said .",
    ],
)
def test_a_quotation_is_verbatim_and_has_its_speaker(text: str) -> None:
    draft = only(text)
    assert draft.kind is Kind.DIRECT
    assert draft.quote == "The bridge stays closed"
    assert "Marsh" in speaker(draft) or "mayor" in speaker(draft)


def test_a_quotation_broken_by_its_attribution_is_one() -> None:
    text = "“We will not move,” Ada Marsh said on Tuesday. “The bridge stays closed.”"
    draft = only(text)
    assert [span.of(text) for span in draft.spans] == [
        "We will not move,",
        "The bridge stays closed.",
    ]
    assert draft.quote == "We will not move, The bridge stays closed."
    assert draft.cue is not None
    assert draft.cue.of(text) == "said"
    assert draft.said == "2024-03-05"


def test_a_sentence_that_is_broken_by_its_attribution_is_one() -> None:
    text = "“If they come,” the general warned, “we will be ready.”"
    draft = only(text)
    assert [span.of(text) for span in draft.spans] == ["If they come,", "we will be ready."]
    assert speaker(draft) == "general"


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "“The bridge is closed,” said Ada Marsh. “It stays so.\n\n“Nobody is to cross it.”"
    draft = only(text)
    assert len(draft.spans) == 3
    assert speaker(draft) == "Ada Marsh"
    assert draft.paragraph == 1


def test_a_speaker_after_the_last_paragraph_spoke_the_first() -> None:
    text = "“The first one stays open.\n\n“The second one closes,” Ada Marsh said."
    draft = only(text)
    assert len(draft.spans) == 2
    assert (speaker(draft), draft.paragraph) == ("Ada Marsh", 1)


def test_reported_words_are_indirect_and_end_where_they_do() -> None:
    text = (
        "Ada Marsh said on Monday that the bridge would stay closed, but Bernard Vale said that "
        "it would open."
    )
    first = drafts(text)[0]
    assert first.kind is Kind.INDIRECT
    assert first.quote == "the bridge would stay closed"


def test_verbatim_words_in_reported_ones_are_mixed() -> None:
    text = "Ada Marsh said that “nobody asked” about the costs."
    draft = only(text)
    assert draft.kind is Kind.MIXED
    assert draft.quote == "“nobody asked” about the costs"


def test_a_cue_in_the_middle_parts_the_words() -> None:
    text = "The ferries, Bernard Vale said, are late."
    draft = only(text)
    assert [span.of(text) for span in draft.spans] == ["The ferries", "are late"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("According to Bernard Vale, the harbour is full.", "Bernard Vale"),
        ("The harbour is full, according to Bernard Vale.", "Bernard Vale"),
        ("The harbour is full, according to a report by the port.", "report"),
        ("Bernard Vale believes that the harbour is full.", "Bernard Vale"),
        ("Bernard Vale condemned the closure of the bridge.", "Bernard Vale"),
        ("Bernard Vale tweeted that the harbour was full.", "Bernard Vale"),
        ("A survey found that the harbour was full.", "survey"),
        ("The Kremlin denied that the harbour was full.", "Kremlin"),
        ("Some officials fear that the harbour is full.", "officials"),
    ],
)
def test_cues_of_all_classes_attribute(text: str, name: str) -> None:
    assert name in speaker(drafts(text)[0])


def test_scare_quotes_and_titles_are_no_statements() -> None:
    assert drafts("His book “The Long Harbour” sold well.") == []
    assert drafts("The park has a so-called “free zone” for dogs.") == []


def test_pronouns_stand_for_whom_the_text_names() -> None:
    text = (
        "Ada Marsh met Bernard Vale at the bridge. “It is closed,” she said. "
        "“It is not,” he replied."
    )
    assert [name for name, _ in told(text)] == ["Ada Marsh", "Bernard Vale"]
    assert "“he” is Bernard Vale" in drafts(text)[1].rule


def test_relative_pronouns_stand_for_the_phrase_before() -> None:
    text = "Bernard Vale, who said that the harbour was full, left on Sunday."
    assert speaker(drafts(text)[0]) == "Bernard Vale"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rep. Ada Marsh (D-Md.), chair of the Works Committee, said it was late.", "Ada Marsh"),
        ("Ada Marsh, a former master of the Guild, put it this way: “It is late.”", "Ada Marsh"),
        ("Ada Marsh (R-Ohio), who was in a hurry, said that it was late.", "Ada Marsh"),
        ("Ada Marsh, 67, a retired baker in Allentown, Pa., said that it was late.", "Ada Marsh"),
        ("The Vermont senator told reporters that it was late.", "Vermont senator"),
        ("LONDON (Reuters) - Ada Marsh said that it was late.", "Ada Marsh"),
        (
            "A Herald/Globe poll of Eastport showed that it was late.",
            "Herald/Globe poll of Eastport",
        ),
        ("Another study says that it was late.", "Another study"),
        ("Ada Marsh, the writer who founded tides.com, said that it was late.", "Ada Marsh"),
        ("The councillor further said that it was late.", "councillor"),
        (
            "Ada Marsh, the director of the Eastport Democratic Party, said that it was late.",
            "Ada Marsh",
        ),
    ],
)
def test_a_source_is_told_from_what_stands_beside_it(text: str, name: str) -> None:
    assert speaker(only(text)) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Marsh warned of the tides.", "the tides"),
        ("Ada Marsh told reporters on Monday that she would go.", "she would go"),
        ("Ada Marsh put it this way: “It is late.”", "It is late."),
    ],
)
def test_words_begin_where_they_do(text: str, words: str) -> None:
    assert only(text).quote == words


def test_a_quotation_that_another_cue_leads_to_is_somebody_elses() -> None:
    text = "Villagers said it was dark, and one baker told a reporter: “They took everything.”"
    first, second = drafts(text)
    assert (speaker(first), first.quote) == ("Villagers", "it was dark")
    assert (speaker(second), second.quote) == ("one baker", "They took everything.")


@pytest.mark.parametrize("elsewhere", ["in Orlando", "at the Left"])
def test_he_is_nobody_who_is_a_place_or_a_thing(elsewhere: str) -> None:
    text = f"Bernard Vale lives {elsewhere}. “It is late,” he said."
    assert speaker(drafts(text)[-1]) == "Bernard Vale"


def test_two_speakers_have_a_draft_each() -> None:
    text = "Ada Marsh and Bernard Vale said that the bridge must close."
    assert sorted(name for name, _ in told(text)) == ["Ada Marsh", "Bernard Vale"]


def test_a_spokesperson_speaks_for_somebody() -> None:
    text = "Ida Quill left. A spokesman for Quill said that she was ill."
    draft = drafts(text)[-1]
    assert speaker(draft) == "spokesman for Quill"
    assert [one.name for one in draft.on_behalf_of] == ["Ida Quill"]


@pytest.mark.parametrize(
    ("phrase", "home"),
    [
        ("A Downing Street spokesperson", "Downing Street"),
        ("French officials", "France"),
        ("A senior Ukrainian official", "Ukraine"),
        ("Critics", ""),
    ],
)
def test_who_has_no_name_has_a_home_where_the_phrase_tells(phrase: str, home: str) -> None:
    found = extract(f"{phrase} said that it was late.")
    assert [actor.affiliation for actor in found.actors if actor.affiliation] == [home] * bool(home)


def test_who_is_cited_by_an_agency_is_its_speaker() -> None:
    text = "According to the Interfax news agency, Deputy Minister Bernard Vale said it was late."
    draft = only(text)
    assert speaker(draft) == "Bernard Vale"
    assert [one.name for one in draft.via] == ["Interfax news agency"]


@pytest.mark.parametrize("hearer", ["me", "us"])
def test_nobody_is_called_by_a_pronoun(hearer: str) -> None:
    found = extract(f"Ada Marsh told {hearer} that the bridge stays closed.")
    (draft,) = found.drafts
    assert (speaker(draft), draft.addressee) == ("Ada Marsh", ())
    assert [actor.name for actor in found.actors] == ["Ada Marsh"]


def test_whom_it_was_told_and_who_carried_it() -> None:
    draft = only("“The bridge stays closed,” Ada Marsh told Reuters.")
    assert [one.name for one in draft.addressee] == ["Reuters"]
    assert [one.name for one in draft.via] == ["Reuters"]
    draft = only("Reuters reported that Ada Marsh said the bridge was closed.")
    assert (speaker(draft), [one.name for one in draft.via]) == ("Ada Marsh", ["Reuters"])


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("In a post on X, Ada Marsh wrote: “The bridge stays closed.”", "X"),
        ("“The bridge stays closed,” Ada Marsh wrote on Facebook.", "Facebook"),
        ("“The bridge stays closed,” Ada Marsh said in a statement.", "statement"),
        ("“The bridge stays closed,” Ada Marsh said at a news conference.", "press conference"),
        ("“The bridge stays closed,” Ada Marsh tweeted.", "Twitter"),
        ("“The bridge stays closed,” Ada Marsh said of the letter x.", ""),
    ],
)
def test_the_medium_is_told(text: str, medium: str) -> None:
    assert only(text).medium == medium


def test_who_is_named_in_the_words_is_mentioned() -> None:
    draft = only("“Bernard Vale is late,” Ada Marsh said. Bernard Vale was late.")
    assert draft.mentions == ("Bernard Vale",)


def test_a_seat_of_power_is_mentioned_only_where_somebody_acts() -> None:
    stays = only("Ada Marsh said that talks in Kiev would go on.")
    acts = drafts("Ada Marsh said that talks would go on. Vale said that Moscow agreed with her.")
    assert stays.mentions == ()
    assert acts[1].mentions == ("Moscow",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Marsh rejected the plan on Friday.", "the plan"),
        ("Ada Marsh detailed the plan in a statement.", "the plan"),
        ("Ada Marsh praised the plan in an interview with the Herald.", "the plan"),
        ("Ada Marsh said that she would go in an interview.", "she would go in an interview"),
    ],
)
def test_when_and_where_it_was_said_is_no_part_of_words_without_a_verb(
    text: str, words: str
) -> None:
    assert only(text).quote == words


@pytest.mark.parametrize(
    "text",
    [
        "Ada Marsh thanked him.",
        "Ada Marsh declined to comment.",
        "Ada Marsh declined to comment further.",
        "The officials asked not to be named.",
    ],
)
def test_who_says_nothing_has_no_draft(text: str) -> None:
    assert drafts(text) == []


def test_a_transcript_has_its_turns() -> None:
    text = (
        "The mayor, Ada Marsh, met the press.\n\nMARSH: Good evening. It is late.\n\n"
        "VALE: Thank you.\n\nMARSH: The harbour is full."
    )
    turns = [draft for draft in drafts(text) if "transcript" in draft.rule]
    assert [(speaker(one), one.quote, one.kind.value) for one in turns] == [
        ("Ada Marsh", "Good evening. It is late.", "direct"),
        ("VALE", "Thank you.", "direct"),
        ("Ada Marsh", "The harbour is full.", "direct"),
    ]


def test_an_interview_is_answered_by_whom_it_opens_with() -> None:
    text = (
        "Ada Marsh has been mayor for a year.\n\nQ: Is the harbour full?\n\nA: It always is.\n\n"
        "Q: And the bridge?\n\nA: Closed."
    )
    assert speaker(drafts(text)[-1]) == "Ada Marsh"


def test_a_list_has_names_behind_dashes() -> None:
    text = "“Ships are patient with people.” — Bernard Vale\n\n“Trains are not, ever.” - Ada Marsh"
    assert told(text) == [
        ("Bernard Vale", "Ships are patient with people."),
        ("Ada Marsh", "Trains are not, ever."),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“”", '"', "''", ".", "Rain fell on the town."])
def test_where_nobody_says_anything_there_is_nothing(text: str) -> None:
    found = extract(text)
    assert (list(found.drafts), list(found.actors)) == ([], [])


def test_every_actor_of_a_draft_is_listed_once() -> None:
    text = (
        "“The bridge stays closed,” Ada Marsh told Reuters. A spokesman for Bernard Vale said "
        "it was news to him. Marsh said so again."
    )
    found = extract(text)
    names = [actor.name for actor in found.actors]
    assert len(names) == len(set(names))
    for draft in found.drafts:
        people = [*draft.via, *draft.addressee, *draft.on_behalf_of]
        assert {one.name for one in people} | {speaker(draft)} <= set(names)


def test_the_weights_hold_no_name_and_no_words_of_an_article() -> None:
    """Their features are words of the lexicon, classes, shapes and numbers."""
    known = {*_SHAPES, *_words(data("lexicon.json"))}
    for model in data("weights.json"):
        for feature in weights(model):
            rest = feature.partition(" ")[2]
            unknown = set(re.findall(r"[^\W\d_]{3,}", rest)) - known
            shapes = {word for word in unknown if set(word) <= _CLASSES}
            assert unknown == shapes, (model, feature)


def test_an_article_may_end_with_any_word() -> None:
    for word in lexicon().cues:
        for one in extract(f"The mayor {word}", None).drafts:
            assert one.quote


def _words(value: object) -> set[str]:
    """Return all words of the lists in a JSON file."""
    if isinstance(value, dict):
        return {word for key, one in value.items() for word in {key, *_words(one)}}
    return set(re.findall(r"[^\W\d_]{3,}", str(value)))


_CLASSES = frozenset("DMPtoSIOGCBWXNRTVbvnalsgexUHqQ")
_SHAPES = frozenset(
    """True False according after ahead around before closing cue dash direct evidence final
    from goes have indirect label later letter likely list mixed modal more name named nobody
    none not noun organisation other paragraph people place pronoun quiet raised same sentence
    some subject sure that the then unknown which who its and spoke person state one far first
    owns speaks acts behind noun open own another nameless empty firm body nation age work epithet
    kind match alone unique""".split()  # noqa: SIM905
)
