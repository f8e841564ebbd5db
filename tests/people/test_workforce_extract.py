"""The workforce file: people and posts."""

from datetime import date
from typing import Any

import pytest

from people.models import Department, Person, Post
from tests.base import person, post
from tests.loading import faults, load_rows, load_text, rows

pytestmark = pytest.mark.django_db


def row(number: object, **fields: object) -> dict[str, object]:
    """A constable since 2020, unless said otherwise."""
    return {
        "employee_number": number,
        "first_name": "Ann",
        "last_name": "Other",
        "staff_type": "Police Officer",
        "post_started": "2020-01-01",
        "rank": "Constable",
        "department": "Response",
        **fields,
    }


def test_people_and_posts_come_in() -> None:
    report = load_rows(
        "workforce",
        row(1, rank="Inspector", fte="0.8", email="ann@force.example", warrant_number="W1"),
        row(2, staff_type="pcso", rank="-", line_manager="1", post_ended="2021-06-30", leaving_reason="Retired"),
    )
    assert report.summary == "2 rows: 2 new, 0 changed, 0 same"
    second = Post.objects.unscoped().get(person__employee_number="2")
    assert (second.staff_type, second.rank, str(second.department)) == ("pcso", None, "Response")
    assert second.line_manager == Person.objects.unscoped().get(warrant_number="W1")
    assert (second.ended, second.leaving_reason, second.fte) == (date(2021, 6, 30), "Retired", None)


def test_a_rank_may_be_abbreviated_and_in_any_case() -> None:
    assert load_rows("workforce", row(1, rank="pc"), row(2, rank="SERGEANT")).state == "loaded"


def test_departments_that_are_new_are_added_and_said() -> None:
    assert "Added the department Response." in load_rows("workforce", row(1)).notes
    assert Department.objects.filter(name="Response").exists()


def test_the_same_file_again_changes_nothing_and_leaves_no_history() -> None:
    text = rows("workforce", row(1), row(2, line_manager="1"))
    load_text("workforce", text)
    history: Any = Post.objects.model._meta.get_field("events").related_model
    before = history.objects.unscoped().count()
    assert load_text("workforce", text).summary == "2 rows: 0 new, 0 changed, 2 same"
    assert history.objects.unscoped().count() == before


def test_changes_are_counted_by_row() -> None:
    load_rows("workforce", row(1), row(2))
    report = load_rows("workforce", row(1, fte="0.5"), row(2), row(3))
    assert report.summary == "3 rows: 1 new, 1 changed, 1 same"


def test_a_new_name_is_a_change() -> None:
    load_rows("workforce", row(1))
    assert load_rows("workforce", row(1, last_name="Smith")).changed == 1
    assert Person.objects.unscoped().get().last_name == "Smith"


def test_a_rehearsal_writes_nothing() -> None:
    report = load_rows("workforce", row(1), dry_run=True)
    assert (report.state, report.new) == ("checked", 1)
    assert not Person.objects.unscoped().exists()
    assert not Department.objects.exists()


def test_a_rehearsal_with_faults_says_what_the_other_rows_would_do() -> None:
    load_rows("workforce", row(1), row(2))
    wrong = row(3, post_ended="2020-12-31", fte="x")
    report = load_rows("workforce", row(1), row(2, fte="0.5"), wrong, row(3, post_started="2021-01-01"), dry_run=True)
    assert report.summary == "4 rows: 1 new, 1 changed, 1 same, 1 wrong"
    assert Post.objects.unscoped().count() == 2


def test_posts_of_one_person_may_not_overlap() -> None:
    report = load_rows("workforce", row(1, post_ended="2021-01-01"), row(1, post_started="2021-01-01"))
    assert faults(report) == [
        "line 3, column post_started: overlaps the post of the same staff type that started on 2020-01-01, on line 2"
    ]
    assert not Post.objects.unscoped().exists()


def test_a_long_post_overlaps_later_ones_behind_a_short_one() -> None:
    report = load_rows(
        "workforce",
        row(1, post_started="2018-01-01"),
        row(1, post_started="2019-01-01", post_ended="2019-02-01"),
        row(1, post_started="2021-01-01"),
    )
    assert [fault[:7] for fault in faults(report)] == ["line 3,", "line 4,"]


def test_staff_and_special_at_once_is_allowed() -> None:
    special = row(1, staff_type="Special", rank="Special Constable")
    assert load_rows("workforce", row(1, staff_type="Police Staff", rank="-"), special).state == "loaded"


def test_posts_may_not_overlap_those_on_record() -> None:
    post(person("1", "Ann Other"), started=date(2019, 1, 1))
    assert "started on 2019-01-01, on record" in faults(load_rows("workforce", row(1)))[0]


def test_a_post_before_one_on_record_may_not_run_into_it() -> None:
    post(person("1", "Ann Other"), started=date(2021, 1, 1))
    assert "started on 2021-01-01, on record" in faults(load_rows("workforce", row(1)))[0]


def test_neighbouring_posts_move_together() -> None:
    load_rows("workforce", row(1, post_ended="2020-12-31"), row(1, post_started="2021-01-01"))
    report = load_rows("workforce", row(1, post_ended="2020-06-30"), row(1, post_started="2021-01-01"))
    assert report.summary == "2 rows: 0 new, 1 changed, 1 same"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"post_ended": "2019-12-31"}, "column post_ended: is before post_started"),
        ({"post_started": "2022-02-30"}, "column post_started: 2022-02-30 is not a day of the calendar"),
        ({"post_started": "2021-02-29"}, "column post_started: 2021-02-29 is not a day of the calendar"),
        ({"post_started": "01/02/2020"}, 'column post_started: "01/02/2020" is not a date as YYYY-MM-DD'),
        ({"post_started": "1066-10-14"}, "column post_started: 1066-10-14 is not between 1900 and 2099"),
        ({"first_name": ""}, "column first_name: is required"),
        ({"last_name": "-"}, "column last_name: is required"),
        ({"rank": "-"}, "column rank: is required for a Police Officer"),
        ({"rank": "Captain"}, 'column rank: "Captain" is no rank'),
        ({"rank": "Special Sergeant"}, "column rank: is a rank of the special constabulary"),
        ({"staff_type": "PCSO"}, "column rank: is given, but police staff and PCSOs have none"),
        ({"fte": "1.2"}, "column fte: 1.2 is more than 1"),
        ({"fte": "-0.5"}, "column fte: -0.5 is negative"),
        ({"fte": "0.1234"}, "column fte: 0.1234 has more than 3 decimal places"),
        ({"fte": "NaN"}, 'column fte: "NaN" is not a plain number'),
        ({"fte": "1e0"}, 'column fte: "1e0" is not a plain number'),
        ({"email": "nobody"}, 'column email: "nobody" is not an email address'),
        ({"last_name": "x" * 101}, "column last_name: has 101 characters; 100 fit"),
        ({"line_manager": "9"}, 'column line_manager: "9" is no employee\'s number, here or on record'),
        ({"line_manager": "1"}, "column line_manager: is the employee's own number"),
    ],
)
def test_what_a_row_may_not_be(fields: dict[str, object], fault: str) -> None:
    report = load_rows("workforce", row(1, **fields))
    assert faults(report) == [f"line 2, {fault}"]
    assert (report.state, Person.objects.unscoped().exists()) == ("refused", False)


def test_an_unknown_choice_lists_what_is_allowed() -> None:
    [fault] = faults(load_rows("workforce", row(1, staff_type="Dog")))
    assert fault.endswith('"Dog" is not known here; it may be Police Officer, Police Staff, PCSO or Special')


def test_every_fault_of_a_row_is_reported() -> None:
    assert len(faults(load_rows("workforce", row(1, rank="X", fte="2", first_name="", post_started="x")))) == 4


def test_the_same_key_twice() -> None:
    assert faults(load_rows("workforce", row(1), row(1), row(1))) == [
        "line 3, column employee_number: the same employee_number, staff_type and post_started as on line 2",
        "line 4, column employee_number: the same employee_number, staff_type and post_started as on line 2",
    ]


def test_rows_of_one_person_agree_about_them() -> None:
    ended = row(1, post_ended="2020-12-31")
    report = load_rows("workforce", ended, row(1, post_started="2021-01-01", last_name="Smith"))
    assert faults(report) == ["line 3, column last_name: differs from line 2, which is about the same employee"]


def test_a_warrant_number_belongs_to_one_person() -> None:
    report = load_rows("workforce", row(1, warrant_number="W1"), row(2, warrant_number="W1"))
    assert faults(report) == ["line 3, column warrant_number: is also on line 2, which is about another employee"]


def test_a_warrant_number_of_somebody_on_record_is_taken() -> None:
    person("9", warrant_number="W1")
    fault = "line 2, column warrant_number: belongs to employee 9 already"
    assert faults(load_rows("workforce", row(1, warrant_number="W1"))) == [fault]


def test_two_people_may_exchange_their_warrant_numbers() -> None:
    load_rows("workforce", row(1, warrant_number="W1"), row(2, warrant_number="W2"))
    report = load_rows("workforce", row(1, warrant_number="W2"), row(2, warrant_number="W1"))
    assert report.changed == 2
    assert Person.objects.unscoped().get(employee_number="1").warrant_number == "W2"


def test_a_circle_of_managers_is_refused_at_each_member() -> None:
    report = load_rows(
        "workforce",
        row(1, line_manager="2"),
        row(2, line_manager="3"),
        row(3, line_manager="1"),
        row(4, line_manager="1"),
    )
    assert faults(report) == [
        f"line {line}, column line_manager: closes a circle of 3 line managers: 1, 2, 3" for line in (2, 3, 4)
    ]


def test_a_circle_through_posts_on_record_is_found() -> None:
    load_rows("workforce", row(1), row(2, line_manager="1"))
    report = load_rows("workforce", row(1, line_manager="2"))
    assert faults(report) == ["line 2, column line_manager: closes a circle of 2 line managers: 1, 2"]


def test_who_managed_whom_in_the_past_may_turn_round() -> None:
    report = load_rows(
        "workforce",
        row(1, line_manager="2", post_ended="2020-12-31"),
        row(1, post_started="2021-01-01"),
        row(2, line_manager="1"),
    )
    assert report.state == "loaded"


def test_the_history_names_the_load() -> None:
    report = load_rows("workforce", row(1))
    history: Any = Person.objects.model._meta.get_field("events").related_model
    assert history.objects.unscoped().get().pgh_context.metadata == {"load": report.pk, "user": None}
