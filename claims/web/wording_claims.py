"""Words for what stands in a claim, spoken to claimants: its status, how a trip went, agreements, kinds of paper.

"Send" is what a claimant does, "file" is what a lawyer does at court, and they never meet in one sentence.
This is where a claim's codes become words.
"""

from claims.model.vocabulary import AgreementCode, Answer, Capacity, Channel, EvidenceKind, MessageCode, Status
from claims.web.language import lazy_gettext as _l

STATUSES = {
    Status.DRAFT: _l("Not sent yet"),
    Status.RECEIVED: _l("Received"),
    Status.ASKED: _l("Received; we have a question for you"),
    Status.CHECKED: _l("Checked"),
    Status.SIGNED: _l("Power of attorney signed"),
    Status.FILED: _l("Filed at court"),
    Status.SET_ASIDE: _l("Set aside"),
    Status.WITHDRAWN: _l("Withdrawn"),
}

STATUS_MEANINGS = {
    Status.DRAFT: _l("Only you can read it, with your receipt. Nobody here has seen it."),
    Status.RECEIVED: _l("The lawyers' group has received it. Someone will read it. You need not do anything now."),
    Status.ASKED: _l("Something is missing. Please read our message and answer it if you can."),
    Status.CHECKED: _l("Someone has read it and found it complete. A lawyer will decide what comes next."),
    Status.SIGNED: _l("You and a lawyer have signed a power of attorney. The lawyer may act for you."),
    Status.FILED: _l("A lawyer has brought a lawsuit for you. The lawyer tells you about each step."),
    Status.SET_ASIDE: _l("We are not working on it now. Our message says why. It can be taken up again."),
    Status.WITHDRAWN: _l("You have taken it back. Counsel is informed, and nobody works on it any more."),
}

CHANNELS = {
    Channel.DESK: _l("At a desk, with an officer"),
    Channel.GATE: _l("Through an automatic gate"),
    Channel.OTHER: _l("In another way"),
}

CAPACITIES = {
    Capacity.ORDINARY: _l("As a traveler, worker, student, resident or visitor"),
    Capacity.DIPLOMAT: _l("As a diplomat, or as family of one"),
    Capacity.SOFA: _l("With the forces stationed in Korea, or as their family"),
    Capacity.CREW: _l("As crew of a ship or aircraft"),
    Capacity.CRUISE: _l("As a passenger of a cruise ship"),
    Capacity.REFUGEE: _l("With a permission to land as a refugee"),
    Capacity.TRANSIT: _l("I only changed planes and did not go through passport control"),
    Capacity.REFUSED_ENTRY: _l("I was refused at the border"),
}

ANSWERS = {Answer.YES: _l("Yes"), Answer.NO: _l("No"), Answer.DONT_KNOW: _l("I don't know")}

AGREEMENTS = {
    AgreementCode.C1: _l("We may keep and use what you tell us for your claim"),
    AgreementCode.C2: _l("We may keep sensitive details, if you write any"),
    AgreementCode.C3: _l("We may keep your passport and alien registration numbers"),
    AgreementCode.C4: _l("We may give your claim to the lawyers named here"),
    AgreementCode.C5: _l("People outside Korea may work on your claim"),
    AgreementCode.C6: _l("We may send you news"),
    AgreementCode.C7: _l("Your account may be used for press and research"),
    AgreementCode.C8: _l("If lawyers file, the Ministry of Justice will see who you are"),
}

EVIDENCE_KINDS = {
    EvidenceKind.CERTIFICATE: _l("Certificate of entry and exit"),
    EvidenceKind.STAMP: _l("Passport page with a stamp, or an entry slip"),
    EvidenceKind.PASSPORT: _l("Passport page with your name"),
    EvidenceKind.TICKET: _l("Ticket, boarding pass or the airline's confirmation"),
    EvidenceKind.VISA_CARD: _l("Visa or registration card"),
    EvidenceKind.LETTER: _l("Letter, for example from an employer or a school"),
    EvidenceKind.OTHER: _l("Something else"),
}

# What the service itself tells a claimant; the numbers of the trips, or the week, follow as a list.
MESSAGE_CODES = {
    MessageCode.RESULT_CHANGED: _l(
        "What is published about the photos has changed, and with it the result of the trips named here. "
        "Below you can read what is said about them now. You need not do anything."
    ),
    MessageCode.RECEIPT_RENEWED: _l(
        "A new receipt was made for this claim, because somebody told us that the old one was lost and showed us who they are. "
        "The old receipt opens nothing any more."
    ),
    MessageCode.INVITED: _l(
        "Lawyers offer to act for you. On this page you can read what they offer and what it costs. "
        "You decide, and you need not accept."
    ),
    MessageCode.SIGN_AGAIN: _l(
        "The lawyers cannot use a signature. On this page you can read why and sign again. Nothing else is lost."
    ),
    MessageCode.COURSE: _l("There is news of your case. You can read it on this page under “Your case”."),
    MessageCode.ELSEWHERE_ASKED: _l("Are you already a party in another case about this? Please tell us which court."),
}
