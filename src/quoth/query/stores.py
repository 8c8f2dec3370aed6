"""Which implementation of the seam a location asks for: the one place that decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from quoth.query.file_store import FileStore, Saved, Who

if TYPE_CHECKING:
    from quoth.query.seam import StoreAccess
    from quoth.store.location import Location

MakeStore: TypeAlias = "Callable[[Location, Saved], StoreAccess]"
"""Makes what opens the store at a location."""


def store_at(location: Location, saved: Saved, who: Who = str) -> StoreAccess:
    """Return what opens the store at a location for a person.

    Args:
        location: Where it is.
        saved: Returns the searches that a query may name.
        who: Returns who looks at it: blind coding hides from them what others code. On a server
            it is who the server says.
    """
    if location.server:
        from quoth.query.server_store import ServerStore  # noqa: PLC0415  # for such a store

        return ServerStore(location.server, saved)
    return FileStore(location.path, saved, who)
