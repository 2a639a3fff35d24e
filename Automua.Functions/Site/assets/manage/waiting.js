// Parts of a view that are asked for when the rest is already shown.
import { element, fill } from "./dom.js";
import { isSilent } from "./api.js";
import { problemPanel } from "./problems.js";

// Fills a place with what comes, and says meanwhile what is waited for. Comes back with false when nothing came.
export async function fillLater(place, signal, waiting, ask) {
  fill(place, element("p", { class: "waiting", role: "status" }, waiting));
  place.setAttribute("aria-busy", "true");
  try {
    const content = await ask();
    if (signal.aborted)
      return false;
    fill(place, content);
    return true;
  } catch (reason) {
    if (!isSilent(reason) && !signal.aborted)
      fill(place, problemPanel(reason, () => fillLater(place, signal, waiting, ask)));
    return false;
  } finally {
    place.removeAttribute("aria-busy");
  }
}

// Does what a button asks for: it cannot be pressed again meanwhile, and what goes wrong stands in the place for it.
export async function attempt(button, place, act) {
  const hadFocus = document.activeElement === button;
  button.disabled = true;
  fill(place);
  try {
    await act();
  } catch (reason) {
    if (!isSilent(reason))
      fill(place, problemPanel(reason));
  } finally {
    button.disabled = false;
    // A button that cannot be pressed loses the focus.
    if (hadFocus && document.activeElement === document.body)
      button.focus({ preventScroll: true });
  }
}
