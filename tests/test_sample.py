"""The sample holds what its article says, with the words of others kept apart from our own."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise

import pytest

from quoth.basics.dates import parse
from quoth.index.corpus import Corpus
from quoth.presenting.quotation import chain
from quoth.store.model import ActorKind, Kind, Position, Statement, Status

VERBATIM = {
    "7": "0d27b4111abb5ddf8a21b62c60a03e015aa6655cc2c98a3f4fbbe2581bc864bf",
    "11": "0d3b3e9caa9f52f51f1361619fe5048a1ab855c6b89d2353009845657eefecbd",
    "20": "e80e4b002b8ba68c874feb40e0b85bf8ae45bbe5e7aadc15b3bfda69099d35e4",
}
"""SHA-256 of what the article prints where each direct statement stands."""

MARKED = {
    "5": "operational phase",
    "10": "demonstrated courage",
    "15": "ironclad",
    "18": "very good",
    "21": "needs to end with a lasting peace",
}
"""The words that the article puts in quotation marks within a paraphrase."""

MARKS = '"“”„«»'
THIS_WEEK = parse("2025-03-17/2025-03-20")
PUBLISHED = parse("2025-03-20")


def of_kind(sample: Corpus, kind: Kind) -> list[Statement]:
    """Return the statements of a kind."""
    return [statement for statement in sample.statements if statement.kind is kind]


def one(sample: Corpus, statement_id: str) -> Statement:
    """Return the statement of an id."""
    row = sample.row_of(statement_id)
    assert row is not None
    return sample.statements[row]


def as_printed(sample: Corpus) -> list[Statement]:
    """Return the statements in the order in which the file has them."""
    rows = {int(sample.statements[row].id): row for row in sample.newest}
    return [sample.statements[rows[number]] for number in sorted(rows)]


# -- Words -----------------------------------------------------------------------------------------


def test_all_statements_of_the_article_are_there(sample: Corpus) -> None:
    assert len(sample) == 24


@pytest.mark.parametrize(("kind", "number"), [("direct", 3), ("mixed", 5), ("indirect", 16)])
def test_all_three_kinds_of_statement_are_there(sample: Corpus, kind: str, number: int) -> None:
    assert len(of_kind(sample, Kind(kind))) == number


def test_direct_words_are_those_of_the_article(sample: Corpus) -> None:
    found = {
        statement.id: hashlib.sha256(statement.quote.encode()).hexdigest()
        for statement in of_kind(sample, Kind.DIRECT)
    }
    assert found == VERBATIM


def test_a_direct_quote_holds_no_quotation_marks(sample: Corpus) -> None:
    for statement in of_kind(sample, Kind.DIRECT):
        assert not set(MARKS) & set(statement.quote)


def test_a_mixed_quote_holds_the_marked_words_of_the_article(sample: Corpus) -> None:
    marked = {
        statement.id: re.findall('"([^"]+)"', statement.quote)
        for statement in of_kind(sample, Kind.MIXED)
    }
    assert marked == {statement_id: [words] for statement_id, words in MARKED.items()}


def test_a_mixed_quote_holds_words_outside_the_marks(sample: Corpus) -> None:
    for statement in of_kind(sample, Kind.MIXED):
        outside = re.sub('"[^"]+"', "", statement.quote)
        assert '"' not in outside
        assert re.search(r"\w", outside)


def test_an_indirect_quote_holds_no_quotation_marks(sample: Corpus) -> None:
    for statement in of_kind(sample, Kind.INDIRECT):
        assert not set(MARKS) & set(statement.quote)


def test_no_verbatim_words_stand_in_a_paraphrase_unmarked(sample: Corpus) -> None:
    """Held against each other: five words in a row are nobody's but the speaker's."""
    verbatim = [statement.quote for statement in of_kind(sample, Kind.DIRECT)]
    runs = {
        run
        for quote in [*verbatim, *MARKED.values()]
        for words in [re.findall(r"\w+", quote.casefold())]
        for run in zip(*(words[start:] for start in range(5)), strict=False)
    }
    ours = [statement.quote for statement in of_kind(sample, Kind.INDIRECT)]
    ours += [re.sub('"[^"]+"', "", statement.quote) for statement in of_kind(sample, Kind.MIXED)]
    ours += [statement.context for statement in sample.statements]
    assert len(runs) > 80
    for text in ours:
        words = re.findall(r"\w+", text.casefold())
        assert not runs & set(zip(*(words[start:] for start in range(5)), strict=False))


def test_no_context_puts_words_in_quotation_marks(sample: Corpus) -> None:
    for statement in sample.statements:
        assert statement.context
        assert not set(MARKS) & set(statement.context)


# -- Places ----------------------------------------------------------------------------------------


def test_every_statement_has_its_place_in_the_article(sample: Corpus) -> None:
    for statement in sample.statements:
        locator = statement.locator
        assert locator is not None
        assert locator.paragraph is not None
        assert locator.start is not None
        assert locator.end is not None
        assert 1 <= locator.paragraph <= 12
        assert 0 <= locator.start < locator.end


def test_statements_stand_in_the_order_of_the_article(sample: Corpus) -> None:
    places = [statement.locator for statement in as_printed(sample) if statement.locator]
    for before, after in pairwise(places):
        assert (before.paragraph or 0, before.start or 0) <= (
            after.paragraph or 0,
            after.start or 0,
        )
    first = sample.row_of("1")
    assert first is not None
    before_it, after_it = sample.around(first, "article-2025-03-20", 30)
    assert not before_it
    assert [sample.statements[row].id for row in after_it] == [str(n) for n in range(2, 25)]


def test_paragraphs_do_not_overlap(sample: Corpus) -> None:
    places = [statement.locator for statement in sample.statements if statement.locator]
    for one_place in places:
        for other in places:
            if (one_place.paragraph or 0) < (other.paragraph or 0):
                assert (one_place.end or 0) <= (other.start or 0)


def test_a_direct_quote_is_as_long_as_its_place(sample: Corpus) -> None:
    for statement in of_kind(sample, Kind.DIRECT):
        locator = statement.locator
        assert locator is not None
        assert len(statement.quote) == (locator.end or 0) - (locator.start or 0)


def test_marked_words_fit_into_their_place(sample: Corpus) -> None:
    for statement_id, words in MARKED.items():
        locator = one(sample, statement_id).locator
        assert locator is not None
        assert len(words) <= (locator.end or 0) - (locator.start or 0)


# -- Dates -----------------------------------------------------------------------------------------


def test_no_statement_was_made_after_it_was_printed(sample: Corpus) -> None:
    for statement in sample.statements:
        assert statement.said is not None
        assert statement.said.last == PUBLISHED.last


def test_no_statement_has_a_date_that_the_article_does_not_give(sample: Corpus) -> None:
    """It says "this week", "throughout the war", or nothing; never a day, or a time of day."""
    dates = {statement.said.text for statement in sample.statements if statement.said}
    assert dates == {"/2025-03-20", "2025-03-17/2025-03-20", "2022~/2025-03-20"}


@pytest.mark.parametrize("statement_id", ["5", "7", "14", "15", "18", "20", "21"])
def test_what_was_said_this_week_has_the_week_for_a_date(sample: Corpus, statement_id: str) -> None:
    assert one(sample, statement_id).said == THIS_WEEK


def test_this_week_began_on_a_monday_and_ended_with_the_article() -> None:
    assert THIS_WEEK.first == PUBLISHED.first - 3
    assert THIS_WEEK.days == 4


def test_only_the_meeting_of_the_day_is_an_event_of_one_day(sample: Corpus) -> None:
    assert [event.id for event in sample.events if event.when.days == 1] == ["officers-meet"]


def test_the_war_has_no_end_and_about_a_beginning(sample: Corpus) -> None:
    war = next(event for event in sample.events if event.id == "war")
    assert war.when == parse("2022~/..")
    assert war.when.is_approximate


# -- Who -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement_id", "speaker"),
    [
        ("5", "keir-starmer"),
        ("7", "starmer-spokesperson"),
        ("10", "emmanuel-macron"),
        ("11", "emmanuel-macron"),
        ("12", "russia"),
        ("15", "alexander-grushko"),
        ("16", "kremlin"),
        ("20", "donald-trump"),
        ("21", "karoline-leavitt"),
    ],
)
def test_words_are_their_speakers(sample: Corpus, statement_id: str, speaker: str) -> None:
    assert one(sample, statement_id).speaker == speaker


@pytest.mark.parametrize(
    "actor",
    [
        "keir-starmer", "emmanuel-macron", "donald-trump", "karoline-leavitt", "vladimir-putin",
        "volodymyr-zelenskyy", "alexander-grushko", "united-kingdom", "france", "united-states",
        "russia", "ukraine", "canada", "australia", "finland", "nato", "kremlin", "white-house",
        "coalition-of-the-willing", "associated-press", "reuters", "unnamed-officials",
    ],
)  # fmt: skip
def test_everyone_whom_the_article_names_is_there(sample: Corpus, actor: str) -> None:
    assert sample.actors[actor].name


def test_every_actor_is_a_person_an_organisation_a_state_or_a_group(sample: Corpus) -> None:
    assert {actor.kind for actor in sample.actors.values()} == set(ActorKind)


def test_every_person_has_a_role_and_a_country(sample: Corpus) -> None:
    for actor in sample.actors.values():
        if actor.kind is ActorKind.PERSON:
            assert actor.role
            assert actor.affiliation
            assert re.fullmatch("[A-Z]{2}", actor.country)


def test_every_actor_is_spoken_of_or_speaks_or_carries_or_takes_part(sample: Corpus) -> None:
    named = {actor for event in sample.events for actor in event.actors}
    for statement in sample.statements:
        named |= {statement.speaker, *statement.via, *statement.addressee}
        named |= {*statement.on_behalf_of, *statement.mentions}
    homes = [sample.actors[actor].affiliation for actor in named]
    while homes:
        named |= (above := {home for home in homes if home})
        homes = [sample.actors[actor].affiliation for actor in above]
    assert named == set(sample.actors)


def test_every_spelling_of_zelenskyy_is_there(sample: Corpus) -> None:
    actor = sample.actors["volodymyr-zelenskyy"]
    spellings = " ".join([actor.name, *actor.aliases])
    for spelling in ("Zelenskyy", "Zelensky", "Zelenskiy", "Зеленський"):
        assert spelling in spellings.split()


def test_no_two_actors_share_a_spelling(sample: Corpus) -> None:
    spellings = [
        spelling.casefold()
        for actor in sample.actors.values()
        for spelling in {actor.name, *actor.aliases}
    ]
    assert len(spellings) == len(set(spellings))


def test_grushkos_words_came_through_a_newspaper_and_reuters(sample: Corpus) -> None:
    assert chain(sample, one(sample, "15")) == [
        "Alexander Grushko",
        "A Russian newspaper",
        "Reuters",
        "News article on the coalition of the willing, 20 March 2025",
    ]


def test_the_kremlins_demand_came_through_grushko(sample: Corpus) -> None:
    assert chain(sample, one(sample, "16"))[:4] == [
        "The Kremlin",
        "Alexander Grushko",
        "A Russian newspaper",
        "Reuters",
    ]


def test_the_spokesperson_speaks_for_starmer_to_reuters(sample: Corpus) -> None:
    statement = one(sample, "7")
    assert statement.on_behalf_of == ("keir-starmer",)
    assert statement.addressee == ("reuters",)
    assert statement.via == ("reuters",)


def test_leavitt_speaks_for_the_white_house(sample: Corpus) -> None:
    assert one(sample, "21").on_behalf_of == ("white-house",)


@pytest.mark.parametrize("statement_id", ["1", "2", "6", "12"])
def test_what_the_ap_carried_is_said_to_come_through_it(sample: Corpus, statement_id: str) -> None:
    assert one(sample, statement_id).via == ("associated-press",)


@pytest.mark.parametrize(
    ("statement_id", "medium"),
    [("11", "X"), ("18", "Truth Social"), ("19", "Truth Social"), ("20", "Truth Social")],
)
def test_posts_name_where_they_were_posted(sample: Corpus, statement_id: str, medium: str) -> None:
    assert one(sample, statement_id).medium == medium


def test_every_statement_has_the_word_that_attributes_it(sample: Corpus) -> None:
    assert all(statement.cue for statement in sample.statements)


def test_every_statement_was_read_against_the_article(sample: Corpus) -> None:
    assert {statement.status for statement in sample.statements} == {Status.CONFIRMED}


# -- What about ------------------------------------------------------------------------------------


def test_every_statement_is_on_a_topic_and_every_topic_is_spoken_on(sample: Corpus) -> None:
    assert all(statement.topics for statement in sample.statements)
    spoken_on = {topic for statement in sample.statements for topic in statement.topics}
    assert spoken_on == set(sample.topics)


def test_a_stance_is_on_one_of_the_topics_of_its_statement(sample: Corpus) -> None:
    for statement in sample.statements:
        assert {stance.topic for stance in statement.stances} <= set(statement.topics)


def test_russias_side_opposes_ukraine_in_nato(sample: Corpus) -> None:
    stances = {
        (statement.speaker, stance.position)
        for statement in sample.statements
        for stance in statement.stances
        if stance.topic == "ukraine-in-nato"
    }
    assert stances == {
        ("kremlin", Position.OPPOSE),
        ("alexander-grushko", Position.OPPOSE),
    }


def test_sending_soldiers_divides_them(sample: Corpus) -> None:
    stances = {
        statement.speaker: stance.position
        for statement in sample.statements
        for stance in statement.stances
        if stance.topic in ("peacekeeping-force", "nato-troops")
    }
    assert stances == {
        "france": Position.SUPPORT,
        "united-kingdom": Position.SUPPORT,
        "russia": Position.OPPOSE,
    }


def test_no_fields_are_unknown(sample: Corpus) -> None:
    """A misspelt field would survive unread."""
    assert not any(statement.extra for statement in sample.statements)
    assert not any(actor.extra for actor in sample.actors.values())
    assert not any(source.extra for source in sample.sources.values())
    assert not any(event.extra for event in sample.events)
    assert not any(topic.extra for topic in sample.topics.values())
    assert not any(s.locator.extra for s in sample.statements if s.locator)
