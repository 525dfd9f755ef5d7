"""Every page, and every state of one that people get into: the table that the tests of access walk along."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.browser.screens import Screen, acting
from tests.browser.troubles import (
    asked_for_mail,
    refused_later,
    shown,
    somebody_else_here,
    two_versions_on_a_page,
    unsent,
    without_network,
)

PLAN, REGION = "/plans/{plan:id}", "/regions/{region:id}"
STEP, PREVIEW = PLAN + "/steps/{step:id}", "/imports/{preview:id}"

Reach = Callable[[Screen], Awaitable[None]]


async def as_it_opens(screen: Screen) -> None:
    """Nothing to do."""


@dataclass(frozen=True)
class Sight:
    """What to look at: a page of the route table, and how to get into a state of it."""

    name: str
    route: str
    reach: Reach = as_it_opens
    query: str = ""
    who: str = "anna"
    wide: bool = False
    """A narrow window has another way there."""
    instead: str = ""
    """An address of no page, or of one that is not there any more."""
    secret: str = "secret"
    """Which of the secrets stands in the address."""

    def address(self, ids: dict[str, str]) -> str:
        """With the ids of a furnished plan."""
        ids = ids | {"secret": ids[self.secret]}
        return self.instead or re.sub(r"{(\w+)(:\w+)?}", lambda found: ids[found[1]], self.route) + self.query


def opened(summary: str) -> Reach:
    """A menu that is a `details`."""

    async def reach(screen: Screen) -> None:
        await screen.page.locator(f"{summary} summary").click()
        await shown(screen, f"{summary} .menu__sheet")

    return reach


def clicked(button: str, shows: str) -> Reach:
    """What a button opens."""

    async def reach(screen: Screen) -> None:
        await screen.page.locator(f"{button}:visible").first.click()
        await shown(screen, shows)

    return reach


def refused(field: str, *, in_place: bool = True) -> Reach:
    """A form that somebody sent with nothing but a blank in it; not in place, the answer is a page."""

    async def reach(screen: Screen) -> None:
        if in_place:
            await screen.page.wait_for_selector("form[hx-post][data-htmx-powered]", state="attached")
        await screen.page.fill(field, " ")
        await screen.page.locator(field).evaluate("(field) => field.form.requestSubmit()")
        await shown(screen, f"{field}-error")

    return reach


async def drawer(screen: Screen) -> None:
    """The step with most on it, folds open."""
    await screen.page.evaluate(
        "() => document.querySelector('.step:has(.owner + .owner) [data-open-step]').click()"
    )
    await shown(screen, "#drawer .editor__save")
    await screen.page.evaluate(
        "() => document.querySelectorAll('#drawer details').forEach((one) => (one.open = true))"
    )


async def drawer_refused(screen: Screen) -> None:
    """With a title that is none."""
    await drawer(screen)
    await screen.page.fill("#step-title", " ")
    await screen.page.click(".editor__save button")
    await shown(screen, "#step-title[aria-invalid=true]")


async def drawer_clash(screen: Screen) -> None:
    """Two wrote in the same field."""
    await drawer(screen)
    step = await screen.page.get_attribute("#drawer [data-step]", "data-step")
    await screen.page.fill("#step-text", "Annas Fassung")
    async with acting(screen.site, screen.site.cast.bernd, screen.site.cast.nrw.plan) as bernd:
        text = f"Bernds {await screen.page.evaluate('() => performance.now()')}. Fassung"
        await bernd.do(f"/steps/{step}", text=text)
    await screen.page.click(".editor__save button")
    await shown(screen, "#drawer .clash")


async def quick_add(screen: Screen) -> None:
    """A line, and what is understood of it."""
    await screen.page.locator("[data-quick-add]:visible, [data-quick-add-here]:visible").first.click()
    await shown(screen, ".quick-add [name=lines][role=combobox]")
    await screen.page.keyboard.type("Kick-off im Juni @Handwerkskammer")
    await shown(screen, "[data-quick-read] > *")


async def quick_names(screen: Screen) -> None:
    """Names to choose from."""
    await screen.page.locator("[data-quick-add]:visible, [data-quick-add-here]:visible").first.click()
    await shown(screen, ".quick-add [name=lines][role=combobox]")
    await screen.page.keyboard.type("Kick-off @Hand")
    await shown(screen, "[role=listbox] [role=option]")
    await screen.page.keyboard.press("ArrowDown")


async def quick_refused(screen: Screen) -> None:
    """A line that is too long for a title."""
    await screen.page.locator("[data-quick-add]:visible, [data-quick-add-here]:visible").first.click()
    await screen.page.fill(".quick-add [name=lines]", "Wort " * 60)
    await screen.page.keyboard.press("Enter")
    await shown(screen, ".quick-add .field__error")


async def searching(screen: Screen) -> None:
    """Hits while somebody types; where there is no room in the masthead, on the page for that."""
    if not await screen.page.is_visible(".seek"):
        await screen.page.click(".seek__link")
        await screen.page.wait_for_url("**/search")
    await screen.page.locator("input[name=q]:visible").first.press_sequentially("Schritt")
    await shown(screen, ".hit:visible")


async def note_menu(screen: Screen) -> None:
    """What somebody needs, and the offers that fit."""
    await screen.page.evaluate(
        "() => document.querySelectorAll('#board details.frame').forEach((one) => (one.open = true))"
    )
    await clicked("[data-list=notes-need] [data-take-up]", "menu[role=menu] [role=menuitem]")(screen)


async def filtered(screen: Screen) -> None:
    """Words that no step has."""
    await screen.page.fill("[data-filter] [name=words]", "gibt es nicht")
    await screen.until("() => !document.querySelector('.step:not([hidden])')")


async def moved(screen: Screen) -> None:
    """A moved card, and the way back."""
    await screen.page.evaluate("() => document.querySelector('.step:not([hidden]) [data-open-step]').focus()")
    await screen.page.keyboard.press("Alt+ArrowDown")
    await shown(screen, "#undo button")


async def on_paper(screen: Screen) -> None:
    """As the printer gets it."""
    await screen.page.emulate_media(media="print")


SIGHTS = (
    Sight("welcome", "/", who="nobody"),
    Sight("home", "/", who="bernd"),
    Sight("home with a date to move", "/", clicked("[data-more=deadline]", ".step__panel"), who="bernd"),
    Sight("home with nothing to do", "/", who="clara"),
    Sight("my account", "/me"),
    Sight("search that begins", "/search"),
    Sight("search with hits", "/search", query="?q=Schritt"),
    Sight("search without hits", "/search", query="?q=Nirgends"),
    Sight("search while typing", "/", searching, who="bernd"),
    Sight("account", "/", opened(".masthead .menu"), who="bernd"),
    Sight("imprint", "/imprint"),
    Sight("privacy", "/privacy"),
    Sight("accessibility", "/accessibility", who="nobody"),
    Sight("shortcuts", "/shortcuts"),
    Sight("sign-in", "/sign-in", who="nobody"),
    Sight("sign-in with a code", "/sign-in", asked_for_mail, who="nobody"),
    Sight("sign-in by link", "/sign-in/{secret}", who="nobody"),
    Sight("sign-in by an old link", "/sign-in/{secret}", who="nobody", instead="/sign-in/" + "a" * 22),
    Sight("nothing here", "/", instead="/nowhere"),
    Sight("only to send to", "/", instead="/language"),
    Sight("not for me", PLAN, who="frida"),
    Sight("not signed in", PLAN, who="nobody"),
    Sight("not for readers", PLAN + "/edit", who="guel"),
    Sight("network", "/networks/{network:id}", who="emil"),
    Sight("region", REGION),
    Sight("region for readers", REGION, who="guel"),
    Sight("board", PLAN),
    Sight("board for readers", PLAN, who="guel"),
    Sight("board with a filter that leaves nothing", PLAN, filtered),
    Sight("move menu", PLAN, clicked("[data-move-menu]", "#move-menu [role=menuitem]")),
    Sight("stage menu", PLAN, clicked("[data-stage-menu]", "menu[role=menu] [role=menuitem]"), wide=True),
    Sight("note menu", PLAN, note_menu),
    Sight("menu of other pages", PLAN, opened(".views .menu")),
    Sight("shortcut sheet", PLAN, clicked("[data-shortcuts]", "dialog.sheet")),
    Sight("quick add", PLAN, quick_add),
    Sight("quick add with names", PLAN, quick_names),
    Sight("quick add refused", PLAN, quick_refused),
    Sight("undo", PLAN, moved),
    Sight("outbox", PLAN, unsent),
    Sight("outbox with what was refused", PLAN, refused_later),
    Sight("board without network", PLAN, without_network),
    Sight("board with somebody else", PLAN, somebody_else_here),
    Sight("drawer", PLAN, drawer),
    Sight("drawer refused", PLAN, drawer_refused),
    Sight("drawer with two versions", PLAN, drawer_clash),
    Sight("step", STEP),
    Sight("step for readers", STEP, who="guel"),
    Sight("step to another plan", STEP + "/moves", who="emil"),
    Sight("new step", PLAN + "/steps"),
    Sight("new step refused", PLAN + "/steps", refused("#step-new-lines")),
    Sight("edit", PLAN + "/edit"),
    Sight("edit refused", PLAN + "/edit", refused("#party-name")),
    Sight("edit with two versions", PLAN + "/edit", two_versions_on_a_page),
    Sight("meetings", PLAN + "/meetings"),
    Sight("meeting", PLAN + "/meetings/{meeting:id}"),
    Sight("meeting for readers", PLAN + "/meetings/{meeting:id}", who="guel"),
    Sight("meeting on paper", PLAN + "/meetings/{meeting:id}", on_paper),
    Sight("meetings refused", PLAN + "/meetings", refused("#meeting-new-words")),
    Sight("meetings for readers", PLAN + "/meetings", who="guel"),
    Sight("history", PLAN + "/history"),
    Sight("history that nothing is in", PLAN + "/history", query="?since=9999999"),
    Sight("trash", PLAN + "/trash"),
    Sight("timeline", PLAN + "/timeline"),
    Sight("progress", PLAN + "/progress"),
    Sight("wall", PLAN + "/beamer"),
    Sight("table to print", PLAN + "/print"),
    Sight("table on paper", PLAN + "/print", on_paper),
    Sight("board to print", PLAN + "/print", query="?as=board"),
    Sight("slips to print", PLAN + "/print", query="?as=slips"),
    Sight("import", PLAN + "/imports"),
    Sight("import refused", PLAN + "/imports", refused("#import-text", in_place=False)),
    Sight("import of a plan", REGION + "/imports"),
    Sight("preview", PLAN + PREVIEW),
    Sight("preview of a plan", REGION + PREVIEW),
)
