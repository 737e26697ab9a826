"""What a demand letter and the sheet on its delivery say, before they are papers; all frozen.

A demand interrupts prescription only if a suit follows within six months (Civil Act art. 174), so both papers say so. This is
where the only inputs of route `demand` are named.
"""

from dataclasses import dataclass
from datetime import date

from claims.model.power_paper import Agent


@dataclass(frozen=True, kw_only=True)
class DemandLetter:
    """최고서: counsel writes to the defendant for all claimants. Amounts in won; None where counsel has not fixed one.

    `project` is the disclosed project's title in the registry, `claim` counsel's own words for what is demanded. `party_lists` are
    the paths of the attached lists.
    """

    day: date
    matter: str
    defendant: str
    sender: Agent
    persons: int
    reference: str = ""
    defendant_address: str = ""
    project: str = ""
    claim: str = ""
    amount_each: int | None = None
    amount_total: int | None = None
    party_lists: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SentPiece:
    """One paper of what is sent: its path, pages, and SHA-256 (hex) of the very bytes."""

    title: str
    path: str
    pages: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """The sheet that goes with the letter: numbered copies of these pieces, and what the post office will write down."""

    day: date
    matter: str
    defendant: str
    sender: Agent
    pieces: tuple[SentPiece, ...]
    reference: str = ""
    defendant_address: str = ""
