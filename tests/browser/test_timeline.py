"""The time axis: two hundred steps, on the screen, by keyboard, on paper and in words."""

import pytest

from tests.browser.pdf import plain, read_pdf

SAID = (
    "15.6.2026",
    "KW 24",
    "Mitte Juni",
    "im Juli",
    "Q3 2026",
    "voraussichtlich im Mai",
    "2. Halbjahr 2026",
    "",
)


@pytest.fixture(scope="module")
async def titles(site) -> list[str]:
    """Two hundred steps, an eighth of them without a date."""
    nrw, titles = site.cast.nrw, [f"Schritt zum Ziel Nummer {number}." for number in range(200)]
    async with site.script(site.cast.anna) as script:
        for number, title in enumerate(titles):
            fields = {"title": title, "stage": nrw.stages["agreed"], "words": SAID[number % len(SAID)]}
            await script.post(f"/plans/{nrw.plan}/steps", json=fields)
    return titles


async def test_every_step_is_a_link_on_the_axis_or_below_it(screen, board, site, titles) -> None:
    anna = await screen(site.cast.anna, f"{board}/timeline")
    rows = await anna.page.locator(".timeline th[scope=row] a").all_inner_texts()
    below = await anna.page.locator(".timeline__undated a").all_inner_texts()
    assert set(titles) <= {*rows, *below}
    assert len([title for title in below if title in titles]) == 25
    assert len(rows) == await anna.page.locator(".timeline .bar").count()


async def test_the_words_of_each_row_are_there_for_who_does_not_see_the_drawing(
    screen, board, site, titles
) -> None:
    anna = await screen(site.cast.anna, f"{board}/timeline")
    table = await anna.page.locator(".timeline").aria_snapshot()
    assert "Schritt zum Ziel Nummer 2." in table
    assert "Mitte Juni 2026" in table
    assert "Mai 2026: steht der Termin?" in table


async def test_links_are_reached_by_keyboard(screen, board, site, titles) -> None:
    anna = await screen(site.cast.anna, f"{board}/timeline")
    await anna.page.focus(".timeline tbody tr:nth-child(2) a")
    await anna.page.keyboard.press("Tab")
    assert await anna.page.evaluate(
        "() => document.activeElement === document.querySelectorAll('.timeline a')[1]"
    )


@pytest.mark.parametrize("width", [320, 768, 1280, 1920])
@pytest.mark.parametrize("page", ["timeline", "progress"])
async def test_nothing_is_wider_than_the_window(screen, board, site, titles, width, page) -> None:
    anna = await screen(site.cast.anna, f"{board}/{page}", viewport={"width": width, "height": 800})
    assert await anna.page.evaluate("() => document.documentElement.scrollWidth") == width


async def test_words_stand_inside_the_axis_and_bars_have_their_length(screen, board, site, titles) -> None:
    anna = await screen(site.cast.anna, f"{board}/timeline")
    outside = """() => [...document.querySelectorAll('tbody .timeline__axis > svg')].flatMap((svg) => {
      const box = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text')].map((one) => one.getBoundingClientRect())
        .filter(({ left, right }) => left < box.left - 1 || right > box.right + 1).map(() => svg.textContent); })"""
    assert await anna.page.evaluate(outside) == []
    # July is drawn from its first day to its last
    month = """() => { const at = (n) => document.querySelectorAll('#months .axis')[n].getAttribute('x1');
      const bar = document.querySelector('.bar:not(.bar--tentative) rect[rx="6"]');
      return [parseFloat(bar.getAttribute('x')), parseFloat(bar.getAttribute('width'))].concat(
        [...document.querySelectorAll('#months .axis')].map((line) => parseFloat(line.getAttribute('x1')))); }"""
    start, width, *months = await anna.page.evaluate(month)
    assert start in months
    assert any(abs(start + width - one) < 0.01 for one in months)


@pytest.mark.parametrize("width", [320, 390])
async def test_a_phone_draws_every_deadline_below_its_name_and_words(
    screen, board, site, titles, width
) -> None:
    anna = await screen(site.cast.anna, f"{board}/timeline", viewport={"width": width, "height": 800})
    drawn = """() => [...document.querySelectorAll('.timeline__row')].map((row) => {
      const [name, words, bar] = ["a", ".timeline__said", ".bar"]
        .map((at) => row.querySelector(at).getBoundingClientRect());
      return name.bottom <= words.top + 1 && words.bottom <= bar.top + 1 && bar.height > 0
        && bar.left >= 0 && bar.right <= innerWidth; })"""
    rows = await anna.page.evaluate(drawn)
    assert len(rows) >= 175
    assert all(rows)
    for page, axis in (("timeline", ".timeline thead"), ("progress", ".progress__chart")):
        await anna.open(f"{board}/{page}")
        assert await anna.page.locator(f"{axis} .axis__name:visible").count() >= 3
        touching = """(axis) => { const all = [...document.querySelectorAll(`${axis} .axis__name`)]
          .map((one) => one.getBoundingClientRect()).filter((one) => one.width);
          return all.filter((one, n) => n && one.left < all[n - 1].right); }"""
        assert await anna.page.evaluate(touching, axis) == []


async def test_on_paper_every_step_is_there_under_the_months(screen, board, site, titles) -> None:
    anna = await screen(site.cast.anna, f"{board}/timeline")
    sheets = read_pdf(await anna.page.pdf(prefer_css_page_size=True))
    assert {(sheet.width, sheet.height) for sheet in sheets} == {(297, 210)}
    whole = "".join(sheet.text for sheet in sheets)
    assert [title for title in titles if plain(title) not in whole] == []
    assert all(plain("Juli") in sheet.text for sheet in sheets[:-2])


async def test_progress_says_in_a_table_what_it_draws(screen, board, site, titles) -> None:
    anna = await screen(site.cast.anna, f"{board}/progress")
    table = await anna.page.locator(".progress__table tbody tr").all_inner_texts()
    juli = next(row.split("\t") for row in table if row.startswith("Juli 2026"))
    assert juli[1] == "25"
    assert juli[3:] == ["–", "–"]
    assert await anna.page.locator(".progress__chart .progress__number", has_text=juli[2]).count() == 1


@pytest.mark.parametrize("width", [1024, 1280])
async def test_today_and_the_months_stand_clear_of_each_other(screen, board, site, titles, width) -> None:
    anna = await screen(site.cast.anna, f"{board}/timeline", viewport={"width": width, "height": 800})
    touching = await anna.page.evaluate(
        """() => {
          const head = document.querySelector(".timeline thead");
          const today = head.querySelector(".axis__today-name").getBoundingClientRect();
          const months = [...head.querySelectorAll(".axis__name")];
          return [months.length > 1, months.filter((month) => {
            const box = month.getBoundingClientRect();
            const isBeside = box.right <= today.left || box.left >= today.right;
            return !isBeside && box.top < today.bottom - 1 && box.bottom > today.top + 1;
          }).map((month) => month.textContent)];
        }"""
    )
    assert touching == [True, []]
