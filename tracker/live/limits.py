"""What one client may cost."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tracker.live.goodbyes import Code, Goodbye

MESSAGE_BYTES = 1024
MESSAGES_A_SECOND, MESSAGES_AT_ONCE = 5, 20
SOCKETS_OF_A_SESSION, SOCKETS_OF_A_TOKEN = 20, 10_000


class Seats:
    """How many sockets each session has open."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    @contextmanager
    def one_for(self, session: str, most: int) -> Iterator[None]:
        """A seat while the block runs. Raises Goodbye when all are taken."""
        if self.taken[session] >= most:
            raise Goodbye(Code.BREACH)
        self.taken[session] += 1
        try:
            yield
        finally:
            self.taken[session] -= 1
            if not self.taken[session]:
                del self.taken[session]
