"""The demo force's rate card, the days of its budgeting phases, and the posts it invests in service. Invented.

What the phases save comes by file (`targets/budgeting.csv`), and adds up to what the paper of 2022 says of them.
"""

from datetime import date
from decimal import Decimal

from change.budgeting.models import BudgetingPhase, InvestmentPrinciple, ServiceInvestment
from change.reviews.rates import Rate
from people.workforce.models import Department
from wmp.demo.delivery import keep, noon
from wmp.lib import clock

# Pounds a year with on-costs, from April 2019, 2020 and 2021. An officer's pay rose in September, staff's with it.
RATES = {
    "Constable": (46200, 47350, 48500),
    "Sergeant": (58900, 60400, 61900),
    "Inspector": (73500, 75300, 77200),
    "PCSO": (34100, 34950, 35800),
    "Police staff, grade C": (27800, 28500, 29200),
    "Police staff, grade E": (36900, 37800, 38750),
}
RATES_FROM = (date(2019, 4, 1), date(2020, 4, 1), date(2021, 4, 1))
RATES_SOURCE = "Finance’s card of average costs, on-costs included"
PHASES = {
    "Phase 1": (date(2021, 6, 7), date(2021, 10, 29), "Enabling services and Force Contact."),
    "Phase 2": (date(2021, 11, 1), date(2022, 3, 31), "Savings are out of the base budget of 2022/23."),
    "Phase 3": (date(2022, 9, 5), None, "Begins after the Commonwealth Games; in the medium term plan for 2022/23."),
}
# Of the uplift of officers in two years: principle, department, posts, from, what for.
INVESTED = (
    (1, "NPU", "60", date(2020, 11, 2), "Impact teams where violence is worst"),
    (1, "FCID", "24", date(2021, 4, 5), "A team for robbery and knife crime"),
    (1, "PPU", "35", date(2021, 4, 5), "Domestic abuse investigators"),
    (2, "PPU", "48", date(2021, 1, 4), "Child abuse and missing children"),
    (2, "SOCEX", "18", date(2021, 9, 6), "County lines and those they exploit"),
    (3, "SOCEX", "22", date(2021, 1, 4), "Organised crime teams"),
    (3, "ROCU", "16", date(2021, 9, 6), "The force’s part in the regional unit"),
    (3, "Intel", "12.5", date(2021, 9, 6), "Local intelligence officers"),
    (4, "FCID", "20", date(2021, 4, 5), "Cyber crime and online fraud"),
    (4, "Forensics", "9.5", date(2021, 9, 6), "Digital examiners"),
    (5, "Response", "110", date(2020, 11, 2), "Response officers, so that calls are reached in time"),
    (5, "Force Contact", "14", date(2021, 4, 5), "A sergeant in the control room at every hour"),
)


def tell() -> int:
    """Returns how many posts are invested in, in lines."""
    for place, starts_on in enumerate(RATES_FROM):
        with clock.at(noon(starts_on)):
            for category, pounds in RATES.items():
                rate = Rate(category=category, starts_on=starts_on, source=RATES_SOURCE)
                rate.pounds = Decimal(pounds[place])
                keep(rate)
    for name, (starts_on, ends_on, note) in PHASES.items():
        phase = BudgetingPhase.objects.unscoped().get(name=name)
        phase.starts_on, phase.ends_on, phase.note = starts_on, ends_on, note
        keep(phase)
    principles = {each.number: each for each in InvestmentPrinciple.objects.all()}
    departments = {each.name: each for each in Department.objects.all()}
    for number, department, posts, starts_on, what in INVESTED:
        given = {"principle": principles[number], "department": departments[department], "what": what}
        keep(ServiceInvestment(posts=Decimal(posts), starts_on=starts_on, **given))
    return len(INVESTED)
