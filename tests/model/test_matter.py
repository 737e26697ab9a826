"""What a matter is about: the court reads the name of the case, never counsel's own name for the folder where another is given."""

from claims.model.matter import MatterFacts


def test_a_court_is_told_the_case_and_not_the_folder() -> None:
    assert MatterFacts(title="약한 사건들", proceeding="손해배상(국)").case == "손해배상(국)"
    assert MatterFacts(title="손해배상(국)").case == "손해배상(국)"
