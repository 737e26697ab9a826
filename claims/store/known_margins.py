"""Known margins: where the number of each page can stand, looked at page by page unless the way a document was made tells it.

To look means to read the whole page, so pictures and statements, which are most of a bundle and made here, are looked at as seldom as
is safe. This is where a document's margins are known or looked at.
"""

from claims.model.court_profile import CourtProfile
from claims.model.made_bundle import MadeDocument
from claims.store.margin_spots import Spot
from claims.store.page_geometry import MARGIN, MILLIMETRE
from claims.store.page_stamps import PageStamps


class KnownMargins:
    """What is known of the margins while one volume is bound."""

    def __init__(self, profile: CourtProfile, stamps: PageStamps) -> None:
        self._profile, self._stamps = profile, stamps
        self._corner = profile.pages.corner
        self._statements: Spot | None = None

    def places(self, content: bytes, *, document: MadeDocument | None, pages: int) -> list[Spot | None]:
        """Where the number of each page can stand; None where the page has to be laid on a larger sheet.

        Raises pypdfium2.PdfiumError when a page cannot be shown.
        """
        if document is not None and self._is_picture_in_margins(document):
            return [self._corner] * pages
        if document is None or document.section != "statements" or document.source_media_type:
            return self._stamps.places(content, corner=self._corner)
        if self._statements is not None:
            return [self._statements] * pages
        places = self._stamps.places(content, corner=self._corner)
        # All statements are one template on one sheet, their foot at one height: what is free on one is free on all.
        self._statements = places[0] if len(set(places)) == 1 else None
        return places

    def _is_picture_in_margins(self, document: MadeDocument) -> bool:
        # A picture is laid within the margins of the court's paper; only its exhibit number stands in one of them.
        edge = self._corner.split("_")[0]
        sheet = self._profile.sheet
        margin = (sheet.bottom if edge == "bottom" else sheet.top) * MILLIMETRE
        return (
            document.source_media_type.startswith("image/")
            and not document.slip
            and document.pages == 1
            and not self._profile.exhibits.corner.startswith(edge)
            and self._stamps.height + 2 * MARGIN <= margin
        )
