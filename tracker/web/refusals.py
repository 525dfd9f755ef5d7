"""Why the door says no before any command is asked; beside the refusals of the domain."""

from dataclasses import dataclass, field

from tracker.domain.refusals import FieldClash, Refusal


class SignInFirst(Refusal):
    """Nobody is signed in, and nothing here is for everybody."""

    code = "sign_in"


class NotOurPage(Refusal):
    """A browser's request without proof that it comes from a page of ours."""

    code = "origin"


class NotOurHost(Refusal):
    """Asked for under a name that is not in BASE_URL."""

    code = "host"


class Unreadable(Refusal):
    """What was sent is no text, no form or no JSON."""

    code = "unreadable"


class WrongType(Refusal):
    """Neither JSON nor a form, or packed."""

    code = "content_type"


class TooLarge(Refusal):
    """More bytes than a request may have."""

    code = "too_large"


class TooSlow(Refusal):
    """The rest of the request did not come."""

    code = "too_slow"


class TooMany(Refusal):
    """More commands than one guest may send; trying again later is right."""

    code = "too_many"


@dataclass
class ClashSeen(Refusal):
    """Two people changed one field; `rev` is where theirs was seen: the base of the choice between both."""

    clashes: list[FieldClash] = field(default_factory=list)
    rev: int = 0

    code = "clash"

    def __post_init__(self) -> None:
        super().__init__()


STATUS = {
    "already_here": 409,
    "archived": 403,
    "base_missing": 422,
    "clash": 409,
    "content_type": 415,
    "forbidden": 403,
    "full": 422,
    "link_full": 422,
    "gone": 410,
    "host": 400,
    "invalid": 422,
    "irreversible": 409,
    "key_reused": 422,
    "not_found": 404,
    "origin": 403,
    "refused": 422,
    "sign_in": 401,
    "stopped": 409,
    "too_large": 413,
    "too_many": 429,
    "too_slow": 408,
    "unreadable": 400,
}
