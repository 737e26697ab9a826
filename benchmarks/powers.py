"""How long counsel waits for the board of a matter, and for all its signed powers as one numbered PDF and as single files.

PYTHONPATH=. .venv/bin/python benchmarks/powers.py --claimants 300

Claims in six languages are sent, checked, chosen, invited and signed by the deeds of the service: drawn, typed, or scanned from paper, some by
two parents, some with an appointed party. Then `print_powers` prints them all, as the desk asks it to; the aim is under a minute on two cores.
"""

import argparse
import os
import platform
import resource
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.bundle_office import MEMBERS, claimant, photo
from benchmarks.offices import office_on
from claims.actions.print_powers import PrintedPowers, print_powers
from claims.model.claim_file import Claimant
from claims.model.power_paper import SPECIAL_POWERS
from claims.model.signing import Answers, Signer
from claims.model.vocabulary import Answer, EvidenceKind
from claims.store.pdf_extent import page_count
from tests.cast import PARK
from tests.desks.at_work import AtWork
from tests.make import TODAY, Sent
from tests.make_appointments import TERMS, Firm
from tests.make_bundles import attach

TERMS_WITH_SELECTION = TERMS.model_copy(update={"selection": True, "appointed": "김민준", "appointed_number": 1})
LANGUAGES = ("en", "ko", "vi", "th", "ar")
CHILD = Claimant(name="Nguyễn Thị Bé", name_latin="NGUYEN THI BE", born="2010-01-01", for_whom="child")


def seed(firm: Firm, *, count: int) -> None:
    """So many claimants who signed: every tenth a child for whom both parents do, every sixth on paper, every fifth by typing."""
    sent = []
    for number in range(1, count + 1):
        file = claimant(number)
        if number % 10 == 0:
            file = file.model_copy(update={"claimant": CHILD})
        sent.append(firm.office.send(file))
    firm.office.work(firm.court.han)
    firm.court.choose(*sent)
    firm.invite_again(*sent)
    scan = photo(1)
    for number, each in enumerate(sent, start=1):
        sign(firm, each, number=number, scan=scan)


def sign(firm: Firm, sent: Sent, *, number: int, scan: bytes) -> None:
    """One claimant's signature, or both parents'."""
    answers = Answers(
        court=True,
        other=Answer.NO,
        country=("KOR", "VNM", "THA")[number % 3],
        granted=SPECIAL_POWERS[: number % 5],
        selection=number % 4 == 0,
    )
    language = LANGUAGES[number % len(LANGUAGES)]
    if number % 10 == 0:
        for name in ("Nguyễn Văn Cha", "Trần Thị Mẹ"):
            firm.sign(sent, signer=Signer(name=name, relation="parent"), answers=answers, language=language)
    elif number % 6 == 0:
        page = attach(firm.office, sent.claim, scan, kind=EvidenceKind.OTHER, record_id=None)
        firm.sign(sent, how="scanned", scans=(page,), answers=answers, language=language)
    elif number % 5 == 0:
        firm.sign(sent, how="typed", typed=firm.file_of(sent).claimant.name, answers=answers, language=language)
    else:
        firm.sign(sent, answers=answers, language=language)


def printed(firm: Firm) -> PrintedPowers:
    """Everything, as counsel asks for it."""
    office, park = firm.office, firm.court.park
    with office.database.question() as session:
        return print_powers(
            session,
            firm.court.matter,
            facts=firm.facts,
            references=None,
            keyring=park.keyring,
            press=office.export.press,
            tables=office.export.tables,
            vault=office.vault,
            today=TODAY,
        )


def looked_at(firm: Firm, *, times: int = 5) -> list[float]:
    """Seconds for each look at the matter's board: a whole page through guards, ledger lines, database, every claim opened, template."""
    park = AtWork(firm.office).inside(PARK)
    address, took = f"/en/office/matters/{firm.court.matter.id}/board", []
    for _ in range(times):
        start = perf_counter()
        answer = park.fetch(address)
        took.append(perf_counter() - start)
        assert answer.status_code == 200, answer.status
    return took


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claimants", type=int, default=300)
    asked.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--keep", type=Path, help="write the print here")
    given = asked.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, {given.engine}")
    with tempfile.TemporaryDirectory() as place, office_on(given.engine, Path(place) / "o", members=MEMBERS) as office:
        start = perf_counter()
        firm = Firm(office, terms=TERMS_WITH_SELECTION)
        seed(firm, count=given.claimants)
        print(f"{given.claimants} claims sent, checked, chosen, invited and signed: {perf_counter() - start:.1f} s")
        looks = looked_at(firm)
        print(f"the board: first look {looks[0]:.2f} s, then {median(looks[1:]):.2f} s in the middle")
        start = perf_counter()
        made = printed(firm)
        took = perf_counter() - start
        pages, size = page_count(made.pdf), len(made.pdf) / 1e6
        print(f"printed: {took:.1f} s, {len(made.files)} papers, {pages} pages, {size:.1f} MB as one PDF")
        print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
        if given.keep:
            given.keep.write_bytes(made.pdf)


if __name__ == "__main__":
    main()
