"""What one claimant has in counsel's package, which is never filed: explanations, findings as kept, the whole claim, the originals, papers to sign."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import BaseModel, ConfigDict

from claims.actions.bundle_findings import findings_of
from claims.actions.counsel_rows import claimant_rows
from claims.actions.court_exhibits import exhibit_label, facts_of
from claims.actions.court_files import matches
from claims.actions.evidence_files import native_ending, piece
from claims.actions.making import Making
from claims.actions.open_parties import OpenParty
from claims.actions.papers_to_sign import papers_to_sign
from claims.model.claim_file import ClaimFile
from claims.model.triage import DeskFacts
from claims.rules.bundle_names import original_name
from claims.rules.court_papers import Going
from claims.rules.exhibits import ExhibitNumber
from claims.store.archive import BagFile
from claims.store.share_made import ClaimantRows


@dataclass
class CounselPart:
    """One claimant's part of counsel's package: files in order, and the rows they add to counsel's tables."""

    rows: ClaimantRows
    files: list[BagFile] = field(default_factory=list)


def counsel_part(making: Making, one: OpenParty, *, slips: Mapping[tuple[int, int], str]) -> CounselPart:
    """Everything of one claimant for counsel. Originals are opened only when they are written.

    `slips`: why a slip sheet stands for a piece in the court's package, by the piece's main and branch number.
    """
    part = CounselPart(rows=claimant_rows(making, one, slips=slips))
    day, stem = date.fromisoformat(one.chosen.day), f"{one.chosen.number:06d}"
    if one.chosen.papers == "all":
        for project, pdf in matches(making, one, day=day, for_counsel="yes"):
            part.files.append(BagFile(f"10-match/match-{stem}-{project.lower()}.pdf", pdf, "match explanation"))
        part.files.append(BagFile(f"10-match/judgement-{stem}.json", one.going.judgement.to_json(), "findings as kept"))
        export = making.export
        part.files += findings_of(
            one.going, database=export.database, office_id=export.office_id, in_force=export.registry
        )
        if making.order.options.to_sign:
            part.files += papers_to_sign(making, one, day=day)
    part.files.append(
        BagFile(f"20-claims/claim-{stem}.json", _claim_json(one.going), "what was said, agreed and noted")
    )
    part.files += _originals(making, one)
    return part


def _originals(making: Making, one: OpenParty) -> Iterator[BagFile]:
    """Every piece as it was given, under its number; a withheld one too: counsel may look at it."""
    for chosen in one.chosen.exhibits:
        if chosen.gone:
            continue
        label = exhibit_label(making, one, chosen)
        facts = facts_of(one, chosen, label=label)
        number = ExhibitNumber(chosen.main, chosen.branch, one.chosen.letter)
        path = original_name(number, ending=native_ending(facts))
        yield BagFile(path, piece(making, one, facts, use="original", label=label), f"{label}, as given")


class _WhatIsHeld(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    party: int
    reference: str
    said: ClaimFile
    desk: DeskFacts


def _claim_json(going: Going) -> bytes:
    """What was said and noted, as it lies; keys in the order of the model, so the same claim gives the same bytes."""
    said = _WhatIsHeld(party=going.number, reference=going.reference, said=going.file, desk=going.desk)
    return (said.model_dump_json(indent=1, exclude={"said": {"evidence_identity"}}) + "\n").encode()
