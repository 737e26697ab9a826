"""Words for every refusal: what happened, in a sentence that says what to do next.

Codes are the `reason` of claims.errors; a code without words gets the general sentence of its page, never its own name.
This is where "no" is said kindly.
"""

from claims.web.language import lazy_gettext as _l

UPLOADS = {
    "upload_empty": _l("This file is empty. Please choose it again, or take the photo again."),
    "upload_too_large": _l("This file is too large. Please send a smaller photo, or split the document into parts."),
    "upload_cut_off": _l("The file did not arrive whole. Nothing was kept of it. Please try again, perhaps on Wi-Fi."),
    "upload_not_what_it_claims": _l(
        "The content of this file does not fit its name. Please send the photo or the PDF as it came."
    ),
    "upload_kind_not_accepted": _l(
        "We cannot take this kind of file. Photos (JPEG, PNG, HEIC, WebP) and PDF work. A photo of the paper is enough."
    ),
    "upload_encrypted_pdf": _l(
        "This PDF is protected by a password. Please save it without the password and try again."
    ),
    "upload_resident_number": _l(
        "This file shows a whole resident registration number. The law does not let us keep it, so nothing was kept. "
        "Please cover the last seven digits in the photo, or choose the version of the paper that hides them."
    ),
    "upload_too_many": _l("This claim already holds as many files as it can. You may remove one and add another."),
}

# What may stand in the way of a signature; each says what to do next.
SIGNING = {
    "no_signing_now": _l("Nothing can be signed at this point of the claim. If you think it should be, write to us."),
    "no_offer": _l(
        "The lawyers have taken their offer back for now. What you answered is kept. We tell you when there is a new one."
    ),
    "offer_changed": _l(
        "The lawyers have changed what they offer since you read it. Nothing is lost. Please read what is new and sign again."
    ),
    "court_agreement_needed": _l(
        "Without your yes to what the Ministry of Justice will see, nothing can be filed, so there is nothing to sign. Your claim stays here."
    ),
    "unknown_power": _l("One of the powers on this page is not known. Please look at the page again."),
    "selection_not_offered": _l("The lawyers do not offer an appointed party any more. Please look at the page again."),
    "other_unanswered": _l(
        "Please say whether you are a party in another case about this. “I don’t know” is an answer too."
    ),
    "own_address_needed": _l(
        "Please write the address that papers of the court shall go to, or choose the lawyers’ office."
    ),
    "address_reason_needed": _l(
        "Please write in a few words why your address must be protected. The lawyers need it to ask the court."
    ),
    "missing_glyph": _l(
        "There are signs in this answer that cannot be shown. Please type it by hand instead of pasting it."
    ),
    "signer_name_needed": _l("Please write the name of the person who signs."),
    "name_needed": _l("Please write the name of the person who signs."),
    "wrong_signer": _l("This person cannot sign here. Please choose who signs from the list."),
    "not_the_claimants_name": _l(
        "Who signs for themselves signs in the name of the claim. Please write it as it stands in the claim."
    ),
    "proof_needed": _l(
        "Please add a paper that shows it, such as a family certificate, a court’s decision or a mandate. A photo is enough."
    ),
    "share_unreadable": _l("Please write the share as a fraction, such as 1/2 or 1/3. The whole is 1/1."),
    "shares_too_many": _l("All shares together are more than the whole. Please look at the shares again."),
    "drawing_unreadable": _l(
        "The drawing did not arrive whole. Please draw your signature once more, or type your name."
    ),
    "drawing_empty": _l("There is no signature in the field yet. Please draw it, or type your name."),
    "drawing_full": _l("The field is almost full, so that no signature can be seen. Please clear it and sign again."),
    "typed_name_differs": _l(
        "The name you typed is not the name of the person who signs. Please type it as it stands above."
    ),
    "scans_needed": _l("Please add a photo or scan of every page of the signed paper."),
    "pages_missing": _l(
        "The paper has more pages than you have added. Please add every page; at the foot of each stands which of how many it is."
    ),
    "pages_of_another_paper": _l(
        "You changed an answer after these pages were signed, so they belong to another paper. Please destroy them here, print the paper "
        "again, sign it and add its pages."
    ),
    "scans_too_many": _l("These are more pages than can be kept. Please add only the pages of this paper."),
    "nothing_signed": _l("Nothing that you signed is in force here, so there is nothing to take back."),
    "not_a_day": _l("This is not a day we can read. Please choose day, month and year."),
}

REFUSALS = (
    UPLOADS
    | SIGNING
    | {
        "page_too_old": _l("This page was open for a long time. Nothing was lost. Please press the button again."),
        "already_sent": _l("This claim has already been sent. It need not be sent twice."),
        "send_incomplete": _l("Something is still missing before this can be sent. The list shows what."),
        "resident_number": _l(
            "Please take out the resident registration number (13 digits). The law does not let us keep it."
        ),
        "move_not_possible": _l("This step is not possible from where the claim stands now. Please look at it again."),
        "changed_elsewhere": _l(
            "Someone else has changed this in the meantime. Please look at it again and repeat your step."
        ),
        "no_messages_now": _l("Messages are not possible at this point of the claim."),
        "message_empty": _l("Please write something before sending the message."),
        "messages_full": _l(
            "This claim holds as many messages as it can. Please reach us in another way: see “Who we are”."
        ),
        "no_key": _l("You are signed in, but the key for this was not given to you."),
        "last_counsel": _l("Nobody else holds this matter's key, so it cannot be taken away."),
        "last_key_holder": _l("Nobody else who works here holds the office's key. Invite another triage lead first."),
        "last_lead": _l("Nobody else leads triage. Invite another triage lead first."),
        "name_taken": _l("Somebody signs in by this name, or did before. Please choose another one."),
        "roles_needed": _l("Please tick at least one role."),
        "words_changed": _l("Other words were made in the meantime. Please look at your door again."),
        "code_wrong": _l(
            "This code does not come from the new secret, or its half minute is over. Please type the next one."
        ),
        "passkey_known": _l("This passkey was added before."),
        "passkeys_enough": _l("You have ten passkeys, and no more can be kept. Please take one away first."),
        "keys_renewed": _l("The office's key was renewed just now. Please try again."),
        "no_worker": _l("No worker is running that could do this. It is kept and goes on when one starts."),
        "code_length": _l("This code is too short or too long. Please compare it with your receipt, group by group."),
        "code_mistyped": _l(
            "One character of this code is not right. Please compare it with your receipt, group by group."
        ),
        "agreement_needed": _l(
            "This needs your yes to one of the agreements first. You can change your answer at any time."
        ),
        "two_facts": _l("Please fill in exactly two of the facts, and leave the others empty."),
        "document_needed": _l("Please choose which document you saw, and how."),
        "receipt_tries": _l("There were too many wrong tries on this claim today. Please try again tomorrow."),
        "receipt_renewed": _l(
            "A new receipt was made meanwhile. Please open the claim again before making another one."
        ),
        "hold_reason": _l("Please write why this claim must be kept."),
        "hold_week": _l("Please choose a day that has not passed and lies at most five years ahead."),
        "held": _l("A hold forbids destroying this claim. End the hold first if its reason is gone."),
        "contradiction": _l("Two of your answers cannot both be right. Please look at the dates again."),
        "passport_code": _l("Please choose the passport from the list."),
        "not_a_choice": _l("Please choose one of the answers in the list."),
        "claim_gone": _l("This claim is no longer here. It may have been withdrawn."),
        "reason_needed": _l("Please say why you take this out of the service."),
        "not_ready": _l("This is not ready yet. Please look again in a few minutes."),
        "date_malformed": _l("This is not a date we can read. A year alone is enough, or a year and a month."),
        "date_level_2": _l("This way of writing a date is too special for us. A year, a month or a day is enough."),
    }
)
