// [data-clicks]: says which result was opened, so that editors see which searches lead nowhere.
// Only the place in the list is sent, nothing about the reader. Links work without it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-result]");
  const page = link && link.closest("[data-clicks]");
  if (!page || !navigator.sendBeacon) return;
  const report = new FormData();
  report.set("token", page.dataset.clicksToken);
  report.set("result", link.dataset.result);
  report.set("rank", link.dataset.rank);
  navigator.sendBeacon(page.dataset.clicks, report);
});
