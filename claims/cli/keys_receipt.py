"""`claims keys receipt`: a new receipt for a claimant who lost theirs, after two facts and a document were checked. This is where it is asked for at the terminal."""

from argparse import Namespace

from sqlmodel import Session, select

from claims.actions.draft_claim import receipt_generation
from claims.actions.note_reading import note_reading
from claims.actions.renew_receipt import DOCUMENTS, WAYS, Checked, renew_receipt
from claims.cli.keys_members import forget_unless_rehearsed, rehearsed
from claims.cli.terminal_sign_in import ask, deed_or_rehearsal, sign_in_here
from claims.errors import Damaged, StartRefused
from claims.model.claim import Claim, ClaimWrap
from claims.model.staff import Office
from claims.model.vocabulary import Recipient
from claims.rules.access import May
from claims.rules.known_facts import KnownFact, SaidFact
from claims.rules.references import REFERENCE_LENGTH, check_text, grouped
from claims.store.claim_parts import key_from_wrap
from claims.store.clock import now
from claims.store.database import Database
from claims.store.keyring import open_claim
from claims.store.receipts import key_of_code

QUESTIONS = {
    KnownFact.BORN: "date of birth, such as 1990-05-01",
    KnownFact.PASSPORT: "passport number",
    KnownFact.TRIP_DAY: "the day of one entry or exit, such as 2015-03-02",
    KnownFact.NAME_AND_NATIONALITY: "name",
    KnownFact.CONTACT: "telephone number or mail address they gave",
}


def receipt(database: Database, office: Office, given: Namespace) -> int:
    """Make a new receipt; the old one opens nothing any more."""
    here = sign_in_here(database, office.id, needs=May.RENEW_RECEIPT)
    actor = here.acting(May.RENEW_RECEIPT)
    with database.question() as session:
        row = _named_claim(session, office.id, given.reference)
    checked = Checked(facts=_facts(), document=_one_of("Document seen", DOCUMENTS), way=_one_of("How", WAYS))
    with database.deed() as session:
        note_reading(session, office.id, actor=actor, action="read_claim", references=[row.reference], now=now())
    with deed_or_rehearsal(database, dry_run=given.dry_run) as session:
        claim = open_claim(session, session.get_one(Claim, row.id), keyring=here.keyring(session))
        generation = receipt_generation(session, row.id)
        made = renew_receipt(session, claim, checked=checked, after_generation=generation, actor=actor, now=now())
        if made is not None:
            _check_opens(session, row.id, code=made.code, key=claim.key)
    if made is None:
        print("The facts do not agree with the claim. No receipt was made; the try stands in the ledger.")
        return 1
    forget_unless_rehearsed(database, given)
    if given.dry_run:
        print("Both facts agree. A new receipt was made, opened the claim, and is forgotten again.")
        return rehearsed(given)
    print(
        f"Reference: {grouped(made.reference)}\nCode:      {grouped(made.code)}\n\nShown only now. The old receipt is dead."
    )
    return 0


def _facts() -> tuple[SaidFact, ...]:
    print("Ask the person for two different facts:", ", ".join(KnownFact))
    facts = []
    for which in ("First", "Second"):
        fact = KnownFact(_one_of(f"{which} fact", tuple(KnownFact)))
        said = ask(f"What they say ({QUESTIONS[fact]}): ")
        country = ask("Nationality, three letters: ").upper() if fact is KnownFact.NAME_AND_NATIONALITY else ""
        facts.append(SaidFact(fact=fact, said=said, nationality=country))
    return tuple(facts)


def _one_of(question: str, choices: tuple[str, ...]) -> str:
    typed = ask(f"{question} ({', '.join(choices)}): ")
    if typed not in choices:
        raise StartRefused(f"'{typed}' is none of: {', '.join(choices)}. Nothing was done.")
    return typed


def _named_claim(session: Session, office_id: str, reference: str) -> Claim:
    named = check_text(reference, length=REFERENCE_LENGTH)
    claim = session.exec(select(Claim).where(Claim.office_id == office_id, Claim.reference == named)).first()
    if claim is None:
        raise StartRefused(f"There is no claim {reference}.")
    return claim


def _check_opens(session: Session, claim_id: str, *, code: str, key: bytes) -> None:
    """The new code opens the claim, and it is the only one that does. Raises Damaged."""
    wraps = session.exec(
        select(ClaimWrap).where(ClaimWrap.claim_id == claim_id, ClaimWrap.recipient == Recipient.RECEIPT)
    ).all()
    if len(wraps) != 1 or key_from_wrap(wraps[0], key=key_of_code(code, claim_id=claim_id)) != key:
        raise Damaged("receipt")
