"""Test 8: no page breaks the content policy, and none carries inline styles, scripts or handlers."""

INLINE = """() => {
  const isStyled = (el) => !el.closest('[data-year], #move-menu');
  const isInline = (el, { name }) => /^(hx-)?on/.test(name) || (name === 'style' && isStyled(el));
  const attributes = [...document.querySelectorAll('*')].flatMap(
    (el) => [...el.attributes].filter((a) => isInline(el, a)).map((a) => `${el.tagName} ${a.name}`));
  return attributes.concat([...document.querySelectorAll('style, script:not([src])')].map((el) => el.tagName));
}"""


async def test_no_page_breaks_the_policy(screen, site) -> None:
    nrw = site.cast.nrw
    pages = ["/", f"/plans/{nrw.plan}", f"/plans/{nrw.plan}/edit", f"/plans/{nrw.plan}/trash"]
    pages += [f"/plans/{nrw.plan}/beamer"]
    pages += [f"/plans/{nrw.plan}/timeline", f"/plans/{nrw.plan}/progress"]
    pages += [f"/plans/{nrw.plan}/print", f"/plans/{nrw.plan}/print?as=board"]
    steps = f"/plans/{nrw.plan}/steps"
    pages += [f"{steps}?stage={nrw.stages['agreed']}", f"{steps}/{nrw.step}"]
    pages += [
        "/search?q=auftakt",
        f"/networks/{nrw.network}",
        f"/regions/{nrw.region}",
        "/imprint",
        "/privacy",
        "/accessibility",
        "/nowhere",
    ]
    emil = await screen(site.cast.emil)
    for path in pages:
        await emil.open(path)
        assert await emil.page.evaluate(INLINE) == [], path
    nobody = await screen(site.cast.nobody)
    for path in ("/", "/sign-in", "/sign-in/invented", "/imprint", "/nowhere"):
        await nobody.open(path)
        assert await nobody.page.evaluate(INLINE) == [], path


async def test_nothing_is_loaded_from_elsewhere(screen, site, board) -> None:
    anna = await screen(site.cast.anna)
    asked: list[str] = []
    anna.page.on("request", lambda request: asked.append(request.url))
    await anna.open(board)
    await anna.see_step(site.cast.nrw.step)
    assert [url for url in asked if not url.startswith(site.base_url)] == []
