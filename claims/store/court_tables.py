"""What courts want and the tables counsel may edit, read once: profiles, what exhibits are called, what a suit costs, counsel's own sheet, signing abroad, reciprocity, words beside powers.

This is where they come together for whoever makes bundles.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claims.model.court_costs import CostTable
from claims.model.court_profile import CourtProfile
from claims.rules.filing_groups import ShownReciprocity
from claims.store.court_profiles import read_court_profiles
from claims.store.exhibit_titles import read_exhibit_titles
from claims.store.legalisation import Legalisation, read_legalisation
from claims.store.paper_tables import read_cost_table
from claims.store.party_mapping import PartyMapping, read_party_mapping
from claims.store.power_papers import read_beside
from claims.store.reciprocity_table import read_reciprocity


@dataclass(frozen=True)
class CourtTables:
    """What papers look up. `profiles` by code, `titles` of exhibits by the language of a court's terms. `templates` is the folder they were read from, for what is looked up by project or language."""

    templates: Path
    profiles: Mapping[str, CourtProfile]
    titles: Mapping[str, Mapping[str, str]]
    costs: CostTable
    mapping: PartyMapping
    legalisation: Legalisation
    reciprocity: Mapping[str, ShownReciprocity]

    def beside(self, language: str) -> tuple[str, Mapping[str, str]] | None:
        """Language and plain words beside the clauses of a power; None where the claimant reads Korean."""
        return _beside(self.templates, language)


@cache
def _beside(templates: Path, language: str) -> tuple[str, Mapping[str, str]] | None:
    return read_beside(templates, language=language)


def read_court_tables(templates: Path) -> CourtTables:
    """All of them. Raises StartRefused naming the file and the key that cannot be read."""
    profiles = read_court_profiles(templates)
    terms = {profile.terms for profile in profiles.values()}
    return CourtTables(
        templates=templates,
        profiles=profiles,
        titles={each: read_exhibit_titles(templates, terms=each) for each in sorted({"ko", *terms})},
        costs=read_cost_table(templates),
        mapping=read_party_mapping(templates / "tables" / "party_mapping.toml"),
        legalisation=read_legalisation(templates),
        reciprocity=read_reciprocity(templates),
    )
