// [data-contents]: marks where the reader is, and closes the sheet when a place is chosen.
document.addEventListener("DOMContentLoaded", () => {
  const contents = document.querySelector("[data-contents]");
  if (!contents) return;
  const sheet = contents.closest("[popover]");
  const links = new Map();
  for (const link of contents.querySelectorAll("a")) links.set(link.hash.slice(1), link);

  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && sheet?.matches(":popover-open")) sheet.hidePopover();
  });

  // Articles in order; what only holds other places is passed over.
  const places = [...document.querySelectorAll("[data-text] section[id]")].filter(
    (section) => links.has(section.id) && !section.querySelector("section[id]"),
  );
  const visible = new Set();
  let current = null;

  const unmark = () => {
    current?.removeAttribute("aria-current");
    current = null;
  };
  const mark = (link) => {
    if (link === current) return;
    unmark();
    link.setAttribute("aria-current", "true");
    current = link;
    // Only the column scrolls: scrollIntoView would move the text under the reader.
    const above = link.offsetTop - sheet.scrollTop;
    if (above < 80 || above > sheet.clientHeight - 40) {
      sheet.scrollTop = link.offsetTop - sheet.clientHeight / 2;
    }
  };

  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) visible.add(entry.target);
        else visible.delete(entry.target);
      }
      const first = places.find((place) => visible.has(place));
      if (first) mark(links.get(first.id));
      else if (places[0].getBoundingClientRect().top > 0) unmark(); // before the first article
    },
    { rootMargin: "-48px 0px -60% 0px" },
  );
  for (const place of places) observer.observe(place);
});
