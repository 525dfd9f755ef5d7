"""Pages about mails and what their links open: with everything on them, and with nothing."""

from datetime import date

from tests.sample_past import FORM
from tracker.pages.my_steps import (
    AheadRow,
    EndingPage,
    MailsPage,
    NoLinkPage,
    OwnStep,
    OwnStepsPage,
    TalkedPart,
)
from tracker.pages.views import DeadlineView

DAY = date(2026, 5, 20)


def mail_pages(said: str) -> dict[str, tuple[str, object]]:
    """By name: template and page, each with `said` in its texts."""
    when = DeadlineView("day", f"20. Mai 2026{said}", "now", False, "", DAY, DAY)
    at = "/my-steps/secret/k7m2p9x4wd3h"
    where = f"NRW{said}"
    steps = [
        OwnStep(
            f"s{n}", at, f"Kick-off{said}", where, "de", when if n else None, said * n, n == 1, n != 2, 41
        )
        for n in range(4)
    ]
    parts = [TalkedPart(f"Jetzt dran{said}", [f"Kick-off{said}"])]
    ahead = [AheadRow(f"Mi, 20.05.2026{said}", f"Noch zwei Wochen{said}", f"Kick-off{said}")]
    email, none = f"anna@example.org{said}", ()
    full = MailsPage(
        *("weekly", True, "Mo, 25.05.2026", parts, 3, ahead, 2, 2, "1. Juli 2026", FORM, email),
        ahead_until="Mi, 15.07.2026",
        said="saved",
    )
    bare = MailsPage("none", False, "", none, 0, none, 0, 0, "", FORM, email)
    return {
        "own steps": ("my_steps/page.html", OwnStepsPage(f"Anna{said}", steps, FORM, "deadline")),
        "no own steps": ("my_steps/page.html", OwnStepsPage(f"Anna{said}", none, FORM)),
        "no link": ("my_steps/gone.html", NoLinkPage()),
        "ending": ("my_steps/ending.html", EndingPage("digests", "/digests/ending/x")),
        "ended": ("my_steps/ending.html", EndingPage("reminders", "/reminders/ending/x", ended=True)),
        "mails": ("me/mails.html", full),
        "no mails": ("me/mails.html", bare),
    }
