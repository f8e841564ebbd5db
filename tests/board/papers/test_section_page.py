"""The page of a section: written, previewed, suggested to, commented on; refused once the paper is no draft."""

from typing import Any

import pytest

from tests.base import Cast, opened_with
from tests.board.papers.drafts import Desk, a_run, attendance, budgeting, desk, page
from wmp.board.models import Comment, SuggestionAnswer
from wmp.lib.drafts import Draft

pytestmark = pytest.mark.django_db

NUMBER = '<span class="app-number">{}</span>'
STEP = "sections/attendance/"
BUDGET = "sections/budgeting/"


@pytest.fixture
def d(cast: Cast) -> Desk:
    return desk(cast)


def send(d: Desk, text: str, step: str = STEP, client: Any = None, **more: str) -> Any:
    client = client or d.writes
    opened = opened_with(client.get(page(d.paper, step)).content.decode())
    title = d.section(step.split("/")[1]).title
    return client.post(page(d.paper, step), {"title": title, "narrative": text, "opened_with": opened, **more})


def test_text_is_saved_with_who_wrote_it(d: Desk) -> None:
    assert send(d, "It was {welfare.attendance: All / March 2022}.").status_code == 302
    section = d.section()
    assert (section.narrative, section.edited_by) == ("It was {welfare.attendance: All / March 2022}.", d.author)
    assert f"It was {NUMBER.format('94.00%')}." in d.writes.get(page(d.paper, STEP)).content.decode()


def test_who_changes_nothing_has_not_written_in_it(d: Desk) -> None:
    before = d.section()
    assert send(d, before.narrative, title=before.title, client=d.approves).status_code == 302
    assert d.section().edited_by is None


def test_a_preview_saves_nothing(d: Desk) -> None:
    answer = send(d, "Only **tried**: {welfare.attendance: All / 2022-03}", preview="restricted")
    assert answer.status_code == 200
    assert "Only <strong>tried</strong>: " in answer.content.decode()
    assert "94.00%" in answer.content.decode()
    assert "tried" not in d.section().narrative


def test_both_editions_are_previewed_with_what_is_typed(d: Desk) -> None:
    text = "Two left. Of {people.promotion_success: Grand Total / Applicants} all.\n\nRestricted only: Quietly."
    exact = send(d, text, preview="restricted").content.decode()
    assert "<strong>Restricted only: </strong>Quietly." in exact
    assert NUMBER.format("32") in exact
    assert "Sentences to read again" not in exact
    public = send(d, text, preview="public").content.decode()
    preview = public.partition('id="preview"')[2]
    assert NUMBER.format("30") in preview
    assert "Quietly" not in preview
    assert "What is marked “Restricted only:” is left out." in preview
    assert text.partition(" Of")[0] in public


def test_the_public_preview_lists_the_sentences_to_read_again(d: Desk) -> None:
    d.write("All but 2 left. All is well.")
    page_of = d.writes.get(page(d.paper, f"{STEP}?audience=public")).content.decode()
    assert "Sentences to read again" in page_of
    assert "<li>All but 2 left.</li>" in page_of


def test_a_section_that_is_restricted_whole_has_a_public_preview_all_the_same(d: Desk) -> None:
    d.write("Restricted only: Quietly.")
    answer = d.writes.get(page(d.paper, f"{STEP}?audience=public"))
    assert "The public edition has nothing of this section." in answer.content.decode()


@pytest.mark.parametrize("asked", ["?audience=x", "?other=1", "?audience=public&page=2"])
def test_what_the_page_does_not_know_is_refused(d: Desk, asked: str) -> None:
    assert d.writes.get(page(d.paper, STEP + asked)).status_code == 400


def test_a_code_that_finds_nothing_is_told_by_its_line_and_not_saved(d: Desk) -> None:
    answer = send(d, "One\n\n{welfare.attendance: Al / March 2022}")
    assert "Line 3: There is no row “Al”. The nearest is “All”" in answer.content.decode()
    assert "Al /" not in d.section().narrative


def test_nothing_typed_runs(d: Desk) -> None:
    text = "<script>alert(1)</script> [x](javascript:alert(1)) {<b>: a / b}"
    answer = send(d, text, preview="restricted").content.decode()
    assert "<script>alert" not in answer
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer
    assert 'href="javascript' not in answer


def test_of_two_editors_the_second_decides(d: Desk) -> None:
    opened = opened_with(d.approves.get(page(d.paper, STEP)).content.decode())
    send(d, "The first text")
    typed = {"title": "Attendance", "narrative": "The second text", "opened_with": opened}
    answer = d.approves.post(page(d.paper, STEP), typed)
    assert answer.status_code == 409
    assert "The first text" in answer.content.decode()
    assert d.section().narrative == "The first text"


def test_what_is_typed_is_kept_as_a_draft(d: Desk) -> None:
    client = d.writes
    opened = client.get(page(d.paper, STEP))
    token, mark = opened.context["form"].draft.token, opened_with(opened.content.decode())
    client.post("/drafts/", {"draft_token": token, "narrative": "Half a sent", "opened_with": mark})
    assert "Half a sent" in client.get(page(d.paper, STEP)).content.decode()
    send(d, "A whole sentence")
    assert not Draft.objects.visible_to(d.author).exists()


@pytest.mark.parametrize("answer", ["save", "add", "no"])
def test_nobody_writes_in_what_was_sent(d: Desk, answer: str) -> None:
    opened = opened_with(d.writes.get(page(d.paper, STEP)).content.decode())
    d.paper.send(by=d.author)
    typed = {"title": "A", "narrative": "Late", "opened_with": opened, answer: "restricted"}
    assert d.writes.post(page(d.paper, STEP), typed).status_code == 409
    assert "Late" not in d.section().narrative


# --- suggestions -----------------------------------------------------------------------------------------------------


def suggested(d: Desk) -> list[Any]:
    return [each for each, _ in d.writes.get(page(d.paper, BUDGET)).context["suggestions"]]


def answers(d: Desk, text: str | None = None, **answer: str) -> Any:
    """Presses a button below a suggestion, with this in the box."""
    return send(d, d.section("budgeting").narrative if text is None else text, BUDGET, **answer)


def test_a_suggested_sentence_goes_into_the_text_with_its_codes(d: Desk) -> None:
    (suggestion,) = suggested(d)
    assert answers(d, add=suggestion.key).status_code == 302
    text = d.section("budgeting").narrative
    assert "{change.budgeting: Grand Total / Identified}, which has reached its target of" in text
    assert text.endswith("{change.budgeting}")
    assert d.section("budgeting").edited_by == d.author
    assert suggested(d) == []


def test_what_is_typed_beside_a_suggestion_is_saved_with_it(d: Desk) -> None:
    (suggestion,) = suggested(d)
    assert answers(d, "Typed just now.", add=suggestion.key).status_code == 302
    text = d.section("budgeting").narrative
    assert text.startswith("Typed just now.")
    assert "its target of" in text


def test_what_is_typed_is_kept_when_a_suggestion_is_taken_away(d: Desk) -> None:
    (suggestion,) = suggested(d)
    assert answers(d, "Typed just now.", no=suggestion.key).status_code == 302
    assert d.section("budgeting").narrative == "{change.budgeting}"
    assert "Typed just now." in d.writes.get(page(d.paper, BUDGET)).content.decode()


def test_what_is_previewed_is_kept(d: Desk) -> None:
    send(d, "Only tried", preview="public")
    assert "Only tried" in d.writes.get(page(d.paper, STEP)).content.decode()


@pytest.mark.parametrize("text", ["x" * 19_990, "{welfare.attendance: Al / March 2022}"])
def test_a_sentence_added_to_a_text_that_cannot_be_saved_is_no_answer(d: Desk, text: str) -> None:
    (suggestion,) = suggested(d)
    page_of = answers(d, text, add=suggestion.key).content.decode()
    assert "must be 20000 characters or fewer" in page_of or "There is no row “Al”" in page_of
    assert d.section("budgeting").narrative == "{change.budgeting}"
    assert len(suggested(d)) == 1


def test_one_that_is_turned_down_is_not_suggested_again(d: Desk) -> None:
    (suggestion,) = suggested(d)
    for status in (302, 409):
        assert answers(d, no=suggestion.key).status_code == status
    assert SuggestionAnswer.objects.unscoped().get().accepted is False
    assert d.section("budgeting").narrative == "{change.budgeting}"


def test_another_run_changes_what_the_sentence_prints(d: Desk) -> None:
    d.write("Identified: {change.budgeting: Grand Total / Identified}.", key="budgeting")
    d.fresh().choose_run(a_run(budgeting=budgeting(300), attendance=attendance()), by=d.author)
    assert f"Identified: {NUMBER.format('£300')}." in d.writes.get(page(d.paper, BUDGET)).content.decode()


def test_its_page_asks_little_also_with_a_target(d: Desk, django_assert_max_num_queries: Any) -> None:
    client = d.writes
    for step in (BUDGET, STEP):
        with django_assert_max_num_queries(10):  # two of them hold the request's transaction
            assert client.get(page(d.paper, step)).status_code == 200


# --- comments --------------------------------------------------------------------------------------------------------


def test_a_comment_is_made_and_settled_once(d: Desk) -> None:
    assert d.approves.post(page(d.paper, f"{STEP}comment/"), {"text": "<b>Which</b> month?"}).status_code == 302
    assert "&lt;b&gt;Which&lt;/b&gt; month?" in d.writes.get(page(d.paper, STEP)).content.decode()
    assert "1 open comment" in d.writes.get(page(d.paper)).content.decode()
    comment = Comment.objects.unscoped().get()
    for status in (302, 409):
        assert d.writes.post(page(d.paper, f"{STEP}settle/"), {"comment": comment.pk}).status_code == status
    comment.refresh_from_db()
    assert comment.settled_by == d.author


def test_a_comment_of_another_section_is_not_found(d: Desk) -> None:
    other = Comment.objects.create(section=d.section("uplift"), by=d.second, text="?")
    for said in (str(other.pk), "x", ""):
        assert d.writes.post(page(d.paper, f"{STEP}settle/"), {"comment": said}).status_code == 404


def test_an_empty_comment_is_none(d: Desk) -> None:
    assert d.writes.post(page(d.paper, f"{STEP}comment/"), {"text": ""}).status_code == 200
    assert not Comment.objects.unscoped().exists()
