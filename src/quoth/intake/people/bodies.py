"""Nouns for firms and other bodies: "the company", "the film studio Roe", "the board"."""

from __future__ import annotations

from typing import Final

_MADE: Final = (
    "aircraft auto battery beer bike boat cable car cement chip drink drug engine food furniture "
    "game glass gun laptop paper phone plane robot ship shoe snack software steel toy tire truck "
    "turbine tyre"
)
_MAKERS: Final = frozenset(
    f"{thing}{between}maker" for thing in _MADE.split() for between in ("", "-")
) - {"shoemaker"}
"""Nouns for firms by what they make; a shoemaker is a person."""
_COMMERCIAL: Final = _MAKERS | frozenset(
    [
        "company", "firm", "bank", "club", "retailer", "manufacturer", "airline",
        "chain", "supplier", "developer", "startup", "publisher", "insurer", "lender", "charity",
        "fund", "broadcaster", "consultancy",
    ]
)  # fmt: skip
FIRMS: Final = _COMMERCIAL | frozenset(
    [
        "group", "brand", "operator", "maker", "producer", "brewer", "carrier", "miner",
        "supermarket", "grocer", "utility", "start-up", "builder", "shipbuilder",
        "housebuilder", "homebuilder",
        "distiller", "conglomerate", "giant", "consortium", "wholesaler", "distributor",
        "exporter", "railway", "railroad", "bookmaker", "platform", "partnership",
    ]
)  # fmt: skip
"""Nouns that stand for the firm that an article is about: "the retailer"."""
BEFORE_NAMES: Final = _COMMERCIAL | frozenset(
    [
        "business", "studio", "newspaper", "daily", "weekly", "magazine", "website", "channel",
        "union", "agency", "brewery", "network",
    ]
)  # fmt: skip
"""Nouns before or behind the name of a body: "the film studio Roe", "Roe Atlantic, a fund"."""
STUDIES: Final = frozenset(
    [
        "review", "study", "report", "analysis", "survey", "audit", "inquiry", "enquiry",
        "investigation", "poll", "research", "paper", "assessment", "inspection", "trial",
        "evaluation", "appraisal",
    ]
)  # fmt: skip
"""Nouns for things that find something out, and state it."""
PAPERS: Final = frozenset(
    [
        "memo", "memorandum", "letter", "email", "e-mail", "circular", "notice", "leaflet", "note",
        "filing", "complaint", "petition", "directive", "guidance", "document", "draft",
        "affidavit", "brochure", "newsletter", "dossier", "briefing", "presentation", "contract",
        "indictment", "editorial", "article", "essay", "commentary",
    ]
)  # fmt: skip
"""Nouns for papers that say something: "A memo seen by the Herald says"."""
BODIES: Final = FIRMS | frozenset(
    [
        "union", "agency", "university", "institute", "ministry", "department", "council",
        "party", "team", "court", "board", "committee", "commission", "hospital", "school",
        "trust", "foundation", "federation", "association", "society", "authority", "service",
        "office", "museum", "college", "church", "police", "force", "network", "league",
        "airport", "theatre", "theater", "gallery", "library", "zoo", "hotel", "archive",
        "regulator", "watchdog", "government", "administration", "cabinet", "parliament",
        "tribunal", "panel", "nonprofit", "non-profit", "cooperative", "co-operative", "coalition",
        "alliance", "campaign", "charity", "clinic",
    ]
)  # fmt: skip
"""Nouns for bodies of every kind."""
