// [data-find-in-text]: finds words in the text whatever their diacritics, marks them, and
// leaves in the contents only the articles that have them. Enter goes from place to place.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector("[data-find-in-text]");
  const text = document.querySelector("[data-text]");
  if (!box || !text) return;
  const input = box.querySelector("input");
  const status = box.querySelector("[data-find-status]");
  const contents = document.querySelector("[data-contents]");
  const sheet = box.closest("[popover]");
  box.hidden = false;
  for (const button of document.querySelectorAll("[data-open-find]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      sheet.showPopover?.();
      input.focus();
    });
  }

  // One letter for one letter, so that a place in the folded text is the place in the text.
  const fold = (string) =>
    string.replace(/[^\0-\x7f]/g, (letter) => letter.normalize("NFD")[0]).toLowerCase()
      .replaceAll("đ", "d");

  let nodes = null;
  const read = () => {
    nodes = [];
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      nodes.push({ node, folded: fold(node.data) });
    }
  };

  const search = (words) => {
    const ranges = [];
    if (words.length < 2) return ranges;
    if (!nodes) read();
    for (const { node, folded } of nodes) {
      let start = folded.indexOf(words);
      while (start >= 0) {
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + words.length);
        ranges.push(range);
        start = folded.indexOf(words, start + words.length);
      }
    }
    return ranges;
  };

  const narrow = (ids) => {
    for (const item of contents.querySelectorAll("li")) {
      item.hidden = ids !== null && ![...item.querySelectorAll("a")].some((link) =>
        ids.has(link.hash.slice(1)));
    }
  };

  let ranges = [];
  let next = 0;
  const update = () => {
    const words = fold(input.value.trim().replace(/\s+/g, " "));
    ranges = search(words);
    next = 0;
    CSS.highlights?.delete("found");
    if (words.length < 2) {
      status.textContent = "";
      narrow(null);
      return;
    }
    const ids = new Set();
    for (const range of ranges) {
      let place = range.startContainer.parentElement.closest("section[id]");
      while (place && !contents.querySelector(`a[href="#${CSS.escape(place.id)}"]`)) {
        place = place.parentElement.closest("section[id]");
      }
      if (place) ids.add(place.id);
    }
    if (ranges.length && window.Highlight) CSS.highlights.set("found", new Highlight(...ranges));
    narrow(ids);
    const { found, none } = status.dataset;
    status.textContent = ranges.length
      ? found.replace("{places}", ranges.length).replace("{articles}", ids.size)
      : none;
  };

  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    clearTimeout(waiting);
    if (!ranges.length) update();
    if (!ranges.length) return;
    if (sheet.matches(":popover-open")) sheet.hidePopover();
    const place = ranges[next].getBoundingClientRect();
    window.scrollTo({ top: window.scrollY + place.top - window.innerHeight / 3 });
    next = (next + 1) % ranges.length;
  });
});
