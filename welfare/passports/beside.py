"""What stands beside a passport on the RA officers' page: read in one query, for a passport that its reader sees.

No medical detail is read: only whether there is any.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils import timezone

from welfare.passports.models import Passport
from wmp.lib import clock

# Of what may be many, so many stand on the page, the latest of them.
MOST = 50
# What an account is called.
NAME = "coalesce(nullif(trim({0}.first_name || ' ' || {0}.last_name), ''), {0}.username)"
# Written out, as for a case: put together from querysets it would be ten queries.
SQL = f"""
    SELECT
        (SELECT json_build_object('post', coalesce(r.name, p.staff_type), 'department', d.name,
             'manager', m.first_name || ' ' || m.last_name)
         FROM people_post p LEFT JOIN people_rank r ON r.id = p.rank_id
         LEFT JOIN people_department d ON d.id = p.department_id
         LEFT JOIN people_person m ON m.id = p.line_manager_id
         WHERE p.person_id = c.holder_id AND p.started <= %(today)s::date
             AND (p.ended IS NULL OR p.ended >= %(today)s::date)
         ORDER BY p.staff_type = 'special', p.started DESC LIMIT 1)::text,
        (SELECT json_agg(a) FROM (
             SELECT a.id AS pk, a.what, a.kind, a.status, {NAME.format("u")} AS owner, a.supplier, a.cost::text, a.due,
                 a.waits_for, a.blocked_by, a.asked_on, a.agreed_on, a.ordered_on, a.in_place_on, a.reviewed_on,
                 (SELECT reason FROM welfare_adjustmentchange h WHERE h.record_id = a.id AND h.new = a.status
                  ORDER BY h.at DESC, h.id DESC LIMIT 1) AS reason
             FROM welfare_adjustment a LEFT JOIN people_user u ON u.id = a.owner_id
             WHERE a.passport_id = c.id ORDER BY a.asked_on, a.id) a)::text,
        (SELECT json_agg(s) FROM (
             SELECT s.text, s.at, {NAME.format("u")} AS by, v.number
             FROM welfare_comment s JOIN people_user u ON u.id = s.by_id
             JOIN welfare_passportversion v ON v.id = s.version_id
             WHERE s.passport_id = c.id ORDER BY s.at DESC, s.id DESC LIMIT %(most)s::int) s)::text,
        (SELECT json_agg(s) FROM (
             SELECT s.id AS pk, s.text, s.at, s.by_id, {NAME.format("u")} AS by, s.corrects_id AS corrects
             FROM welfare_recommendation s JOIN people_user u ON u.id = s.by_id
             WHERE s.passport_id = c.id ORDER BY s.at DESC, s.id DESC LIMIT %(most)s::int) s)::text,
        (SELECT json_agg(s) FROM (
             SELECT s.on, s.outcome, s.notes, s.next_on, s.at, {NAME.format("u")} AS by
             FROM welfare_review s JOIN people_user u ON u.id = s.by_id
             WHERE s.passport_id = c.id ORDER BY s.at DESC, s.id DESC LIMIT %(most)s::int) s)::text,
        (SELECT json_agg(s) FROM (
             SELECT {NAME.format("u")} AS to, v.number,
                 s.purpose, s.shared_at, s.expires_on, s.ended_at, s.ended_because
             FROM welfare_share s JOIN people_user u ON u.id = s.to_id
             JOIN welfare_passportversion v ON v.id = s.version_id
             WHERE s.passport_id = c.id ORDER BY s.shared_at DESC, s.id DESC LIMIT %(most)s::int) s)::text,
        (SELECT json_agg(s) FROM (
             SELECT s.id AS pk, s.number, s.why, s.at
             FROM welfare_passportversion s WHERE s.passport_id = c.id
             ORDER BY s.number DESC LIMIT %(most)s::int) s)::text,
        (SELECT json_agg(s) FROM (
             SELECT s.old, s.new, s.reason, s.at, s.by_id, {NAME.format("u")} AS by
             FROM welfare_passportchange s LEFT JOIN people_user u ON u.id = s.by_id
             WHERE s.record_id = c.id ORDER BY s.at DESC, s.id DESC LIMIT %(most)s::int) s)::text,
        (SELECT json_agg(s) FROM (
             SELECT e.pgh_created_at AS at, e.ra_officer_id AS to_id, {NAME.format("u")} AS to, b.id AS by_id,
                 {NAME.format("b")} AS by
             FROM (SELECT pgh_id, pgh_created_at, pgh_context_id, ra_officer_id, status,
                       lag(ra_officer_id) OVER w AS was, lag(status) OVER w AS stood
                   FROM welfare_passportevent WHERE pgh_obj_id = c.id WINDOW w AS (ORDER BY pgh_id)) e
             JOIN people_user u ON u.id = e.ra_officer_id
             LEFT JOIN pghistory_context x ON x.id = e.pgh_context_id
             LEFT JOIN people_user b ON b.id = (x.metadata ->> 'user')::bigint
             WHERE e.status = e.stood AND e.ra_officer_id IS DISTINCT FROM e.was
             ORDER BY e.pgh_id DESC LIMIT %(most)s::int) s)::text,
        (SELECT json_build_object('number', s.number, 'content', s.content)
         FROM welfare_passportversion s WHERE s.passport_id = c.id AND s.why <> 'shared'
         ORDER BY s.number DESC LIMIT 1)::text,
        (SELECT json_build_object('number', s.number, 'why', s.why, 'at', s.at, 'pk', s.id, 'content', s.content)
         FROM welfare_passportversion s WHERE s.passport_id = c.id AND s.why <> 'shared'
             AND (s.why IN ('agreed', 'reviewed') OR s.at <= (
                 SELECT max(h.at) FROM welfare_passportchange h WHERE h.record_id = c.id
                     AND h.old IN ('with RA officer', 'panel') AND h.new IN ('draft', 'declined')
                     AND h.by_id IS DISTINCT FROM o.account_id))
         ORDER BY s.number DESC LIMIT 1)::text,
        EXISTS (SELECT FROM welfare_medicaldetail m WHERE m.passport_id = c.id AND c.status <> 'withdrawn'
            AND (m.diagnosis <> '' OR m.treatment <> '' OR m.professionals <> ''))
    FROM welfare_passport c JOIN people_person o ON o.id = c.holder_id WHERE c.id = %(passport)s
"""
Row = dict[str, Any]
# What the statement lists, in its order.
LISTS = ("adjustments", "comments", "recommendations", "reviews", "shares", "versions", "changes", "hands")


@dataclass(frozen=True)
class Beside:
    """Rows as plain values, latest first; adjustments as they were asked for. Days and moments are ISO text.

    `latest` is the newest version that was sent, agreed or reviewed; `decided` the newest about which an RA officer has
    decided: agreed, reviewed, declined or sent back.
    """

    post: Row | None
    adjustments: list[Row]
    comments: list[Row]
    recommendations: list[Row]
    reviews: list[Row]
    shares: list[Row]
    versions: list[Row]
    changes: list[Row]
    #: Into whose hands it came, other than by a decision.
    hands: list[Row]
    latest: Row | None
    decided: Row | None
    has_medical: bool


def beside(passport: Passport) -> Beside:
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"passport": passport.pk, "today": clock.today(), "most": MOST})
        *found, has_medical = cursor.fetchone()
    post, *lists, latest, decided = (json.loads(text) if text else None for text in found)
    rows = dict(zip(LISTS, (each or [] for each in lists), strict=True))
    return Beside(post=post, latest=latest, decided=decided, has_medical=has_medical, **rows)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def moment(text: str) -> datetime:
    return timezone.localtime(datetime.fromisoformat(text))


def pounds(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
