"""Comments and links of an open step, live for others who look at it."""


async def test_a_comment_appears_where_others_read_and_typing_goes_on(screen, site, board, bernd) -> None:
    step = await bernd.add("Auftakt", site.cast.nrw.stages["gathered"])
    anna, gül = await screen(site.cast.anna, board), await screen(site.cast.guel, board)
    for one in (anna, gül):
        await one.see_step(step)
    await anna.page.fill("#comment-new", "Noch im Entwurf")
    rev = (await bernd.do(f"/steps/{step}/comments", text="Wer kommt?\nIch!"))["rev"]
    for one in (anna, gül):
        await one.reaches(rev)
        await one.page.wait_for_selector("#drawer .comment")
        assert await one.page.inner_text("#drawer .comment__text") == "Wer kommt?\nIch!"
    assert await anna.page.input_value("#comment-new") == "Noch im Entwurf"
    await anna.page.click("#drawer .comment__new button")
    await anna.reaches(rev + 1)
    await anna.until("() => document.querySelector('#comment-new').value === ''")
    await gül.until("() => document.querySelectorAll('#drawer .comment').length === 2")
    assert await gül.page.locator("#drawer .comments form").count() == 0
    assert "2" in await gül.page.inner_text(f"#step-{step} .step__counts")


async def test_a_link_is_added_in_the_drawer_and_a_wrong_one_says_so_there(
    screen, site, board, bernd
) -> None:
    step = await bernd.add("Auftakt", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.click("#drawer .links-of-step summary")
    await anna.page.fill("#link-address", "javascript:alert(1)")
    await anna.page.keyboard.press("Enter")
    await anna.page.wait_for_selector("#link-address-error:not([hidden])")
    assert await anna.page.input_value("#link-address") == "javascript:alert(1)"
    start = await anna.rev()
    await anna.page.fill("#link-address", "example.org/plan")
    await anna.page.keyboard.press("Enter")
    await anna.reaches(start + 1)
    await anna.page.wait_for_selector("#drawer .link a[href='https://example.org/plan']")
