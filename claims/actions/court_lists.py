"""What the court's package holds of all claimants together: party list, exhibit lists, chronology, draft certification, demand, names for the portal.

Every paper here is made from rows that passed as the court's; counsel's tables are never read.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from operator import attrgetter

from claims.actions.court_order import by_number
from claims.actions.demand_files import demand_papers
from claims.actions.listed import Listed
from claims.actions.making import Making, list_path
from claims.actions.share_reading import Shares
from claims.model.court_paper import ExhibitRow, FilingHead
from claims.model.lists_paper import Certification, HashRow
from claims.model.made_bundle import MadeDocument
from claims.store.archive import BagFile
from claims.store.certification_drafts import certification_drafts
from claims.store.chronology_sheet import chronology, chronology_of
from claims.store.exhibit_lists import exhibit_indexes, exhibit_lists
from claims.store.filing_names import filing_names_csv
from claims.store.party_lists import party_lists
from claims.store.party_tables import party_csv_stream, party_xlsx_stream
from claims.store.pdf_extent import page_count


def court_lists(making: Making, shares: Shares, *, shared: Sequence[ExhibitRow]) -> Iterator[Listed]:
    """Every list the court's profile asks for, in the order of the package; the party list always."""
    wanted = making.profile.court_papers
    made: list[MadeDocument] = []
    for listed in _papers(making, shares, wanted, shared=shared):
        if listed.document is not None and isinstance(listed.file.content, bytes):
            print_of = sha256(listed.file.content).hexdigest()
            made.append(listed.document.model_copy(update={"sha256": print_of}))
        yield listed
    if "certification" in wanted:
        yield from _certification(making, shares, lists=made)
    if making.order.matter.route == "demand":
        yield from demand_papers(making, shares, lists=made)
    if "filing_names" in wanted:
        documents = shares.documents("statements", "exhibits", "match", "powers")
        names = filing_names_csv(documents, profile=making.profile)
        yield Listed(BagFile("00-lists/filing-names.csv", names, "what to call each file at the portal"))


def _papers(
    making: Making, shares: Shares, wanted: tuple[str, ...], *, shared: Sequence[ExhibitRow]
) -> Iterator[Listed]:
    yield from _parties(making, shares)
    yield from _exhibits(making, shares, wanted, shared=shared)
    if "chronology" in wanted and making.project is not None:
        yield _chronology(making)


def head_of(making: Making) -> FilingHead:
    """What stands at the head of every list."""
    matter = making.order.matter
    return FilingHead(
        matter=matter.case,
        day=making.day,
        court=matter.court,
        case_number=matter.case_number,
        defendant=matter.defendant,
        firm=matter.firm,
        lawyer=matter.lawyer,
    )


def _as_documents(making: Making, papers: Iterable[tuple[str, bytes]], *, title: str, kind: str) -> Iterator[Listed]:
    for path, pdf in papers:
        document = MadeDocument(
            path=path,
            section="lists",
            title=title,
            pages=page_count(pdf),
            kind=kind,
            made_on=making.order.day,
            language=making.profile.terms,
            author=making.order.matter.firm,
        )
        yield Listed(BagFile(path, pdf, title), document)


def _parties(making: Making, shares: Shares) -> Iterator[Listed]:
    press, tables, words = making.press, making.export.tables, making.court_words
    # The table says what a Korean court charges.
    costs = tables.costs if making.profile.terms == "ko" else None
    title, terms = press.court_terms["party_list.title"], {**press.court_terms, **words}
    # A supplement that only adds exhibits has no new party; then there is no list of nobody.
    if next(shares.parties(), None) is None:
        return
    papers = party_lists(
        shares.parties(),
        press=press,
        head=head_of(making),
        table=costs,
        words=words,
        path=list_path(making, "party_list"),
    )
    yield from _as_documents(making, papers, title=title, kind="party_list")
    xlsx = party_xlsx_stream(shares.parties(), mapping=tables.mapping, words=terms, table=costs)
    yield Listed(BagFile(list_path(making, "party_table"), xlsx, f"{title} (XLSX)"))
    rows = party_csv_stream(shares.parties(), mapping=tables.mapping, words=terms)
    yield Listed(BagFile(list_path(making, "party_rows"), rows, f"{title} (CSV)"))


def _exhibits(
    making: Making, shares: Shares, wanted: tuple[str, ...], *, shared: Sequence[ExhibitRow]
) -> Iterator[Listed]:
    """Shared exhibits and the claimants' own, as their numbers go."""
    press, head = making.press, head_of(making)

    def rows() -> Iterator[ExhibitRow]:
        return by_number(shared, shares.exhibits, place=attrgetter("place"))

    if "exhibit_list" in wanted:
        papers = exhibit_lists(rows(), press=press, head=head, path=list_path(making, "exhibit_list"))
        yield from _as_documents(making, papers, title=press.court_terms["exhibit_list.title"], kind="exhibit_list")
    if "exhibit_index" in wanted:
        path = list_path(making, "exhibit_index")
        for name, pdf in exhibit_indexes(rows(), press=press, head=head, path=path):
            yield Listed(BagFile(name, pdf, press.court_terms["exhibit_index.title"]))


def _chronology(making: Making) -> Listed:
    project, press = making.project, making.press
    assert project is not None
    paper = chronology_of(
        project,
        templates=making.export.tables.templates,
        day=making.day,
        matter=making.order.matter.case,
        language=making.profile.terms,
    )
    title = press.court_terms["chronology.title"]
    papers = [(list_path(making, "chronology"), chronology(paper, press=press))]
    return next(_as_documents(making, papers, title=title, kind="chronology"))


def _certification(making: Making, shares: Shares, *, lists: Sequence[MadeDocument]) -> Iterator[Listed]:
    versions = making.export.press.versions()
    tools = tuple((name, str(versions[name])) for name in ("typst", "pikepdf") if name in versions)
    about = Certification(
        matter=making.order.matter.case,
        day=making.day,
        tools=tools,
        lists=tuple(HashRow(label=one.title, path=one.path, sha256=one.sha256) for one in lists),
    )
    rows = (
        HashRow(label=one.number or one.title, path=one.path, sha256=one.sha256)
        for one in shares.documents("statements", "exhibits", "match")
    )
    path = list_path(making, "certification")
    for name, pdf in certification_drafts(rows, certification=about, press=making.press, path=path):
        yield Listed(BagFile(name, pdf, making.press.court_terms["certification.title"]))
