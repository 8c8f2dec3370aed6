"""Drafts are gone through beside their article: a key a decision, and each is in the store."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.events import Paste

from quoth.intake.accuracy import Accuracy, accuracy
from quoth.intake.model import Draft, Extraction, Mention, Named, Span
from quoth.intake.reasons import Doubt, DoubtKind
from quoth.store import Location
from quoth.store.model import ActorKind, Kind
from tests.intake.making import ACTORS, ARTICLE, DRAFTS, article, drafted_store, statements_of
from tests.tui.driving import Explorer, Opened
from tests.tui.test_screens import ScreenExtension

SIZES = [(120, 36), (80, 24), (60, 16), (40, 12)]
at_two_sizes = pytest.mark.parametrize(
    "size", [(80, 24), (40, 12)], ids=lambda size: "x".join(map(str, size))
)
at_all_sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))


@pytest.fixture
def drafted(tmp_path: Path) -> Location:
    """Return a store with an article and its five drafts."""
    return drafted_store(tmp_path / "bread.json")


@pytest.fixture
def screen(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Return the screen as it was accepted."""
    return snapshot.use_extension(ScreenExtension)


@pytest.fixture
def of_one_speaker(tmp_path: Path) -> Location:
    """Return a store with the same, whose first two drafts are said by one person."""
    first, second, *rest = DRAFTS
    found = Extraction((first, second._replace(speaker=first.speaker), *rest), ACTORS)
    return drafted_store(tmp_path / "bread.json", (article(), found))


def of(location: Location, field: str) -> list[object]:
    """Return a field of all statements of a store."""
    return [one.get(field) for one in statements_of(location)]


async def leave(quoth: Explorer) -> None:
    """Leave the review, and quoth, with all that was changed in the file."""
    await quoth.press("escape", "q")


# -- What it looks like ----------------------------------------------------------------------------

VIEWS = {
    "begun": (),
    "second": ("n",),
    "decided": ("y", "x"),
    "all_fields": ("tab",),
    "accept_all": ("A",),
    "cut": ("n", "n", "n", "n", "vertical_line"),
}


@at_all_sizes
@pytest.mark.parametrize("view", VIEWS)
async def test_a_view(
    explorer: Opened,
    drafted: Location,
    screen: SnapshotAssertion,
    size: tuple[int, int],
    view: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A new measurement changes no picture.
    measured = Accuracy(232, 213, 39, "2026-11-29")
    monkeypatch.setattr("quoth.tui.screens.accepting.accuracy", lambda _: measured)
    async with explorer(size, drafted) as quoth:
        await quoth.press("R", *VIEWS[view])
        assert quoth.text == screen


@at_two_sizes
async def test_the_words_at_hand_are_in_view_and_marked(
    explorer: Opened, drafted: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, drafted) as quoth:
        await quoth.press("R")
        for draft in DRAFTS:
            marked = "".join(line[:90] for line in quoth.lines if line.startswith("▌"))
            assert draft.spans[0].of(ARTICLE).split()[0] in marked
            await quoth.press("n")


# -- Deciding --------------------------------------------------------------------------------------


@at_two_sizes
async def test_one_key_accepts_or_drops_and_goes_on(
    explorer: Opened, drafted: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, drafted) as quoth:
        await quoth.press("R", "y", "x", "enter", "d")
        wide = size[0] >= 60
        assert ("5 of 5 · 2 accepted · 2 dropped" if wide else "5/5 ✓2 ✗2") in quoth.lines[0]
        await quoth.press("y")
        assert "all read" in quoth.lines[0]
        assert "This article is done." in quoth.lines[-1]
        await leave(quoth)
    assert of(drafted, "status") == ["confirmed", "rejected", "confirmed", "rejected", "confirmed"]


async def test_keys_that_arrive_together_decide_one_draft_each(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R")
        await quoth.pilot.press("y", "y", "x", "y")
        await quoth.settle()
        assert "5 of 5 · 3 accepted · 1 dropped" in quoth.lines[0]
        await leave(quoth)
    assert of(drafted, "status")[:4] == ["confirmed", "confirmed", "rejected", "confirmed"]


async def test_who_leaves_comes_back_to_what_is_left(explorer: Opened, drafted: Location) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "y", "n", "x")
        await leave(quoth)
    async with explorer((80, 24), drafted) as quoth:
        assert "3 drafts: R reviews" in quoth.lines[0]
        assert "1 of 1" in quoth.text  # the one that was accepted is found
        await quoth.press("R")
        assert "2 of 5 · 1 accepted · 1 dropped" in quoth.lines[0]
        await quoth.press("N")
        assert "accepted" in quoth.text


async def test_a_decision_is_taken_back_where_it_was_made(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "n", "y", "u")
        assert "2 of 5" in quoth.lines[0]
        assert "accepted" not in quoth.lines[0]
        assert "Undone: accept the statement" in quoth.lines[-1]
        await quoth.press("U")
        assert "2 of 5 · 1 accepted" in quoth.lines[0]
        await leave(quoth)
    assert of(drafted, "status")[1] == "confirmed"


async def accept_all(quoth: Explorer) -> str:
    """Read on and accept, and return all that was in view on the way."""
    seen = ""
    while "Accept all" in quoth.text:
        seen += quoth.text
        await quoth.press("enter")
    return seen


@at_two_sizes
async def test_nothing_is_accepted_that_was_not_in_view(
    explorer: Opened, drafted: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, drafted) as quoth:
        await quoth.press("R", "A")
        seen = quoth.text
        await quoth.press("G")
        seen += await accept_all(quoth)
        for draft in DRAFTS:
            if draft.confidence >= 0.8:
                assert draft.quote.split()[0] in seen
        await quoth.press("u", "A", "left")
        assert "Accept 5 of 5" in quoth.text
        await quoth.press("left")
        assert "No draft without a doubt is less sure." in quoth.lines[-1]
        await quoth.press("right", "right", *["right"] * 5)
        assert "Nothing is surer than these." in quoth.lines[-1]


@at_two_sizes
async def test_what_is_left_out_stays_a_draft(
    explorer: Opened, drafted: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, drafted) as quoth:
        await quoth.press("R", "A", "down", "space")
        assert "Accept 3 of 5" in quoth.text
        assert "1 left out" in quoth.text
        await quoth.press("space")
        assert "Accept 4 of 5" in quoth.text
        await quoth.press("space")
        await accept_all(quoth)
        await leave(quoth)
    states = of(drafted, "status")
    assert (states.count("confirmed"), states.count("draft"), states[1]) == (3, 2, "draft")


async def test_drafts_that_are_alike_are_dropped_at_once(
    explorer: Opened, of_one_speaker: Location
) -> None:
    async with explorer((80, 24), of_one_speaker) as quoth:
        await quoth.press("R", "X")
        seen = quoth.text
        assert "Drop them?" in seen
        assert "of Ann Archer" in seen
        await quoth.press("n")
        assert "dropped" not in quoth.lines[0]
        await quoth.press("X", "space")
        assert "of this kind, direct" in quoth.text
        while "Drop them?" in quoth.text:
            await quoth.press("y")
        assert "2 dropped" in quoth.lines[0]
        await quoth.press("u")
        assert "dropped" not in quoth.lines[0]
        await leave(quoth)


@at_two_sizes
async def test_all_that_are_sure_enough_are_accepted_at_once(
    explorer: Opened, drafted: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, drafted) as quoth:
        await quoth.press("R", "A")
        assert "Accept 4 of 5" in quoth.text
        measured = accuracy(0.8)
        assert measured is not None
        assert f"{measured.right / measured.drafts:.0%}" in quoth.text
        assert "such drafts were right" in quoth.text
        if size[0] >= 60:
            assert f"{measured.right:,} of {measured.drafts:,} such drafts" in quoth.text
            assert f"in {measured.articles:,} test articles, {measured.measured}" in quoth.text
        await quoth.press("right")
        assert "Accept 3 of 5" in quoth.text
        await quoth.press("left")
        await accept_all(quoth)
        assert ("4 accepted" if size[0] >= 60 else "✓4") in quoth.lines[0]
        await quoth.press("u")
        assert ("accepted" if size[0] >= 60 else "✓") not in quoth.lines[0]
        await quoth.press("A", "n")
        await leave(quoth)
    assert set(of(drafted, "status")) == {"draft"}


async def test_who_accepts_the_sure_ones_stays_at_a_draft_that_is_left(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "n", "n", "n", "A")
        await accept_all(quoth)
        assert "4 of 5 · 4 accepted" in quoth.lines[0]
        assert "4 accepted, 1 left." in quoth.lines[-1]
        await quoth.press("y", "A")
        assert "No draft is left here." in quoth.lines[-1]


async def test_a_review_that_is_finished_is_opened_again(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "y", "y", "y", "y", "y", "escape", "R")
        assert "all read · 5 accepted" in quoth.lines[0]
        await quoth.press("x", "escape")
        await quoth.press("q")
    assert of(drafted, "status").count("rejected") == 1


def doubtful_store(path: Path, written: str) -> Location:
    """Return a store of two articles; the second's one draft has a speaker who is doubted."""
    text = f"“Bread is dear,” said {written}.\n"
    speaker = Mention("Ann Archar", Span(22, 22 + len(written)))
    draft = Draft(
        "Bread is dear", Kind.DIRECT, (Span(1, 14),), speaker, Span(17, 21), rule="quotation",
        confidence=0.99,
    )  # fmt: skip
    found = Extraction((draft,), (Named("Ann Archar", ActorKind.PERSON),))
    first = (article(), Extraction(DRAFTS, ACTORS))
    return drafted_store(path, first, (article(text, "Doubtful"), found))


async def test_what_is_doubted_is_accepted_one_by_one(explorer: Opened, tmp_path: Path) -> None:
    location = doubtful_store(tmp_path / "two.json", "Zelensky")
    async with explorer((80, 24), location) as quoth:
        await quoth.press("R", "greater_than_sign")
        assert "Doubtful" in quoth.lines[0]
        assert "! “Ann Archar” is taken for Ann Archer" in quoth.text
        await quoth.press("A")
        assert "All drafts left here have a doubt." in quoth.lines[-1]
        await quoth.press("y")
        assert "> goes to the next article, 1 left." in quoth.lines[-1]
        assert "is taken for" not in quoth.text  # a person has looked
        await quoth.press("y")
        assert "Bread will be dear" in quoth.lines[0]
        await leave(quoth)
    assert of(location, "status")[-1] == "confirmed"


async def test_one_key_goes_to_what_is_doubtful(explorer: Opened, drafted: Location) -> None:
    """The fourth draft alone has a confidence below .8; a decided one isn't gone to."""
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "exclamation_mark")
        assert "4 of 5" in quoth.lines[0]
        await quoth.press("exclamation_mark")
        assert "No other draft left here is doubtful" in quoth.lines[-1]
        await quoth.press("N", "N", "exclamation_mark", "y", "exclamation_mark")
        assert "5 of 5 · 1 accepted" in quoth.lines[0]


async def test_a_doubt_is_doubtful_at_any_confidence(explorer: Opened, tmp_path: Path) -> None:
    sure, other = DRAFTS[0], DRAFTS[1]._replace(doubts=(Doubt(DoubtKind.WORDS),))
    found = Extraction((sure, sure, other), ACTORS)
    async with explorer((80, 24), drafted_store(tmp_path / "a.json", (article(), found))) as quoth:
        await quoth.press("R", "exclamation_mark")
        assert "3 of 3" in quoth.lines[0]


async def test_who_names_another_has_answered_the_doubt(explorer: Opened, tmp_path: Path) -> None:
    location = doubtful_store(tmp_path / "two.json", "Archar")
    async with explorer((80, 24), location) as quoth:
        await quoth.press("R", "greater_than_sign")
        assert "! “Ann Archar” is taken for Ann Archer" in quoth.text
        await quoth.press("s")
        await quoth.type("Ann Archar")
        await quoth.press("enter")
        assert "is taken for" not in quoth.text
        await quoth.press("A")
        assert "Accept 1 of 1" in quoth.text


# -- Correcting ------------------------------------------------------------------------------------


async def test_the_words_are_moved_and_their_kind_follows(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((120, 36), drafted) as quoth:
        await quoth.press("R", "n", "n", "right")
        assert "winter”. Archer" in quoth.text
        await quoth.press("left", "right_square_bracket", "right_square_bracket")
        await quoth.press("right_square_bracket", "y")
        await leave(quoth)
    third = statements_of(drafted)[2]
    assert (third["quote"], third["kind"]) == ("enough for a winter", "direct")
    start = ARTICLE.index("enough")
    assert third["locator"] == {"paragraph": 4, "start": start, "end": start + 19}
    assert third["status"] == "confirmed"


async def test_words_that_were_moved_are_kept_once_a_person_pauses(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "n", "left", "left")
        await quoth.pilot.pause(1.2)
        await quoth.settle()
        await quoth.press("escape", "u")
        assert "Undone: adjust" in quoth.lines[-1]
        await quoth.press("q")
    assert of(drafted, "quote")[1] == DRAFTS[1].quote


async def test_moved_words_are_kept_when_a_person_leaves(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "n", "left")
        await leave(quoth)
    assert of(drafted, "quote")[1] == DRAFTS[1].quote.removesuffix(" blame")


@at_two_sizes
async def test_a_draft_is_cut_in_two_and_joined_again(
    explorer: Opened, drafted: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, drafted) as quoth:
        await quoth.press("R", "n", "n", "n", "n", "vertical_line")
        assert "‖" in quoth.text
        await quoth.press("enter")
        assert ("of 6" if size[0] >= 60 else "/6") in quoth.lines[0]
        await leave(quoth)
    assert of(drafted, "quote")[4:] == ["We are fine", "We have salt"]
    async with explorer(size, drafted) as quoth:
        await quoth.press("R", "n", "n", "n", "n", "J")
        assert "We are fine. We have salt" in quoth.text  # all that will be stored is shown
        await quoth.press("y")
        assert ("5 of 5" if size[0] >= 60 else "5/5") in quoth.lines[0]
        await quoth.press("J")
        assert "No draft comes after this one." in quoth.lines[-1]
        await leave(quoth)
    assert of(drafted, "quote")[4:] == ["We are fine. We have salt"]


@at_two_sizes
async def test_the_speaker_is_another(
    explorer: Opened, drafted: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, drafted) as quoth:
        await quoth.press("R", "n", "s")
        await quoth.type("cy")
        await quoth.press("tab", "enter")
        assert "Cy Cook" in quoth.text
        await quoth.press("y")
        await leave(quoth)
    assert (of(drafted, "speaker")[1], of(drafted, "status")[1]) == ("cy-cook", "confirmed")


@at_two_sizes
async def test_who_names_the_speaker_sees_the_words(
    explorer: Opened, drafted: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, drafted) as quoth:
        await quoth.press("R", "n", "s")
        assert "Who said it" in quoth.text
        assert "Bob Baker told the Herald" in quoth.text


async def test_a_wrong_link_is_set_right_for_all_that_the_article_calls_so(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "s")
        await quoth.type("cy")
        await quoth.press("tab", "enter")
        assert "more draft" not in quoth.lines[-1]  # “Archer” is another name, however likely hers
        await quoth.press("S")  # on request it is shown who else has the speaker that was wrong
        assert "Cy Cook said 1 more draft that had the same speaker" in quoth.text
        await quoth.press("n", "n", "S")
        assert "No other draft names its speaker so" in quoth.lines[-1]
        await leave(quoth)
    assert of(drafted, "speaker") == ["cy-cook", "bob-baker", "the-guild", "ann-archer", "cy-cook"]


@at_two_sizes
async def test_a_number_takes_whom_the_article_names(
    explorer: Opened, drafted: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, drafted) as quoth:
        await quoth.press("R", "n", "s")
        offered = quoth.text[quoth.text.index("number takes one") :]
        assert re.search(r"\d Ann Archer", offered)
        assert not re.search(r"\d Bob Baker", offered)  # who is said to have spoken
        number = re.search(r"(\d) Cy Cook", offered)
        assert number is not None
        await quoth.press(number[1])
        assert "Who said it" not in quoth.text
        assert "Cy Cook" in quoth.text
        await quoth.press("s")
        await quoth.type("M")
        assert not re.search(r"\d Ann Archer", quoth.text)
        await quoth.type("9 to 5")
        await quoth.press("enter")
        await leave(quoth)
    assert of(drafted, "speaker")[1] == "m9-to-5"


async def test_a_number_takes_the_kind_and_the_polarity(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "K")
        assert "1 direct  2 mixed  3 indirect" in quoth.text
        await quoth.press("2", "p")
        number = re.search(r"(\d) denied", quoth.text)
        assert number is not None
        await quoth.press(number[1])
        assert "mixed" in quoth.text
        await leave(quoth)
    assert (of(drafted, "kind")[0], of(drafted, "polarity")[0]) == ("mixed", "denied")


async def test_a_likely_day_is_taken_by_completing(explorer: Opened, drafted: Location) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "t")
        assert "tab by 20 Mar 2025" in quoth.text
        await quoth.press("tab")
        taken = next(text for text in quoth.lines if "tab " in text and "2025" in text)
        assert taken.count("by 20 Mar 2025") == 1
        await quoth.press("shift+tab")
        await quoth.press("tab", "tab", "enter")
        await leave(quoth)
    assert of(drafted, "said")[0] == "2025-03-20"


async def test_the_drafts_of_a_wrong_speaker_are_corrected_together(
    explorer: Opened, of_one_speaker: Location
) -> None:
    async with explorer((80, 24), of_one_speaker) as quoth:
        await quoth.press("R", "s")
        await quoth.type("cy")
        await quoth.press("tab", "enter")
        assert "S corrects them too" in quoth.lines[-1]
        await quoth.press("u", "s")
        await quoth.type("cy")
        await quoth.press("tab", "enter", "S", "space")
        assert "Cy Cook said 2 more drafts that had the same speaker" in quoth.text
        while "Change the speaker?" in quoth.text:
            await quoth.press("y")
        await leave(quoth)
    assert of(of_one_speaker, "speaker") == [
        "cy-cook", "cy-cook", "the-guild", "cy-cook", "cy-cook"
    ]  # fmt: skip


async def test_a_second_correction_still_finds_whose_the_drafts_were(
    explorer: Opened, of_one_speaker: Location
) -> None:
    async with explorer((80, 24), of_one_speaker) as quoth:
        await quoth.press("R")
        for name in ("bob", "cy"):
            await quoth.press("s")
            await quoth.type(name)
            await quoth.press("tab", "enter")
        await quoth.press("S", "space")
        assert "Cy Cook said 2 more drafts that had the same speaker" in quoth.text


TWICE = "“Bread is dear,” ARCHER said. “Salt too,” said\nArcher. “Oil,” Ann Archer said.\n"


def said_by(words: str, who: str) -> Draft:
    """Return a draft of `TWICE`."""
    start, at = TWICE.index(words), TWICE.index(who)
    speaker = Mention("Ann Archer", Span(at, at + len(who)))
    return Draft(words, Kind.DIRECT, (Span(start, start + len(words)),), speaker, None)


@at_two_sizes
async def test_a_speaker_is_another_in_the_drafts_with_the_same_words_alone(
    explorer: Opened, tmp_path: Path, size: tuple[int, int]
) -> None:
    drafts = (
        said_by("Bread is dear", "ARCHER"),
        said_by("Salt too", "Archer."),
        said_by("Oil", "Ann Archer"),
    )
    speaker = drafts[1].speaker
    assert speaker is not None
    span = speaker.span._replace(end=speaker.span.end - 1)
    drafts = (drafts[0], drafts[1]._replace(speaker=speaker._replace(span=span)), drafts[2])
    location = drafted_store(tmp_path / "s.json", (article(TWICE), Extraction(drafts, ACTORS)))
    async with explorer(size, location) as quoth:
        await quoth.press("R", "s")
        await quoth.type("Dora Dyer")
        await quoth.press("enter", "S")
        assert "“ARCHER” is Dora Dyer in 1 more" in quoth.text
        seen = ""
        await quoth.press("n", "S")
        while "Change the speaker?" in quoth.text:
            seen += quoth.text
            await quoth.press("y")
        assert "Salt too" in seen
        await leave(quoth)
    assert of(location, "speaker") == ["dora-dyer", "dora-dyer", "ann-archer"]


async def test_a_pronoun_is_wrong_of_itself_alone(explorer: Opened, tmp_path: Path) -> None:
    text = "“Bread is dear,” Ann Archer said. “Salt too,” she said.\n"
    drafts = [
        Draft(
            words, Kind.DIRECT, (Span(start, start + len(words)),),
            Mention("Ann Archer", Span(text.index(who), text.index(who) + len(who))), None,
        )
        for words, who in (("Bread is dear", "Ann Archer"), ("Salt too", "she"))
        if (start := text.index(words))
    ]  # fmt: skip
    found = Extraction(tuple(drafts), ACTORS)
    location = drafted_store(tmp_path / "she.json", (article(text), found))
    async with explorer((80, 24), location) as quoth:
        await quoth.press("R", "n", "s")
        await quoth.type("Dora Dyer")
        await quoth.press("enter")
        assert "more draft" not in quoth.text
        assert "Dora Dyer" in quoth.text
        assert "called" not in quoth.text
        await leave(quoth)
    assert of(location, "speaker") == ["ann-archer", "dora-dyer"]


async def test_any_field_is_edited(explorer: Opened, drafted: Location) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "m")
        assert "Edit statement" in quoth.text
        await quoth.press(*["down"] * 6)
        await quoth.type("speech")
        await quoth.press("f2")
        assert "medium" in quoth.text
        await leave(quoth)
    assert of(drafted, "medium")[0] == "speech"


async def test_direct_words_that_are_not_the_articles_are_told(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((120, 36), drafted) as quoth:
        await quoth.press("R", "m", "end")
        await quoth.type(" and so on")
        await quoth.press("f2")
        assert "! these words don't stand in the article" in quoth.text


# -- Taking an article in --------------------------------------------------------------------------


@at_two_sizes
async def test_an_article_is_named_and_gone_through(
    explorer: Opened,
    own: Location,
    tmp_path: Path,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("bread.txt")
    path.write_text(f"date 2025-03-20 {ARTICLE}", encoding="utf-8")
    async with explorer(size, own) as quoth:
        await quoth.press("I")
        await quoth.type(str(path))
        await quoth.press("f2")
        assert "Bread is dear" in quoth.text
        assert any(one in quoth.lines[0] for one in ("1 of ", "1/"))
        await quoth.press("y", "escape", "I")
        await quoth.type(str(path))
        await quoth.press("f2")
        assert "Not saved: already imported as" in quoth.text
        await quoth.press("escape", "escape", "q")
    drafts = [one for one in statements_of(own) if "intake" in one]
    assert drafts[0]["status"] == "confirmed"
    assert len(drafts) > 3


async def test_the_path_of_an_article_is_completed(
    explorer: Opened, own: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "clippings of March"
    folder.mkdir()
    (folder / "bread.txt").write_text(f"date 2025-03-20 {ARTICLE}", encoding="utf-8")
    for other in ("bread.png", ".bread.txt", "bre\x1bad.txt", "salt.md"):
        (folder / other).write_text("Nothing.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    async with explorer((80, 24), own) as quoth:
        await quoth.press("I")
        await quoth.type("cli")
        assert "tab clippings of March/" in quoth.text
        await quoth.press("tab")
        await quoth.type("B")
        assert "tab bread.txt" in quoth.text
        assert not any(other in quoth.text for other in ("png", ".bread", "salt", "bre\x1bad"))
        await quoth.press("tab")
        assert "clippings of March/bread.txt" in quoth.text
        await quoth.press("f2")
        assert "1 of " in quoth.lines[0]


async def test_a_path_between_marks_is_that_path(
    explorer: Opened, own: Location, tmp_path: Path
) -> None:
    (tmp_path / "the bread.txt").write_text(ARTICLE, encoding="utf-8")
    async with explorer((80, 24), own) as quoth:
        await quoth.press("I")
        await quoth.type(f"'{tmp_path / 'the bread.txt'}'")
        await quoth.press("f2")
        assert "1 of " in quoth.lines[0]


async def test_an_article_is_pasted(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("I", "f2")
        assert "Not saved: name a file, or paste a text" in quoth.text
        await quoth.press("down")
        quoth.app.screen.focused.post_message(Paste(ARTICLE))  # type: ignore[union-attr]
        await quoth.settle()
        await quoth.press("f2")
        assert "1 of " in quoth.lines[0]
        assert "Bread will be dear, says the Guild" in quoth.lines[0]
        await quoth.press("escape", "u")
        assert "Undone: import “Bread will be dear" in quoth.lines[-1]


# -- Where there is nothing, or another does something ---------------------------------------------


async def test_nothing_waits(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("R")
        assert "No drafts." in quoth.lines[-1]


async def test_drafts_without_an_article_are_gone_through_too(
    explorer: Opened, own: Location
) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("S", "d", "enter", "R")
        assert "The text of this source isn't kept in the store." in quoth.text
        await quoth.press("right")
        assert "The article's text isn't kept" in quoth.lines[-1]
        await quoth.press("y")
        assert "This article is done" in quoth.lines[-1]
        await leave(quoth)
    assert "draft" not in of(own, "status")


async def test_what_others_decide_is_shown_as_decided(explorer: Opened, drafted: Location) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R")
        text = Path(drafted.path).read_text(encoding="utf-8")
        Path(drafted.path).write_text(text.replace('"draft"', '"confirmed"'), encoding="utf-8")
        await quoth.pilot.pause(1.5)
        await quoth.settle()
        assert "all read" in quoth.lines[0]


HOSTILE = (
    "\x1b[31m“Bread \u202eis dear\u202c,”\x07 said \u200bA"
    "\u0301\u0301\u0301\u0301\u0301\u0301nn.\r\n\tOn."
)


@at_two_sizes
async def test_nothing_in_an_article_acts_on_the_terminal(
    explorer: Opened, tmp_path: Path, size: tuple[int, int]
) -> None:
    start = HOSTILE.index("Bread")
    spans: Sequence[Span] = (Span(start, HOSTILE.index(",”")),)
    draft = Draft("", Kind.DIRECT, tuple(spans), Mention("\x1b[1mAnn", Span(0, 3)), rule="\x1b[2m")
    found = Extraction((draft,), ())
    location = drafted_store(tmp_path / "bad.json", (article(HOSTILE, "\x1b[5mBad\u202e"), found))
    async with explorer(size, location) as quoth:
        await quoth.press("R")
        assert "“Bread is dear,”␇ said A" in quoth.text
        await quoth.press("right", "tab", "y")
        for sign in "\x1b\u202e\u202c\u200b\x07\r\t":
            assert sign not in quoth.text.replace("\n", "")
        await leave(quoth)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=["120x36", "80x24"])
async def test_help_begins_with_the_keys_of_a_review(
    explorer: Opened, drafted: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, drafted) as quoth:
        await quoth.press("R", "question_mark")
        assert "Accept the draft and go to the next" in quoth.text
        assert "End the words one word later" in quoth.text
        assert "Three panes" not in quoth.text
        await quoth.press("end")
        assert "an event" in quoth.text  # and the rest comes after them


async def test_what_was_said_of_one_draft_is_not_said_of_the_next(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "y", "u")
        assert "Undone" in quoth.lines[-1]
        await quoth.press("n")
        assert "y accept" in quoth.lines[-1]
        await quoth.press("greater_than_sign")
        assert "No other article has drafts." in quoth.lines[-1]
        await quoth.press("right")
        assert "y accept" in quoth.lines[-1]


async def test_words_of_two_speakers_are_joined_once_one_said_them(
    explorer: Opened, drafted: Location
) -> None:
    before = of(drafted, "quote")
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "n", "n", "x", "k", "k", "J")
        assert "Not joined: they have two speakers; set the same speaker" in quoth.lines[-1]
        assert len(quoth.app.screen_stack) == 2
        assert of(drafted, "quote") == before
        await quoth.press("j", "j", "s")
        await quoth.type("Bob Baker")
        await quoth.press("enter", "k", "k", "J", "y")
        assert "Joined: all of it was said by Bob Baker. u takes it back." in quoth.lines[-1]
        await quoth.press("n")
        assert "dropped" in quoth.lines[16]  # and it is passed over: nobody wants it
        await leave(quoth)
    words = of(drafted, "quote")
    assert str(words[1]).endswith("the mills were to blame […] nobody should hoard salt")
    assert of(drafted, "status")[2] == "rejected"


@at_two_sizes
async def test_a_draft_that_is_read_is_marked_above_its_words(
    explorer: Opened, drafted: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, drafted) as quoth:
        await quoth.press("slash")
        await quoth.type("status:draft")
        await quoth.press("enter", "enter")
        assert "Statement · draft" in quoth.text


# -- Joining ---------------------------------------------------------------------------------------


@at_two_sizes
async def test_all_that_is_stored_is_read_before_it_is(
    explorer: Opened, tmp_path: Path, size: tuple[int, int]
) -> None:
    long = " ".join(f"word{number}" for number in range(600))
    text = f"“First {long},” she said.\n\nThe rain fell. “Then {long}.”\n"
    drafts = []
    for word in ("First", "Then"):
        start = text.index(word)
        end = start + len(word) + 1 + len(long)
        drafts.append(
            Draft("", Kind.DIRECT, (Span(start, end),), Mention("Ann Archer", Span(0, 1)))
        )
    location = drafted_store(
        tmp_path / "j.json", (article(text), Extraction(tuple(drafts), ACTORS))
    )
    async with explorer(size, location) as quoth:
        await quoth.press("R", "J", "y")
        assert of(location, "quote")[0] == f"First {long}"
        seen: set[str] = set()
        while "Join them?" in quoth.text:
            seen |= set(re.findall(r"\w+|\[…\]", quoth.text))
            await quoth.press("y")
        assert {"[…]", "Then", "direct", *long.split()} <= seen
        await leave(quoth)
    assert of(location, "quote") == [f"First {long}. […] Then {long}"]
    assert of(location, "status") == ["draft"]


async def test_what_stands_between_is_taken_in(explorer: Opened, of_one_speaker: Location) -> None:
    async with explorer((80, 24), of_one_speaker) as quoth:
        await quoth.press("R", "J", "space")
        assert "Bob Baker told the Herald that flour" in quoth.text
        assert "mixed" in quoth.text
        await quoth.press("y")
        await leave(quoth)
    whole = " ".join(ARTICLE[ARTICLE.index("Bread is dear,") : ARTICLE.index(".\n\nAcc")].split())
    assert of(of_one_speaker, "quote")[0] == f"“{whole}"
    assert of(of_one_speaker, "kind")[0] == "mixed"


async def test_a_kind_that_a_person_set_stays(explorer: Opened, drafted: Location) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "n", "n", "n", "n", "m", "down", "m", "f2")
        assert "mixed" in quoth.text
        await quoth.press("left")
        await leave(quoth)
    assert (of(drafted, "quote")[4], of(drafted, "kind")[4]) == ("We are fine. We have", "mixed")


async def test_what_was_changed_meanwhile_is_not_joined(
    explorer: Opened, of_one_speaker: Location
) -> None:
    async with explorer((80, 24), of_one_speaker) as quoth:
        await quoth.press("R", "J")
        path = Path(of_one_speaker.path)
        text = path.read_text(encoding="utf-8").replace("flour had doubled", "Flour had doubled")
        path.write_text(text, encoding="utf-8")
        await quoth.press("y")
        assert "was changed meanwhile" in quoth.lines[-1]


# -- By clause and sentence, one key a field, and what was missed ----------------------------------


async def test_words_are_trimmed_by_clause_and_by_sentence(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "n", "H", "n", "n", "n", "left_parenthesis")
        await leave(quoth)
    assert of(drafted, "quote")[1] == "flour had doubled in price"
    assert of(drafted, "quote")[4] == "We are fine"


async def test_the_articles_date_dates_its_drafts(explorer: Opened, drafted: Location) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "D")
        await quoth.type("2025-03-22")
        await quoth.press("enter", "n")
        assert "by 22 Mar 2025" in quoth.text
        await quoth.press("t")
        await quoth.type("2025-03-19")
        await quoth.press("enter", "K", "m", "enter")
        await leave(quoth)
    assert of(drafted, "said") == ["2025-03-18", "2025-03-19", *["/2025-03-22"] * 3]
    assert of(drafted, "kind")[1] == "mixed"


@at_two_sizes
async def test_a_statement_that_was_missed_is_marked(
    explorer: Opened, drafted: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, drafted) as quoth:
        await quoth.press("R", "a", "j", "j", "space", *["right"] * 4, "enter")
        await quoth.press("enter")
        assert "this has to be filled in" in quoth.text or "Not saved" in quoth.text
        await quoth.type("Ann Archer")
        await quoth.press("enter")
        assert "Ann Archer" in quoth.text
        await leave(quoth)
    made = statements_of(drafted)[5]
    assert (made["quote"], made["kind"]) == ("Bob Baker told the Herald", "indirect")
    assert (made["speaker"], made["status"], made["said"]) == ("ann-archer", "draft", "/2025-03-20")
    start = ARTICLE.index("Bob Baker told")
    assert made["locator"] == {"paragraph": 3, "start": start, "end": start + 25}


async def test_a_whole_sentence_is_taken_where_no_words_are_marked(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "y", "y", "n", "a")  # behind the statement before this one
        assert any(line.startswith("▌") and "Archer warned" in line for line in quoth.lines)
        await quoth.press("enter", "1", "right_square_bracket", "right_square_bracket")
        await leave(quoth)
    made = statements_of(drafted)[5]
    assert (made["quote"], made["kind"]) == ("that nobody should hoard salt", "indirect")


async def test_words_are_marked_by_clauses_and_sentences(
    explorer: Opened, drafted: Location
) -> None:
    async with explorer((80, 24), drafted) as quoth:
        await quoth.press("R", "a", "L", "space", "L", "enter", "1")
        await quoth.press("a", "j", "space", "j", "enter", "1")
        await leave(quoth)
    assert [one["quote"] for one in statements_of(drafted)[5:]] == [
        "Ann Archer",
        "It will be dearer still",
    ]


# -- When it was published -------------------------------------------------------------------------


async def test_it_is_asked_once_when_an_article_was_published(
    explorer: Opened, tmp_path: Path
) -> None:
    undated = article(f"{ARTICLE}\n\nThe mill burnt down on 2 May 2021.\n")._replace(published="")
    location = drafted_store(tmp_path / "own.json", (undated, Extraction(DRAFTS, ACTORS)))
    async with explorer((80, 24), location) as quoth:
        await quoth.press("R")
        assert "Published when?" in quoth.text
        await quoth.press("escape", "escape", "R")
        assert "Published when?" not in quoth.text
        await quoth.press("escape", "q")
    assert of(location, "said") == ["2025-03-18", *[None] * 4]
    async with explorer((80, 24), location) as quoth:
        await quoth.press("R", "right")
        assert "2021-05-02" in quoth.text
        await quoth.press("enter")
        assert "1 of 5" in quoth.text
        await leave(quoth)
    assert of(location, "said") == ["2025-03-18", *["/2021-05-02"] * 4]
