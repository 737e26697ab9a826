"""The papers of an appointment: 소송위임장 and 선정서 of each signature in force, the same to print and sign, and the copy the claimant keeps.

A paper says what lies sealed of the signing and nothing else; where the two do not fit there is no paper.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from claims.actions.signed_powers import SignedPower, signed_powers
from claims.errors import NotValid
from claims.model.appointment import Signed
from claims.model.claim_file import ClaimFile
from claims.model.offer import Offer
from claims.model.power_paper import Noted
from claims.model.signing import Answers, Helped, Signer
from claims.rules.appointments import Appointment, Signing
from claims.rules.powers import Claiming, offer_signed, selection_of, unsigned_power
from claims.store.agreement_texts import AgreementTexts
from claims.store.announcements import offers_of
from claims.store.claim_parts import OpenClaim
from claims.store.court_tables import CourtTables
from claims.store.papers import Press
from claims.store.pdf_extent import page_count
from claims.store.power_papers import papers_to_print, power_of_attorney, scan_cover, selection
from claims.store.scan_pages import Scan, scan_pages
from claims.store.sealed_files import open_whole
from claims.store.signing_papers import Copying, copy_paper
from claims.store.vault import Vault

BY_HAND = frozenset({"scanned", "paper"})


@dataclass(frozen=True)
class PowerFile:
    """The paper of one signature: its id, a safe file name, the PDF, and 선정서 where one was signed on the screen.

    Who signed by hand signed both papers on the pages that were scanned: they are all in `pdf`. `scanned` says so.
    """

    signing_id: str
    name: str
    pdf: bytes
    selection: bytes | None = None
    scanned: bool = False


def powers_of(
    session: Session,
    claim: OpenClaim,
    *,
    file: ClaimFile,
    standing: Appointment,
    told_key: bytes,
    party_number: int | None,
    name_hangul: str,
    press: Press,
    tables: CourtTables,
    vault: Vault,
) -> tuple[PowerFile, ...]:
    """One PDF for each signature in force, oldest first. `told_key` is the matter's.

    Raises NotValid `power_not_as_signed` (reference, signing, what: matter, offer, texts, powers, signer, drawing, record), `scan_unreadable`,
    `missing_glyph`; Damaged.
    """
    claiming = Claiming(reference=claim.reference, file=file, name_hangul=name_hangul, party_number=party_number)
    signed = signed_powers(session, claim, claiming=claiming, standing=standing, told_key=told_key)
    return tuple(
        power_file(each, claim, file=file, place=place, press=press, tables=tables, vault=vault)
        for place, each in enumerate(signed, start=1)
    )


def power_file(
    signed: SignedPower,
    claim: OpenClaim,
    *,
    file: ClaimFile,
    place: int,
    press: Press,
    tables: CourtTables,
    vault: Vault,
) -> PowerFile:
    """The paper of one signature; `place` counts those of the claim from 1. A refusal names the claim and the signing."""
    with _naming(signed, claim):
        one, power = signed.signing.signed, signed.power
        stem = f"{power.party_number:06d}-{place}" if power.party_number is not None else f"{place}"
        name = f"power-{stem}.pdf"
        if one.how in BY_HAND:
            pdf = _by_hand(signed, claim, file=file, press=press, vault=vault)
            return PowerFile(signing_id=one.id, name=name, pdf=pdf, scanned=True)
        tag, beside = tables.beside(one.language) or ("ko", None)
        pdf = power_of_attorney(power, press=press, words=press.court_terms, beside=beside, language=tag)
        chosen = None
        if one.answers.selection:
            paper = selection_of(power, offer=signed.offer)
            chosen = selection(paper, press=press, words=press.court_terms, beside=beside, language=tag)
        return PowerFile(signing_id=one.id, name=name, pdf=pdf, selection=chosen)


@contextmanager
def _naming(signed: SignedPower, claim: OpenClaim) -> Iterator[None]:
    try:
        yield
    except NotValid as refusal:
        facts = {**refusal.facts, "reference": claim.reference, "signing": signed.signing.signed.id}
        raise NotValid(refusal.reason, **facts) from None


def _by_hand(signed: SignedPower, claim: OpenClaim, *, file: ClaimFile, press: Press, vault: Vault) -> bytes:
    """The pages as they were scanned; before them what counsel noted since, which no scan can show."""
    pages = scan_pages(_scans(signed.signing.signed, claim, file=file, vault=vault), sheet=press.sheet)
    if signed.power.noted == Noted():
        return pages
    cover = scan_cover(signed.power, pages=page_count(pages), press=press, words=press.court_terms)
    return scan_pages([(pages, "application/pdf")], sheet=press.sheet, cover=cover)


def _scans(signed: Signed, claim: OpenClaim, *, file: ClaimFile, vault: Vault) -> Iterator[Scan]:
    """The uploaded files without metadata, opened from the vault. Raises Damaged, NotValid `scan_unreadable` where there is none."""
    if not signed.scans:
        raise NotValid("scan_unreadable", scan=0, why="empty")
    for number, scan in enumerate(signed.scans, start=1):
        if not scan.clean:
            raise NotValid("scan_unreadable", scan=number, why="not_pages")
        content = open_whole(scan.clean, identity=file.evidence_identity, vault=vault, folder=claim.vault_folder)
        yield content, scan.clean_media_type


def paper_to_sign(
    *,
    file: ClaimFile,
    offer: Offer,
    matter_id: str,
    answers: Answers,
    signer: Signer,
    language: str,
    helped: Helped | None,
    press: Press,
    tables: CourtTables,
    reference: str = "",
    name_hangul: str = "",
    today: date | None = None,
) -> bytes:
    """The papers to print and sign by hand: boxes as answered, 선정서 where it was chosen, lines for who helped and interpreted.

    Every page says its number of how many, the reference and the first 16 digits of `text_print`. `today` is the day of printing (None: that of the offer).
    Raises NotValid `unknown_power`, `missing_glyph`.
    """
    claiming = Claiming(reference=reference, file=file, name_hangul=name_hangul)
    day = today or date.fromisoformat(offer.day)
    power = unsigned_power(offer, matter_id=matter_id, answers=answers, signer=signer, claiming=claiming, day=day)
    tag, beside = tables.beside(language) or ("ko", None)
    return papers_to_print(
        power,
        selection_of(power, offer=offer) if answers.selection else None,
        helped=_helping(helped, language=language, beside=beside, press=press) if helped else None,
        press=press,
        words=press.court_terms,
        beside=beside,
        language=tag,
    )


def _helping(helped: Helped, *, language: str, beside: Mapping[str, str] | None, press: Press) -> Mapping[str, str]:
    """Who helped, and what they sign: that every text was read aloud, in which language, and that the person answered."""
    terms, spoken = press.court_terms, helped.interpreter_language or language
    said = terms["helped.read_korean" if spoken == "ko" else "helped.read_aloud"]
    return {
        "name": helped.name,
        "interpreter": helped.interpreter,
        "said": said.replace("{language}", terms.get(f"language.{spoken}", spoken)),
        "plain": (beside or {}).get("helped.read_aloud", ""),
    }


def copy_of_signing(
    session: Session,
    claim: OpenClaim,
    *,
    file: ClaimFile,
    standing: Appointment,
    signing: Signing,
    office: str,
    agreements: AgreementTexts,
    office_facts: Mapping[str, str],
    language_names: Mapping[str, str],
    press: Press,
    tables: CourtTables,
) -> bytes:
    """What the claimant keeps of one signature, in force or not, in their language and Korean. Raises as `powers_of`.

    `language_names` are what the languages of `store/signing_papers.languages_of` are called in the language the copy is read in.
    """
    signed = signing.signed
    told_key = bytes.fromhex(standing.invited.told_key)
    offers = offers_of(session, told_key, matter_id=standing.matter_id)
    try:
        if not any(each.signed == signed for each in standing.signings):
            raise NotValid("power_not_as_signed", what="record", signing=signed.id)
        offer = offer_signed(signed, offers=offers, matter_id=standing.matter_id)
    except NotValid as refusal:
        raise NotValid(refusal.reason, **{**refusal.facts, "reference": claim.reference}) from None
    return copy_paper(
        Copying(
            reference=claim.reference,
            office=office,
            file=file,
            signed=signed,
            offer=offer,
            agreements=agreements,
            office_facts=office_facts,
            language_names=language_names,
        ),
        press=press,
        templates=tables.templates,
    )
