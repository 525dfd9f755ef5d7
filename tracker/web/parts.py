"""What every handler can reach: made once in `app.py`, found again from the request."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from starlette.requests import HTTPConnection

from tracker.allowance import Allowances
from tracker.boards.boards import Boards
from tracker.clock import Clock
from tracker.rendering import Rendering
from tracker.settings import Settings
from tracker.store.database import Database
from tracker.web.under_way import UnderWay
from tracker.web.visitors import Visitors

ASKS_A_SECOND, ASKS_AT_ONCE = 2, 120  # of one client address: a whole hall may be behind it
WRONG_CODES = 10  # a minute


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one running application."""

    settings: Settings
    database: Database
    boards: Boards
    rendering: Rendering
    clock: Clock
    visitors: Visitors
    end_session: Callable[[str], None]
    """Closes what is open under the session with this hash."""
    wake_mailing: Callable[[], None]
    """There is a mail to send."""
    forget_letters: Callable[[Collection[str], Collection[str]], None]
    """Removes letters by id, and those to these addresses, from the folder where they lie without a relay."""
    under_way: UnderWay = field(default_factory=UnderWay)
    asks: Allowances = field(default_factory=lambda: Allowances(ASKS_A_SECOND, ASKS_AT_ONCE))
    """Mails to sign in, by client address."""
    sign_ups: Allowances = field(default_factory=lambda: Allowances(ASKS_A_SECOND, ASKS_AT_ONCE))
    """To meetings, by client address."""
    wrong_codes: Allowances = field(default_factory=lambda: Allowances(WRONG_CODES / 60, WRONG_CODES))
    wrong_join_codes: Allowances = field(default_factory=lambda: Allowances(WRONG_CODES / 60, WRONG_CODES))
    """By client address."""


def parts_of(connection: HTTPConnection) -> Parts:
    """The parts of the application that a request came to."""
    parts: Parts = connection.app.state.parts
    return parts
