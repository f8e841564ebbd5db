"""Components: what each shows, and that nothing given to them becomes markup."""

import datetime
from typing import Any

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import timezone
from pytest_django.asserts import assertHTMLEqual, assertInHTML

from wmp.lib import clock
from wmp.lib.templatetags.components import age

EVIL = "<script>alert(1)</script>"


def drawn(name: str, **context: Any) -> str:
    return render_to_string(f"components/{name}.html", context)


def from_tags(source: str, **context: Any) -> str:
    return Template("{% load components %}" + source).render(Context(context))


def test_a_tag_says_its_status_in_words_and_colour() -> None:
    assertHTMLEqual(from_tags("{% tag 'Open' 'green' %}"), '<strong class="govuk-tag govuk-tag--green">Open</strong>')


def test_an_unknown_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="No tag colour 'pink'"):
        from_tags("{% tag 'Open' 'pink' %}")


def test_tags_and_badges_escape_what_they_are_given() -> None:
    html = from_tags("{% tag text %}{% restricted text %}{% details summary=text %}x{% enddetails %}", text=EVIL)
    assert "<script>" not in html


def test_details_keep_the_markup_between_their_tags() -> None:
    html = from_tags("{% details summary='How' %}<p>{{ text }}</p>{% enddetails %}", text="<b>")
    assertInHTML('<div class="govuk-details__text"><p>&lt;b&gt;</p></div>', html)


def test_a_sortable_heading_is_a_link_that_says_how_it_is_sorted() -> None:
    html = drawn("sort-heading", heading={"text": "Name", "url": "?sort=-name", "sorted": "ascending"})
    assert 'aria-sort="ascending"' in html
    assert 'href="?sort=-name"' in html


def test_a_table_s_cells_are_headings_links_and_tags_where_they_say_so() -> None:
    row = [
        {"text": "Vetting"},
        {"text": "<b>", "numeric": True},
        {"text": "Open", "url": "/"},
        0,
        {"tag": {"text": "Late"}},
    ]
    html = drawn("table", caption="Checks", head=["Check"], rows=[row], row_headings=True)
    assertInHTML('<th scope="row" class="govuk-table__header">Vetting</th>', html)
    assertInHTML('<td class="govuk-table__cell govuk-table__cell--numeric">&lt;b&gt;</td>', html)
    assertInHTML('<td class="govuk-table__cell"><a class="govuk-link" href="/">Open</a></td>', html)
    assertInHTML('<td class="govuk-table__cell">0</td>', html)
    assertInHTML('<strong class="govuk-tag">Late</strong>', html)


def test_a_table_takes_cells_as_text_numbers_or_links() -> None:
    html = drawn("table", caption="Routes", head=["Route"], rows=[["PCDA", {"text": 0, "numeric": True}]])
    assertInHTML('<td class="govuk-table__cell">PCDA</td>', html)
    assertInHTML('<td class="govuk-table__cell govuk-table__cell--numeric">0</td>', html)
    assertInHTML('<th scope="col" class="govuk-table__header">Route</th>', html)


def test_a_summary_list_says_what_is_not_given() -> None:
    html = drawn("summary-list", rows=[{"label": "Last day", "value": None}, {"label": "Count", "value": 0}])
    assert "Not given" in html
    assertInHTML('<dd class="govuk-summary-list__value">0</dd>', html)


def test_a_task_with_a_link_is_described_by_its_status() -> None:
    html = drawn("task-list", tasks=[{"title": "Review", "url": "/r", "status": "Not started", "colour": "blue"}])
    assert 'aria-describedby="task-1-status"' in html
    assert 'id="task-1-status"' in html


def test_pagination_draws_nothing_for_one_page() -> None:
    assert drawn("pagination").strip() == ""
    assert 'rel="next"' in drawn("pagination", next_url="?after=9")


def test_the_filter_panel_names_what_a_removed_tag_removes() -> None:
    tags = [{"heading": "Status", "text": "Open", "url": "?"}]
    assertInHTML(
        '<a class="moj-filter__tag" href="?"><span class="govuk-visually-hidden">Remove this filter:</span> Open</a>',
        drawn("filter-panel", tags=tags, clear_url="?"),
    )


def test_a_timeline_shows_a_day_or_a_moment() -> None:
    moment = datetime.datetime(2024, 3, 9, 8, 10, tzinfo=datetime.UTC)
    html = drawn("timeline", events=[{"title": "Opened", "at": moment}, {"title": "Joined", "at": moment.date()}])
    assert "9 March 2024 at 08:10" in html
    assertInHTML('<time datetime="2024-03-09">9 March 2024</time>', html)


@pytest.mark.parametrize(("days", "words"), [(-1, "today"), (0, "today"), (1, "1 day"), (1200, "1,200 days")])
def test_an_age_is_in_days(days: int, words: str) -> None:
    assert age(timezone.localdate() - datetime.timedelta(days=days)) == words
    # By the clock on the wall: late on a winter evening, as many days back by UTC may be a summer day later.
    assert age(timezone.localtime() - datetime.timedelta(days=days)) == words


@pytest.mark.parametrize(
    ("day", "words", "colour"),
    [
        (10, "Due today", "yellow"),
        (9, "Late", "red"),
        (7, "1 working day late", "red"),
        (1, "5 working days late", "red"),
    ],
)
def test_what_is_due_says_how_urgent_it_is(day: int, words: str, colour: str) -> None:
    sunday = timezone.make_aware(datetime.datetime(2024, 3, 10, 12))
    with clock.at(sunday):
        html = from_tags("{% due day %}", day=datetime.date(2024, 3, day))
    assertHTMLEqual(html, f'<strong class="govuk-tag govuk-tag--{colour}">{words}</strong>')


def test_progress_without_a_total_claims_no_share() -> None:
    assertInHTML('<progress class="app-progress__bar" id="progress"></progress>', drawn("progress", label="Loading"))
    assert 'max="10" value="0"' in drawn("progress", label="Loading", total=10, done=0)


def test_components_escape_what_they_are_given() -> None:
    html = (
        drawn("summary-list", rows=[{"label": EVIL, "value": EVIL}])
        + drawn("table", caption=EVIL, head=[EVIL], rows=[[EVIL, {"text": EVIL, "url": "/"}]])
        + drawn("timeline", events=[{"title": EVIL, "by": EVIL, "text": EVIL, "at": datetime.date(2024, 1, 1)}])
        + drawn("waiting", waiting=[{"text": EVIL, "url": "/", "since": EVIL}])
        + drawn("search", label="Find", value=EVIL, action="/")
    )
    assert "<script>" not in html
