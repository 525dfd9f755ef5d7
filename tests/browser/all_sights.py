"""All sights together."""

from tests.browser.meeting_sights import MEETING_FILES, MEETING_SIGHTS
from tests.browser.sights import NOT_PAGES, SIGHTS

EVERY_SIGHT = (*SIGHTS, *MEETING_SIGHTS)
NO_PAGE = NOT_PAGES | MEETING_FILES
