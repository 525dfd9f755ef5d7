"""What the page for operators says to run on PostgreSQL after a restore."""

import re
from functools import partial

from sqlalchemy import create_engine

from tests.commandline import ROOT
from tests.databases import emptied
from tests.planning import NOON, planning_on
from tracker.commands import sign_ins
from tracker.domain.member import Member
from tracker.domain.sign_in import AccessToken, SignInLink

PAGE = ROOT / "docs/operating.md"


def test_its_statements_renew_every_feed_and_shut_every_door(postgres_database: str) -> None:
    [statements] = re.findall(r"<<'SQL'\n(.+?)SQL\n", PAGE.read_text("utf-8"), re.DOTALL)
    with planning_on(emptied(postgres_database)) as planning:
        anna, before = planning.one(Member, planning.people.anna.id), planning.epoch
        planning.database.write_now(lambda session: sign_ins.make_link(session, anna, NOON))
        planning.database.write_now(partial(sign_ins.make_token, member=anna, name="script", now=NOON))
        engine = create_engine(postgres_database)
        with engine.begin() as connection:
            for statement in filter(str.strip, statements.split(";")):
                connection.exec_driver_sql(statement)
        engine.dispose()
        assert re.fullmatch("[0-9a-f]{8}", planning.epoch)
        assert planning.epoch != before
        assert planning.all(SignInLink) == []
        assert [token.revoked_at is None for token in planning.all(AccessToken)] == [False]
