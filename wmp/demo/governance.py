"""Who decides about the demo force's change portfolio, what they decided, and the actions that followed.

The three bodies are those that the paper of 2020 names; what they decided and set is invented.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from change.governance.models import Action, Decision, GovernanceBody
from change.portfolio.models import Project
from people.workforce.models import User
from wmp.demo.delivery import keep, noon
from wmp.lib import clock

BOARD, STEERING, DESIGN = "Organisational Change Board", "Commissioning Steering Group", "Design Authority"
BODIES = (
    (BOARD, "Owns the portfolio: begins and ends programmes and takes benefits.", "Deputy Chief Constable", "Monthly"),
    (STEERING, "Weighs new ideas against the strategy, and says which become projects.", "Head of Change", "Monthly"),
    (
        DESIGN,
        "Looks at designs, technical, business and strategic, before they are built.",
        "Head of IT",
        "Fortnightly",
    ),
)
MANAGER, OWNER = "change-manager", "benefit-owner"


@dataclass(frozen=True)
class Decided:
    """`actions`: what, who is to do it, by which day, and the day on which it was done, if it was."""

    body: str
    on: date
    what: str
    why: str
    project: str = ""
    actions: tuple[tuple[str, str, date, date | None], ...] = ()


DECIDED = (
    Decided(
        BOARD,
        date(2020, 6, 18),
        "Connect is planned again, with its first phase live in April 2021",
        "The supplier was late, and training was not ready.",
        "Connect",
    ),
    Decided(
        DESIGN,
        date(2020, 7, 9),
        "Radios are replaced now",
        "The national network is years away, and the Games are in 2022.",
        "Airwave",
    ),
    Decided(
        BOARD,
        date(2020, 10, 15),
        "The Annual Benefits Review 2020 is frozen",
        "Finance and change agree on every line; the plan of the next years is built on it.",
        actions=(("Send the review to the finance team", MANAGER, date(2020, 10, 30), date(2020, 10, 22)),),
    ),
    Decided(
        STEERING,
        date(2021, 3, 25),
        "The learning offer becomes a project of three years",
        "A review found much taught twice and some not at all.",
        "Learning Offer",
    ),
    Decided(
        BOARD,
        date(2021, 8, 5),
        "The People Programme is closed; Uplift goes on under Connect With People",
        "What is left of it is delivered.",
    ),
    Decided(
        BOARD,
        date(2021, 10, 21),
        "The Annual Benefits Review 2021 is frozen; closed programmes are left out of it",
        "What was closed has come, or is owned by departments.",
        actions=(("Explain each difference from 2020 to the board", MANAGER, date(2021, 11, 19), date(2021, 11, 17)),),
    ),
    Decided(
        BOARD,
        date(2021, 11, 18),
        "Estates is profiled again",
        "The strategy was revised in the autumn, and building has become dearer.",
        "Estates",
        (("Bring new costs and benefits of Estates to the board", MANAGER, date(2022, 3, 11), None),),
    ),
    Decided(
        STEERING,
        date(2021, 12, 9),
        "The wellbeing portal becomes a project",
        "Offers are many, and few people find them.",
        "Wellbeing Portal",
    ),
    Decided(
        DESIGN,
        date(2022, 1, 27),
        "Evidence is kept in the cloud of the store’s supplier",
        "Keeping it here would cost more, and fill up in two years.",
        "DES",
        (("Ask the four sites for their network dates", MANAGER, date(2022, 4, 8), None),),
    ),
    Decided(
        BOARD,
        date(2022, 2, 17),
        "Savings of ControlWorks are taken from the base budget of Force Contact",
        "They came, and were verified.",
        "Control Works",
        (
            ("Name the budget line of the saving", OWNER, date(2022, 3, 4), date(2022, 3, 2)),
            ("Say when calls given up will fall to the target", OWNER, date(2022, 4, 14), None),
        ),
    ),
    Decided(
        BOARD,
        date(2022, 3, 17),
        "Uplift’s benefits are measured every quarter from April, by department",
        "Two in three lie with neighbourhoods and investigations, which report to performance panels already.",
        "Uplift",
        (
            ("Name an owner for every benefit without one", MANAGER, date(2022, 4, 29), None),
            ("Compare returns of the survey by department", OWNER, date(2022, 3, 28), None),
        ),
    ),
)


def tell(accounts: dict[str, User]) -> int:
    """Returns how many decisions there are."""
    bodies = {}
    with clock.at(noon(date(2020, 4, 1))):
        for name, purpose, chair, meets in BODIES:
            bodies[name] = keep(GovernanceBody(name=name, purpose=purpose, chair=chair, meets=meets))
    projects: dict[str, Any] = {each.name: each for each in Project.objects.unscoped()}
    for each in DECIDED:
        body, project = bodies[each.body], projects.get(each.project)
        with clock.at(noon(each.on)):
            made = keep(Decision(body=body, taken_on=each.on, what=each.what, why=each.why, project=project))
            actions = [_action(made, accounts[who], what, due) for what, who, due, _ in each.actions]
        for action, (_, who, _, done) in zip(actions, each.actions, strict=True):
            if done:
                with clock.at(noon(done)):
                    action.finish(by=accounts[who], on=done)
    return len(DECIDED)


def _action(decision: Any, owner: User, what: str, due: date) -> Any:
    made = Action(body=decision.body, decision=decision, project=decision.project, what=what, owner=owner, due=due)
    return keep(made)
