"""Printing all powers: numbered on every page, listed, single files beside, only what is in force, only for counsel."""

import io
from pathlib import Path

import pytest
from pikepdf import Pdf

from claims.actions.print_powers import PrintedPowers, print_powers
from claims.actions.take_back_power import take_back_power
from claims.errors import NotAllowed, NotFound, NotNow
from claims.model.signing import Answers
from claims.model.vocabulary import Answer, EvidenceKind
from tests.cast import LINH
from tests.make import TODAY, MadeOffice, Sent, SignedIn
from tests.make_appointments import TERMS, Firm
from tests.make_bundles import attach, picture
from tests.outside_tools import run_tool, text_of

YES = Answers(court=True, other=Answer.NO, country="KOR")


@pytest.fixture(scope="module")
def firm(small_module_office: MadeOffice) -> Firm:
    terms = TERMS.model_copy(update={"selection": True, "appointed": "A", "appointed_number": 1})
    return Firm(small_module_office, terms=terms)


@pytest.fixture(scope="module")
def people(firm: Firm) -> dict[str, Sent]:
    """Drawn with a choice, scanned, nobody, taken back."""
    sent = {who: firm.invite(LINH) for who in ("drawn", "scanned", "nobody", "gone")}
    firm.sign(sent["drawn"], answers=YES.model_copy(update={"selection": True}))
    page = attach(firm.office, sent["scanned"].claim, picture(), kind=EvidenceKind.OTHER, record_id=None)
    firm.sign(sent["scanned"], how="scanned", scans=(page,), answers=YES)
    firm.sign(sent["gone"], answers=YES)
    with firm.office.database.deed() as session:
        take_back_power(session, sent["gone"].claim, matter_id=firm.court.matter.id, now=firm.office.now)
    return sent


def printed(firm: Firm, *, references: tuple[str, ...] | None = None, by: SignedIn | None = None) -> PrintedPowers:
    office = firm.office
    with office.database.question() as session:
        return print_powers(
            session,
            firm.court.matter,
            facts=firm.facts,
            references=references,
            keyring=(by or firm.court.park).keyring,
            press=office.export.press,
            tables=office.export.tables,
            vault=office.vault,
            today=TODAY,
        )


def test_every_paper_in_force_has_a_number_on_each_page_and_a_file(
    firm: Firm, people: dict[str, Sent], tmp_path: Path
) -> None:
    made = printed(firm)
    drawn, scanned = (people[who].claim.reference for who in ("drawn", "scanned"))
    papers = {
        drawn: [f"power-{drawn}-1.pdf", f"selection-{drawn}-1.pdf"],
        scanned: [f"power-{scanned}-1.pdf"],
    }
    names = [name for reference in sorted(papers) for name in papers[reference]]

    assert [name for name, _ in made.files] == [f"{at:03d}-{name}" for at, name in enumerate(names, start=1)]
    (tmp_path / "print.pdf").write_bytes(made.pdf)
    assert run_tool("qpdf", "--check", tmp_path / "print.pdf").returncode == 0
    counts = []
    for _, content in made.files:
        with Pdf.open(io.BytesIO(content)) as pdf:
            counts.append(len(pdf.pages))
    with Pdf.open(tmp_path / "print.pdf") as pdf:
        assert len(pdf.pages) == 1 + sum(counts)
    page = 1
    for number, pages in enumerate(counts, start=1):
        for _ in range(pages):
            page += 1
            corner = ("-x", "0", "-y", "0", "-W", "900", "-H", "40")
            found = run_tool("pdftotext", "-f", str(page), "-l", str(page), *corner, tmp_path / "print.pdf", "-")
            assert found.stdout.split() == [str(number)]
    index = text_of(made.pdf, tmp_path)
    listed = {who for who, sent in people.items() if sent.claim.reference in index}
    assert listed == {"drawn", "scanned"}


def test_only_the_claims_that_were_named(firm: Firm, people: dict[str, Sent]) -> None:
    reference = people["scanned"].claim.reference
    assert [name for name, _ in printed(firm, references=(reference,)).files] == [f"001-power-{reference}-1.pdf"]
    with pytest.raises(NotFound):
        printed(firm, references=(reference, "00000000"))
    with pytest.raises(NotNow, match="nothing_signed"):
        printed(firm, references=(people["nobody"].claim.reference,))


def test_only_counsel_of_the_matter_print(firm: Firm, people: dict[str, Sent]) -> None:
    assert people
    with pytest.raises(NotAllowed):
        printed(firm, by=firm.court.han)
