"""One page's answers reach the file, and no other page's."""

import pytest
from flask import g

from claims.desks.intake.saving import WHILE_HERE, current_file, save
from claims.errors import NotNow
from claims.model.claim_file import Contact, ForLawyers
from claims.model.vocabulary import Status
from tests.client import Page
from tests.desks.intake.opened import claim_of


def test_a_page_is_noted_once_and_other_answers_stay(begun: Page, service):
    with service.test_request_context("/en/"):
        g.claim = claim_of(begun)
        save("lawyers", lambda file: file.model_copy(update={"for_lawyers": ForLawyers(learned_when="2024")}))
        save("contact", lambda file: file.model_copy(update={"contact": Contact(channel="none")}))
        save("lawyers", lambda file: file)
        file = current_file()
    assert (file.for_lawyers.learned_when, file.contact.channel) == ("2024", "none")
    assert file.visited == ("receipt", "lawyers", "contact")


def test_after_sending_only_what_may_change_changes(sent: Page, service):
    with service.test_request_context("/en/"):
        g.claim = claim_of(sent)
        with pytest.raises(NotNow, match="already_sent"):
            save("lawyers", lambda file: file)
        save("contact", lambda file: file, while_status=WHILE_HERE)


def test_a_withdrawn_claim_changes_no_more():
    assert Status.WITHDRAWN not in WHILE_HERE
