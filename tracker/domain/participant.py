"""Who acts: a member with an account, a guest by link, or nobody."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Participant:
    """The one who asks. `id` is the member's or the guest's; what they may do is looked up for each plan."""

    kind: Literal["member", "guest", "nobody"] = "nobody"
    id: str = ""
    name: str = ""
    language: str = "de"
    reads_only: bool = False
    """Acts by an access token that may change nothing: never more than a reader."""
    plans: frozenset[str] = frozenset()
    """Acts by an access token for these plans: nothing else is there for it. Empty: everything of the member's."""

    def reaches(self, plan_id: str) -> bool:
        """Whether the plan can be theirs at all."""
        return not self.plans or plan_id in self.plans

    @property
    def key(self) -> str:
        """How history and idempotency keys name this participant: by id only, never by name."""
        return "" if self.kind == "nobody" else f"{self.kind[0]}:{self.id}"


NOBODY = Participant()
