"""Pages that anybody may read, in every offered language."""

import pytest

from claims.rules.retention import CLAIM_WEEKS, DRAFT_WEEKS, KEPT
from claims.web.language import CLAIMANT_LANGUAGES
from tests.client import Visitor

OPEN = ("", "ranges", "about", "privacy", "sealing", "matching", "proof-keys", "gone", "check", "begin", "come-back")
LANGUAGES = [language.tag for language in CLAIMANT_LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", OPEN)
def test_it_is_a_good_page_in_every_language(visitor: Visitor, page: str, language: str):
    assert visitor.open(f"/{language}/{page}").language == language


def test_the_first_page_names_the_official_ranges_only(visitor: Visitor):
    page = visitor.open("/en/")
    assert page.says("Other passports: entry from 23 August 2010 to 20 October 2021")
    assert not page.says("Press report")
    assert not page.says("Windrush"), "other projects stand on the page of ranges; this one is for travelers"
    assert not page.says("A Facebook account")
    assert {"Check one trip", "Start a claim", "Come back with your receipt"} <= set(page.links)


def test_the_ranges_show_every_window_with_status_and_source(visitor: Visitor, office):
    page = visitor.open("/en/ranges")
    for project in office.registry.projects:
        for window in project.windows:
            assert page.says(window.id)
            for key in window.sources:
                assert page.says(project.source(key).address)
    for words in ("official statement", "press report", office.registry.revision):
        assert page.says(words)
    for word in ("strong", "weak", "medium"):
        assert f" {word} " not in f" {page.text} "
    outside = [link for link in page.tree.iter("a") if link.attrib["href"].startswith("http")]
    assert outside
    assert all("noreferrer" in link.attrib["rel"] for link in outside)


def test_the_office_is_named_on_its_own_pages(visitor: Visitor):
    assert visitor.open("/en/about").says("Test office")
    assert visitor.open("/en/privacy").says("office@example.org")


@pytest.mark.parametrize("page", ["", "ranges", "about", "gone", "proof-keys"])
def test_only_reading_is_possible(visitor: Visitor, page: str):
    assert visitor.fetch(f"/en/{page}", method="POST").status_code == 405


def test_the_privacy_notice_shows_the_table_that_the_rules_keep(visitor: Visitor):
    page = visitor.open("/en/privacy")
    rows = page.facts("A draft that you have not sent")
    assert rows["A draft that you have not sent"] == f"{DRAFT_WEEKS} weeks, since you last saved it"
    assert rows["A claim that you have sent"] == f"{CLAIM_WEEKS} weeks, since you or we last did something with it"
    assert rows["A claim that you take back"] == "destroyed at once"
    assert len(rows) == len(KEPT)
    rights = page.facts("See what we hold about you")
    assert rights["See what we hold about you"] == "10 days · PIPA art. 35; Decree art. 41"
    for words in ("Nobody at present.", "Personal Information Protection Commission", "This notice holds since"):
        assert page.says(words), words


def test_it_is_said_plainly_that_nobody_has_audited(visitor: Visitor):
    assert visitor.open("/en/sealing").says("Nobody outside has audited this service. It is unaudited.")
