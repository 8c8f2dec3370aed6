"""Text is safe to show and easy to find, and what is stored stays as it is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoth.basics.text import (
    ELLIPSIS,
    LIST_LENGTH,
    MARKS_PER_BASE,
    counted_words,
    fold,
    neutralise,
    spell_out,
    strip_controls,
    tokenise,
    words,
)
from tests.strategies import any_text, hostile_text

BIDI: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE: Final = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060\u2061\u2062\u2063\u2064\u2065\u206a\u206f"
    "\u3164\ufeff\uffa0\ufff0\ufff9\ufffa\ufffb\U000e0001\U000e0020\U000e007f\U000e0100\U000e01ef"
    "\U0001d159\U0001d173"
)
JOINERS: Final = "\u200c\u200d"


def is_noncharacter(character: str) -> bool:
    """Tell whether Unicode promises never to use a code point."""
    code = ord(character)
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def is_mark(character: str) -> bool:
    """Tell whether a character combines with the one before it."""
    return unicodedata.category(character).startswith("M")


# -- What may be shown: by example -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "We must now move forward",
        "“Ça va ?” — l’été, Łódź, Œuvre",
        "Володимир Зеленський",
        "平和を 평화",
        "Ἐν ἀρχῇ",
        "10,000 €, 5 × 3 ≠ 16",
        "می\u200cخواهم",
        "السَّلامُ عَلَيْكُمْ",
        "क्षत्रिय, क्\u200dष, र्\u200dय",
        "র\u200d্য",
        "ශ්\u200dරී",
        "👨\u200d👩\u200d👧\u200d👦",
        "👩🏽\u200d🚀",
        "❤️",
        "🇺🇦 🇫🇷 🇬🇧",
        "cafe\u0301",
        "Việt Nam",
        "Vie\u0302\u0323t",
        "ภาษาไทยนี้",
        "שָׁלוֹם",
        "\u0600١٢٣",
        "𝒜 𠮷",
        "",
    ],
)
def test_ordinary_text_is_shown_as_it_is_stored(text: str) -> None:
    assert neutralise(text) == (text, False)
    assert spell_out(text) == text


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\x00b\x07c", "a␀b␇c"),
        ("tab\tstop", "tab␉stop"),
        ("rubbed\x7fout", "rubbed␡out"),
        ("\x9b31m", "\ufffd31m"),
        ("next\x85line", "next\ufffdline"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("never \ufdd0 \uffff \U0010fffe", "never \ufffd \ufffd \ufffd"),
        ("one\ntwo", "one↵two"),
        ("one\r\ntwo", "one↵two"),
        ("one\rtwo\u2028three\u2029four", "one↵two↵three↵four"),
    ],
)
def test_what_would_act_is_shown_as_a_sign(stored: str, shown: str) -> None:
    assert neutralise(stored).text == shown


def test_a_line_break_does_not_count_as_altered() -> None:
    """Every text of two lines has one, and the sign says what it is."""
    assert neutralise("one\ntwo").altered is False
    assert neutralise("one\ntwo", lines=True) == ("one\ntwo", False)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_a_view_of_many_lines_keeps_every_kind_of_break_as_a_line(line_break: str) -> None:
    assert neutralise(f"one{line_break}two", lines=True).text == "one\ntwo"


@pytest.mark.parametrize("character", [*BIDI, *INVISIBLE])
def test_what_nobody_sees_is_removed_and_said_to_be(character: str) -> None:
    assert neutralise(f"pu{character}tin") == ("putin", True)


def test_a_reversed_name_is_shown_in_the_order_in_which_it_is_stored() -> None:
    assert neutralise("\u202enitup\u202c").text == "nitup"


@pytest.mark.parametrize("text", ["pu{}tin", "{}putin", "putin{}", "نک{}", "{}نک", "1{}2", "ن{} ک"])
@pytest.mark.parametrize("joiner", JOINERS)
def test_a_joiner_that_joins_nothing_is_removed(text: str, joiner: str) -> None:
    assert neutralise(text.format(joiner)) == (text.format(""), True)


def test_only_a_few_marks_stay_on_a_base() -> None:
    assert neutralise("z" + "\u0301" * 40 + "a") == ("z" + "\u0301" * MARKS_PER_BASE + "a", True)


def test_marks_beyond_an_invisible_character_still_count_for_their_base() -> None:
    stacked = "z" + "\u0301\u0301\u200b" * 5
    assert neutralise(stacked).text == "z" + "\u0301" * MARKS_PER_BASE


def test_joiners_do_not_make_room_for_more_marks() -> None:
    joined = "न" + "\u0301\u200d" * 9 + "क"
    assert neutralise(joined) == ("न" + "\u0301\u200d" * 3 + "\u0301\u200dक", True)


@pytest.mark.parametrize("base", ["", " ", "\n"])
def test_a_mark_without_a_base_gets_a_circle_to_stand_on(base: str) -> None:
    shown = neutralise(f"{base}\u0301x", lines=True)
    assert shown == (f"{base}◌\u0301x", True)


def test_a_mark_never_combines_with_a_control_picture() -> None:
    assert neutralise("\x1b\u0301").text == "␛◌\u0301"


def test_long_text_is_cut_for_a_list_and_a_cut_is_no_alteration() -> None:
    assert neutralise("a" * 3_000, limit=LIST_LENGTH) == ("a" * 2_000 + ELLIPSIS, False)


def test_text_as_long_as_the_limit_is_whole() -> None:
    assert neutralise("a" * 2_000, limit=2_000).text == "a" * 2_000


def test_hostile_text_is_cut_too() -> None:
    assert neutralise("\x1b" * 10, limit=3) == ("␛␛␛" + ELLIPSIS, True)


def test_hidden_characters_are_spelt_out_where_they_stand() -> None:
    assert spell_out("pu\u200btin\x1b[0m") == "pu‹U+200B›tin‹U+001B›[0m"
    assert spell_out("\ud800 \U000e0001") == "‹U+D800› ‹U+E0001›"


def test_line_breaks_are_not_spelt_out() -> None:
    assert spell_out("one\r\ntwo\n") == "one\ntwo\n"


# -- What may be shown: whatever comes -------------------------------------------------------------


@given(hostile_text, st.booleans())
def test_nothing_shown_can_act_on_a_terminal_or_hide(text: str, lines: bool) -> None:
    for character in neutralise(text, lines=lines).text:
        if lines and character == "\n":
            continue
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert character not in BIDI
        assert character not in INVISIBLE
        assert not is_noncharacter(character)


@given(hostile_text)
def test_joiners_stand_only_between_what_they_join(text: str) -> None:
    shown = neutralise(text).text
    for place, character in enumerate(shown):
        if character in JOINERS:
            assert 0 < place < len(shown) - 1
            assert all(ord(shown[beside]) >= 0x300 for beside in (place - 1, place + 1))
            assert shown[place - 1] not in JOINERS
            assert shown[place + 1] not in JOINERS


@given(hostile_text)
@example("\u0301" * 9)
@example("a" + "\u0301\u200d" * 9)
def test_no_base_carries_more_than_a_few_marks(text: str) -> None:
    run = 0
    for character in neutralise(text).text:
        if character not in JOINERS:
            run = run + 1 if is_mark(character) else 0
        assert run <= MARKS_PER_BASE


@given(hostile_text)
@example("a\u200d\u200bb")
@example("न\u200d\u200d\u200dक")
@example("न\u200d\u200bक")
@example("ن\u200c\U000e0100")
@example("न" + "\u0301" * 4 + "\u200d\u0301क")
@example("\u200b\u0301")
@example("\U000e0100\u0301")
@example("a\u0301\u0301\u0301\u0301\u0301\u200dक")
def test_what_is_shown_may_be_shown_again(text: str) -> None:
    shown = neutralise(text).text
    assert neutralise(shown) == (shown, False)


@given(st.text(st.characters(codec="latin-1", categories=["L", "N", "P", "S", "Zs"])))
def test_letters_and_signs_of_the_west_are_never_altered(text: str) -> None:
    assert neutralise(text) == (text, False)


@given(hostile_text)
def test_what_is_not_altered_is_what_is_stored_but_for_line_breaks(text: str) -> None:
    shown = neutralise(text, lines=True)
    assert shown.altered == (shown.text != re.sub("\r\n|[\r\u2028\u2029]", "\n", text))


@given(hostile_text, st.integers(0, 30))
def test_a_limit_is_kept(text: str, limit: int) -> None:
    shown = neutralise(text, limit=limit).text
    bare = [character for character in shown if character not in "◌"]
    assert len(bare) <= limit + len(ELLIPSIS)
    assert shown.endswith(ELLIPSIS) or len(text) <= limit


@given(hostile_text)
def test_spelling_out_hides_nothing_and_lets_nothing_act(text: str) -> None:
    spelt = spell_out(text)
    assert neutralise(spelt, lines=True) == (spelt, False)


@given(hostile_text)
def test_spelling_out_names_something_just_where_something_was_altered(text: str) -> None:
    plain = text.replace("‹", "").replace("›", "")
    assert ("‹U+" in spell_out(plain)) == neutralise(plain).altered


@given(any_text)
def test_the_backstop_keeps_the_length_and_lets_no_control_through(text: str) -> None:
    stripped = strip_controls(text)
    assert len(stripped) == len(text)
    assert not any(unicodedata.category(character) == "Cc" for character in stripped)


@given(hostile_text)
def test_the_backstop_has_nothing_to_do_where_the_policy_was_followed(text: str) -> None:
    shown = neutralise(text).text
    assert strip_controls(shown) == shown


# -- What is found ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ironclad", "ironclad"),
        ("garantíe", "garantie"),
        ("Łódź", "lodz"),
        ("straße", "strasse"),
        ("Æsir", "aesir"),
        ("İstanbul", "istanbul"),
        ("Ukraine's", "ukraine"),
        ("Ukraine’s", "ukraine"),
        ("UKRAINE'S", "ukraine"),
        ("don't", "dont"),
        ("don’t", "dont"),
        ("O'Brien", "obrien"),
        ("U.K.", "uk"),
        ("10,000", "10000"),
        ("Зеленський", "зеленськии"),
        ("ﬁnal", "final"),
        ("ＮＡＴＯ", "nato"),
        ("می\u200cخواهم", "ميخواهم"),  # with the Arabic letter for both keyboards
        ("pu\u200btin", "putin"),
    ],
)
def test_a_word_is_searched_without_its_trimmings(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A just and lasting peace.", ["a", "just", "and", "lasting", "peace"]),
        ("“strong” 'words', (here)!", ["strong", "words", "here"]),
        ("10,000 to 30.000 troops", ["10000", "to", "30000", "troops"]),
        ("3.5 per cent", ["3", "5", "per", "cent"]),
        ("the U.K. and the U.S.", ["the", "uk", "and", "the", "us"]),
        ("Ukraine’s peace-keeping", ["ukraine", "peace", "keeping"]),
        ("cafe\u0301 café", ["cafe", "cafe"]),
        ("平和", ["平", "和"]),
        ("word/other—third…end", ["word", "other", "third", "end"]),
        ("...", []),
        ("' ’", []),
        ("👍 ok", ["ok"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_curly_and_straight_quotation_marks_are_no_part_of_a_word() -> None:
    assert words("“ironclad” ‘ironclad’ \"ironclad\" 'ironclad' «ironclad»") == ["ironclad"] * 5


def test_a_word_knows_where_it_stands() -> None:
    text = "It is “Ukraine’s” café"
    assert [text[token.start : token.end] for token in tokenise(text)] == [
        "It",
        "is",
        "Ukraine’s",
        "café",
    ]


@given(hostile_text)
def test_words_stand_in_the_text_one_after_the_other(text: str) -> None:
    end = 0
    for token in tokenise(text):
        assert end <= token.start < token.end <= len(text)
        assert token.word == fold(text[token.start : token.end])
        end = token.end


@given(hostile_text)
def test_words_are_the_same_with_and_without_their_places(text: str) -> None:
    assert words(text) == [token.word for token in tokenise(text)]


@given(st.text(st.characters(codec="ascii")))
@example("U.K.'s 10,000 don't _a_ 1.5")
def test_one_accent_in_a_text_changes_no_other_word(text: str) -> None:
    """Texts of ASCII are read by a pattern of their own."""
    assert words(f"{text} é") == [*words(text), "e"]


@given(st.text(st.characters(codec="latin-1", categories=["L", "N", "P", "Zs"])))
def test_accents_written_apart_or_together_give_the_same_words(text: str) -> None:
    assert words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))


@given(any_text)
def test_a_folded_word_has_no_accents(text: str) -> None:
    assert not any(unicodedata.combining(character) for character in fold(text))


@given(
    st.lists(st.text(max_size=30) | st.sampled_from(["it’s Ann’s", "café au lait", "re-do", "x"]))
)
def test_words_of_texts_are_counted_as_each_text_has_them(texts: list[str]) -> None:
    assert counted_words(texts) == Counter(word for text in texts for word in words(text))
