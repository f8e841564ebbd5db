"""The yardstick for the ratings grid: a plain page of the same 50 rows and boxes, and one plain update of a value."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import Context, Engine

from tests.bench.asking import ask
from tests.bench.plainref import HEAD

TEAM = """
    SELECT a.id, p.name, k.abbreviation, r.status, w.number, h.number, r.evidence
    FROM people_appraisal a JOIN people_person p ON p.id = a.person_id LEFT JOIN people_rank k ON k.id = a.rank_id
    LEFT JOIN people_rating r ON r.appraisal_id = a.id
    LEFT JOIN people_scalevalue w ON w.id = r.what_id LEFT JOIN people_scalevalue h ON h.id = r.how_id
    WHERE a.year_id = %(year)s AND a.excused = '' AND a.person_id IN (
        SELECT t.person_id FROM people_post t JOIN people_person l ON l.id = t.line_manager_id
        WHERE l.account_id = %(reader)s AND t.staff_type <> 'special' AND t.started <= current_date
          AND (t.ended IS NULL OR t.ended >= current_date))
    ORDER BY p.name, a.id LIMIT 50
"""
SCALE = "SELECT aspect, number, name, wording FROM people_scalevalue WHERE year_id = %(year)s ORDER BY aspect, number"
# Who may, whether it is the value that was seen, and the new one, in one statement.
SAVE = """
    UPDATE people_rating r SET what_id = new.id FROM people_scalevalue old, people_scalevalue new, people_appraisal a
    WHERE r.appraisal_id = %(appraisal)s AND a.id = r.appraisal_id AND r.what_id = old.id AND r.rater_id = %(reader)s
      AND old.number = %(seen)s AND old.aspect = 'what' AND new.number = %(value)s AND new.aspect = 'what'
      AND new.year_id = a.year_id AND r.status = 'provisional' AND EXISTS (
          SELECT FROM people_post t JOIN people_person l ON l.id = t.line_manager_id
          WHERE t.person_id = a.person_id AND l.account_id = %(reader)s AND t.started <= current_date
            AND (t.ended IS NULL OR t.ended >= current_date))
    RETURNING r.id
"""
PAGE = Engine().from_string(
    HEAD + "{% for aspect, number, name, wording in scale %}<tr><td>{{ aspect }}</td><td>{{ number }}</td>"
    "<td>{{ name }}</td><td>{{ wording }}</td></tr>{% endfor %}</table>"
    "<form method='post'><input type='hidden' name='csrfmiddlewaretoken' value='{{ token }}'><table>"
    "{% for key, name, rank, status, what, how, evidence in rows %}<tr><th><a href='/people/team/{{ key }}/'>"
    "{{ rank|default_if_none:'' }} {{ name }}</a></th>"
    "<td><label>What: {{ name }}<select name='what-{{ key }}'><option></option>"
    "{% for number, words in whats %}<option value='{{ number }}'{% if number == what %} selected{% endif %}>"
    "{{ words }}</option>{% endfor %}</select></label>"
    "<input type='hidden' name='seen-what-{{ key }}' value='{{ what|default_if_none:'' }}'></td>"
    "<td><label>How: {{ name }}<select name='how-{{ key }}'><option></option>"
    "{% for number, words in hows %}<option value='{{ number }}'{% if number == how %} selected{% endif %}>"
    "{{ words }}</option>{% endfor %}</select></label>"
    "<input type='hidden' name='seen-how-{{ key }}' value='{{ how|default_if_none:'' }}'></td>"
    "<td><label>Evidence: {{ name }}<textarea name='evidence-{{ key }}'>{{ evidence|default_if_none:'' }}</textarea>"
    "</label></td><td>{{ status }}</td></tr>{% endfor %}</table></form></body></html>"
)


def grid(request: HttpRequest, year: int) -> HttpResponse:
    asked = {"year": year, "reader": request.user.pk}
    if request.method == "POST":
        given = {name: int(request.POST[name]) for name in ("appraisal", "value", "seen")}
        (_,) = ask(SAVE, **given, **asked)
        return HttpResponse("saved")
    scale = ask(SCALE, **asked)
    shown = {"rows": ask(TEAM, **asked), "scale": scale, "token": get_token(request)}
    for choices, aspect in (("whats", "what"), ("hows", "how")):
        shown[choices] = [(number, f"{number} {name}") for of, number, name, _ in scale if of == aspect]
    return HttpResponse(PAGE.render(Context(shown)))
