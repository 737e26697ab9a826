"""Steps of a claimant who appoints a lawyer, page by page, as the pages offer them. This is where the tests of that way walk."""

from flask import Flask

from claims.model.claim_file import Claimant, Representative
from tests.cast import LINH
from tests.client import Page, Visitor
from tests.make import Sent

GO_ON = "Keep my answers and go on"
READ = "I have read this. Go on"
NAME = "Nguyễn Thị Linh"
COUNSEL = {"service_address": "counsel", "country": "KOR", "other": "no"}
CHILD = LINH.model_copy(
    update={
        "claimant": Claimant(
            name="Nguyễn An",
            born="2013-03-02",
            nationality="VNM",
            for_whom="child",
            representative=Representative(name=NAME, relation="parent"),
        )
    }
)
DEAD = LINH.model_copy(
    update={
        "claimant": Claimant(
            name="Trần Văn Bình",
            born="1950-05-05",
            nationality="VNM",
            for_whom="other",
            representative=Representative(name=NAME, relation="heir"),
        )
    }
)


def come_back(service: Flask, sent: Sent) -> Visitor:
    """Somebody who comes back with the receipt, in a browser that knows nothing yet."""
    visitor = Visitor(service)
    page = visitor.open("/en/come-back")
    receipt = {"reference": sent.receipt.reference, "code": sent.receipt.code}
    page.fill(receipt).press(page.buttons[0])
    return visitor


def to_court(visitor: Visitor) -> Page:
    """The offer read: C8 comes next."""
    return visitor.open("/en/appoint/1").press(READ)


def to_powers(visitor: Visitor) -> Page:
    """C8 answered with yes."""
    return to_court(visitor).fill(court="yes").press("Keep my answer and go on")


def to_signer(visitor: Visitor, **where: str) -> Page:
    """Powers left alone, where answered: who signs comes next."""
    return to_powers(visitor).press(GO_ON).fill({**COUNSEL, **where}).press(GO_ON)


def to_sign(visitor: Visitor, **signer: object) -> Page:
    """Everything answered: the page on which one signs."""
    return to_signer(visitor).fill({"relation": "self", "name": NAME, **signer}).press(GO_ON)


def typed(page: Page, name: str) -> Page:
    """Signed by typing a name: what comes after."""
    return page.fill(typed=name).press("Sign by typing")
