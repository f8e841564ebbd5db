// What grids that save as one types have in common: the form, its boxes with what is said below each, the request with
// its obstacles in words, and the small buttons.

import { mayOutlive } from "./leaving.js";

export const NOT_SAVED = "Not saved.";

// What stands in the way of saving, in words.
export class Obstacle extends Error {
  constructor(message, { signedOut = false } = {}) {
    super(message);
    this.signedOut = signedOut;
  }
}

// The way from a form to the address where its changes go. `refusals`: what to say of an answer's status.
export class Line {
  constructor(form, address, refusals = {}) {
    Object.assign(this, { address, refusals });
    this.reader = form.dataset.reader;
    this.token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  // The answer to a change. Raises an Obstacle where there is none.
  async post(fields) {
    let answer;
    try {
      answer = await this.request(fields);
      if (answer.status === 403 && (await this.freshToken())) answer = await this.request(fields);
      if (answer.type === "opaqueredirect") throw new Obstacle("Not saved: you are signed out.", { signedOut: true });
      if (answer.status in this.refusals) throw new Obstacle(this.refusals[answer.status]);
      if (![200, 400, 409].includes(answer.status)) throw new Obstacle(NOT_SAVED);
      return await answer.json();
    } catch (error) {
      throw error instanceof Obstacle ? error : new Obstacle(NOT_SAVED); // no network, or no answer of ours
    }
  }

  request(fields) {
    const body = new URLSearchParams(fields);
    return fetch(this.address, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": this.token, Accept: "application/json" },
      redirect: "manual",
      keepalive: mayOutlive(body),
    });
  }

  // Whoever signed in again in another tab has another token. Nobody else's session is used.
  async freshToken() {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (answer.type === "opaqueredirect") throw new Obstacle("Not saved: you are signed out.", { signedOut: true });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("form[data-reader]");
    if (form && form.dataset.reader !== this.reader) throw new Obstacle("Not saved: somebody else has signed in here.");
    const token = form?.querySelector("[name=csrfmiddlewaretoken]").value;
    if (token) this.token = token;
    return Boolean(token);
  }
}

// A form whose boxes save themselves. Those that extend it have `cells`, and `retry`, which sends again what failed.
export class SavingGrid {
  constructor(form, address, refusals) {
    this.line = new Line(form, address, refusals);
    this.banner = document.querySelector("[data-unsaved]");
    form.classList.add("app-saving--live"); // which hides what is for browsers without scripts
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("beforeunload", (event) => this.unsaved().length && event.preventDefault());
    window.addEventListener("online", () => this.retry());
  }

  unsaved() {
    return this.cells.filter((cell) => cell.isUnsaved);
  }
}

// A box that saves itself, and what is said of it below.
export class SavingCell {
  constructor(grid, element, boxes) {
    this.grid = grid;
    this.box = element.querySelector(boxes);
    this.state = element.querySelector("[data-state]");
  }

  get saved() {
    return this.box.dataset.saved;
  }

  get label() {
    return this.box.labels[0].textContent.trim();
  }

  // Acts say by themselves what they are about, to whoever goes from button to button.
  say(text, acts = [], bad = false) {
    acts.forEach((each) => {
      const about = document.createElement("span");
      about.className = "govuk-visually-hidden";
      about.textContent = ` (${this.label})`;
      each.append(about);
    });
    this.state.replaceChildren(acts.length ? `${text} ` : text, ...acts);
    this.state.classList.toggle("app-saving__state--bad", bad);
    this.box.classList.toggle("app-saving__box--bad", bad);
    if (bad) this.box.setAttribute("aria-invalid", "true");
    else this.box.removeAttribute("aria-invalid");
  }
}

export function signInAgain() {
  const link = document.createElement("a");
  Object.assign(link, { className: "govuk-link", target: "_blank", rel: "noopener" });
  link.href = `/sign-in/?next=${encodeURIComponent(location.pathname + location.search)}`;
  link.textContent = "Sign in again (opens a new tab)";
  return link;
}

export function button(text, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: text });
  made.className = "govuk-button govuk-button--secondary app-saving__button";
  made.addEventListener("click", act);
  return made;
}
