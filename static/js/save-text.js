// <button data-save-text="#list" data-file-name="codes.txt" hidden>: saves the lines of a list
// as a text file. Nothing is sent anywhere.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-save-text]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const lines = document.querySelector(button.dataset.saveText).children;
      const text = Array.from(lines, (line) => line.textContent.trim()).join("\r\n");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
      link.download = button.dataset.fileName;
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }
});
