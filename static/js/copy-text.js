// <button data-copy="text" data-copied="Đã sao chép" hidden>: copies the text; an address
// that begins with / or # is completed. The answer stands on the button and is announced.
document.addEventListener("DOMContentLoaded", () => {
  if (!navigator.clipboard) return; // without https there is none: the buttons stay hidden
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || button.dataset.busy) return;
    const { copy, copied } = button.dataset;
    const text = /^[/#]/.test(copy) ? new URL(copy, location.href).href : copy;
    await navigator.clipboard.writeText(text);
    status.textContent = copied;
    const label = button.querySelector("[data-copy-label]") || button;
    const before = label.textContent;
    button.dataset.busy = "true";
    label.textContent = copied;
    setTimeout(() => {
      label.textContent = before;
      status.textContent = "";
      delete button.dataset.busy;
    }, 2000);
  });
});
