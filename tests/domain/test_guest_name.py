"""Whoever comes without account is marked, and nobody's office."""

import pytest

from tracker.domain.guest_name import guest_name, still_marked
from tracker.domain.refusals import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Olga", "Olga (ohne Konto)"),
        ("  Olga   Meier ", "Olga Meier (ohne Konto)"),
        ("Anna\u200b", "Anna (ohne Konto)"),
        ("\u202eevil", "evil (ohne Konto)"),
        ("Anna (ohne Konto)", "Anna (ohne Konto)"),
        ("Anna (OHNE Konto) (no account)", "Anna (ohne Konto)"),
        ("Jérôme O\u2019Neill", "Jérôme O\u2019Neill (ohne Konto)"),
        ("Ольга", "Ольга (ohne Konto)"),
    ],
)
def test_a_name_is_cleaned_and_marked_once(typed: str, kept: str) -> None:
    assert guest_name(typed, "de") == kept


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "Moderation",
            "modEration",
            "Ｍoderation",
            "Mode\u200bration",
            "Moderatıon",
            "Мoderation",
            "M0deration",
        ),
        *("Die Moderation", "Moderatorin Anna", "Koordination NRW", "admin", "ADMINISTRATOR", "Facilitator"),
    ],
)
def test_who_has_a_say_is_nobodys_name(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        guest_name(typed, "de")
    assert (refused.value.field, refused.value.reason) == ("name", "office")


@pytest.mark.parametrize("typed", ["", "  ", "\u200b\u200d", "(ohne Konto)"])
def test_nothing_to_see_is_no_name(typed: str) -> None:
    with pytest.raises(Invalid):
        guest_name(typed, "de")


def test_whoever_is_marked_stays_so_under_another_name() -> None:
    assert still_marked("Olga", "Kim (no account)") == "Olga (no account)"
    assert still_marked("Olga", "Kim") == "Olga"
    with pytest.raises(Invalid):
        still_marked("Moderation", "Kim (ohne Konto)")
