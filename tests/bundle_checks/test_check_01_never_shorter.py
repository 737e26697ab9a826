"""1. Whatever evidence is like, its number is in the bundle, as pages or as a slip sheet that says why; nothing is ever silently shorter."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from sqlmodel import select

from claims.actions import make_claimants, make_volume, share_reading
from claims.model.bundle import Bundle
from claims.model.ledger import LedgerLine
from claims.model.made_bundle import MadeDocument
from claims.model.vocabulary import BundleStatus
from claims.rules.exhibits import ExhibitNumber, label_of
from claims.store.pdf_extent import page_count
from claims.store.seal import context, open_wrap
from tests.bundle_copies import copied
from tests.bundle_people import paper
from tests.unpacked_bundle import Unpacked
from tests.whole_bundle import FullMatter

LISTS = "counsel/data/00-lists/"
Served = tuple[FullMatter, Bundle]


def planned(served: Served) -> dict[str, tuple[int, str]]:
    """Number of each piece: how many pages it has to have, and the reason of its slip sheet ("" it has none)."""
    here, bundle = served
    numbers = here.office.export.tables.profiles["korea"].exhibits
    found = {label_of(ExhibitNumber(1), numbers): (2, "")}
    for chosen, exhibit, piece in here.pieces(bundle):
        label = label_of(ExhibitNumber(exhibit.main, exhibit.branch, chosen.letter), numbers)
        found[label] = (1, piece.slip) if piece.slip else (piece.pages, "")
    return found


def test_every_piece_is_there_with_its_pages_or_its_reason(served: Served, korean: Unpacked) -> None:
    """Encrypted, torn, empty, a film, withheld, shorter than it says: each has its number all the same."""
    plan = planned(served)
    rows = {row["EXHIBIT_NO"]: row for row in korean.loaded("counsel") if row["EXHIBIT_NO"]}

    assert {reason for _, reason in plan.values()} == {
        *("", "encrypted", "unreadable", "empty", "not_pages", "withheld", "incomplete")
    }
    assert {number: (int(row["PGCOUNT"]), row["SLIPSHEET"]) for number, row in rows.items()} == plan
    for number, row in rows.items():
        path = korean.listed(row)
        assert page_count(korean.files[path]) == plan[number][0]
        if row["SLIPSHEET"]:
            assert number in " ".join(korean.texts[path].split()), path


def test_every_slip_sheet_has_a_row_that_says_why(served: Served, korean: Unpacked) -> None:
    """In counsel's table, with the reason; in the court's list of exhibits it is called a slip sheet."""
    slips = {number: reason for number, (_, reason) in planned(served).items() if reason}
    listed = "".join(korean.texts["court/data/00-lists/증거설명서.pdf"].split())

    assert {row["exhibit"]: row["basis"] for row in korean.table(f"{LISTS}withheld.csv")} == {
        number: "counsel" if reason == "withheld" else reason for number, reason in slips.items()
    }
    assert listed.count("대체표지") == len(slips)
    # The fingerprint on the sheet is that of the file as given, which counsel hold under the same number.
    originals = {sha256(content).hexdigest() for content in korean.under("counsel/data/30-originals/").values()}
    rows = {row["EXHIBIT_NO"]: row for row in korean.loaded("counsel")}
    for row in korean.table(f"{LISTS}withheld.csv"):
        sheet = "".join(korean.texts[korean.listed(rows[row["exhibit"]])].split())
        assert row["sha256"] in originals
        assert row["sha256"] in sheet, row["exhibit"]
        assert rows[row["exhibit"]]["SOURCE_SHA256HASH"] == row["sha256"]
    for number in planned(served):
        assert "".join(number.split()) in listed


def test_whoever_stays_out_has_a_row_that_says_why(served: Served, korean: Unpacked) -> None:
    here, _ = served
    out = {here.sent[key].receipt.reference: here_out for key, here_out in OUT.items()}
    assert {row["reference"]: row["reason"] for row in korean.table(f"{LISTS}excluded.csv")} == out


OUT = {
    "kid": "minor_without_representative",
    "silent": "no_court_agreement",
    "back": "kept_back",
    "twin": "duplicate",
}


def test_pages_are_the_same_sum_in_every_list(served: Served, korean: Unpacked) -> None:
    """Documents, load file, volume less its index, index of exhibits, cover: one number."""
    rows = korean.loaded("counsel")
    documents = sum(page_count(korean.files[korean.listed(row)]) for row in rows)
    volumes = korean.under("court/data/60-volumes/", ".pdf")
    (volume,) = volumes.values()
    index_pages = int(rows[0]["BEGBATES"]) - 1
    cover = [line.split() for line in korean.texts["court/data/00-표지.pdf"].splitlines()]
    total = int(next(words[1] for words in cover if words[:1] == ["합계"]))
    by_folder = {
        words[-2].replace("\u200b", ""): int(words[-1])
        for words in cover
        if words and words[-1].isdecimal() and "/" in words[-2]
    }

    assert documents == sum(int(row["PGCOUNT"]) for row in rows) == page_count(volume) - index_pages
    assert by_folder["20-exhibits/"] == sum(pages for pages, _ in planned(served).values())
    assert total == documents  # the volume holds them once more, and stands below the sum
    assert str(page_count(volume)) in {words[-1] for words in cover if words}


def why_stopped(court: FullMatter, bundle: Bundle) -> dict[str, object]:
    """What the ledger says, opened by Han."""
    with court.office.database.question() as session:
        found = select(LedgerLine).where(LedgerLine.reference == bundle.id, LedgerLine.action == "stop_bundle")
        line = session.exec(found).one()
    bound = context("ledger", line.office_id, line.number)
    return dict(json.loads(open_wrap(court.han.keyring.office, line.details, context=bound)))


def made(court: FullMatter) -> Bundle:
    """A bundle, ordered and made as far as it goes."""
    with court.office.worker() as worker:
        bundle = court.order()
        court.make(worker)
    return bundle


def test_a_document_that_lost_a_page_stops_the_bundle_and_is_named(
    matter: FullMatter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between making and binding one document gets shorter: no bundle, and the file is named."""
    here, real = copied(matter, tmp_path / "office"), share_reading.opener

    def shorter(*given: object, **named: object) -> object:
        opened = real(*given, **named)  # type: ignore[arg-type]  # handed through as they came
        return lambda path: paper(pages=1, words="x") if "exhibit-000002" in path else opened(path)

    monkeypatch.setattr(make_volume, "opener", shorter)
    bundle = made(here)

    assert (here.row(bundle).status, here.row(bundle).stopped_by) == (BundleStatus.STOPPED, "volume_document")
    assert str(why_stopped(here, bundle)["path"]).startswith("20-exhibits/exhibit-000002")
    assert list(here.office.vault.list(here.row(bundle).vault_folder)) == []


def test_an_exhibit_with_fewer_pages_than_it_says_stops_the_bundle_and_is_named(
    matter: FullMatter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The step that makes pages loses one and says nothing: the volume counts, and stops."""
    here = copied(matter, tmp_path / "office")

    def forgetful(*given: object, **named: object) -> object:
        court, counsel = real(*given, **named)  # type: ignore[arg-type]  # handed through as they came
        court.documents = [_longer(one) for one in court.documents]
        return court, counsel

    real = make_claimants._make
    monkeypatch.setattr(make_claimants, "_make", forgetful)
    bundle = made(here)

    assert (here.row(bundle).status, here.row(bundle).stopped_by) == (BundleStatus.STOPPED, "volume_short")
    told = why_stopped(here, bundle)
    assert str(told["path"]).startswith("20-exhibits/exhibit-")
    assert int(str(told["found"])) + 1 == told["expected"]


def _longer(one: MadeDocument) -> MadeDocument:
    return one.model_copy(update={"pages": one.pages + (one.section == "exhibits" and one.branch == 2)})
