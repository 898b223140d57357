// <div data-upload-progress="address"> around the progress of a batch: fetches it anew until all files are
// done. Where no worker reads beside the requests (data-upload-drive), each request reads a file.
// Without this script the page loads itself again, and a button reads the next file.
(() => {
  const place = document.querySelector("[data-upload-progress]");
  if (!place) return;
  const news = document.querySelector("[data-upload-news]");
  const PAUSE = 2_000;
  const LONGEST_PAUSE = 30_000;
  let pause = PAUSE;

  const state = () => place.querySelector("[data-upload-state]");
  const isWaiting = () => state()?.dataset.uploadState === "waiting";

  const ask = () => {
    const address = place.dataset.uploadProgress + location.search;
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    if (!state().hasAttribute("data-upload-drive")) return fetch(address, { headers });
    return fetch(address, { method: "POST", headers, body: new FormData(place.querySelector("form")) });
  };

  // What somebody has opened stays open, and where the keyboard is stays, too.
  const show = (markup) => {
    if (!markup.includes("data-upload-state")) return false;
    const open = [...place.querySelectorAll("details[open]")].map((item) => item.id);
    const active = document.activeElement;
    const focused = place.contains(active) && (active.closest("details")?.id || active.value);
    place.innerHTML = markup;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused) {
      const again = document.getElementById(focused)?.querySelector("summary");
      (again ?? place.querySelector(`button[value="${CSS.escape(focused)}"]`))?.focus();
    }
    return true;
  };

  const step = async () => {
    if (!isWaiting()) return;
    try {
      const answer = await ask();
      const before = place.querySelector("progress").value;
      if (answer.ok && show(await answer.text())) {
        const moved = place.querySelector("progress").value !== before;
        pause = moved ? PAUSE : Math.min(pause * 1.5, LONGEST_PAUSE);
      } else {
        pause = LONGEST_PAUSE;
      }
    } catch {
      pause = LONGEST_PAUSE; // no network: the files are read all the same
    }
    if (!isWaiting()) {
      news.textContent = news.dataset.done;
    } else {
      setTimeout(step, state().hasAttribute("data-upload-drive") && pause === PAUSE ? 50 : pause);
    }
  };

  if (isWaiting()) setTimeout(step, 300);
})();
