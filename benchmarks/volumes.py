"""How long merged volumes take, measured on this machine: planned, indexed, numbered, bookmarked, bound.

PYTHONPATH=. .venv/bin/python benchmarks/volumes.py --statements 1000

Statements of two pages in fourteen languages, each with other names and words, are set first and laid into a temporary folder;
only the rest is timed. They are set by another process, so that the figure of memory is that of the volumes.
"""

import argparse
import platform
import resource
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

from claims.model.court_profile import Limits
from claims.model.made_bundle import MadeDocument
from claims.rules.volumes import plan_volumes
from claims.store.court_profiles import read_court_profiles
from claims.store.volume_index import VolumeHead
from claims.store.volumes import make_volume
from tests.paper_samples import DAY, TEMPLATES, WRITERS, sample_press, sample_statement, set_statement


@dataclass(frozen=True)
class Laid:
    """Statements in a folder, as documents of the court package."""

    folder: Path
    documents: tuple[MadeDocument, ...]
    sizes: dict[str, int]

    def opened(self, path: str) -> bytes:
        return (self.folder / Path(path).name).read_bytes()


def lay(folder: Path, *, statements: int) -> Laid:
    """Set the statements, each with a person, a number and words of its own."""
    documents, sizes = [], {}
    languages = list(WRITERS)
    for party in range(1, statements + 1):
        language = languages[party % len(languages)]
        name, account = WRITERS[language]
        made = set_statement(
            sample_statement(
                language,
                reference=f"{party:08d}",
                passport_number=f"M{party * 7919:07d}",
                born=f"19{50 + party % 50}-04-1{party % 10}",
                account=f"{account} {party} {account[: party % 40]}",
            )
        )
        path = f"10-statements/statement-{party:06d}.pdf"
        (folder / Path(path).name).write_bytes(made)
        documents.append(MadeDocument(path=path, section="statements", title=f"진술서 {name}", pages=2, party=party))
        sizes[path] = len(made)
    return Laid(folder, tuple(documents), sizes)


def measured(laid: Laid, *, most_pages: int) -> dict[str, str]:
    """The figures of one run."""
    profile = read_court_profiles(TEMPLATES)["korea"]
    head = VolumeHead("손해배상(국)", DAY, profile, sample_press().for_court(profile))
    begun, worked = perf_counter(), process_time()
    plans = list(
        plan_volumes(laid.documents, sizes=laid.sizes, limits=Limits(volume_pages=most_pages), index_pages=head.pages)
    )
    between, made, pages = perf_counter(), 0, 0
    for plan in plans:
        volume = make_volume(plan, head=head, open_document=laid.opened)
        made, pages = made + len(volume.pdf), pages + volume.pages
    took, worked = perf_counter() - begun, process_time() - worked
    return {
        "volumes": f"{len(plans):,}",
        "pages, those of the indexes included": f"{pages:,}",
        "plan, seconds": f"{between - begun:.2f}",
        "plan and bind, seconds": f"{took:.2f}",
        "the same by the processor's clock": f"{worked:.2f}",
        "pages a second": f"{pages / took:,.0f}",
        "statements, MB": f"{sum(laid.sizes.values()) / 1e6:.1f}",
        "volumes, MB": f"{made / 1e6:.1f}",
        "most memory, MiB": f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f}",
    }


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--statements", type=int, default=1000, help="how many statements of two pages")
    asked.add_argument("--most-pages", type=int, default=3000, help="how many pages a volume may have")
    given = asked.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}, {given.statements:,} statements")
    with tempfile.TemporaryDirectory() as folder:
        with ProcessPoolExecutor(1, mp_context=get_context("fork")) as other:
            laid = other.submit(lay, Path(folder), statements=given.statements).result()
        for name, figure in measured(laid, most_pages=given.most_pages).items():
            print(f"{name:<58}{figure:>12}")


if __name__ == "__main__":
    main()
