"""Draft certification: how the package was made and the SHA-256 of each piece, for a qualified person to check and sign.

It follows what US Federal Rules of Evidence 902(13) and (14) ask of such a person, in Korean and English. It lies inside the
bag, so it can name neither the bag's manifest nor itself. This is where it is cut into files and set.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from claims.model.lists_paper import Certification, HashRow
from claims.store.list_files import list_files
from claims.store.papers import Press

CERTIFICATION = "00-lists/certification-draft.pdf"


def certification_drafts(
    rows: Iterable[HashRow], *, certification: Certification, press: Press, path: str = CERTIFICATION
) -> Iterator[tuple[str, bytes]]:
    """Path and PDF of each file: what was done on the first, the place to sign on the last, up to 500 rows in each.

    The last also gives count and SHA-256 over all rows, each as "<sha256>  data/<path>" and a line feed, in their order, as
    sha256sum writes them. Raises NotValid `missing_glyph`.
    """
    over_all, count = hashlib.sha256(), 0
    for file in list_files(rows, path=path):
        for row in file.rows:
            over_all.update(f"{row.sha256}  data/{row.path}\n".encode())
        count += len(file.rows)
        paper = asdict(certification) | {
            "tools": [{"name": name, "version": version} for name, version in certification.tools],
            "rows": [asdict(row) for row in file.rows],
            "file": {"first": file.first, "last": file.last, "alone": file.alone},
            "over_all": {"count": f"{count:,}", "sha256": over_all.hexdigest()} if file.last else None,
        }
        yield file.path, press.set_paper("certification", paper, words=press.court_terms, language=press.terms)
        if not file.alone:
            press.let_go()
