"""Who speaks in turns: whom a label names, and who asks and answers in an interview without any."""

from __future__ import annotations

from functools import cached_property
from operator import itemgetter
from typing import Final

from quoth.intake.model import Mention
from quoth.intake.people.figures import ORGANISATION, PERSON, Figure
from quoth.intake.people.interviews import interviewer
from quoth.intake.people.labels import name_in
from quoth.intake.people.speaker import Scene, Speaker, may_be_a_person
from quoth.intake.reasons import Meant, MeantBy
from quoth.intake.text.chunks import NAME, Chunk
from quoth.intake.text.layout import BlockKind
from quoth.intake.text.lexicon import lexicon

_LETTERS: Final = frozenset(["q", "a", "question", "answer"])


_NEAR: Final = 3
"""How many paragraphs above the first turn its heading is."""


class Parties:
    """Finds the speakers of turns."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._article = scene.article
        self._register = scene.register
        self._answering: tuple[Figure | None, ...] | None = None

    def labelled(self, chunk: Chunk) -> Speaker:
        """Return whom a transcript's label names."""
        label = self._article.piece(chunk.start, chunk.end)
        words = name_in(label).words
        named = self._register.named_like(words) if words else None
        if named is None and len(words) > 1 and not words[0].startswith("@"):
            named = self._register.named_like(words[-1:])
        if named is None and label.startswith("@"):
            named = self._register.named_in_handle(label)
        if named is not None and named.kind == ORGANISATION and len(named.words) == 1:
            outside = lexicon().seats | lexicon().outlets
            if named.name not in outside and named.name.lower() not in outside:
                named.kind = PERSON
        name = named.name if named else " ".join(words) or label
        return self._scene.speaker(chunk, name, named, Meant(MeantBy.LABEL))

    def is_letter(self, chunk: Chunk) -> bool:
        """Tell whether a label is "Q", "A" or the like, which isn't a name."""
        return self._article.lower[chunk.start].rstrip(".") in _LETTERS

    def party(self, token: int, *, asks: bool) -> Speaker:
        """Return who asks or answers in an interview whose turns don't name the speakers."""
        named = self._interviewer if asks else self._interviewee(token)
        chunk = Chunk(token, token + 1, NAME, token)
        name = named.name if named else "interviewer" if asks else "interviewee"
        return self._scene.speaker(
            chunk, name, named, Meant(MeantBy.PARTY, "", named.name if named else "")
        )

    def writer(self, first: Speaker) -> Speaker | None:
        """Return who wrote the article, for its "I"; None if that isn't known."""
        named = self._register.named_like(self._scene.author) if self._scene.author else None
        if named is None:
            return None
        why = Meant(MeantBy.WRITER, first.why.phrase, named.name)
        return Speaker(Mention(named.name, first.mention.span), named, why, first.sure)

    @cached_property
    def _interviewer(self) -> Figure | None:
        """Who wrote the article, or who asks according to its opening."""
        words = self._scene.author or tuple(interviewer(self._article).split())
        return self._register.named_like(words) if words else None

    def _interviewee(self, token: int) -> Figure | None:
        """Return who answers in an interview: the person whom its opening names most."""
        if self._answering is None:
            asker = self._interviewer
            counted = [
                (
                    sum(place.token < token for place in figure.mentions),
                    self._is_outside(figure),
                    figure.kind == PERSON or any(one.subject for one in figure.mentions),
                    -number,
                    figure,
                )
                for number, figure in enumerate(self._register.everybody)
                if figure is not asker and may_be_a_person(figure) and not figure.like_a_thing
            ]
            best = max(counted, default=None, key=itemgetter(0, 1, 2, 3))
            is_told = best is not None and (best[0] or best[1])
            headed = self._in_the_heading
            self._answering = (headed or (best[-1] if best is not None and is_told else None),)
        return self._answering[0]

    @cached_property
    def _in_the_heading(self) -> Figure | None:
        """Who is named in full in the heading over the first turn: "Five minutes with Bo Poe"."""
        blocks, text = self._article.layout, self._article.text
        first = next((n for n, one in enumerate(blocks) if one.kind is BlockKind.TURN), 0)
        for block in reversed(blocks[max(0, first - _NEAR) : first]):
            if block.kind is BlockKind.HEADING:
                heading = block.words.of(text)
                named = (
                    one
                    for one in self._register.everybody
                    if one.kind == PERSON and len(one.words) > 1 and one.name in heading
                )
                return next((one for one in named if one is not self._interviewer), None)
        return None

    def _is_outside(self, figure: Figure) -> bool:
        """Tell whether the writer names a person outside of the turns, as in a note at the end."""
        blocks, views = self._article.layout, self._scene.views
        return any(
            blocks[views[place.sentence].sentence.paragraph].kind is not BlockKind.TURN
            for place in figure.mentions
        )
