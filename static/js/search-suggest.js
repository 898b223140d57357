// [data-suggest]: a search field that offers names, numbers and past queries while one types.
// A combobox with a list, as the ARIA 1.2 pattern describes it: the focus stays in the field,
// the arrow keys choose. Without this script the field sends what was typed, as always.
document.addEventListener("DOMContentLoaded", () => {
  for (const input of document.querySelectorAll("input[data-suggest]")) suggest(input);

  function suggest(input) {
    const form = input.form;
    const status = form.querySelector("[data-suggest-status]");
    const known = new Map();
    let options = [];
    let active = -1;
    let timer = 0;
    let wanted = "";
    let typed = "";

    const list = document.createElement("ul");
    list.id = `${input.id}-suggestions`;
    list.className = "search-suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.suggestLabel);
    list.hidden = true;
    form.append(list);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": list.id,
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
    })) input.setAttribute(name, value);

    const close = () => {
      list.hidden = true;
      active = -1;
      wanted = "";
      clearTimeout(timer);
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const choose = (index) => {
      active = index;
      options.forEach((option, place) => {
        option.element.setAttribute("aria-selected", String(place === index));
      });
      if (index < 0) {
        input.removeAttribute("aria-activedescendant");
        input.value = typed;
        return;
      }
      const { element, text } = options[index];
      input.setAttribute("aria-activedescendant", element.id);
      input.value = text;
      element.scrollIntoView({ block: "nearest" });
    };

    const part = (name, text) => {
      const element = document.createElement("span");
      element.className = `search-suggestions__${name}`;
      element.textContent = text;
      return element;
    };

    const show = (found) => {
      options = found.map(({ text, url, kind, detail }, index) => {
        const element = document.createElement("li");
        element.id = `${list.id}-${index}`;
        element.className = "search-suggestions__option";
        element.setAttribute("role", "option");
        element.setAttribute("aria-selected", "false");
        element.append(part("text", text));
        const facts = [kind, detail].filter(Boolean).join(", ");
        if (facts) element.append(" ", part("facts", facts));
        // Before the field loses the focus.
        element.addEventListener("pointerdown", (event) => event.preventDefault());
        element.addEventListener("click", () => window.location.assign(url));
        return { element, text, url };
      });
      list.replaceChildren(...options.map((option) => option.element));
      active = -1;
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      input.removeAttribute("aria-activedescendant");
      if (status) {
        status.textContent = options.length
          ? input.dataset.suggestCount.replace("%s", options.length)
          : "";
      }
    };

    const ask = async (words) => {
      wanted = words;
      if (!known.has(words)) {
        const url = `${input.dataset.suggest}?${new URLSearchParams({ q: words })}`;
        const answer = await fetch(url, { credentials: "omit" }).catch(() => null);
        if (!answer || !answer.ok) return;
        known.set(words, (await answer.json()).suggestions);
      }
      if (wanted === words && document.activeElement === input) show(known.get(words));
    };

    input.addEventListener("input", () => {
      typed = input.value;
      const words = typed.trim().replace(/\s+/g, " ");
      clearTimeout(timer);
      if (words.length < 2 || words.length > 100) return close();
      timer = setTimeout(ask, 120, words);
    });

    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden) return;
      const last = options.length - 1;
      if (event.key === "ArrowDown") choose(active >= last ? -1 : active + 1);
      else if (event.key === "ArrowUp") choose(active < 0 ? last : active - 1);
      else if (event.key === "Enter" && active >= 0) window.location.assign(options[active].url);
      else if (event.key === "Escape") {
        choose(-1);
        close();
      } else return;
      event.preventDefault();
    });

    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
  }
});
