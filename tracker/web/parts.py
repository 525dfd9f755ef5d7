"""What every handler can reach: made once in `app.py`, found again from the request."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from tracker.boards.boards import Boards
from tracker.clock import Clock
from tracker.rendering import Rendering
from tracker.settings import Settings
from tracker.store.database import Database
from tracker.web.under_way import UnderWay
from tracker.web.visitors import Visitors


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
    under_way: UnderWay


def parts_of(connection: HTTPConnection) -> Parts:
    """The parts of the application that a request came to."""
    parts: Parts = connection.app.state.parts
    return parts
