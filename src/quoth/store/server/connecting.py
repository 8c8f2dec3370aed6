"""The line to a server: an address into a connection, and what goes wrong into one line.

An address is a URI of libpq. What it leaves out libpq finds itself: in a service file, in
`.pgpass`, in its variables. No password is ever shown: `shown_name` is what a store goes by in
messages, titles and files.
"""

from __future__ import annotations

import contextlib
import logging
import re
import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from quoth.basics.places import is_server
from quoth.store.errors import StoreError
from quoth.store.server.password_file import unused_password_file, without_password_file
from quoth.store.upstream import UnreachableError

if TYPE_CHECKING:
    import psycopg

    Connection = psycopg.Connection[tuple[Any, ...]]

__all__ = ["connect", "is_server", "shown_name", "telling", "told", "without_password"]

UNNAMED: Final = "the server"
"""Stands for a server whose address can't be understood, so that nothing of it is shown."""
_NO_JIT: Final = "select set_config(name, 'off', false) from pg_settings where name = 'jit'"
"""Has no request compiled where a server would: that takes 30 ms, and all are short or plain."""
_PARTS: Final = r"""(?x)
    (?:(?P<user>[^@/?\#:]*)(?::[^@/?\#]*)?@)?
    (?P<host>(?:[^@/?\#:,\[\]]*|\[[0-9a-fA-F:.%]*\])(?::\d*)?(?:,[^@/?\#:,]*(?::\d*)?)*)
    (?:/(?P<database>[^@?/\#]*))?
    (?:\?(?P<options>[a-z_]+=[^&@]*(?:&[a-z_]+=[^&@]*)*))?
    """
_SECRET: Final = ("password=", "sslpassword=")
"""Options of an address that are never kept."""
_TIMEOUT: Final = 10
"""Seconds that a server may take to answer a call."""
_ALIVE: Final = {"keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 5,
                 "keepalives_count": 3, "tcp_user_timeout": 25_000}  # fmt: skip
"""How soon a line that is broken is found to be."""
_LONGEST: Final = 120
"""Seconds that a statement may take, unless a caller allows for more."""
_LOST: Final = ("08", "57P", "53300")
"""How the codes of what ends a connection, or keeps one from being made, begin."""


_LOGIN: Final = "see the name of the user, and the password in ~/.pgpass"
_BEFORE: Final = (
    r"^(?:connection (?:failed|is bad): )?"
    r"(?:connection to server (?:at|on socket) \"[^\"]*\".*? failed: )?"
)
"""What libpq says before it comes to the reason; where is said already."""
_REMEDIES: Final = (
    (("password", "authentication"), _LOGIN),
    (
        ("definition of service", "service file"),
        "see the service file: PGSERVICEFILE, or ~/.pg_service.conf",
    ),
    (("SSL", "ssl", "certificate"), "see sslmode, and the certificates that libpq is told of"),
    (("does not exist",), "see the names of the database and of the user"),
)
"""What to do, by words of what libpq says."""


class ServerRefusal(StoreError):  # noqa: N818  # it is a refusal
    """Something to which the person has no right."""


class ServerLost(UnreachableError):  # noqa: N818  # it is lost
    """A server that can't be reached, or a line to it that broke."""


def shown_name(uri: str) -> str:
    """Return what a store on a server goes by: `host/database`, without anything secret.

    Of an address that isn't understood nothing is shown: a password may stand anywhere in it.
    """
    found = re.fullmatch(_PARTS, uri.partition("://")[2])
    if found is None:
        return UNNAMED
    options = dict(one.split("=", 1) for one in (found["options"] or "").split("&") if one)
    host = found["host"] or options.get("host") or options.get("service") or "localhost"
    database = found["database"] or options.get("dbname", "")
    return f"{unquote(host)}/{unquote(database)}" if database else unquote(host)


def without_password(uri: str) -> str:
    """Return an address that may be kept: what libpq needs to know, but for passwords.

    Of an address that isn't understood only its scheme is left.
    """
    scheme, _, rest = uri.partition("://")
    found = re.fullmatch(_PARTS, rest)
    if found is None:
        return f"{scheme}://"
    options = "&".join(
        one for one in (found["options"] or "").split("&")
        if one and not one.lower().startswith(_SECRET)
    )  # fmt: skip
    user = f"{found['user']}@" if found["user"] else ""
    database = f"/{found['database']}" if found["database"] is not None else ""
    return f"{scheme}://{user}{found['host']}{database}{'?' * bool(options)}{options}"


def connect(uri: str, *, seconds: int = _LONGEST) -> Connection:
    """Return a connection in which each statement is a transaction, unless one is begun.

    Args:
        uri: the address.
        seconds: how long a statement may take; 0 is as long as it takes.

    Raises:
        StoreError: there is none, or `psycopg` is missing; the message is one line.
    """
    shown = shown_name(uri)
    psycopg = imported(shown)
    asked = {"connect_timeout": _TIMEOUT, **_ALIVE} | _told(uri, shown)
    asked |= {"client_encoding": "utf8", "fallback_application_name": "quoth"}
    unused = unused_password_file(asked)
    if unused:
        asked = without_password_file(asked)
    with telling(shown, unused):
        made: Connection = psycopg.connect(autocommit=True, prepare_threshold=None, **asked)
        try:
            made.execute(f"set statement_timeout = '{int(seconds)}s'; {_NO_JIT}")
        except BaseException:
            made.close()
            raise
        return made


def imported(shown: str) -> Any:
    """Return `psycopg`, which is an extra. What it logs is not printed: errors tell the same.

    Raises:
        StoreError: it isn't there.
    """
    try:
        import psycopg  # noqa: PLC0415  # for a store on a server alone
    except ImportError:
        problem = "a store on a server needs psycopg, which isn't installed"
        raise StoreError(shown, "", problem, "install quoth[team]") from None
    log = logging.getLogger("psycopg")
    if not log.handlers:  # without a handler, Python prints warnings over the screen
        log.addHandler(logging.NullHandler())
    return psycopg


def _told(uri: str, shown: str) -> dict[str, Any]:
    """Return what an address says, by libpq's names. What libpq says of it may repeat a password.

    Raises:
        StoreError: it says it wrongly.
    """
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

    problem = "its address can't be understood"
    with contextlib.suppress(Exception):  # whatever it is, it may tell a password
        if shown != UNNAMED:
            return dict(conninfo_to_dict(uri))
    remedy = "write postgres://USER@HOST/DATABASE, and the password into ~/.pgpass"
    raise StoreError(shown, "", problem, remedy)


@contextlib.contextmanager
def telling(shown: str, unused: str = "") -> Iterator[None]:
    """Turn the errors of a server into errors of one line, where the caller can't say more.

    Args:
        shown: What the store goes by.
        unused: The password file, if it isn't used because others may read it.

    Raises:
        ServerRefusal: the person has no right to it.
        ServerLost: the server can't be reached, or the line broke.
        StoreError: anything else.
    """
    import psycopg  # noqa: PLC0415

    try:
        yield
    except psycopg.Error as error:
        raise told(error, shown, unused) from None


def told(error: psycopg.Error, shown: str, unused: str = "") -> StoreError:
    """Return what went wrong with a server as an error of a store; `unused` as in `telling`."""
    code = error.sqlstate or ""
    text = error.diag.message_primary or str(error).strip().partition("\n")[0]
    if code == "42501":
        return ServerRefusal(shown, "", f"the server refuses it ({text})", "ask a store's owner")
    if code in ("3F000", "42P01", "42883"):
        return StoreError(shown, "", "there is no store in this database", "begin it: quoth new")
    if code == "57014":
        return ServerLost(shown, "", "the server took too long", "try again")
    if code.startswith(_LOST) or not code:
        return _unreached(text, shown, unused)
    return StoreError(shown, "", f"the server can't do it ({text})", "ask its administrator")


def _unreached(text: str, shown: str, unused: str) -> ServerLost:
    """Return the error for a connection that isn't there, by what libpq says of it."""
    reason = re.sub(_BEFORE, "", text)
    remedy = "see whether it runs and can be reached, and try again"
    for words, one in _REMEDIES:
        if any(word in reason for word in words):
            remedy = one
            break
    if unused and remedy == _LOGIN:
        remedy = f"others may read {unused}, so it isn't used: chmod 600 {shlex.quote(unused)}"
    return ServerLost(shown, "", f"the server can't be reached ({reason})", remedy)
