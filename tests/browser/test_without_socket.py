"""Test 9: where no socket gets through, the page polls; back to the socket when it may."""


async def test_refused_sockets_give_way_to_polling(screen, site, board, bernd) -> None:
    refused = True

    async def door(socket) -> None:
        if refused:
            await socket.close(code=1011)
        else:
            socket.connect_to_server()

    anna = await screen(site.cast.anna)
    await anna.page.route_web_socket("**/live?*", door)
    await anna.page.goto(site.base_url + board)
    await anna.connected("polling")
    step = await bernd.add("Ohne Leitung", site.cast.nrw.stages["gathered"])
    await anna.until("(id) => document.getElementById(`step-${id}`) !== null", step)
    assert (await anna.counts())["polls"] > 0
    refused = False
    await anna.connected()
    polls = (await anna.counts())["polls"]
    await anna.reaches(await bernd.retitle(step, "Wieder mit Leitung"))
    assert await anna.title_of(step) == "Wieder mit Leitung"
    assert (await anna.counts())["polls"] == polls
