"""What of a PDF stays. This is where everything that is not a visible page is taken out of it.

What stays is an allow-list: the pages with their contents and resources. Actions, scripts, attachments, form machinery,
bookmarks, document information, XMP and earlier revisions have no place on it. Visible annotations and filled fields
become part of the page.
"""

import pikepdf
from pikepdf import Dictionary, Name, Stream

from claims.store.pdf_images import strip_image
from claims.store.pdf_objects import everything

_OF_PAGE = {
    *("/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Group", "/UserUnit"),
}
_OF_LAYERS = {"/OCGs", "/D"}
_OF_LAYER = {"/Type", "/Name", "/Intent"}
_NOT_OF_STREAM = {
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/OPI",
    "/Alternates",
    "/Measure",
    "/PtData",
    "/AF",
    "/Ref",
}


def visible_pages(paper: pikepdf.Pdf) -> pikepdf.Pdf:
    """A new document with the paper's pages and nothing else; the paper must stay open until it is saved.

    A new one, because catalogue and trailer of a damaged file are not worth mending.
    """
    if "/AcroForm" in paper.Root:
        paper.generate_appearance_streams()
    paper.flatten_annotations("screen")
    for page in paper.pages:
        _keep_only(page.obj, _OF_PAGE)
    fresh = pikepdf.new()
    fresh.pages.extend(paper.pages)
    layers = paper.Root.get("/OCProperties")
    if isinstance(layers, Dictionary):
        fresh.Root.OCProperties = fresh.copy_foreign(paper.make_indirect(layers))
        _keep_only(fresh.Root.OCProperties, _OF_LAYERS)
    for found in everything(fresh):
        _strip(found)
    return fresh


def _strip(found: pikepdf.Object) -> None:
    if isinstance(found, Stream):
        _keep_only(found, set(found.keys()) - _NOT_OF_STREAM)
        strip_image(found)
    if isinstance(found, Stream | Dictionary):
        _strip_properties(found.get("/Properties"))
    if isinstance(found, Dictionary) and found.get("/Type") == Name.OCG:
        _keep_only(found, _OF_LAYER)


def _strip_properties(named: object) -> None:
    """Marked content may name property lists with anything in them; only those that switch layers are seen."""
    if isinstance(named, Dictionary):
        layers = {key for key, value in named.items() if isinstance(value, Dictionary) and "/Type" in value}
        _keep_only(named, {key for key in layers if named[key]["/Type"] in (Name.OCG, Name.OCMD)})


def _keep_only(found: pikepdf.Object, keys: set[str]) -> None:
    for key in set(found.keys()) - keys:
        del found[key]
