// <button data-share data-copied="Đã sao chép" hidden>: the phone's own sharing; without it
// the address is copied.
document.addEventListener("DOMContentLoaded", () => {
  if (!navigator.share && !navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-share]")) {
    button.hidden = false;
    const label = button.querySelector("[data-share-label]");
    const words = label.textContent;
    button.addEventListener("click", async () => {
      const url = location.href;
      if (navigator.share) {
        // The reader may close the sheet without sharing; that is no error.
        await navigator.share({ title: document.title, url }).catch(() => {});
        return;
      }
      await navigator.clipboard.writeText(url);
      label.textContent = button.dataset.copied;
      setTimeout(() => {
        label.textContent = words;
      }, 2000);
    });
  }
});
