"""The demo force's files hold together: posts, managers, probations and promotions of the same people agree."""

from collections import defaultdict
from itertools import pairwise

from tests.demo.recount import Files, Row
from wmp.demo.cast import CAST, MANAGER, STUDENT
from wmp.demo.files import Records, files, make
from wmp.demo.targets import ABBREVIATIONS

DAY = "2022-04-01"


def posts_by_person(made: Files, staff_type: str = "") -> dict[str, list[Row]]:
    """In order of their start."""
    found: dict[str, list[Row]] = defaultdict(list)
    for post in sorted(made.workforce, key=lambda post: post["post_started"]):
        if staff_type in ("", post["staff_type"]):
            found[post["employee_number"]].append(post)
    return found


def test_about_thirteen_thousand_posts_are_in_force(made: Files) -> None:
    assert 12_500 < len(made.in_force("2022-01-01")) < 13_500


def test_the_same_seed_makes_the_same_files(records: Records) -> None:
    again = list(files(make()))
    assert [file.rows for file in again[:4]] == [file.rows for file in list(files(records))[:4]]


def test_another_seed_makes_another_force(records: Records) -> None:
    assert [person.last_name for person in make(7).force.people] != [one.last_name for one in records.force.people]


def test_posts_of_one_person_and_staff_type_do_not_overlap(made: Files) -> None:
    for staff_type in ("Police Officer", "Police Staff", "PCSO", "Special"):
        for posts in posts_by_person(made, staff_type).values():
            for earlier, later in pairwise(posts):
                assert "" < earlier["post_started"] <= earlier["post_ended"] < later["post_started"]


def test_rows_of_one_person_agree_about_them(made: Files) -> None:
    facts = ("warrant_number", "first_name", "last_name", "email")
    for posts in posts_by_person(made).values():
        assert len({tuple(post[fact] for fact in facts) for post in posts}) == 1


def test_numbers_and_addresses_belong_to_one_person(made: Files) -> None:
    people = {post["employee_number"]: post for post in made.workforce}
    warrants = [post["warrant_number"] for post in people.values() if post["warrant_number"]]
    assert len(set(warrants)) == len(warrants)
    assert len({post["email"] for post in people.values()}) == len(people)


def test_every_chain_of_managers_ends_with_the_chief_constable(made: Files) -> None:
    managers: dict[str, set[str]] = defaultdict(set)
    for post in made.in_force(DAY):
        managers[post["employee_number"]].add(post["line_manager"])
    (chief,) = [number for number, bosses in managers.items() if bosses == {""}]
    below = {chief}
    for _ in range(9):
        below |= {number for number, bosses in managers.items() if bosses <= below}
    assert below == managers.keys()


def test_a_team_has_a_size_that_one_can_manage(made: Files) -> None:
    reports: dict[str, int] = defaultdict(int)
    for post in made.in_force(DAY):
        if post["staff_type"] == "Police Officer":
            reports[post["line_manager"]] += 1
    assert max(reports.values()) <= 12


def test_probations_begin_and_end_with_the_officers_posts(made: Files) -> None:
    officers = posts_by_person(made, "Police Officer")
    for probation in made.read("probation"):
        posts = officers[probation["employee_number"]]
        assert posts[0]["post_started"] == probation["started_on"]
        if probation["outcome"] in ("left", "transferred", "moved to staff role"):
            assert posts[-1]["post_ended"] == probation["ended_on"]
        elif not probation["outcome"]:
            assert posts[-1]["post_ended"] == ""


def test_whoever_moved_to_a_staff_role_has_one_from_the_next_day(made: Files) -> None:
    staff = posts_by_person(made, "Police Staff")
    for probation in made.read("probation"):
        if probation["outcome"] == "moved to staff role":
            assert staff[probation["employee_number"]][0]["post_started"] > probation["ended_on"]


def test_applicants_hold_the_rank_they_apply_from(made: Files) -> None:
    officers = posts_by_person(made, "Police Officer")
    for row in made.promotion:
        rank = ABBREVIATIONS[row["from_rank"]]
        held = [post for post in officers[row["employee_number"]] if post["post_started"] <= row["applied_on"]]
        assert held[-1]["rank"] == rank


def test_nobody_applies_twice_in_a_process(made: Files) -> None:
    keys = [tuple(row[key] for key in ("to_rank", "season", "year", "employee_number")) for row in made.promotion]
    assert len(set(keys)) == len(keys)


def test_hours_are_of_specials_in_post(made: Files) -> None:
    specials = posts_by_person(made, "Special")
    for row in made.read("special_hours"):
        assert specials[row["employee_number"]][0]["post_started"][:7] <= row["month"]


def test_some_are_staff_and_special_at_once(made: Files) -> None:
    now = posts_by_person(made, "Special").keys() & posts_by_person(made, "Police Staff").keys()
    assert 5 <= len(now) <= 40


def test_most_people_stated_their_ethnicity_but_not_all(made: Files) -> None:
    numbers = {post["employee_number"] for post in made.in_force("2022-01-01")}
    assert 0.95 < sum(map(made.stated, numbers)) / len(numbers) < 0.98
    assert numbers - made.equality.keys()


def test_two_in_five_minority_pcsos_who_left_became_officers(made: Files) -> None:
    left = [posts[-1] for posts in posts_by_person(made, "PCSO").values() if posts[-1]["post_ended"]]
    minority = [post["leaving_reason"] for post in left if made.minority(post["employee_number"])]
    assert minority.count("Joined as police officer") / len(minority) > 0.4


def test_the_cast_is_in_post_under_its_own_numbers(made: Files) -> None:
    now = {post["employee_number"]: post for post in made.in_force(DAY)}
    for member in CAST:
        post = now[member.number]
        assert (post["first_name"], post["last_name"]) == (member.first_name, member.last_name)
        assert post["department"] == member.department
    assert now[STUDENT.number]["line_manager"] == MANAGER.number
    assert any(row["employee_number"] == STUDENT.number and not row["outcome"] for row in made.read("probation"))
