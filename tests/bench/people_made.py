"""Synthetic people and posts for the bench, made by the database itself: a million in well under a minute."""

from django.db import connection

# First and last names repeat as in a real force: a few common ones, a long tail.
FIRST = (
    "Aisha Ben Chloe David Ewan Fatima Grace Harpreet Imran Jack Kofi Lucy Mohammed Nia Oscar Priya Rhys Sarah Tom Zoe"
)
LAST = (
    "Ahmed Begum Clarke Davies Evans Foster Green Hussain Iqbal Jones Khan Lewis Mensah Nolan Osei Patel Quinn Roberts "
    "Singh Taylor Usman Virdi Walker Xu Young Zaman Bailey Carter Dhillon Edwards"
)
DEPARTMENTS = 42

PEOPLE = """
    INSERT INTO people_person (employee_number, warrant_number, first_name, last_name, email)
    SELECT 'E' || lpad(n::text, 7, '0'), CASE WHEN n %% 2 = 0 THEN 'W' || lpad(n::text, 7, '0') END,
           (%(first)s::text[])[1 + n * 7919 %% 20]
               || CASE WHEN n %% 3 = 0 THEN ' ' || chr((65 + n %% 26)::int) ELSE '' END,
           (%(last)s::text[])[1 + n * 104729 %% 30]
               || CASE WHEN n %% 5 = 0 THEN '-' || initcap(substr(md5(n::text), 1, 5)) ELSE '' END,
           'person' || n || '@example.police.uk'
    FROM generate_series(1, %(size)s::bigint) n
"""
POSTS = """
    INSERT INTO people_post (person_id, staff_type, rank_id, department_id, fte, started, ended, leaving_reason)
    SELECT p.id, CASE WHEN p.id %% 20 = 0 THEN 'special' WHEN p.id %% 20 < 12 THEN 'officer'
                      WHEN p.id %% 20 < 19 THEN 'staff' ELSE 'pcso' END,
           CASE WHEN p.id %% 20 BETWEEN 1 AND 11 THEN (SELECT id FROM people_rank WHERE abbreviation = 'PC')
                WHEN p.id %% 20 = 0 THEN (SELECT id FROM people_rank WHERE abbreviation = 'SC') END,
           (SELECT array_agg(id ORDER BY id) FROM people_department)[1 + p.id %% %(departments)s], 1,
           date '1992-01-01' + (p.id * 7919 %% 11000)::int,
           CASE WHEN p.id %% 10 = 3 THEN date '2022-06-01' + (p.id %% 1500)::int END, ''
    FROM people_person p
"""


def make(size: int) -> None:
    """Fills the bench's own database with `size` people and as many posts, in place of what was there."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE people_person, people_post, people_department RESTART IDENTITY CASCADE")
        cursor.execute("SET session_replication_role = replica")  # no history and no checks of what is made right
        cursor.execute(
            "INSERT INTO people_department (name) SELECT 'Department ' || n FROM generate_series(1, %s) n",
            [DEPARTMENTS],
        )
        cursor.execute(PEOPLE, {"first": FIRST.split(), "last": LAST.split(), "size": size})
        cursor.execute(POSTS, {"departments": DEPARTMENTS})
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE people_person")
        cursor.execute("VACUUM ANALYZE people_post")
        cursor.execute("ANALYZE people_department")
