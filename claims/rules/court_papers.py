"""From what is sealed to what goes on paper: which facts of a claim enter which paper, and which never do.

"First knowledge, findings, strengths, flags and notes belong to counsel's package; the court's holds parties, statements and
exhibits." This is where that line is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claims.model.claim_file import ClaimFile, EntryRecord, EvidenceFacts
from claims.model.court_paper import ExhibitRow, PartyRow
from claims.model.judgement import Judgement
from claims.model.paper import Statement, StatementAnswer, StatementTrip, Translation
from claims.model.triage import DeskFacts
from claims.model.vocabulary import Status
from claims.rules.exhibits import ExhibitNumber
from claims.rules.power_standing import NOBODY_SIGNED, PowerStanding, address_for_court, is_signed

Words = Mapping[str, str]
QUESTIONS = ("notice_seen", "told_of_ai", "asked_to_agree", "could_refuse", "gate_registration")


@dataclass(frozen=True)
class Going:
    """One claimant of a bundle with everything that is open: what they said, what the office added, how it was judged, how their power stands."""

    number: int
    reference: str
    sent: date
    file: ClaimFile
    desk: DeskFacts
    judgement: Judgement
    status: Status = Status.CHECKED
    standing: PowerStanding = NOBODY_SIGNED


def statement_of(going: Going, *, day: date, exhibits: Mapping[str, str], counsel_address: str) -> Statement:
    """The statement for the court. `exhibits` maps evidence ids to their numbers; the address is counsel's unless chosen otherwise."""
    file, person, account = going.file, going.file.claimant, going.file.statement
    representative = person.representative
    return Statement(
        reference=going.reference,
        day=day,
        sent=going.sent,
        language=account.language or file.language,
        name=person.name or person.name_latin,
        name_latin=person.name_latin,
        name_hangul=going.desk.name_hangul or person.name_hangul,
        born=person.born,
        nationality=person.nationality,
        nationality_during=person.nationality_during,
        passport_number=person.passport_number,
        address=address_for_court(file, going.standing, counsel_address=counsel_address),
        representative=representative.name,
        relation=representative.relation if representative.name else "",
        party_number=going.number,
        trips=tuple(_trip(n, trip, file, exhibits) for n, trip in enumerate(file.records, start=1)),
        answers=tuple(StatementAnswer(question=q, answer=getattr(account, q)) for q in QUESTIONS),
        account=account.account,
        harm=account.harm,
        helped_by=account.helped_by,
        in_person=account.in_person,
        translation=_translation(going.desk),
        exhibits=tuple(exhibits[e.id] for e in file.evidence if e.id in exhibits),
    )


def _trip(number: int, trip: EntryRecord, file: ClaimFile, exhibits: Mapping[str, str]) -> StatementTrip:
    shown = tuple(exhibits[e.id] for e in file.evidence if e.record_id == trip.id and e.id in exhibits)
    facts = trip.model_dump(include={"passport", "entered", "exited", "port_in", "port_out"})
    return StatementTrip(
        number=number,
        **facts,
        channel_in=trip.channel_in,
        channel_out=trip.channel_out,
        capacity=trip.capacity,
        registered=trip.registered,
        exhibits=shown,
    )


def _translation(desk: DeskFacts) -> Translation | None:
    if not (desk.translation or desk.translation_harm):
        return None
    return Translation(
        account=desk.translation, harm=desk.translation_harm, translator=desk.translator, reviewer=desk.reviewer
    )


def party_row_of(
    going: Going, *, counsel_address: str, today: date, amount: int | None = None, group: str = ""
) -> PartyRow:
    """One line of the party list. The power of attorney is `to_follow` until everybody who must has signed; that never excludes."""
    file, person = going.file, going.file.claimant
    return PartyRow(
        number=going.number,
        name_hangul=going.desk.name_hangul or person.name_hangul,
        name=person.name or person.name_latin,
        name_latin=person.name_latin,
        born=person.born,
        nationality_trips=tuple(trip.passport or "" for trip in file.records),
        nationality_during=person.nationality_during,
        nationality_now=person.nationality,
        address=address_for_court(file, going.standing, counsel_address=counsel_address),
        representative=person.representative.name,
        amount=amount,
        power=power_of(going, today=today),
        group=group,
    )


def power_of(going: Going, *, today: date) -> str:
    """How the power of attorney stands in every list: "signed" once everybody who must has signed, "to_follow" until then."""
    signed = is_signed(going.file, status=going.status, standing=going.standing, today=today)
    return "signed" if signed else "to_follow"


def exhibit_row_of(
    facts: EvidenceFacts, number: ExhibitNumber, *, label: str, party: int, pages: int, slip: str, titles: Words
) -> ExhibitRow:
    """One line of the exhibit list, of the claimant with party number `party`; `titles` are the court's terms by kind (`stamp.title`, `remark.copy`, …).

    `label` is the number as the court calls it.
    """
    kind = facts.kind.value
    remark = titles["remark.slip"] if slip else titles["remark.masked" if facts.masked else "remark.copy"]
    return ExhibitRow(
        number=label,
        title=titles[f"{kind}.title"],
        author=titles[f"{kind}.author"],
        purpose=titles[f"{kind}.purpose"],
        remark=remark,
        pages=pages,
        party=party,
        letter=number.letter,
        main=number.main,
        branch=number.branch,
    )


def worded(words: Mapping[str, str], language: str) -> str:
    """A registry text in a language, else English, else Korean, else whatever there is."""
    for tag in (language, "en", "ko"):
        if words.get(tag):
            return words[tag]
    return next(iter(words.values()), "")


def ordered_by_number(going: Sequence[Going]) -> list[Going]:
    """Party order."""
    return sorted(going, key=lambda one: one.number)
