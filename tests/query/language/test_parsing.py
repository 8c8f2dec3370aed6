"""Whatever is typed means something, and what is odd is pointed out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.query.language.parsing import parse
from quoth.query.language.tree import (
    All,
    Either,
    FieldName,
    FieldTerm,
    LooseWords,
    Node,
    Not,
    PatternTerm,
    Phrase,
    ProblemLevel,
)
from tests.query.language.making import (
    NOWHERE,
    ask,
    bare,
    every,
    exact,
    loose,
    messy_texts,
    no,
    some,
    tree,
    valid_texts,
    wrong,
)

BY, KIND, SAID = FieldName.BY, FieldName.KIND, FieldName.SAID
SAVED = {"fine": "peace OR kind:direct", "loop": "a @loop", "one": "@two", "two": "b @one"}


def mistakes(text: str) -> list[str]:
    """Return what is wrong with a text, as a person reads it."""
    return [problem.message for problem in wrong(parse(text, SAVED))]


# -- Conditions ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", " ", "(", "!?", '""', "…", "by:", "-", "sort:newest"])
def test_nothing_narrows_where_nothing_is_said(text: str) -> None:
    assert parse(text).root is None


def test_words_between_fields_are_searched_together() -> None:
    assert tree("ironclad by:russia garantee") == every(
        loose("ironclad garantee"), ask(BY, "russia")
    )


def test_a_phrase_is_folded_and_its_marks_may_be_typographic() -> None:
    assert tree("“Don't  stop”") == Phrase(("dont", "stop"), (0, 0), text="Don't  stop")


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("by:macron", BY, "macron"),
        ("BY:Macron", BY, "Macron"),
        ("speaker:macron", BY, "macron"),
        ('by:" Emmanuel Macron "', BY, "Emmanuel Macron"),
        ("by:macron,trump", BY, "macron,trump"),
        ("kind:Direct", KIND, "direct"),
        ("has:notes", FieldName.HAS, "note"),
        ("stance:Support", FieldName.STANCE, "support"),
        ('stance:support:"foreign aid"', FieldName.STANCE, "support:foreign aid"),
        ("said:2025-03-17/2025-03-20", SAID, "2025-03-17/2025-03-20"),
        ('said:"last week"', SAID, "last week"),
    ],
)
def test_a_field_asks_for_a_value(text: str, name: FieldName, value: str) -> None:
    assert tree(text) == ask(name, value)
    assert parse(text).problems == ()


@pytest.mark.parametrize(
    "text",
    ["10:30", "http://example.org/a", "Macron: we must", "Macron:", "x:y", "a::b", ":", "C:x"],
)
def test_a_colon_alone_makes_no_field(text: str) -> None:
    parsed = parse(text)
    assert parsed.problems == ()
    assert parsed.root is None or isinstance(parsed.root, LooseWords)


def test_the_last_sort_counts() -> None:
    parsed = parse("sort:newest peace sort:oldest")
    assert parsed.sort == "oldest"
    assert [problem.span for problem in wrong(parsed)] == [(0, 11)]


# -- Groups ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b OR c", some(loose("a b"), loose("c"))),
        ("a AND b", loose("a b")),
        ("(a b) c", loose("a b c")),
        ("a (b OR c) d", every(loose("a d"), some(loose("b"), loose("c")))),
        ("(a OR b) OR c", some(loose("a"), loose("b"), loose("c"))),
        ("a or b", loose("a or b")),
        ("-a b", every(no(loose("a")), loose("b"))),
        ("-(a b)", no(loose("a b"))),
        ("-(a OR b)", no(some(loose("a"), loose("b")))),
        ('-"a b"', no(exact("a", "b"))),
        ("-by:ann", no(ask(BY, "ann"))),
        ("-(-a)", no(no(loose("a")))),
        ("-OR", no(loose("OR"))),
        ("-5%", no(loose("5%"))),
        ("well-known", loose("well-known")),
        ("war -- peace", loose("war peace")),
        ("a(b)c", loose("a b c")),
    ],
)
def test_conditions_are_grouped(text: str, expected: Node) -> None:
    assert tree(text) == expected


# -- What is unfinished ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [
        ("iron", True), ("iron ", False), ("iron.", False), ("(iron", True), ("(iron)", False),
        ("iron by:x", False), ("by:x iron", True), ("e\u0301", True), ('"iron', True),
        ('"iron ', False), ('"iron"', False), ("-iron", True),
    ],
)  # fmt: skip
def test_the_last_word_may_still_be_growing(text: str, unfinished: bool) -> None:
    growing = [
        node.unfinished for node in nodes(parse(text).root) if isinstance(node, LooseWords | Phrase)
    ]
    assert growing == [unfinished]


@pytest.mark.parametrize(
    "text",
    [
        "by:", "by: ", 'by:"', "kind:d", "kind:dir", "has:", "sort:rel", "said:2", "said:2025-0",
        "said:last", 'said:"last ', "since:2025-03-17/.", "stance:sup", "(a",
        '"a', "a OR", "a OR ", "a -", "@fi",
    ],
)  # fmt: skip
def test_what_is_half_typed_is_no_mistake(text: str) -> None:
    parsed = parse(text, SAVED)
    assert parsed.problems
    assert not wrong(parsed)


@given(valid_texts)
def test_whoever_types_a_query_is_not_told_off_on_the_way(text: str) -> None:
    assert wrong(parse(text)) == ()
    for end in range(len(text)):
        # A finished word of a date that goes on needs its quotation marks, which these have.
        assert wrong(parse(text[:end])) == (), text[:end]


# -- What is wrong ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message", "suggestion"),
    [
        ("bye:macron", "there is no field “bye:”; did you mean “by:”", "by:"),
        ("from:macron", "there is no field “from:”; did you mean “by:”", "by:"),
        ("kind:dirct x", "there is no kind “dirct”; did you mean “direct”", "kind:direct"),
        ("has:nose x", "“has:” doesn't take “nose”; did you mean “note”", "has:note"),
        ("sort:newst x", "there is no order “newst”; did you mean “newest”", "sort:newest"),
        (
            "stance:suport:aid x",
            "there is no stance “suport”; did you mean “support”",
            "stance:support:aid",
        ),
        (
            'said:"lst wek"',
            "“lst wek” is not a date; did you mean “last week”",
            'said:"last week"',
        ),
        ("said:2025-13", "“2025-13” has no month 13", ""),
        (
            "said:last week",
            'a date of several words needs quotation marks, as in said:"last week"',
            'said:"last week"',
        ),
        ("by: macron", "“by:” needs a value right after it", ""),
        (") a", "this “)” closes nothing", ""),
        ("() a", "there is nothing between the parentheses", ""),
        ("OR a", "there is nothing before “OR”", ""),
        ("(a OR) b", "there is nothing after “OR”", ""),
        ("a OR OR b", "there is nothing before “OR”", ""),
        (
            "a - b",
            "this “-” excludes nothing; put it right before a word",
            "",
        ),
        ("-sort:newest", "“sort:” can't be excluded", ""),
        ("@fien", "there is no saved search “fien”; did you mean “fine”", "@fine"),
        ("@loop", "in “@loop”: the saved search “loop” uses itself", ""),
    ],
)
def test_a_mistake_is_one_line_that_helps(text: str, message: str, suggestion: str) -> None:
    first = wrong(parse(text, SAVED))[0]
    assert (first.message, first.suggestion) == (message, suggestion)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("a bye:macron b", "a by:macron b"),
        ("a kind:dirct b", "a kind:direct b"),
        ("a said:20 March 2025 b", 'a said:"20 March 2025" b'),
        ("a @fien b", "a @fine b"),
    ],
)
def test_a_suggestion_takes_the_place_of_its_span(text: str, mended: str) -> None:
    first = wrong(parse(text, SAVED))[0]
    assert text[: first.span[0]] + first.suggestion + text[first.span[1] :] == mended
    assert mistakes(mended) == []


def test_what_is_not_understood_is_searched_as_words() -> None:
    assert tree("kind:dirct peace") == loose("kind dirct peace")
    assert tree("bye:macron") == loose("bye:macron")
    assert tree("@nobody", SAVED) == loose("nobody")


# -- Saved searches --------------------------------------------------------------------------------


def test_a_saved_search_stands_in_parentheses_where_it_is_named() -> None:
    parsed = parse("war @Fine", SAVED)
    assert tree("war @Fine", SAVED) == tree("war (peace OR kind:direct)")
    assert {node.span for node in nodes(parsed.root)} == {(0, 3), (4, 9), (0, 9)}
    assert not any(node.is_typed for node in nodes(parsed.root) if isinstance(node, FieldTerm))


def test_a_saved_search_can_be_excluded_and_brings_its_order() -> None:
    assert tree("-@fine", SAVED) == tree("-(peace OR kind:direct)")
    assert parse("@a b", {"a": "x sort:oldest"}).sort == "oldest"
    assert parse("@a sort:newest", {"a": "x sort:oldest"}).sort == "newest"


def test_saved_searches_that_use_each_other_end() -> None:
    assert tree("@one", SAVED) == loose("b")
    assert len(mistakes("@one")) == 1


def test_saved_searches_cannot_explode() -> None:
    doubling = {f"s{number}": f"@s{number + 1} @s{number + 1}" for number in range(60)}
    assert wrong(parse("@s0", doubling | {"s60": "x"}))


def test_without_saved_searches_a_name_is_a_word() -> None:
    assert parse("@POTUS") == (
        "@POTUS", LooseWords("@POTUS", (0, 6), unfinished=True), None, (),
    )  # fmt: skip


# -- Any text --------------------------------------------------------------------------------------


def nodes(node: Node | None) -> Iterator[Node]:
    """Yield a node and all within it."""
    if node is None:
        return
    yield node
    for inner in children(node):
        yield from nodes(inner)


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes right below one."""
    if isinstance(node, Not):
        return (node.node,)
    return node.nodes if isinstance(node, All | Either) else ()


@given(messy_texts, st.sampled_from([None, SAVED]))
def test_any_text_is_understood_somehow(text: str, saved: dict[str, str] | None) -> None:
    parsed = parse(text, saved)
    for problem in parsed.problems:
        assert 0 <= problem.span[0] <= problem.span[1] <= len(text)
        assert problem.message
        assert len(problem.message.splitlines()) == 1
        assert not problem.message.endswith(".")
    for node in nodes(parsed.root):
        assert 0 <= node.span[0] <= node.span[1] <= len(text)
        if isinstance(node, FieldTerm):
            assert node.span[0] <= node.value_span[0] <= node.value_span[1] <= node.span[1]
        for inner in children(node):
            assert node.span[0] <= inner.span[0] <= inner.span[1] <= node.span[1]


@given(messy_texts)
def test_a_tree_is_canonical(text: str) -> None:
    for node in nodes(parse(text).root):
        inner = children(node)
        if isinstance(node, All | Either):
            assert len(inner) > 1
            assert not any(type(one) is type(node) for one in inner)
        if isinstance(node, All):
            assert sum(isinstance(one, LooseWords) for one in inner) < 2


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000, ")" * 10_000, "(" * 10_000 + "a" + ")" * 10_000, "-" * 10_000, "- " * 5_000,
        '"' * 9_999, "-(" * 5_000 + "a", "OR " * 5_000, "a OR " * 5_000, "aa:b " * 2_000,
        "by:" * 5_000,
        "said:" + "2" * 10_000, "@" * 10_000, "(a OR " * 5_000, "kind:x " * 2_000, "a" * 100_000,
        "said:last " * 1_000,
    ],
)  # fmt: skip
def test_no_text_is_too_long_or_too_deep(text: str) -> None:
    parsed = parse(text, {})
    depth = 0
    level = [parsed.root] if parsed.root else []
    while level:
        level = [inner for node in level for inner in children(node)]
        depth += 1
    assert depth < 200


def test_severities_are_told_apart() -> None:
    assert {problem.severity for problem in parse("bye:x kind:").problems} == set(ProblemLevel)


# -- Patterns --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/a b/", PatternTerm("a b", NOWHERE)),
        (r"/a\/ b/", PatternTerm(r"a\/ b", NOWHERE)),
        ("/a/b/", PatternTerm("a/b", NOWHERE)),
        ("-/(a|b) c/", no(PatternTerm("(a|b) c", NOWHERE))),
        ("(/a/ OR /b/)", some(PatternTerm("a", NOWHERE), PatternTerm("b", NOWHERE))),
        ("peace /a/", every(loose("peace"), PatternTerm("a", NOWHERE))),
        ("red / violets are blue / so", loose("red violets are blue so")),
        ("24/7", loose("24/7")),
        ("//", None),
    ],
)
def test_a_pattern_stands_between_slashes(text: str, expected: Node | None) -> None:
    assert tree(text) == expected


def test_a_pattern_may_be_saved() -> None:
    assert tree("@one b", {"one": "/a b/"}) == every(PatternTerm("a b", NOWHERE), loose("b"))


def test_a_bad_pattern_is_pointed_out_in_a_line_and_narrows_nothing() -> None:
    parsed = parse("peace /(a/")
    assert bare(parsed.root) == loose("peace")
    assert [(one.message, one.span) for one in wrong(parsed)] == [
        ("“/(a/” isn't a pattern: missing ) at its character 3", (6, 10))
    ]


def test_an_open_pattern_is_unfinished() -> None:
    parsed = parse("peace /(a b")
    assert bare(parsed.root) == loose("peace")
    assert [one.severity for one in parsed.problems] == [ProblemLevel.UNFINISHED]
