"""A plan copied as a table: what Word, Outlook and Excel get is a table and nothing else."""

from playwright.async_api import expect

from tests.browser.screens import Screen

READ = """async () => {
  const [item] = await navigator.clipboard.read();
  const read = async (type) => (await item.getType(type)).text();
  return { html: await read("text/html"), lines: (await read("text/plain")).split("\\n") };
}"""

COUNT = """(html) => {
  const at = new DOMParser().parseFromString(html, "text/html").body;
  const strange = at.querySelectorAll("[class], [style], a, svg, b, script");
  return [at.children.length, at.querySelectorAll("tr").length, strange.length];
}"""


async def test_a_plan_is_copied_as_a_clean_table(screen, site, board, bernd) -> None:
    await bernd.add('Einladen <b> & "mehr"', site.cast.nrw.stages["gathered"])
    one: Screen = await screen(site.cast.guel, permissions=["clipboard-read", "clipboard-write"])
    await one.open(board)
    await one.page.click(".views summary")
    await one.page.click("[data-copy-table]")
    # seen beside the board, as the menu has closed
    await expect(one.page.locator("#alert")).to_contain_text("Kopiert")
    await expect(one.page.locator(".views details.menu")).not_to_have_attribute("open", "")
    copied = await one.page.evaluate(READ)
    assert copied["lines"][0].split("\t")[:5] == ["Nr.", "Was", "Wer", "Bis wann", "Stand"]
    (line,) = [line for line in copied["lines"] if "Einladen" in line]
    assert line.split("\t")[1] == 'Einladen <b> & "mehr"'
    tables, rows, strange = await one.page.evaluate(COUNT, copied["html"])
    assert (tables, rows, strange) == (1, len(copied["lines"]), 0)
