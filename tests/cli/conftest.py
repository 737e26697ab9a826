"""The offices that the tests of this room may ask for (see tests/offices.py)."""

from tests.offices import bare_office as bare_office
from tests.offices import small_bare_office as small_bare_office
