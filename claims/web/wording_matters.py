"""Words of the matters desk: why a claim stays out of a bundle and who can mend it, what is to follow, how far a bundle is.

This is where a lawyer's checklist gets its sentences.
"""

from claims.web.language import lazy_gettext as _l

LEFT_OUT = {
    "withdrawn": _l("The claimant has withdrawn it."),
    "not_checked": _l("It has not been checked yet."),
    "no_counsel_agreement": _l("The claimant has not agreed that lawyers get it (C4)."),
    "no_agreement_for_firm": _l(
        "The claimant has not agreed to this law firm: the text they agreed to (C4) does not name it."
    ),
    "no_court_agreement": _l("The claimant has not agreed that the Ministry will see it (C8)."),
    "left_suit": _l("The claimant has left the suit."),
    "other_proceedings": _l("Somebody else already acts for this claimant."),
    "minor_without_representative": _l("The claimant is under 19 and no representative is named."),
    "duplicate": _l("The same person's other claim goes with this matter."),
    "duplicate_to_decide": _l("Perhaps the same person as another claim that goes: decide first."),
    "kept_back": _l("Counsel keeps this claim back for now."),
    "damaged": _l("It cannot be opened: what lies stored of it is damaged."),
    "not_in_filter": _l("It could go; counsel chose another part of the claims for this bundle."),
}

WHO_MENDS = {
    "withdrawn": _l("Nobody: it stays out."),
    "not_checked": _l("Triage: read the claim and mark it as checked."),
    "no_counsel_agreement": _l("The claimant, who comes back with the receipt; triage can ask."),
    "no_court_agreement": _l("The claimant, who comes back with the receipt; triage can ask. A no is to be respected."),
    "no_agreement_for_firm": _l(
        "Counsel: write the firm as the agreement names it. Otherwise the claimant, who comes back with the receipt and is asked again."
    ),
    "left_suit": _l("Nobody needs to: it stays here and goes no more."),
    "other_proceedings": _l(
        "Counsel: clear it with the claimant and the other lawyer, and note it on the page of the power."
    ),
    "minor_without_representative": _l("Triage: ask for both parents or proof of sole custody."),
    "duplicate": _l("Triage: if they are two people, take the note of a duplicate off both claims."),
    "duplicate_to_decide": _l("Triage: read both claims and say on the claim's page whether they are one person's."),
    "kept_back": _l("Counsel: let it go again on the claim's page."),
    "damaged": _l("The administrator: look for it in a backup. The others need not wait for it."),
    "not_in_filter": _l("Nobody needs to: it goes in the next bundle that asks for it."),
}

TO_FOLLOW = {
    "name_hangul": _l("The name in Hangul is missing. Triage can add it on the claim's page."),
    "translation": _l("The account has no Korean translation yet. Triage can add it; the bundle says “to follow”."),
    "born": _l("The day of birth is not fully known. Counsel decides whether it is needed."),
    "evidence": _l("There is no evidence better than the claimant's own word. The claimant can add some."),
    "address": _l("The claimant chose an own address for service: the Ministry will see it."),
    "power": _l("The power of attorney is not signed yet."),
    "notarisation": _l("The claimant may be abroad: the power then needs a notary and an apostille or a consulate."),
    "representative_proof": _l("Somebody acts for this claimant: the court wants proof that they may."),
}

ROUTES = {
    "state": _l("Lawsuit against the State"),
    "company": _l("Lawsuit against a company"),
    "mediation": _l("Mediation"),
    "demand": _l("Letter of demand"),
    "other": _l("Something else"),
}

STAGES = {
    "": _l("Not begun"),
    "waiting": _l("Waiting for a worker"),
    "claimants": _l("Opening the claims, making each claimant's papers"),
    "lists": _l("Making the lists"),
    "volumes": _l("Merging volumes, numbering their pages"),
    "packing": _l("Packing, signing"),
    "ready": _l("Done"),
}

_DAMAGED = _l("Something that was stored could not be read. Tell the person who runs the service.")
STOPPED_BY = {
    "bundle": _DAMAGED,
    "claim_gone": _l("A claimant of this bundle has withdrawn meanwhile."),
    "claim_part": _DAMAGED,
    "file_part": _DAMAGED,
    "part_missing": _DAMAGED,
    "unforeseen": _l(
        "Something unforeseen stopped the export; the ledger holds the reason, sealed. Tell the person who runs the service."
    ),
    "power_changed": _l(
        "A claimant took back a power of attorney, or signed it anew, after the bundle was ordered. Order a new bundle."
    ),
    "power_not_as_signed": _l(
        "A signed power does not fit what was put before the signer: matter, text or person. Look at the claim's appointment before you order again."
    ),
    "scan_unreadable": _l("A scanned page of a signed power cannot be read. Ask the claimant to sign again."),
    "announcement": _DAMAGED,
    "clean_copy": _DAMAGED,
    "cancelled": _l("Counsel cancelled it while it was being made. Nothing of it was kept."),
    "matter_file": _DAMAGED,
    "bundle_numbers": _DAMAGED,
    "bundle_part": _DAMAGED,
    "bundle_over": _l("It was ended while a worker was at it. Nothing of it was kept."),
    "court_profile": _l("The court profile it was ordered with is not there any more. Choose another one."),
    "volume_document": _l(
        "A document could not be read back while the volumes were bound. Tell the person who runs the service."
    ),
    "volume_short": _l(
        "A document has another number of pages than was counted, so the volumes would not be whole. Tell the person who runs the service."
    ),
    "file_beyond": _DAMAGED,
    "errand_ended": _l(
        "The errand was ended at the desk, or the lent keys were too old. Nothing of the bundle was kept."
    ),
    "sealed_part": _DAMAGED,
    "missing_glyph": _l(
        "A sign that somebody wrote has no shape in our fonts. Change it at the claim, or tell the person who runs the service."
    ),
    "exhibit_gone": _l("A claimant has taken back a file that was to go. Order a new bundle."),
    "bundle_file": _DAMAGED,
    "bundle_list": _DAMAGED,
    "bundle_record": _DAMAGED,
    "text_layer": _DAMAGED,
}

# What a stopped bundle tells its counsel, by the name of the fact.
REFUSED_FACTS = {
    "party": _l("Party number"),
    "exhibit": _l("Exhibit number"),
    "paper": _l("Paper"),
    "field": _l("Field"),
    "character": _l("Character"),
    "codepoint": _l("Its number in Unicode"),
    "path": _l("File of the bundle"),
    "expected": _l("Pages expected"),
    "found": _l("Pages found"),
    "part": _l("Stored part"),
    "reference": _l("Claim of the bundle"),
    "error": _l("Kind of error"),
}

TARGET_NAMES = {
    "claims": _l("Day by which the claims are in and checked"),
    "powers": _l("Day by which the powers of attorney are signed"),
    "demand": _l("Day on which the letter of demand goes out"),
    "court": _l("Day on which it is filed at court"),
}

LACKING = {
    "not_checked": _l("not checked yet"),
    "not_signed": _l("power of attorney not signed"),
    "not_filed": _l("not filed yet"),
}

EXHIBIT_USES = {
    "clean": _l("Clean copy, without hidden information"),
    "original": _l("The original as it was given"),
    "withheld": _l("Withheld: a numbered sheet stands for it"),
}

RECIPROCITY = {
    "korean": _l("not needed: Korean nationality"),
    "shown": _l("a court has found it"),
    "to_show": _l("still to be shown"),
    "no_country": _l("no state: stateless or refugee"),
    "not_asked": _l("not asked on this route"),
}

IN_KOREA = {
    "yes": _l("in Korea"),
    "no": _l("abroad: security for costs may be ordered"),
    "unknown": _l("not known"),
}

# By package: what its own fingerprint and stamp are called.
PACKAGES = {
    "court": _l("Court package"),
    "counsel": _l("Counsel package, never filed"),
}

SHARE_STATUSES = {
    "waiting": _l("waiting"),
    "taken": _l("being made"),
    "made": _l("made"),
}

STAMPS = {
    "waiting": _l("not timestamped yet; it is tried again by itself"),
    "stamped": _l("timestamped"),
}

FACETS = {
    "nationality": _l("Nationality at the time"),
    "reciprocity": _l("Reciprocity"),
    "in_korea": _l("Address in Korea"),
    "grade": _l("Best evidence"),
    "deadline": _l("Nearest time limit"),
}

CHANGES = {
    "added": _l("added"),
    "changed": _l("changed"),
    "gone": _l("gone; its number is not given again"),
    "unchanged": _l("unchanged"),
    "earlier": _l("stands in the bundle before"),
}

COMPARED = {
    "parties": _l("Parties"),
    "exhibits": _l("Exhibits"),
    "files": _l("Documents"),
}
