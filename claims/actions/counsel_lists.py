"""What counsel's package holds of all claimants together, never filed: results, reasons, days, first knowledge, agreements, custody."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain

from claims.actions.bundle_findings import second_opinion
from claims.actions.making import Making
from claims.actions.share_reading import Shares
from claims.actions.shared_exhibits import SharedPiece
from claims.model.bundle import BundleOrder
from claims.model.counsel_paper import CounselRow, ListHead
from claims.model.lists_paper import Abroad
from claims.model.made_bundle import CustodyEvent
from claims.rules.counsel_rows import legal_days
from claims.store.archive import BagFile
from claims.store.bundle_tables import excluded_csv, filing_groups_csv, redactions_csv, to_follow_csv, withheld_csv
from claims.store.counsel_papers import (
    agreement_papers,
    custody_papers,
    deadline_papers,
    duplicate_papers,
    knowledge_papers,
)
from claims.store.counsel_tables import claims_csv
from claims.store.custody_log import custody_csv
from claims.store.legalisation import abroad, steps_for_all

FOLDER = "00-lists"


def counsel_lists(making: Making, shares: Shares, *, shared: Sequence[SharedPiece] = ()) -> Iterator[BagFile]:
    """Every list of counsel, one after the other; each walks the claimants anew, so that none is whole in memory."""
    voice, order = making.export.voice, making.order
    korean, english = voice.bundle("ko"), voice.bundle("en")
    people = shares.claimants

    def table(name: str, rows: Iterator[bytes], what: str) -> BagFile:
        return BagFile(f"{FOLDER}/{name}", rows, what)

    results = (row for one in people() for row in one.results)
    yield table("claims.csv", claims_csv(results), "results, first knowledge, flags, by claimant and project")
    left_out = excluded_csv(order.left_out, korean=korean, english=english)
    yield table("excluded.csv", left_out, "who was chosen and stays out, why, and who can mend it")
    following = to_follow_csv((row for one in people() for row in one.to_follow), korean=korean, english=english)
    yield table("to-follow.csv", following, "what is still to come; it keeps nobody out")
    redactions = redactions_csv(row for one in people() for row in one.redactions)
    yield table("redactions.csv", redactions, "what was painted over, by whom, with fingerprints before and after")
    slips = (one.withheld for one in shared if one.withheld is not None)
    withheld = withheld_csv(chain(slips, (row for one in people() for row in one.withheld)))
    yield table("withheld.csv", withheld, "what has a number and is not produced")
    groups = filing_groups_csv(one.facets for one in people())
    yield table("filing-groups.csv", groups, "by what suits may be grouped")
    custody = custody_csv(_custody(shares, shared))
    yield table("custody.csv", custody, "custody log; each row is chained to the one before")
    yield BagFile(f"{FOLDER}/order.json", _order_json(order), "what was ordered, for whom and why")
    yield from _papers(making, shares, shared)
    if order.options.to_sign:
        yield _abroad(making, shares)
    yield from second_opinion()


def _custody(shares: Shares, shared: Sequence[SharedPiece]) -> Iterator[CustodyEvent]:
    """What happened to each piece: those that all share first, then the claimants' own."""
    yield from (event for one in shared for event in one.custody)
    yield from (event for one in shares.claimants() for event in one.custody)


def _papers(making: Making, shares: Shares, shared: Sequence[SharedPiece]) -> Iterator[BagFile]:
    """Counsel's lists on paper, in Korean; the deadlines by the nearest day."""
    press, order = making.export.press, making.order
    head = ListHead(matter=order.matter.title, day=making.day)

    def rows() -> Iterator[CounselRow]:
        return (one.row for one in shares.claimants())

    yield from deadline_papers(press, rows(), head=head, days=legal_days(making.export.registry, order.matter))
    yield from knowledge_papers(press, rows(), head=head)
    yield from agreement_papers(press, rows(), head=head)
    yield from duplicate_papers(press, rows(), head=head, left_out=order.left_out)
    yield from custody_papers(press, _custody(shares, shared), head=head)


def _abroad(making: Making, shares: Shares) -> BagFile:
    """How papers are signed in the countries of those who may not be in Korea."""
    codes = {one.facets.nationality_now for one in shares.claimants() if one.facets.in_korea != "yes"}
    countries = steps_for_all(codes, table=making.export.tables.legalisation)
    paper = Abroad(matter=making.order.matter.title, day=making.day, countries=countries)
    words = dict(making.export.voice.statement("ko"))
    return BagFile("40-to-sign/abroad.pdf", abroad(paper, press=making.export.press, words=words), "signing abroad")


def _order_json(order: BundleOrder) -> bytes:
    shown = order.model_dump(
        mode="json",
        exclude={
            "identity": True,
            "numbers": True,
            "shared_identity": True,
            "shared_folder": True,
            "shared": {"__all__": {"parts"}},
            "supersedes": {"record", "record_identity", "record_folder"},
        },
    )
    return (json.dumps(shown, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
