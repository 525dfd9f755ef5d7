"""The sights of who is in and what is theirs: doors, handovers, mails, personal links, one's own data."""

from tests.browser.sights import PLAN, REGION, Sight, refused

PEOPLE_FILES = {"/me/export.zip", PLAN + "/parties"}

PEOPLE_SIGHTS = (
    Sight("code to join by", "/join", who="nobody"),
    Sight("code to join by refused", "/join", refused("#code-code"), who="nobody"),
    Sight("door", "/join/{secret}", who="nobody", secret="door"),
    Sight("door for a member", "/join/{secret}", who="clara", secret="door"),
    Sight("no door", "/join/{secret}", who="nobody", instead="/join/" + "a" * 22),
    Sight("archive", PLAN + "/archive"),
    Sight("links to join by", PLAN + "/links"),
    Sight("link on the wall", PLAN + "/links/{join_link:id}"),
    Sight("opening to all", PLAN + "/visibility"),
    Sight("claim", "/claims/{guest:id}/{secret}", who="bernd", secret="claim"),
    Sight("handover of a plan", PLAN + "/handovers"),
    Sight("handover of a region", REGION + "/handovers", who="emil"),
    Sight("handover of a network", "/networks/{network:id}/handovers", who="emil"),
    Sight("mails", "/me/mails", who="bernd"),
    Sight("my steps by a personal link", "/my-steps/{secret}", who="nobody", secret="personal"),
    Sight("no personal link", "/my-steps/{secret}", who="nobody", instead="/my-steps/" + "a" * 22),
    Sight("end of digests", "/digests/ending/{ending}", who="nobody"),
    Sight("end of reminders", "/reminders/ending/{ending}", who="nobody", instead="/reminders/ending/a"),
    Sight("data sheet", "/privacy/sheet", who="nobody"),
    Sight(
        "no link to another address", "/me/address/{secret}", who="bernd", instead="/me/address/" + "a" * 22
    ),
    Sight("erasure", "/me/erasure", who="bernd"),
    Sight("erasure of the last coordinator", "/me/erasure", who="emil"),
    Sight("erased", "/me/erased", who="nobody"),
)
