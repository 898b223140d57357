// [data-text]: a tap on the number of an article, clause or point opens what can be done with
// the place. Without popovers, and with a modifier key, the number is the link it is.
document.addEventListener("DOMContentLoaded", () => {
  const text = document.querySelector("[data-text]");
  const menu = document.querySelector("[data-places]");
  if (!text || !menu || !menu.showPopover) return;
  const find = (name) => menu.querySelector(`[data-${name}]`);
  const { citation, reportUrl, pageUrl, place: wholePlace, placeName: wholeName } = text.dataset;
  const { slug, handoutUrl } = text.dataset;
  const status = find("place-status");
  let link = null;

  // “khoản 2 Điều 5”: the printed numbers from the place up to its article.
  const nameOf = (element) => {
    const words = [];
    for (let node = element; node && node !== text; node = node.parentElement) {
      if (node.matches("li[id]")) {
        const number = node.querySelector("a").textContent.replace(/^[“"'\s]+|[.)/:\s-]+$/g, "");
        const isClause = /khoan-[^-]+(-\d+)*$/.test(node.id);
        words.push(`${isClause ? "khoản" : "điểm"} ${number}`);
      } else if (node.matches("blockquote")) {
        words.push("trong phần sửa đổi tại");
      } else if (node.matches(".document-text__attached")) {
        words.push("của văn bản kèm theo");
      } else if (node.matches("section[id]")) {
        const heading = node.firstElementChild;
        const name = /^[“"\s]*(Điều\s+[^\s.:]+)/.exec(heading.textContent);
        if (name) words.push(name[1]);
        else if (node === element) words.push((heading.querySelector("b") || heading).textContent);
      }
    }
    if (wholeName) words.push(wholeName);
    return words.join(" ");
  };

  const articleUrl = (element) => {
    let article = element.closest(".document-text__article[id]");
    while (article?.parentElement.closest("blockquote")) {
      article = article.parentElement.closest(".document-text__article[id]");
    }
    if (!article || !pageUrl || /phu-luc|trich/.test(article.id)) return "";
    const path = `${article.id.replace(/^(kem-theo-\d+)-/, "$1/")}/`;
    const inside = element === article ? "" : `#${element.id.slice(article.id.length + 1)}`;
    return pageUrl + path + inside;
  };

  text.addEventListener("click", (event) => {
    const number = event.target.closest('a[href^="#"]');
    if (!number || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const element = document.getElementById(number.hash.slice(1));
    if (!element) return;
    event.preventDefault();
    history.replaceState(null, "", number.hash);
    const id = wholePlace ? `${wholePlace}-${element.id}` : element.id;
    const name = nameOf(element);
    link = { url: location.href, citation: `${name} ${citation}` };
    find("place-name").textContent = name;
    status.textContent = "";
    find("report").href = `${reportUrl}?vi-tri=${encodeURIComponent(id)}`;
    // Of a text as of an earlier day nothing can be handed out: a hand-out shows today's.
    const handout = find("handout");
    handout.hidden = !handoutUrl;
    handout.textContent = handout.dataset.label;
    handout.dataset.handoutAdd = `${slug}:${id}`;
    if (handoutUrl) handout.href = `${handoutUrl}?vi-tri=${slug}:${id}`;
    const open = find("open-article");
    const url = articleUrl(element);
    open.hidden = !url;
    if (url) open.href = url;
    find("copy-link").hidden = find("copy-citation").hidden = !navigator.clipboard;
    const place = number.getBoundingClientRect();
    const left = Math.min(place.left, document.documentElement.clientWidth - 256);
    menu.style.left = `${Math.max(8, left)}px`;
    menu.showPopover();
    // Above the number where there is no room below it, which on the phone ends at the tools.
    const height = menu.offsetHeight;
    const below = place.bottom + 4 + height < window.innerHeight - 64;
    const top = below ? place.bottom + 4 : place.top - 4 - height;
    menu.style.top = `${window.scrollY + top}px`;
    menu.querySelector(":is(button, a):not([hidden])").focus();
  });

  const copy = (what) => async () => {
    await navigator.clipboard.writeText(link[what]);
    status.textContent = menu.dataset.copied;
    setTimeout(() => menu.hidePopover(), 900);
  };
  find("copy-link").addEventListener("click", copy("url"));
  find("copy-citation").addEventListener("click", copy("citation"));
});
