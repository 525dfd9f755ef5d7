"""The part of the table of contents about getting in, and about what is one's own."""

from starlette.routing import BaseRoute

from tracker.web import (
    claims,
    erasures,
    joinings,
    mail_endings,
    mails,
    me,
    own_addresses,
    own_names,
    person_exports,
    personal_steps,
    sign_ins,
)
from tracker.web.routing import get, post

CLAIM = "/claims/{guest:id}/{secret}"
OWN = "/my-steps/{secret}/{step:id}"


def own_routes() -> list[BaseRoute]:
    """Every address of them."""
    return [
        get("/sign-in", sign_ins.show),
        get("/sign-in/{secret}", sign_ins.confirm),
        post("/sign-in/mails", sign_ins.create_mail),
        post("/sign-in/codes", sign_ins.use_code),
        post("/sign-in/{secret}", sign_ins.create),
        post("/sign-out", sign_ins.end),
        get("/join", joinings.show),
        post("/join/codes", joinings.use_code),
        get("/join/{secret}", joinings.show_door),
        post("/join/{secret}", joinings.create),
        get(CLAIM, claims.show),
        post(CLAIM, claims.create),
        post(CLAIM + "/refusal", claims.refuse),
        get("/me", me.show),
        post("/me/name", own_names.rewrite),
        post("/me/address/mails", own_addresses.create_mail),
        post("/me/address/codes", own_addresses.use_code),
        get("/me/address/{secret}", own_addresses.show),
        post("/me/address/{secret}", own_addresses.create),
        post("/me/sessions/ending", me.end_other_sessions),
        post("/me/sessions/{session:id}/ending", me.end_session),
        get("/me/export.zip", person_exports.as_zip),
        get("/me/erasure", erasures.show),
        post("/me/erasure", erasures.create),
        get("/me/erased", erasures.show_done),
        get("/me/mails", mails.show),
        post("/me/mails", mails.rewrite),
        post("/me/mails/trial", mails.create_trial),
        post("/me/personal-links/ending", mails.end_links),
        post("/me/tokens", me.create_token),
        post("/me/tokens/{token:id}/revocation", me.revoke_token),
        get("/my-steps/{secret}", personal_steps.show),
        post(OWN + "/acceptance", personal_steps.accept),
        post(OWN + "/completion", personal_steps.complete),
        post(OWN + "/deadline", personal_steps.put_off),
        post(OWN + "/refusal", personal_steps.decline),
        *(get(path + "{ending}", mail_endings.show) for path in mail_endings.PATHS),
        *(post(path + "{ending}", mail_endings.create) for path in mail_endings.PATHS),
    ]
