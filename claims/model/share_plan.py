"""What one share of a bundle is to make: these claimants, or this volume. Sealed under the bundle's key, frozen."""

from pydantic import BaseModel, ConfigDict

from claims.model.bundle import Chosen


class SharePlan(BaseModel):
    """Claimants by number; or `volume`, the VolumePlan as JSON, with the numbers of the `shares` its documents lie in.

    A share of lists or packing needs neither.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    chosen: tuple[Chosen, ...] = ()
    volume: str = ""
    shares: tuple[int, ...] = ()
