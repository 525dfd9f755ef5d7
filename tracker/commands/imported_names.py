"""The network's parties and themes, found again by folded name when a plan file names them."""

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.domain.edit import Edit
from tracker.domain.folding import sort_key
from tracker.domain.order_key import spread
from tracker.domain.party import PLACES, Party, PartySort, PlanParty, PlanTheme, Theme, name_party, name_theme
from tracker.domain.plan import Plan
from tracker.plan_file.document import PlanDocument


class KnownNames:
    """The parties and themes of a network by folded name; of several folded alike always the same one."""

    def __init__(self, session: Session, network_id: str) -> None:
        self._network_id = network_id
        parties = select(Party).where(col(Party.network_id) == network_id).order_by(col(Party.id))
        themes = select(Theme).where(col(Theme.network_id) == network_id).order_by(col(Theme.id))
        self.parties: dict[str, Party] = {}
        self.themes: dict[str, Theme] = {}
        for party in session.execute(parties).scalars():
            self.parties.setdefault(party.name_key, party)
        for theme in session.execute(themes).scalars():
            self.themes.setdefault(theme.name_key, theme)

    @property
    def sorts(self) -> dict[str, PartySort]:
        """The sort of each party."""
        return {key: PartySort(party.sort) for key, party in self.parties.items()}

    def party(self, name: str) -> Party:
        """The party of that name, one the document lists."""
        return self.parties[sort_key(name)]

    def theme(self, name: str) -> Theme:
        """The theme of that name, one the document lists."""
        return self.themes[sort_key(name)]

    def shown(
        self, edit: Edit, plan: Plan, document: PlanDocument
    ) -> list[Party | Theme | PlanParty | PlanTheme]:
        """What lets a new plan show what the document lists; new names become the network's. Raises Invalid."""
        known = {party.id for party in self.parties.values()} | {theme.id for theme in self.themes.values()}
        parties, themes = self._listed_parties(document), self._listed_themes(document)
        new_parties = [party for party in parties if party.id not in known]
        new_themes = [theme for theme in themes if theme.id not in known]
        made: list[Party | Theme | PlanParty | PlanTheme] = [*new_parties, *new_themes]
        for party, key in zip(parties, spread(len(parties)), strict=True):
            made.append(PlanParty(plan_id=plan.id, party_id=party.id, order_key=key))
            edit.note("party", party.id, "shown", False, True)
        for at, (theme, key) in enumerate(zip(themes, spread(len(themes)), strict=True)):
            made.append(PlanTheme(plan_id=plan.id, theme_id=theme.id, place=at % PLACES + 1, order_key=key))
            edit.note("theme", theme.id, "shown", False, True)
        plan.parties_rev = plan.themes_rev = edit.rev
        return made

    def _listed_parties(self, document: PlanDocument) -> list[Party]:
        for entry in document.parties:
            new = name_party(self._network_id, entry.name, entry.sort)
            self.parties.setdefault(new.name_key, new)
        return [self.party(entry.name) for entry in document.parties]

    def _listed_themes(self, document: PlanDocument) -> list[Theme]:
        for name in document.themes:
            new = name_theme(self._network_id, name)
            self.themes.setdefault(new.name_key, new)
        return [self.theme(name) for name in document.themes]
