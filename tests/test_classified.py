"""What fewer people may read stands in classified tables, and nothing that lists, sorts or searches touches those.

A model or a field that nobody listed here fails: whoever adds one decides who may read it.
"""

import ast
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.forms import ModelChoiceField
from django.forms.models import BaseModelForm
from django.test import Client
from django.urls import reverse

from people.models import EqualityMonitoring, Person, User
from people.roles import Role
from tests.base import Cast, user
from tests.test_imports import OURS, modules
from wmp.board.registers import REGISTERS
from wmp.lib.access import ScopedModel, ScopedQuerySet, ScopeError, touches_classified
from wmp.lib.workflow import StatusChange

# --- every model and every field about a person, with the reason -----------------------------------------------------

CLASSIFIED = {
    "people.EqualityMonitoring": "what a person declared is read by that person, and by figures in aggregate",
    "welfare.MedicalDetail": "conditions and treatment: the holder and RA officers",
    "welfare.NoticeNeed": "what recruitment was told of a need: RA officers, and nobody of the people team",
    "welfare.DyslexiaAnswers": "what somebody said before joining: RA officers, and the assessor of their assessment",
    "welfare.RiskAssessment": "what was found to be needed for somebody's safety: RA officers",
    "welfare.AssessmentOutcome": "what an assessor found: the assessor and RA officers",
    "welfare.OHReason": "mental or physical health, and what is asked: the person, RA officers who see their passport;"
    " figures, of the reason",
}
NOT_CLASSIFIED = {
    "people.Person": "names and numbers: whoever may see the person may see them",
    "people.Post": "work, not the person: the row rule suffices",
    "people.Probation": "the row rule suffices",
    "people.PromotionProcess": "names nobody",
    "people.PromotionApplication": "the row rule suffices: the team and the candidate",
    "people.OwnApplication": "the same record, for its candidate: their pages tell no result before it is published",
    "people.StartedApplication": "the row rule suffices: whoever writes it, and nobody else",
    "people.PromotionStage": "names nobody",
    "people.PromotionBoard": "names its members: the team and they",
    "people.BoardCandidate": "the row rule suffices: the team, never of their own, and the members of that board",
    "people.StageResult": "the row rule suffices: besides, the candidate once results are published",
    "people.Endorsement": "the row rule suffices: besides, who was asked, and the candidate",
    "people.ProcessAdjustment": "what is needed, never why: who handles the application while it is shared",
    "people.Feedback": "the row rule suffices: besides, the candidate once results are published",
    "people.OutcomeLetter": "the row rule suffices: besides, the candidate once results are published",
    "people.PoolPlace": "the row rule suffices: besides, the candidate once results are published",
    "people.PerformanceYear": "names nobody",
    "people.ScaleValue": "names nobody",
    "people.PerformanceReminder": "that somebody was reminded in a week, for the one who was",
    "people.Appraisal": "how far somebody's year is, not what was said: they, their line manager, the performance lead",
    "people.Objective": "the row rule suffices: the person and their line manager; others' are nobody's in particular",
    "people.Conversation": "the row rule suffices: the person and their line manager of today",
    "people.SelfAssessment": "the row rule suffices: the person, and their line manager once it was sent",
    "people.Rating": "the row rule suffices: rater, line manager, moderators, and the person once it is shared",
    "people.ModerationDecision": "the row rule suffices: moderators, and the rater once it is final",
    "people.RatingReview": "the row rule suffices: who asked, and the performance lead",
    "people.ModerationPanel": "names its members: the performance lead and they",
    "people.PanelMember": "as the panel",
    "people.TalentProfile": "the row rule suffices: the talent lead alone",
    "people.TalentPool": "the row rule suffices: the talent lead alone",
    "people.TalentPoolMember": "the row rule suffices: the talent lead alone",
    "people.CriticalRole": "the row rule suffices: the talent lead alone",
    "people.Succession": "the row rule suffices: the talent lead alone",
    "people.Course": "names nobody",
    "people.LearnerProfile": "names nobody",
    "people.Requirement": "names nobody",
    "people.Completion": "the row rule suffices: the person, their line manager, the talent lead, the people team",
    "people.RecruitmentCampaign": "counts about nobody",
    "people.RepresentationTarget": "names nobody",
    "people.SpecialDuty": "the row rule suffices",
    "people.PostingConstraint": "what a posting has to respect, never why: the row rule suffices",
    "people.User": "accounts: the administrator's",
    "people.Department": "reference data",
    "people.Rank": "reference data",
    "people.EntryRoute": "reference data",
    "welfare.Reminder": "that one of the team was reminded on a day, never of what",
    "people.Resignation": "the row rule suffices, but for the reason, which the line manager's page leaves out",
    "welfare.KnownResignation": "the same record, for those besides who see the case that came of it",
    "welfare.WelfareCase": "the row rule suffices: the lead, the officer in charge, the queue, an emergency",
    "welfare.Closure": "the row rule suffices: whoever sees the case",
    "welfare.Contact": "the row rule suffices: whoever sees the case",
    "welfare.Entry": "the row rule suffices: whoever sees the case",
    "welfare.Task": "the row rule suffices: whoever sees the case",
    "welfare.Signal": "the row rule suffices: whoever sees the case, and whoever gave the signal",
    "welfare.Briefing": "the row rule suffices: whoever sees the case, and the line manager of today whom it is for",
    "welfare.OwnCase": "the row rule suffices: the officer whom the case is about",
    "welfare.CaseBreakGlass": "the row rule suffices: the lead, auditors, and whoever opened the case",
    "welfare.Document": "the row rule suffices: whoever sees the case",
    "welfare.DocumentRemoval": "the row rule suffices: whoever sees the case",
    "welfare.Attendance": "counts about nobody",
    "welfare.AbsenceReason": "counts about nobody",
    "welfare.PulseAnswer": "counts about nobody: no respondents are kept",
    "welfare.TrainingCount": "counts about nobody",
    "welfare.Assault": "an offence and its outcome, without the victim",
    "welfare.Practitioner": "training of those who support others: the row rule suffices, the team and the person",
    "welfare.Deployment": "days and a number, never who was helped: the row rule suffices",
    "welfare.ScreeningRound": "names nobody",
    "welfare.ScreeningCount": "counts about nobody",
    "welfare.WellbeingOffer": "names nobody",
    "welfare.OfferUse": "counts about nobody",
    "welfare.Passport": "the row rule suffices: its holder, and RA officers once it was sent",
    "welfare.PassportVersion": "the row rule suffices: besides, those whom that version is shared with",
    "welfare.Share": "the row rule suffices: besides, the one whom it is for",
    "welfare.ManagerAsked": "the row rule suffices: as the passport",
    "welfare.Comment": "the row rule suffices: besides, the line manager of today who wrote it",
    "welfare.Recommendation": "the row rule suffices: as the passport",
    "welfare.PassportReminder": "that somebody was reminded of a passport on a day: as the passport",
    "welfare.Review": "the row rule suffices: as the passport",
    "welfare.RecruitmentNotice": "who and when, never the need: RA officers, and whoever recorded it",
    "welfare.DyslexiaReferral": "the row rule suffices: RA officers",
    "welfare.FormLink": "days of a link, which cannot be made of them: RA officers",
    "welfare.RiskAlert": "that RA officers were told: as the referral",
    "welfare.Assessment": "names no condition: the assessor, RA officers, and the person once it was held",
    "welfare.AccessToWork": "the row rule suffices: the person and RA officers",
    "welfare.Adjustment": "names no condition: besides, those whom the passport is shared with, and who sees to it",
    "welfare.OHReferral": "where it stands, and not why: the person, and RA officers who carry it",
    "welfare.MadeReferral": "the same record, for the line manager of today who made it: a day, and whether it goes on",
    "welfare.OHAppointment": "days: the row rule suffices, as the referral",
    "welfare.OHRelease": "that managers may read the advice: the row rule suffices, as the referral",
    "welfare.OHRecommendation": "about work, not health: the person, whoever wrote it, RA officers who see the"
    " passport, and the line manager of today while the person lets them",
    "change.Programme": "names nobody",
    "change.Project": "names nobody",
    "change.BenefitsReview": "names nobody",
    "change.FinancialLine": "names nobody",
    "change.FteLine": "names nobody",
    "board.Run": "names nobody",
    "board.Attempt": "names nobody",
    "board.Result": "aggregates; which figures somebody reads is the row rule's to say",
    "board.PublishedValue": "was published",
    "lib.Draft": "what somebody typed and has not saved: for whoever typed it, on the page where they did",
    "lib.SavedFilter": "the reader's own",
    "lib.ChosenColumns": "the reader's own",
    "lib.ReadLog": "who read which record, never what: the row rule suffices",
    "lib.LoadReport": "counts, and the name of a file: for those who may load its kind",
    "lib.LoadError": "quotes a cell of a file: for those who may load its kind",
    "lib.OutboxMessage": "task names, keys and dates",
    "lib.Alert": "whom to look at which record: names nobody, for the one who is told",
}
ORDINARY_FIELDS = {
    "people.Person": "id employee_number warrant_number first_name last_name name email account",
    "people.Post": "id person staff_type rank department line_manager fte started ended leaving_reason",
    "people.Probation": "id person entry_route intake started_on due_to_end_on ended_on outcome",
    "people.PromotionApplication": "id process candidate applied_on statement decided_on upheld_on status",
    "people.OwnApplication": "",
    "people.StartedApplication": "id process candidate statement started_on",
    "people.Appraisal": "id year person staff_type rank department excused objectives_set_on year_end_on",
    "people.TalentProfile": "id person performance potential readiness aspiration development leaving_risk reviewed_on",
    "people.TalentPoolMember": "id pool person joined_on left_on",
    "people.CriticalRole": "id title department holder risk why retired_on",
    "people.Succession": "id role person readiness note",
    "people.Completion": "id person course completed_on",
    "people.SpecialDuty": "id person month hours",
    "people.PostingConstraint": "id person what from_on until_on recorded_by recorded_at withdrawn_at",
    "people.Resignation": "id person received_on last_day stated_reason withdrawn_on",
    "welfare.WelfareCase": "id reference person probation trigger status opened_on owner risk themes first_contact_due"
    " first_contact_on next_contact_due posting_needs manager_briefed_on paused_on paused_from reopened_on outcome"
    " closed_on",
    "welfare.Passport": "id holder status started_on sent_on agreed_on in_place_on review_due since ra_officer"
    " role working_pattern contact impact barriers varies if_unwell with_manager discussion",
    "welfare.OHReferral": "id reference person referred_by referred_on status consented_on ended_on"
    " asked_again_on first_appointment waits_since",
    "welfare.Briefing": "id case to text read_on at by",
    "welfare.RecruitmentNotice": "id name email joining_on intake person told_by received_on recorded_by status"
    " contacted_on settled_on outcome",
    "welfare.DyslexiaReferral": "id name email joining_on intake person entry status sent_by sent_on answered_on"
    " screened_on assessed_on risk_assessed_on",
    "welfare.AccessToWork": "id person started_on status encouraged_on applied_on assessed_on decided_on in_place_on"
    " award note alerted_on",
    "welfare.Practitioner": "id person scheme trained_on expires_on",
}


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS]


def origin(model: Any) -> Any:
    """The record whose history a model keeps; itself otherwise."""
    if issubclass(model, StatusChange):
        return model._meta.get_field("record").related_model
    return model._meta.get_field("pgh_obj").related_model if hasattr(model, "pgh_trackers") else model


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_every_model_is_classified_or_not_with_a_reason(model: Any) -> None:
    label = origin(model)._meta.label
    assert label in CLASSIFIED or label in NOT_CLASSIFIED, f"Say in this test whether {label} is classified, and why."
    assert getattr(model, "classified", False) is (label in CLASSIFIED)


@pytest.mark.parametrize("label", ORDINARY_FIELDS)
def test_no_field_is_added_to_a_person_s_record_unnoticed(label: str) -> None:
    fields = {field.name for field in apps.get_model(label)._meta.local_fields}
    assert fields == set(ORDINARY_FIELDS[label].split()), "Does everybody who sees the record see the new field?"


def test_every_record_about_a_person_has_its_fields_listed() -> None:
    about = {model._meta.label for model in ours() if Person in related_to(model) and origin(model) is model}
    assert about <= set(ORDINARY_FIELDS) | set(CLASSIFIED)


def related_to(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in model._meta.local_fields if field.is_relation}


# --- every scoped model refuses, whichever way one comes -------------------------------------------------------------

SCOPED = [model for model in ours() if issubclass(model, ScopedModel)]
WAYS: list[Callable[[Any], object]] = [
    list,
    lambda rows: rows.count(),
    lambda rows: rows.exists(),
    lambda rows: rows.aggregate(n=models.Count("pk")),
    lambda rows: rows.first(),
    lambda rows: list(rows.iterator()),
    lambda rows: list(rows.values()),
    lambda rows: list(rows | rows),
    lambda rows: list(rows.union(rows)),
    lambda rows: rows.update(pk=1),
    lambda rows: rows.delete(),
]


@pytest.mark.django_db
@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model._meta.label)
def test_the_default_manager_of_every_scoped_model_refuses(model: Any) -> None:
    for way in WAYS:
        with pytest.raises(ScopeError), transaction.atomic():
            way(model.objects.all())


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model._meta.label)
def test_every_scoped_model_says_who_may_see_it(model: Any) -> None:
    rows = model._default_manager.all()
    assert isinstance(rows, ScopedQuerySet)
    assert type(rows).grants is not ScopedQuerySet.grants


def reverse_sides() -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models():
        for relation in model._meta.related_objects:
            if issubclass(relation.related_model, ScopedModel) and relation.one_to_many:
                yield model, str(relation.get_accessor_name())


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "accessor"), list(reverse_sides()), ids=str)
def test_every_reverse_side_of_a_foreign_key_refuses(model: Any, accessor: str) -> None:
    with pytest.raises(ScopeError):
        list(getattr(model(pk=1), accessor).all())


def test_an_account_leads_to_its_own_person_and_to_nothing_else_past_the_scope() -> None:
    """The reverse side of a one-to-one key is an object and not a queryset, so nothing can refuse there.

    A line of a case's diary leads to its correction and a document to its removal, each as closed as the other.
    """
    of_a_case = {("welfare.Contact", "correction"), ("welfare.Entry", "correction"), ("welfare.Document", "removal")}
    single = {
        (model._meta.label, relation.get_accessor_name())
        for model in apps.get_models()
        for relation in model._meta.related_objects
        if relation.one_to_one and issubclass(relation.related_model, ScopedModel)
    }
    assert single == {("people.User", "person"), *of_a_case}


# --- the way to a declaration is a query, and only figures, its own page and its file know it ------------------------


def test_there_is_no_way_from_a_person_to_what_they_declared() -> None:
    somebody = Person(pk=1)
    named = {relation.get_accessor_name() for relation in Person._meta.related_objects}
    assert not {name for name in named if name and "equality" in name}
    assert not hasattr(somebody, "equality") and not hasattr(somebody, "equalitymonitoring")


KNOW_OF_IT = {
    "people.models",
    "people.workforce.models",
    "people.workforce.views",  # one's own, on one's own page
    "people.workforce.extracts",
    "people.workforce.figures",
    "people.promotion.models",
    "people.promotion.figures",
    "people.promotion.pipeline",  # success by group at each stage, small groups withheld
    "people.recruitment.figures",
    "people.recruitment.ranks",  # shares of ranks, for a projection
    "people.performance.models",  # the path to it, for moderation by group
    "people.performance.distribution",  # counts by group, of which small ones are withheld
    "wmp.demo.files",
}
WORDS = {"EqualityMonitoring", "minority", "ethnicity_stated", "gender_is", "MINORITY_ETHNICITIES"}


def test_only_figures_its_own_page_and_its_file_name_the_declaration() -> None:
    naming = {
        module
        for module, path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom | ast.ClassDef)
        for name in ([each.name for each in node.names] if isinstance(node, ast.ImportFrom) else [node.name])
        if name in WORDS
    }
    lookups = {
        module
        for module, path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if "equality__" in node.value or "declared__" in node.value
        if " " not in node.value
    }
    assert naming | lookups <= KNOW_OF_IT, naming | lookups


def test_histories_are_read_by_the_timeline_of_a_record_one_may_see_and_nowhere_else() -> None:
    readers = {
        module
        for module, path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and (node.attr == "events" or node.attr.endswith("Event"))
        if isinstance(node.value, ast.Name) and node.value.id not in ("self", "page", "pghistory")
    }
    # A deployment is checked against the training that was in force on its day.
    assert readers <= {"wmp.lib.timeline", "welfare.wellbeing.models"}, readers


# --- forms, registers, administration --------------------------------------------------------------------------------


def all_below(base: type) -> set[type]:
    below: list[type] = base.__subclasses__()
    return {base}.union(*map(all_below, below))


def forms_of_ours() -> list[Any]:
    for module, _ in modules():
        import_module(module)
    return [form for form in all_below(BaseModelForm) if form.__module__.split(".")[0] in OURS]


def test_no_form_is_of_a_classified_model_or_chooses_from_one() -> None:
    found = forms_of_ours()
    assert len(found) > 5
    for form in found:
        model = form._meta.model
        assert model is None or not getattr(model, "classified", False)
        assert model is None or not any(touches_classified(model, name) for name in form.base_fields)
        chosen_from: list[Any] = [each for each in form.base_fields.values() if isinstance(each, ModelChoiceField)]
        assert not any(getattr(field.queryset.model, "classified", False) for field in chosen_from)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.slug)
def test_no_register_shows_sorts_filters_or_searches_a_classified_field(register: Any) -> None:
    paths = [cell.path for cell in register.cells]
    paths += [path for cell in register.cells for path in cell.order]
    paths += [*register.search, *register.numbers]
    paths += [each.field_name for each in register.filters.base_filters.values() if each.field_name]
    assert not [path for path in paths if touches_classified(register.model, path)]


def test_no_page_of_the_administration_touches_a_classified_field() -> None:
    for model, page in admin.site._registry.items():
        shown: list[Any] = [*page.list_display, *page.list_filter, *page.search_fields, *page.readonly_fields]
        shown += [*(page.ordering or ()), *page.autocomplete_fields]
        assert not [path for path in shown if touches_classified(model, str(path).lstrip("-^=@"))]
        assert not list(page.inlines)


# --- on the pages themselves -----------------------------------------------------------------------------------------

TELLING = "Gypsy or Irish Traveller"
PAGES = ["people:people-list", "people:posts-list", "people:probation-list"]


@pytest.fixture
def declared_by_bob(cast: Cast) -> Cast:
    EqualityMonitoring.objects.create(person=cast.bob.person, gender="other", ethnicity="W3", disability="yes")
    return cast


def browser_of(account: User) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.django_db
def test_nobody_with_any_role_reads_what_another_person_declared(declared_by_bob: Cast) -> None:
    own_page = reverse("people:people-detail", args=[declared_by_bob.bob.person.pk])
    everything = user("everything", *Role)
    for reader in (declared_by_bob.alice, declared_by_bob.charlie, everything):
        for address in [own_page, *map(reverse, PAGES)]:
            assert TELLING not in browser_of(reader).get(address).content.decode()
    assert TELLING in browser_of(declared_by_bob.bob).get(own_page).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "query",
    [
        {"ethnicity": "W3"},
        {"person__equality__ethnicity": "W3"},
        {"equality__gender__startswith": "o"},
        {"sort": "person__equality__gender"},
        {"sort": "-equality__ethnicity"},
        {"o": "equality"},
        {"export": "csv", "columns": "equality__gender"},
    ],
)
def test_no_parameter_of_a_list_asks_a_declaration(page: str, query: dict[str, str], declared_by_bob: Cast) -> None:
    reader = browser_of(declared_by_bob.of(Role.PEOPLE_DATA))
    assert reader.get(reverse(page), query).status_code == 400


@pytest.mark.django_db
def test_searching_for_a_declaration_finds_nobody(declared_by_bob: Cast) -> None:
    reader = browser_of(declared_by_bob.of(Role.PEOPLE_DATA))
    assert "Baker" not in reader.get(reverse("people:people-list"), {"q": "traveller"}).content.decode()
    assert "Baker" not in reader.get(reverse("people:people-list"), {"q": "W3"}).content.decode()


@pytest.mark.django_db
def test_declarations_are_not_dumped_by_mistake(declared_by_bob: Cast) -> None:
    with pytest.raises(CommandError, match="visible_to"):
        call_command("dumpdata", "people.EqualityMonitoring")


def test_a_register_that_searched_declarations_would_not_start() -> None:
    register = next(each for each in REGISTERS if each.model is Person)
    broken = type("Broken", (type(register),), {"search": ("equality__ethnicity",)})
    with pytest.raises(ImproperlyConfigured):
        broken()
