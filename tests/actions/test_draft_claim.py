"""Drafts: opened by their receipt alone, changed page by page without losing a word, and destroyed without a trace."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from threading import Barrier

import pytest
from sqlmodel import Session, select

from claims.actions import draft_claim
from claims.actions.draft_claim import Receipt, change_file, destroy_draft, open_by_receipt, reopen
from claims.errors import NotNow, NotValid
from claims.model.claim import Claim, ClaimPart, ClaimWrap
from claims.model.claim_file import ClaimFile, Contact, ForLawyers
from claims.model.vocabulary import Recipient, Status
from claims.rules.references import ALPHABET, grouped, with_check
from claims.store.claim_parts import OpenClaim, read_claim_file
from tests.cast import LINH, MINJUN
from tests.make import MadeOffice
from tests.make_bundles import attach, picture


def opened(office: MadeOffice, reference: str, code: str) -> OpenClaim | None:
    """What a receipt opens."""
    with office.database.question() as session:
        return open_by_receipt(session, office.office.id, reference=reference, code=code)


def swapped(receipt: Receipt) -> str:
    """The code with two neighbours exchanged."""
    at = next(n for n in range(22) if receipt.code[n] != receipt.code[n + 1])
    return receipt.code[:at] + receipt.code[at + 1] + receipt.code[at] + receipt.code[at + 2 :]


def test_a_receipt_opens_its_draft_as_people_type_it(bare_office: MadeOffice) -> None:
    """In groups, in small letters."""
    receipt, draft = bare_office.draft(LINH)

    assert opened(bare_office, receipt.reference, receipt.code) == draft
    assert opened(bare_office, grouped(receipt.reference).lower(), f" {grouped(receipt.code)} ") == draft


def test_a_wrong_receipt_opens_nothing_and_always_says_the_same(bare_office: MadeOffice) -> None:
    """Another code, another claim's code, an unknown reference: None. What cannot be a code is refused beforehand."""
    receipt, _ = bare_office.draft(LINH)
    other, _ = bare_office.draft(MINJUN)
    code = with_check(receipt.code[:22] + next(c for c in ALPHABET if c != receipt.code[22]))

    assert opened(bare_office, receipt.reference, code) is None
    assert opened(bare_office, receipt.reference, other.code) is None
    assert opened(bare_office, with_check("ZZZZZZZ"), receipt.code) is None
    for typed in (receipt.code[:-1], receipt.code[:5] + "-", receipt.code + "0"):
        with pytest.raises(NotValid, match="code_length"):
            opened(bare_office, receipt.reference, typed)
    with pytest.raises(NotValid, match="code_mistyped"):
        opened(bare_office, receipt.reference, swapped(receipt))
    with pytest.raises(NotValid, match="code_mistyped"):
        opened(bare_office, with_check("ZZZZZZZ"), swapped(receipt))


def test_an_unknown_reference_costs_the_same_work(
    small_bare_office: MadeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same look-ups, the same derivation, the same attempt to open."""
    receipt, _ = small_bare_office.draft(LINH)
    wrong, done = with_check("0" * 23), list[str]()

    def watch(where: object, name: str) -> None:
        real = getattr(where, name)

        def watched(*given: object, **named: object) -> object:
            done.append(name)
            return real(*given, **named)

        monkeypatch.setattr(where, name, watched)

    for where, name in ((draft_claim, "key_of_code"), (draft_claim, "key_from_wrap"), (Session, "exec")):
        watch(where, name)
    traces = []
    for reference in (receipt.reference, with_check("ZZZZZZZ")):
        assert opened(small_bare_office, reference, wrong) is None
        traces.append(tuple(done))
        done.clear()

    assert traces[0] == traces[1] == ("exec", "exec", "key_of_code", "key_from_wrap")


def test_another_office_finds_no_claim_of_this_one(small_bare_office: MadeOffice) -> None:
    """Neither by receipt nor by an open session."""
    receipt, draft = small_bare_office.draft(LINH)
    with small_bare_office.database.question() as session:
        assert open_by_receipt(session, "f0" * 16, reference=receipt.reference, code=receipt.code) is None
        assert reopen(session, "f0" * 16, claim_id=draft.id, key=draft.key) is None
        again = reopen(session, draft.office_id, claim_id=draft.id, key=draft.key)
        assert again == replace(draft, receipt_generation=0)  # which receipt opened it, only the visit knows
        assert reopen(session, draft.office_id, claim_id="f0" * 16, key=draft.key) is None


def test_two_tabs_that_change_different_pages_lose_nothing(bare_office: MadeOffice) -> None:
    """Both at the same moment, twenty times: each page's answer is there."""
    _, draft = bare_office.draft(LINH)
    together = Barrier(2)

    def save(page: str, number: int) -> None:
        changes = {"contact": Contact(address=f"{number}"), "for_lawyers": ForLawyers(learned_how=f"{number}")}

        def change(file: ClaimFile) -> ClaimFile:
            return file.model_copy(update={page: changes[page], "visited": (*file.visited, f"{page}{number}")})

        together.wait(60)
        with bare_office.database.deed() as session:
            change_file(session, draft, change=change, now=bare_office.now)

    with ThreadPoolExecutor(2) as pool:
        for number in range(20):
            for done in [pool.submit(save, page, number) for page in ("contact", "for_lawyers")]:
                done.result()
    with bare_office.database.question() as session:
        file, _ = read_claim_file(session, draft)

    assert (file.contact.address, file.for_lawyers.learned_how) == ("19", "19")
    assert len(set(file.visited)) == 40


def test_after_sending_a_draft_is_not_changed_any_more(small_bare_office: MadeOffice) -> None:
    """Nor destroyed: withdrawing is for that."""
    sent = small_bare_office.send(LINH)
    with small_bare_office.database.deed() as session:
        with pytest.raises(NotNow, match="already_sent"):
            change_file(session, sent.claim, change=lambda file: file, now=small_bare_office.now)
        with pytest.raises(NotNow, match="already_sent"):
            destroy_draft(session, sent.claim, vault=small_bare_office.vault)
    with small_bare_office.database.question() as session:
        assert read_claim_file(session, sent.claim)[0].claimant == LINH.claimant


def test_destroying_leaves_no_row_and_no_file(bare_office: MadeOffice) -> None:
    """And the receipt opens nothing any more; the neighbour's draft stays."""
    receipt, draft = bare_office.draft(LINH)
    _, other = bare_office.draft(MINJUN)
    attach(bare_office, draft, picture())
    assert list(bare_office.vault.list(draft.vault_folder))
    with bare_office.database.deed() as session:
        destroy_draft(session, draft, vault=bare_office.vault)
    with bare_office.database.question() as session:
        assert [claim.id for claim in session.exec(select(Claim))] == [other.id]
        assert {row.claim_id for table in (ClaimWrap, ClaimPart) for row in session.exec(select(table))} == {other.id}
        assert reopen(session, draft.office_id, claim_id=draft.id, key=draft.key) is None

    assert not (bare_office.vault.root / draft.vault_folder[:2] / draft.vault_folder).exists()
    assert opened(bare_office, receipt.reference, receipt.code) is None
    with bare_office.database.deed() as session, pytest.raises(NotNow):
        change_file(session, draft, change=lambda file: file, now=bare_office.now)


def test_a_destruction_that_is_undone_destroys_no_file(small_bare_office: MadeOffice) -> None:
    """Files go once the rows are gone for good."""
    _, draft = small_bare_office.draft(LINH)
    attach(small_bare_office, draft, picture())
    with suppress(InterruptedError), small_bare_office.database.deed() as session:
        destroy_draft(session, draft, vault=small_bare_office.vault)
        raise InterruptedError

    assert list(small_bare_office.vault.list(draft.vault_folder))
    with small_bare_office.database.question() as session:
        assert read_claim_file(session, draft)[0].claimant == LINH.claimant


def test_a_draft_shows_nothing_of_its_language_or_owner(small_bare_office: MadeOffice) -> None:
    """Its row: a random reference, the status, weeks; its only wrap is the receipt's."""
    receipt, draft = small_bare_office.draft(LINH)
    with small_bare_office.database.question() as session:
        row = session.get_one(Claim, draft.id)
        (wrap,) = session.exec(select(ClaimWrap)).all()

    assert (row.status, row.reference, row.unread, row.assignee) == (Status.DRAFT, receipt.reference, False, "")
    assert (row.week, row.retention_week) == ("2026-W47", "2027-W07")
    assert wrap.recipient == Recipient.RECEIPT
