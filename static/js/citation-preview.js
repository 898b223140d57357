// <a class="citation" data-preview="address">: a mouse that rests on the link, or the keyboard's
// focus, shows what it leads to; so does the first tap. Escape closes it and gives the focus
// back. Without popovers, and where nothing can be fetched, the link is the link it is.
document.addEventListener("DOMContentLoaded", () => {
  if (!HTMLElement.prototype.showPopover || !document.querySelector("[data-preview]")) return;
  const OPEN_AFTER = 350;
  const CLOSE_AFTER = 300;
  const kept = new Map();
  const box = document.createElement("div");
  box.className = "citation-preview screen-only";
  box.popover = "manual";
  box.setAttribute("role", "group");
  let link = null;
  let timer = 0;
  let asked = null;
  let dismissed = null;

  const words = (url) => {
    if (!kept.has(url)) {
      const answer = fetch(url, { credentials: "omit" }).then((response) => {
        if (!response.ok) throw new Error(response.status);
        return response.text();
      });
      answer.catch(() => kept.delete(url));
      kept.set(url, answer);
    }
    return kept.get(url);
  };

  const close = ({ giveBack = false } = {}) => {
    clearTimeout(timer);
    asked = null;
    if (!link) return;
    const before = link;
    link = null;
    before.removeAttribute("aria-describedby");
    if (box.matches(":popover-open")) box.hidePopover();
    // Out of the text, so that nobody finds or copies its words there.
    box.remove();
    box.replaceChildren();
    if (!giveBack) return;
    dismissed = before; // its focus shall not open it again
    before.focus();
  };

  const place = (x) => {
    if (matchMedia("(max-width: 48em)").matches) {
      box.style.left = box.style.top = "";
      return;
    }
    const lines = [...link.getClientRects()];
    const line = lines.find((rect) => x >= rect.left && x <= rect.right) || lines[0];
    const left = Math.min(Math.max(8, line.left), innerWidth - box.offsetWidth - 16);
    const fitsBelow = line.bottom + 4 + box.offsetHeight < innerHeight;
    const top = fitsBelow ? line.bottom + 4 : Math.max(8, line.top - 4 - box.offsetHeight);
    box.style.left = `${left}px`;
    box.style.top = `${top}px`;
  };

  const open = async (wanted, { tapped = false, x = -1 } = {}) => {
    if (wanted === link) return;
    asked = wanted;
    let html;
    try {
      html = await words(wanted.dataset.preview);
    } catch {
      if (tapped) location.assign(wanted.href);
      return;
    }
    if (asked !== wanted) return;
    close();
    link = wanted;
    box.innerHTML = html; // the portal's own fragment, escaped on the server
    const button = box.querySelector("[data-close]");
    button.addEventListener("click", () => close({ giveBack: true }));
    box.setAttribute("aria-label", link.textContent);
    // Behind the link, so that the Tab key goes from it to the buttons inside.
    link.after(box);
    box.showPopover();
    place(x);
    if (tapped) button.focus();
  };

  const later = (work, wait) => {
    clearTimeout(timer);
    timer = setTimeout(work, wait);
  };
  const linkAt = (event) => event.target.closest?.("[data-preview]");
  let pointer = "";

  document.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    if (link && !box.contains(event.target) && linkAt(event) !== link) close();
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const wanted = linkAt(event);
    if (wanted) {
      const x = event.clientX;
      later(() => open(wanted, { x }), OPEN_AFTER);
    } else if (box.contains(event.target)) clearTimeout(timer);
    else if (link || timer) later(() => !box.contains(document.activeElement) && close(), CLOSE_AFTER);
  });
  document.addEventListener("focusin", (event) => {
    const wanted = linkAt(event);
    if (wanted && wanted === dismissed) {
      dismissed = null;
      return;
    }
    // A tap gives focus too, but its click decides.
    if (wanted && wanted.matches(":focus-visible")) later(() => open(wanted), OPEN_AFTER);
    else if (link && !wanted && !box.contains(event.target)) close();
  });
  document.addEventListener("click", (event) => {
    const wanted = linkAt(event);
    const isTap = pointer === "touch" || pointer === "pen";
    if (!wanted || !isTap || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (wanted === link) return; // the second tap follows the link
    event.preventDefault();
    clearTimeout(timer);
    open(wanted, { tapped: true });
  });
  document.addEventListener("keydown", (event) => {
    pointer = "";
    if (event.key !== "Escape") return;
    clearTimeout(timer);
    if (!link) return;
    event.stopPropagation();
    close({ giveBack: box.contains(document.activeElement) });
  });
  document.addEventListener(
    "scroll",
    (event) => {
      if (link && event.target === document && !matchMedia("(max-width: 48em)").matches) place(-1);
    },
    { passive: true, capture: true },
  );
});
