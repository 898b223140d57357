// <script src="…" data-state="…" data-activity="…" data-unlock="…"> in the admin: tells the
// portal that somebody is at the keyboard, and asks for the password in place when nobody was
// for too long, before anything that is being written can be lost. The words stand in
// <template id="session-dialog">. Without this script the portal asks on a page of its own.
(() => {
  const places = document.currentScript.dataset;
  const PAUSE = 20_000; // between two notes of activity, as exact as the portal keeps them
  let noted = Date.now();
  let timer;
  let dialog;

  const ask = (address, body) => {
    const config = JSON.parse(document.getElementById("wagtail-config").textContent);
    const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
    if (body) headers[config.CSRF_HEADER_NAME] = config.CSRF_TOKEN;
    return fetch(address, { method: body ? "POST" : "GET", headers, body });
  };

  const watch = async () => {
    clearTimeout(timer);
    let answer;
    try {
      answer = await (await ask(places.state)).json();
    } catch {
      timer = setTimeout(watch, 30_000); // no network: the next page will tell
      return;
    }
    if (answer.signed_in && answer.seconds === null) return stop();
    if (answer.signed_in && answer.seconds > 0) {
      dialog?.close();
      timer = setTimeout(watch, answer.seconds * 1000 + 500);
    } else {
      show(answer.signed_in);
    }
  };

  const note = async () => {
    if (dialog?.open || Date.now() - noted < PAUSE) return;
    noted = Date.now();
    try {
      const response = await ask(places.activity, new FormData());
      if (!response.ok || !(await response.json()).signed_in) watch();
    } catch {
      // No network: nothing is lost yet.
    }
  };

  const show = (signedIn) => {
    dialog ??= build();
    dialog.querySelector("[data-ask]").hidden = !signedIn;
    dialog.querySelector("[data-signed-out]").hidden = signedIn;
    if (!dialog.open) dialog.showModal();
  };

  const build = () => {
    const words = document.getElementById("session-dialog");
    document.body.append(words.content.cloneNode(true));
    const made = document.querySelector("dialog.session-dialog");
    const field = made.querySelector("input[type=password]");
    const error = made.querySelector("[data-error]");
    made.addEventListener("cancel", (event) => event.preventDefault());
    made.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const answer = await (await ask(places.unlock, new FormData(event.target))).json();
      error.textContent = answer.error || "";
      field.value = "";
      field.setAttribute("aria-invalid", String(Boolean(answer.error)));
      if (!answer.signed_in) return show(false);
      if (answer.error) return field.focus();
      made.close();
      noted = Date.now();
      watch();
    });
    made.querySelector("[data-again]").addEventListener("click", watch);
    return made;
  };

  const stop = () => {
    for (const kind of ["keydown", "pointerdown", "input"]) {
      document.removeEventListener(kind, note, true);
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const kind of ["keydown", "pointerdown", "input"]) {
      document.addEventListener(kind, note, true);
    }
    document.addEventListener("visibilitychange", () => document.hidden || watch());
    watch();
  });
})();
