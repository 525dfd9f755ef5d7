"""Why something is not done. Each refusal has a stable code; the sentence is made where it is shown."""

from dataclasses import dataclass, field


class Refusal(Exception):
    """Nothing was changed. `code` names the reason, `values` fill the sentence `refusal.<code>`."""

    code = "refused"

    def __init__(self, **values: object) -> None:
        super().__init__(self.code)
        self.values = values


class NotFound(Refusal):
    """There is no such thing, or it is not yours: both look the same (P2)."""

    code = "not_found"


class Forbidden(Refusal):
    """A reader of this plan may not do this."""

    code = "forbidden"


class Archived(Refusal):
    """The plan is archived: nobody changes it until it is taken back."""

    code = "archived"


class Gone(Refusal):
    """It was here and has been trashed or dropped meanwhile."""

    code = "gone"


class Full(Refusal):
    """A limit on how many there may be is reached."""

    code = "full"


class LinkFull(Full):
    """So many have joined by a link as it lets in."""

    code = "link_full"


class Invalid(Refusal):
    """What was sent cannot be stored; `field` is where the sentence belongs, `reason` which one."""

    code = "invalid"

    def __init__(self, field: str, reason: str, **values: object) -> None:
        super().__init__(**values)
        self.field = field
        self.reason = reason


class AlreadyHere(Refusal):
    """Who is to be added is here already as something else (`name`, `role`, `new`): that is changed when it is said."""

    code = "already_here"


class BaseMissing(Refusal):
    """A browser changed a text without saying which version it had read."""

    code = "base_missing"


class Irreversible(Refusal):
    """A change that cannot be undone, or not any more: `reason` says which sentence, `who` changed it since."""

    code = "irreversible"

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(**values)
        self.reason = reason


class KeyReused(Refusal):
    """The same key came with another command: the client is confused, so nothing is done."""

    code = "key_reused"


@dataclass(frozen=True, slots=True)
class FieldClash:
    """Two people changed one field: what I wrote, what stands there, what both began with, who wrote theirs."""

    kind: str
    id: str
    field: str
    mine: str
    theirs: str
    was: str
    by: str


@dataclass
class Clash(Refusal):
    """The same field was changed since `base`; nobody's text is lost."""

    clashes: list[FieldClash] = field(default_factory=list)

    code = "clash"

    def __post_init__(self) -> None:
        super().__init__()
