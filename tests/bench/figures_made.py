"""Synthetic records of every kind that a figure counts, made by the database itself: `size` of each.

Records grow and tables do not: the same processes, programmes and reported projects, whatever the size.
"""

from typing import Any

from django.db import connection

from people.workforce.models import Ethnicity
from tests.bench import people_made

ETHNICITIES = [*["W1"] * 12, *Ethnicity.values[1:]]
RANKS = """
    UPDATE people_post SET rank_id = (SELECT array_agg(id ORDER BY position) FROM people_rank)[1 + id %% 7]
    WHERE staff_type = 'officer' AND id %% 3 = 0
"""
EQUALITY = """
    INSERT INTO people_equalitymonitoring (person_id, gender, ethnicity, disability)
    SELECT id, (ARRAY['female', 'male', 'male', 'other', 'not stated'])[1 + id * 7919 %% 1009 %% 5],
           (%(ethnicities)s::text[])[1 + id * 7919 %% 1013 %% 30], 'not stated'
    FROM people_person WHERE id * 7919 %% 1019 %% 8 <> 0
"""
PROBATIONS = """
    INSERT INTO people_probation (person_id, entry_route_id, intake, started_on, ended_on, outcome)
    SELECT id, (SELECT array_agg(id ORDER BY position) FROM people_entryroute)[1 + id * 31 %% 4], '',
           date '2017-06-01' + (id * 7919 %% 2000)::int,
           CASE WHEN id %% 3 = 0 THEN date '2017-06-01' + (id * 7919 %% 2000 + id %% 900)::int END,
           CASE WHEN id %% 3 > 0 THEN ''
           ELSE (ARRAY['confirmed', 'left', 'transferred', 'moved to staff role'])[1 + id / 3 %% 4] END
    FROM people_person
"""
PROCESSES = """
    INSERT INTO people_promotionprocess (from_rank_id, to_rank_id, season, year, least_months, needs_endorsement,
                                         appeal_days, pool_months)
    SELECT f.id, t.id, season, year, 0, false, 28, 24
    FROM people_rank f JOIN people_rank t ON t.position = f.position - 1, generate_series(1, 4, 2) season,
         generate_series(2018, 2021) year
    WHERE f.position BETWEEN 3 AND 7
"""
APPLICATIONS = """
    INSERT INTO people_promotionapplication (process_id, candidate_id, statement, decided_on, status)
    SELECT p.id, n.id, '', CASE WHEN NOT open THEN make_date(p.year, p.season * 3, 1) + (n.id %% 90)::int END,
           CASE WHEN open THEN 'assessed'
           ELSE (ARRAY['successful', 'unsuccessful', 'unsuccessful', 'withdrawn'])[1 + n.id * 7919 %% 1021 %% 4] END
    FROM people_person n
    JOIN (SELECT row_number() OVER (ORDER BY id) - 1 AS place, * FROM people_promotionprocess) p
      ON p.place = n.id %% 40
    CROSS JOIN LATERAL (SELECT p.place %% 13 = 5 AND n.id %% 50 = p.place AS open) o
"""
TARGETS = """
    INSERT INTO people_representationtarget (name, aim, percent, starts_on, source)
    VALUES ('Uplift', 'minority', 29.9, date '2019-09-01', ''), ('Later', 'minority', 31, date '2021-01-01', '')
"""
DUTIES = """
    INSERT INTO people_specialduty (person_id, month, hours)
    SELECT person_id, month, (person_id * 37 %% 6000) / 100.0
    FROM people_post, generate_series(timestamp '2020-08-01', timestamp '2022-03-01', interval '1 month') month
    WHERE staff_type = 'special'
"""
PROGRAMMES = """
    INSERT INTO change_programme (name, purpose, status)
    SELECT 'Programme ' || n, '', 'live' FROM generate_series(1, 40) n
"""
PROJECTS = """
    INSERT INTO change_project (programme_id, name, description, limb, sponsor, started_on, status)
    SELECT CASE WHEN n %% 10 > 0 THEN (SELECT array_agg(id ORDER BY id) FROM change_programme)[1 + n %% 40] END,
           'Project ' || lpad(n::text, 7, '0'), '',
           (ARRAY['connect', 'act', 'nurture', 'collaborate', 'improve'])[1 + n * 7 %% 5], '',
           date '2018-01-01' + (n * 7919 %% 2000)::int,
           (ARRAY['mobilising', 'in delivery', 'delivered', 'closed'])[1 + n * 3 %% 4]
    FROM generate_series(1, %(size)s::bigint) n
"""
# Every project that is not mobilising moved once, before the day or after it.
CHANGES = """
    INSERT INTO change_projectchange (record_id, old, new, reason, at)
    SELECT id, 'mobilising', status, '', timestamptz '2021-01-01 12:00Z' + id * 7919 %% 700 * interval '1 day'
    FROM change_project WHERE status <> 'mobilising'
"""
REVIEWS = """
    INSERT INTO change_benefitsreview (name, as_at, first_year, last_year, status)
    SELECT 'Review ' || n, date '2022-03-31' - n::int, 2022, 2026, 'frozen'
    FROM generate_series(0, %(reviews)s::bigint) n
"""
# Half of all lines in the latest review, ten years of which five are reported.
FINANCIALS = """
    INSERT INTO change_financialline (review_id, project_id, kind, financial_year, planned, forecast, actual)
    SELECT (SELECT array_agg(id ORDER BY as_at DESC) FROM change_benefitsreview)[1 + n / 50 %% 2], 1 + n / 100,
           (ARRAY['capital', 'one-off cost', 'cashable benefit', 'recurring cost', 'non-cashable benefit'])[1 + n %% 5],
           2020 + n / 5 %% 10, CASE WHEN n %% 3 > 0 THEN n * 7919 %% 1000000 / 100.0 END,
           CASE WHEN n %% 7 > 2 THEN n * 104729 %% 1000000 / 100.0 END,
           CASE WHEN n %% 11 > 7 THEN n %% 50000 / 100.0 END
    FROM generate_series(0, %(size)s::bigint - 1) n
"""
LINES_OF_A_REVIEW = 500
# A tenth as many benefits as people, with ten measurements each; every ninth was never measured.
BENEFITS = """
    INSERT INTO change_benefit (number, project_id, description, kind, disbenefit, measure, unit, baseline, target,
        measured_every, owner_name, bau_owner_name, performance_measure, base_budget_reference, department_id,
        identified_on, recorded_on, claim, status)
    SELECT 'B' || n, CASE WHEN n %% 13 > 0 THEN 1 + n / 10 END, 'Benefit ' || n,
           (ARRAY['cashable', 'non-cashable', 'non-financial'])[1 + n %% 3], n %% 11 = 0, 'Saved', 'pounds',
           CASE WHEN n %% 7 > 0 THEN n * 7919 %% 1000000 / 100.0 END,
           CASE WHEN n %% 5 > 0 THEN n * 104729 %% 9000000 / 100.0 END, 3, '', '', '', '',
           CASE WHEN n %% 17 > 0 THEN (SELECT min(id) FROM people_department) + n %% 10 END,
           CASE WHEN n %% 4 > 0 THEN date '2019-01-01' + (n * 7919 %% 1500)::int END, date '2022-04-01', '',
           'delivering'
    FROM generate_series(1, %(size)s::bigint / 10) n
"""
MEASUREMENTS = """
    INSERT INTO change_measurement (benefit_id, measured_on, value, evidence, corrected_because, at)
    SELECT b.id, date '2019-06-30' + n * 130, (b.id * 31 + n * 7919) %% 5000000 / 100.0, '', '', now()
    FROM change_benefit b, generate_series(1, 10) n WHERE b.id %% 9 > 0
"""
FTE = """
    INSERT INTO change_fteline (review_id, kind, project_id, label, portfolio, fte)
    SELECT (SELECT array_agg(id ORDER BY as_at DESC) FROM change_benefitsreview)[1 + n / %(lines)s],
           CASE WHEN subject = 0 THEN 'adjustment' ELSE 'saving' END, CASE WHEN subject > 0 THEN subject END,
           CASE WHEN subject = 0 THEN 'Vacancy review' ELSE '' END, 'Portfolio ' || n %% 10, -(n * 7919 %% 9000) / 100.0
    FROM generate_series(0, %(size)s::bigint - 1) n, LATERAL (SELECT n %% %(lines)s / 10 AS subject) s
"""
# Figures of cases read their closings alone, so the cases themselves are left out here.
CLOSURES = """
    INSERT INTO welfare_closure (case_id, closed_on, outcome, themes, reopened_on)
    SELECT n, date '2017-01-01' + (n * 7919 %% 2000)::int,
           (ARRAY['left', 'retained', 'moved to staff role', 'no contact made'])[1 + n * 31 %% 4],
           CASE WHEN n %% 5 > 0 THEN ARRAY[theme[1 + n * 7 %% 7], theme[1 + n * 11 %% 7]] ELSE '{}' END,
           CASE WHEN n %% 9 = 0 THEN date '2017-01-01' + (n * 7919 %% 2000 + n %% 90)::int END
    FROM generate_series(1, %(size)s::bigint) n, LATERAL (SELECT ARRAY['role: shifts', 'role: trauma',
         'role: opportunities', 'health', 'misconduct', 'performance', 'transfer'] AS theme) t
"""
ATTENDANCE = """
    INSERT INTO welfare_attendance (month, staff_type, days_available, days_lost)
    SELECT month, kind, 90000 + extract(month FROM month) * 10, 5000 + extract(year FROM month)
    FROM generate_series(timestamp '2012-01-01', timestamp '2022-06-01', interval '1 month') month,
         unnest(ARRAY['officer', 'staff', 'pcso']) kind
"""
ABSENCE = """
    INSERT INTO welfare_absencereason (month, reason, days_lost)
    SELECT month, 'Reason ' || n, n * 37 + extract(month FROM month) * 10
    FROM generate_series(timestamp '2012-01-01', timestamp '2022-06-01', interval '1 month') month,
         generate_series(10, 30) n
"""
# Twelve years, with more of them in the last.
ASSAULTS = """
    INSERT INTO welfare_assault (crime_number, occurred_on, offence, outcome)
    SELECT 'C' || n, CASE WHEN n %% 7 = 0 THEN date '2021-04-01' + (n * 7919 %% 400)::int
                     ELSE date '2010-04-01' + (n * 7919 %% 4400)::int END,
           (ARRAY['S18', 'S20', 'S47', 'S47', 'No injury', 'No injury', 'No injury'])[1 + n * 31 %% 9 %% 7],
           (ARRAY['Charge or Summons', 'Charge or Summons', 'Caution - Adult', 'Community Resolution',
                  'Caution - Youth', 'Evidential difficulties', 'No suspect identified', ''])[1 + n * 17 %% 8]
    FROM generate_series(1, %(size)s::bigint) n
"""
PULSE = """
    INSERT INTO welfare_pulseanswer (survey, held_in, statement, strongly_agree, agree, neither, disagree,
                                     strongly_disagree)
    SELECT 'Survey ' || n / 20, date '2022-03-01' - (n / 20 * interval '1 month'), 'Statement ' || n %% 20,
           n * 3 %% 200, n * 5 %% 300, n * 7 %% 100, n * 11 %% 200, n * 13 %% 100
    FROM generate_series(0, least(%(size)s::bigint, 20000) - 1) n
"""
TRAINING = """
    INSERT INTO welfare_trainingcount (course, "group", month, completed)
    SELECT CASE WHEN n %% 3 = 0 THEN 'Trauma-informed course ' ELSE 'Course ' END || n, 'Group ' || n %% 10,
           date '2012-01-01' + (n %% 130 * interval '1 month'), n * 7 %% 40
    FROM generate_series(1, %(size)s::bigint) n
"""
# Every passport moved once, before the day or after it; each has one adjustment, half of them put in place in the year.
PASSPORTS = """
    INSERT INTO welfare_passport (holder_id, status, started_on, since, sent_on, role, working_pattern, contact, impact,
                                  barriers, varies, if_unwell, discussion)
    SELECT n, (ARRAY['with RA officer', 'agreed', 'declined', 'withdrawn'])[1 + n * 3 %% 4],
           date '2017-06-01' + (n * 7919 %% 2000)::int, date '2022-01-01', date '2022-01-01', '', '', '', '', '', '',
           '', ''
    FROM generate_series(1, %(size)s::bigint) n
"""
PASSPORT_CHANGES = """
    INSERT INTO welfare_passportchange (record_id, old, new, reason, at)
    SELECT id, 'draft', status, '', timestamptz '2021-01-01 12:00Z' + id * 7919 %% 700 * interval '1 day'
    FROM welfare_passport
"""
ADJUSTMENTS = """
    INSERT INTO welfare_adjustment (passport_id, what, kind, status, supplier, waits_for, blocked_by, asked_on,
                                    in_place_on, first_in_place_on)
    SELECT n, 'Chair', 'equipment', 'in place', '', '', '', date '2020-01-01' + (n * 7919 %% 700)::int,
           date '2020-01-01' + (n * 7919 %% 700 + n %% 190)::int, date '2020-01-01' + (n * 7919 %% 700 + n %% 190)::int
    FROM generate_series(1, %(size)s::bigint) n
"""
# Twelve years. One in ten has no appointment; of the others every third missed it, and half of those had a second.
OH_REFERRALS = """
    INSERT INTO welfare_ohreferral (reference, person_id, referred_on, status)
    SELECT 'OH/' || n, n, date '2010-04-01' + (n * 7919 %% 4400)::int, 'attended'
    FROM generate_series(1, %(size)s::bigint) n
"""
OH_REASONS = """
    INSERT INTO welfare_ohreason (referral_id, reason, questions)
    SELECT id, CASE WHEN id %% 3 = 0 THEN 'mental health' ELSE 'physical health' END, '' FROM welfare_ohreferral
"""
OH_APPOINTMENTS = """
    INSERT INTO welfare_ohappointment (referral_id, "on", outcome)
    SELECT id, referred_on + (id * 31 %% 40)::int, CASE WHEN id %% 3 = 0 THEN 'missed' ELSE 'kept' END
    FROM welfare_ohreferral WHERE id %% 10 > 0
    UNION ALL
    SELECT id, referred_on + (id * 31 %% 40)::int + 14, 'kept' FROM welfare_ohreferral WHERE id %% 6 = 0
"""
# Two years that were closed, and of the second one an appraisal and a final rating of everybody.
YEARS = """
    INSERT INTO people_performanceyear (name, starts_on, ends_on, least_days, status, closed_on)
    SELECT y || '/' || (y + 1) %% 100, make_date(y, 4, 1), make_date(y + 1, 3, 31), 90, 'closed', make_date(y + 1, 6, 1)
    FROM generate_series(2019, 2020) y
"""
SCALES = """
    INSERT INTO people_scalevalue (year_id, aspect, number, name, wording)
    SELECT y.id, aspect, n, aspect || ' ' || n, ''
    FROM people_performanceyear y, unnest(ARRAY['what', 'how']) aspect, generate_series(1, 4) n
"""
APPRAISALS = """
    INSERT INTO people_appraisal (year_id, person_id, staff_type, excused, objectives_set_on, year_end_on)
    SELECT y.id, p.id, 'officer', CASE WHEN p.id %% 20 = 0 THEN 'late starter' ELSE '' END,
           CASE WHEN p.id %% 10 > 0 THEN date '2021-03-31' END, CASE WHEN p.id %% 4 > 0 THEN date '2021-03-31' END
    FROM people_person p, people_performanceyear y WHERE y.name = '2020/21'
"""
RATINGS = """
    INSERT INTO people_rating (appraisal_id, status, what_id, how_id, final_what_id, final_how_id, final_on, evidence,
                               comment)
    SELECT a.id, 'final', w.id, h.id, w.id, h.id, date '2021-05-01', '', ''
    FROM people_appraisal a
    JOIN people_scalevalue w ON w.year_id = a.year_id AND w.aspect = 'what' AND w.number = 1 + a.id * 7919 %% 1013 %% 4
    JOIN people_scalevalue h ON h.year_id = a.year_id AND h.aspect = 'how' AND h.number = 1 + a.id * 7919 %% 1009 %% 4
"""
# A month has one wave and a department one line of a phase: of these there are never many.
WAVES = """
    INSERT INTO change_surveywave (month, sent, returned, cost)
    SELECT date '2022-04-01' - n * interval '1 month', 9000 + n * 7919 %% 9000, n * 7919 %% 1500,
           CASE WHEN n %% 5 > 0 THEN (n * 37 %% 60000) / 100.0 END
    FROM generate_series(0, 1199) n
"""
PHASES = "INSERT INTO change_budgetingphase (name, note) SELECT 'Phase ' || n, '' FROM generate_series(1, 9) n"
SAVINGS = """
    INSERT INTO change_budgetingline (phase_id, department_id, projected, identified, removed)
    SELECT p.id, d.id, d.id * 7919 %% 900000, CASE WHEN d.id %% 3 > 0 THEN d.id * 37 %% 900000 END, NULL
    FROM change_budgetingphase p CROSS JOIN people_department d
"""
WELFARE = [PASSPORTS, PASSPORT_CHANGES, ADJUSTMENTS, CLOSURES, ATTENDANCE, ABSENCE, ASSAULTS, PULSE, TRAINING]
WELFARE += [OH_REFERRALS, OH_REASONS, OH_APPOINTMENTS]
STATEMENTS = [
    RANKS,
    EQUALITY,
    PROBATIONS,
    PROCESSES,
    APPLICATIONS,
    TARGETS,
    DUTIES,
    PROGRAMMES,
    PROJECTS,
    CHANGES,
    REVIEWS,
]
STATEMENTS += [
    FINANCIALS,
    FTE,
    BENEFITS,
    MEASUREMENTS,
    WAVES,
    PHASES,
    SAVINGS,
    *WELFARE,
    YEARS,
    SCALES,
    APPRAISALS,
    RATINGS,
]
TABLES = [
    "people_post",
    "people_equalitymonitoring",
    "people_probation",
    "people_promotionprocess",
    "people_promotionapplication",
    "people_representationtarget",
    "people_specialduty",
    "people_performanceyear",
    "people_scalevalue",
    "people_appraisal",
    "people_rating",
    "change_programme",
    "change_project",
    "change_projectchange",
    "change_benefitsreview",
    "change_financialline",
    "change_fteline",
    "change_benefit",
    "change_measurement",
    "change_surveywave",
    "change_budgetingphase",
    "change_budgetingline",
    "welfare_ohreferral",
    "welfare_ohreason",
    "welfare_ohappointment",
    "welfare_passport",
    "welfare_passportchange",
    "welfare_adjustment",
    "welfare_closure",
    "welfare_attendance",
    "welfare_absencereason",
    "welfare_assault",
    "welfare_pulseanswer",
    "welfare_trainingcount",
]


def make(size: int) -> None:
    """Fills the bench's own database in place of what was there; `size` is at least 10,000."""
    people_made.make(size)
    values: dict[str, Any] = {
        "size": size,
        "ethnicities": ETHNICITIES,
        "reviews": size // LINES_OF_A_REVIEW,
        "lines": LINES_OF_A_REVIEW,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES[1:])} RESTART IDENTITY CASCADE")
        cursor.execute("SET session_replication_role = replica")  # no history and no checks of what is made right
        for statement in STATEMENTS:
            cursor.execute(statement, {name: value for name, value in values.items() if f"%({name})s" in statement})
        cursor.execute("SET session_replication_role = DEFAULT")
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")
