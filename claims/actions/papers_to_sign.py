"""The papers a claimant still has to sign, filled in and ready to print: the power of attorney and the choice of an appointed party.

Nothing in them is ticked and nothing signed; they lie in counsel's package until they are.
"""

from collections.abc import Iterator
from datetime import date

from claims.actions.making import Making
from claims.actions.open_parties import OpenParty
from claims.model.matter import MatterFacts
from claims.model.power_paper import Agent, CaseNamed, Power, Principal, Selection, Signature
from claims.rules.capacity import is_minor
from claims.rules.power_standing import address_for_court, is_signed
from claims.store.archive import BagFile
from claims.store.power_papers import power_of_attorney, selection

FOLDER = "40-to-sign"


def papers_to_sign(making: Making, one: OpenParty, *, day: date) -> Iterator[BagFile]:
    """Both papers of one claimant; none where everybody who must has signed already."""
    going = one.going
    if is_signed(going.file, status=going.status, standing=going.standing, today=making.day):
        return
    matter, language = making.order.matter, one.going.file.language
    beside = making.export.tables.beside(language)
    tag, words_beside = beside if beside else ("ko", None)
    power = Power(
        reference=one.chosen.reference,
        day=day,
        case=case_of(matter),
        party_number=one.chosen.number,
        principal=principal_of(one, address=making.counsel_address, contact=matter.contact),
        agent=agent_of(matter),
        signatures=lines_to_sign(one, today=making.day),
    )
    chosen = Selection(
        reference=power.reference,
        day=day,
        case=power.case,
        party_number=power.party_number,
        principal=power.principal,
        signatures=power.signatures,
    )
    words = making.export.voice.statement("ko")
    press, stem = making.export.press, f"{one.chosen.number:06d}"
    pdf = power_of_attorney(power, press=press, words=words, beside=words_beside, language=tag)
    yield BagFile(f"{FOLDER}/power-{stem}.pdf", pdf, "소송위임장")
    pdf = selection(chosen, press=press, words=words, beside=words_beside, language=tag)
    yield BagFile(f"{FOLDER}/selection-{stem}.pdf", pdf, "선정서")


def case_of(matter: MatterFacts) -> CaseNamed:
    """The case as papers name it."""
    return CaseNamed(
        title=matter.case,
        court=matter.court,
        number=matter.case_number,
        defendant=matter.defendant,
    )


def agent_of(matter: MatterFacts) -> Agent:
    """The lawyer who is given the power."""
    return Agent(
        firm=matter.firm,
        lawyer=matter.lawyer,
        registration=matter.lawyer_registration,
        address=matter.firm_address,
        contact=matter.contact,
    )


def principal_of(one: OpenParty, *, address: str, contact: str) -> Principal:
    """The claimant as a court paper names them; the address is counsel's unless they chose their own."""
    person = one.going.file.claimant
    return Principal(
        name=person.name or person.name_latin,
        name_hangul=one.going.desk.name_hangul or person.name_hangul,
        name_latin=person.name_latin,
        born=person.born,
        nationality=person.nationality,
        address=address_for_court(one.going.file, one.going.standing, counsel_address=address),
        contact=contact,
    )


def lines_to_sign(one: OpenParty, *, today: date) -> tuple[Signature, ...]:
    """Who signs: the claimant; for a minor both parents, or the guardian or heir who was named; who holds a mandate for themselves."""
    person = one.going.file.claimant
    representative = person.representative
    named = Signature(name=representative.name, relation=representative.relation or "parent")
    parents = person.for_whom == "child" or representative.relation == "parent"
    if parents or is_minor(one.going.file, today=today):
        return (named, Signature(relation="parent")) if named.relation == "parent" else (named,)
    if representative.relation in {"guardian", "heir", "mandate"}:
        return (named,)
    return (Signature(name=person.name or person.name_latin),)
