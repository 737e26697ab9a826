"""Which claims may be chosen: checked, signed or filed, not chosen yet, narrowed by their cards, a page at a time."""

import pytest

from claims.model.vocabulary import Move
from claims.queries import claims_to_choose as choosing
from claims.queries.claims_to_choose import Among, ToChoose, claims_to_choose
from claims.queries.queue_table import QueueTable, look_at_queue
from claims.store.open_cards import Guest, OpenCards
from tests.cast import HAN, LINH, MINJUN
from tests.make import TODAY, MadeOffice, Sent


def looked(office: MadeOffice) -> tuple[QueueTable, list[Sent]]:
    """An office's queue: two Vietnamese and a Korean checked, one Korean new."""
    han = office.sign_in(HAN)
    sent = [office.send(file) for file in (LINH, LINH, MINJUN, MINJUN)]
    office.work(han)
    for each in sent[:3]:
        office.decide(each, han, Move.CHECK)
    with office.database.question() as session:
        table = look_at_queue(
            session,
            office.office.id,
            open_cards=OpenCards(office.database),
            card_key=han.keyring.card,
            guest=Guest(row_id="r", member_id=han.member.id, epoch=0),
            registry=office.registry,
            today=TODAY,
        )
    return table, sent


def references(found: ToChoose) -> set[str]:
    """Of one page."""
    return {row.reference for row in found.rows}


def test_only_those_far_enough_and_not_chosen_yet(office: MadeOffice) -> None:
    table, sent = looked(office)
    ours = {each.claim.reference for each in sent}

    every = claims_to_choose(table, chosen=(), among=Among())
    left = claims_to_choose(table, chosen={sent[0].claim.reference}, among=Among())

    assert references(every) & ours == {each.claim.reference for each in sent[:3]}
    assert references(every) - references(left) == {sent[0].claim.reference}
    assert [row.reference for row in every.rows] == sorted(references(every))
    assert every.found == len(every.rows) == left.found + 1


def test_narrowed_by_card_and_status(office: MadeOffice) -> None:
    table, sent = looked(office)
    korean = sent[2].claim.reference

    assert references(claims_to_choose(table, chosen=(), among=Among(nationality="KOR"))) == {korean}
    assert references(claims_to_choose(table, chosen=(), among=Among(spoken="ko", state="checked"))) == {korean}
    assert references(claims_to_choose(table, chosen=(), among=Among(state="filed"))) == set()
    assert references(claims_to_choose(table, chosen=(), among=Among(state="received"))) == set()
    assert references(claims_to_choose(table, chosen=(), among=Among(result="outside"))) == set()


def test_page_by_page_each_claim_comes_once(office: MadeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "PAGE", 2)
    table, _ = looked(office)

    pages = [claims_to_choose(table, chosen=(), among=Among(), number=number) for number in (1, 2, 3)]

    assert [len(page.rows) for page in pages] == [2, 1, 0]
    assert {page.pages for page in pages} == {2}
    assert not references(pages[0]) & references(pages[1])
