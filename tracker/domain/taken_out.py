"""Undoing that somebody was taken out: what they were there stands, signed, in the form that takes it back.

Nothing is kept of whoever has left: without the form, which a page shows for an hour, they are added as anybody is.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tracker.domain.member import Membership
from tracker.domain.sealing import sealed

KEPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A membership that was ended, by its ids."""

    id: str
    member_id: str
    place: str
    """The id of the network, region or plan."""
    role: str
    minute: int
    """When, in minutes of Unix time."""

    @classmethod
    def of(cls, held: Membership, now: datetime) -> "TakenOut":
        """What is to be remembered of one that ends now."""
        place = held.network_id or held.region_id or held.plan_id or ""
        return cls(held.id, held.member_id, place, str(held.role), _minute(now))

    def signed(self, key: bytes) -> str:
        """For a form or an address; `key` is the server's."""
        words = f"{self.id}.{self.member_id}.{self.place}.{self.role}.{self.minute}"
        return f"{words}.{_sum(key, words)}"


def read_taken_out(key: bytes, signed: str, now: datetime) -> TakenOut | None:
    """What was signed within the last hour; None for all else."""
    words, _, said = signed.rpartition(".")
    if not hmac.compare_digest(said.encode(), _sum(key, words).encode()):
        return None
    id, member_id, place, role, minute = words.split(".")
    taken = TakenOut(id, member_id, place, role, int(minute))
    return taken if _minute(now - KEPT) <= taken.minute else None


def _minute(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp() // 60)


def _sum(key: bytes, words: str) -> str:
    return sealed(key, f"taken out {words}").hex()[:32]
