"""The other ways to look at plans, with everything on them, for tests of templates."""

from typing import TYPE_CHECKING

from tests.sample_meetings import a_meeting
from tracker.pages import HitView, PaperStage, PrintPage, SearchPage, SearchView
from tracker.pages.views import CardView, FrameView

if TYPE_CHECKING:
    from tests.sample_pages import Samples


def view_pages(samples: "Samples", cards: list[CardView]) -> dict[str, tuple[str, object]]:
    """Template and page by a name for it."""
    nothing = SearchPage(f"x{samples.said}", SearchView([], 0, True))
    return {
        "paper": ("views/print.html", paper(samples, "table", cards)),
        "paper board": ("views/print.html", paper(samples, "board", cards)),
        "empty paper": ("views/print.html", paper(samples, "table", [])),
        **{f"{n} hits": ("search/page.html", hits(samples, n)) for n in (3, 9, 90, 400)},
        "no hits": ("search/page.html", nothing),
        "no search": ("search/page.html", SearchPage("", None)),
    }


def paper(samples: "Samples", form: str, cards: list[CardView]) -> PrintPage:
    stages = [PaperStage(one, [card for card in cards if card.stage == one.id]) for one in samples.stages]
    frame = samples.frame if cards else FrameView({}, [], [])
    head = samples.head(a_meeting(samples.said, samples.deadline()))
    return PrintPage(samples.plan, samples.path, form, head, frame, stages, "1. Mai 2026")  # type: ignore[arg-type]


def hits(samples: "Samples", count: int) -> SearchPage:
    said = samples.said
    runs = [(True, f"Schritt{said}"), (False, f" eins{said}")]
    shown = [
        HitView(kind, "/plans/x", runs, runs[:n], f"Hessen{said}", "de", n, n == 1)
        for n, kind in enumerate(("plan", "step", "idea"))
    ]
    return SearchPage(f"Schritt{said}", SearchView(shown, count, count < 400), few=count == 9)
