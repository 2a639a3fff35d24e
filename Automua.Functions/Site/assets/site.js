// Adds a button to every value that is typed into an app. Without this script, or where the browser keeps the clipboard to
// itself, the values are copied by hand.
const main = document.querySelector("main");
const status = document.getElementById("copied");

if (status && navigator.clipboard) {
  for (const value of document.querySelectorAll("dd > code")) {
    const name = value.closest("div").querySelector("dt").textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = main.dataset.copy;
    button.setAttribute("aria-label", `${main.dataset.copy}: ${name} ${value.textContent}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(value.textContent);
      } catch {
        return;
      }
      status.textContent = `${main.dataset.copied}: ${value.textContent}`;
      button.textContent = main.dataset.copied;
      setTimeout(() => { button.textContent = main.dataset.copy; }, 2000);
    });
    value.after(button);
  }
}
