// What grids that save as one types have in common: the request, with its obstacles in words, and the small buttons.

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
    return fetch(this.address, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { "X-CSRFToken": this.token, Accept: "application/json" },
      redirect: "manual",
      keepalive: true, // a change that is on its way when the page is left arrives
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
  made.className = "govuk-button govuk-button--secondary app-rate__button";
  made.addEventListener("click", act);
  return made;
}
