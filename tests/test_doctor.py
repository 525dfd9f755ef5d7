"""`tracker doctor`: what is wrong, what could be better, and what to do about it."""

import asyncio
import os
import signal
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tests.commandline import ROOT, Shell, ended, free_port
from tests.postmaster import postmaster
from tracker.clock import Clock
from tracker.doctor import Finding, examine
from tracker.domain.sign_in import LINK_LIFE
from tracker.settings import NAMES, PREFIX
from tracker.store.chores import MAILS, claim_chore, finish_chore
from tracker.store.database import Database
from tracker.store.mails import claim_mails, mail_not_sent, put_mail

SAID = {
    "OPERATOR": "Verein Beispiel",
    "ADDRESS": "Am Markt 1 | 12345 Musterstadt",
    "RESPONSIBLE": "Der Vorstand",
    "CONTACT": "post@example.org",
}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    return Shell(data, free_port())


def found(shell: Shell, **settings: str) -> list[Finding]:
    return examine(shell.environment(**settings))


def sentences(findings: list[Finding], weight: str) -> str:
    return "\n".join(one.sentence for one in findings if one.weight == weight)


def test_a_new_installation_is_told_what_is_missing_and_nothing_is_wrong(shell: Shell) -> None:
    told = shell.run("doctor").stdout
    assert "note   TRACKER_OPERATOR is empty" in told
    assert "note   TRACKER_CONTACT is empty" in told
    assert "`tracker serve` makes it" in told
    assert not (shell.data / "tracker.db").exists()


async def test_with_everything_said_and_a_database_all_is_well(shell: Shell) -> None:
    shell.run("network", "add", "Netz", "--coordinator", "emil@example.org")
    known = {"BASE_URL": "https://plans.example.org", "TRUSTED_PROXIES": "10.0.0.1", **SAID}
    async with postmaster() as post:
        relay = f"smtp://127.0.0.1:{post.port}"
        told = await asyncio.to_thread(found, shell, MAIL_URL=relay, **known)
    assert {one.weight for one in told} == {"ok"}
    assert "up to date" in sentences(told, "ok")


def test_a_wrong_setting_is_named_with_all_there_are(shell: Shell) -> None:
    told = shell.run("doctor", code=1, COLOUR="red").stdout
    assert "wrong  There is no setting TRACKER_COLOUR" in told
    assert all(f"{PREFIX}{name}" in told for name in NAMES)


def test_a_database_that_does_not_answer_is_wrong(shell: Shell) -> None:
    url = f"postgresql+psycopg://tracker:hunter2@127.0.0.1:{free_port()}/tracker"
    told = sentences(found(shell, DATABASE_URL=url), "wrong")
    assert "cannot be read" in told
    assert "hunter2" not in told


def test_what_is_no_database_is_wrong_and_stays_as_it_is(shell: Shell) -> None:
    file = shell.data / "tracker.db"
    file.write_text("von Hand geschrieben\n" * 100)
    told = shell.run("doctor", code=1).stdout
    assert f"wrong  {file}: The database cannot be read: file is not a database" in told
    assert file.read_text() == "von Hand geschrieben\n" * 100


def test_an_older_schema_is_named_and_not_touched(shell: Shell) -> None:
    shell.run("network", "add", "Netz", "--coordinator", "emil@example.org")
    connection = sqlite3.connect(shell.data / "tracker.db")
    connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.commit()
    connection.close()
    assert "has schema 0001, this release" in sentences(found(shell), "note")


def test_a_folder_that_others_can_read_is_wrong_and_one_of_a_group_worth_a_note(shell: Shell) -> None:
    found(shell)  # makes the key: an empty folder is made private by itself
    shell.data.chmod(0o750)
    assert "The group of" in sentences(found(shell), "note")
    shell.data.chmod(0o755)
    assert "Everybody on this machine can look into" in sentences(found(shell), "wrong")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_wrong(shell: Shell) -> None:
    found(shell)  # makes the key
    shell.data.chmod(0o500)
    assert "cannot be written" in sentences(found(shell), "wrong")


def test_a_server_warns_of_each_empty_setting_when_it_starts_and_of_none_that_is_said(shell: Shell) -> None:
    with shell.serving() as server:
        _, _, said = ended(server, signal.SIGTERM)
    warned = [line.partition(" is empty")[0] for line in said.splitlines() if "is empty" in line]
    assert warned == [f"{PREFIX}{name}" for name in SAID]
    with shell.serving(**SAID) as server:
        _, _, said = ended(server, signal.SIGTERM)
    assert "is empty" not in said


def test_each_setting_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in NAMES if f"{PREFIX}{name}" not in readme] == []


def test_a_dead_relay_and_mails_that_wait_are_told(shell: Shell) -> None:
    shell.run("network", "add", "Netz", "--coordinator", "emil@example.org")
    database = Database(f"sqlite:///{shell.data / 'tracker.db'}", Clock().both)
    try:
        now = Clock().now()
        id = database.write_now(lambda s: put_mail(s, "sign_in", "emil@example.org", now, LINK_LIFE)).value
        database.write_now(lambda s: claim_mails(s, now))
        database.write_now(lambda s: mail_not_sent(s, id, now, "the relay says 451", for_good=False))
    finally:
        database.close()
    relay = f"smtp://plans:secret@127.0.0.1:{free_port()}"
    said = sentences(found(shell, MAIL_URL=relay), "wrong")
    assert "Mails cannot be sent: the relay cannot be reached" in said
    assert "could not be sent so far: 1" in said
    assert "the relay says 451" in said
    assert "secret" not in said
    assert "emil" not in said


def test_it_says_for_which_day_reminders_were_worked_out_and_what_waits(shell: Shell) -> None:
    shell.run("network", "add", "Netz", "--coordinator", "emil@example.org")
    assert "not worked out yet" in sentences(found(shell), "ok")
    now, day = Clock().both()
    database = Database(f"sqlite:///{shell.data / 'tracker.db'}", Clock().both)
    try:
        database.write_now(lambda s: claim_chore(s, MAILS, day, now))
        database.write_now(lambda s: finish_chore(s, MAILS, day, now))
        database.write_now(lambda s: put_mail(s, "digest", "anna@example.org", now, LINK_LIFE))
    finally:
        database.close()
    assert f"worked out for {day}" in sentences(found(shell), "ok")
    assert "1 mails wait" in sentences(found(shell), "ok")
    later = Clock(lambda: now + timedelta(days=3))
    assert "is the server running?" in sentences(examine(shell.environment(), later), "wrong")


def test_without_a_relay_it_says_where_mails_lie(shell: Shell) -> None:
    assert f"mails lie in {shell.data / 'mails'}" in sentences(found(shell), "note")
