"""Fill the demonstration through the real deeds: sixteen claims sent, mail opened, decided, one bundle exported and verified.

This is where the made-up people, members and lawyers do what real ones would.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyotp
from sqlmodel import Session

from claims.actions.assemble_bundle import Wanted, assemble_bundle
from claims.actions.choose_claims import choose_claim
from claims.actions.collect_bundle import read_finished
from claims.actions.decide_claim import decide_claim, keep_translation
from claims.actions.making import Export
from claims.actions.matter_file import read_matter_file
from claims.actions.open_mail import order_opening
from claims.actions.open_matter import open_matter
from claims.actions.run_errands import run_errands
from claims.actions.sign_in import STEP, sign_in
from claims.cli.demonstration.appointing import invite_and_sign, make_offer
from claims.cli.demonstration.bundling import who_goes
from claims.cli.demonstration.people import read_people
from claims.cli.demonstration.sending import Sender
from claims.cli.work import open_export
from claims.errors import StartRefused
from claims.model.bundle import Bundle, BundleOptions
from claims.model.claim import Claim
from claims.model.claim_file import ClaimFile
from claims.model.matter import Matter, MatterFacts, Target
from claims.model.staff import Member, Office
from claims.model.vocabulary import Move
from claims.rules.agreements import may_go_to_counsel
from claims.settings import Settings
from claims.store.claim_parts import OpenClaim, read_claim_file
from claims.store.clock import legal_day, now, seconds
from claims.store.errands import WorkerKeys
from claims.store.host_key import HostKey, destroy_host_key, make_host_key
from claims.store.keyring import Keyring, open_claim, open_keyring
from claims.store.ledger import Actor
from claims.store.sealed_files import open_file
from claims.store.sessions import Visit
from claims.store.verify_bundle import verify

ASKED = "transit-only"
MATTER = MatterFacts(
    title="대한민국에 대한 손해배상 청구 (시연)",
    court="서울중앙지방법원",
    route="state",
    project="MOJ-AIRPORT-FACES",
    defendant="대한민국 (법률상 대표자 법무부장관)",
    defendant_address="경기도 과천시 관문로 47",
    proceeding="손해배상(국) 청구의 소",
    firm="예시 법무법인",
    firm_address="서울특별시 서초구 예시로 1 (시연)",
    lawyer="변호인",
    lawyer_registration="시연-0000",
    contact="counsel@example.org",
    amount_each=1_000_000,
    targets=Target(claims="2026-12-04", powers="2026-12-18", demand="2026-12-22", court="2026-12-31"),
    purpose="시연",
)


@dataclass(frozen=True)
class AtDesk:
    """A member who is signed in: what they can open, and as whom they act."""

    member: Member
    keyring: Keyring
    actor: Actor


class Filling:
    """One filling: the office's wires and its sign-ins."""

    def __init__(self, settings: Settings, sign_ins: Mapping[str, Mapping[str, Any]]) -> None:
        self.settings, self.sign_ins = settings, sign_ins
        self.export: Export = open_export(settings)
        self.host_key: HostKey = make_host_key(settings.runtime)
        with self.export.database.question() as session:
            self.office = session.get_one(Office, self.export.office_id)

    def sign_in(self, name: str) -> Visit:
        """Sign in with the code of the half minute before, so that the current one stays good for whoever tries it next."""
        entry, moment = self.sign_ins[name], now()
        code = pyotp.TOTP(entry["totp_secret"]).at(seconds(moment) - STEP)
        with self.export.database.deed() as session:
            return sign_in(session, self.office.id, name=name, passphrase=entry["passphrase"], code=code, now=moment)

    def at_desk(self, visit: Visit) -> AtDesk:
        """Who a visit belongs to, and what they can open by now."""
        with self.export.database.question() as session:
            member = session.get_one(Member, visit.subject)
            keyring = open_keyring(session, member, private=visit.key)
        return AtDesk(member=member, keyring=keyring, actor=Actor(id=member.id, role=member.roles.split()[0]))


def fill_office(settings: Settings, sign_ins: Mapping[str, Mapping[str, Any]]) -> None:
    """Everything of the demonstration. Raises StartRefused when its own bundle does not verify."""
    filling = Filling(settings, sign_ins)
    try:
        sender = Sender(export=filling.export, office=filling.office, host_key=filling.host_key)
        claims = {person.slug: sender.send(person) for person in read_people()}
        print(f"  {len(claims)} claims sent, sealed and judged", flush=True)
        with filling.export.database.deed() as session:
            worker = WorkerKeys(session, filling.office.id, host_key=filling.host_key, now=seconds(now()))
        _work(filling, worker, claims)
        with filling.export.database.deed() as session:
            worker.leave(session)
    finally:
        filling.export.database.engine.dispose()
        destroy_host_key(settings.runtime)


def _work(filling: Filling, worker: WorkerKeys, claims: Mapping[str, OpenClaim]) -> None:
    lead = filling.at_desk(filling.sign_in("lead"))
    counsel = filling.sign_in("counsel")
    with filling.export.database.deed() as session:
        order_opening(session, lead.member, keyring=lead.keyring, host_key=filling.host_key, now=now())
    run_errands(filling.export, worker, host_key=filling.host_key)
    with filling.export.database.deed() as session:
        matter = open_matter(
            session,
            filling.office.id,
            facts=MATTER,
            counsel=[filling.at_desk(counsel).member],
            actor=lead.actor,
            now=now(),
        )
    for slug, claim in claims.items():
        with filling.export.database.deed() as session:
            _decide(session, lead, matter, claim_id=claim.id, slug=slug)
    print("  mail opened, claims checked, a matter opened", flush=True)
    _appoint(filling, matter, counsel=filling.at_desk(counsel))
    _bundle(filling, worker, matter, counsel=filling.at_desk(counsel))


def _appoint(filling: Filling, matter: Matter, *, counsel: AtDesk) -> None:
    """Counsel offers to act, everybody who may sign is invited, some sign."""
    today = legal_day(now(), filling.settings.timezone)
    with filling.export.database.deed() as session:
        offer = make_offer(
            session,
            matter,
            facts=MATTER,
            office=filling.office.name,
            counsel=counsel.member,
            keyring=counsel.keyring,
            actor=counsel.actor,
            today=today,
        )
    with filling.export.database.deed() as session:
        invited, signed = invite_and_sign(
            session,
            session.get_one(Matter, matter.id),
            offer=offer,
            keyring=counsel.keyring,
            actor=counsel.actor,
            today=today,
        )
    print(f"  an offer in force, {invited} claimants invited, {signed} powers signed", flush=True)


def _decide(session: Session, lead: AtDesk, matter: Matter, *, claim_id: str, slug: str) -> None:
    """The lead checks a claim and chooses it for the matter; one person is asked something first."""
    claim = open_claim(session, session.get_one(Claim, claim_id), keyring=lead.keyring)
    file, _ = read_claim_file(session, claim)
    if slug == ASKED:
        words = "You wrote that you only changed planes. Did you go through passport control on that day?"
        decide_claim(session, claim, move=Move.ASK, words=words, by=lead.member, actor=lead.actor, now=now())
        return
    if file.statement.language == "vi":
        _translate(session, claim, file)
    decide_claim(session, claim, move=Move.CHECK, words="", by=lead.member, actor=lead.actor, now=now())
    if may_go_to_counsel(file.agreements):
        choose_claim(session, matter, claim=claim, file=file, actor=lead.actor, now=now())


def _translate(session: Session, claim: OpenClaim, file: ClaimFile) -> None:
    keep_translation(
        session,
        claim,
        account="입국심사를 받을 때 사진을 어디에 쓰는지 아무도 설명하지 않았습니다. (시연용 요약 번역)",
        harm="",
        translator="시연 번역인",
        reviewer="시연 감수인",
        name_hangul=file.claimant.name_hangul,
    )


def _bundle(filling: Filling, worker: WorkerKeys, matter: Matter, *, counsel: AtDesk) -> None:
    """Counsel orders, the worker exports, and the finished bundle is verified by the program that travels in it."""
    today = legal_day(now(), filling.settings.timezone)
    with filling.export.database.deed() as session:
        file = read_matter_file(session.get_one(Matter, matter.id), keyring=counsel.keyring)
        ordered = assemble_bundle(
            session,
            matter,
            wanted=Wanted(
                facts=MATTER,
                matter_file=file,
                going=who_goes(
                    session,
                    matter,
                    facts=MATTER,
                    file=file,
                    export=filling.export,
                    office=filling.office,
                    keyring=counsel.keyring,
                ),
                options=BundleOptions(),
                purpose="시연용 증거자료 제출",
                recipient="서울중앙지방법원 (시연)",
            ),
            by=counsel.member,
            actor=counsel.actor,
            keyring=counsel.keyring,
            vault=filling.export.vault,
            host_key=filling.host_key,
            today=today,
            now=now(),
        )
    run_errands(filling.export, worker, host_key=filling.host_key)
    with filling.export.database.question() as session:
        bundle = session.get_one(Bundle, ordered.id)
    _verify(filling, bundle, counsel)


def _verify(filling: Filling, bundle: Bundle, counsel: AtDesk) -> None:
    order, paper = read_finished(bundle, keyring=counsel.keyring)
    vault, place = filling.export.vault, filling.settings.runtime / paper.file_name
    chunks = open_file(paper.parts, identity=order.identity, vault=vault, folder=bundle.vault_folder)
    try:
        place.write_bytes(b"".join(chunks))  # memory-backed, and gone a moment later
        changes = verify(place).changes
    finally:
        place.unlink(missing_ok=True)
    if changes:
        raise StartRefused(f"The demonstration's bundle does not verify: {changes[0]}")
    print(f"  one bundle exported and verified: {order.parties} claimants, {paper.size:,} bytes", flush=True)
