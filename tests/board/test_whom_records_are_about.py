"""Each figure says whom its records are about, so that a number tells how many people stand behind it."""

from collections.abc import Iterator

import pytest

from people.workforce.models import Person
from tests.base import DAY
from wmp.board.paper import FIGURES
from wmp.lib.figures import Table

pytestmark = pytest.mark.django_db

#: How a record leads to its person. Those of the other models are about nobody whom the system knows.
ABOUT = {
    "Post": "person",
    "SpecialDuty": "person",
    "Probation": "person",
    "PromotionApplication": "candidate",
    "Appraisal": "person",
    "Rating": "appraisal__person",
    "Closure": "case__person",
    "Passport": "holder",
    "Adjustment": "passport__holder",
    "OHReferral": "person",
}
NOBODY = {"Attendance", "AbsenceReason", "PulseAnswer", "TrainingCount", "Assault"}


def tables(key: str) -> Iterator[Table]:
    table = FIGURES[key].table(DAY)
    yield from (table, *table.beside)


@pytest.mark.parametrize("key", FIGURES)
def test_every_record_leads_to_its_person(key: str) -> None:
    for table in tables(key):
        model = table.population.model.__name__
        assert table.person == ABOUT.get(model, "")
        assert model in ABOUT or model in NOBODY or not FIGURES[key].about_people


@pytest.mark.parametrize("key", FIGURES)
def test_every_record_has_one(key: str) -> None:
    for table in tables(key):
        model = table.population.model
        for name in filter(None, table.person.split("__")):
            field = model._meta.get_field(name)
            assert not field.null
            model = field.related_model
        assert model is Person or not table.person
