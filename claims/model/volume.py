"""Volumes: the documents of the court package merged into running pages, planned before any is made. All frozen.

This is where the only input of a volume is named.
"""

from pydantic import BaseModel, ConfigDict

from claims.model.made_bundle import MadeDocument


class VolumePlan(BaseModel):
    """One volume: where it lies in the court package, its documents in court order behind its own index, and the page numbers they get.

    Counted from 1. `first` is the page number of the first sheet of the index; numbers run on from volume to volume. `index_pages` is the
    length of the index, as it was laid out; `size` the bytes of the documents before they are merged. `over_limit`: a single
    document is larger than the registry takes, so the volume is too. Frozen; written and read as JSON.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")

    number: int
    path: str
    documents: tuple[MadeDocument, ...]
    index_pages: int
    first: int
    size: int
    over_limit: bool = False

    @property
    def pages(self) -> int:
        """All pages of the volume, those of the index included."""
        return self.index_pages + sum(document.pages for document in self.documents)

    @property
    def last(self) -> int:
        """The page number of the last page."""
        return self.first + self.pages - 1

    def starts(self) -> tuple[int, ...]:
        """The page number on which each document begins, in the order of `documents`."""
        found, at = [], self.first + self.index_pages
        for document in self.documents:
            found.append(at)
            at += document.pages
        return tuple(found)
