"""Typed lines with something of everything, for the templates."""

from tracker.pages.quick import NamedView, QuickView


def quick_views(said: str) -> list[QuickView]:
    owners = [NamedView("p1", f"IHK{said}", "organisation"), NamedView("", f"Neu{said}", "organisation")]
    owners.append(NamedView("p2", f"KMU{said}", "group"))
    themes = [NamedView("t1", f"Tools{said}", ""), NamedView("", f"Neu{said}", "")]
    return [
        QuickView(f"Kick-off{said}", f"Mai{said}", f"Mai 2026{said}", f"Feiertag{said}", owners, themes),
        QuickView(f"Flyer{said}", "", "", "", [], []),
    ]
