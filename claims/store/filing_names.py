"""filing-names.csv: what to call each document when it is put up at the court's portal. This is where names in the package meet names there.

The package keeps plain names for every system; at the portal a Korean name says more.
"""

from collections.abc import Iterable, Iterator

from claims.model.court_profile import CourtProfile
from claims.model.made_bundle import MadeDocument
from claims.rules.bundle_names import name_when_filed
from claims.store.neutral_cells import csv_chunks

COLUMNS = ("file", "name_to_use", "number", "title", "pages", "bytes")


def filing_names_csv(documents: Iterable[MadeDocument], *, profile: CourtProfile) -> Iterator[bytes]:
    """One row for each document, in their order, as CSV that no spreadsheet runs; rows are taken as the bytes are asked for."""
    return csv_chunks(
        COLUMNS,
        (
            (one.path, name_when_filed(one, profile=profile), one.number, one.title, one.pages, one.size)
            for one in documents
        ),
    )
