"""Send one made-up person's claim by the real deeds, as the pages would have them do. This is where the sixteen become claims."""

from dataclasses import dataclass, field

from claims.actions.attach_evidence import attach_evidence, begin_upload, read_upload
from claims.actions.draft_claim import begin_draft, change_file
from claims.actions.making import Export
from claims.actions.send_claim import send_claim
from claims.cli.demonstration.people import Person, Piece
from claims.model.claim_file import Agreement, ClaimFile
from claims.model.staff import Office
from claims.model.vocabulary import AgreementCode
from claims.settings import ROOT
from claims.store.agreement_texts import AgreementTexts, load_agreements
from claims.store.claim_parts import OpenClaim
from claims.store.clock import now, seconds
from claims.store.host_key import HostKey
from claims.store.office_texts import OfficeTexts, load_office_texts


def _agreements() -> AgreementTexts:
    return load_agreements(ROOT / "templates" / "agreements")


def _office_texts() -> OfficeTexts:
    return load_office_texts(ROOT / "templates" / "office")


@dataclass(frozen=True)
class Sender:
    """What sending needs."""

    export: Export
    office: Office
    host_key: HostKey
    agreements: AgreementTexts = field(default_factory=_agreements)
    office_texts: OfficeTexts = field(default_factory=_office_texts)

    def send(self, person: Person) -> OpenClaim:
        """The person's claim, received."""
        database = self.export.database
        with database.deed() as session:
            _, draft = begin_draft(session, self.office.id, language=person.language, now=now())
        with database.deed() as session:
            file = change_file(session, draft, change=lambda empty: self._said(empty, person), now=now())
        for piece in person.evidence():
            self._attach(draft, file, piece)
        with database.deed() as session:
            send_claim(
                session,
                draft,
                registry=self.export.registry,
                host_key=self.host_key,
                zone=self.export.zone,
                now=now(),
            )
        return draft

    def _attach(self, draft: OpenClaim, file: ClaimFile, piece: Piece) -> None:
        vault = self.export.vault
        upload = begin_upload(draft, file, vault=vault, now=now())
        upload.write(piece.content)
        facts = read_upload(
            draft,
            upload,
            identity=file.evidence_identity,
            file_name=piece.file_name,
            kind=piece.kind,
            record_id=piece.record,
            note="",
            vault=vault,
            now=now(),
        )
        with self.export.database.deed() as session:
            attach_evidence(session, draft, facts=facts, now=now())

    def _said(self, empty: ClaimFile, person: Person) -> ClaimFile:
        return empty.model_copy(
            update={
                "claimant": person.claimant,
                "records": person.records,
                "statement": person.statement,
                "for_lawyers": person.for_lawyers,
                "contact": person.contact,
                "agreements": tuple(self._answer(code, person) for code in AgreementCode),
            }
        )

    def _answer(self, code: AgreementCode, person: Person) -> Agreement:
        office = self.office
        facts = self.office_texts.facts(person.language, office=office.name, contact=office.contact, firms=office.firms)
        text = self.agreements.get(code, person.language).filled(facts)
        return Agreement(
            code=code,
            version=text.version,
            language=person.language,
            text_sha256=text.shown_sha256,
            yes=code not in person.refused,
            at=seconds(now()),
        )
