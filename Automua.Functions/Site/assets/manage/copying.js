// Buttons that copy. Where the browser keeps the clipboard to itself there are none.
import { element, say } from "./dom.js";

// A button that copies a text; null where nothing can be copied.
export function copyButton(what, text, label = "Copy") {
  if (!navigator.clipboard)
    return null;
  const button = element("button", { type: "button", class: "copy", "aria-label": `${label}: ${what}` }, label);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      say("The browser did not let it be copied.");
      return;
    }
    say(`Copied: ${what}`);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 2000);
  });
  return button;
}
