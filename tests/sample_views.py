"""The other ways to look at plans, with everything on them, for tests of templates."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tests.sample_calendars import calendar_pages
from tests.sample_meetings import a_meeting
from tracker.pages import (
    BoardPage,
    HitView,
    PaperPart,
    PaperStage,
    PrintPage,
    ProgressPage,
    SearchPage,
    SearchView,
    Slip,
    TimelinePage,
)
from tracker.pages.timeline import AxisMonth, Bar, Lane, ProgressMonth, TimelineRow
from tracker.pages.views import CardView, FrameView
from tracker.rendering import joined

if TYPE_CHECKING:
    from tests.sample_pages import Samples


def view_pages(samples: "Samples", cards: list[CardView]) -> dict[str, tuple[str, object]]:
    """Template and page by a name for it."""
    nothing = SearchPage(f"x{samples.said}", SearchView([], 0, True))
    return {
        "paper": ("views/print.html", paper(samples, "table", cards)),
        "paper board": ("views/print.html", paper(samples, "board", cards)),
        "paper slips": ("views/print.html", paper(samples, "slips", cards)),
        "empty slips": ("views/print.html", paper(samples, "slips", [])),
        "empty paper": ("views/print.html", paper(samples, "table", [])),
        "timeline": ("views/timeline.html", timeline(samples, cards)),
        "empty timeline": ("views/timeline.html", timeline(samples, [])),
        "progress": ("views/progress.html", progress(samples, 3)),
        "empty progress": ("views/progress.html", progress(samples, 0)),
        "wall": ("views/beamer.html", wall(samples, cards)),
        "empty wall": ("views/beamer.html", wall(samples, [])),
        **{f"{n} hits": ("search/page.html", hits(samples, n)) for n in (3, 9, 90, 400)},
        **calendar_pages(samples.plan, samples.said),
        "no hits": ("search/page.html", nothing),
        "no search": ("search/page.html", SearchPage("", None)),
    }


def paper(samples: "Samples", form: str, cards: list[CardView]) -> PrintPage:
    stages = [PaperStage(one, [card for card in cards if card.stage == one.id]) for one in samples.stages]
    frame = samples.frame if cards else FrameView({}, [], [])
    head = samples.head(a_meeting(samples.said, samples.deadline()))
    slips = [Slip(f"Kim{samples.said}", cards[:3])] if cards else []
    checks = [(f"Saal{samples.said}", True), ("Einladen", False)]
    part = PaperPart(
        f"**Erst**{samples.said}", f"Raum{samples.said}", f"Ziel{samples.said}", checks, f"Erst{samples.said}"
    )
    parts = {cards[0].id: part} if cards else {}
    day = "1. Mai 2026"
    return PrintPage(samples.plan, samples.path, form, head, frame, stages, day, slips, parts)  # type: ignore[arg-type]


def hits(samples: "Samples", count: int) -> SearchPage:
    said = samples.said
    runs = [(True, f"Schritt{said}"), (False, f" eins{said}")]
    shown = [
        HitView(kind, "/plans/x", runs, runs[:n], f"Hessen{said}", "de", n, n == 1)
        for n, kind in enumerate(("plan", "step", "idea"))
    ]
    return SearchPage(f"Schritt{said}", SearchView(shown, count, count < 400), few=count == 9)


def timeline(samples: "Samples", cards: list[CardView]) -> TimelinePage:
    shapes = ("dot", "block", "part", "capsule", "brackets", "check")
    states = ("late", "now", "ask", "done", "ahead")
    bars = [
        Bar(shape, 10.0 * n, 90.0, states[n % 5], n % 2 == 0, (9.0, 12.0) if shape == "part" else None)  # type: ignore[arg-type]
        for n, shape in enumerate(shapes)
    ]
    rows = [
        TimelineRow(card, f"im Mai{samples.said}", samples.themes[:2], bar)
        for card, bar in zip(cards, bars, strict=False)
    ]
    lanes = [Lane(samples.themes[0], rows[:3]), Lane(None, rows[3:])] if rows else []
    months = [AxisMonth(0, "Mai 2026"), AxisMonth(50, ""), AxisMonth(80, "Juli")]
    return TimelinePage(samples.plan, samples.path, months, "Mai–Juli 2026", 40, "5. Juni", lanes, cards)


def progress(samples: "Samples", dated: int) -> ProgressPage:
    months = [
        ProgressMonth("Mai 2026", AxisMonth(0, "Mai"), 2, 1, 2, 1, is_past=True),
        ProgressMonth("Juni 2026", AxisMonth(50, ""), 1, 0, 3, 1, is_past=False),
    ]
    return ProgressPage(samples.plan, samples.path, months, 5, dated and 1, dated, 40, "5. Juni", 5)


def wall(samples: "Samples", cards: list[CardView]) -> BoardPage:
    board, plan = samples.board(cards), samples.plan
    draw = partial(samples.rendering.fragment, locale=samples.locale, plan=plan)
    head = samples.head(a_meeting(samples.said, samples.deadline()) if cards else None)
    stages = []
    for stage in samples.stages:
        here = [card for card in cards if card.stage == stage.id]
        drawn = joined(draw("steps/_wall_card.html", card=card, words=f"Mai{samples.said}") for card in here)
        stages.append(draw("plans/_wall_stage.html", stage=stage, cards=drawn, count=len(here)))
    frags = {**board.frags, "plan-head": draw("plans/_wall_head.html", head=head)}
    return replace(board, view="wall", lists={"stages": joined(stages)}, frags=frags)
