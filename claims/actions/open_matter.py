"""Open a matter: one proceeding with its own key pair, whose private half only its counsel hold."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import ValidationError
from sqlmodel import Session

from claims.actions.wrap_for_recovery import keep_recoverable, recovery_keys
from claims.errors import Damaged, NotValid
from claims.model.matter import Matter, MatterFacts
from claims.model.staff import Member, Office
from claims.model.vocabulary import Role
from claims.rules.access import roles_of
from claims.store.keyring import Keyring, hand_key, open_facts, seal_facts
from claims.store.ledger import Actor, write_line
from claims.store.seal import new_pair, padded_length

# More than all fields of the form hold together, so that every matter's facts are of one size.
LEAST = 48 * 1024


def open_matter(
    session: Session, office_id: str, *, facts: MatterFacts, counsel: Sequence[Member], actor: Actor, now: datetime
) -> Matter:
    """The matter stands and its counsel hold its key. Refuses NotValid `counsel_needed`."""
    if not counsel or any(Role.COUNSEL not in roles_of(member.roles) for member in counsel):
        raise NotValid("counsel_needed")
    private, public = new_pair()
    office = session.get_one(Office, office_id)
    matter = Matter(office_id=office_id, public_key=public, for_office=b"", for_counsel=b"")
    seal_matter_facts(matter, facts, office_public=office.public_key)
    session.add(matter)
    session.flush()
    for member in counsel:
        hand_key(session, member, kind="matter", key_id=matter.id, private=private)
    for recovery in recovery_keys(session, office_id):
        keep_recoverable(session, recovery, private=private, kind="matter", key_id=matter.id)
    details = {"matter": matter.id, "counsel": [m.id for m in counsel]}
    write_line(session, office_id, actor=actor, action="open_matter", reference=matter.id, details=details, now=now)
    return matter


def seal_matter_facts(matter: Matter, facts: MatterFacts, *, office_public: bytes) -> None:
    """What the matter is about lies in its row, sealed for both readers, in one size whatever it holds."""
    plain = facts.model_dump_json().encode()
    plain = plain.ljust(padded_length(len(plain), least=LEAST))
    matter.for_office = seal_facts(office_public, plain, matter=matter, reader="office")
    matter.for_counsel = seal_facts(matter.public_key, plain, matter=matter, reader="counsel")


def read_matter(matter: Matter, *, keyring: Keyring) -> MatterFacts:
    """What the matter is about. Raises NotAllowed for those who hold neither the office's key nor the matter's; Damaged."""
    try:
        return MatterFacts.model_validate_json(open_facts(matter, keyring=keyring).rstrip())
    except ValidationError:
        raise Damaged("matter_facts") from None
