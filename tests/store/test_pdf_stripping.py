"""Of a PDF only its visible pages stay: each thing that may hide in one is put in and looked for afterwards."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import ExifTags, Image

from claims.store.pdf_cleaning import clean_pdf
from claims.store.pdf_pages import pages_by_width

MARK = "MARKED4711"


def page_with(document: pikepdf.Pdf, words: str) -> pikepdf.Page:
    """A page that shows the words in Helvetica."""
    page = document.add_blank_page(page_size=(300, 200))
    face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F=document.make_indirect(face)))
    page.obj.Contents = document.make_stream(f"BT /F 20 Tf 20 100 Td ({words}) Tj ET".encode())
    return page


def saved(document: pikepdf.Pdf, **saving: object) -> bytes:
    written = io.BytesIO()
    document.save(written, **saving)
    return written.getvalue()


def script(document: pikepdf.Pdf) -> pikepdf.Object:
    return document.make_indirect(Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{MARK}')")))


def annotation(document: pikepdf.Pdf, kind: pikepdf.Object, **more: object) -> pikepdf.Object:
    return document.make_indirect(Dictionary(Type=Name.Annot, Subtype=kind, Rect=[10, 10, 60, 40], **more))


def with_open_action(document: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    document.Root.OpenAction = script(document)


def with_named_script(document: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("s"), script(document)])))


def with_document_events(document: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    document.Root.AA = Dictionary(WC=script(document))


def with_page_events(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.AA = Dictionary(O=script(document))


def with_attachment(document: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    document.attachments[f"{MARK}.txt"] = MARK.encode() * 20


def with_attached_note(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    file = document.make_stream(MARK.encode())
    page.obj.Annots = Array([annotation(document, Name.FileAttachment, FS=Dictionary(EF=Dictionary(F=file)))])


def with_link(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Annots = Array([annotation(document, Name.Link, A=Dictionary(S=Name.URI, URI=String(f"https://{MARK}/")))])


def with_comment(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Annots = Array([annotation(document, Name.Text, T=String(MARK), Contents=String(MARK))])


def with_author(document: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    document.docinfo["/Author"] = MARK


def with_xmp(document: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = [MARK]


def with_page_xmp(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Metadata = document.make_stream(MARK.encode(), Type=Name.Metadata)


def with_private_data(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.PieceInfo = Dictionary(App=Dictionary(Private=String(MARK)))


def with_bookmark(document: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(MARK, 0))


def with_structure(document: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    document.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Dictionary(Alt=String(MARK)))


def with_property_list(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Resources.Properties = Dictionary(P=Dictionary(Private=String(MARK)))


def with_data_on_a_stream(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    form = document.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    form.Metadata = document.make_stream(MARK.encode(), Type=Name.Metadata)
    form.PieceInfo = Dictionary(App=Dictionary(Private=String(MARK)))
    page.obj.Resources.XObject = Dictionary(Form=form)


def with_form_script(document: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    field = Dictionary(FT=Name.Tx, T=String(MARK), AA=Dictionary(K=script(document)))
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]), XFA=String(MARK))


def with_photo(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    exif, photo = Image.Exif(), io.BytesIO()
    exif[ExifTags.Base.Artist] = MARK
    Image.new("RGB", (40, 40), "red").save(photo, "JPEG", exif=exif, comment=MARK.encode())
    image = document.make_stream(photo.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=40, Height=40)
    image.ColorSpace, image.BitsPerComponent, image.Filter = Name.DeviceRGB, 8, Name.DCTDecode
    page.obj.Resources.XObject = Dictionary(Photo=image)


def with_lost_object(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    # An array that pages may have, here with something that no viewer shows.
    page.obj.B = Array([document.make_stream(MARK.encode())])


HIDING = [
    with_open_action,
    with_named_script,
    with_document_events,
    with_page_events,
    with_attachment,
    with_attached_note,
    with_link,
    with_comment,
    with_author,
    with_xmp,
    with_page_xmp,
    with_private_data,
    with_bookmark,
    with_structure,
    with_property_list,
    with_data_on_a_stream,
    with_form_script,
    with_photo,
    with_lost_object,
]


def opened_up(pdf: bytes) -> bytes:
    """The file with every stream unpacked and every object written out, so that what is in it can be seen."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        unpacked = saved(
            document,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return unpacked + unpacked.replace(b"\0", b"")


@pytest.mark.parametrize("hide", HIDING, ids=lambda hide: hide.__name__)
def test_what_hides_in_a_pdf_is_gone_and_the_page_is_not(hide: object) -> None:
    with pikepdf.new() as document:
        hide(document, page_with(document, "Visible words"))  # type: ignore[operator]
        content = saved(document)
    assert MARK.encode() in opened_up(content)
    clean = clean_pdf(content)
    left = opened_up(clean.clean)
    assert MARK.encode() not in left
    assert b"JavaScript" not in left
    assert clean.texts == ("Visible words",)


def test_what_an_earlier_revision_held_is_gone() -> None:
    with pikepdf.new() as document:
        page_with(document, "New words")
        content = saved(document)
    content += f"\n99 0 obj ({MARK}) endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n".encode()
    assert MARK.encode() not in opened_up(clean_pdf(content).clean)


def test_a_filled_field_and_a_drawn_note_stay_visible() -> None:
    with pikepdf.new() as document:
        page = page_with(document, "Name:")
        drawn = document.make_stream(
            b"1 0 0 rg 0 0 50 30 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 50, 30]
        )
        note = annotation(document, Name.Stamp, AP=Dictionary(N=drawn), F=4, T=String(MARK))
        field = annotation(document, Name.Widget, FT=Name.Tx, T=String("name"), V=String("HOA"), F=4)
        field.DA, field.Rect = String("/F 12 Tf 0 g"), Array([100, 150, 200, 180])
        page.obj.Annots = Array([note, field])
        document.Root.AcroForm = Dictionary(
            Fields=Array([field]), NeedAppearances=True, DR=Dictionary(Font=page.obj.Resources.Font), DA=field.DA
        )
        content = saved(document)
    clean = clean_pdf(content)
    assert "HOA" in clean.texts[0]
    assert MARK.encode() not in opened_up(clean.clean)
    (picture,) = pages_by_width(clean.clean, width=300, most=1)
    assert picture.getpixel((30, 175)) == (255, 0, 0)


def test_layers_that_are_switched_off_stay_off() -> None:
    with pikepdf.new() as document:
        page = page_with(document, "x")
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("hidden")))
        page.obj.Resources.Properties = Dictionary(L=layer)
        page.obj.Contents = document.make_stream(b"/OC /L BDC 1 0 0 rg 0 0 300 200 re f EMC")
        document.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
        )
        content = saved(document)
    (picture,) = pages_by_width(clean_pdf(content).clean, width=100, most=1)
    assert picture.getpixel((50, 30)) == (255, 255, 255)
