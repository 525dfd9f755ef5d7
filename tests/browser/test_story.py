"""A group's meeting from start to end, in two browsers and on a phone: one by keys alone, one by mouse, one by taps.

Anna facilitates and never touches a mouse, Emil coordinates with one, Bernd has his phone.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.async_api import Locator, expect

from tests.browser.hands import POINTERS, Keys, Taps, pointers
from tests.browser.screens import Screen
from tests.browser.test_phone import PHONE

CARDS = """() => [...document.querySelectorAll('[data-list]')].flatMap((list) =>
  [...list.querySelectorAll(':scope > [data-id]')].map((el) => {
    const shown = (el.querySelector('[data-view-part]') ?? el.querySelector('p') ?? el).textContent;
    return [list.dataset.list, el.id, el.dataset.pos, el.dataset.rev, el.matches('section') ? '' : shown];
  })).concat([...document.querySelectorAll('[data-frag]')].map((el) => [el.dataset.frag, el.textContent]))"""


@dataclass
class Meeting:
    """Who is there, and the step they talk about. `kept` is the stage in which it stays at the end."""

    anna: Screen
    emil: Screen
    bernd: Screen
    board: str
    kept: str
    step: str = ""

    @property
    def windows(self) -> list[Screen]:
        return [self.anna, self.emil, self.bernd]

    @property
    def cards(self) -> list[Locator]:
        return [one.page.locator(".step", has_text="Kick-off") for one in self.windows]

    @property
    def link(self) -> str:
        return f"#step-{self.step} [data-open-step]"

    async def stands_where_it_stays(self) -> None:
        """On all screens."""
        is_there = (
            f"() => document.getElementById('step-{self.step}').parentNode.dataset.list === '{self.kept}'"
        )
        for one in self.windows:
            await one.until(is_there)


async def test_a_meeting_is_played_by_keys_by_mouse_and_by_taps(screen, site, board) -> None:
    windows = [
        await screen(site.cast.anna),
        await screen(site.cast.emil),
        await screen(site.cast.bernd, **PHONE),
    ]
    for one in windows:
        await one.page.add_init_script(POINTERS)
        await one.open(board)
    at, stages = Meeting(*windows, board, site.cast.nrw.stages["agreed"]), site.cast.nrw.stages
    keys, taps = Keys(at.anna), Taps(at.bernd)
    await somebody_says_it(at, keys)
    await it_is_moved_on_the_phone(at, taps, stages["gathered"])
    await a_deadline_is_set_by_keys(at, keys)
    await two_write_the_same_text(at, keys)
    await they_comment_and_tick_off(at, keys, taps)
    await they_meet_again(at, keys)
    await it_is_done_and_once_undone(at, keys, taps)
    files = await it_goes_home_with_them(at, keys)
    for file in files:
        await it_comes_back_equal(at, file)
    await all_show_the_same(at)


async def somebody_says_it(at: Meeting, keys: Keys) -> None:
    """Somebody says it, and it stands on every screen."""
    await keys.press("n")
    await at.anna.page.wait_for_selector(".quick-add [name=lines]:focus")
    await keys.type("Kick-off voraussichtlich im Mai 2027 @IHK #Vernetzung")
    await keys.press("Enter")
    for card in at.cards:
        await expect(card).to_have_count(1)
        await expect(card).to_contain_text("Mai 2027, voraussichtlich")
        await expect(card).to_contain_text("IHK")
    await keys.press("Escape")
    at.step = str(await at.cards[0].get_attribute("data-id"))


async def it_is_moved_on_the_phone(at: Meeting, taps: Taps, gathered: str) -> None:
    """Two taps move it."""
    await taps.tap(f"[data-to-stage='{gathered}']")
    await taps.tap(f"#step-{at.step} [data-move-menu]")
    await taps.tap("#move-menu [role=menuitem] >> nth=1")
    await at.stands_where_it_stays()


async def a_deadline_is_set_by_keys(at: Meeting, keys: Keys) -> None:
    """A deadline is edited by keys."""
    await keys.open(at.link)
    await at.anna.page.wait_for_selector(f"#drawer [data-step='{at.step}']")
    await keys.write("#step-words", "Mitte Mai 2027")
    await keys.press("Enter")
    for card in at.cards:
        await expect(card).to_contain_text("Mitte Mai 2027")


async def two_write_the_same_text(at: Meeting, keys: Keys) -> None:
    """Two people write the same text: both stand side by side, and both are kept."""
    await keys.write("#step-text", "Im Saal am Markt.")
    await at.emil.see_step(at.step)
    await at.emil.page.fill("#step-text", "Mit Kaffee vom Bäcker.")
    rev = await at.emil.rev()
    await at.emil.page.click("#drawer .editor__save button")
    for one in (at.emil, at.anna):
        await one.reaches(rev + 1)
    await expect(at.anna.page.locator("#step-text")).to_have_value("Im Saal am Markt.")
    await keys.open("#drawer .editor__save button")
    clash = at.anna.page.locator("#drawer .clash")
    await expect(clash).to_contain_text("Im Saal am Markt.")
    await expect(clash).to_contain_text("Mit Kaffee vom Bäcker.")
    await expect(at.anna.page.locator("[data-clash-merged]")).to_be_focused()
    await keys.press("Control+a")
    await keys.type("Im Saal am Markt. Mit Kaffee vom Bäcker.")
    await keys.press("Tab")
    await keys.press("Enter")
    await expect(clash).to_have_count(0)
    await expect(at.emil.page.locator("#step-text")).to_have_value("Im Saal am Markt. Mit Kaffee vom Bäcker.")


async def they_comment_and_tick_off(at: Meeting, keys: Keys, taps: Taps) -> None:
    """A comment and a line to tick off come from the phone; the line is ticked off by keys."""
    await taps.tap(f"[data-to-stage='{at.kept}']")
    await taps.tap(at.link)
    await taps.write("#comment-new", "Wer bringt das Schild mit?")
    await taps.tap("#drawer .comment__new button")
    await taps.write("#check-new", "Saal anfragen")
    await taps.tap("#drawer .check__new button")
    for one in (at.anna, at.emil):
        await expect(one.page.locator("#drawer .comment__text")).to_have_text("Wer bringt das Schild mit?")
        await expect(one.page.locator("#drawer .check__text")).to_have_text("Saal anfragen")
    await keys.go_to("#drawer .check__box")
    await keys.press("Space")
    await expect(at.bernd.page.locator("#drawer .check--done")).to_have_count(1)


async def they_meet_again(at: Meeting, keys: Keys) -> None:
    """The next meeting is set and stands in the head of all."""
    await keys.press("Escape")
    await keys.follow("[data-frag=plan-head] a")
    await keys.write("#meeting-new-words", "4. Mai 2027")
    await keys.write("#meeting-new-starts", "18 Uhr")
    await keys.press("Enter")
    await expect(at.anna.page.locator("#ahead")).to_contain_text("4. Mai 2027, 18:00 Uhr")
    await keys.follow(f"#main a[href='{at.board}']")
    await at.anna.connected()
    for one in at.windows:
        await expect(one.page.locator("[data-frag=plan-head]")).to_contain_text("4. Mai 2027, 18:00 Uhr")


async def it_is_done_and_once_undone(at: Meeting, keys: Keys, taps: Taps) -> None:
    """Done, with what came of it; undone once in the history."""
    await taps.tap("#drawer .endings details:has([name=result]) > summary")
    await taps.write("#drawer [name=result]", "Vierzig waren da")
    await taps.tap("#drawer form[action$='/completion'] button")
    for one in at.windows:
        await expect(one.page.locator(f"#step-{at.step}[data-done]")).to_have_count(1)
    await keys.follow(f"a[href='{at.board}/history']")
    undo = at.anna.page.locator(".past__line").first
    await expect(undo).to_contain_text("Kick-off")
    await keys.open(".past__line:first-child .past__undo button")
    await expect(at.anna.page.locator(".past__line--undone")).to_have_count(1)
    await keys.follow(f"#main a[href='{at.board}'].button")
    await at.anna.connected()
    await at.stands_where_it_stays()


async def it_goes_home_with_them(at: Meeting, keys: Keys) -> list[Path]:
    """The plan is taken away as a table, by keys, and as text; both files."""
    await keys.open(".views .menu > summary")
    await keys.go_to(f".views a[href='{at.board}.xlsx']")
    table = await downloaded(at.anna, keys.press("Enter"))
    sheet = load_workbook(table).active
    lines = [" ".join(str(cell) for cell in row if cell) for row in sheet.iter_rows(values_only=True)]
    assert any("Kick-off" in line and "IHK" in line and "Mitte Mai 2027" in line for line in lines), lines
    await at.emil.page.click("[data-drawer-close]")
    await at.emil.page.click(".views .menu > summary")
    file = await downloaded(at.emil, at.emil.page.click(f".views a[href='{at.board}.md']"))
    text = file.read_text("utf-8")
    told = text[text.index("Kick-off") :]
    for said in ("IHK", "Mitte Mai 2027", "Vernetzung", "[x] Saal anfragen", "Kaffee vom Bäcker"):
        assert said in told, told
    return [table, file]


async def it_comes_back_equal(at: Meeting, file: Path) -> None:
    """What was taken away, taken in again, changes nothing."""
    page, rev = at.emil.page, await at.anna.rev()
    await at.emil.open(f"{at.board}/imports")
    await page.set_input_files("#import-file", [file])
    await page.click("form:has(#import-file) button")
    await expect(page.locator(".plan__facts")).to_contain_text("0 Schritte kommen dazu")
    await page.select_option("#duplicates", "update")
    await page.click("button[formaction$='/adoption']")
    await page.wait_for_url(f"**{at.board}*")
    await at.emil.connected()
    assert await at.emil.rev() == rev


async def all_show_the_same(at: Meeting) -> None:
    """All three show the same, and what a reload shows."""
    rev = max([await one.rev() for one in at.windows])
    for one in at.windows:
        await one.reaches(rev)
    shown = [await one.page.evaluate(CARDS) for one in at.windows]
    assert shown[0] == shown[1] == shown[2]
    await at.emil.open(at.board)
    assert await at.emil.page.evaluate(CARDS) == shown[0]
    used = [await pointers(one) for one in at.windows]
    assert used == [set(), {"mouse"}, {"touch"}]


async def downloaded(screen: Screen, doing: Any) -> Path:
    """What the browser is given to keep, under its name."""
    async with screen.page.expect_download() as coming:
        await doing
    given = await coming.value
    kept = Path(await given.path())
    named = kept.with_name(given.suggested_filename)
    await given.save_as(named)
    return named
