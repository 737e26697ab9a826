"""Make one merged volume of a bundle from documents that are made already."""

from claims.actions.bundle_shares import shares_numbered
from claims.actions.make_lists import volume_head
from claims.actions.making import Making
from claims.actions.share_reading import opener
from claims.model.bundle_share import BundleShare
from claims.model.share_plan import SharePlan
from claims.model.volume import VolumePlan
from claims.store.share_made import ShareMade
from claims.store.volumes import make_volume


def make_volume_share(making: Making, share: BundleShare, plan: SharePlan) -> ShareMade:
    """The volume, sealed. Raises Damaged naming the document that is short or cannot be read."""
    volume = VolumePlan.model_validate_json(plan.volume)
    with making.export.database.question() as session:
        homes = shares_numbered(session, making.bundle.id, plan.shares)
    open_document = opener(making, homes, wanted={one.path for one in volume.documents})
    made = make_volume(volume, head=volume_head(making), open_document=open_document)
    title = volume_head(making).title(volume)
    with making.streams(share.vault_folder) as (court, _counsel):
        court.add(volume.path, made.pdf, what=f"{title} ({made.first}–{made.last})")
        return ShareMade(court=tuple(court.files), court_parts=court.finish())
