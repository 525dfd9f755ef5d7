"""The door, before and after it opens, and what facilitators see of it."""

from dataclasses import replace

from tests.sample_members import members
from tests.sample_past import FORM
from tracker.pages import (
    ArchivePage,
    ClaimPage,
    CodePage,
    DoorPage,
    GuestRow,
    LinkRow,
    LinksPage,
    PathLink,
    PlanLink,
    VisibilityPage,
    WallLinkPage,
)
from tracker.web.qr import qr_of


def joining_pages(plan: PlanLink, path: list[PathLink], said: str) -> dict[str, tuple[str, object]]:
    """By name: template and page, each with `said` in its texts."""
    guests = [GuestRow("g1", f"Kim{said} (ohne Konto)"), GuestRow("g2", f"Lou{said} (ohne Konto)")]
    until, made = "20. April 2026", "3. April 2026"
    row = LinkRow("l1", "guest", "open", "k7m2-p9x4", "", until, 2, 60, guests, f"Workshop{said}", made)
    rows = [
        row,
        replace(row, id="l2", label="", state="later", since="16. April 2026", guests=[], joined=0),
        replace(row, id="l3", state="revoked", guests=[GuestRow("g3", f"Ali{said} (ohne Konto)")]),
        replace(row, id="l4", role="reader", code="", joined=1, guests=[]),
        replace(row, id="l5", state="over", guests=[]),
        replace(row, id="l6", state="no_maker", guests=[]),
    ]
    left = [(f"Ali{said} (ohne Konto)", f"ali{said}@example.org")]
    days = ("2026-04-14", "2026-04-21", "2026-07-13")
    gone = [GuestRow("g9", f"Udo{said} (ohne Konto)", f"Workshop{said}")]
    offered = ["reader", "editor"]
    links = LinksPage(plan, path, rows, gone, left, members(said), offered, True, *days, 1_000, FORM)
    address = "https://plans.example.org/join/" + "s" * 22
    wall = WallLinkPage(plan, row, qr_of(address), address, "plans.example.org/join")
    door = DoorPage(plan, "/join/" + "s" * 22, "guest", "20. April 2026", FORM)
    name, kept = f"Anna{said}", [(0, "immer"), (5, "5 Jahre")]
    archive = ArchivePage(plan, path, "", f"Der Verlauf bleibt.{said}", 0, kept, True, FORM)
    return {
        "archive": ("plans/archive.html", archive),
        "archived": ("plans/archive.html", replace(archive, archived="14. April 2026", years=5)),
        "archive for readers": ("plans/archive.html", replace(archive, may_change=False)),
        "links": ("plans/links.html", links),
        "no links": ("plans/links.html", replace(links, links=[], members=[], gone=[])),
        "link": ("plans/link.html", wall),
        "opening to all": ("plans/visibility.html", VisibilityPage(plan, path, False, FORM)),
        "closing to all": ("plans/visibility.html", VisibilityPage(plan, path, True, FORM)),
        "door": ("joinings/door.html", door),
        "early door": ("joinings/door.html", replace(door, begins="16. April 2026")),
        "door for a guest": ("joinings/door.html", replace(door, guest=name)),
        "door from inside": ("joinings/door.html", replace(door, guest=name, is_in=True, role="reader")),
        "door for a member": ("joinings/door.html", replace(door, member=name, is_in=True)),
        "door for a stranger": ("joinings/door.html", replace(door, member=name)),
        **claims(plan, said),
        "typed code": ("joinings/code.html", CodePage(FORM, stale=True)),
    }


def claims(plan: PlanLink, said: str) -> dict[str, tuple[str, object]]:
    """Somebody looks at what they did without account: with an account, without, and without a role."""
    mine = ClaimPage(
        "/claims/g1/" + "s" * 22, plan, f"Kim{said}", [f"Auftakt{said}"], 3, f"Anna{said}", True, FORM
    )
    return {
        "claim": ("joinings/claim.html", mine),
        "claim signed out": ("joinings/claim.html", replace(mine, member="", reads=False)),
        "claim without a role": ("joinings/claim.html", replace(mine, taken=[], changes=1, reads=False)),
    }
