// a[data-definition]: the meaning of a term in a card beside it, on hover and on tap. Without
// popovers, and with a modifier key, the term is the link to its definition that it is.
document.addEventListener("DOMContentLoaded", () => {
  const terms = document.querySelectorAll("a[data-definition]");
  if (!terms.length || !HTMLElement.prototype.showPopover) return;
  const canHover = window.matchMedia("(hover: hover) and (pointer: fine)").matches;
  let waiting = 0;
  let openedAt = 0;

  const cardOf = (term) => document.getElementById(term.dataset.definition);
  const isOpen = (card) => card.matches(":popover-open");

  const open = (term) => {
    const card = cardOf(term);
    if (!card || isOpen(card)) return card;
    const place = term.getClientRects()[0];
    const left = Math.min(place.left, document.documentElement.clientWidth - 336);
    card.style.left = `${Math.max(8, left)}px`;
    card.showPopover();
    openedAt = window.scrollY;
    const height = card.offsetHeight;
    const below = place.bottom + 6 + height < window.innerHeight - 64;
    card.style.top = `${below ? place.bottom + 6 : Math.max(8, place.top - 6 - height)}px`;
    return card;
  };

  const closeSoon = (card) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (isOpen(card) && !card.matches(":hover, :focus-within")) card.hidePopover();
    }, 250);
  };

  for (const term of terms) {
    term.setAttribute("aria-haspopup", "dialog");
    term.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      clearTimeout(waiting);
      // From the keyboard there is no pointer to go on with.
      const card = open(term);
      if (event.detail === 0) card?.querySelector("a").focus();
    });
    if (!canHover) continue;
    term.addEventListener("pointerenter", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => open(term), 350);
    });
    term.addEventListener("pointerleave", () => {
      clearTimeout(waiting);
      const card = cardOf(term);
      if (card) closeSoon(card);
    });
  }
  if (canHover) {
    for (const card of document.querySelectorAll(".definition-card")) {
      card.addEventListener("pointerleave", () => closeSoon(card));
    }
  }
  // A card belongs to its place in the text: it does not stay behind when the text moves.
  window.addEventListener("scroll", () => {
    const card = document.querySelector(".definition-card:popover-open");
    const hasMoved = Math.abs(window.scrollY - openedAt) > 48;
    if (card && hasMoved && !card.contains(document.activeElement)) card.hidePopover();
  }, { passive: true });
});
