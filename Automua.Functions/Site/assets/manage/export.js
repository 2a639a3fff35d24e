// Exporting everything as one document.
import { element, fill, say } from "./dom.js";
import { call } from "./api.js";
import { tickField } from "./fields.js";
import { goodPanel } from "./problems.js";
import { attempt } from "./waiting.js";

export async function exporting() {
  const secrets = tickField("With the passwords of LDAP servers", {
    hint: "Without them the document says ********, and imported so it leaves the password that is stored.",
  });
  const button = element("button", { type: "submit" }, "Download automua.json");
  const outcome = element("div");
  return {
    title: "Export",
    content: [
      element("p", {}, "Everything that is stored, as one document of version 3. Imported into an empty store, it makes it the same."),
      element("form", { method: "post", onsubmit: download }, secrets.node, element("p", {}, button)),
      outcome,
    ],
  };

  async function download(event) {
    event.preventDefault();
    await attempt(button, outcome, async () => {
      const answer = await call("GET", "configuration", { query: { secrets: secrets.input.checked || null } });
      const document = await answer.blob();
      save(document, "automua.json");
      say("The document is downloaded.");
      const left = JSON.parse(await document.text())._left_out ?? [];
      fill(outcome, goodPanel("The document is downloaded."), left.length === 0 ? null : element(
        "section",
        { class: "panel warn" },
        element("h2", {}, "Left out"),
        element("p", {}, "These rows were written by hand and are wrong. Nothing is answered from them either."),
        element("ul", {}, left.map(text => element("li", {}, text)))));
    });
  }
}

function save(document, name) {
  const address = URL.createObjectURL(document);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
