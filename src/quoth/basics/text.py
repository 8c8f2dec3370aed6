"""The one policy for text: neutralised for display, folded for search.

Everything in a store is untrusted. A terminal obeys control bytes, bidirectional controls reorder
what a reader sees, and invisible characters make two names look like one. `neutralise` is the only
door from data to any screen, title, notification or printed line; what is stored stays unchanged.

`tokenise` is the only door from text to search: folded words, each with where it stands.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

LIST_LENGTH: Final = 2_000
"""Characters of a text that a list shows; the detail view shows all of it."""
MARKS_PER_BASE: Final = 4
"""Combining marks kept on one base character."""
NEWLINE_SIGN: Final = "↵"
"""Stands for a line break in a view of one line."""
ALTERED_SIGN: Final = "‡"
"""Follows a text that is shown otherwise than it is stored."""
ELLIPSIS: Final = "…"

# Everything that can be refused or joined lies outside these: most text passes with one look.
_SUSPECT: Final = (
    r"[\x00-\x1f\x7f-\x9f\xad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0600-\u061c\u064b-\u065f"
    r"\u0670\u06d6-\u06ed\u070f-\u074a\u07a6-\u07b0\u07eb-\u07fd\u0816-\u082d\u0859-\u085b"
    r"\u0890-\u0903\u093a-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u0f18-\u0fff\u102b-\u109d\u115f-\u11ff"
    r"\u135d-\u135f\u1712-\u1dff\u200b-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20f0\u2cef-\u2cf1"
    r"\u2d7f-\u2dff\u302a-\u302f\u3099\u309a\u3164\ua66f-\uabff\ud7b0-\uf8ff\ufb1e\ufdd0-\ufdef"
    r"\ufe00-\ufe2f\ufeff\uffa0\ufff0-\uffff\U00010000-\U0010ffff]"
)
_FAMILIAR: Final = (
    "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ"
    "ĀāĂăĄąĆćČčĎďĐđĒēĖėĘęĚěĞğĢģĪīĮįİıĶķĹĺĻļĽľŁłŃńŅņŇňŌōŐőŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŹźŻżŽž"
    "“”„«»‹›–—…·•→’‘‛ʻʼʽʾʿ＇"
)
_FAMILIAR_AS: Final = (
    "AAAAAACEEEEIIIINOOOOOOUUUUYaaaaaaceeeeiiiinoooooouuuuyy"
    "AaAaAaCcCcDdDdEeEeEeEeGgGgIiIiIiKkLlLlLlLlNnNnNnOoOoRrRrSsSsSsTtTtUuUuUuUuZzZzZz"
    "             '''''''''"
)
_CONTROL: Final = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"
_LINE_BREAK: Final = r"\r\n|[\n\r\u2028\u2029]"

_JOINERS: Final = "\u200c\u200d"
# Format characters that are seen: signs written around Arabic, Syriac and Kaithi numbers.
_VISIBLE_FORMATS: Final = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
# Letters and marks that show nothing: fillers, the joiner of graphemes, Khmer inherent vowels.
_INVISIBLE_LETTERS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\U0001d159")
_DOTTED_CIRCLE: Final = "◌"


@cache
def _familiar() -> dict[int, int]:
    """Return what stands for the characters beyond ASCII that most Western text makes do with.

    Each is one character for one, so that positions stay, and is searched and shown as what it
    stands for would be. So most text never meets the patterns for all of Unicode, which take
    longer to compile than a search takes.
    """
    return str.maketrans(_FAMILIAR, _FAMILIAR_AS)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled when it is first needed: the large ones take milliseconds."""
    return re.compile(pattern)


class SafeText(NamedTuple):
    """A text that is safe to show."""

    text: str
    altered: bool
    """Whether a reader sees something else than what is stored; a shortening does not count."""


def neutralise(text: str, *, lines: bool = False, limit: int | None = None) -> SafeText:
    """Make a text safe to show, and say whether that changed what a reader sees.

    C0 controls and DEL become their control pictures; C1 controls, surrogates and noncharacters
    U+FFFD; line breaks `NEWLINE_SIGN`, or stay as `\\n` with `lines`. Bidirectional controls and
    invisible characters are removed, joiners only where they join nothing; so are combining marks
    beyond `MARKS_PER_BASE` on one base. With `limit`, the text is cut to that many characters.
    """
    cut = limit is not None and len(text) > limit
    if cut:
        text = text[:limit]
    plain = text if text.isascii() else text.translate(_familiar())
    if (plain.isascii() and plain.isprintable()) or not _compiled(_SUSPECT).search(text):
        return SafeText(text + ELLIPSIS if cut else text, altered=False)
    shown: list[str] = []
    altered = False
    for character, kept in neutral_pieces(text):
        altered |= kept != character
        shown.append((kept if lines else NEWLINE_SIGN) if character == "\n" else kept)
    return SafeText("".join(shown) + (ELLIPSIS if cut else ""), altered)


def as_entered(text: str, *, lines: bool = False) -> str:
    """Return what is typed or pasted as it is shown and stored, which is one thing.

    Control characters become blanks, and so do line breaks unless there may be `lines`. What is
    hidden, or shown as something else, is left out: `neutralise` finds nothing to alter any more.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _compiled(_LINE_BREAK).sub("\n" if lines else " ", text)
    text = _compiled(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]").sub(" ", text)
    kept = None
    while kept != text:  # without what is left out, others may stand beside nothing
        kept, text = text, "".join(one for one, shown in neutral_pieces(text) if one == shown)
    return text


def neutral_pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield each character with what it is shown as; line breaks of any kind as `\\n`.

    It is what `neutralise` makes of a text, for who has to know which character is which.
    """
    text = _compiled(_LINE_BREAK).sub("\n", text)
    base = ""
    marks = 0
    for position, character in enumerate(text):
        if unicodedata.category(character)[0] == "M" and character not in _INVISIBLE_LETTERS:
            kept = _mark(character, base, marks)
            marks += bool(kept)
        else:
            kept = "\n" if character == "\n" else _character(character, text, position, marks)
            if kept and character not in _JOINERS:
                base, marks = kept, 0
        yield character, kept


def _mark(character: str, base: str, marks: int) -> str:
    """Return what a combining mark is shown as, the `marks + 1`th on its base."""
    if marks >= MARKS_PER_BASE or _is_supplementary_selector(character):
        return ""
    if marks == 0 and (base in ("", "\n", " ") or "\u2400" <= base <= "\u2421"):
        return _DOTTED_CIRCLE + character
    return character


def _is_supplementary_selector(character: str) -> bool:
    """Tell whether it is a variation selector to which terminals give a width of its own."""
    return "\U000e0100" <= character <= "\U000e01ef"


def _character(character: str, text: str, position: int, marks: int) -> str:
    """Return how a character that isn't a combining mark is shown; nothing if it is removed.

    `marks` is how many marks the base before it carries.
    """
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    category = unicodedata.category(character)
    if category in ("Cc", "Cs") or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "\ufffd"
    if character in _JOINERS:
        return character if _joins(text, position, marks) else ""
    if category == "Cf":
        return character if character in _VISIBLE_FORMATS else ""
    if character in _INVISIBLE_LETTERS or _is_unassigned_invisible(code):
        return ""
    return character


def _is_unassigned_invisible(code: int) -> bool:
    """Tell whether Unicode reserves it for characters that will show nothing."""
    return 0xE0000 <= code <= 0xE0FFF or 0x2060 <= code <= 0x206F or 0xFFF0 <= code <= 0xFFF8


def _joins(text: str, position: int, marks: int) -> bool:
    """Tell whether a joiner stands between letters, marks or emoji, whose shape it changes."""
    return (
        0 < position < len(text) - 1
        and _can_join(text[position - 1])
        and _can_join(text[position + 1])
        and (marks < MARKS_PER_BASE or unicodedata.category(text[position + 1])[0] != "M")
    )


def _can_join(character: str) -> bool:
    """Tell whether a joiner beside this character means something."""
    if ord(character) < 0x300 or _is_supplementary_selector(character):
        return False
    return unicodedata.category(character) in (
        "Lo", "Mn", "Mc", "So", "Sk",
    ) and character not in _INVISIBLE_LETTERS  # fmt: skip


def spell_out(text: str) -> str:
    """Return the text with every character that `neutralise` alters named, as in `‹U+202E›`.

    The result is neutral; line breaks stay.
    """
    spelt: list[str] = []
    intact = True
    for character, kept in neutral_pieces(text):
        # A joiner beside a name joins nothing any more.
        intact = kept == character and (intact or character not in _JOINERS)
        spelt.append(kept if intact else f"‹U+{ord(character):04X}›")
    return "".join(spelt)


def strip_controls(text: str) -> str:
    """Return the text with each control character replaced by U+FFFD.

    The backstop behind `neutralise`, for a finished line of the screen: it keeps the length, and
    does nothing where the policy was followed.
    """
    return _compiled(_CONTROL).sub("\ufffd", text)


# -- Search ----------------------------------------------------------------------------------------

# Abbreviations with points (U.K.) and numbers with separators (10,000) are one word. So is a run of
# anything but white space, punctuation and symbols, so that combining marks stay with their
# letters. What is elided before a vowel in the Romance languages (l'Europe, dell'Italia) is a word
# of its own, as the article is that it stands for, and so is the n of rock'n'roll. So is each
# character of a script without spaces, with the marks on it and the letters under it: that takes no
# dictionary, and since words in a row are found first, a word of several characters is found too.
_APOSTROPHES: Final = "'’‘‛ʻʼʽʾʿ＇"
_ELIDED: Final = (
    "[cdjlmnstv]|qu|jusqu|lorsqu|puisqu|quoiqu|gl|un|all|coll|dall|dell|nell|sull|quell|quest|bell|"
    "sant|tutt|anch|com|dov|senz|mezz|nient|degl|agl|negl|sugl|dagl"
)
_VOWELS: Final = "aeiouyhàáâãäåæèéêëìíîïòóôõöøœùúûüýÿ"
_UNSPACED: Final = (  # Thai, Lao, Burmese, Khmer, the Tai scripts, Balinese, Javanese
    r"\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf"
    r"\u1000-\u102a\u103f\u104e\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070"
    r"\u1075-\u1081\u108e\u1780-\u17b3\u17d7\u17dc\u1950-\u1974\u1980-\u19c9\u1a20-\u1a54"
    r"\u1b05-\u1b33\u1b45-\u1b4c\ua984-\ua9b2\ua9e0-\ua9e4\ua9e7-\ua9ef\ua9fa-\ua9fe"
    r"\uaa60-\uaa76\uaa7a\uaa7e\uaa7f"
)
_THEIR_MARKS: Final = (
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059"
    r"\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d"
    r"\u17b4-\u17d3\u17dd\u1a55-\u1a7f\u1b00-\u1b04\u1b34-\u1b44\ua980-\ua983\ua9b3-\ua9c0"
    r"\ua9e5\uaa7b-\uaa7d\u200b-\u200d"
)
_STACKING: Final = r"\u1039\u17d2\u1a60\u1b44\ua9c0"
"""Have the next letter written under the one before."""
_WORD: Final = (
    r"(?<!\w)(?:[^\W\d_]\.){2,}|\d+(?:[.,\u066c]\d{3})+(?!\d)"
    rf"|(?<!\w)[{_APOSTROPHES}]*(?i:{_ELIDED})[{_APOSTROPHES}](?i:(?=[{_VOWELS}]))"
    rf"|(?<=[^\W\d_])[{_APOSTROPHES}][nN][{_APOSTROPHES}](?=[^\W\d_])"
    r"|[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[\uff66-\uff9d][\uff9e\uff9f]*"
    rf"|[{_UNSPACED}](?:[{_STACKING}][{_UNSPACED}]|[{_THEIR_MARKS}])*"
    rf"|(?:(?![{_APOSTROPHES}][nN][{_APOSTROPHES}][^\W\d_])[{_APOSTROPHES}]"
    r"|[^\s\x00-/:-@\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u02bb-\u02bf\u037e\u0387\u055a-\u055f"
    r"\u0589\u058a\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
    r"\u0f0b-\u0f14\u104a\u104b\u17d4-\u17d6\u2010-\u205e\u20a0-\u20bf\u2190-\u2bff\u2e00-\u2e7f"
    r"\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff0f\uff1a-\uff20"
    r"\uff3b-\uff40\uff5b-\uff9f"
    rf"\U0001f000-\U0003ffff{_UNSPACED}]+)+"
)
# The same, for texts that are ASCII, as most are: matching is several times faster.
_ASCII_WORD: Final = (
    r"(?a)(?<!\w)(?:[A-Za-z]\.){2,}|\d+(?:[.,]\d{3})+(?!\d)"
    rf"|(?<!\w)'*(?i:{_ELIDED})'(?=[aeiouyhAEIOUYH])"
    r"|(?<=[A-Za-z])'[nN]'(?=[A-Za-z])"
    r"|(?:[0-9A-Za-z]+|'(?![nN]'[A-Za-z]))+"
)
_POSSESSIVE: Final = rf"(?i)[{_APOSTROPHES}]s$"
_DROPPED: Final = rf"[.,\u066c{_APOSTROPHES}\u200b-\u200f\u2060\ufeff\xad]"
_SURROGATE: Final = "[\ud800-\udfff]"


class Token(NamedTuple):
    """A folded word and where it stands in the text: characters from `start` up to `end`."""

    word: str
    start: int
    end: int


def encodable(text: str) -> str:
    """Return a text with U+FFFD for what UTF-8 can't hold: half a pair of surrogates."""
    return _compiled(_SURROGATE).sub("\ufffd", text)


@cache
def _letters() -> dict[int, str]:
    """Return the letters that decomposition leaves whole and people type otherwise."""
    return str.maketrans(
        {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
         "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ſ": "s", "ə": "e", "ґ": "г",
         # Keyboards for Arabic, Persian and Urdu have letters of their own for the same ones.
         "ی": "ي", "ى": "ي", "ے": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه"}
    )  # fmt: skip


def fold(word: str) -> str:
    """Return the form under which a word is searched: no case, accents, apostrophes, possessive."""
    if word.isascii():
        word = word.lower()
        if word.isalnum():
            return word
        return _without_apostrophes(word)
    word = _without_apostrophes(word)
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    plain = bare.translate(_letters())
    if plain.isascii():
        return plain
    return "".join(str(unicodedata.digit(one)) if one.isdecimal() else one for one in plain)


def _without_apostrophes(word: str) -> str:
    """Return a word without apostrophes, points and a possessive ending."""
    return _compiled(_DROPPED).sub("", _compiled(_POSSESSIVE).sub("", word))


def tokenise(text: str) -> list[Token]:
    """Return the folded words of a text in order, each with the span it stands at."""
    tokens = []
    text = familiarised(text)
    for match in _word_pattern(text).finditer(text):
        word = fold(match.group())
        if word:
            tokens.append(Token(word, match.start(), match.end()))
    return tokens


def words(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    return [word for found in raw_words(text) if (word := fold(found))]


def raw_words(text: str) -> list[str]:
    """Return the words of a text in order, not folded yet; some fold to nothing."""
    text = familiarised(text)
    return _word_pattern(text).findall(text)


# What can't be within a word, nor decide what is one, is as good as a blank; case means nothing.
_BLANKED: Final = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() or chr(code) in "'.,_" else ord(" ")
    for code in range(128)
).ljust(256, b" ")


def plain_pieces(text: str) -> list[bytes]:
    """Return what stands between blanks in a text in ASCII, in lower case.

    The words of the text are those of the pieces, and most of these are one word.
    """
    return blanked(text).split()


def blanked(text: str) -> bytes:
    """Return a text in ASCII, in lower case, with a blank for whatever can't be within a word."""
    return text.encode("ascii").translate(_BLANKED)


def counted_words(texts: Iterable[str]) -> Counter[str]:
    """Return how often each word stands in some texts, each piece of them looked at once."""
    found = [familiarised(text) for text in texts]
    pieces = Counter(plain_pieces("\n".join(filter(str.isascii, found))))
    counts = Counter[str]()
    for piece, number in pieces.items():
        text = piece.decode("ascii")
        for word in (text,) if text.isalnum() else words(text):
            counts[word] += number
    for text in found:
        if not text.isascii():
            counts.update(words(text))
    return counts


def familiarised(text: str) -> str:
    """Return a text in ASCII, if that says the same to a search; else the text."""
    if text.isascii():
        return text
    plain = text.translate(_familiar())
    return plain if plain.isascii() else text


def _word_pattern(text: str) -> re.Pattern[str]:
    """Return the pattern that finds the words of a text."""
    return _compiled(_ASCII_WORD if text.isascii() else _WORD)


def capitalised(text: str) -> str:
    """Return a text whose first letter is a capital one, and all others as they are."""
    return text[:1].upper() + text[1:]
