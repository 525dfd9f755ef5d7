"""Whoever comes without account is marked, and nobody's office."""

import pytest

from tracker.domain.guest_name import guest_name, member_name, still_marked, typed_name
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


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        *(("Moderation", "office"), ("Facilitator", "office"), ("Die M0deration", "office")),
        *(("ohne Konto", "marked"), ("Kim (ohne Konto)", "marked"), ("Kim (0HNE  Konto)", "marked")),
        *(("Kim no-account", "marked"), ("Kim ohne\u200b Konto", "marked")),
    ],
)
def test_nobody_with_an_account_is_called_by_an_office_or_as_if_without(typed: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        member_name(typed)
    assert (refused.value.field, refused.value.reason) == ("name", reason)


def test_a_members_name_is_cleaned_and_not_marked() -> None:
    assert member_name("  Anna   Meier\u200b ") == "Anna Meier"


LINKS = [
    *(
        "http://evil.com/klick",
        "Kim https://x",
        "www.evil.com",
        "evil.com/klick",
        "Kim HTTP:/evil",
        "ｗｗｗ.evil.com",
    ),
    *("ht\u200btp://evil", "javascript://x", "evil.example:80/x", "e\u200bvil.com/x"),
]


@pytest.mark.parametrize("typed", LINKS)
def test_no_name_is_a_web_address(typed: str) -> None:
    for check in (member_name, lambda name: guest_name(name, "de"), lambda name: typed_name("name", name)):
        with pytest.raises(Invalid) as refused:
            check(typed)
        assert (refused.value.field, refused.value.reason) == ("name", "web_address")


@pytest.mark.parametrize("typed", ["nebenan.de", "evil.com"])
def test_a_site_is_an_organisation_and_nobodys_name(typed: str) -> None:
    assert typed_name("name", typed) == typed
    with pytest.raises(Invalid) as refused:
        member_name(typed)
    assert refused.value.reason == "web_address"


@pytest.mark.parametrize(
    "typed",
    [
        "Dr. Anna Meier",
        "Dr.Meier",
        "St. Gallen",
        "ilse.ohne",
        "A. B. Meier-Schulz",
        "Kim (IHK/HWK)",
        "c/o Kim",
    ],
)
def test_other_names_with_dots_and_strokes_are_names(typed: str) -> None:
    assert member_name(typed) == typed == typed_name("name", typed)


def test_what_nobody_sees_is_in_no_name() -> None:
    assert typed_name("name", "M\u200bode\u2060r\u00adation") == "Moderation"
    with pytest.raises(Invalid) as refused:
        member_name("\u039cODERATION")
    assert refused.value.reason == "office"
