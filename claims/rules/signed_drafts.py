"""From what was answered page by page to what is signed. This is where a draft becomes a signature and the answer to C8 that goes with it."""

from claims.errors import NotValid
from claims.model.appointment import Signed
from claims.model.claim_file import Agreement, EvidenceFacts
from claims.model.signing import Helped, SignedHow, SigningDraft, Step
from claims.model.vocabulary import AgreementCode
from claims.rules.signing_way import SIGN


def signed_from(
    draft: SigningDraft,
    *,
    signing_id: str,
    how: SignedHow,
    at: int,
    day: str,
    image: str = "",
    scans: tuple[EvidenceFacts, ...] = (),
    helped: Helped | None = None,
) -> Signed:
    """The signature with everything the draft holds, signed at `at` (UTC seconds), on the legal day `day` (ISO)."""
    return Signed(
        id=signing_id,
        matter_id=draft.matter_id,
        offer=draft.offer,
        offer_sha256=draft.offer_sha256,
        language=draft.language,
        texts=draft.texts,
        steps=(*draft.steps, Step(code=SIGN, at=at)),
        begun_at=draft.begun_at,
        at=at,
        day=day,
        answers=draft.answers,
        signer=draft.signer,
        how=how,
        image=image,
        scans=scans,
        helped=helped,
    )


def court_agreement(draft: SigningDraft, *, at: int) -> Agreement:
    """The answer to C8 as it was given to the text that was shown. Refuses NotValid `court_agreement_needed` where none was shown."""
    shown = next((text for text in draft.texts if text.code == AgreementCode.C8), None)
    if shown is None:
        raise NotValid("court_agreement_needed")
    return Agreement(
        code=AgreementCode.C8,
        version=shown.version,
        language=shown.language,
        text_sha256=shown.sha256,
        yes=draft.answers.court is True,
        at=at,
    )
