// A line manager's ratings: <form data-rating-grid="/where each change goes/" data-reader="their key">.
// Arrow keys move between boxes, number keys set a value, Delete empties one. Each change is one request, and a box
// that could not be saved keeps what was typed and says what to do. Without this script the form is sent as a whole.

import { SavingCell, SavingGrid, button, signInAgain } from "./saving.js";

const PAUSE_MS = 1000; // after the last key of a sentence
const AGAIN = "Try again";
const BESIDE = "(min-width: 48.0625em)"; // the design system's desktop: the wording stands beside the people

export function startRatingGrid() {
  document.querySelectorAll("form[data-rating-grid]").forEach((form) => new Grid(form));
}

class Grid extends SavingGrid {
  constructor(form) {
    super(form, form.dataset.ratingGrid, {
      404: "Not saved: this person does not report to you any more.",
      403: "Not saved: you may not rate this person.",
    });
    this.complete = document.querySelector("[data-complete]");
    this.rows = [...form.querySelectorAll("[data-row]")];
    this.cells = this.rows.flatMap((row) =>
      [...row.querySelectorAll("[data-cell]")].map((element) => new Cell(this, row, element)),
    );
    this.words = new Words(form);
    this.tell();
  }

  retry() {
    this.unsaved()
      .filter((cell) => cell.failed)
      .forEach((cell) => cell.save());
  }

  // How far the team is, and what has not reached the server.
  tell() {
    const done = this.rows.filter((row) =>
      [...row.querySelectorAll("select")].every((select) => select.dataset.saved),
    ).length;
    const { elsewhere, of } = this.complete.dataset;
    this.complete.textContent = `${done + Number(elsewhere)} of ${of} rated`;
    const failed = this.unsaved().filter((cell) => cell.failed);
    const text = failed.length === 1 ? "1 box is not saved. " : `${failed.length} boxes are not saved. `;
    if (!failed.length) this.banner.replaceChildren();
    else if (this.banner.dataset.count !== String(failed.length)) {
      this.banner.replaceChildren(text, button("Try all again", () => this.retry()));
    }
    this.banner.dataset.count = failed.length;
  }

  // From a box to the one beside, above or below it, past those that are closed.
  move(cell, across, down) {
    const line = across
      ? this.cells.filter((each) => each.row === cell.row && each.isValue)
      : this.cells.filter((each) => each.aspect === cell.aspect);
    const step = across || down;
    for (let next = line.indexOf(cell) + step; line[next]; next += step) {
      if (line[next].box.disabled) continue;
      line[next].box.focus();
      return;
    }
  }
}

class Cell extends SavingCell {
  constructor(grid, row, element) {
    super(grid, element, "select, textarea");
    this.row = row;
    this.aspect = this.box.dataset.aspect ?? "evidence";
    this.isValue = Boolean(this.box.dataset.aspect);
    this.failed = false;
    this.asks = false;
    if (this.isValue) this.listenToKeys();
    else this.listenToWords();
  }

  get isUnsaved() {
    return !this.box.disabled && this.box.value !== this.saved;
  }

  listenToKeys() {
    const { box } = this;
    box.addEventListener("focus", () => this.grid.words.show(this));
    box.addEventListener("change", () => this.changed());
    box.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return; // Alt and the arrow open the list itself
      const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
      if (event.key in moves) this.grid.move(this, ...moves[event.key]);
      else if (event.key === "Delete" || event.key === "Backspace") this.set("");
      else if (/^[0-9]$/.test(event.key)) this.set(event.key);
      else return;
      event.preventDefault();
    });
  }

  listenToWords() {
    let timer;
    this.box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.changed(), PAUSE_MS);
    });
    this.box.addEventListener("blur", () => {
      clearTimeout(timer);
      if (!this.asks) this.changed();
    });
    this.box.addEventListener("focus", () => this.grid.words.rest());
  }

  set(value) {
    if (![...this.box.options].some((option) => option.value === value)) {
      this.grid.words.say(`There is no value ${value}.`);
      return;
    }
    if (this.box.value === value) return;
    this.box.value = value;
    this.changed();
  }

  changed() {
    if (this.isValue) this.grid.words.show(this);
    if (this.isUnsaved) this.save();
    else if (!this.busy) this.say("");
  }

  // One request at a time for a box; what was typed meanwhile goes after it.
  async save(more = {}) {
    if (this.busy) return;
    const value = this.box.value;
    const again = this.failed;
    this.busy = true;
    this.failed = this.asks = false;
    this.say("Saving…");
    try {
      this.hear(await this.grid.line.post({ ...this.fields(value), ...more }), value);
    } catch (error) {
      this.fail(error);
    }
    this.busy = false;
    this.grid.tell();
    if (again && !this.failed) this.grid.words.say(`${this.label}. Saved.`); // it was read out that it was not
    if (this.box.value !== value && this.isUnsaved && !this.failed) this.save();
  }

  fields(value) {
    const [aspect, appraisal] = this.box.name.split("-");
    return { appraisal, aspect, value, seen: this.saved };
  }

  hear(answer, value) {
    if (answer.status === "saved") this.keep(answer);
    else if (answer.status === "conflict") this.askWhich(answer, value);
    else if (answer.status === "moderated") this.askToVoid();
    else this.stand(`Not saved. ${answer.message}`);
  }

  keep(answer) {
    this.box.dataset.saved = answer.value;
    this.say("Saved");
    const tag = document.createElement("strong");
    tag.className = `govuk-tag govuk-tag--${answer.colour}`;
    tag.textContent = answer.standing;
    this.row.querySelector("[data-standing]").replaceChildren(tag);
    this.row.querySelector("textarea").readOnly = !answer.evidence_open;
  }

  askWhich(answer, value) {
    this.asks = true;
    const option = this.isValue && [...this.box.options].find((each) => each.value === value);
    const mine = option ? option.text || "nothing" : "";
    const theirs = answer.words ? `entered ${this.isValue ? answer.words : `“${answer.words}”`}` : "emptied this";
    this.stand(`${answer.whose} ${theirs} ${answer.at}. ${mine ? `You entered ${mine}.` : "Yours is in the box."}`, [
      button(this.isValue ? `Keep ${answer.value || "it empty"}` : "Keep theirs", () => {
        this.box.dataset.saved = this.box.value = answer.value;
        this.settle();
      }),
      button(this.isValue ? `Use ${value || "nothing"}` : "Use mine", () => {
        this.box.dataset.saved = answer.value;
        this.box.focus();
        this.save();
      }),
    ]);
  }

  askToVoid() {
    this.asks = true;
    this.stand("This has been moderated. Changing it voids the moderation.", [
      button("Leave it", () => {
        this.box.value = this.saved;
        this.settle();
      }),
      button("Change it, and void the moderation", () => {
        this.box.focus();
        this.save({ voids: "yes" });
      }),
    ]);
  }

  settle() {
    this.failed = this.asks = false;
    this.say("");
    this.box.focus();
    this.grid.tell();
  }

  fail(error) {
    const again = button(AGAIN, () => this.save());
    if (error.signedOut) this.stand(error.message, [signInAgain(), again]);
    else this.stand(error.message, [again]);
  }

  // What stands in the way of saving stays until it is dealt with, and is read out.
  stand(text, acts = []) {
    this.failed = true;
    this.say(text, acts, true);
    this.grid.words.say(`${this.label}. ${text}`);
  }
}

// The wording of the scale: of the box that has the focus, with its value marked. On a phone it is folded up above the
// people, and what the value in hand means stands at the bottom of the screen.
class Words {
  constructor(form) {
    this.element = form.querySelector("[data-words]");
    this.sections = [...this.element.querySelectorAll("[data-scale]")];
    this.now = form.querySelector("[data-now]");
    const beside = window.matchMedia(BESIDE);
    const fold = () => (this.element.open = beside.matches);
    beside.addEventListener("change", fold);
    fold();
  }

  show(cell) {
    this.sections.forEach((section) => {
      section.hidden = section.dataset.scale !== cell.aspect;
      section.querySelectorAll("[data-number]").forEach((each) => {
        const chosen = !section.hidden && each.dataset.number === cell.box.value;
        each.classList.toggle("app-rate__chosen", chosen);
      });
    });
    const chosen = this.element.querySelector(".app-rate__chosen");
    const wording = chosen ? [...chosen.children].map((each) => each.textContent).join(": ") : "No value yet";
    this.say(`${cell.label}. ${wording}`);
  }

  rest() {
    this.sections.forEach((section) => (section.hidden = false));
    this.say("");
  }

  say(text) {
    this.now.textContent = text;
  }
}
