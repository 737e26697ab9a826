"""Edit what a matter is about: sealed anew for the office and for its counsel, and a ledger line says that it was done."""

from datetime import datetime

from sqlmodel import Session, select

from claims.actions.open_matter import seal_matter_facts
from claims.errors import NotFound, NotValid
from claims.model.matter import Matter, MatterFacts
from claims.model.staff import Office
from claims.rules.matter_days import check_matter_days
from claims.store.ledger import Actor, write_line


def edit_matter(session: Session, matter_id: str, *, facts: MatterFacts, actor: Actor, now: datetime) -> Matter:
    """Office and counsel read the new facts; bundles that were ordered keep those they were frozen with.

    Refuses NotValid `title_needed`, `amount_negative`, `not_a_day`, `deadline_without_words`, `too_many_deadlines`, each with the
    `field` it is about; NotFound.
    """
    if not facts.title.strip():
        raise NotValid("title_needed", field="title")
    if facts.amount_each is not None and facts.amount_each < 0:
        raise NotValid("amount_negative", field="amount_each")
    check_matter_days(facts)
    matter = session.exec(select(Matter).where(Matter.id == matter_id).with_for_update(key_share=True)).first()
    if matter is None:
        raise NotFound("matter")
    seal_matter_facts(matter, facts, office_public=session.get_one(Office, matter.office_id).public_key)
    session.add(matter)
    write_line(session, matter.office_id, actor=actor, action="edit_matter", reference=matter.id, now=now)
    return matter
