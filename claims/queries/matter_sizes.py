"""How large would a bundle of these claims be? This is where the facts of evidence are handed to the reckoning."""

from collections.abc import Iterable, Sequence

from claims.model.bundle import BundleOptions
from claims.model.claim_file import ClaimFile, EvidenceFacts, EvidencePart
from claims.model.court_profile import Limits
from claims.model.matter import ExhibitUse, MatterFile
from claims.rules.bundle_estimate import Estimate, Piece, estimate_bundle


def estimate_of(
    files: Iterable[ClaimFile], *, matter_file: MatterFile, limits: Limits, options: BundleOptions, projects: int
) -> Estimate:
    """The estimate for those who go; `projects` is by how many disclosed projects a claim was judged."""
    shared = [Piece(pages=each.pages, size=each.size, original=0) for each in matter_file.shared]
    return estimate_bundle(
        ([_piece(each, matter_file.uses.get(each.id, "clean")) for each in file.evidence] for file in files),
        shared=shared,
        limits=limits,
        projects=projects,
        match_in_court=options.match_in_court,
        with_volumes=options.volumes,
    )


def _piece(facts: EvidenceFacts, use: ExhibitUse) -> Piece:
    clean = _length(facts.clean) if facts.clean and use != "original" else facts.size
    return Piece(pages=facts.pages, size=clean, original=facts.size, use=use)


def _length(parts: Sequence[EvidencePart]) -> int:
    return sum(part.length for part in parts)
