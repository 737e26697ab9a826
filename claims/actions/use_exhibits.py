"""Counsel decides how pieces of evidence go into bundles, and which claims are kept back for now. It lies in the matter's file."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from claims.actions.matter_file import change_matter_file
from claims.errors import NotFound, NotValid
from claims.model.claim_file import ClaimFile
from claims.model.matter import ExhibitUse, KeptBack, Matter, MatterFile
from claims.rules.exhibit_uses import uses_of
from claims.store.keyring import Keyring
from claims.store.ledger import Actor, write_line


def use_exhibits(
    session: Session,
    matter: Matter,
    *,
    reference: str,
    file: ClaimFile,
    uses: Mapping[str, ExhibitUse],
    keyring: Keyring,
    actor: Actor,
    now: datetime,
) -> None:
    """The claim's pieces go into later bundles as said; those that are not named stay as they were.

    `uses` by evidence id. Refuses NotFound for a piece of another claim, NotValid `original_destroyed` for a masked one's original.
    """
    pieces = {piece.id: piece for piece in file.evidence}
    for piece_id, use in uses.items():
        if piece_id not in pieces:
            raise NotFound("evidence")
        if use not in uses_of(pieces[piece_id]):
            raise NotValid("original_destroyed", evidence=piece_id)

    def with_uses(matters_file: MatterFile) -> MatterFile:
        # A clean copy is what is used where nothing is said.
        said = {key: use for key, use in {**matters_file.uses, **uses}.items() if use != "clean"}
        return matters_file.model_copy(update={"uses": said})

    change_matter_file(session, matter.id, change=with_uses, keyring=keyring)
    details = {"matter": matter.id, "uses": dict(uses)}
    write_line(
        session, matter.office_id, actor=actor, action="use_exhibits", reference=reference, details=details, now=now
    )


def keep_back(
    session: Session, matter: Matter, *, reference: str, why: str, keyring: Keyring, actor: Actor, now: datetime
) -> None:
    """The claim stays out of bundles until it is let go; a second reason takes the place of the first. Refuses NotValid `why_needed`."""
    if not why.strip():
        raise NotValid("why_needed")

    def with_it(file: MatterFile) -> MatterFile:
        others = tuple(each for each in file.kept_back if each.reference != reference)
        return file.model_copy(update={"kept_back": (*others, KeptBack(reference=reference, why=why.strip()))})

    change_matter_file(session, matter.id, change=with_it, keyring=keyring)
    details = {"matter": matter.id, "why": why.strip()}
    write_line(
        session, matter.office_id, actor=actor, action="keep_back", reference=reference, details=details, now=now
    )


def let_go(session: Session, matter: Matter, *, reference: str, keyring: Keyring, actor: Actor, now: datetime) -> None:
    """The claim goes again as its own facts say. Refuses NotFound where it was not kept back."""

    def without_it(file: MatterFile) -> MatterFile:
        others = tuple(each for each in file.kept_back if each.reference != reference)
        if len(others) == len(file.kept_back):
            raise NotFound("kept_back")
        return file.model_copy(update={"kept_back": others})

    change_matter_file(session, matter.id, change=without_it, keyring=keyring)
    details = {"matter": matter.id}
    write_line(session, matter.office_id, actor=actor, action="let_go", reference=reference, details=details, now=now)


def why_kept_back(file: MatterFile, reference: str) -> str:
    """Why counsel keeps a claim back, "" where it is not."""
    return next((each.why for each in file.kept_back if each.reference == reference), "")
