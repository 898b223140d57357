// <a href=".../to-phat/?vi-tri=slug:place" data-handout-add="slug:place">: gathers places of
// several pages in this browser; the link then opens them all. Without a script it opens the
// one. `data-added` holds the words that it has then: “Mở tờ phát ({total})”.
document.addEventListener("DOMContentLoaded", () => {
  const KEY = "handout";
  const read = () => {
    try {
      const { places = [], title = "", note = "" } = JSON.parse(localStorage.getItem(KEY)) || {};
      return { places: places.filter((place) => typeof place === "string"), title, note };
    } catch {
      return { places: [], title: "", note: "" };
    }
  };
  const write = (gathered) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(gathered));
    } catch {
      // Storage is full or forbidden: each link still opens its own place.
    }
  };
  const address = (base, { places, title, note }) => {
    const query = places.map((place) => `vi-tri=${encodeURI(place)}`);
    if (title) query.push(`title=${encodeURIComponent(title)}`);
    if (note) query.push(`note=${encodeURIComponent(note)}`);
    return `${base.split("?")[0]}?${query.join("&")}`;
  };

  const page = document.querySelector("[data-handout-places]");
  if (page) {
    const shown = page.dataset.handoutPlaces.split(" ");
    const { places } = read();
    // A hand-out that somebody else sent leaves alone what this reader is gathering.
    if (places.length && places.every((place) => shown.includes(place))) {
      const valueOf = (name) => page.querySelector(`[name="${name}"]`).value;
      write({ places: shown, title: valueOf("title"), note: valueOf("note") });
    }
    page.addEventListener("click", (event) => {
      if (event.target.closest("[data-handout-clear]")) write({ places: [] });
      const removed = event.target.closest("[data-handout-remove]")?.dataset.handoutRemove;
      if (!removed) return;
      const gathered = read();
      write({ ...gathered, places: gathered.places.filter((place) => place !== removed) });
    });
  }

  const open = document.querySelector("[data-handout-gathered]");
  if (open && read().places.length) {
    open.href = address(open.href, read());
    open.parentElement.hidden = false;
  }

  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-handout-add]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = link.dataset.handoutAdd;
    const gathered = read();
    if (!gathered.places.includes(place)) gathered.places.push(place);
    write(gathered);
    if (!read().places.includes(place)) return; // nothing is kept here: it opens the one place
    event.preventDefault();
    link.href = address(link.href, gathered);
    delete link.dataset.handoutAdd;
    link.textContent = link.dataset.added.replace("{total}", gathered.places.length);
    status.textContent = link.textContent;
  });
});
