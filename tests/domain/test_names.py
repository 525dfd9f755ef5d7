"""Who and what has a name: members, networks, regions, parties, themes; cleaned alike, refused alike."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tracker.domain.member import clean_address, join, role_named
from tracker.domain.network import start_network, start_region
from tracker.domain.participant import NOBODY, Participant
from tracker.domain.party import name_party, name_theme
from tracker.domain.permissions import Role
from tracker.domain.refusals import Invalid
from tracker.domain.sign_in import hash_of, new_secret

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
NAMED: list[Callable[[str], object]] = [
    lambda name: join("a@example.org", name, NOW),
    start_network,
    lambda name: start_region("network00000", name),
    lambda name: name_party("network00000", name, "person"),
    lambda name: name_theme("network00000", name),
]


@pytest.mark.parametrize("make", NAMED)
@pytest.mark.parametrize("name", ["", " \u200e", "x" * 81, "a\x00", "\ud800"])
def test_what_has_a_name_needs_one_within_the_limit(make: Callable[[str], object], name: str) -> None:
    with pytest.raises(Invalid) as refused:
        make(name)
    assert refused.value.field == "name"


@pytest.mark.parametrize("make", NAMED)
def test_a_name_is_kept_clean(make: Callable[[str], object]) -> None:
    assert make("  Ärzte \t und\u202e Kammern ").name == "Ärzte und Kammern"  # type: ignore[attr-defined]


def test_names_are_kept_with_the_key_they_are_found_and_sorted_by() -> None:
    assert start_network("Ärzte").name_key == "arzte"
    assert start_region("n", "Straße").name_key == "strasse"
    assert name_party("n", "Öl", "group").name_key == "ol"
    assert name_theme("n", "Übung").name_key == "ubung"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" Anna@Example.ORG ", "anna@example.org"), ("info@Büro.example", "info@xn--bro-hoa.example")],
)
def test_an_address_is_kept_as_it_is_compared(typed: str, kept: str) -> None:
    assert clean_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "anna", "anna@", "@example.org", "a b@example.org", "a@b@c", "<a@example.org>", "a@x..org", "a@.org",
     "gül@example.org", "a,b@example.org", "a@example.org\r\nBcc: b@example.org", "x" * 65 + "@example.org",
     "a@" + "x" * 254],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean_address(typed)
    assert refused.value.field == "email"


def test_kinds_sorts_roles_and_languages_are_ours_or_refused() -> None:
    for wrong in (
        lambda: start_region("n", "a", "planet"),
        lambda: name_party("n", "a", "team"),
        lambda: role_named("boss"),
        lambda: role_named("guest"),
        lambda: join("a@example.org", "a", NOW, "fr"),
    ):
        with pytest.raises(Invalid):
            wrong()
    assert role_named("guest", of_guest=True) is Role.GUEST


def test_a_region_without_states_covers_the_one_of_its_name() -> None:
    assert start_region("n", "Hessen").states == ["Hessen"]
    assert start_region("n", "Mitte", states=["Hessen", "Thüringen"]).states == ["Hessen", "Thüringen"]


def test_history_names_people_by_id_only() -> None:
    assert Participant("member", "abc", "Anna").key == "m:abc"
    assert Participant("guest", "abc", "Anna").key == "g:abc"
    assert NOBODY.key == ""


def test_secrets_are_long_and_only_their_hash_can_be_kept() -> None:
    secrets = {new_secret() for _ in range(1_000)}
    assert len(secrets) == 1_000
    assert min(map(len, secrets)) >= 22  # 128 bits
    assert len({hash_of(secret) for secret in secrets}) == 1_000
    assert not any(secret in hash_of(secret) for secret in secrets)
