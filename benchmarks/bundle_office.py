"""An office with a matter and very many claimants, each with three exhibits, all by the deeds of the service. This is where bundles get theirs."""

import io
import random
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

import pikepdf
import pytest
from PIL import Image, ImageDraw

from claims.actions import attach_evidence as attaching
from claims.model.claim_file import ClaimFile
from claims.model.vocabulary import EvidenceKind
from tests.cast import HAN, LINH, MINJUN, PARK
from tests.make import MadeOffice, Sent
from tests.make_bundles import Court, attach

ACCOUNTS = {
    "vi": "Không ai nói với tôi rằng ảnh sẽ được dùng để huấn luyện. Lần thứ {n} tôi đi qua cửa khẩu cũng vậy.",
    "ko": "아무런 안내도 받지 못했습니다. {n}번째 여행에서도 마찬가지였습니다.",
    "th": "ฉันผ่านด่านตรวจคนเข้าเมือง ไม่มีใครบอกฉันว่ารูปถ่ายจะถูกนำไปใช้ทำอะไร ครั้งที่ {n}",
    "ar": "وصلت إلى مطار إنتشون ولم يخبرني أحد بأي شيء، المرة {n}.",
    "my": "ကျွန်တော် အင်ချွန်လေဆိပ်ကို ရောက်တဲ့အခါ ဘယ်သူမှ မပြောပါဘူး။ {n}",
    "en": "I was told nothing at the desk, the {n}th time either. Nobody asked me whether they might use my face.",
}
PASSPORTS = {"vi": "VNM", "ko": "KOR", "th": "THA", "ar": "EGY", "my": "MMR", "en": "USA"}


def photo(number: int) -> bytes:
    """A photo of a passport page, as a phone would send it: 1,200 by 1,600, about 90 kB."""
    chance = random.Random(number)
    made = Image.effect_noise((1200, 1600), 12).convert("RGB")
    draw = ImageDraw.Draw(made)
    for _ in range(12):
        x, y = chance.randrange(1000), chance.randrange(1400)
        draw.rectangle((x, y, x + 180, y + 90), outline=(120, 30, 60), width=4)
    target = io.BytesIO()
    made.save(target, "JPEG", quality=35)
    return target.getvalue()


def ticket(number: int) -> bytes:
    """A paper of two pages with text on both."""
    with pikepdf.new() as pdf:
        for page in range(2):
            sheet = pdf.add_blank_page(page_size=(595, 842))
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            sheet.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            said = f"BT /F1 12 Tf 72 700 Td (Ticket {number}, page {page + 1}) Tj ET".encode()
            sheet.Contents = pikepdf.Stream(pdf, said)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def claimant(number: int) -> ClaimFile:
    """Somebody, in one of six languages, with one to three trips."""
    language = list(ACCOUNTS)[number % len(ACCOUNTS)]
    base = MINJUN if language == "ko" else LINH
    person = base.claimant.model_copy(
        update={
            "name": f"{base.claimant.name} {number}",
            "name_latin": f"PERSON {number}",
            "passport_number": f"C{number:07d}",
            "born": (date(1920, 1, 1) + timedelta(days=number % 32_000)).isoformat(),  # nobody is taken for another
            "nationality": PASSPORTS[language],
        }
    )
    trips = tuple(
        base.records[0].model_copy(
            update={
                "id": f"trip-{at}",
                "passport": PASSPORTS[language],
                "entered": f"20{12 + (number + at) % 9}-0{1 + number % 9}-1{at}",
                "exited": None,
            }
        )
        for at in range(1 + number % 3)
    )
    account = " ".join(ACCOUNTS[language].format(n=at) for at in range(1, 4 + number % 5))
    statement = base.statement.model_copy(update={"account": account, "language": language})

    return base.model_copy(
        update={
            "language": "ko" if language == "ko" else "en",
            "claimant": person,
            "records": trips,
            "statement": statement,
        }
    )


def send_claimants(office: MadeOffice, *, count: int, photos: Sequence[bytes], paper: bytes) -> list[Sent]:
    """So many claims with a photo, a paper and another photo each, sent."""
    sent = []
    for number in range(1, count + 1):
        receipt, draft = office.draft(claimant(number))
        first, second = photos[number % len(photos)], photos[(number * 7 + 3) % len(photos)]
        attach(office, draft, first, record_id="trip-0")
        attach(office, draft, paper, name="ticket.pdf", kind=EvidenceKind.TICKET, record_id="trip-0")
        attach(office, draft, second, name="IMG_2.jpg", kind=EvidenceKind.PASSPORT, record_id=None)
        sent.append(Sent(receipt=receipt, claim=draft, proof=office.send_draft(draft)))
    return sent


def court_with(office: MadeOffice, *, count: int) -> Court:
    """A matter with so many claimants chosen. The same photo is cleaned once: that is not what is measured."""
    court = Court(office)
    photos = [photo(number) for number in range(24)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attaching, "read_evidence", cache(attaching.read_evidence))
        court.choose(*send_claimants(office, count=count, photos=photos, paper=ticket(1)))
    return court


MEMBERS = (HAN, PARK)
