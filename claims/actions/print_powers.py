"""Print the signed powers of a matter: all of them as one numbered PDF, and each as a file by itself.

Claims are opened one after the other; their papers are set side by side, as those of bundles are.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from claims.actions.assemble_bundle import claims_of_matter
from claims.actions.bundle_numbers import base_of, numbers_of
from claims.actions.decide_claim import read_desk_facts
from claims.actions.matter_file import read_matter_file
from claims.actions.power_files import PowerFile, power_file
from claims.actions.signed_powers import SignedPower, signed_powers
from claims.errors import NotFound, NotNow
from claims.model.claim_file import ClaimFile
from claims.model.matter import Matter, MatterFacts
from claims.rules.bundle_names import safe_title
from claims.rules.power_standing import standing_for
from claims.rules.powers import Claiming
from claims.store.appointment_parts import read_events
from claims.store.claim_parts import OpenClaim, key_from_wrap, opened, read_claim_file
from claims.store.court_tables import CourtTables
from claims.store.keyring import Keyring, matter_key
from claims.store.papers import Press
from claims.store.power_volume import NumberedPower, powers_in_one
from claims.store.vault import Vault

THREADS = min(4, os.cpu_count() or 1)


@dataclass(frozen=True)
class PrintedPowers:
    """The print as one PDF, and (file name, PDF) of each paper, in the order of the numbers."""

    pdf: bytes
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class _ToSet:
    """One signature whose paper is to be set, with the claim it was signed for."""

    claim: OpenClaim
    file: ClaimFile
    signed: SignedPower
    place: int


def print_powers(
    session: Session,
    matter: Matter,
    *,
    facts: MatterFacts,
    references: Sequence[str] | None,
    keyring: Keyring,
    press: Press,
    tables: CourtTables,
    vault: Vault,
    today: date,
) -> PrintedPowers:
    """Every 소송위임장 and 선정서 in force of the claims named (None: of all), by party number, else by reference.

    Refuses NotAllowed for all but the matter's counsel, NotFound `claim` for a reference that is not chosen, NotNow `nothing_signed`; raises as
    actions/power_files.powers_of. The caller has written the ledger lines before.
    """
    wanted = list(_signed(session, matter, references=references, keyring=keyring, vault=vault))
    if not wanted:
        raise NotNow("nothing_signed")
    with ThreadPoolExecutor(THREADS, thread_name_prefix="powers") as pool:
        made = list(pool.map(lambda one: _set(one, press=press, tables=tables, vault=vault), wanted))
    papers = list(_numbered(wanted, made, press=press))
    whole = powers_in_one(papers, matter=facts.case, day=today, press=press)
    width = max(3, len(str(len(papers))))
    return PrintedPowers(pdf=whole, files=tuple((_file_name(one, width=width), one.pdf) for one in papers))


def _signed(
    session: Session, matter: Matter, *, references: Sequence[str] | None, keyring: Keyring, vault: Vault
) -> Iterator[_ToSet]:
    """The signatures in force, in the order of the print."""
    told_key = read_matter_file(session.get_one(Matter, matter.id), keyring=keyring).told_key
    if not told_key:
        return
    claims = _chosen(session, matter, references=references, keyring=keyring)
    numbers = _numbers(session, matter, keyring=keyring, vault=vault)
    for claim in sorted(claims, key=lambda each: (numbers.get(each.id, len(numbers) + 1), each.reference)):
        standing = standing_for(read_events(session, claim), matter.id)
        if standing.appointment is None or not standing.in_force:
            continue
        file, _ = read_claim_file(session, claim)
        claiming = Claiming(
            reference=claim.reference,
            file=file,
            name_hangul=read_desk_facts(session, claim)[0].name_hangul,
            party_number=numbers.get(claim.id),
        )
        key = bytes.fromhex(told_key)
        signed = signed_powers(session, claim, claiming=claiming, standing=standing.appointment, told_key=key)
        yield from (_ToSet(claim, file, each, place) for place, each in enumerate(signed, start=1))


def _chosen(session: Session, matter: Matter, *, references: Sequence[str] | None, keyring: Keyring) -> list[OpenClaim]:
    """The claims named, opened with the matter's key."""
    private = matter_key(matter.id, keyring=keyring)
    rows = {row.reference: (row, wrap) for row, wrap in claims_of_matter(session, matter)}
    named = list(rows) if references is None else list(dict.fromkeys(references))
    if not rows.keys() >= set(named):
        raise NotFound("claim")
    return [opened(row, key_from_wrap(wrap, key=private)) for row, wrap in (rows[name] for name in named)]


def _numbers(session: Session, matter: Matter, *, keyring: Keyring, vault: Vault) -> dict[str, int]:
    """Party numbers by claim, as the last finished bundle gave them; none before the first."""
    base = base_of(session, matter, keyring=keyring)
    return {one.claim_id: one.number for one in numbers_of(base, vault=vault).parties} if base else {}


def _set(one: _ToSet, *, press: Press, tables: CourtTables, vault: Vault) -> PowerFile:
    return power_file(one.signed, one.claim, file=one.file, place=one.place, press=press, tables=tables, vault=vault)


def _numbered(wanted: Sequence[_ToSet], made: Sequence[PowerFile], *, press: Press) -> Iterator[NumberedPower]:
    """Each paper with its running number, 선정서 after the power it was signed with."""
    number = 0
    for one, paper in zip(wanted, made, strict=True):
        power = one.signed.power
        for kind, pdf in (("power_paper", paper.pdf), ("selection", paper.selection)):
            if pdf is None:
                continue
            number += 1
            yield NumberedPower(
                number=number,
                name=" · ".join(dict.fromkeys(filter(None, (power.principal.name_hangul, power.principal.name)))),
                reference=power.reference,
                title=press.court_terms[f"{kind}.title"],
                pdf=pdf,
                bar_stamp=power.noted.bar_stamp if kind == "power_paper" else "",
                scanned=paper.scanned,
                kind="power" if kind == "power_paper" else "selection",
                place=one.place,
            )


def _file_name(one: NumberedPower, *, width: int) -> str:
    """`001-power-7K3M9Q4T-1.pdf`: the number first, so that no two are alike; nothing that anybody typed."""
    return f"{one.number:0{width}d}-{one.kind}-{safe_title(one.reference, names='ascii')}-{one.place}.pdf"
