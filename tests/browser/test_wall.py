"""The wall: large, live, nothing cut off; what does not fit folds, and says how many (P36)."""

import re

import pytest

from tests.browser.screens import Screen, acting

SIZES = [(1920, 1080), (1280, 720)]
TITLES = (
    "Kick-off: Bedarfe, Erwartungen und Themen klären",
    "Beratung zum Fachkräfteeinwanderungsgesetz bündeln",
    "KMU ansprechen",
)

# what is shown and reaches beyond the window or the columns' end
CUT = """() => { const end = document.querySelector('.stages').getBoundingClientRect().bottom;
  return [...document.querySelectorAll('#wall .step, #wall h1, #wall h2, #wall p')].filter((el) => {
    const box = el.getBoundingClientRect();
    const isCut = el.scrollWidth > el.clientWidth + 1 && getComputedStyle(el).display !== 'inline';
    return box.width && !el.closest('.unseen') && (box.right > innerWidth || box.bottom > innerHeight
      || (el.matches('.step') && box.bottom > end + 1) || isCut);
  }).map((el) => el.outerHTML.slice(0, 200)); }"""
SIZES_OF_TEXT = """() => {
  const seen = document.createTreeWalker(document.getElementById('wall'), NodeFilter.SHOW_TEXT);
  const sizes = [];
  while (seen.nextNode()) { const el = seen.currentNode.parentElement;
    const isShown = el.getClientRects().length && !el.closest('.unseen') && seen.currentNode.data.trim();
    if (isShown && el.closest('.step')) sizes.push(parseFloat(getComputedStyle(el).fontSize)); }
  return sizes; }"""
CONTRASTS = """() => {
  const rgb = (css) => css.match(/[\\d.]+/g).map(Number);
  const linear = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (css) => { const [r, g, b] = rgb(css).map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (el) => { for (; el; el = el.parentElement) { const css = getComputedStyle(el).backgroundColor;
    if (rgb(css).length === 3) return css; } };
  return [...document.querySelectorAll('#wall *')].filter((el) => el.getClientRects().length
      && !el.closest('.unseen, svg')
      && [...el.childNodes].some((one) => one.nodeType === 3 && one.data.trim()))
    .map((el) => { const [a, b] = [light(getComputedStyle(el).color), light(ground(el))];
      return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), el.textContent]; })
    .filter(([ratio]) => ratio < 7); }"""
COUNTS = """() => Object.fromEntries([...document.querySelectorAll('#wall .stage')].map((stage) => [
  stage.dataset.kind, {
  cards: stage.querySelectorAll('.step').length,
  shown: [...stage.querySelectorAll('.step')].filter((one) => one.getClientRects().length).length,
  more: stage.querySelector('[data-more]').hidden ? '' : stage.querySelector('[data-more]').textContent,
  folded: stage.classList.contains('stage--folded') }]))"""


@pytest.fixture
async def fill(site):
    """Adds so many steps to the stages of NRW's plan, and takes them away again."""
    made: list[str] = []
    async with acting(site, site.cast.anna, site.cast.nrw.plan) as script:

        async def add(**counts: int) -> list[str]:
            for kind, count in counts.items():
                for number in range(count):
                    title = f"{TITLES[number % len(TITLES)]} {number}"
                    made.append(await script.add(title, site.cast.nrw.stages[kind]))
                    await script.do(f"/steps/{made[-1]}/deadline", words="voraussichtlich im Mai")
            return made

        yield add
        for step in made:
            await script.do(f"/steps/{step}/trashing")


async def wall(screen, site, width: int, height: int, **options) -> Screen:
    one = await screen(site.cast.anna, viewport={"width": width, "height": height}, **options)
    await one.open(f"/plans/{site.cast.nrw.plan}/beamer")
    await one.connected()
    return one


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_is_cut_off_and_everything_is_large_and_clear(
    screen, site, fill, width, height, scheme
) -> None:
    await fill(gathered=9, agreed=14, working=3, done=12)
    one = await wall(screen, site, width, height, color_scheme=scheme)
    assert await one.page.evaluate(CUT) == []
    sizes = await one.page.evaluate(SIZES_OF_TEXT)
    assert len(sizes) > 20
    assert min(sizes) >= (27.99 if width == 1920 else 22)
    assert await one.page.evaluate(CONTRASTS) == []
    pressed = one.page.locator("#wall :is(a, button, input, select):not(.wall__about a)")
    assert await pressed.count() == 0


async def test_few_steps_are_all_shown_also_those_that_are_done(screen, site, fill) -> None:
    await fill(done=2, working=1)
    one = await wall(screen, site, 1920, 1080)
    counts = await one.page.evaluate(COUNTS)
    assert all(one["cards"] == one["shown"] and not one["more"] for one in counts.values())
    assert await one.page.inner_text("[data-folded]") == ""


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_what_is_done_folds_first_then_each_stage_and_all_is_counted(
    screen, site, fill, width, height
) -> None:
    await fill(agreed=30, done=3)
    one = await wall(screen, site, width, height)
    counts = await one.page.evaluate(COUNTS)
    assert counts["done"]["folded"]
    assert "Erledigt: 3 Schritte" in await one.page.inner_text("[data-folded]")
    agreed = counts["agreed"]
    assert 0 < agreed["shown"] < agreed["cards"]
    assert agreed["more"] == f"und {agreed['cards'] - agreed['shown']} weitere"
    others = [counts[kind] for kind in ("gathered", "working", "waiting")]
    assert all(one["shown"] == one["cards"] for one in others)


async def test_too_many_done_alone_fold_in_their_own_place(screen, site, fill) -> None:
    await fill(done=30)
    one = await wall(screen, site, 1920, 1080)
    done = (await one.page.evaluate(COUNTS))["done"]
    assert not done["folded"]
    assert 0 < done["shown"] < 30
    assert done["more"] == f"und {30 - done['shown']} weitere"


async def test_the_wall_changes_while_one_looks_and_folds_anew(screen, site, fill, bernd) -> None:
    await fill(working=2)
    one = await wall(screen, site, 1280, 720)
    step = await bernd.add("Eben erst gesagt", site.cast.nrw.stages["agreed"])
    await one.page.locator(f"#step-{step}", has_text="Eben erst gesagt").wait_for()
    assert await one.page.inner_text(f"#step-{step} .step__by") == "Bernd, gerade eben"
    assert (await one.counts()).get("pulls", 0) == 0
    await fill(agreed=20)
    await one.page.locator(".stage--agreed [data-more]", has_text=re.compile(r"und \d+ weitere")).wait_for()
    assert await one.page.evaluate(CUT) == []
    await bernd.do("/meetings", words="20.5.2026", title="Zweites Treffen")
    await one.page.locator(".wall__meeting", has_text="20. Mai 2026").wait_for()
    await bernd.do(f"/steps/{step}/trashing")
    await one.page.locator(f"#step-{step}").wait_for(state="detached")


async def test_a_narrow_wall_folds_whole_stages(screen, site, fill) -> None:
    await fill(gathered=1, working=1, waiting=1, done=1)
    one = await wall(screen, site, 640, 900)
    counts = await one.page.evaluate(COUNTS)
    assert counts["done"]["folded"]
    assert counts["gathered"]["folded"]
    assert not counts["working"]["folded"]
    assert await one.page.evaluate("() => document.documentElement.scrollWidth") == 640
    said = await one.page.inner_text("[data-folded]")
    assert said.startswith(f"Erledigt: {counts['done']['cards']} Schritt")


async def test_an_english_viewer_reads_english(screen, site, fill) -> None:
    await fill(agreed=30)
    async with site.browser(site.cast.guel) as browser:
        await browser.form("/language", {"language": "en"})
    guel = await screen(site.cast.guel, f"/plans/{site.cast.nrw.plan}/beamer")
    await guel.connected()
    assert re.fullmatch(r"and \d+ more", await guel.page.inner_text(".stage--agreed [data-more]"))
    assert "Agreed" in await guel.page.inner_text(".stage--agreed h2")
    async with site.browser(site.cast.guel) as browser:
        await browser.form("/language", {"language": "de"})


NAMED = """() => Object.fromEntries([...document.querySelectorAll('#wall .step')].map((step) => [
  step.querySelector('.step__title').textContent.trim(), step.classList.contains('step--named')]))"""


async def test_names_are_shown_where_they_leave_room_else_marks(screen, site, bernd) -> None:
    nrw, names = (
        site.cast.nrw,
        {"Kurz": "IHK Köln", "Ein langes Wort": "W" + "i" * 10 + "rtschaftsförderungsgesellschaft"},
    )
    for title, name in names.items():
        step = await bernd.add(title, nrw.stages["waiting"])
        await bernd.do(f"/steps/{step}/ownerships", name=name, sort="organisation", role="lead")
    wall = await screen(site.cast.anna, f"/plans/{nrw.plan}/beamer", viewport={"width": 1920, "height": 1080})
    await wall.until(f"() => ({NAMED})()['Kurz'] === true")
    shown = await wall.page.evaluate(NAMED)
    assert shown["Ein langes Wort"] is False  # it would be cut in two
    assert await wall.page.evaluate(CUT) == []
    for n in range(12):  # no room for names any more
        step = await bernd.add(f"Voll {n}", nrw.stages["waiting"])
        await bernd.do(f"/steps/{step}/ownerships", name="IHK Köln", sort="organisation", role="lead")
    await wall.until(f"() => ({NAMED})()['Kurz'] === false")
    assert await wall.page.evaluate(CUT) == []
