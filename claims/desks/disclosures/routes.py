"""The disclosures desk: every page with its address and who may enter. This is where the desk is joined."""

from flask import Blueprint

from claims.desks.disclosures import comparing, listing, part_pages, project_pages, rematch_pages, uploading
from claims.desks.disclosures.registry_words import ADD, HOW, PARTS, key_words, value_words
from claims.rules.access import May
from claims.web.office_desk import ASK, DEED, PREFIX, Page, open_desk

_DESK = "/disclosures"
_REVISION = f"{_DESK}/revisions/<int:number>"
_PROJECT = f"{_DESK}/projects/<code>"
_COPY = f"{_DESK}/copies/<member_id>"

PAGES = (
    Page(_DESK, listing.list, May.SEE_REGISTRY),
    Page(_REVISION, listing.revision, May.SEE_REGISTRY),
    Page(f"{_REVISION}/registry.json", listing.revision_file, May.SEE_REGISTRY),
    Page(f"{_DESK}/new-project", project_pages.new_project, May.EDIT_REGISTRY, ASK),
    Page(f"{_DESK}/upload", uploading.upload, May.EDIT_REGISTRY, ASK),
    Page(_PROJECT, project_pages.project, May.SEE_REGISTRY),
    Page(f"{_PROJECT}/file.toml", listing.project_file, May.SEE_REGISTRY),
    Page(f"{_PROJECT}/words", project_pages.words, May.EDIT_REGISTRY, ASK),
    Page(f"{_PROJECT}/retract", project_pages.retract, May.EDIT_REGISTRY, DEED, button=True),
    Page(f"{_PROJECT}/throw", project_pages.throw, May.EDIT_REGISTRY, DEED, button=True),
    Page(f"{_PROJECT}/catch-up", project_pages.catch_up, May.EDIT_REGISTRY, DEED, button=True),
    Page(f"{_PROJECT}/part/<path:place>", part_pages.part, May.EDIT_REGISTRY, ASK),
    Page(f"{_PROJECT}/add/<path:place>", part_pages.add, May.EDIT_REGISTRY, ASK),
    Page(f"{_PROJECT}/remove/<path:place>", part_pages.remove, May.EDIT_REGISTRY, DEED, button=True),
    Page(_COPY, comparing.compare, May.SEE_REGISTRY),
    Page(f"{_COPY}/try", rematch_pages.try_copy, May.ORDER_REMATCH, DEED, button=True),
    Page(f"{_COPY}/previews/<preview_id>", rematch_pages.preview, May.ORDER_REMATCH),
    Page(f"{_DESK}/throw", comparing.throw_all, May.EDIT_REGISTRY, DEED, button=True),
    Page(f"{_DESK}/publish", comparing.publish, May.PUBLISH_REGISTRY, ASK),
    Page(f"{_DESK}/rematch", rematch_pages.rematch, May.ORDER_REMATCH, DEED, button=True),
)

desk = Blueprint("disclosures", __name__, url_prefix=PREFIX)
open_desk(desk, PAGES)
desk.context_processor(
    lambda: {
        "part_word": PARTS.__getitem__,
        "add_word": ADD.__getitem__,
        "how_word": HOW.__getitem__,
        "key_words": key_words,
        "value_words": value_words,
    }
)
