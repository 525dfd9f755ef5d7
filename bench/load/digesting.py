"""A process of its own that works out everybody's digest of a Monday, on one core, and says what that took."""

import asyncio
import json
import os
import resource
import sys
import time
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from tracker.boards.digests import body_of, digest_said
from tracker.clock import Clock
from tracker.domain.berlin import BERLIN
from tracker.domain.mail import Mail
from tracker.domain.rhythm import Rhythm
from tracker.mail.reminding import Reminding
from tracker.store.database import Database
from tracker.store.duties import duties_of
from tracker.store.tellings import readers_after

TOGETHER = 100
MONDAY = datetime(2026, 5, 18, 7, tzinfo=BERLIN)


def main() -> None:
    """Of the database whose address is given; prints one line of JSON."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    before = _peak()
    database = Database(sys.argv[1], Clock(lambda: MONDAY).both)
    try:
        start, cpu = time.monotonic(), time.process_time()
        put = asyncio.run(Reminding(database, Clock(lambda: MONDAY), lambda: None).remind_due())
        found = time.monotonic() - start, time.process_time() - cpu
        written, lines = database.read_now(_write_all)
        took = time.monotonic() - start, time.process_time() - cpu
        mails = database.read_now(lambda s: len(s.execute(select(Mail.id)).all()))
    finally:
        database.close()
    said = {"put": put, "mails": mails, "written": written, "lines": lines, "found": found, "took": took}
    print(json.dumps(said | {"before": before, "peak": _peak()}))


def _write_all(session: Session) -> tuple[int, int]:
    """The words of every digest, as the sender puts them together: how many there are, and their lines."""
    day, last, written, lines = MONDAY.date(), "", 0, 0
    while readers := readers_after(session, last, TOGETHER):
        last = readers[-1].id
        for duties in duties_of(session, [one.id for one in readers], day).values():
            body = body_of(digest_said("de", duties, day, Rhythm.WEEKLY), "de")
            written, lines = written + bool(body), lines + body.count("\n- ")
    return written, lines


def _peak() -> float:
    """MiB this process had at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
