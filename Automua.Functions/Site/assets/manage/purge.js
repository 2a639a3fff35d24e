// Removing everything.
import { element, fill, say } from "./dom.js";
import { call, read } from "./api.js";
import { textField } from "./fields.js";
import { goodPanel } from "./problems.js";
import { attempt } from "./waiting.js";

const Word = "remove everything";

export async function purge({ signal }) {
  const { counts } = await read("status", {}, signal);
  const button = element("button", { type: "submit", class: "danger", disabled: true }, "Remove everything");
  const typed = textField(`To confirm, type: ${Word}`, {
    autocapitalize: "none",
    oninput: () => { button.disabled = typed.input.value.trim() !== Word; },
  });
  const outcome = element("div");
  return {
    title: "Purge",
    content: [
      element(
        "p",
        { class: "panel warn" },
        counts === null
          ? "This removes all providers and domains. "
          : `This removes all there is: ${numbered(counts.providers, "provider")} and ${numbered(counts.domains, "domain")}. `,
        "It cannot be taken back. ",
        element("a", { href: "#/export" }, "Export"),
        " them first."),
      element("form", { method: "post", onsubmit: remove }, typed.node, element("p", {}, button)),
      outcome,
    ],
  };

  async function remove(event) {
    event.preventDefault();
    await attempt(button, outcome, async () => {
      const { providers, domains } = await (await call("DELETE", "configuration")).json();
      typed.input.value = "";
      const said = `Removed: ${numbered(providers.removed, "provider")}, ${numbered(domains.removed, "domain")}.`;
      fill(outcome, goodPanel(said));
      say(said);
    });
    button.disabled = typed.input.value.trim() !== Word;
  }
}

function numbered(count, thing) {
  return `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
}
