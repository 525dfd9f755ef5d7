"""Pages of an account: with a token just made, with one made before, and without any; and how one signs in."""

from dataclasses import replace

from tests.sample_calendars import calendar_part
from tests.sample_mails import mail_pages
from tests.sample_past import FORM
from tracker.pages import (
    CalendarPart,
    ConfirmPage,
    DeviceRow,
    ErasurePage,
    MePage,
    NewAddressPage,
    PlanLink,
    SignInPage,
    TokenRow,
)
from tracker.web.about import sheet_page


def account_pages(said: str) -> dict[str, tuple[str, object]]:
    """By name: template and page, each with `said` in its texts."""
    devices = [
        DeviceRow("d1", f"Firefox{said}", "1. Mai 2026", "31. Mai 2026", True),
        DeviceRow("d2", "", "2. Mai 2026", "1. Juni 2026", False),
    ]
    plans = [PlanLink("plan00000001", f"Hessen{said}", f"Inklusion{said}", "de")]
    tokens = [TokenRow("t1", f"Bericht{said}", "1. Mai 2026", reads, plans, reads) for reads in (True, False)]
    page = MePage(
        f"Anna{said}",
        f"anna@example.org{said}",
        devices,
        tokens[:1],
        calendar_part("/me", said),
        FORM,
        "s" * 22,
        "t1",
        plans,
    )
    again = replace(page, devices=devices[:1], tokens=tokens[1:], secret="")
    waits = replace(page, new_address=f"neu@example.org{said}", said="asked")
    pages = (
        page,
        again,
        waits,
        replace(waits, mails=False, said="name"),
        replace(again, tokens=[], made="", calendar=CalendarPart("/me", [])),
    )
    return {
        **mail_pages(said),
        **{f"account {n}": ("me/page.html", one) for n, one in enumerate(pages)},
        "new address": (
            "me/new_address.html",
            NewAddressPage("/me/address/x", f"neu@example.org{said}", FORM),
        ),
        "erasure": ("me/erasure.html", ErasurePage(f"anna@example.org{said}", [], FORM)),
        "hand over": ("me/erasure.html", ErasurePage("anna@example.org", [f"Netz{said}"], FORM)),
        "erased": ("me/erased.html", FORM),
        "sheet": ("sheet.html", sheet_page()),
        "sign in": ("sign_in/page.html", SignInPage(FORM, stale=True)),
        "code": ("sign_in/page.html", SignInPage(FORM, asked=f"a@example.org{said}", mails=False)),
        "confirm": ("sign_in/confirm.html", ConfirmPage("/sign-in/secret", f"Anna{said}")),
    }
