"""What a member sees of their own account."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.pages.calendar import CalendarPart
from tracker.pages.common import FormView, PlanLink


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A browser in which the member is signed in."""

    id: str
    device: str
    """Browser and system; empty when neither is known."""
    since: str
    until: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class TokenRow:
    id: str
    name: str
    since: str
    reads_only: bool
    plans: Sequence[PlanLink] = ()
    """Those it is for, as far as its owner still reads them."""
    is_for_some: bool = False


@dataclass(frozen=True, slots=True)
class ErasurePage:
    email: str
    alone: Sequence[str]
    """Names of the networks that would be left without a coordinator: then nobody is erased."""
    form: FormView


@dataclass(frozen=True, slots=True)
class NewAddressPage:
    """`me/new_address.html`: the button that uses the link of a mail."""

    action: str
    address: str
    form: FormView


@dataclass(frozen=True, slots=True)
class MePage:
    name: str
    email: str
    devices: Sequence[DeviceRow]
    tokens: Sequence[TokenRow]
    calendar: CalendarPart
    form: FormView
    secret: str = ""
    """Of the token just made: shown on this page and never again."""
    made: str = ""
    """The id of that token."""
    plans: Sequence[PlanLink] = ()
    """All that a token may be for."""
    new_address: str = ""
    """Which waits for its code; empty: none."""
    said: str = ""
    """What was just done: `name`, `asked`, `address`."""
    mails: bool = True
    """Whether mails leave this installation; else they lie in a folder."""
