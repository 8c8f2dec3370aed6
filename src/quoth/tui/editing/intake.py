"""An article that is named or pasted in the explorer, imported as by `quoth intake`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from quoth.editing.changes import Change
from quoth.editing.errors import EditError
from quoth.editing.fields import FieldSpec, FieldType
from quoth.intake.files.batch import Taken, taken, taken_from
from quoth.intake.files.reading import first_words
from quoth.intake.keeping import Keeper
from quoth.tui.editing import paths
from quoth.tui.editing.fields import named

if TYPE_CHECKING:
    from quoth.query.seam import Changer

FORM: Final = (
    FieldSpec("file", "file", FieldType.PATH, "article.txt, .md, .html; or paste its text below"),
    FieldSpec("text", "or its text", FieldType.TEXT, "pasted; {new_line} begins a new line"),
    *(
        field._replace(required=False)
        for field in named("sources", "title", "publisher", "author", "published", "url")
    ),
)
"""The form's fields: where the article is, and what it doesn't say itself."""


def taken_in(workspace: Changer, values: Mapping[str, object]) -> Change:
    """Return the change that imports the article that was entered.

    Raises:
        EditError: there is none, it can't be read, nothing is said in it, or it is there already.
    """
    found = _found({name: str(value) for name, value in values.items() if value})
    if found.article is None or found.found is None:
        raise EditError(found.problem)
    article = found.article
    if article.title == article.name == _PASTED:
        article = article._replace(title=first_words(article))
    keeper = Keeper(workspace.current)
    if there := keeper.title_of(article):
        raise EditError(f"already imported as “{there}”")
    if not found.found.drafts:
        raise EditError("no statement was found in it")
    return keeper.keep(article, found.found).change


_PASTED: Final = "pasted"


def _found(values: dict[str, Any]) -> Taken:
    """Return what is found in what was named or pasted.

    Raises:
        EditError: nothing was, or both.
    """
    file, text = values.pop("file", ""), values.pop("text", "")
    if bool(file) == bool(text):
        raise EditError(
            "name a file, or paste a text" if not file else "name a file or paste, not both"
        )
    if text:
        return taken_from(text.encode(), _PASTED, values)
    return taken(paths.named(file), values)


def source_of(change: Change) -> str:
    """Return the id of the source that a change imports."""
    return next(str((one.after or {})["id"]) for one in change.edits if one.table == "sources")
