// <button data-needs-script hidden>: shown where the browser can talk to keys and passkeys.
// What goes wrong while it does is said in words beside the button.
document.addEventListener("DOMContentLoaded", () => {
  if (!window.PublicKeyCredential) return;
  for (const button of document.querySelectorAll("[data-needs-script]")) button.hidden = false;

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const place = document.querySelector("[data-key-error]");
    if (place) place.hidden = false;
  });
});
