"""Whoever is erased is in no letter either that lies in the folder of mails."""

from email import policy
from email.parser import BytesHeaderParser

from sqlmodel import select

from tests.waiting import until
from tests.web.newcomers import a_newcomer
from tests.web.site import Site
from tracker.domain.mail import LEASE, Mail
from tracker.store.mails import put_mail


def letters_to(site: Site) -> list[str]:
    """Whom the letters in the folder are for."""
    files = (site.settings.data_dir / "mails").glob("*.eml")
    return [str(BytesHeaderParser(policy=policy.SMTP).parsebytes(one.read_bytes())["To"]) for one in files]


async def test_letters_to_them_go_and_those_to_others_stay(site: Site) -> None:
    mara, jona = await a_newcomer(site, "Mara"), await a_newcomer(site, "Jona")
    to_mara, to_jona, once = "mara@example.org", "jona@example.org", "mara.alt@example.org"
    async with site.browser(mara) as browser, site.browser(jona) as other:
        for one, address in ((browser, to_mara), (other, to_jona)):
            assert (await one.form("/me/mails/trial", {})).status_code == 303
            await until(lambda address=address: address in letters_to(site), what="the letter")
        now = site.cast.clock.now()
        # what their account told an earlier address of theirs
        site.cast.database.write_now(
            lambda s: put_mail(s, "address_changed", once, now, LEASE, about=mara.participant.id)
        )
        site.app.state.parts.wake_mailing()
        await until(lambda: once in letters_to(site), what="the letter to the old address")
        assert (await browser.form("/me/erasure", {"address": to_mara})).status_code == 303
    left = letters_to(site)
    assert to_jona in left
    assert {to_mara, once}.isdisjoint(left)
    with site.cast.database.reading() as session:
        assert not [one for one in session.exec(select(Mail)).all() if one.address in (to_mara, once)]
