"""Rows of the court's lists know where they stand: groups by letter, then number, then branch, as numbers and not as words."""

from claims.model.court_paper import ExhibitRow


def test_rows_stand_by_letter_number_and_branch() -> None:
    places = (("", 2, 0), ("", 10, 1), ("", 10, 2), ("가", 1, 1), ("나", 1, 1))
    rows = [ExhibitRow(number="", title="", letter=a, main=b, branch=c) for a, b, c in places]

    assert [row.place for row in sorted(reversed(rows), key=lambda row: row.place)] == list(places)
