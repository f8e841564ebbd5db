// A grid of amounts: <form data-amount-grid="/where changes go/" data-reader="their key">.
// Arrow keys and Enter move between boxes. A box is saved as one leaves it; a block of cells pasted from a spreadsheet
// is saved together or not at all, and stays in the boxes until those that are marked are mended. Totals follow.
// Without this script the form is sent as a whole.

import { pence, written } from "./pounds.js";
import { SavingCell, SavingGrid, button, signInAgain } from "./saving.js";

export function startAmountGrid() {
  document.querySelectorAll("form[data-amount-grid]").forEach((form) => new Grid(form));
}

class Grid extends SavingGrid {
  constructor(form) {
    super(form, form.dataset.amountGrid, {
      404: "Not saved: what these amounts belong to is not there any more.",
      403: "Not saved: you may not change these amounts.",
      400: "Not saved: this table has other rows or columns by now. Open the page again.",
    });
    this.said = form.querySelector("[data-said]");
    this.rows = [...form.querySelectorAll("[data-row]")].map((row) => ({
      element: row,
      sign: BigInt(row.dataset.sign),
      amount: row.dataset.amount,
      cells: [...row.querySelectorAll("[data-cell]")].map((each) => new Cell(this, each)),
    }));
    this.sums = [...form.querySelectorAll("[data-sum]")];
  }

  get cells() {
    return this.rows.flatMap((row) => row.cells).filter((cell) => cell.box);
  }

  retry() {
    this.save(this.unsaved());
  }

  at(cell) {
    const down = this.rows.findIndex((row) => row.cells.includes(cell));
    return [down, this.rows[down].cells.indexOf(cell)];
  }

  // To the box beside, above or below, past what cannot be typed in.
  move(cell, across, down) {
    let [row, column] = this.at(cell);
    do {
      row += down;
      column += across;
    } while (this.rows[row]?.cells[column] && !this.rows[row].cells[column].box);
    this.rows[row]?.cells[column]?.box.focus();
  }

  // Puts a block of cells into the boxes from this one on, and saves them together.
  paste(cell, text) {
    const block = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n").map((each) => each.split("\t"));
    const [down, across] = this.at(cell);
    const width = Math.max(...block.map((each) => each.length));
    const into = block.map((each, row) => each.map((_, column) => this.rows[down + row]?.cells[across + column]));
    if (into.flat().some((each) => !each?.box)) {
      const size = `${block.length} ${block.length === 1 ? "row" : "rows"} and ${width} ${width === 1 ? "column" : "columns"}`;
      this.tell(`Nothing was pasted: ${size} do not fit here. Start further up or to the left.`);
      return;
    }
    const cells = into.flat();
    const texts = block.flat();
    cells.forEach((each, place) => (each.box.value = texts[place].trim()));
    this.save(cells.filter((each) => each.isUnsaved));
    this.total();
  }

  // One request for all of them: they are saved together or not at all.
  async save(cells) {
    const group = cells.filter((cell) => !cell.busy);
    if (!group.length) return;
    const sent = new Map(group.map((cell) => [cell, cell.box.value]));
    const fields = {};
    for (const cell of group) {
      cell.begin(group);
      fields[cell.box.name] = cell.box.value;
      fields[`seen-${cell.box.name}`] = cell.saved;
    }
    try {
      const answer = await this.line.post(fields);
      group.forEach((cell) => cell.hear(answer.cells[cell.box.name], sent.get(cell), answer.message));
    } catch (error) {
      group.forEach((cell) => cell.fail(error));
    }
    group.forEach((cell) => (cell.busy = false));
    this.total();
    this.report(group);
    const again = group.filter((cell) => cell.isUnsaved && cell.box.value !== sent.get(cell));
    if (again.length) this.save(again[0].group ?? again);
  }

  report(group) {
    const unsaved = this.unsaved().filter((cell) => cell.failed);
    if (!unsaved.length) {
      this.banner.replaceChildren();
      this.said.textContent = group.length > 1 ? `${group.length} amounts saved.` : "";
      return;
    }
    const wrong = unsaved.filter((cell) => cell.failed === "wrong").length;
    const count = unsaved.length === 1 ? "1 amount is not saved. " : `${unsaved.length} amounts are not saved. `;
    const mend = wrong ? `${wrong === 1 ? "1 is" : `${wrong} are`} marked: mend ${wrong === 1 ? "it" : "them"}, and all are saved. ` : "";
    this.tell(`${count}${mend}`, [
      button("Try again", () => this.retry()),
      button("Put back what was saved", () => this.putBack()),
    ]);
  }

  putBack() {
    this.unsaved().forEach((cell) => cell.settle(cell.saved));
    this.banner.replaceChildren();
    this.total();
  }

  tell(text, acts = []) {
    this.banner.replaceChildren(text, ...acts);
  }

  // Totals of rows and columns, and the net, of what is in the boxes. What cannot be read counts as nothing.
  total() {
    this.rows.forEach((row) => tellTotal(row.element, row.cells.map((cell) => cell.pence)));
    this.sums.forEach((element) => {
      const of = element.dataset.sum;
      const rows = this.rows.filter((row) => row.amount === element.dataset.amount && counts(of, row));
      const columns = [...element.querySelectorAll("[data-column]")];
      const totals = columns.map((_, place) =>
        sum(rows.map((row) => (of === "net" ? row.sign : 1n) * row.cells[place].pence)),
      );
      columns.forEach((each, place) => (each.textContent = written(totals[place])));
      tellTotal(element, totals);
    });
  }
}

class Cell extends SavingCell {
  constructor(grid, element) {
    super(grid, element, "input:not([type=hidden])");
    this.fixed = element.querySelector("[data-fixed]")?.dataset.fixed ?? "";
    this.group = null; // the cells that are saved together with this one
    this.failed = "";
    if (this.box) this.listen();
  }

  get isUnsaved() {
    return this.box.value.trim() !== this.saved;
  }

  get pence() {
    return pence(this.box ? this.box.value : this.fixed) ?? 0n;
  }

  listen() {
    const { box } = this;
    box.addEventListener("focus", () => box.select());
    box.addEventListener("input", () => this.grid.total());
    box.addEventListener("change", () => this.changed());
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text/plain");
      if (!/[\t\n\r]./.test(text.trimEnd())) return; // one cell is pasted as any text is
      event.preventDefault();
      this.grid.paste(this, text);
    });
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { selectionStart: from, selectionEnd: to, value } = this.box;
    const whole = from === 0 && to === value.length;
    const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], Enter: [0, event.shiftKey ? -1 : 1] };
    if (whole || (from === to && to === 0)) moves.ArrowLeft = [-1, 0];
    if (whole || (from === to && to === value.length)) moves.ArrowRight = [1, 0];
    if (event.key === "Escape") {
      this.settle(this.saved);
      this.grid.total();
      this.grid.report([]);
    } else if (event.key in moves && !(event.shiftKey && event.key !== "Enter")) {
      event.preventDefault();
      const before = document.activeElement;
      this.grid.move(this, ...moves[event.key]);
      if (document.activeElement === before) this.changed(); // at the edge: saved all the same
    }
  }

  changed() {
    if (this.isUnsaved || this.group) this.grid.save(this.group?.filter((cell) => cell.isUnsaved) ?? [this]);
    if (!this.isUnsaved && !this.group && !this.busy) this.say("");
  }

  begin(group) {
    this.busy = true;
    this.failed = "";
    this.group = group.length > 1 ? group : null;
    this.say("Saving…");
  }

  hear(told, sent, message) {
    if (!told) this.stand("refused", message);
    else if (told.status === "saved") this.keep(told.value, sent);
    else if (told.status === "conflict") this.askWhich(told);
    else if (told.status === "wrong") this.stand("wrong", told.message);
    else this.stand("waiting", "Not saved yet");
  }

  keep(value, sent) {
    this.box.dataset.saved = value;
    if (this.box.value === sent) this.box.value = value;
    this.group = null;
    this.say("Saved");
  }

  askWhich({ value, whose, at }) {
    const theirs = value ? `entered ${value}` : "emptied this";
    this.stand("wrong", `${whose} ${theirs} ${at}.`, [
      button(`Keep ${value || "it empty"}`, () => {
        this.box.dataset.saved = value;
        const group = this.group?.filter((cell) => cell !== this && cell.isUnsaved) ?? [];
        this.settle(value);
        this.grid.total();
        if (group.length && !group.some((cell) => cell.failed === "wrong")) this.grid.save(group);
        else this.grid.report([]);
      }),
      button(`Use ${this.box.value.trim() || "nothing"}`, () => {
        this.box.dataset.saved = value;
        this.box.focus();
        this.grid.save(this.group?.filter((cell) => cell.isUnsaved) ?? [this]);
      }),
    ]);
  }

  settle(value) {
    this.box.value = value;
    this.failed = "";
    this.group = null;
    this.say("");
  }

  fail(error) {
    this.stand("refused", error.message, error.signedOut ? [signInAgain()] : []);
  }

  // What stands in the way of saving stays until it is dealt with.
  stand(why, text, acts = []) {
    this.failed = why;
    this.say(text, acts, why !== "waiting");
  }
}

// At the end of a row, where its columns can be added up.
function tellTotal(row, values) {
  const total = row.querySelector("[data-total]");
  if (total) total.textContent = written(sum(values));
}

function counts(of, row) {
  return of === "net" || (of === "costs" ? row.sign > 0n : row.sign < 0n);
}

function sum(values) {
  return values.reduce((all, each) => all + each, 0n);
}
