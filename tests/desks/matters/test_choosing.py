"""Choosing claims for a matter: checked ones with C4, by triage; counsel open what was chosen, and no more once it is taken out."""

from claims.model.vocabulary import AgreementCode, Move
from tests.cast import HAN, LEE, LINH, MINJUN, PARK, TRIIN, agreed
from tests.desks.at_work import AtWork
from tests.make import Sent

WITHOUT_C4 = MINJUN.model_copy(update={"agreements": agreed(AgreementCode.C4, language="ko")})


def checked(work: AtWork, *files: object) -> list[Sent]:
    """Claims that were sent, carded and checked."""
    sent = [work.office.send(file) for file in files]  # type: ignore[arg-type]  # claim files
    work.office.work(work.holding(HAN))
    for each in sent:
        work.office.decide(each, work.holding(HAN), Move.CHECK)
    return sent


def test_checked_claims_with_the_agreement_are_chosen(fresh_work: AtWork) -> None:
    work = fresh_work
    linh, refuses = checked(work, LINH, WITHOUT_C4)
    unchecked = work.office.send(MINJUN)
    matter = work.open_matter(HAN, PARK)
    place = f"/en/office/matters/{matter.id}"
    page = work.inside(TRIIN).open(place).follow("Choose claims")
    offered = [each.attrib["value"] for each in page.form("references").form.controls["references"]]
    assert offered == [linh.claim.reference]
    assert page.says("The claimant has not agreed that lawyers get it (C4).")
    assert unchecked.claim.reference not in page.text.replace("-", "")

    page = page.fill(references=offered).press("Choose these claims")

    assert page.says("✓ goes")
    assert work.ledger("choose")[-1].reference == linh.claim.reference
    assert work.inside(PARK).open(f"{place}/claims/{linh.claim.reference}").says("Nguyễn Thị Linh")
    assert work.inside(PARK).fetch(f"{place}/claims/{refuses.claim.reference}").status_code == 404


def test_the_claims_are_narrowed_by_their_cards(fresh_work: AtWork) -> None:
    work = fresh_work
    linh, minjun = checked(work, LINH, MINJUN)
    matter = work.open_matter(HAN, PARK)
    page = work.inside(HAN).open(f"/en/office/matters/{matter.id}/choose")
    assert page.says("2 claims fit.")

    page = page.fill(nationality="KOR", spoken="ko", state="checked").press("Show these")

    assert page.says("One claim fits.")
    offered = [each.attrib["value"] for each in page.form("references").form.controls["references"]]
    assert offered == [minjun.claim.reference]
    assert page.fill(result="outside").press("Show these").says("No claim of this kind can be chosen now.")
    page = page.fill(references=offered).press("Choose these claims")
    assert page.says("김민준")
    left = work.inside(HAN).open(f"/en/office/matters/{matter.id}/choose")
    assert left.says("One claim fits.")
    assert left.says(linh.claim.reference[:4])


def test_a_claim_that_is_not_offered_is_not_chosen(fresh_work: AtWork) -> None:
    work = fresh_work
    _, refuses = checked(work, LINH, WITHOUT_C4)
    matter = work.open_matter(HAN, PARK)
    page = work.inside(HAN).open(f"/en/office/matters/{matter.id}/choose")

    refused = page.tamper({"references": [refuses.claim.reference]}).press_refused("Choose these claims")

    assert refused.errors
    assert page.form("references").press_refused("Choose these claims").errors == [
        "Claims that may go with the matter – Please tick at least one claim."
    ]
    assert work.ledger("choose") == []


def test_an_agreement_taken_back_since_the_card_was_made_counts(fresh_work: AtWork) -> None:
    work = fresh_work
    (linh,) = checked(work, LINH)
    matter = work.open_matter(HAN, PARK)
    page = work.inside(HAN).open(f"/en/office/matters/{matter.id}/choose")
    work.change(linh, agreements=agreed(AgreementCode.C4, language="vi"))

    refused = page.fill(references=[linh.claim.reference]).press_refused("Choose these claims")

    assert "has taken back the agreement" in refused.errors[0]
    assert work.ledger("choose") == []


def test_taken_out_a_claim_is_closed_to_counsel(fresh_work: AtWork) -> None:
    work = fresh_work
    linh, minjun = checked(work, LINH, MINJUN)
    matter = work.open_matter(HAN, PARK)
    work.choose(matter, linh, minjun, by=HAN)
    place = f"/en/office/matters/{matter.id}"
    page = work.inside(HAN).open(place)
    assert page.form("references").press_refused("Take these claims out").errors

    page = page.fill(references=[linh.claim.reference]).press("Take these claims out")

    assert "Nguyễn" not in page.text
    assert page.says("김민준")
    assert work.inside(PARK).fetch(f"{place}/claims/{linh.claim.reference}").status_code == 404
    assert work.ledger("unchoose")[-1].actor == work.member(HAN).id


def test_each_claim_leaves_a_line_before_its_name_is_shown(fresh_work: AtWork) -> None:
    work = fresh_work
    linh, minjun = checked(work, LINH, MINJUN)
    matter = work.open_matter(HAN, PARK)
    han, park = work.inside(HAN), work.inside(PARK)
    place = f"/en/office/matters/{matter.id}"
    assert han.open(f"{place}/choose").says("김민준")
    assert work.ledger("read_for_choosing")[-1].reference == matter.id
    work.choose(matter, linh, minjun, by=HAN)

    assert park.open(place).says("김민준")

    read = {line.reference for line in work.ledger("read_for_matter") if line.actor == work.member(PARK).id}
    assert read == {linh.claim.reference, minjun.claim.reference}
    with work.without_ledger():
        answers = [park.fetch(place), han.fetch(place), han.fetch(f"{place}/choose")]
    for answer in answers[:2]:
        assert answer.status_code == 500
        assert "Linh" not in answer.get_data(as_text=True)
    assert answers[2].status_code == 500


def test_counsel_choose_nothing(work: AtWork) -> None:
    matter = work.open_matter(HAN, PARK)
    for who in (PARK, LEE):
        for page, verb in (("choose", "GET"), ("choose", "POST"), ("unchoose", "POST")):
            assert work.inside(who).fetch(f"/en/office/matters/{matter.id}/{page}", method=verb).status_code == 404
    assert "Choose claims" not in work.inside(PARK).open(f"/en/office/matters/{matter.id}").links
    assert work.inside(HAN).fetch(f"/en/office/matters/{matter.id}/unchoose", method="POST").status_code == 422


def test_triage_too_see_who_stays_out_because_of_the_firm(fresh_work: AtWork) -> None:
    work = fresh_work
    (linh,) = checked(work, LINH)
    matter = work.open_matter(HAN, PARK)
    work.choose(matter, linh, by=HAN)
    place = f"/en/office/matters/{matter.id}"
    assert work.inside(HAN).open(place).says("✓ goes")

    work.inside(PARK).open(f"{place}/edit").fill(firm="Firm Two").press("Keep this")

    assert work.inside(HAN).open(place).says("the text they agreed to (C4) does not name it")
