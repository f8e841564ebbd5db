"""What a family declares about one kind of incoming file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from wmp.lib.extracts.columns import Column

if TYPE_CHECKING:
    from wmp.lib.extracts.load import Load


@dataclass(frozen=True)
class Lookup:
    """A record that a column names: staged as a further column `name`, NULL where there is none.

    `join` is the SQL that finds it, from the staged row `s` to the alias `name`; its `id` is what is staged.
    `missing` is the end of the sentence about a value that names no record; empty where that is no fault.
    """

    name: str
    column: str
    join: str
    missing: str = ""


@dataclass(frozen=True)
class RowRule:
    """Something a row may not be, told from its own staged columns `s.*`. NULL counts as well-behaved.

    `reads` are the columns that it looks at: a row with a fault in one of them is not judged again here.
    `reason` is words, or SQL when `when` gives it no constant: then set `reason_sql`.
    """

    column: str
    when: str
    reason: str = ""
    reads: Sequence[str] = ()
    reason_sql: str = ""


class Extract:
    """One incoming file format. Subclasses declare it by attributes, and write it with `write`.

    A row of the file is staged with its line number, its typed columns and what `lookups` found, in the temporary table
    `staged`, which SQL of subclasses calls `s`. Everything runs over the whole table at once.
    """

    kind: ClassVar[str]
    title: ClassVar[str]
    # The roles that may load such a file and see its reports.
    loaders: ClassVar[frozenset[str]]
    columns: ClassVar[Sequence[Column]]
    lookups: ClassVar[Sequence[Lookup]] = ()
    # Further staged columns, SQL over the columns of `s`.
    derived: ClassVar[Mapping[str, str]] = {}
    rules: ClassVar[Sequence[RowRule]] = ()
    # Staged columns that tell rows apart, where they are not simply the key columns.
    identity: ClassVar[Sequence[str]] = ()
    # Columns beside the key that the identity is made from.
    identity_reads: ClassVar[Sequence[str]] = ()

    @property
    def key(self) -> list[str]:
        return [column.name for column in self.columns if column.key]

    def prepare(self, load: "Load") -> None:
        """Makes temporary tables that `check` and `write` lean on, by `load.table`.

        A rehearsal that found faults makes them again without the faulty rows, to say what the others would do.
        """

    def check(self, load: "Load") -> None:
        """Looks for faults that concern several rows, and reports them by `load.faults_from`."""

    def write(self, load: "Load") -> None:
        """Writes the staged rows, all of them free of faults, by `load.upsert` and its like."""
        raise NotImplementedError
