"""An answer appended to what was answered before."""

from claims.desks.intake.agreeing import kept_answers, texts_here, with_answers
from claims.model.claim_file import Claimant, ClaimFile
from claims.model.vocabulary import AgreementCode

C1, C3 = AgreementCode.C1, AgreementCode.C3


def test_a_no_after_a_yes_is_appended_and_counts(service):
    with service.test_request_context("/en/"):
        service.preprocess_request()
        texts = texts_here()
        file = with_answers({C1: True}, texts=texts)(ClaimFile(language="en"))
        file = with_answers({C1: True}, texts=texts)(file)
        file = with_answers({C1: False}, texts=texts)(file)
        assert [(each.code, each.yes) for each in file.agreements] == [(C1, True), (C1, False)]
        assert kept_answers(file) == {"C1": "no"}
        assert {each.text_sha256 for each in file.agreements} == {texts[C1].shown_sha256}


def test_a_yes_to_other_words_is_an_answer_of_its_own(service):
    file = ClaimFile(language="en")
    for language in ("en", "ko"):
        with service.test_request_context(f"/{language}/"):
            service.preprocess_request()
            file = with_answers({C1: True}, texts=texts_here())(file)
    assert [each.language for each in file.agreements] == ["en", "ko"]


def test_a_passport_number_stays_only_with_its_yes(service):
    with service.test_request_context("/en/"):
        service.preprocess_request()
        texts = texts_here()
        file = ClaimFile(language="en", claimant=Claimant(passport_number="N1"))
        agreed = with_answers({C1: True, C3: True}, texts=texts)(file)
        assert agreed.claimant.passport_number == "N1"
        assert with_answers({C3: False}, texts=texts)(agreed).claimant.passport_number == ""
