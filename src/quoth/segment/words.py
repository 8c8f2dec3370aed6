"""The words of a segment: the sorted vocabulary, the rows of each word, the words of each row."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from quoth.segment.encoding import DENSE, flags_to_bits, write_postings
from quoth.segment.layout import BLOCK, LONGEST_PREFIX, RARE, Writer, spelt
from quoth.text import words

_WIDE: Final = 16
"""Where words with one beginning have more than one row in so many, that beginning has bits."""

Texts = tuple[Sequence[int], Sequence[int], Sequence[int]]
"""The numbers of the words of all statements, in the file's order; where each statement's start,
and where the last one's end; how many of each statement's are the quote's."""


def write_words(
    writer: Writer,
    numbers: Mapping[str, int],
    texts: Texts,
    order: Sequence[int],
    spellings: Iterable[str],
) -> dict[str, int]:
    """Write the vocabulary of texts and names, and return the term of each word.

    A term is a word's place in the sorted vocabulary, so that words with one beginning are
    neighbours.
    """
    named = {word for spelling in spellings for word in words(spelling)}
    vocabulary = sorted(named.union(numbers))
    terms = {word: term for term, word in enumerate(vocabulary)}
    term_of = array("I", map(terms.__getitem__, numbers))
    postings = _postings(len(vocabulary), texts, order, term_of)
    _write_vocabulary(writer, vocabulary)
    write_postings(writer, "words", len(order), postings)
    _write_prefixes(writer, vocabulary, postings, len(order))
    codes = _write_codes(writer, postings)
    _write_texts(writer, texts, order, term_of, codes)
    return terms


def _postings(
    size: int, texts: Texts, order: Sequence[int], term_of: Sequence[int]
) -> list[array[int]]:
    """Return the rows of each term, ascending."""
    tokens, starts, _ = texts
    postings = [array("I") for _ in range(size)]
    appends = [postings[term].append for term in term_of]
    for row, place in enumerate(order):
        for number in set(tokens[starts[place] : starts[place + 1]]):
            appends[number](row)
    return postings


def _write_vocabulary(writer: Writer, vocabulary: Sequence[str]) -> None:
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
    writer: Writer, vocabulary: Sequence[str], postings: Sequence[array[int]], rows: int
) -> None:
    """Write the rows of the beginnings that so many words share that to gather them takes long."""
    names: list[str] = []
    bits = bytearray()
    for length in range(1, LONGEST_PREFIX + 1):
        start = 0
        for end in range(1, len(vocabulary) + 1):
            prefix = vocabulary[start][:length]
            if end < len(vocabulary) and vocabulary[end][:length] == prefix:
                continue
            group = postings[start:end]
            start = end
            # What is dense has bits of its own: the rest is what would have to be gathered.
            scattered = sum(len(one) for one in group if len(one) * DENSE <= rows)
            if scattered * _WIDE > rows > BLOCK and len(prefix) == length:
                flags = bytearray(rows)
                for one in group:
                    for row in one:
                        flags[row] = 1
                names.append(prefix)
                bits += flags_to_bits(flags)
    writer.texts("prefixes.names", names)
    writer.raw("prefixes.bits", bits)


def _write_codes(writer: Writer, postings: Sequence[array[int]]) -> array[int]:
    """Give the terms that most rows have a code of 16 bits, and return the codes of all."""
    by_size = sorted(range(len(postings)), key=lambda term: -len(postings[term]))
    ranked = array("I", by_size[:RARE])
    codes = array("H", [RARE]) * len(postings)
    for code, term in enumerate(ranked):
        codes[term] = code
    writer.numbers("words.codes", codes)
    writer.numbers("words.ranked", ranked)
    return codes


def _write_texts(
    writer: Writer,
    texts: Texts,
    order: Sequence[int],
    term_of: Sequence[int],
    codes: Sequence[int],
) -> None:
    """Write the words of each row as codes, those of its quote first.

    A rare word is three codes: `RARE`, and its term in two halves.
    """
    tokens, starts, quote_lengths = texts
    code_of = array("H", map(codes.__getitem__, term_of))
    written = array("H")
    ends = array("I")
    quotes = array("H")
    for place in order:
        start = starts[place]
        numbers = tokens[start : starts[place + 1]]
        row = list(map(code_of.__getitem__, numbers))
        quote = quote_lengths[place]
        if RARE in row:
            for position in [n for n, code in enumerate(row) if code == RARE][::-1]:
                row[position : position + 1] = spelt(RARE, term_of[numbers[position]])
                if position < quote:
                    quote += 2
        written.extend(array("H", row))
        ends.append(len(written))
        quotes.append(min(quote, 0xFFFF))
    writer.numbers("texts.starts", array("I", [0, *ends]))
    writer.numbers("texts.quotes", quotes)
    writer.numbers("texts.codes", written)
