"""The whole path of a claimant, in English and in Arabic, as a person walks it: no script, only what the pages offer."""

import re

import pytest

from tests.client import Visitor
from tests.desks.intake.conftest import begin

NAMES = {"en": "Nguyễn Thị Linh", "ar": "ليلى حسن"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_claim_is_begun_written_sent_and_found_again(visitor: Visitor, language: str):
    here = f"/{language}"
    page = begin(visitor, language)
    assert (page.language, page.direction) == (language, "rtl" if language == "ar" else "ltr")

    page = visitor.open(f"{here}/agreements").fill({f"C{n}": "no" if n == 7 else "yes" for n in range(1, 9)})
    page.press(page.page.buttons[0])
    page = visitor.open(f"{here}/person").fill(
        {
            "for_whom": "self",
            "name": NAMES[language],
            "born-year": 1990,
            "nationality": "VNM",
            "passport_number": "N1234567",
        }
    )
    page.press(page.page.buttons[0])
    page = visitor.open(f"{here}/trip").fill(
        {
            "passport": "VNM",
            "entered-day": 2,
            "entered-month": 3,
            "entered-year": 2015,
            "channel_in": "desk",
            "port_in": "ICN",
        }
    )
    page.press(page.page.buttons[0])
    page = visitor.open(f"{here}/account").fill(
        {"told_of_ai": "no", "account": "كانوا صامتين\nNobody said a word. ' \" <b>"}
    )
    page.press(page.page.buttons[0])
    page = visitor.open(f"{here}/lawyers").fill({"learned_when-year": 2024})
    page.press(page.page.buttons[0])
    page = visitor.open(f"{here}/contact").fill({"channel": "none", "service_address": "counsel"})
    page.press(page.page.buttons[0])

    page = visitor.open(f"{here}/review")
    assert "كانوا صامتين" in page.text
    assert "2015" in page.text
    page = page.press(page.buttons[0])
    assert page.address.endswith("/proof")
    reference = page.tree.find(".//span[@class='reference']").text
    assert re.fullmatch(r"\w{4}-\w{4}", reference)

    pdf = visitor.fetch(f"{here}/proof/paper")
    assert (pdf.status_code, pdf.mimetype, pdf.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert "receipt-of-papers.pdf" in pdf.headers["Content-Disposition"]
    assert visitor.open(f"{here}/claim").address.endswith("/status")
