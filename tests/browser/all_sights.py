"""All sights together."""

from tests.browser.meeting_sights import MEETING_FILES, MEETING_SIGHTS
from tests.browser.people_sights import PEOPLE_FILES, PEOPLE_SIGHTS
from tests.browser.sights import PLAN, SIGHTS, STEP

NOT_PAGES = {  # files, fragments, and addresses that lead on
    "/static/{path:path}", "/networks/{network:id}.zip", PLAN + ".json", PLAN + ".md", PLAN + ".csv", PLAN + ".xlsx",
    PLAN + "/changes", PLAN + "/readings", STEP + "/history", "/deadlines", "/works/{work}",
}  # fmt: skip

EVERY_SIGHT = (*SIGHTS, *MEETING_SIGHTS, *PEOPLE_SIGHTS)
NO_PAGE = NOT_PAGES | MEETING_FILES | PEOPLE_FILES
