"""Creates the schema of a store on a server, updates it, and refuses one that is newer.

Rights are roles of the server, named after the database: `quoth_energy_coder`. Each role is a
member of the next lower one, so that an owner may do everything that a curator may. Created objects
belong to the owners' role; if the person may not create roles, they belong to that person alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from quoth.store.errors import StoreError
from quoth.store.server.connecting import telling

if TYPE_CHECKING:
    from quoth.store.server.connecting import Connection

VERSION: Final = 1
"""Of the schema that this program works with."""
MIGRATIONS: Final[Mapping[int, str]] = {}
"""What makes of the schema before it the one of a version."""
RIGHTS: Final = ("owner", "curator", "coder", "reader")
"""From the one that may most to the one that may least."""
_LONGEST_NAME: Final = 63 - len("quoth__curator")
"""Bytes of the longest name of a database after which roles can be named."""
_OLDEST_SERVER: Final = 13_00_00
_LOCK: Final = 7_237_001
"""Keeps two from making a schema at once."""

_GRANTS: Final = """
    grant usage on schema quoth to {reader};
    grant select on quoth.store to {reader};
    grant select (tbl, key, id, rev, place, layer, links, body) on quoth.records to {reader};
    grant select (key, id, rev, place, layer, links, speaker, source, status, said, body)
        on quoth.statements to {reader};
    grant select (key, body) on quoth.settlings to {reader};
    grant select (rev, tbl, key, id, layer) on quoth.gone to {reader};
    grant select (rev, who, at, label, edits) on quoth.changes to {reader};
    grant select (layer, name) on quoth.channels to {reader};
    grant insert, update, delete on quoth.records, quoth.statements to {coder};
    grant insert on quoth.gone, quoth.changes to {coder};
    grant insert, update, delete on quoth.settlings to {curator};
    grant execute on function quoth.my_right(), quoth.curates(), quoth.codes() to {reader};
    grant execute on all functions in schema quoth to {coder};
"""
"""Tables are granted column by column: where a row stands in its file, and by which transaction it
is there, are columns as well, and tell of rows that the person doesn't see."""
_PRIVATE: Final = "revoke execute on all functions in schema quoth from public"


def role(database: str, right: str) -> str:
    """Return the name of the role that has a right to the store in a database."""
    return f"quoth_{database}_{right}"


def make(connection: Connection, shown: str) -> tuple[bool, bool]:
    """Make the schema, or bring an older one up to date, in one transaction.

    Returns:
        Whether the schema is new, and whether there are roles that people can be granted. Where
        the person may not make roles, the store is theirs alone.

    Raises:
        StoreError: there is a store of this version already or of a newer one, or no schema may be
            made here.
    """
    with telling(shown), connection.transaction():
        connection.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
        found = version_of(connection)
        if found is not None and found != VERSION:
            _refuse_newer(found, shown)
            _migrate(connection, found)
            return False, _has_roles(connection)
        if found is not None:
            problem = "this database already has a store"
            raise StoreError(shown, "", problem, "nothing was changed; name another database")
        _check_server(connection, shown)
        return True, _make(connection, shown)


def check(connection: Connection, shown: str) -> None:
    """See that there is a store with which this program can work.

    Raises:
        StoreError: there is none, or it is of another version.
    """
    with telling(shown):
        found = version_of(connection)
    if found is None:
        problem = "there is no store in this database, or you have no right to it"
        raise StoreError(shown, "", problem, "begin one with `quoth new`, or ask its owner")
    _refuse_newer(found, shown)
    if found < VERSION:
        problem = f"an older quoth made this store (version {found}; this one needs {VERSION})"
        raise StoreError(shown, "", problem, "have its owner run `quoth new` on it")


def right(connection: Connection) -> str:
    """Return the right that the person has: one of `RIGHTS`, or nothing."""
    found = connection.execute("select quoth.my_right()").fetchone()
    return (found[0] if found else None) or ""


def version_of(connection: Connection) -> int | None:
    """Return the version of the schema; nothing where there is none that the person may see."""
    found = connection.execute(
        "select has_schema_privilege(n.oid, 'usage') and to_regclass('quoth.store') is not null"
        " from pg_namespace n where n.nspname = 'quoth'"
    ).fetchone()
    if not found or not found[0]:
        return None
    row = connection.execute("select version from quoth.store").fetchone()
    return int(row[0]) if row else None


def _refuse_newer(found: int, shown: str) -> None:
    """Refuse a store that a newer program made."""
    if found > VERSION:
        problem = f"a newer quoth made this store (version {found}; this one reads {VERSION})"
        raise StoreError(shown, "", problem, "upgrade quoth")


def _migrate(connection: Connection, found: int) -> None:
    """Bring a schema up to date, version by version."""
    for version in range(found + 1, VERSION + 1):
        connection.execute(MIGRATIONS[version].encode())
        connection.execute("update quoth.store set version = %s", [version])


def _check_server(connection: Connection, shown: str) -> None:
    """Refuse a server on which a store can't be."""
    if connection.info.server_version < _OLDEST_SERVER:
        raise StoreError(shown, "", "this server is older than PostgreSQL 13", "name a newer one")
    encoding = connection.execute("show server_encoding").fetchone()
    if encoding is None or encoding[0] != "UTF8":
        problem = "the texts of this database aren't in UTF-8"
        raise StoreError(shown, "", problem, "make one with `createdb --encoding UTF8`")
    if len(connection.info.dbname.encode()) > _LONGEST_NAME:
        problem = f"the name of this database is longer than {_LONGEST_NAME} bytes"
        raise StoreError(shown, "", problem, "choose a shorter one: roles are named after it")


def _make(connection: Connection, shown: str) -> bool:
    """Make the schema, and the roles if the person may."""
    database = connection.info.dbname
    may = _may_make_roles(connection)
    if may:
        _make_roles(connection, database, shown)
        owner = role(database, "owner")
        connection.execute(_sql("create schema quoth authorization {owner}", owner=owner))
        connection.execute(_sql("set local role {owner}", owner=owner))
    else:
        connection.execute("create schema quoth")
    connection.execute(files(__package__).joinpath("schema.sql").read_bytes())
    connection.execute(_PRIVATE)
    if may:
        names = {one: role(database, one) for one in RIGHTS}
        connection.execute(_sql(_GRANTS, **names))
        connection.execute("reset role")
    return may


def _may_make_roles(connection: Connection) -> bool:
    """Tell whether the person may make roles."""
    found = connection.execute(
        "select rolcreaterole or rolsuper from pg_roles where rolname = current_user"
    ).fetchone()
    return bool(found and found[0])


def _has_roles(connection: Connection) -> bool:
    """Tell whether there are the roles of this database."""
    wanted = [role(connection.info.dbname, one) for one in RIGHTS]
    found = connection.execute(
        "select count(*) from pg_roles where rolname = any(%s)", [wanted]
    ).fetchone()
    return bool(found and found[0] == len(RIGHTS))


def _make_roles(connection: Connection, database: str, shown: str) -> None:
    """Make the roles of a database.

    Raises:
        StoreError: one is there, of a database that was dropped; its members would have rights.
    """
    names = [role(database, one) for one in RIGHTS]
    there = connection.execute(
        "select string_agg(rolname, ', ') from pg_roles where rolname = any(%s)", [names]
    ).fetchone()
    if there and there[0]:
        problem = f"another store of this name left roles ({there[0]}), and people who have them"
        raise StoreError(shown, "", problem, "drop them (DROP ROLE), or choose another database")
    for name in names:
        connection.execute(_sql("create role {name} nologin", name=name))
    for more, less in pairwise(names):
        connection.execute(_sql("grant {less} to {more}", more=more, less=less))
    for name in names[1:]:  # owners let people in
        more, less = names[0], name
        connection.execute(_sql("grant {less} to {more} with admin option", more=more, less=less))
    connection.execute(_sql("grant {owner} to current_user with admin option", owner=names[0]))


def _sql(text: str, **names: str) -> Any:
    """Return a statement with names in it, quoted."""
    from psycopg import sql  # noqa: PLC0415  # for a store on a server alone

    return sql.SQL(text).format(**{key: sql.Identifier(one) for key, one in names.items()})
