// Steps from one change to the next: buttons that a keyboard reaches, no keys of their own.
const steps = document.querySelector("[data-change-steps]");
const changes = [...document.querySelectorAll("[data-change]")];

if (steps && changes.length > 1) {
  const place = steps.querySelector("[data-change-place]");
  let current = -1;
  steps.hidden = false;
  steps.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    current = (current + Number(button.dataset.step) + changes.length) % changes.length;
    changes[current].scrollIntoView();
    changes[current].focus({ preventScroll: true });
    place.textContent = place.dataset.pattern
      .replace("{number}", current + 1)
      .replace("{total}", changes.length);
  });
}
