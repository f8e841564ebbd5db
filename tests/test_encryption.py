"""What stands encrypted: nothing of it in the tables, nothing to be found by it, and keys that can be changed."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pgtrigger
import pytest
from cryptography.fernet import Fernet
from django import forms
from django.apps import apps
from django.core.checks import run_checks
from django.core.exceptions import FieldDoesNotExist, FieldError, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat, Lower
from django.db.models.lookups import Exact
from django.forms import modelform_factory

from tests.base import user
from tests.models import Sealed
from tests.test_settings import python, settings_of
from tests.together import Meanwhile
from wmp.board.registers import REGISTERS
from wmp.lib.drafts import Draft
from wmp.lib.encryption import EncryptedTextField, UnreadableError

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
SAID = "Fibromyalgia since 2019"
TABLES = ("tests_sealed", "tests_sealedevent")


@pytest.fixture
def history(db: None) -> None:
    """The triggers that keep it. Migrations make those of the product."""
    uris = [f"{model._meta.label}:{trigger.name}" for model, trigger in pgtrigger.registered()]
    pgtrigger.install(*(uri for uri in uris if uri.startswith("tests.")))


@pytest.fixture
def sealed(history: None) -> Sealed:
    return Sealed.objects.create(name="Bob", text=SAID, facts={"since": [2019, "Żółć"]})


def rows() -> Any:
    return Sealed.objects.unscoped()


def events() -> Any:
    history: Any = apps.get_model("tests", f"{Sealed.__name__}Event")
    return history.objects.unscoped().order_by("pgh_id")


def raw(*tables: str) -> str:
    """Everything in the tables, as whoever has a back-up reads it."""
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT t::text FROM {table} t" for table in tables or TABLES))
        return "\n".join(line for (line,) in cursor.fetchall())


def rotate() -> str:
    said = StringIO()
    call_command("rotate_encryption", stdout=said)
    return said.getvalue()


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_what_was_saved_is_read_again(sealed: Sealed) -> None:
    assert rows().get().text == SAID and rows().get().note is None
    assert rows().get().facts == {"since": [2019, "Żółć"]}
    assert list(rows().values_list("text", flat=True)) == list(rows().annotate(x=F("text")).values_list("x", flat=True))


def test_no_plain_text_stands_in_the_table_or_its_history(sealed: Sealed) -> None:
    sealed.text = "Migraine"
    sealed.save()
    rows().update(note="Sertraline")
    sealed.delete()
    stored = raw()
    assert stored.count("gAAAA") >= 8 and "Bob" in stored
    assert not [word for word in ("Fibro", "2019", "Migraine", "Sertraline", "since") if word in stored]


def test_the_history_is_read_as_the_record_is(sealed: Sealed) -> None:
    rows().update(text="Migraine", facts=[1])
    sealed.delete()
    kept = list(events().values_list("pgh_label", "text", "facts"))
    first = ("insert", SAID, {"since": [2019, "Żółć"]})
    assert kept == [first, ("update", "Migraine", [1]), ("delete", "Migraine", [1])]


@pytest.mark.usefixtures("db")
def test_every_way_to_write_a_value_encrypts_it() -> None:
    first, second = Sealed.objects.bulk_create([Sealed(text="one"), Sealed(text="two", facts=[])])
    third, made = rows().get_or_create(name="C", defaults={"text": "three"})
    rows().filter(pk=first.pk).update(text="four")
    rows().update_or_create(pk=second.pk, defaults={"text": "five"})
    Sealed.objects.unscoped().bulk_create(
        [Sealed(pk=third.pk, text="six")], update_conflicts=True, unique_fields=["id"], update_fields=["text"]
    )
    assert [each.text for each in rows().order_by("pk")] == ["four", "five", "six"]
    assert raw("tests_sealed").count("gAAAA") == 4 and "i" not in raw("tests_sealed").split("gAAAA")[0]


@pytest.mark.usefixtures("db")
def test_two_tokens_of_one_text_differ_and_nothing_stays_nothing() -> None:
    Sealed.objects.bulk_create([Sealed(text="same"), Sealed(text="same"), Sealed(text="", note=None)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, note FROM tests_sealed ORDER BY id")
        (one, _), (other, _), nothing = cursor.fetchall()
    assert one != other and nothing == ("", None)


# --- nothing is asked of it ------------------------------------------------------------------------------------------

ASKED: dict[str, Callable[[], Any]] = {
    "exact": lambda: rows().filter(text=SAID),
    "nothing": lambda: rows().filter(note=None),
    "exclude": lambda: rows().exclude(text=SAID),
    "icontains": lambda: rows().filter(text__icontains="fibro"),
    "in": lambda: rows().filter(text__in=[SAID]),
    "gt": lambda: rows().filter(text__gt="a"),
    "transform": lambda: rows().filter(text__length=3),
    "key": lambda: rows().filter(facts__since=2019),
    "Q": lambda: rows().filter(Q(name="Bob") | ~Q(text=SAID)),
    "of a history": lambda: rows().filter(events__text=SAID),
    "get": lambda: rows().get(text=SAID),
    "get_or_create": lambda: rows().get_or_create(text=SAID),
    "when": lambda: rows().annotate(x=Case(When(text=SAID, then=1))),
    "lookup": lambda: list(rows().filter(Exact(F("text"), Value(SAID)))),
    "compared": lambda: list(rows().filter(name=F("text"))),
    "compared outside": lambda: list(rows().filter(pk__in=Sealed.objects.unscoped().filter(name=OuterRef("text")))),
    "counted": lambda: rows().filter(Exact(F("text"), Value(SAID))).count(),
    "order": lambda: list(rows().order_by("text")),
    "backwards": lambda: list(rows().order_by("-facts")),
    "order by F": lambda: list(rows().order_by(F("text").desc(nulls_last=True))),
    "order by lower": lambda: list(rows().order_by(Lower("text"))),
    "order of values": lambda: list(rows().values_list("text").order_by("text")),
    "order of values by F": lambda: list(rows().values("name", "text").order_by(F("text").desc())),
    "order of another name": lambda: list(rows().annotate(x=F("text")).order_by("-x")),
    "order of other values": lambda: list(rows().values("pk", x=F("facts")).order_by("x")),
    "order of a history": lambda: list(rows().order_by("events__text")),
    "latest": lambda: rows().latest("text"),
    "distinct": lambda: list(rows().distinct("text")),
    "grouped": lambda: list(rows().values("text").annotate(n=Count("pk"))),
}


@pytest.mark.parametrize("question", ASKED)
def test_no_question_is_answered_by_what_is_encrypted(question: str, sealed: Sealed) -> None:
    with pytest.raises(FieldError):
        ASKED[question]()


def test_whether_there_is_anything_may_be_asked(sealed: Sealed) -> None:
    assert rows().filter(note__isnull=True).get() == sealed
    assert not rows().filter(facts__isnull=True).exists()
    assert rows().exclude(note__isnull=False).order_by("name").count() == 1
    assert rows().annotate(n=Count("events")).select_for_update().filter(Q(note__isnull=True)).query


def test_what_does_not_ask_works_as_ever(sealed: Sealed) -> None:
    assert rows().annotate(n=Count("events")).get().n == 1
    assert rows().only("name").get().text == SAID and rows().defer("text").get().text == SAID
    inner = Subquery(Sealed.objects.unscoped().filter(pk=OuterRef("pk")).values("text"))
    assert rows().annotate(x=inner).values_list("x", flat=True).get() == SAID
    assert (rows().filter(name="Bob") | rows().filter(pk=0)).distinct().count() == 1
    sealed.refresh_from_db(fields=["text"])
    assert sealed.text == SAID and rows().in_bulk()[sealed.pk].facts


@pytest.mark.parametrize(
    "expression", [Value("plain"), F("name"), Concat("name", Value("plain")), Lower(Value("PLAIN"))]
)
def test_the_database_never_writes_the_text_itself(expression: Any, sealed: Sealed) -> None:
    with pytest.raises(FieldError, match="save a value"), transaction.atomic():
        rows().update(text=expression)
    with pytest.raises((FieldError, ValueError)), transaction.atomic():
        Sealed.objects.create(text=expression)
    sealed.text = "plain"
    with pytest.raises(FieldError, match="save a value"), transaction.atomic():
        rows().bulk_update([sealed], ["text"])
    assert "plain" not in raw()


def field_at(model: Any, path: str) -> Any:
    """The field at the end of a lookup path, without the lookup; None where no field has that name."""
    found = None
    for name in path.lstrip("-").split("__"):
        try:
            found = model._meta.get_field(model._meta.pk.name if name == "pk" else name)
        except FieldDoesNotExist:
            break
        model = found.related_model or model
    return found


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.slug)
def test_no_register_searches_sorts_or_filters_by_what_is_encrypted(register: Any) -> None:
    """It would be an error on the first click."""
    paths = [path for cell in register.cells for path in cell.order] + [*register.search, *register.numbers]
    paths += [each.field_name for each in register.filters.base_filters.values() if each.field_name]
    asked = [path for path in paths if isinstance(field_at(register.model, path), EncryptedTextField)]
    assert asked == [] and field_at(Sealed, "-events__text__in").name == "text"


# --- models and forms ------------------------------------------------------------------------------------------------


def test_a_migration_makes_the_field_again() -> None:
    for name in ("text", "note", "facts"):
        field: Any = Sealed._meta.get_field(name)
        _, path, args, options = field.deconstruct()
        again = type(field)(*args, **options)
        assert (
            path == f"wmp.lib.encryption.{type(field).__name__}" and again.deconstruct()[1:] == field.deconstruct()[1:]
        )
        assert again.db_type(connection) == "text"


def test_the_longest_text_is_counted_in_its_own_characters(sealed: Sealed) -> None:
    sealed.text = "ż" * 40
    sealed.full_clean()
    sealed.text += "x"
    with pytest.raises(ValidationError, match="at most 40"):
        sealed.full_clean()


def test_a_form_has_a_box_of_that_length_and_saves_what_is_typed(sealed: Sealed) -> None:
    form_class: Any = modelform_factory(Sealed, fields=["text", "facts"])
    box = form_class().fields["text"]
    assert isinstance(box.widget, forms.Textarea) and box.widget.attrs["maxlength"] == "40" and not box.required
    assert "Enter a valid JSON." in str(form_class({"text": "x" * 41, "facts": "{"}).errors)
    form = form_class({"text": "Typed", "facts": '{"a": 1}'}, instance=sealed)
    assert form.is_valid() and form.save() == sealed
    assert (rows().get().text, rows().get().facts) == ("Typed", {"a": 1})


def test_what_json_does_not_hold_is_refused(sealed: Sealed) -> None:
    sealed.facts = {"a": {1}}
    with pytest.raises(ValidationError, match="JSON"):
        sealed.full_clean()


def test_a_field_that_ought_to_be_unique_or_found_is_no_encrypted_one() -> None:
    for asked in ("unique", "db_index", "primary_key"):
        field = EncryptedTextField("text", name="text", **{asked: True})
        field.model = Sealed
        assert f"{asked} means nothing for an encrypted field." in [each.msg for each in field.check()]


# --- keys ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def old_key(settings: Any) -> None:
    settings.ENCRYPTION_KEYS = [OLD]


def test_another_key_opens_nothing_and_says_so(old_key: None, sealed: Sealed, settings: Any) -> None:
    settings.ENCRYPTION_KEYS = [NEW]
    with pytest.raises(UnreadableError, match="ENCRYPTION_KEYS"):
        rows().get()
    assert rows().filter(name="Bob").exists()
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    assert rows().get().text == SAID


def test_after_a_rotation_the_old_key_can_go(old_key: None, sealed: Sealed, settings: Any) -> None:
    rows().update(note="Kept")
    Draft.objects.create(owner=user("dora"), page="/", fields={"a": ["b"]})
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    said = rotate()
    assert "tests_sealed.text: 1 value, 1 encrypted again" in said
    assert "tests_sealedevent.facts: 2 values, 2 encrypted again" in said
    assert "lib_draft.fields: 1 value, 1 encrypted again" in said
    settings.ENCRYPTION_KEYS = [NEW]
    assert (rows().get().text, rows().get().note) == (SAID, "Kept")
    assert list(events().values_list("pgh_label", "note")) == [("insert", None), ("update", "Kept")]
    assert Draft.objects.unscoped().get().fields == {"a": ["b"]}


def test_a_rotation_writes_no_history_and_leaves_the_triggers_on(old_key: None, sealed: Sealed, settings: Any) -> None:
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    rotate()
    assert events().count() == 1
    rows().update(name="Rob")
    assert events().count() == 2
    with pytest.raises(Exception, match="append_only"), transaction.atomic():
        events().update(name="X")


def test_a_second_rotation_finds_nothing_to_do(old_key: None, sealed: Sealed, settings: Any) -> None:
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    rotate()
    before = raw()
    assert "tests_sealed.text: 1 value, 0 encrypted again" in rotate()
    assert raw() == before


def test_many_rows_are_renewed_in_batches(history: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wmp.lib.management.commands.rotate_encryption.BATCH", 3)
    settings.ENCRYPTION_KEYS = [OLD]
    Sealed.objects.bulk_create([Sealed(text=str(number)) for number in range(10)])
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    assert "tests_sealed.text: 10 values, 10 encrypted again" in rotate()
    settings.ENCRYPTION_KEYS = [NEW]
    assert [each.text for each in rows().order_by("pk")] == list("0123456789")


def test_what_no_key_opens_is_named_and_the_rest_renewed(old_key: None, sealed: Sealed, settings: Any) -> None:
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    lost = Sealed.objects.create(text="lost")
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match=rf"tests_sealed.text: no key .* 1 value \(rows {lost.pk}\)"):
        rotate()
    settings.ENCRYPTION_KEYS = [NEW]
    assert rows().get(pk=sealed.pk).text == SAID


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("site", [[NEW, OLD], [OLD]], ids=["a new key", "an old key"])
def test_what_somebody_saves_meanwhile_is_kept(site: list[str], settings: Any, history: None) -> None:
    settings.ENCRYPTION_KEYS = [OLD]
    Sealed.objects.create(name="Bob", text=SAID)
    settings.ENCRYPTION_KEYS = site
    with transaction.atomic():
        rows().update(text="Saved meanwhile")
        settings.ENCRYPTION_KEYS = [NEW, OLD]
        rotation = Meanwhile(rotate)
    assert rotation.said is None
    settings.ENCRYPTION_KEYS = [NEW]
    assert rows().get().text == "Saved meanwhile"
    assert list(events().values_list("text", flat=True)) == [SAID, "Saved meanwhile"]


# --- checks ----------------------------------------------------------------------------------------------------------


def found(number: str, **options: Any) -> Iterator[str]:
    return (each.msg for each in run_checks(tags=["encryption"], **options) if each.id == number)


@pytest.mark.parametrize("keys", [["short"], [NEW, ""], ["ż" * 44], [NEW + NEW]])
def test_a_key_that_is_none_is_told_by_its_place(keys: list[str], settings: Any) -> None:
    settings.ENCRYPTION_KEYS = keys
    said = list(found("wmp.E001"))
    assert said == [f"ENCRYPTION_KEYS (or VAR_DIR/encryption_key): number {len(keys)} of {len(keys)} is no key."]


def test_no_key_at_all_is_told_and_a_good_one_is_not(settings: Any) -> None:
    assert not list(found("wmp.E001"))
    settings.ENCRYPTION_KEYS = []
    assert list(found("wmp.E001")) == ["ENCRYPTION_KEYS has no key."]


def test_with_a_wrong_key_no_command_runs_and_the_mend_is_said_without_the_key(tmp_path: Path) -> None:
    done = python("manage.py", "rotate_encryption", tmp_path=tmp_path, ENCRYPTION_KEYS="not-a-key")
    assert done.returncode == 1 and "Fernet.generate_key" in done.stderr and "not-a-key" not in done.stderr


def test_the_command_that_the_mend_names_makes_a_key() -> None:
    made = "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"
    done = subprocess.run([sys.executable, "-c", made], capture_output=True, text=True, check=True)
    assert Fernet(done.stdout.strip())


def test_a_database_of_several_machines_without_a_key_of_all_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/wmp")
    monkeypatch.delenv("ENCRYPTION_KEYS", raising=False)
    assert not list(found("wmp.W002"))
    assert list(found("wmp.W002", include_deployment_checks=True))
    monkeypatch.setenv("ENCRYPTION_KEYS", NEW)
    assert not list(found("wmp.W002", include_deployment_checks=True))


def test_without_a_key_one_is_made_and_kept(tmp_path: Path) -> None:
    first = settings_of(tmp_path, ENCRYPTION_KEYS="")["ENCRYPTION_KEYS"]
    assert len(first) == 1 and Fernet(first[0])
    assert settings_of(tmp_path, ENCRYPTION_KEYS="", SECRET_KEY="another" * 9)["ENCRYPTION_KEYS"] == first
    assert all((path.stat().st_mode & 0o077) == 0 for path in tmp_path.glob("encryption_key*"))


def test_keys_of_the_environment_come_newest_first_and_nothing_is_written(tmp_path: Path) -> None:
    assert settings_of(tmp_path, ENCRYPTION_KEYS=f"{NEW}, {OLD}")["ENCRYPTION_KEYS"] == [NEW, OLD]
    assert not list(tmp_path.glob("encryption_key*"))
