"""The page of a step with everything on it, for tests of templates."""

from typing import Any

from tracker.pages import FormView, MovePage, StepPage, StepRights
from tracker.pages.hanging import AnswerView, CheckView, CommentView, FollowUpView, LinkView, PartView
from tracker.pages.views import CardView


def step_page(samples: Any, card: CardView, rights: StepRights, **more: object) -> StepPage:
    """`samples` are those of sample_pages; `more` says what is other than usual."""
    said, form = samples.said, FormView(key="0" * 20, rev=41, base=41)
    usual = {
        "needed": f"Raum{said}",
        "goal": samples.frame.notes["goal"][0],
        "goals": samples.frame.notes["goal"],
        "checks": [CheckView(f"c{n}", f"Punkt{said}", done=n == 1) for n in range(3)],
        "parts": [PartView(f"t{n}", f"Teil{said}", done=n == 1) for n in range(2)],
        "part_of": PartView("t3", f"Ganzes{said}", done=False),
        "follow_ups": [FollowUpView("f1", f"Anna{said}", f"Kammer{said}", f"3. Mai{said}", is_late=True)],
        "answers": {
            owner.id: AnswerView(f"Ja{said}", f"Frage{said}", f"Anna{said}", "a", [("a", f"Anna{said}")])
            for owner in card.owners
        },
        "speaks_for": ["p3"],
        "states": [f"Hessen{said}"],
        "people": [("hanna", f"Hanna{said}")],
        "links": [LinkView("l1", f"Link{said}", "https://example.org/", f"example.org{said}")],
        "comments": [
            CommentView(
                f"k{n}",
                "m:anna",
                f"Anna{said}",
                f"Gesagt{said}",
                f"3. Mai{said}",
                f"B{said}" * n,
                n == 1,
                [(f"@Anna{said}", True), (f"Gesagt{said}", False)],
            )
            for n in range(2)
        ],
    }
    return StepPage(
        samples.plan, samples.path, card, f"Bemerkung{said}", f"im Mai{said}", samples.stages[1], samples.stages,
        samples.parties, samples.themes, ["p2"], rights, form, **(usual | more),  # type: ignore[arg-type]
    )  # fmt: skip


def move_pages(samples: Any) -> dict[str, tuple[str, MovePage]]:
    """To which plan a step is moved; with nothing to choose from, too."""
    form, title = FormView(key="0" * 20, rev=41, base=41), f"Schritt{samples.said}"
    return {
        f"move {len(plans)}": (
            "steps/move.html",
            MovePage(samples.plan, samples.path, "s1", 7, title, plans, form),
        )
        for plans in ([samples.plan], [])
    }
