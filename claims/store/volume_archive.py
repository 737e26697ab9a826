"""What a volume says about itself: title, day, language, how it opens, and that it is PDF/A-2b where that is true.

This is where a merged volume is marked.
"""

import io
from datetime import date
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from claims.model.made_bundle import MadeDocument
from claims.store.inert_text import inert
from claims.store.page_geometry import visible_box

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format>\
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>\
<xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate></rdf:Description>
{claim}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_CLAIM = (
    '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part>'
    "<pdfaid:conformance>B</pdfaid:conformance></rdf:Description>\n"
)


def is_archival(document: MadeDocument) -> bool:
    """Whether every page was made here, by an engine that writes PDF/A or from a picture; a PDF of others never counts as one."""
    return bool(document.slip) or document.source_media_type != "application/pdf"


def mark_volume(pdf: Pdf, *, title: str, day: date, language: str, archival: bool, index: bytes) -> None:
    """Write the marks. The output intent (sRGB) is that of the index, which the engine made as PDF/A."""
    shown = inert(title).replace("\n", " ")
    claim = _CLAIM if archival else ""
    xmp = _XMP.format(title=escape(shown), language=language, day=day.isoformat(), claim=claim)
    root = pdf.Root
    root.Metadata = pdf.make_indirect(Stream(pdf, xmp.encode(), Type=Name.Metadata, Subtype=Name.XML))
    with Pdf.open(io.BytesIO(index)) as made:
        root.OutputIntents = pdf.copy_foreign(made.make_indirect(made.Root.OutputIntents))
    root.Lang = String(language)
    root.PageMode = Name.UseOutlines
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    box = visible_box(pdf.pages[0])
    root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, box.left, box.top, 1])
    moment = f"D:{day:%Y%m%d}000000Z"
    pdf.docinfo.Title, pdf.docinfo.CreationDate, pdf.docinfo.ModDate = shown, moment, moment


def written(pdf: Pdf) -> bytes:
    """The bytes of a volume, the same for the same content, as PDF 1.7, which PDF/A-2 stands on."""
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True, force_version="1.7", object_stream_mode=ObjectStreamMode.generate)
    return target.getvalue()
