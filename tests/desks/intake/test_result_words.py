"""Reasons as sentences."""

from claims.desks.intake.result_words import REASONS, reasons_said


def test_each_is_said_once_in_order_and_some_are_not_said(service):
    with service.test_request_context("/en/"):
        service.preprocess_request()
        said = reasons_said(("exit_unknown", "entry_before", "entry_inside", "exit_unknown", "unheard_of"))
    assert said == ["The day you left is not given.", "You entered before the range begins."]


def test_no_reason_names_a_strength_or_a_segment(service):
    with service.test_request_context("/en/"):
        service.preprocess_request()
        for sentence in map(str, REASONS.values()):
            assert not any(word in sentence.lower() for word in ("strong", "weak", "segment", "your photo was used"))
