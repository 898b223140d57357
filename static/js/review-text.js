/* The review of a text: n and p lead through the doubts, the caret says where to split. */
(() => {
  const screen = document.querySelector("[data-review]");
  if (!screen) return;

  const choice = screen.querySelector("[data-review-keys]");
  const KEPT = "review-keys-off";
  choice.checked = !localStorage.getItem(KEPT);
  choice.addEventListener("change", () => {
    if (choice.checked) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "1");
  });

  document.addEventListener("keydown", (event) => {
    const types = event.target.closest("input, textarea, select, [contenteditable]");
    if (types || !choice.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    const link = screen.querySelector(`[data-review-key="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
  });

  const words = screen.querySelector("[data-review-text]");
  const cut = screen.querySelector("[data-review-cut]");
  if (words && cut) {
    const before = words.value;
    cut.hidden = false;
    cut.addEventListener("submit", (event) => {
      // What was typed is saved first: a place in other words would be another place.
      if (words.value !== before) {
        event.preventDefault();
        words.closest("form").querySelector("button").focus();
        return;
      }
      cut.elements.at.value = words.selectionStart;
    });
  }
})();
