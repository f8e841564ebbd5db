"""A word of its own in each field that not everybody may read: it appears where the rule says, and nowhere else.

What is left behind in logs, tables and the broker is in tests/test_canaries_left_behind.py.
"""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from people.models import User
from people.roles import Role
from tests.access.matrix import RULES
from tests.base import DAY, Cast, user
from tests.canaries import Story, told, word
from tests.canaries_read import FURNITURE, MANAGER, TEAM, WHO_READS, browser, found_in, read_by, text_of
from tests.test_access_matrix import COOKIES, OURS
from wmp.board.paper import FIGURES
from wmp.board.registers import REGISTERS
from wmp.lib.alerts import mail_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_refusal_is_told")]


@pytest.fixture(scope="module")
def story(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    """Told once, which takes longer than most of what is asked about it. What a test does to it is undone."""
    cookies = override_settings(SESSION_ENGINE=COOKIES)
    with django_db_blocker.unblock(), cookies, transaction.atomic():
        yield told(Cast.assemble())
        transaction.set_rollback(True)


def test_each_word_is_read_by_those_whom_the_rule_names(story: Story) -> None:
    read = {who: read_by(who, story) for who in story.readers}
    assert {name: {who for who, words in read.items() if name in words} for name in WHO_READS} == WHO_READS


def test_a_new_line_manager_reads_nothing_until_it_is_shared_with_them(story: Story) -> None:
    story.passport.shares.unscoped().filter(to=story.readers[MANAGER]).delete()
    assert read_by(MANAGER, story) == {"briefing", "released"}


def test_no_word_is_in_a_mail(story: Story, mailoutbox: list[EmailMessage]) -> None:
    User.objects.update(email=Concat("username", Value("@example.com")))
    assert mail_waiting() > 20 and len(mailoutbox) > 20
    assert not found_in("".join(str(each.message()) for each in mailoutbox))


def test_searching_for_a_word_finds_only_adjustments(story: Story) -> None:
    everything = user("everything", *Role)
    found = {
        (name, register.slug)
        for register in REGISTERS
        for name in WHO_READS
        if register.searched(register.visible_to(everything), word(name)).exists()
    }
    assert {slug for _, slug in found} <= {"adjustments", "adjustments-board", "posting-constraints"}
    for who in ("colleague", "former manager", "not any more", *TEAM):
        reader = story.readers[who]
        for register in (each for each in REGISTERS if each.slug in {slug for _, slug in found}):
            seen = register.visible_to(reader)
            assert not [name for name, _ in found if register.searched(seen, word(name)).exists()], who


@pytest.mark.parametrize("who", [Role.ADMINISTRATOR.value, "superuser"])
def test_the_administration_tells_nothing(who: str, story: Story) -> None:
    client = browser(story.readers[who])
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        some = model._default_manager.first()
        pages = [reverse(f"{base}_changelist")]
        pages += [reverse(f"{base}_{page}", args=[some.pk]) for page in ("change", "history", "delete")] if some else []
        for page in pages:
            assert not found_in(text_of(client.get(page, follow=True))), page


@pytest.mark.parametrize("page", FURNITURE)
def test_what_a_reader_keeps_of_a_list_tells_nothing(page: str, story: Story) -> None:
    client = browser(user("everything", *Role))
    for name in (each for each in OURS if each.endswith(page)):
        for rule in RULES[name]:
            kwargs = {"pk": story.records[rule.of]} if rule.of else {}
            assert not found_in(text_of(client.get(reverse(name, kwargs=kwargs)))), name


def test_figures_tell_nothing(story: Story) -> None:
    for key, figure in FIGURES.items():
        assert not found_in(str(figure.table(DAY).compute().to_json())), key
