"""What a signature brings along and what is kept of it: drawings, events of an appointment, announcements. This is where they come bent."""

import base64
import io

from PIL import Image, ImageDraw

from claims.errors import Damaged, NotValid
from claims.model.offer import Announcement, CourseEntry, Offer
from claims.model.signing import Signer
from claims.model.vocabulary import Status
from claims.store import announcements
from claims.store.appointment_parts import event_in
from claims.store.claim_parts import OpenClaim
from claims.store.seal import context, seal
from claims.store.signature_image import kept_drawing
from tests.fuzz.harness import Harness, standing_alone
from tests.rules.test_signers import signed

OFFICE, CLAIM, MATTER, KEY = "0f" * 16, "a1" * 16, "c3" * 16, bytes(32)
DRAWINGS = frozenset({"drawing_unreadable", "drawing_empty", "drawing_full"})
OPEN = OpenClaim(id=CLAIM, office_id=OFFICE, reference="", vault_folder="", key=KEY, status=Status.SIGNED)


def keep_a_drawing(content: bytes) -> None:
    """What is taken is a PNG that opens, and is taken again as it is."""
    kept = kept_drawing(base64.b64encode(content).decode())
    with Image.open(io.BytesIO(base64.b64decode(kept)), formats=["PNG"]) as drawing:
        drawing.load()
    assert kept_drawing(kept) == kept


def drawings() -> list[bytes]:
    """Strokes on nothing, on white, on a palette, and two pictures in one file."""
    strokes = Image.new("RGBA", (160, 60), (0, 0, 0, 0))
    ImageDraw.Draw(strokes).line([(5, 50), (60, 10), (150, 40)], fill=(0, 0, 40, 255), width=4)
    white = Image.new("RGB", strokes.size, "white")
    white.paste(strokes, mask=strokes.getchannel("A"))
    made = []
    for picture, more in (
        (strokes, {}),
        (white, {}),
        (white.convert("P"), {}),
        (white, {"append_images": [white], "save_all": True}),
    ):
        written = io.BytesIO()
        picture.save(written, "PNG", **more)
        made.append(written.getvalue())
    return made


def read_an_event(content: bytes) -> None:
    """Any plaintext under the right seal: one event, or damaged."""
    event_in(content, claim=OPEN, number=1)


def read_an_announcement(content: bytes) -> None:
    """A matter's announcement under the right key around anything: an offer, or an entry of the course, or damaged."""
    try:
        _announced(content, "course", CourseEntry)
    except Damaged:
        _announced(content, "offer", Offer)


def _announced(content: bytes, kind: str, shape: type[CourseEntry | Offer]) -> None:
    bound = context("announcement", OFFICE, MATTER, kind, 1)
    row = Announcement(
        matter_id=MATTER, kind=kind, number=1, office_id=OFFICE, sealed=seal(KEY, content, context=bound, least=64)
    )
    announcements._opened(row, KEY, shape=shape)  # the one place where it is read; its callers add the database


HARNESSES = {
    "drawings": Harness(standing_alone(keep_a_drawing), drawings, (NotValid,), DRAWINGS, longest=8192),
    "appointment_events": Harness(
        standing_alone(read_an_event),
        lambda: [signed(Signer(name="Linh")).model_dump_json().encode(), b'{"kind": "left"}', b"[]"],
        (Damaged,),
        longest=2048,
    ),
    "announcements": Harness(
        standing_alone(read_an_announcement),
        lambda: [
            CourseEntry(id="e", code="note", day="2027-01-02", words={"vi": "x"}, at=1).model_dump_json().encode(),
            b"{}",
        ],
        (Damaged,),
        longest=2048,
    ),
}
