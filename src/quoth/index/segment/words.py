"""The words of a segment: the sorted vocabulary, the rows of each word, the words of each row."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import Final

from quoth.basics.text import words
from quoth.index.rows import RARE_WIDTH
from quoth.index.segment.encoding import (
    DENSE,
    EncodedMarks,
    EncodedTexts,
    flags_to_bits,
    inverse,
    narrow,
    reordered,
    write_postings,
    write_rows,
)
from quoth.index.segment.layout import BLOCK, LONGEST_PREFIX, RARE, SegmentWriter, spelt

_WIDE: Final = 9
"""Where words with one beginning have more than one row in so many, that beginning has bits."""


def write_words(
    writer: SegmentWriter, texts: EncodedTexts, order: Sequence[int], spellings: Iterable[str]
) -> dict[str, int]:
    """Write the vocabulary of texts and names, and return the term of each word.

    A term is a word's place in the sorted vocabulary, so that words with one beginning are
    neighbours.
    """
    numbers = texts.words.numbers
    named = {word for spelling in spellings for word in words(spelling)}
    only_named = sorted(named.difference(numbers))
    vocabulary = sorted([*numbers, *only_named])
    terms = {word: term for term, word in enumerate(vocabulary)}
    term_of = array("I", map(terms.__getitem__, chain(numbers, only_named)))
    by_number, written, starts = _ordered(texts, order, len(term_of))
    rows = inverse(order)
    _set_rare(texts, rows, term_of, by_number, (written, starts))
    postings = [array("I")] * len(vocabulary)
    for term, posting in zip(term_of, by_number, strict=True):
        postings[term] = posting
    _write_vocabulary(writer, vocabulary)
    write_postings(writer, "words", len(order), postings)
    _write_prefixes(writer, vocabulary, postings, len(order))
    _write_codes(writer, term_of)
    writer.numbers("texts.starts", starts)
    quotes = reordered(texts.quote_lengths, order, "H")
    writer.numbers("texts.quotes", narrow(quotes, max(quotes, default=0) + 1))
    _write_surplus(writer, texts, rows)
    _write_marked(writer, texts.marked, rows)
    writer.numbers("texts.codes", written)
    return terms


_Written = tuple["array[int]", "array[int]"]
"""The codes of all rows, and where each row's start."""


def _ordered(
    texts: EncodedTexts, order: Sequence[int], size: int
) -> tuple[list[array[int]], array[int], array[int]]:
    """Return the rows of each word by number, ascending, and the codes of all rows.

    The rare words are missing in both.
    """
    postings = [array("I") for _ in range(size)]
    # The codes that stand for rare words have no rows of their own.
    append_to = [*(one.append for one in postings[:RARE]), deque[int](maxlen=0).append].__getitem__
    tokens, starts = texts.codes, texts.starts
    written = array("H")
    ends = array("I", [0])
    for row, place in enumerate(order):
        text = tokens[starts[place] : starts[place + 1]]
        written.extend(text)
        ends.append(len(written))
        for append in map(append_to, set(text)):
            append(row)
    return postings, written, ends


def _set_rare(
    texts: EncodedTexts,
    rows: Sequence[int],
    term_of: Sequence[int],
    postings: list[array[int]],
    written: _Written,
) -> None:
    """Put the rare words where they were missing: the terms they are, among codes and rows.

    A rare word is three codes: `RARE`, and its term in two halves.
    """
    codes, starts = written
    where = zip(texts.rare_statements, texts.rare_places, texts.rare_numbers, strict=True)
    for statement, place, number in where:
        row = rows[statement]
        at = starts[row] + place
        _, codes[at + 1], codes[at + 2] = spelt(RARE, term_of[number])
        postings[number].append(row)
    for number in range(RARE, len(postings)):
        if len(postings[number]) > 1:
            postings[number] = array("I", sorted(set(postings[number])))


def _write_surplus(writer: SegmentWriter, texts: EncodedTexts, rows: Sequence[int]) -> None:
    """Write how many codes each row's quote has more than words, for a rare word is several.

    It is known as far as it is known where the quote ends.
    """
    found = array("H", bytes(2 * len(rows)))
    lengths = texts.quote_lengths
    for statement, place in zip(texts.rare_statements, texts.rare_places, strict=True):
        if place < lengths[statement]:
            found[rows[statement]] += RARE_WIDTH - 1
    writer.numbers("texts.surplus", narrow(found, max(found, default=0) + 1))


def _write_marked(writer: SegmentWriter, marked: EncodedMarks, rows: Sequence[int]) -> None:
    """Write which words of each row's quote are within quotation marks."""
    of_rows = reordered(rows, marked.statements, "I")
    order = sorted(range(len(of_rows)), key=of_rows.__getitem__)
    write_rows(writer, "texts.marked", reordered(of_rows, order, "I"), len(rows))
    for name, values in (("firsts", marked.firsts), ("ends", marked.ends), ("words", marked.words)):
        numbers = map(values.__getitem__, order)
        writer.numbers(f"texts.marked.{name}", narrow(numbers, max(values, default=0) + 1))


def _write_vocabulary(writer: SegmentWriter, vocabulary: Sequence[str]) -> None:
    """Write the words in blocks, and the first word of each block."""
    blocks = bytearray()
    starts = array("I", [0])
    for start in range(0, len(vocabulary), BLOCK):
        block = "".join(f"{word}\n" for word in vocabulary[start : start + BLOCK])
        blocks += block.encode("utf-8", "surrogatepass")
        starts.append(len(blocks))
    writer.raw("vocabulary.blocks", blocks)
    writer.numbers("vocabulary.starts", starts)
    writer.texts("vocabulary.heads", vocabulary[::BLOCK])


def _write_prefixes(
    writer: SegmentWriter, vocabulary: Sequence[str], postings: Sequence[array[int]], rows: int
) -> None:
    """Write the rows of the beginnings that so many words share that to gather them takes long.

    Rows that are kept as bits anyway, because their word has so many, are not among them.
    """
    names: list[str] = []
    bits = bytearray()
    for length in range(1, LONGEST_PREFIX + 1):
        start = 0
        for prefix, same in groupby(vocabulary, itemgetter(slice(length))):
            end = start + len(list(same))
            # What is dense has bits of its own: the rest is what would have to be gathered.
            group = [one for one in postings[start:end] if len(one) * DENSE <= rows]
            start = end
            scattered = sum(map(len, group))
            if scattered * _WIDE > rows > BLOCK and len(prefix) == length:
                flags = bytearray(rows)
                for one in group:
                    for row in one:
                        flags[row] = 1
                names.append(prefix)
                bits += flags_to_bits(flags)
    writer.texts("prefixes.names", names)
    writer.raw("prefixes.bits", bits)


def _write_codes(writer: SegmentWriter, term_of: Sequence[int]) -> None:
    """Write the codes of 16 bits that the words met first have, and whose they are.

    What is met first is what most statements have, nearly; so no text is written twice.
    """
    codes = array("H", [RARE]) * len(term_of)
    for code, term in enumerate(term_of[:RARE]):
        codes[term] = code
    writer.numbers("words.codes", codes)
    writer.numbers("words.ranked", array("I", term_of[:RARE]))
