"""Every page with everything on it, for tests of templates. `said` is put into each text that people write."""

from datetime import date

from tests.sample_account import account_pages
from tests.sample_home import empty_home, home_page
from tests.sample_imports import import_pages
from tests.sample_joining import joining_pages
from tests.sample_meetings import a_meeting, meeting_pages, meetings_page, trash_page
from tests.sample_members import contacts, member_pages, members, names, persons
from tests.sample_past import FORM, histories
from tests.sample_steps import move_pages, step_page
from tests.sample_views import view_pages
from tracker.boards.drawing import Drawing
from tracker.language.texts import text
from tracker.pages import (
    AboutPage,
    Adopted,
    AwayView,
    BoardPage,
    ClashView,
    EditPlanPage,
    ErrorPage,
    FormView,
    HomePage,
    NewStepPage,
    PathLink,
    PlanLink,
    PlanRights,
    RegionPage,
    StepPage,
    StepRights,
    Viewer,
    WelcomePage,
)
from tracker.pages.views import (
    CardView,
    DeadlineView,
    DoneView,
    FrameView,
    HeadView,
    MeetingView,
    NoteView,
    OwnerView,
    PartyView,
    StageView,
    ThemeView,
)
from tracker.rendering import Html, Rendering, joined

KINDS = ("challenge", "goal", "idea", "question", "need", "offer", "wish", "parked")
STAGES = ("gathered", "agreed", "working", "waiting", "done")
DAY = date(2026, 5, 1)


class Samples:
    """Pages in one language."""

    def __init__(self, rendering: Rendering, locale: str, said: str = "") -> None:
        self.rendering, self.locale, self.said = rendering, locale, said
        self.plan = PlanLink("plan00000001", f"Hessen{said}", f"Inklusion{said}", "de")
        self.path = [PathLink(f"Netzwerk{said}", "/networks/n"), PathLink("Hessen", "")]
        self.themes = [ThemeView(f"theme{n}", f"Thema{said}", n) for n in range(1, 9)]
        self.parties = [
            PartyView("p1", f"Anna{said}", "An", "person"),
            PartyView("p2", f"Handwerkskammer{said}", "HK", "organisation"),
            PartyView("p3", f"KMU{said}", "KM", "group"),
        ]
        self.viewer = Viewer(
            "m:anna", f"Anna{said}", "An", ["p1"], "facilitator", token="token", address=f"/{said}"
        )
        self.stages = [
            StageView(f"s{n}", text(locale, f"stage.{kind}"), kind, f"k{n}", 1)
            for n, kind in enumerate(STAGES)
        ]  # type: ignore[arg-type]
        self.away = AwayView("3. Mai 2026", f"Anna{said}", f"weil{said}")
        notes = {kind: [NoteView(f"n-{kind}", kind, f"Karte{said}", "a", 3)] for kind in KINDS}
        self.frame = FrameView(notes, self.themes, self.parties)

    def deadline(
        self, lateness: str = "ahead", *, unread: bool = False, tentative: bool = False
    ) -> DeadlineView:
        first = None if unread else DAY
        shape = "none" if unread else "month"
        return DeadlineView(shape, f"Mai{self.said}", lateness, tentative, "1.–31.", first, first, unread)  # type: ignore[arg-type]

    def owners(self) -> list[OwnerView]:
        both = zip(self.parties, ("lead", "with", "involve"), ("accepted", "asked", "declined"), strict=True)
        return [
            OwnerView(f"o-{p.id}", p.id, p.name, p.mark, p.sort, role, answer) for p, role, answer in both
        ]  # type: ignore[arg-type]

    def cards(self) -> list[CardView]:
        """One of each state."""
        deadlines = [None, self.deadline("none", unread=True), self.deadline("ask", tentative=True)]
        deadlines += [self.deadline(lateness) for lateness in ("ahead", "now", "late", "ahead")]
        done = DoneView("3. Mai 2026", f"3. Mai 2026, Anna{self.said}", f"Ergebnis{self.said}")
        return [
            CardView(
                f"step{n}", n + 1, f"Schritt{self.said}", 7, f"s{n % 5}", f"p{n}", deadline,
                self.themes[:n], self.owners()[n % 4 :], done if n == 6 else None,
                checked=n // 2, checks=n, comments=n % 3,
            )
            for n, deadline in enumerate(deadlines)
        ]  # fmt: skip

    def card(self, card: CardView) -> Html:
        return Drawing(self.rendering).card_of(self.plan, card, self.locale)

    def board(self, cards: list[CardView] | None = None) -> BoardPage:
        draw, plan, cards = self.rendering.fragment, self.plan, self.cards() if cards is None else cards
        meeting = a_meeting(self.said, self.deadline())
        head = self.head(meeting)
        frags = {"plan-head": draw("plans/_head.html", self.locale, head=head, plan=plan)}
        meetings = {"ahead": [meeting], "past": 2, "plan": plan}
        frags["frame-meetings"] = draw("plans/_frame_meetings.html", self.locale, **meetings)
        for name in ("summary", "themes", "parties"):
            frags[f"frame-{name}"] = draw(
                f"plans/_frame_{name}.html", self.locale, frame=self.frame, plan=plan
            )
        counts = {one.id: sum(card.stage == one.id for card in cards) for one in self.stages}
        lists = {
            "stages": joined(
                draw(
                    "plans/_stage.html", self.locale, stage=one, plan=plan, count=counts[one.id],
                    cards=joined(self.card(card) for card in cards if card.stage == one.id),
                )
                for one in self.stages
            )
        }  # fmt: skip
        for kind, notes in self.frame.notes.items():
            html = joined(draw("plans/_note.html", self.locale, note=note, plan=plan) for note in notes)
            lists[f"notes-{kind}"] = html
        return BoardPage(
            plan, self.path, 41, "e1", DAY, self.stages, lists, counts, frags, self.themes, self.parties, FORM,
            adopted=Adopted(40, 3),
        )  # fmt: skip

    def head(self, meeting: MeetingView | None = None) -> HeadView:
        texts = [f"{word}{self.said}" for word in ("Ziel", "Zeit", "Anna", "Bernd")]
        return HeadView(self.plan.region, self.plan.title, *texts[:2], meeting, *texts[2:])

    def step(self, card: CardView, rights: StepRights, **more: object) -> StepPage:
        return step_page(self, card, rights, **more)

    def clashes(self) -> list[ClashView]:
        said = self.said
        runs = [("same", f"wir{said}"), ("ins", f"laden{said}"), ("del", f"ein{said}")]
        names = {"title": "title", "text": "text", "deadline": "words"}
        return [
            ClashView(
                field, f"Bernd{said}", f"a{said}", f"b{said}", runs, runs, f"ab{said}", "/plans/x", name, name
            )
            for field, name in names.items()
        ]

    def home(self) -> HomePage:
        return home_page(self)

    def edit(self) -> EditPlanPage:
        said, rights = self.said, PlanRights(*[True] * 11)
        return EditPlanPage(
            self.plan, self.path, f"Ziel{said}", f"Zeit{said}", [a_meeting(self.said, self.deadline())],
            self.frame, names("party", said, self.parties), names("theme", said, self.themes), self.stages,
            contacts(said), persons(said, self.parties), rights, FORM,
        )  # fmt: skip

    def pages(self) -> dict[str, tuple[str, object]]:
        """Template and page by a name for it."""
        said, cards, all_rights = self.said, self.cards(), StepRights(*[True] * 13)
        unknown = dict.fromkeys(("asks_consent", "without_account"), True)
        refused = FormView("0" * 20, 41, 41, "step-new", {"title": f"x{said}"}, {"title": f"nein{said}"})
        region = RegionPage(
            "r", f"Hessen{said}", "region", [f"Hessen{said}"], contacts(said), self.path,
            self.home().beside.plans, members(said), True, True, FORM,
        )  # fmt: skip
        return {
            "board": ("plans/board.html", self.board()),
            "meetings": ("plans/meetings.html", meetings_page(self.plan, self.path, said, self.deadline())),
            **meeting_pages(self.plan, self.path, said, self.deadline(), cards),
            "empty board": ("plans/board.html", self.board([])),
            "step": ("steps/step.html", self.step(cards[3], all_rights)),
            "own step": ("steps/step.html", self.step(cards[2], all_rights)),
            "unread step": ("steps/step.html", self.step(cards[1], all_rights, **unknown)),
            "clash": ("steps/step.html", self.step(cards[3], all_rights, clashes=self.clashes())),
            "read step": ("steps/step.html", self.step(cards[5], StepRights())),
            "done step": ("steps/step.html", self.step(cards[6], all_rights)),
            "dropped step": ("steps/step.html", self.step(cards[3], all_rights, dropped=self.away)),
            "trashed step": ("steps/step.html", self.step(cards[3], all_rights, trashed=self.away)),
            "new step": (
                "steps/new.html",
                NewStepPage(self.plan, self.path, self.stages, "s1", refused, is_table=True),
            ),
            **move_pages(self),
            "edit": ("plans/edit.html", self.edit()),
            "trash": ("plans/trash.html", trash_page(self.plan, self.path, said, self.deadline())),
            **{
                name: ("plans/history.html", page)
                for name, page in histories(self.plan, self.path, said).items()
            },
            **view_pages(self, cards),
            **import_pages(self.path, said),
            "home": ("home.html", self.home()),
            "empty home": ("home.html", empty_home(self)),
            "welcome": ("welcome.html", WelcomePage()),
            **(account_pages(said) | joining_pages(self.plan, self.path, said)),
            **member_pages(said, region, FORM),
            "imprint": ("about.html", AboutPage("imprint", f"Verein{said}", f"a@example.org{said}")),
            "privacy": ("about.html", AboutPage("privacy", stored=["member"])),
            "shortcuts": ("shortcuts.html", AboutPage("accessibility")),
            "accessibility": ("about.html", AboutPage("accessibility")),
            **{
                f"error {status}": ("errors/error.html", ErrorPage(status, f"weil{said}", "/plans/x"))
                for status in (400, 403, 404, 405, 408, 409, 410, 413, 415, 418, 422, 423, 429, 500, 503)
            },
        }
