// <div data-file-drop data-most-files data-most-bytes> around a file field: takes files that are
// dropped on it, and shows what was chosen with its size before it is sent. Without this script
// the field works by itself, and the server says what is too much.
(() => {
  const MEGABYTE = 1024 * 1024;
  for (const area of document.querySelectorAll("[data-file-drop]")) {
    const input = area.querySelector("[data-file-drop-input]");
    const list = area.querySelector("[data-file-drop-list]");
    const summary = area.querySelector("[data-file-drop-summary]");
    const size = (bytes) => {
      const [number, unit] = bytes < MEGABYTE ? [bytes / 1024, "KB"] : [bytes / MEGABYTE, "MB"];
      const digits = { maximumFractionDigits: unit === "KB" ? 0 : 1 };
      return `${number.toLocaleString(document.documentElement.lang, digits)} ${unit}`;
    };

    const show = () => {
      const files = [...input.files];
      const total = files.reduce((sum, file) => sum + file.size, 0);
      const words = summary.dataset;
      let text = files.length
        ? words.chosen.replace("%(count)s", files.length).replace("%(size)s", size(total))
        : "";
      if (files.length > Number(area.dataset.mostFiles)) text += ` ${words.tooMany}`;
      if (total > Number(area.dataset.mostBytes)) text += ` ${words.tooLarge}`;
      summary.textContent = text;
      list.replaceChildren(
        ...files.map((file) => {
          const row = document.createElement("li");
          row.textContent = `${file.name} (${size(file.size)})`;
          return row;
        }),
      );
    };

    area.classList.add("uploads__drop--ready");
    area.querySelector("[data-file-drop-hint]").hidden = false;
    area.addEventListener("dragover", (event) => {
      event.preventDefault();
      area.classList.add("uploads__drop--over");
    });
    for (const name of ["dragleave", "dragend", "drop"]) {
      area.addEventListener(name, () => area.classList.remove("uploads__drop--over"));
    }
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      // What was chosen before stays: people drop from several folders.
      const all = new DataTransfer();
      for (const file of [...input.files, ...event.dataTransfer.files]) all.items.add(file);
      input.files = all.files;
      show();
    });
    input.addEventListener("change", show);
    show();
  }
})();
