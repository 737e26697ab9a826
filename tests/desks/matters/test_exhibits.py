"""Shared exhibits and how single pieces are used: added as a stream, sealed, taken out; clean, original, withheld; kept back."""

import pytest

from claims.actions.matter_file import read_matter_file
from claims.actions.run_errands import run_errands
from claims.model.matter import Matter, MatterFile
from claims.model.vocabulary import Move
from tests.cast import HAN, LEE, LINH, PARK
from tests.client import Page
from tests.desks.at_work import AtWork, white_picture
from tests.make import Sent

FACTS = {"title": "법무부 답변", "author": "법무부", "made_on": "2021-12-20", "purpose": "제공 사실"}
ADD = "Add this exhibit"


@pytest.fixture
def matter(work: AtWork) -> Matter:
    """A matter of Park's."""
    return work.open_matter(HAN, PARK)


@pytest.fixture
def claim(work: AtWork, matter: Matter) -> Sent:
    """Linh's claim with a picture, checked and chosen."""
    sent = work.send_with_picture(LINH, white_picture())
    work.office.decide(sent, work.holding(HAN), Move.CHECK)
    work.choose(matter, sent, by=HAN)
    return sent


def exhibits(work: AtWork, matter: Matter) -> Page:
    """The page."""
    return work.inside(PARK).open(f"/en/office/matters/{matter.id}").follow("Shared exhibits")


def kept(work: AtWork, matter: Matter) -> MatterFile:
    """The matter's file as it stands."""
    with work.office.database.question() as session:
        return read_matter_file(session.get_one(Matter, matter.id), keyring=work.holding(PARK).keyring)


def lying(work: AtWork, matter: Matter) -> set[str]:
    """What lies in the matter's folder."""
    return set(work.office.vault.list(matter.vault_folder))


def claims_page(work: AtWork, matter: Matter, sent: Sent) -> Page:
    """The claim's page at the matter."""
    return work.inside(PARK).open(f"/en/office/matters/{matter.id}/claims/{sent.claim.reference}")


def test_one_is_added_shown_and_taken_out(work: AtWork, matter: Matter) -> None:
    page = exhibits(work, matter)
    assert page.says("There is none yet.")

    page = page.fill({**FACTS, "file": ("answer.jpg", white_picture())}).press(ADD)

    (row,) = page.rows("Shared exhibits")[1:]
    assert row[:3] == ["법무부 답변", "법무부, 20 December 2021", "제공 사실"]
    assert "JPEG, 1 page" in row[3]
    (exhibit,) = kept(work, matter).shared
    assert lying(work, matter) == {part.name for part in exhibit.parts}
    assert work.ledger("share_exhibit")[-1].actor == work.member(PARK).id
    assert work.ledger("read_exhibits")[-1].reference == matter.id
    again = exhibits(work, matter)
    page = page.press("Take “법무부 답변” out")
    assert page.says("There is none yet.")
    assert "not in the list any more" in again.press_refused("Take “법무부 답변” out").errors[0]
    assert lying(work, matter) == set()
    assert work.ledger("unshare_exhibit")[-1].reference == matter.id


def test_what_cannot_be_taken_is_said_and_leaves_nothing(work: AtWork, matter: Matter) -> None:
    page = exhibits(work, matter)

    refused = page.fill({**FACTS, "file": ("x.gif", b"GIF89a" + bytes(50))}).press_refused(ADD)

    assert refused.errors == ["The file – A court takes PDF, JPEG and PNG. Please save the file as one of these."]
    assert refused.value("purpose") == FACTS["purpose"]
    assert page.fill(FACTS).press_refused(ADD).errors == ["The file – Please choose a file before pressing the button."]
    wrong = {**FACTS, "title": "", "made_on": "gestern", "file": ("a.jpg", white_picture())}
    assert [line.partition(" – ")[0] for line in page.fill(wrong).press_refused(ADD).errors] == [
        "Title",
        "Day it was made",
        "The file",
    ]
    forged = page.tamper({**FACTS, "file": ("a.jpg", white_picture()), "csrf_token": "0" * 64}).press_refused(ADD)
    assert "open for a long time" in forged.errors[0]
    assert lying(work, matter) == set()
    assert kept(work, matter).shared == ()


def test_once_numbered_it_stays(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = exhibits(work, matter).fill({**FACTS, "file": ("answer.jpg", white_picture())}).press(ADD)
    button = "Take “법무부 답변” out"
    open_before = work.inside(PARK).open(page.address)
    with work.worker() as worker:
        order = work.inside(PARK).open(f"/en/office/matters/{matter.id}/order")
        order.fill(purpose="p", recipient="r", volumes=False).press("Order the bundle")
        run_errands(work.office.export, worker, host_key=work.office.host_key)

    assert exhibits(work, matter).says("numbered; it stays")
    assert button not in exhibits(work, matter).buttons
    assert "a number once served stays" in open_before.press_refused(button).errors[0]


def test_each_piece_is_used_as_counsel_say(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = claims_page(work, matter, claim)
    (name,) = (name for name in page.form(button="Keep this for bundles").form.controls if name.startswith("use-"))
    assert page.value(name) == "clean"

    page = page.fill({name: "withheld"}).press("Keep this for bundles")

    assert page.value(name) == "withheld"
    assert kept(work, matter).uses == {name.removeprefix("use-"): "withheld"}
    line = work.ledger("use_exhibits")[-1]
    assert (line.actor, line.reference) == (work.member(PARK).id, claim.claim.reference)
    assert page.tamper({name: "burnt"}).press_refused("Keep this for bundles").errors


def test_a_claim_kept_back_stays_out_until_it_is_let_go(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = claims_page(work, matter, claim)
    assert page.press_refused("Keep it back").errors == [
        "Why does this claim stay out of bundles for now? – Please write why the claim is kept back."
    ]

    open_before = page.fill(why="900101-1234567")
    page = page.fill(why="wartet auf Vollmacht").press("Keep it back")

    # A page that was open before: refused, its words stay, though the claim is kept back already.
    assert open_before.press_refused("Keep it back").value("why") == "900101-1234567"
    assert page.says("This claim is kept back: it stays out of every bundle. wartet auf Vollmacht")
    order = work.inside(PARK).open(f"/en/office/matters/{matter.id}/order")
    assert order.says("In a bundle made today: 0 go, 1 stay out.")
    (row,) = order.rows("Who stays out")[1:]
    assert row[2:] == [
        "✕ stays out: Counsel keeps this claim back for now.",
        "Counsel: let it go again on the claim's page.",
    ]
    again = claims_page(work, matter, claim)
    page = page.press("Let it go again")
    assert "Keep it back" in page.buttons
    assert again.press_refused("Let it go again").errors == ["This claim is not kept back any more."]
    assert [work.ledger(action)[-1].reference for action in ("keep_back", "let_go")] == [claim.claim.reference] * 2


def test_only_counsel_of_the_matter_see_and_change_them(work: AtWork, matter: Matter, claim: Sent) -> None:
    place = f"/en/office/matters/{matter.id}"
    pages = [
        f"{place}/exhibits",
        f"{place}/exhibits/{'0' * 32}/unshare",
        *(f"{place}/claims/{claim.claim.reference}/{deed}" for deed in ("use", "keep-back", "let-go")),
    ]
    for who in (HAN, LEE):
        for page in pages:
            assert work.inside(who).fetch(page, method="POST").status_code == 404
    assert work.inside(HAN).fetch(pages[0]).status_code == 404
    with work.without_ledger():
        answer = work.inside(PARK).fetch(pages[0])
    assert answer.status_code == 500
