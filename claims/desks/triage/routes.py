"""The triage desk: every page with its address and who may enter. This is where the desk is joined."""

from flask import Blueprint

from claims.desks.triage import (
    claim_pages,
    finding_pages,
    helping_files,
    helping_pages,
    mask_pages,
    queue_pages,
    receipt_pages,
    same_pages,
)
from claims.rules.access import May
from claims.web.office_desk import ASK, DEED, PREFIX, Page, open_desk

PAGES = (
    Page("/claims", queue_pages.queue, May.SEE_QUEUE),
    Page("/search", queue_pages.search, May.SEE_QUEUE, DEED),
    Page("/claims/<reference>", claim_pages.claim, May.READ_CLAIM),
    Page("/claims/<reference>/decide", claim_pages.decide, May.DECIDE, DEED),
    Page("/claims/<reference>/take", claim_pages.take, May.DECIDE, DEED, button=True),
    Page("/claims/<reference>/translate", claim_pages.translate, May.DECIDE, DEED),
    Page("/claims/<reference>/note", claim_pages.note, May.DECIDE, DEED),
    Page("/claims/<reference>/same/<other>", same_pages.same_person, May.DECIDE, DEED, button=True),
    Page("/claims/<reference>/different/<other>", same_pages.two_people, May.DECIDE, DEED, button=True),
    Page("/claims/<reference>/receipt", receipt_pages.receipt, May.RENEW_RECEIPT, ASK, fresh=True),
    Page("/claims/<reference>/findings/<record>/<window>", finding_pages.finding, May.READ_CLAIM, ASK),
    Page("/claims/<reference>/evidence/<evidence_id>/<int:number>/picture", claim_pages.preview, May.READ_CLAIM),
    Page("/claims/<reference>/evidence/<evidence_id>/<int:number>", mask_pages.mask, May.DECIDE, ASK),
    Page("/claims/<reference>/helping/<int:place>", helping_pages.helping, May.DECIDE, ASK),
    Page("/claims/<reference>/helping/<int:place>/paper", helping_pages.helping_paper, May.DECIDE, ASK),
    Page("/claims/<reference>/helping/<int:place>/back", helping_pages.helping_back, May.DECIDE, ASK),
    Page("/claims/<reference>/helping/<int:place>/to-sign.pdf", helping_files.helping_print, May.DECIDE),
    Page("/claims/<reference>/helping/<int:place>/pages", helping_files.helping_page, May.DECIDE, DEED),
    Page(
        "/claims/<reference>/helping/<int:place>/pages/<file_id>",
        helping_files.helping_remove,
        May.DECIDE,
        DEED,
        button=True,
    ),
    Page("/claims/<reference>/helping/<int:place>/copy/<int:number>", helping_files.helping_copy, May.READ_CLAIM),
)

desk = Blueprint("triage", __name__, url_prefix=PREFIX)
open_desk(desk, PAGES)
