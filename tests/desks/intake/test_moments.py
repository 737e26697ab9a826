"""A message's day and time in the words of the page."""

import pytest

from claims.desks.intake.moments import format_moment
from claims.web.language import speaking

LATE_IN_SEOUL = 1_793_286_000  # 29 October 2026, 15:00 UTC: already the next day there


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "30 October 2026 · 00:00 Korean Standard Time"),
        ("ko", "2026년 10월 30일 · 00:00 대한민국 표준시"),
        ("ar", "30 أكتوبر 2026 · 00:00 توقيت كوريا الرسمي"),
    ],
)
def test_a_moment_is_said_by_korea_s_clocks_in_the_language_s_own_words(language: str, said: str):
    with speaking(language):
        assert format_moment(LATE_IN_SEOUL) == said
