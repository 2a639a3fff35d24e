// The view of those who have not signed in.
import { element, fill, say } from "./dom.js";
import { call, Problem } from "./api.js";
import * as session from "./session.js";
import * as entra from "./entra.js";
import { problemPanel, seconds } from "./problems.js";
import { textField } from "./fields.js";

// Shows the ways to sign in. The reason says why that must be; it may be null.
export function signIn({ reason, directory, onSignedIn, signal }) {
  const place = element("div", {}, reason ? element("p", { class: "panel warn", role: "alert" }, reason) : null);
  const key = textField("Administration key", {
    type: "password",
    autocomplete: "current-password",
    required: true,
    hint: directory ? "admin_key of the configuration, or an access token." : "admin_key of the configuration. It is kept in this tab until you sign out or close it.",
  });
  const button = element("button", { type: "submit" }, "Sign in");
  const form = element(
    "form",
    { method: "post", class: "sign-in", onsubmit: submit },
    // Password managers and screen readers want to know whose password it is.
    element("input", { type: "text", name: "username", autocomplete: "username", value: "administrator", hidden: true }),
    key.node,
    element("p", {}, button));
  return {
    title: "Sign in",
    content: [
      place,
      element("p", {}, "This is where the administrators of this service look after its domains."),
      directory ? microsoft(directory, place, form) : form,
    ],
    focus: reason ? null : key.input,
  };

  async function submit(event) {
    event.preventDefault();
    const shown = key.input.value.trim();
    key.tell(null);
    fill(place);
    if (!/^[!-~]+$/.test(shown)) {
      key.tell("must be visible ASCII characters.");
      key.input.focus();
      return;
    }
    button.disabled = true;
    try {
      await call("GET", "status", { credential: shown, signal });
    } catch (problem) {
      if (problem.name !== "AbortError")
        refuse(problem, shown);
      return;
    }
    key.input.value = "";
    session.begin(shown);
    say("You are signed in.");
    onSignedIn();
  }

  function refuse(problem, shown) {
    if (problem.status === 429 && problem.wait) {
      pause(problem.wait);
      return;
    }
    button.disabled = false;
    if (problem.status === 401) {
      key.tell(session.isToken(shown) ? `is wrong. ${problem.message}` : "is wrong.");
      key.input.select();
      key.input.focus();
    } else {
      fill(place, problemPanel(problem));
    }
  }

  // Who comes too early would only wait longer.
  function pause(wait) {
    fill(place, element(
      "p", { class: "panel warn", role: "alert" }, `There were too many wrong credentials from your address. You can try again in ${seconds(wait)}.`));
    setTimeout(() => {
      button.disabled = false;
      if (!signal.aborted) {
        fill(place);
        say("You can try again.");
      }
    }, wait * 1000);
  }
}

function microsoft(directory, place, form) {
  const button = element("button", { type: "button" }, "Sign in with Microsoft");
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await entra.leave(directory);
    } catch (reason) {
      button.disabled = false;
      fill(place, problemPanel(reason instanceof Problem ? reason : new Problem(0, { detail: reason.message })));
    }
  });
  return [
    element("p", {}, button),
    element("details", {}, element("summary", {}, "Sign in with a key or a token"), form),
  ];
}
