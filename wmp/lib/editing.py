"""Two people edit one record: the second gets both versions of what both changed, and decides.

The form carries a signed mark of what each field was when it was opened. What it finds when it is sent decides:

- a field that only the other person changed keeps what they saved, and the page says so;
- a field that only this person changed is saved;
- a field that both changed is asked about, with both versions side by side. Nothing is saved until that is decided.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from django import forms as django_forms
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest

from wmp.lib import forms
from wmp.lib.access import ScopedModel
from wmp.lib.timeline import last_saves
from wmp.lib.versions import Version, as_sent, digest, editable, merges, replace, version_of
from wmp.lib.words import spoken_list

GUARD = "opened_with"
DECISION = "which_"
THEIRS, MINE = "theirs", "mine"


def hold(request: HttpRequest, records: QuerySet[Any], pk: Any) -> None:
    """Where a form is sent, holds its record to the end of the request; read the record after this.

    So of two people who save at once the second finds what the first saved.
    """
    if request.method == "POST":
        records.select_for_update(of=("self",)).filter(pk=pk).first()


class RecordForm(forms.ModelForm):
    """A form for a record. Whatever it offers to choose from is what its user may see.

    Of two people who edit one record the second decides between the versions: `is_valid` is false while something has
    to be decided. A form whose `save` calls a verb uses `record`, which stands as it was read, and `cleaned_data`,
    which holds its own fields only.
    """

    opened_with = django_forms.CharField(widget=django_forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        #: The record as it was read. Django writes what was typed into `instance` before anything is saved.
        self.record: Any = copy(self.instance) if self.instance.pk else self.instance
        #: Fields that both changed and that wait for a decision; fields that keep what only somebody else saved.
        self.asks: dict[str, Version] = {}
        self.taken: dict[str, Version] = {}
        for field in self.fields.values():
            if isinstance(field, django_forms.ModelChoiceField):
                offered: Any = field.queryset
                # A choice may be called by what it belongs to: read with it, not once for each choice.
                joins = [each.name for each in offered.model._meta.concrete_fields if each.many_to_one]
                if issubclass(offered.model, ScopedModel):
                    offered = offered.visible_to(user)
                field.queryset = offered.select_related(*joins)
        # Made when the form is drawn: families add and take away fields after this.
        self.fields[GUARD].initial = self._mark

    # --- what the page shows ---

    def visible_fields(self) -> list[Any]:
        """All but the decisions, which are drawn with what they are about."""
        return [bound for bound in super().visible_fields() if not bound.name.startswith(DECISION)]

    def version_beside(self, name: str) -> Mapping[str, Any] | None:
        """For a field that both changed: the other `version`, and the `decision` between the two."""
        if name not in self.asks:
            return None
        return {"version": self.asks[name], "decision": self[DECISION + name]}

    @property
    def meanwhile(self) -> str:
        """Who saved the record while it was open here, in a sentence; "" where nobody did."""
        saves = list(dict.fromkeys((each.whose, each.at) for each in [*self.asks.values(), *self.taken.values()]))
        words = [f"{whose} {at}" if place else f"{whose} saved this {at}" for place, (whose, at) in enumerate(saves)]
        sentence = spoken_list(words) if words else ""
        return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""

    @property
    def left(self) -> str:
        """What somebody else saved and this form leaves as it is, in a sentence; "" where nothing."""
        labels = [each.label for each in self.taken.values()]
        return f"{self.meanwhile} Kept as it is there: {spoken_list(labels)}." if labels else ""

    # --- what Django calls ---

    def is_valid(self) -> bool:
        return super().is_valid() and not self.asks

    def full_clean(self) -> None:
        if not (self.is_bound and self.instance.pk):
            super().full_clean()
        else:
            unanswered = self._meet()
            super().full_clean()
            self._ask(unanswered)
        if self.is_bound:
            self.cleaned_data.pop(GUARD, None)

    # --- meeting what somebody else saved ---

    def _meet(self) -> list[str]:
        """Compares what was sent with the record as it stands and as it was opened, and takes over what only others
        changed. Returns the fields that were asked about before and have no answer.
        """
        opened, asked_before = self._opened()
        stands, sent = self._digests(self._untouched()), self._digests(self.data)
        typed = editable(self.data)
        both, left = [], []
        for name, theirs in stands.items():
            changed_by_them = opened.get(name) != theirs
            decision = typed.get(self._decision(name)) if name in asked_before else MINE
            if sent[name] == theirs:
                continue
            untouched = sent[name] == opened.get(name)
            # A field that was not in the form when it was opened is nobody's work here: a row added meanwhile.
            if decision == THEIRS or (changed_by_them and untouched) or (opened and name not in opened):
                left.append(name)
            elif changed_by_them or decision != MINE:
                both.append(name)
        for name in left:
            replace(typed, as_sent(self.fields[name].widget, self.add_prefix(name), self._standing(name)))
        unanswered = [name for name in both if opened.get(name) == stands[name]]
        for name in set(both) - set(unanswered):
            typed.pop(self._decision(name), None)  # whatever was decided was about another version
        typed[self.add_prefix(GUARD)] = self._sign(stands, both)
        self.data = typed
        saves = last_saves(self.record, [*both, *left]) if both or left else {}
        versions = {
            name: version_of(self.fields[name], self._standing(name), save, self.user) for name, save in saves.items()
        }
        self.asks, self.taken = {name: versions[name] for name in both}, {name: versions[name] for name in left}
        return unanswered

    def _ask(self, unanswered: Iterable[str]) -> None:
        """Adds the decision about each field that both changed."""
        for name, version in self.asks.items():
            self.fields[DECISION + name] = django_forms.ChoiceField(
                label=f"{version.label}: which do you want to keep?",
                choices=[(THEIRS, f"What {version.whose} saved {version.at}"), (MINE, "Mine, as it stands in the box")],
                widget=django_forms.RadioSelect,
            )
            field: Any = self.fields[name]
            field.template_name = "forms/versions.html"
        for name in unanswered:
            self.add_error(DECISION + name, f"{self.asks[name].label}: choose which to keep")

    def _decision(self, name: str) -> str:
        return self.add_prefix(DECISION + name)

    def _standing(self, name: str) -> Any:
        """The value of a field in the record, as its box would show it."""
        field = self.fields[name]
        return field.prepare_value(self.get_initial_for_field(field, name))

    def _untouched(self) -> Any:
        """What the form would send if nobody touched it."""
        sent = editable({})
        for name in self._merged():
            replace(sent, as_sent(self.fields[name].widget, self.add_prefix(name), self._standing(name)))
        return sent

    def _merged(self) -> list[str]:
        return [name for name, field in self.fields.items() if merges(field)]

    # --- marks ---

    def _digests(self, data: Any) -> dict[str, str]:
        return {name: digest(self.fields[name], self.add_prefix(name), data) for name in self._merged()}

    def _mark(self) -> str:
        return self._sign(self._digests(self._untouched()), []) if self.instance.pk else ""

    def _sign(self, digests: Mapping[str, str], asked: list[str]) -> str:
        """The mark that the form carries. Signed for this record, and no value can be read from it."""
        return signing.dumps([digests, asked], salt=self._salt, compress=True)

    def _opened(self) -> tuple[Mapping[str, str], list[str]]:
        """The digests that the form was opened with, and what it asked. A mark that is not ours says nothing."""
        try:
            digests, asked = signing.loads(self.data.get(self.add_prefix(GUARD), ""), salt=self._salt)
        except signing.BadSignature:
            return {}, []
        return digests, asked

    @property
    def _salt(self) -> str:
        return f"{GUARD}:{self.instance._meta.label}:{self.instance.pk}"
