// Results follow the filters without loading the page anew. Without this script the form's
// button does the same; on the phone, where the filters are a sheet, it still does.
(() => {
  const narrow = window.matchMedia("(max-width: 56.24em)");
  let latest = 0;

  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-results-form]");
    if (!form || narrow.matches) return;
    show(new URL(`?${new URLSearchParams(new FormData(form))}`, form.action), event.target);
  });

  async function show(url, field) {
    const mine = ++latest;
    document.querySelector("[data-results]").setAttribute("aria-busy", "true");
    const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (mine !== latest) return;
    if (!answer || !answer.ok) return window.location.assign(url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const results = page.querySelector("[data-results]");
    if (!results) return window.location.assign(url);
    document.querySelector("[data-results]").replaceWith(results);
    window.history.pushState({}, "", url);
    focusAgain(results, field);
    const count = results.querySelector("[data-results-count]");
    document.querySelector("[data-results-status]").textContent = count ? count.textContent : "";
  }

  // The reader's place in the filters survives the exchange.
  function focusAgain(results, { name, value }) {
    const same = [...results.querySelectorAll("input")].find(
      (input) => input.name === name && input.value === value && input.type !== "hidden",
    );
    if (!same) return;
    const folded = same.closest("details");
    if (folded) folded.open = true;
    same.focus({ preventScroll: true });
  }

  window.addEventListener("popstate", () => window.location.reload());
})();
