"""The sights of meetings, calendars and signing up."""

from tests.browser.screens import Screen
from tests.browser.sights import PLAN, Sight
from tests.browser.troubles import shown

MEETING_FILES = {
    *("/me/calendar/{secret}.ics", PLAN + "/calendar/{secret}.ics", PLAN + "/meetings/{meeting:id}.ics"),
    *(PLAN + "/meetings/{meeting:id}/sign-ups.csv", "/sign-ups/{sign_up:id}/{secret}.ics"),
}
NO_SIGN_UP = f"/sign-ups/{'z' * 12}/{'0' * 32}"


async def with_an_address(screen: Screen) -> None:
    """A calendar's address was just made."""
    await screen.page.locator("#calendar-form button").click()
    await shown(screen, "#calendar-address")


async def signed_up(screen: Screen) -> None:
    """Somebody has signed up, and sees their own page."""
    await screen.page.fill("#sign-up-name", "Gülay")
    await screen.page.locator("#sign-up-form button").click()
    await screen.page.wait_for_url("**/sign-ups/**")


MEETING_SIGHTS = (
    Sight("calendar", PLAN + "/calendar"),
    Sight("calendar's new address", PLAN + "/calendar", with_an_address),
    Sight("meeting to sign up to", "/meetings/{meeting:id}", who="nobody"),
    Sight("signed up", "/meetings/{meeting:id}", signed_up, who="nobody"),
    Sight("no sign-up", "/sign-ups/{sign_up:id}/{secret}", who="nobody", instead=NO_SIGN_UP),
)
