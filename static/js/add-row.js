// <form data-row-form> with [data-rows], <template data-row-template> and a button [data-add-row]:
// adds a row in place. Without this script the button asks the server for one more.
document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll("[data-row-form]")) {
    const rows = form.querySelector("[data-rows]");
    const template = form.querySelector("[data-row-template]");
    const total = form.querySelector("[name$='-TOTAL_FORMS']");
    const most = Number(form.querySelector("[name$='-MAX_NUM_FORMS']").value);
    form.querySelector("[data-add-row]").addEventListener("click", (event) => {
      const count = Number(total.value);
      event.preventDefault();
      if (count >= most) return;
      const html = template.innerHTML
        .replaceAll("__prefix__", String(count))
        .replaceAll("__number__", String(count + 1));
      rows.insertAdjacentHTML("beforeend", html);
      total.value = String(count + 1);
      rows.lastElementChild.querySelector("input, select").focus();
    });
  }
});
