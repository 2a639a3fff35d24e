// Importing a document: always tried first, so that what it would change is seen; then exactly that document is stored.
import { element, fill } from "./dom.js";
import { Problem, call } from "./api.js";
import { difference, isEmpty } from "./differences.js";
import { areaField, radioFields } from "./fields.js";
import { goodPanel } from "./problems.js";
import { attempt } from "./waiting.js";

const Largest = 32 * 1024 * 1024;

const Modes = [
  ["merge", "Merge", "Adds and changes what the document names. Other providers and domains stay."],
  ["replace", "Replace", "Makes the document all there is: what it does not name is removed."],
  ["create", "Create", "Stores it only if nothing is stored yet."],
];

export async function importing() {
  let file = null;
  // Made anew by every change, so that a late answer about another document is seen to be one.
  let choice = {};

  const picker = element("input", { type: "file", id: "file", accept: ".json,.xml,application/json,text/xml", onchange: () => choose(picker.files[0] ?? null) });
  const chosen = element("p", { class: "aside", role: "status" });
  const zone = element(
    "div",
    { class: "zone", ondragover: over, ondragleave: away, ondrop: drop },
    element("label", { for: "file" }, "Choose a file, drop it here, or paste its text below"),
    picker,
    chosen);
  const pasted = areaField("Pasted document", { rows: "8", oninput: forget });
  const mode = radioFields("What happens to what is stored", Modes, "merge", forget);
  const tryButton = element("button", { type: "submit" }, "Show what would change");
  const outcome = element("div", { class: "outcome" });

  return {
    title: "Import",
    content: [
      element("p", {}, "A document of any version, or a clientConfig file as in Mozilla's ISPDB. First you see what it would change."),
      element("form", { method: "post", onsubmit: tryIt }, zone, pasted.node, mode.node, element("p", {}, tryButton)),
      outcome,
    ],
  };

  function over(event) {
    event.preventDefault();
    zone.classList.add("over");
  }

  function away() {
    zone.classList.remove("over");
  }

  function drop(event) {
    event.preventDefault();
    away();
    choose(event.dataTransfer.files[0] ?? null);
  }

  function choose(picked) {
    file = picked;
    chosen.textContent = picked === null ? "" : `${picked.name}, ${size(picked.size)}`;
    forget();
  }

  // What was shown is no longer what would be done.
  function forget() {
    choice = {};
    pasted.tell(null);
    fill(outcome);
  }

  async function tryIt(event) {
    event.preventDefault();
    const text = pasted.input.value.trim();
    if (file !== null && text !== "") {
      refuse("is there beside a file: there can be one document only.");
      return;
    }
    if (file === null && text === "") {
      refuse("is empty, and no file is chosen.");
      return;
    }
    const asked = choice;
    const source = file ?? new Blob([text]);
    await attempt(tryButton, outcome, async () => {
      if (source.size > Largest)
        throw new Problem(413, { title: "Too large", detail: "The document is larger than 32 MiB." });
      // Read once: a file may change before it is stored.
      const document = new Blob([await source.arrayBuffer()]);
      const tried = await send(document, true);
      if (asked === choice)
        offer(document, tried);
    });
  }

  function refuse(text) {
    fill(outcome);
    pasted.tell(text);
    pasted.input.focus();
  }

  function offer(document, tried) {
    const heading = element("h2", { tabindex: "-1" }, "What would change");
    const doneButton = element("button", { type: "button", class: tried.domains.removed + tried.providers.removed > 0 ? "danger" : null, onclick: store }, "Import");
    const trouble = element("div");
    fill(
      outcome,
      heading,
      isEmpty(tried) ? element("p", { class: "note" }, "Nothing: all of it is stored already.") : null,
      difference(tried),
      isEmpty(tried) ? null : element("p", {}, doneButton),
      trouble);
    heading.focus();

    async function store() {
      await attempt(doneButton, trouble, async () => {
        const done = await send(document, false);
        choose(null);
        picker.value = "";
        pasted.input.value = "";
        const imported = element("h2", { tabindex: "-1" }, "Imported");
        fill(outcome, imported, goodPanel("The document is stored."), difference(done));
        imported.focus();
      });
    }
  }

  async function send(document, isTrial) {
    const answer = await call("POST", "configuration", { query: { mode: mode.value, dry_run: isTrial }, body: document });
    return answer.json();
  }
}

function size(octets) {
  return octets < 1024 ? `${octets} bytes` : octets < 1024 * 1024 ? `${(octets / 1024).toFixed(1)} KiB` : `${(octets / 1024 / 1024).toFixed(1)} MiB`;
}
