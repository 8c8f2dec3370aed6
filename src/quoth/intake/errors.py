"""Why an article can't be taken in, said to a person in one line."""

from __future__ import annotations

from quoth.basics.text import NEWLINE_SIGN, spell_out


class ArticleError(Exception):
    """What is wrong with an article, and what to do; nothing was stored of it.

    As a text it is one line. What it repeats is spelt out, so that nothing in it can act.
    """

    def __init__(self, message: str) -> None:
        """Take the message."""
        super().__init__(spell_out(message).replace("\n", NEWLINE_SIGN))


class WorkerError(Exception):
    """A process that looks through articles ended before it was done."""
