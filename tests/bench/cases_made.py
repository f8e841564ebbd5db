"""Synthetic welfare cases for the bench: one for each person, most of them closed long ago, one with a long timeline.

Of a hundred cases one is live, of a hundred live ones five wait in the queue; the rest belong to officers, of whom the
bench's reader is one. The auditor has twenty open by break-glass.
"""

from django.db import connection

from people.models import User
from tests.bench import people_made

# An officer's cases are some hundreds, however many the force has had: with them grew the number of officers.
CASES_OF_ONE = 500
# Those of today share the live cases.
TEAM = 17
# How much is in the one long timeline.
ENTRIES = 500

PROBATIONS = """
    INSERT INTO people_probation (person_id, entry_route_id, intake, started_on, due_to_end_on, ended_on, outcome)
    SELECT id, (SELECT min(id) FROM people_entryroute), 'Intake ' || id % 40, date '2020-01-06' + (id % 700)::int,
           date '2026-01-06', CASE WHEN id % 33 = 0 THEN NULL ELSE date '2023-01-06' END,
           CASE WHEN id % 33 = 0 THEN '' ELSE 'confirmed' END
    FROM people_person
"""
CASES = """
    INSERT INTO welfare_welfarecase (person_id, probation_id, trigger, status, opened_on, owner_id, risk, themes,
        first_contact_due, first_contact_on, next_contact_due, posting_needs, paused_from, outcome, closed_on)
    SELECT p.person_id, p.id, (ARRAY['resignation', 'advice', 'self', 'tutor'])[1 + n %% 4],
           CASE WHEN live THEN (ARRAY['open', 'contacted', 'supporting'])[1 + n / 100 %% 3] ELSE 'closed' END, opened,
           CASE WHEN live AND n / 100 %% 20 = 0 THEN NULL
                ELSE (%(owners)s::bigint[])[1 + (n + n / 100) %% CASE WHEN live THEN %(today)s ELSE %(count)s END] END,
           (ARRAY['low', 'medium', 'high', ''])[1 + n / 100 %% 4], '{}', opened + 2, opened + 1,
           CASE WHEN live THEN date '2026-10-01' + (n / 100 %% 90)::int END, '', '',
           CASE WHEN live THEN '' ELSE (ARRAY['retained', 'left'])[1 + n %% 2] END,
           CASE WHEN live THEN NULL ELSE opened + 60 END
    FROM (SELECT id, person_id, row_number() OVER (ORDER BY id) AS n, id %% 100 = 0 AS live,
                 CASE WHEN id %% 100 = 0 THEN date '2026-08-01' + (id / 100 %% 90)::int
                      ELSE date '2010-01-04' + (id * 7919 %% 5800)::int END AS opened
          FROM people_probation) p
"""
EMERGENCIES = """
    INSERT INTO welfare_casebreakglass (record_id, by_id, reason, at, expires_at, finding, review_note)
    SELECT id, %(auditor)s, 'bench', now(), now() + interval '1 day', '', ''
    FROM welfare_welfarecase WHERE status = 'closed' ORDER BY id LIMIT 20
"""
CONTACTS = """
    INSERT INTO welfare_contact (case_id, at, by_id, "on", how, with_whom, reached, summary)
    SELECT %(case)s, now() - n * interval '6 hours', %(owner)s, current_date, 'phone', 'officer', 'spoke',
           'What was said on the day, in a sentence or two of the usual length, number ' || n
    FROM generate_series(1, %(half)s) n
"""
NOTES = """
    INSERT INTO welfare_entry (case_id, at, by_id, kind, text)
    SELECT %(case)s, now() - n * interval '7 hours', %(owner)s, 'note', 'A note of the usual length, number ' || n
    FROM generate_series(1, %(half)s) n
"""
TABLES = "people_probation, welfare_welfarecase, welfare_casebreakglass, welfare_contact, welfare_entry"


def make(size: int, *, officer: User, auditor: User) -> int:
    """As many cases as people, in place of what was there. Returns the key of the case with the long timeline."""
    people_made.make(size)
    owners = [officer.pk, *_other_owners(size // CASES_OF_ONE)]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLES} RESTART IDENTITY CASCADE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(PROBATIONS)
        cursor.execute(CASES, {"owners": owners, "count": len(owners), "today": min(TEAM, len(owners))})
        cursor.execute(EMERGENCIES, {"auditor": auditor.pk})
        cursor.execute(
            "SELECT min(id) FROM welfare_welfarecase WHERE owner_id = %s AND status = 'supporting'", [officer.pk]
        )
        (case,) = cursor.fetchone()
        for sql in (CONTACTS, NOTES):
            cursor.execute(sql, {"case": case, "owner": officer.pk, "half": ENTRIES // 2})
        cursor.execute("SET session_replication_role = DEFAULT")
        for table in TABLES.split(", "):
            cursor.execute(f"VACUUM ANALYZE {table}")
    return int(case)


def _other_owners(number: int) -> list[int]:
    names = [f"bench owner {place}" for place in range(1, number)]
    known = set(User.objects.filter(username__in=names).values_list("username", flat=True))
    User.objects.bulk_create(User(username=name) for name in names if name not in known)
    return list(User.objects.filter(username__in=names).order_by("pk").values_list("pk", flat=True))
