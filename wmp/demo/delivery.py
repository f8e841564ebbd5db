"""How the demo force's projects go: what they are for, milestones, status updates, risks, dependencies.

Days that the papers name are theirs; the other days and all words are invented. Milestones are met, dropped and
re-baselined by their verbs, and what is written is checked as the forms check it.
"""

from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

from django.utils import timezone

from change.portfolio.delivery import Dependency, Milestone, Risk, StatusUpdate
from change.portfolio.models import Programme, Project
from people.workforce.models import Person, Post, User
from wmp.demo import targets
from wmp.demo.accounts import with_accounts
from wmp.demo.cast import CHANGE
from wmp.demo.force import worked
from wmp.lib import clock

# When projects were described for the register, and when baselines that could not be held were agreed anew.
DESCRIBED, AGREED_ANEW = date(2020, 10, 5), date(2020, 12, 10)
CLOSED_PROGRAMME, CLOSED_ON = "People Programme", date(2021, 8, 6)
# Of these the change manager of the cast is the project manager too; others are shared out among so many colleagues.
PROJECT_MANAGERS = 8
MANAGED = ("NWoPC", "Citizen Experience", "Learning Offer")


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def keep(record: Any) -> Any:
    """Saved as its form saves it: what the form would refuse is not there either."""
    record.full_clean()
    record.save()
    return record


def _project_managers() -> list[Any]:
    """Of those longest in the change department; nobody can sign in with their accounts."""
    posts = Post.objects.unscoped().filter(ended=None, started__lte=DESCRIBED, department__name=CHANGE)
    chosen = posts.filter(person__account=None).order_by("started", "pk")[:PROJECT_MANAGERS]
    people = Person.objects.unscoped().filter(pk__in=[post.person_id for post in chosen])
    return [person.account for person in with_accounts(people)]


class Teller:
    def __init__(self, accounts: dict[str, User]) -> None:
        self.manager = accounts["change-manager"]
        self.projects: dict[str, Any] = {each.name: each for each in Project.objects.unscoped()}

    def tell(self) -> int:
        """Returns how many milestones there are."""
        self._describe()
        milestones = targets.table("milestones")
        for row in milestones:
            self._milestone(row)
        for row in targets.table("status_updates"):
            self._update(row)
        for row in targets.table("risks"):
            self._risk(row)
        for row in targets.table("dependencies"):
            self._dependency(row)
        with clock.at(noon(CLOSED_ON)):
            Programme.objects.unscoped().get(name=CLOSED_PROGRAMME).close(by=self.manager, on=CLOSED_ON)
        return len(milestones)

    def _describe(self) -> None:
        programmes = {each.name: each for each in Programme.objects.unscoped()}
        managers = cycle(_project_managers())
        with clock.at(noon(DESCRIBED)):
            for row in targets.table("portfolio_words"):
                if not row["project"]:
                    programme = programmes[row["programme"]]
                    programme.purpose = row["words"]
                    programme.save(update_fields=["purpose"])
                    continue
                project = self.projects[row["project"]]
                project.description = row["words"]
                project.manager = self.manager if project.name in MANAGED else next(managers)
                project.save(update_fields=["description", "manager"])

    def _milestone(self, row: dict[str, str]) -> None:
        project = self.projects[row["project"]]
        began = worked(project.started_on + timedelta(days=30))
        with clock.at(noon(began)):
            agreed = date.fromisoformat(row["was"] or row["baseline"])
            made = keep(Milestone(project=project, name=row["name"], baseline=agreed, forecast=day(row["forecast"])))
        if row["was"]:
            with clock.at(noon(max(AGREED_ANEW, began))):
                made.re_baseline(by=self.manager, to=day(row["baseline"]), reason=row["why"])
        if met := day(row["actual"]):
            with clock.at(noon(worked(met))):
                made.meet(by=self.manager, on=met)
        elif row["dropped"]:
            with clock.at(noon(AGREED_ANEW)):
                made.drop(by=self.manager, reason=row["dropped"])

    def _update(self, row: dict[str, str]) -> None:
        on = date.fromisoformat(row["on"])
        with clock.at(noon(on)):
            project, by = self.projects[row["project"]], self.manager
            keep(StatusUpdate(project=project, on=on, rag=row["rag"], narrative=row["narrative"], by=by))

    def _risk(self, row: dict[str, str]) -> None:
        noticed = worked(date(2022, 1, 10) + timedelta(days=len(row["title"])))
        with clock.at(noon(noticed)):
            made = Risk(
                project=self.projects[row["project"]],
                title=row["title"],
                likelihood=int(row["likelihood"]),
                impact=int(row["impact"]),
                response=row["response"],
                owner=row["owner"],
                review_on=day(row["review_on"]),
            )
            keep(made)
        if closed := day(row["closed"]):
            with clock.at(noon(closed)):
                made.close(by=self.manager, reason="It did not happen, and cannot any more.")

    def _dependency(self, row: dict[str, str]) -> None:
        project, needed = self.projects[row["project"]], date.fromisoformat(row["needed_by"])
        with clock.at(noon(worked(project.started_on + timedelta(days=30)))):
            made = keep(
                Dependency(
                    project=project,
                    on_project=self.projects.get(row["on_project"]),
                    on_other=row["on_other"],
                    what=row["what"],
                    needed_by=needed,
                )
            )
        if row["status"] == "open":
            return
        with clock.at(noon(worked(min(needed, date(2022, 3, 25))))):
            if row["status"] == "met":
                made.meet(by=self.manager)
            else:
                made.drop(by=self.manager, reason="The national network is late; radios were bought without it.")
