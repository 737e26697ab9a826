"""Which court profiles there are. This is where a profile reaches the desk's forms and gets its words."""

from collections.abc import Mapping

from claims.model.court_profile import CourtProfile
from claims.web.house import house
from claims.web.wording import said_here


def court_profiles() -> Mapping[str, CourtProfile]:
    """Every profile by its code."""
    return house().court_tables.profiles


def profile_choices() -> list[tuple[str, object]]:
    """Code and title of each, for a form."""
    return [(code, said_here(profile.title)) for code, profile in court_profiles().items()]


def profile_title(code: str) -> str:
    """The title of a profile; a code that is not known comes back as it is."""
    profile = court_profiles().get(code)
    return said_here(profile.title) if profile else code
