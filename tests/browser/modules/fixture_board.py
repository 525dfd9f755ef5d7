"""A small board page as the templates write it, in three stages, with texts that tests can recognise."""

from collections.abc import Sequence
from dataclasses import dataclass, field

PLAN = "k7m2p9x4wd3h"
FEED = f"plan:{PLAN}"
BOARD = f"/plans/{PLAN}"

TEXTS = {
    "added": "added {title}",
    "arrived": "{name}, just now",
    "changed_by": "changed by {name}",
    "changes_other": "{n} changes",
    "connected": "connected",
    "drag_gone": "{title} is gone",
    "filtered": "{n} of {of}",
    "filtered_none": "no step matches",
    "gone": "gone",
    "here": "{n} here",
    "leave_unsaved": "leave?",
    "moved": "{title}: {stage}, {position} of {of}",
    "not_sent_signed_out": "sign in and it goes out",
    "not_sent_yet": "goes out by itself",
    "offline": "offline",
    "outdated": "outdated",
    "outdated_way_out": "reload",
    "polling": "polling",
    "reconnecting": "reconnecting",
    "refused": "refused",
    "sign_out_unsent_other": "{n} unsent",
    "signed_out": "signed out",
    "signed_out_way_out": "sign in",
    "sorted": "sorted by deadline",
    "step_gone": "the step is gone",
    "step_not_loaded": "not loaded",
    "unsent_one": "{n} unsent",
    "unsent_other": "{n} unsent",
    "year": "{from} to {to}, today {today}",
}


@dataclass
class Card:
    """One step of the fixture."""

    id: str
    title: str
    pos: str
    rev: int = 1
    more: str = ""
    """Further attributes: data-owners, data-last …"""

    def html(self) -> str:
        owners = "" if "data-owners" in self.more else ' data-owners=""'
        return (
            f'<li class="step" id="step-{self.id}" data-id="{self.id}" data-number="7" data-pos="{self.pos}"'
            f' data-rev="{self.rev}"{owners} {self.more}>'
            '<button type="button" class="step__grip for-writers needs-script" data-grip tabindex="-1"'
            f' aria-label="Grip {self.title}"></button>'
            f'<div class="step__view" data-view-part><h3 class="step__title">'
            f'<a href="{BOARD}/steps/{self.id}" data-open-step>{self.title}</a></h3></div>'
            '<button type="button" class="step__move for-writers needs-script" data-move-menu'
            f' aria-haspopup="menu" aria-expanded="false" aria-label="Move {self.title}"></button></li>'
        )

    def put(self, into: str) -> dict[str, object]:
        """The op that says how it stands now."""
        op = {"op": "put", "kind": "step", "id": self.id, "list": into, "pos": self.pos}
        return op | {"rev": self.rev, "html": self.html()}


@dataclass
class Stage:
    id: str
    name: str
    pos: str
    cards: Sequence[Card] = ()
    rev: int = 1

    def html(self, with_cards: bool = True) -> str:
        cards = "".join(card.html() for card in self.cards) if with_cards else ""
        return (
            f'<section class="stage" id="stage-{self.id}" data-id="{self.id}" data-pos="{self.pos}"'
            f' data-rev="{self.rev}"><div class="stage__head" data-head><h2>{self.name}</h2>'
            f'<span data-count-of="{self.id}">{len(self.cards)}</span>'
            f'<a href="{BOARD}/steps?stage={self.id}" data-quick-add="{self.id}">+</a></div>'
            f'<ol class="stage__steps" data-list="{self.id}" data-drop-url="{BOARD}/steps/__id__/placement">'
            f'{cards}</ol><p class="stage__empty" data-empty-of="{self.id}">nothing</p></section>'
        )

    def put(self) -> dict[str, object]:
        op = {"op": "put", "kind": "stage", "id": self.id, "list": "stages", "pos": self.pos}
        return op | {"rev": self.rev, "html": self.html(with_cards=False)}


def three_stages() -> list[Stage]:
    """a1 to a4 in Idea, b1 and b2 in Work, nothing in Done."""
    idea = [Card(f"a{n}", f"Title a{n}", f"{n}i") for n in range(1, 5)]
    work = [Card(f"b{n}", f"Title b{n}", f"{n}i") for n in range(1, 3)]
    return [Stage("idea", "Idea", "b", idea), Stage("work", "Work", "d", work), Stage("done", "Done", "f")]


@dataclass
class BoardPage:
    """The page; change a field and render again."""

    stages: list[Stage] = field(default_factory=three_stages)
    role: str = "editor"
    me: str = "m:anna"
    token: str = "token-1"
    rev: int = 1
    epoch: str = "e1"
    build: str = "1"
    day: str = "2026-05-31"
    html_attributes: dict[str, str] = field(default_factory=dict)
    extra: str = ""

    def html(self) -> str:
        named = "".join(f' {name}="{value}"' for name, value in self.html_attributes.items())
        texts = "".join(f'<p data-key="{key}">{said}</p>' for key, said in TEXTS.items())
        return (
            f'<!doctype html><html lang="en" data-look="auto"{named}><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Board</title>'
            '<link rel="icon" href="/static/icon.svg"><link rel="stylesheet" href="/static/styles/layers.css">'
            '<script type="module" src="/static/behaviours/board.js"></script></head>'
            f'<body data-role="{self.role}" data-page="board" data-me="{self.me}" data-token="{self.token}"'
            ' data-sprite="/static/symbols.svg" data-my-parties="p1">'
            f'<header class="masthead"></header>{self._main()}{_AROUND}{self.extra}'
            f"<template data-texts>{texts}</template></body></html>"
        )

    def _main(self) -> str:
        switch = "".join(
            f'<a href="#stage-{one.id}" data-to-stage="{one.id}"><span data-name-of="{one.id}">{one.name}</span>'
            f' <span data-count-of="{one.id}">{len(one.cards)}</span></a>'
            for one in self.stages
        )
        return (
            f'<main class="page board" id="board" data-feed="{FEED}" data-plan="{PLAN}" data-rev="{self.rev}"'
            f' data-epoch="{self.epoch}" data-view="board" data-day="{self.day}" data-build="{self.build}">'
            '<div class="plan"><div data-frag="plan-head"><h1>Plan</h1></div><div class="plan__here">'
            '<div data-presence hidden></div><p class="connection" role="status" data-connection></p></div></div>'
            '<div class="year" data-year hidden></div>'
            f'<details data-fold="frame:{PLAN}" open><summary>Frame</summary>'
            '<ul data-list="notes-goal"></ul></details>'
            f'{_FILTER}<nav class="stage__switch">{switch}</nav>'
            f'<div class="stages" data-list="stages">{"".join(one.html() for one in self.stages)}</div>{_ADD}</main>'
        )


_FILTER = (
    '<form class="filter needs-script" role="search" data-filter><input type="search" name="words">'
    '<label><input type="checkbox" name="mine" value="1">mine</label>'
    '<select name="theme"><option value="">all</option><option value="t1">t1</option></select>'
    '<select name="owner"><option value="">all</option><option value="p1">p1</option></select>'
    '<label><input type="checkbox" name="late" value="1">late <span data-filter-count="late"></span></label>'
    '<label><input type="checkbox" name="unowned" value="1"><span data-filter-count="unowned"></span></label>'
    '<label><input type="checkbox" name="unaccepted" value="1"></label>'
    '<label><input type="checkbox" name="undated" value="1"><span data-filter-count="undated"></span></label>'
    '<label><input type="checkbox" name="sort" value="deadline">sort</label>'
    '<p data-filter-shown></p><button type="reset" data-filter-reset hidden>all</button></form>'
)
_ADD = (
    '<div class="add for-writers"><button type="button" data-stage-before>&lt;</button>'
    f'<a data-quick-add-here href="{BOARD}/steps">new</a>'
    '<button type="button" data-stage-after>&gt;</button></div>'
    f'<template data-quick-add-form><form class="quick-add" method="post" action="{BOARD}/steps"'
    f' data-command data-feed="{FEED}"><input type="hidden" name="_token" value="x">'
    '<input name="lines" required aria-label="new title">'
    '<p class="field__error" data-error-for="lines" hidden></p><div data-quick-read></div><button>add</button>'
    '<button type="button" data-quick-close>close</button></form></template>'
)
_AROUND = (
    '<div class="drawer__veil" data-drawer-veil hidden></div><aside id="drawer" class="drawer" hidden'
    ' data-htmx="/static/vendor/htmx.min.js"></aside>'
    '<menu id="move-menu" class="menu__sheet menu__sheet--free" role="menu" hidden></menu>'
    '<div id="announcer" class="unseen" role="status" aria-live="polite"></div>'
    '<div id="alert" class="toast" role="alert" hidden></div>'
    '<section id="outbox" class="outbox" aria-labelledby="outbox-title" hidden><h2 id="outbox-title">Outbox</h2>'
    '<ul class="outbox__changes" data-outbox></ul></section>'
)
