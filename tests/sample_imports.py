"""The pages of an import with everything on them, for tests of templates."""

from collections.abc import Sequence

from tracker.pages import FormView, ImportPage, PathLink, PlanLink, PreviewPage
from tracker.pages.imports import ColumnView, LineView, Option, StageWord

_FORM = FormView(key="0" * 20, rev=41, base=41)


def import_pages(path: Sequence[PathLink], said: str) -> dict[str, tuple[str, object]]:
    """Template and page by a name for it."""
    return {
        "import": ("imports/new.html", _new(path, said)),
        "import preview": ("imports/preview.html", _preview(path, said)),
    }


def _new(path: Sequence[PathLink], said: str) -> ImportPage:
    refused = FormView("0" * 20, 0, 0, "paste", {"text": f"x{said}"}, {"text": f"nein{said}"})
    address, plan = "/plans/plan00000001", PlanLink("plan00000001", f"Hessen{said}", f"Plan{said}", "de")
    return ImportPage(
        f"{address}/imports", address, f"Plan{said}", True, path, refused, [f"Zeile 1{said}"], plan
    )


def _preview(path: Sequence[PathLink], said: str) -> PreviewPage:
    address = "/plans/plan00000001"
    options = [Option("update", f"aktualisieren{said}"), Option("add", f"anlegen{said}")]
    line = LineView(
        3, f"Schritt{said}", [f"IHK{said}"], "update", options, f"Schritt 7{said}", f"Titel{said}",
        [f"B3{said}"], [f"C3{said}"],
    )  # fmt: skip
    return PreviewPage(
        address=f"{address}/imports/p", back=address, into=f"Plan{said}", is_new=True, path=path, form=_FORM,
        name=f"plan.xlsx{said}", title=f"Plan{said}", language="de",
        columns=[ColumnView("column-0", "A", f"Was{said}", f"Eins{said}", "title")],
        meanings=[Option("title", f"Maßnahme{said}")], stage_words=[StageWord("stage-0", f"gelb{said}", "")],
        stages=[f"Fertig{said}"], asked_days=[f"B3: 03/12{said}"], day_order="", has_matches=True,
        has_broken=True, duplicates="", skip_broken=False, lines=[line], more=7, added=1, updated=1, skipped=1,
        broken=1, new_names=[("parties", f"IHK{said}")], notices=[f"Windows{said}"], still=f"Was?{said}",
    )  # fmt: skip
