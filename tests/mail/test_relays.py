"""Letters leave through a real SMTP server, encrypted where they must be, or lie in a folder."""

import ssl
import stat
from contextlib import suppress
from datetime import UTC, datetime
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
import trustme

from tests.postmaster import LOGIN, postmaster
from tracker.domain.mail import Letter
from tracker.mail.relays import Folder, NotSent, Smtp, message_of, relay_of

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
LETTER = Letter("k7m2p9x4wd3h", "guel@example.org", "Ihr Link für Gäste", "Guten Tag Gül,\n\n.\nEnde\n")


def server_side(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(*names).configure_cert(context)
    return context


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """The authority, known to this machine."""
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return authority


async def test_a_letter_arrives_as_it_was_written(settings) -> None:
    async with postmaster() as post:
        await Smtp(settings(f"smtp://127.0.0.1:{post.port}?from=plans@example.org")).send(LETTER, NOW)
    [mail] = post.mails
    assert (mail["To"], mail["From"], mail["Subject"]) == (
        "guel@example.org",
        "plans@example.org",
        "Ihr Link für Gäste",
    )
    assert mail["Message-ID"] == "<k7m2p9x4wd3h@plans.example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert post.text().replace("\r\n", "\n") == LETTER.text
    assert post.to == [["guel@example.org"]]


async def test_it_is_encrypted_from_the_first_byte_with_smtps(settings, trusted) -> None:
    async with postmaster(implicit=server_side(trusted, "127.0.0.1")) as post:
        await Smtp(settings(f"smtps://127.0.0.1:{post.port}")).send(LETTER, NOW)
    assert (len(post.mails), post.encrypted) == (1, [True])


async def test_it_switches_over_where_the_relay_can(settings, trusted) -> None:
    async with postmaster(starttls=server_side(trusted, "127.0.0.1")) as post:
        await Smtp(settings(f"smtp://127.0.0.1:{post.port}")).send(LETTER, NOW)
    assert (len(post.mails), post.encrypted) == (1, [True])


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_relay_nobody_vouches_for_gets_nothing(settings, authority, scheme) -> None:
    context = server_side(authority, "127.0.0.1")
    kind = {"smtp": "starttls", "smtps": "implicit"}[scheme]
    async with postmaster(**{kind: context}) as post:
        with pytest.raises(NotSent) as trouble:
            await Smtp(settings(f"{scheme}://127.0.0.1:{post.port}")).send(LETTER, NOW)
    assert (post.mails, trouble.value.for_good) == ([], False)


async def test_beyond_this_machine_nothing_leaves_unencrypted(settings) -> None:
    async with postmaster("127.0.0.2") as post:
        with pytest.raises(NotSent):
            await Smtp(settings(f"smtp://127.0.0.2:{post.port}")).send(LETTER, NOW)
    assert post.mails == []


@pytest.mark.parametrize(("password", "arrives"), [(LOGIN.password.decode(), True), ("wrong", False)])
async def test_it_signs_in_with_what_the_address_says(settings, trusted, password, arrives) -> None:
    async with postmaster(starttls=server_side(trusted, "127.0.0.1"), login=True) as post:
        relay = Smtp(settings(f"smtp://plans:{quote(password, safe='')}@127.0.0.1:{post.port}"))
        if arrives:
            await relay.answers()
            await relay.send(LETTER, NOW)
        else:
            for way in (relay.answers, partial(relay.send, LETTER, NOW)):
                with pytest.raises(NotSent, match="535") as trouble:
                    await way()
                assert not trouble.value.for_good
    assert len(post.mails) == arrives


@pytest.mark.parametrize(("said", "for_good"), [("550 no such box", True), ("450 later", False)])
async def test_what_the_relay_says_of_an_address_counts(settings, said, for_good) -> None:
    async with postmaster() as post:
        post.refusal = said
        with pytest.raises(NotSent, match=said[:3]) as trouble:
            await Smtp(settings(f"smtp://127.0.0.1:{post.port}")).send(LETTER, NOW)
    assert trouble.value.for_good == for_good
    assert "example" not in trouble.value.why


async def test_a_dead_relay_is_trouble_and_not_for_good(settings) -> None:
    async with postmaster() as post:
        port = post.port
    with pytest.raises(NotSent) as trouble:
        await Smtp(settings(f"smtp://127.0.0.1:{port}")).send(LETTER, NOW)
    assert not trouble.value.for_good


@pytest.mark.parametrize(
    "field", ["guel@example.org\r\nBcc: eve@example.org", "guel@example.org, eve@example.org"]
)
async def test_nobody_gets_a_copy_by_a_trick(settings, field) -> None:
    evil = Letter("id", field, "Hallo", "Text")
    async with postmaster() as post:
        with suppress(NotSent):
            await Smtp(settings(f"smtp://127.0.0.1:{post.port}")).send(evil, NOW)
    assert [to for to in post.to if "eve@example.org" in to and len(to) == 1] == []
    assert post.mails == [] or "Bcc" not in post.mails[0]


def test_a_line_break_in_a_subject_is_refused(settings) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        message_of(Letter("id", "a@example.org", "Hallo\r\nBcc: eve@example.org", "x"), settings(), NOW)


async def test_without_a_relay_letters_lie_in_a_private_folder(settings, tmp_path: Path) -> None:
    relay = relay_of(settings())
    assert isinstance(relay, Folder)
    await relay.send(LETTER, NOW)
    await relay.send(LETTER, NOW)  # the same letter again is the same file
    [file] = (tmp_path / "mails").iterdir()
    assert file.name == "k7m2p9x4wd3h.eml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert "Guten Tag Gül" in mail.get_content()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("mail_url", "sender"),
    [
        ("smtp://relay.example.org?from=plans%40example.org", "plans@example.org"),
        ("smtp://me%40example.org:x@relay.example.org", "me@example.org"),
        ("smtp://me:x@relay.example.org", "tracker@plans.example.org"),
        ("", "tracker@plans.example.org"),
    ],
)
def test_where_mails_come_from(settings, mail_url, sender) -> None:
    assert settings(mail_url).sender == sender
