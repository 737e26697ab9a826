"""The files of both packages, one after the other, made as they are asked for. What is counsel's is never yielded for the court."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from claims.actions.bundle_findings import findings_of, second_opinion
from claims.errors import Damaged
from claims.model.claim_file import EvidenceFacts, EvidencePart
from claims.model.court_paper import Cover, CoverLine, ExhibitList, ExhibitRow, PartyList, PartyRow
from claims.model.disclosure import Registry
from claims.model.matter import BundleOrder
from claims.rules.court_papers import Going, exhibit_row_of, for_court, match_of, party_row_of, statement_of
from claims.rules.exhibits import ExhibitNumber, OrderedClaim, number_exhibits
from claims.store.archive import BagFile
from claims.store.claim_parts import OpenClaim
from claims.store.counsel_tables import claims_table, left_out_table, statement_text
from claims.store.database import Database
from claims.store.exhibit_pages import exhibit_pages
from claims.store.papers import Press
from claims.store.party_sheet import party_csv, party_xlsx
from claims.store.sealed_files import open_whole
from claims.store.vault import Vault


class Voice(Protocol):
    """Who lends papers their words: a catalogue per paper and language."""

    def statement(self, language: str) -> Mapping[str, str]:
        """Words of a statement."""

    def match(self, language: str) -> Mapping[str, str]:
        """Words of a match explanation."""


@dataclass(frozen=True)
class Export:
    """What exporting needs besides keys."""

    database: Database
    vault: Vault
    press: Press
    registry: Registry
    voice: Voice
    titles: Mapping[str, str]
    zone: ZoneInfo
    office_id: str


@dataclass(frozen=True)
class OpenGoing:
    """One claimant of the bundle, open: the claim with its key, and what goes on paper."""

    claim: OpenClaim
    going: Going


Everybody = Callable[[], Iterator[OpenGoing]]


def court_files(export: Export, order: BundleOrder, *, going: Everybody) -> Iterator[BagFile]:
    """Statements and numbered exhibits per claimant, then the lists over all, then the cover."""
    day, titles = date.fromisoformat(order.day), export.titles
    parties: list[PartyRow] = []
    rows: list[ExhibitRow] = []
    contents: list[CoverLine] = []
    address = titles["remark.address_of_counsel"]
    for one in going():
        numbers = numbers_of(one.going)
        parties.append(party_row_of(one.going, counsel_address=address))
        yield from _statement(export, one.going, day=day, numbers=numbers, address=address)
        for facts in one.going.file.evidence:
            file, row = _exhibit(export, one, facts, number=numbers[facts.id], day=day)
            rows.append(row)
            yield file
        if order.match_in_court:
            yield from _matches(export, one.going, day=day, court=True)
    parties_paper = PartyList(matter=order.matter.title, day=day, rows=tuple(parties))
    words = export.voice.statement("ko")
    terms = {**export.press.court_terms, **words}
    yield BagFile("00-lists/party-list.pdf", export.press.party_list(parties_paper, words=words), "당사자목록")
    yield BagFile("00-lists/party-list.xlsx", party_xlsx(parties_paper, words=terms), "당사자목록 (표)")
    yield BagFile("00-lists/party-list.csv", party_csv(parties_paper, words=terms), "당사자목록 (CSV)")
    exhibits = ExhibitList(matter=order.matter.title, day=day, rows=tuple(rows))
    yield BagFile("00-lists/exhibit-list.pdf", export.press.exhibit_list(exhibits), "증거설명서")
    contents += [
        CoverLine(title="당사자목록", path="00-lists/party-list.pdf"),
        CoverLine(title="증거설명서", path="00-lists/exhibit-list.pdf"),
        CoverLine(title=f"진술서 ({len(parties)})", path="10-statements/"),
        CoverLine(title=f"서증 ({len(rows)})", path="20-exhibits/", pages=sum(row.pages or 0 for row in rows)),
    ]
    yield _cover(export, order, package="court", parties=len(parties), contents=contents)


def counsel_files(export: Export, order: BundleOrder, *, going: Everybody) -> Iterator[BagFile]:
    """Match explanations, the judgement as kept, first knowledge, originals, who stays out and why; never filed."""
    day = date.fromisoformat(order.day)
    everyone: list[Going] = []
    contents: list[CoverLine] = []
    for one in going():
        everyone.append(one.going)
        stem = f"{one.going.number:06d}"
        yield from _matches(export, one.going, day=day, court=False)
        yield BagFile(f"10-match/judgement-{stem}.json", one.going.judgement.to_json(), "findings as kept")
        yield from findings_of(
            one.going, database=export.database, office_id=export.office_id, in_force=export.registry
        )
        yield BagFile(f"20-claims/claim-{stem}.json", _claim_json(one.going), "what was said, agreed and noted")
        numbers = numbers_of(one.going)
        for facts in one.going.file.evidence:
            yield _native(export, one, facts, number=numbers[facts.id])
    yield from second_opinion()
    yield BagFile("00-lists/claims.csv", claims_table(everyone), "results, first knowledge, flags, missing")
    yield BagFile("00-lists/left-out.csv", left_out_table(order.left_out), "who stays out, and why")
    yield BagFile("00-lists/order.json", _order_json(order), "what was ordered, for whom and why")
    contents += [
        CoverLine(title="claims.csv", path="00-lists/claims.csv"),
        CoverLine(title="left-out.csv", path="00-lists/left-out.csv"),
        CoverLine(title=f"match ({len(everyone)})", path="10-match/"),
        CoverLine(title="claims", path="20-claims/"),
        CoverLine(title="originals", path="30-originals/"),
    ]
    yield _cover(export, order, package="counsel", parties=len(everyone), contents=contents)


def numbers_of(going: Going) -> dict[str, ExhibitNumber]:
    """The numbers of one claimant's pieces, by evidence id; the main number is the party number."""
    pieces = tuple(facts.id for facts in going.file.evidence)
    ordered = OrderedClaim(claim=going.reference, pieces=pieces, party_number=going.number)
    return {one.piece: one.number for one in number_exhibits((ordered,))}


def _statement(
    export: Export, going: Going, *, day: date, numbers: Mapping[str, ExhibitNumber], address: str
) -> Iterator[BagFile]:
    labels = {piece: number.label for piece, number in numbers.items()}
    statement = statement_of(going, day=day, exhibits=labels, counsel_address=address)
    words, korean = export.voice.statement(statement.language), export.voice.statement("ko")
    stem = f"10-statements/statement-{going.number:06d}"
    yield BagFile(f"{stem}.pdf", export.press.statement(statement, words=words, korean=korean), "진술서")
    plain = json.dumps(asdict(statement), ensure_ascii=False, indent=1, default=str) + "\n"
    yield BagFile(f"{stem}.json", plain.encode(), "진술서 (JSON)")
    yield BagFile(f"{stem}.txt", statement_text(statement, korean).encode(), "진술서 (text)")


def _exhibit(
    export: Export, one: OpenGoing, facts: EvidenceFacts, *, number: ExhibitNumber, day: date
) -> tuple[BagFile, ExhibitRow]:
    content = _content(export, one, facts.clean, number=number)
    made = exhibit_pages(
        content,
        media_type=facts.clean_media_type,
        label=number.label,
        day=day,
        press=export.press,
        expected_pages=facts.pages,
        reference=one.going.reference,
    )
    titles = export.titles
    row = exhibit_row_of(facts, number=number.label, pages=made.pages, slip=made.slip, titles=titles)
    return BagFile(f"20-exhibits/{number.file_stem}.pdf", made.pdf, number.label), row


def _native(export: Export, one: OpenGoing, facts: EvidenceFacts, *, number: ExhibitNumber) -> BagFile:
    content = _content(export, one, facts.parts, number=number)
    ending = {
        "application/pdf": "pdf",
        "image/png": "png",
        "image/heic": "heic",
        "image/heif": "heif",
        "image/webp": "webp",
    }
    path = f"30-originals/{number.file_stem}.{ending.get(facts.media_type, 'jpg')}"
    return BagFile(path, content, f"{number.label}, as given")


def _content(export: Export, one: OpenGoing, parts: Sequence[EvidencePart], *, number: ExhibitNumber) -> bytes:
    """A piece's bytes. Raises Damaged naming party and piece."""
    try:
        return open_whole(
            parts, identity=one.going.file.evidence_identity, vault=export.vault, folder=one.claim.vault_folder
        )
    except Damaged as damage:
        raise Damaged(damage.reason, **damage.facts, party=one.going.number, exhibit=number.label) from None


def _matches(export: Export, going: Going, *, day: date, court: bool) -> Iterator[BagFile]:
    for project in export.registry.projects:
        if going.judgement.verdict(project.code) is None:
            continue
        full = match_of(going, project, day=day, language="ko")
        said = for_court(full) if court else full
        folder = "30-match" if court else "10-match"
        path = f"{folder}/match-{going.number:06d}-{project.code.lower()}.pdf"
        yield BagFile(
            path,
            export.press.match_explanation(said, words=export.voice.match("ko"), language="ko"),
            "match explanation",
        )


def _cover(export: Export, order: BundleOrder, *, package: str, parties: int, contents: Iterable[CoverLine]) -> BagFile:
    facts = order.matter
    cover = Cover(
        matter=facts.title,
        day=date.fromisoformat(order.day),
        package=package,
        court=facts.court,
        counsel=f"{facts.firm} {facts.lawyer}".strip(),
        parties=parties,
        contents=tuple(contents),
    )
    return BagFile("00-cover.pdf", export.press.cover(cover), f"cover of the {package} package")


def _claim_json(going: Going) -> bytes:
    said = going.file.model_dump(mode="json", exclude={"evidence_identity"})
    whole = {
        "party": going.number,
        "reference": going.reference,
        "said": said,
        "desk": going.desk.model_dump(mode="json"),
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _order_json(order: BundleOrder) -> bytes:
    shown = order.model_dump(mode="json", exclude={"identity", "chosen"})
    return (json.dumps(shown, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
