"""The part of the table of contents about meetings, calendars, and signing up."""

from starlette.routing import BaseRoute

from tracker.web import calendar_files, calendars, meetings, restorings, sign_up_lists, sign_ups, trashings
from tracker.web.routing import get, post


def meeting_routes(plan: str) -> list[BaseRoute]:
    """Every address of them; `plan` is that of a plan."""
    meeting, one = plan + "/meetings/{meeting:id}", "/calendars/{calendar:id}"
    sign_up = "/sign-ups/{sign_up:id}/{secret}"
    return [
        post("/me/calendars", calendars.create),
        post("/me" + one + "/renewal", calendars.renew),
        post("/me" + one + "/ending", calendars.end),
        get("/me/calendar/{secret}.ics", calendar_files.show),
        get(plan + "/calendar", calendars.show),
        get(plan + "/calendar/{secret}.ics", calendar_files.show),
        post(plan + "/calendars", calendars.create),
        post(plan + one + "/renewal", calendars.renew),
        post(plan + one + "/ending", calendars.end),
        get("/meetings/{meeting:id}", sign_ups.show),
        post("/meetings/{meeting:id}/sign-ups", sign_ups.create),
        get(sign_up + ".ics", sign_ups.show_file),
        get(sign_up, sign_ups.show_own),
        post(sign_up + "/ending", sign_ups.end),
        get(plan + "/meetings", meetings.show),
        post(plan + "/meetings", meetings.create),
        get(meeting, meetings.show_one),
        get(meeting + ".ics", calendar_files.show_meeting),
        post(meeting, meetings.rewrite),
        post(meeting + "/opening", sign_up_lists.create),
        post(meeting + "/closing", sign_up_lists.close),
        get(meeting + "/sign-ups.csv", sign_up_lists.as_csv),
        post(meeting + "/sign-ups/{sign_up:id}/removal", sign_up_lists.remove),
        post(meeting + "/trashing", trashings.create_of_meeting),
        post(meeting + "/restoring", restorings.create_of_meeting),
    ]
