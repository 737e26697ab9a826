"""The bundle takes exactly the signed powers of its matter: whole, half, on paper, for another matter, taken back, and none at all."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pikepdf import Pdf

from claims.actions.take_back_power import take_back_power
from claims.model.claim_file import Representative
from claims.model.signing import Answers, Signer
from claims.model.vocabulary import Answer, BundleStatus, EvidenceKind
from claims.store.clock import now
from tests import make_bundles
from tests.cast import HAN, LINH, PARK, another
from tests.databases import sqlite_copy
from tests.make import Sent, make_office
from tests.make_appointments import TERMS, Firm
from tests.make_bundles import attach, picture, unpacked
from tests.outside_tools import text_of

COURT, COUNSEL = "court/data/", "counsel/data/"
YES = Answers(court=True, other=Answer.NO, country="KOR")
HIDDEN = {"address": "protected", "own_address": "VXQSHELTER", "address_reason": "VXQREASON"}
MOTHER = Representative(name="Mẹ", relation="parent")
CHILD = LINH.claimant.model_copy(
    update={"name": "Bé", "born": "2010-01-01", "for_whom": "child", "representative": MOTHER}
)
WHO = ("whole", "half", "scanned", "nobody", "elsewhere", "revoked")


@pytest.fixture(scope="module")
def firm(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """A firm whose matter offers an appointed party. Its clock is today's: a bundle holds what was signed before it was ordered."""
    folder = tmp_path_factory.mktemp("office")
    office = make_office(sqlite_copy(sqlite_template, folder), folder, members=(HAN, PARK))
    office.now = now() - timedelta(minutes=3)
    yield Firm(office, terms=TERMS.model_copy(update={"selection": True, "appointed": "A", "appointed_number": 1}))
    office.close()


@pytest.fixture(scope="module")
def people(firm: Firm) -> dict[str, Sent]:
    """Six claimants, each with another standing."""
    child = LINH.model_copy(update={"claimant": CHILD})
    sent = {who: firm.invite(child if who == "half" else another(LINH, day)) for day, who in enumerate(WHO)}
    firm.sign(sent["whole"], answers=YES.model_copy(update={"selection": True, **HIDDEN}))
    firm.sign(sent["half"], signer=Signer(name="Cha", relation="parent"), answers=YES)
    page = attach(firm.office, sent["scanned"].claim, picture(), kind=EvidenceKind.OTHER, record_id=None)
    abroad = YES.model_copy(update={"country": "VNM"})
    firm.sign(sent["scanned"], how="paper", scans=(page,), answers=abroad)
    firm.sign(sent["revoked"], answers=YES)
    matter = firm.court.matter.id
    with firm.office.database.deed() as session:
        take_back_power(session, sent["revoked"].claim, matter_id=matter, now=firm.office.now)
    other = Firm(firm.office)
    other.court.choose(sent["elsewhere"], check=False)
    other.invite_again(sent["elsewhere"])
    other.sign(sent["elsewhere"], answers=YES)
    return sent


@pytest.fixture(scope="module")
def files(firm: Firm, people: dict[str, Sent]) -> dict[str, bytes]:
    """The bundle of the first matter, ordered a minute ago."""
    assert people
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr(make_bundles, "now", lambda: now() - timedelta(minutes=1))
        return unpacked(firm.court.zipped(volumes=True))


def number_of(files: dict[str, bytes], sent: Sent) -> str:
    """The party number of a claim, by its statement."""
    for path, content in files.items():
        if path.startswith(f"{COURT}10-statements/") and sent.claim.reference.encode() in content:
            return path.rpartition("-")[2].partition(".")[0]
    raise AssertionError("no statement")


def test_the_court_has_exactly_the_powers_in_force(files: dict[str, bytes], people: dict[str, Sent]) -> None:
    numbers = {who: number_of(files, sent) for who, sent in people.items()}
    expected = {f"power-{numbers[who]}-1.pdf" for who in ("whole", "half", "scanned")}
    expected.add(f"selection-{numbers['whole']}-1.pdf")

    assert {path.rpartition("/")[2] for path in files if path.startswith(f"{COURT}40-powers/")} == expected


def test_who_has_not_signed_whole_has_papers_to_sign(files: dict[str, bytes], people: dict[str, Sent]) -> None:
    """One of two parents is not enough; a power for another matter is none here."""
    to_sign = {path.rpartition("-")[2][:6] for path in files if f"{COUNSEL}40-to-sign/power-" in path}

    assert to_sign == {number_of(files, people[who]) for who in ("half", "nobody", "elsewhere", "revoked")}


def rows(content: bytes) -> list[dict[str, str]]:
    """A table of the bundle."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_party_list_says_whose_power_is_signed(files: dict[str, bytes], people: dict[str, Sent]) -> None:
    listed = {row["번호"].zfill(6): row["소송위임장"] for row in rows(files[f"{COURT}00-lists/party-list.csv"])}

    assert {who: listed[number_of(files, sent)] for who, sent in people.items()} == {
        who: "제출" if who in {"whole", "scanned"} else "추후 제출" for who in WHO
    }


def test_what_is_to_follow_is_what_was_signed_and_where(files: dict[str, bytes], people: dict[str, Sent]) -> None:
    """Signed in Korea: no notary follows. One of two parents: the power and their proof. Nothing signed: as it ever was."""
    asked = {"power", "notarisation", "representative_proof"}
    found: dict[str, set[str]] = {}
    for row in rows(files[f"{COUNSEL}00-lists/to-follow.csv"]):
        found.setdefault(row["reference"], set()).add(row["what"])

    assert {who: found[sent.claim.reference] & asked for who, sent in people.items()} == {
        "whole": set(),
        "half": {"power", "representative_proof"},
        "scanned": {"notarisation"},
        "nobody": {"power", "notarisation"},
        "elsewhere": {"power", "notarisation"},
        "revoked": {"power", "notarisation"},
    }


def test_a_scan_goes_as_it_is_and_no_protected_address_goes_at_all(
    files: dict[str, bytes], people: dict[str, Sent], tmp_path: Path
) -> None:
    scan = files[f"{COURT}40-powers/power-{number_of(files, people['scanned'])}-1.pdf"]
    with Pdf.open(io.BytesIO(scan)) as pdf:
        assert [len(page.get_images()) for page in pdf.pages] == [1]
    hidden = number_of(files, people["whole"])
    papers = [path for path in files if hidden in path and path.startswith(COURT) and path.endswith(".pdf")]
    assert len(papers) >= 3
    for word in (
        HIDDEN["own_address"],
        HIDDEN["address_reason"],
    ):  # whole: a reference or packed bytes may hold a piece
        assert all(word not in text_of(files[path], tmp_path) for path in papers)
        assert not [path for path, content in files.items() if path.startswith(COURT) and word.encode() in content]


def test_a_supplement_holds_the_powers_signed_since_and_no_other(
    firm: Firm, files: dict[str, bytes], people: dict[str, Sent]
) -> None:
    """Who signs late is filed late; what was served is not served again."""
    number = number_of(files, people["nobody"])
    firm.office.now = now() - timedelta(seconds=30)
    firm.sign(people["nobody"], answers=YES)

    supplement = unpacked(firm.court.zipped(mode="supplement"))

    papers = {path for path in supplement if path.startswith(f"{COURT}40-powers/")}
    assert papers == {f"{COURT}40-powers/power-{number}-1.pdf"}
    assert not [path for path in supplement if path.startswith(f"{COURT}10-statements/")]


def test_a_power_taken_back_after_the_order_stops_the_bundle_by_name(firm: Firm, files: dict[str, bytes]) -> None:
    """Nobody is filed for on a power that counts no more; counsel order anew, and then it is not there. Who signs later is no reason."""
    assert files
    court, office = firm.court, firm.office
    gone, later = firm.invite(another(LINH, 98)), firm.invite(another(LINH, 99))
    firm.sign(gone, answers=YES)
    with office.worker() as worker:
        bundle = court.order()
        office.now = now() + timedelta(seconds=2)
        firm.sign(later, answers=YES)
        with office.database.deed() as session:
            take_back_power(session, gone.claim, matter_id=court.matter.id, now=office.now)
        court.make(worker)
    row = court.row(bundle)

    assert (row.status, row.stopped_by) == (BundleStatus.STOPPED, "power_changed")
