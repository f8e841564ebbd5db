"""Five hundred random databases: every figure counted again from plain values by plain Python, cell by cell.

Small ones, each in a transaction that is taken back: sets of which little is there find what large ones hide. The
larger ones, and what is particular to a figure, are in the tests of that figure, whose recounts these are.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from random import Random
from typing import Any, NamedTuple

import pytest
from django.db import transaction

from tests.change import (
    made,
    test_budgeting_figure,
    test_costs_and_benefits_figure,
    test_fte_efficiencies_figure,
    test_portfolio_figure,
    test_sms_survey_figure,
)
from tests.change.benefits import test_benefit_figures
from tests.people import (
    test_promotion_figure,
    test_recruitment_figures,
    test_representation_figure,
    test_retention_figure,
    test_specials_hours_figure,
)
from tests.people.performance import test_performance_figures
from tests.welfare import (
    test_assaults_figure,
    test_attendance_figure,
    test_leaving_themes_figure,
    test_pulse_and_training_figures,
)
from tests.welfare.passports import test_passports_figure
from tests.welfare.referrals import test_figures as test_referral_figures
from wmp.board.paper import FIGURES
from wmp.board.runs import compute_traced

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)
#: Of each family of figures: so many blocks, each with databases of its own seeds.
BLOCKS, IN_A_BLOCK = 3, 9


class Family(NamedTuple):
    """Figures of the same records. `try_one` makes a database by chance and counts each of its figures again."""

    figures: Sequence[str]
    try_one: Callable[[Random], None]


def size(random: Random, most: int) -> int:
    """Few as often as many."""
    return random.choice([1, 2, 5, most // 2, most])


def representation(random: Random) -> None:
    held = test_representation_figure.stored(random, size(random, 40))
    test_representation_figure.test_by_staff_type_as_recounted(held)
    test_representation_figure.test_by_rank_as_recounted(held)
    test_representation_figure.test_coverage_is_who_stated_of_all_in_force(held)


def recruitment(random: Random) -> None:
    posts = test_recruitment_figures.stored(random, size(random, 20))
    test_recruitment_figures.store_targets()
    test_recruitment_figures.test_new_officers_as_recounted(posts)
    test_recruitment_figures.test_women_among_new_officers_as_recounted(posts)
    test_recruitment_figures.test_specials_as_recounted(posts)


def retention(random: Random) -> None:
    test_retention_figure.test_as_recounted(test_retention_figure.stored(random, size(random, 60)))


def promotion(random: Random) -> None:
    day = random.choice(test_promotion_figure.DAYS)
    processes = test_promotion_figure.stored(random, day, size(random, 12))
    test_promotion_figure.counted_again(processes, day)
    test_promotion_figure.test_impact_ratio_and_fishers_p_as_recounted(processes, day)


def specials(random: Random) -> None:
    test_specials_hours_figure.test_as_recounted(test_specials_hours_figure.stored(random, size(random, 30)))


def performance(random: Random) -> None:
    years = test_performance_figures.stored(random, size(random, 8))
    test_performance_figures.test_the_latest_year_that_was_closed(years, DAY, "2020/21")
    if told := test_performance_figures.years_with_ratings(years, DAY):
        test_performance_figures.test_ratings_that_were_shared_or_whose_year_was_closed(years, DAY, told[-1])


def attendance(random: Random) -> None:
    test_attendance_figure.test_attendance_as_recounted(test_attendance_figure.stored(random))


def reasons(random: Random) -> None:
    test_attendance_figure.test_reasons_as_recounted(random.randrange(10_000))


def assaults(random: Random) -> None:
    records = test_assaults_figure.stored(random, gap=random.random() < 0.3)
    test_assaults_figure.test_the_series_as_recounted(records)
    test_assaults_figure.test_by_offence_as_recounted(records)
    test_assaults_figure.test_outcomes_as_recounted(records)


def themes(random: Random) -> None:
    test_leaving_themes_figure.test_as_recounted(test_leaving_themes_figure.stored(random, size(random, 20)))


def pulse(random: Random) -> None:
    test_pulse_and_training_figures.test_the_latest_survey_as_recounted(random.randrange(10_000))


def training(random: Random) -> None:
    test_pulse_and_training_figures.test_trained_people_as_recounted(random.randrange(10_000))


def passports(random: Random) -> None:
    test_passports_figure.counted_again(test_passports_figure.made(random, size(random, 12)))


def referrals(random: Random) -> None:
    found = test_referral_figures.stored(random, max(8, size(random, 40)))
    day = random.choice(test_referral_figures.DAYS)
    test_referral_figures.test_referrals_as_recounted(day, found)
    test_referral_figures.test_waits_as_recounted(day, found)
    test_referral_figures.test_reasons_as_recounted(day, found)


def survey(random: Random) -> None:
    test_sms_survey_figure.test_as_recounted(test_sms_survey_figure.stored(random))


def benefits(random: Random) -> None:
    test_benefit_figures.counted_again(test_benefit_figures.benefits(random, size(random, 30)))


def efficiencies(random: Random) -> None:
    saved = test_fte_efficiencies_figure.stored(random, size(random, 12))
    test_fte_efficiencies_figure.test_as_recounted(saved)
    test_fte_efficiencies_figure.test_each_project_stands_under_the_status_it_had_on_the_day(saved)


def costs(random: Random) -> None:
    test_costs_and_benefits_figure.test_as_recounted(test_costs_and_benefits_figure.stored(random, size(random, 30)))


def portfolio(random: Random) -> None:
    plans = made.projects(random, size(random, 40), test_portfolio_figure.DAYS)
    test_portfolio_figure.counted_again(list(plans.values()))


def budgeting(random: Random) -> None:
    test_budgeting_figure.test_as_recounted(test_budgeting_figure.stored(random))


FAMILIES = {
    each.try_one.__name__: each
    for each in (
        Family(["people.representation_by_staff_type", "people.representation_by_rank"], representation),
        Family(["people.uplift_recruits", "people.female_recruits", "people.specials_recruitment"], recruitment),
        Family(["people.retention_by_entry_route"], retention),
        Family(["people.promotion_success"], promotion),
        Family(["people.specials_hours"], specials),
        Family(["people.performance_year", "people.rating_distribution"], performance),
        Family(["welfare.attendance"], attendance),
        Family(["welfare.absence_reasons"], reasons),
        Family(["welfare.assaults", "welfare.assault_series", "welfare.assault_outcomes"], assaults),
        Family(["welfare.leaving_themes"], themes),
        Family(["welfare.pulse_survey"], pulse),
        Family(["welfare.trauma_training"], training),
        Family(["welfare.passports"], passports),
        Family(["welfare.oh_referrals", "welfare.oh_waits", "welfare.oh_reasons"], referrals),
        Family(["change.sms_survey"], survey),
        Family(["change.benefits_by_department", "change.benefit_realisation"], benefits),
        Family(["change.fte_efficiencies"], efficiencies),
        Family(["change.costs_and_benefits"], costs),
        Family(["change.portfolio"], portfolio),
        Family(["change.budgeting"], budgeting),
    )
}


def test_there_are_five_hundred_of_them_and_every_figure_is_counted_again() -> None:
    assert len(FAMILIES) * BLOCKS * IN_A_BLOCK >= 500
    assert {key for family in FAMILIES.values() for key in family.figures} == set(FIGURES)


@pytest.mark.parametrize("block", range(BLOCKS))
@pytest.mark.parametrize("name", FAMILIES)
def test_as_recounted(name: str, block: int) -> None:
    for number in range(IN_A_BLOCK):
        seed = f"{name} {block * IN_A_BLOCK + number}"
        try:
            with taken_back():
                FAMILIES[name].try_one(Random(seed))
                for key in FAMILIES[name].figures:
                    records_make_the_numbers(key)
        except AssertionError as error:
            error.add_note(f"In the random database of seed {seed!r}")
            raise


def records_make_the_numbers(key: str) -> None:
    """The records that a trace names behind each cell add up to it: a run would mark the figure otherwise."""
    traced = compute_traced(FIGURES[key], DAY)
    assert list(traced.grid.failures) == list(FIGURES[key].table(DAY).compute().failures)
    counted: list[Any] = [cell for _, _, cell in traced.grid if cell.n]
    assert all(cell.behind for cell in counted)


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
