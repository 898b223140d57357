// The reader's text size: kept in the browser, set before the page is painted.
(() => {
  const key = "text-size";
  const root = document.documentElement;
  const apply = (size) => {
    if (size === "normal") delete root.dataset.textSize;
    else root.dataset.textSize = size;
  };
  const read = () => {
    try {
      return localStorage.getItem(key) || "normal";
    } catch {
      return "normal"; // storage is refused: the size holds for this page
    }
  };
  apply(read());

  document.addEventListener("DOMContentLoaded", () => {
    const buttons = document.querySelectorAll("[data-text-size-value]");
    const mark = (size) => {
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(button.dataset.textSizeValue === size));
      }
    };
    for (const control of document.querySelectorAll("[data-text-size-control]")) {
      control.hidden = false;
    }
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const size = button.dataset.textSizeValue;
        apply(size);
        mark(size);
        try {
          localStorage.setItem(key, size);
        } catch {
          // as above
        }
      });
    }
    mark(root.dataset.textSize || "normal");
  });
})();
