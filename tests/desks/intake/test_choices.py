"""The answers offered."""

from claims.desks.intake.choices import written_languages


def test_the_language_of_the_page_comes_first_and_each_names_itself(service):
    with service.test_request_context("/ar/"):
        service.preprocess_request()
        found = written_languages()
    assert found[0] == ("ar", "العربية")
    assert ("vi", "Tiếng Việt") in found
    assert len(dict(found)) == len(found) > 20
