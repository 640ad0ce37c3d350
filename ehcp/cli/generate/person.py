"""Whose life it is: the child, who speaks for it, who works for it, and where it is taught."""

from dataclasses import dataclass, field
from datetime import date

from ehcp.cli.generate.drawing import Draw
from ehcp.cli.generate.figures import Figures
from ehcp.cli.generate.names import family, person
from ehcp.cli.generate.population import Fate
from ehcp.cli.generate.schooling import Schooling
from ehcp.cli.generate.script import Act, Script, days
from ehcp.domain.commands.people.notice import RecordDelivery, RecordOpening, SendNotice
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.notice import SentBy
from ehcp.domain.events.opening import Child, Officer, Parent
from ehcp.domain.events.request import NoticeItem
from ehcp.domain.plan.age import has_reached
from ehcp.domain.plan.institution import Institution
from ehcp.domain.plan.sections import Plan
from ehcp.law.recipients import Addressee

FOUR_ITEMS = tuple(item for item in NoticeItem if item is not NoticeItem.EXTENDED_APPEAL)
WEIGHED = "The family's views were heard, and are answered in the reasons."
OLD_ENOUGH = 16
LETTERS_ARRIVE = 0.85  # of which the record has the proof
ARRIVED = 0.6  # the same of what bodies are sent


@dataclass
class Life:
    """A life being written down: its script, its draws, and what the script has come to."""

    draw: Draw
    figures: Figures
    fate: Fate
    script: Script
    child: Child
    parents: tuple[Parent, ...]
    officer: Officer
    schooling: Schooling
    school: Recorder
    adviser: Recorder
    plan: Plan = field(default_factory=Plan)  # as last drafted
    named: dict[str, date] = field(default_factory=dict)  # since when plans name an institution
    quiet_until: date = date.min  # when the family may dispute something again
    ordered: date = date.min  # the last plan that carries out what ended a dispute
    proposed: date | None = None  # the last move to another college

    def young_person(self, day: date) -> bool:
        """Whether the rights are those of the young person, as a rule, on a day."""
        return has_reached(self.child.date_of_birth, OLD_ENOUGH, day)

    def told(self, day: date, step: Act) -> None:
        """Send the family notice of a step, and keep the proof that it arrived."""
        draw, script = self.draw, self.script
        method = draw.pick((SentBy.POST, SentBy.EMAIL, SentBy.PORTAL))
        sent = script.add(day, SendNotice, step=step, to=Addressee.FAMILY, method=method)
        if draw.chance(LETTERS_ARRIVE):
            script.add(day + days(draw.between(1, 3)), RecordDelivery, notice=sent)
        if method is SentBy.PORTAL and draw.chance(LETTERS_ARRIVE):
            script.add(day + days(draw.between(3, 6)), RecordOpening, notice=sent)

    def names(self, day: date) -> list[Institution]:
        """Note the institutions that a plan of a day names; return those that are new to it."""
        new = self.to_name(day)
        for institution in new:
            self.named[institution.name] = day
        return new

    def to_name(self, day: date) -> list[Institution]:
        """Return the institutions that a plan of a day names and none before it does."""
        placements = self.schooling.placements(day)
        found = [place.institution for place in placements if place.institution]
        return [each for each in found if self.named.get(each.name, day) >= day]

    def arrived(self, sent: Act) -> None:
        """Keep the proof, mostly, that something arrived that was sent to a body."""
        if self.draw.chance(ARRIVED):
            self.script.add(sent.on + days(self.draw.between(1, 3)), RecordDelivery, notice=sent)


def life_of(draw: Draw, figures: Figures, fate: Fate, council: str, until: date) -> Life:
    """Return the life of somebody, with nothing written down yet."""
    found = family(draw, fate.sex)
    officer = Officer(name=person(draw))
    subject = officer.name.lower().replace(" ", ".")
    return Life(
        draw=draw,
        figures=figures,
        fate=fate,
        script=Script(Recorder(subject=subject, role="caseworker", organisation=council), until),
        child=Child(
            name=found.child,
            date_of_birth=fate.born,
            sex=fate.sex,
            hearing_impaired=fate.need in ("HI", "MSI"),
            visually_impaired=fate.need in ("VI", "MSI"),
            looked_after=draw.chance(0.04),
        ),
        parents=tuple(Parent(name=name, relationship="parent") for name in found.parents),
        officer=Officer(name=officer.name, subject=subject),
        schooling=Schooling(draw, figures, fate.setting, fate.born),
        school=Recorder(subject="school.senco", role="school-contributor", organisation="School"),
        adviser=Recorder(subject="adviser", role="psychology-adviser", organisation=council),
    )


POST = Source.LETTER
MAIL = Source.EMAIL
CALL = Source.TELEPHONE
