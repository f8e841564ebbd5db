"""From rows of text to a typed temporary table, with the faults of single cells and single rows on the way.

Three temporary tables: `raw_cells` (text as it came), `staged` (typed, with lookups), `load_faults`.
"""

from collections.abc import Callable, Iterator

from wmp.lib.extracts.columns import Column
from wmp.lib.extracts.cursor import Cursor
from wmp.lib.extracts.extract import Extract, Lookup, RowRule
from wmp.lib.extracts.faults import FaultList
from wmp.lib.extracts.reading import Row
from wmp.lib.extracts.words import literal, name, names, said
from wmp.lib.words import spoken_list

TABLES = ("raw_cells", "staged", "load_faults", "touched", "differences")


def drop_tables(cursor: Cursor) -> None:
    cursor.execute(f"DROP TABLE IF EXISTS {', '.join('pg_temp.' + table for table in TABLES)}")


def create_tables(cursor: Cursor, columns: list[Column]) -> None:
    drop_tables(cursor)
    cells = ", ".join(f"{name(column.name)} text" for column in columns)
    cursor.execute(f"CREATE TEMP TABLE raw_cells (line integer, {cells}) ON COMMIT DROP")
    cursor.execute('CREATE TEMP TABLE load_faults (line integer, "column" text, reason text) ON COMMIT DROP')
    cursor.execute("CREATE TEMP TABLE touched (line integer, is_new boolean) ON COMMIT DROP")


def copy_rows(cursor: Cursor, rows: Iterator[Row], columns: list[Column], note: Callable[[int], None]) -> int:
    """Streams the rows into `raw_cells` and returns how many there were; `note` hears of each thousandth."""
    done = 0
    with cursor.copy(f"COPY raw_cells (line, {names(column.name for column in columns)}) FROM STDIN") as copy:
        for line, cells in rows:
            copy.write_row((line, *cells))
            done += 1
            if done % 1000 == 0:
                note(done)
    return done


def copy_faults(cursor: Cursor, faults: FaultList) -> None:
    with cursor.copy('COPY load_faults (line, "column", reason) FROM STDIN') as copy:
        for fault in faults:
            copy.write_row(fault)


def check_cells(cursor: Cursor, extract: Extract) -> None:
    """Faults of single cells, in one reading of the table: only rows with a fault are then taken apart."""
    reasons = {column.name: _reason(column) for column in extract.columns}
    insert_reasons(cursor, "raw_cells s", reasons)


def _reason(column: Column) -> str:
    cell = f"s.{name(column.name)}"
    if column.required:
        return f"CASE WHEN {cell} IS NULL THEN 'is required' ELSE {column.fault(cell)} END"
    return f"CASE WHEN {cell} IS NOT NULL THEN {column.fault(cell)} END"


def insert_reasons(cursor: Cursor, source: str, reasons: dict[str, str] | list[tuple[str, str]]) -> None:
    """Notes as faults what the SQL of `reasons`, column by column, says of the rows of `source` (as `s`)."""
    pairs = list(reasons.items()) if isinstance(reasons, dict) else reasons
    if not pairs:
        return
    anything = " OR ".join(f"({reason}) IS NOT NULL" for _, reason in pairs)
    values = ", ".join(f"({literal(column)}, {reason})" for column, reason in pairs)
    cursor.execute(
        f'INSERT INTO load_faults SELECT s.line, found."column", found.reason FROM {source}'
        f' CROSS JOIN LATERAL (VALUES {values}) found ("column", reason)'
        f" WHERE ({anything}) AND found.reason IS NOT NULL"
    )


def stage(cursor: Cursor, extract: Extract) -> None:
    """Makes `staged`: a value for every faultless cell, NULL for the others, whose columns stand in `bad`."""
    typed = ", ".join(f"{_typed(column)} AS {name(column.name)}" for column in extract.columns)
    found = "".join(f", {name(lookup.name)}.id AS {name(lookup.name + '_id')}" for lookup in extract.lookups)
    found += "".join(f", {sql} AS {name(column)}" for column, sql in extract.derived.items())
    joins = " ".join(lookup.join for lookup in extract.lookups)
    cursor.execute("ANALYZE raw_cells")
    cursor.execute(
        f"CREATE TEMP TABLE staged ON COMMIT DROP AS SELECT s.*{found} FROM ("
        f"SELECT r.line, coalesce(b.bad, '{{}}') AS bad, {typed} FROM raw_cells r LEFT JOIN"
        ' (SELECT line, array_agg("column") AS bad FROM load_faults GROUP BY line) b ON b.line = r.line'
        f") s {joins}"
    )
    cursor.execute("DROP TABLE raw_cells")
    cursor.execute("ANALYZE staged")


def _typed(column: Column) -> str:
    cell = f"r.{name(column.name)}"
    nil = literal(column.nil)
    return (
        f"CASE WHEN {cell} IS NULL THEN {nil} WHEN b.bad IS NOT NULL AND {literal(column.name)} = ANY (b.bad)"
        f" THEN NULL ELSE {column.value(cell)} END"
    )


def check_rows(cursor: Cursor, extract: Extract) -> None:
    """Values that name no record, and the extract's own rules."""
    lookups = [
        (
            lookup.column,
            _unknown(lookup),
        )
        for lookup in extract.lookups
        if lookup.missing
    ]
    insert_reasons(cursor, "staged s", lookups + [(rule.column, _judged(rule)) for rule in extract.rules])


def _unknown(lookup: Lookup) -> str:
    cell = f"s.{name(lookup.column)}"
    found = f"s.{name(lookup.name + '_id')}"
    reason = f"{said(cell + '::text')} || {literal(' ' + lookup.missing)}"
    return f"CASE WHEN {cell} IS NOT NULL AND {found} IS NULL THEN {reason} END"


def _judged(rule: RowRule) -> str:
    reads = ", ".join(literal(column) for column in (rule.column, *rule.reads))
    reason = rule.reason_sql or literal(rule.reason)
    return f"CASE WHEN {rule.when} THEN CASE WHEN NOT s.bad && ARRAY[{reads}] THEN {reason} END END"


def check_duplicates(cursor: Cursor, extract: Extract) -> None:
    """The same key on two lines: every line but the first is at fault."""
    identity = list(extract.identity) or extract.key
    columns = ", ".join(f"s.{name(column)}" for column in identity)
    read = ", ".join(literal(column) for column in (*extract.key, *extract.identity_reads))
    known = f"NOT s.bad && ARRAY[{read}]"
    if extract.identity:
        # What a row with an unknown name is about cannot be told: two such rows would seem the same.
        known = f'NOT EXISTS (SELECT FROM load_faults f WHERE f.line = s.line AND f."column" IN ({read}))'
    same = " AND ".join(f"s.{name(column)} IS NOT DISTINCT FROM d.{name(column)}" for column in identity)
    # Hashing is possible on = only; no two keys have the same text unless they are the same.
    hashed = " AND ".join(f"coalesce(s.{name(c)}::text, '') = coalesce(d.{name(c)}::text, '')" for c in identity)
    cursor.execute(
        f"INSERT INTO load_faults SELECT s.line, {literal(extract.key[0])},"
        f" {literal('the same ' + spoken_list(extract.key) + ' as on line ')} || d.first FROM staged s JOIN"
        f" (SELECT {columns}, min(s.line) AS first FROM staged s WHERE {known}"
        f" GROUP BY {columns} HAVING count(*) > 1) d ON {hashed} AND {same}"
        f" WHERE s.line <> d.first AND {known}"
    )


def lines_at_fault(cursor: Cursor) -> tuple[int, int]:
    """How many faults there are, and on how many lines."""
    cursor.execute("SELECT count(*), count(DISTINCT line) FROM load_faults")
    row = cursor.fetchone()
    return (row[0], row[1]) if row else (0, 0)
