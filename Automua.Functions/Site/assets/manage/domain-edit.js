// What is stored of one domain, as a form.
import { element, fill, freshId, say } from "./dom.js";
import { call, path, read } from "./api.js";
import { to } from "./links.js";
import { radioFields, textField } from "./fields.js";
import { numberOf, serverEditor, serverTable } from "./servers.js";
import { conflictPanel } from "./conflicts.js";
import { removal } from "./removal.js";
import { setUnsaved } from "./leaving.js";
import { goodPanel, problemPanel } from "./problems.js";
import { attempt } from "./waiting.js";
import { domainView } from "./domain-frame.js";

const Empty = { provider: "", servers: [] };

// The domain that was just made: its view says so.
let made = null;

export async function domainEdit({ parameters: { name }, signal }) {
  const { stored, tag, fault } = await load(name, signal);
  const place = element("div");
  const notice = fault ? problemPanel(fault) : made === name ? goodPanel(`${name} is stored.`) : null;
  made = null;
  fill(place, editor({ name, stored, tag, own: await hasOwn(stored, signal), place, signal, notice }));
  return domainView(name, undefined, place);
}

export async function domainNew({ signal }) {
  const place = element("div");
  fill(place, editor({ name: null, stored: Empty, tag: null, own: false, place, signal, notice: null }));
  return {
    title: "New domain",
    before: [element("p", { class: "crumb" }, element("a", { href: "#/domains" }, "Domains"))],
    content: [place],
  };
}

async function load(name, signal) {
  try {
    const answer = await call("GET", path("domains", name), { signal });
    return { tag: answer.headers.get("ETag"), stored: await answer.json() };
  } catch (problem) {
    // Rows that were written by hand and are wrong can be written anew.
    if (problem.status === 409)
      return { tag: "*", stored: Empty, fault: problem };
    throw problem;
  }
}

// The API tells all servers of a domain, whosever they are.
async function hasOwn(stored, signal) {
  if (stored === Empty)
    return false;
  try {
    const { servers } = await read(path("providers", stored.provider), {}, signal);
    return JSON.stringify(servers) !== JSON.stringify(stored.servers);
  } catch (problem) {
    if (problem.status === 404)
      return true;
    throw problem;
  }
}

function editor({ name, stored, tag, own, place, signal, notice }) {
  const nameField = name === null
    ? textField("Name", { required: true, autocapitalize: "none", inputmode: "url", hint: "A domain; *.example.com for all names below example.com; * for every domain." })
    : null;
  const provider = providerField(stored.provider, signal);
  const directory = textField("LDAP server", { value: stored.ldapserver_id ?? "", inputmode: "numeric", class: "narrow", hint: "The number of the one that knows the login names. Empty for none." });
  const servers = serverEditor(stored.servers);
  const whose = radioFields("Servers", [
    ["provider", "Those of the provider", "As they are when this is saved."],
    ["own", "The domain's own"],
  ], own ? "own" : "provider", arrange);
  const shared = stored.servers.length > 0 ? serverTable(stored.servers) : null;
  const outcome = element("div", {}, notice);
  const button = element("button", { type: "submit" }, name === null ? "Store" : "Save");
  const question = name === null ? null : removal(name, remove);
  arrange();
  setUnsaved(false);
  return [
    outcome,
    element(
      "form",
      { method: "post", novalidate: true, oninput: () => setUnsaved(true), onsubmit: submit },
      nameField?.node,
      element("div", { oninput: arrange }, provider.node),
      directory.node,
      whose.node,
      shared,
      servers.node,
      element("p", { class: "buttons" }, button, question?.nodes)),
  ];

  function arrange() {
    servers.node.hidden = whose.value === "provider";
    if (shared)
      shared.hidden = whose.value === "own" || provider.input.value.trim() !== stored.provider;
  }

  async function submit(event) {
    event.preventDefault();
    await attempt(button, outcome, () => save(name === null ? { "If-None-Match": "*" } : { "If-Match": tag }));
  }

  async function save(condition) {
    const target = name ?? nameField.input.value.trim();
    tell([]);
    if (target === "") {
      tell([{ pointer: "/name", detail: "is missing." }]);
      return;
    }
    let answer;
    try {
      answer = await call("PUT", path("domains", target), { body: JSON.stringify(draft()), headers: { ...condition, "Content-Type": "application/json" } });
    } catch (problem) {
      await refused(problem, target);
      return;
    }
    setUnsaved(false);
    if (name === null) {
      const { name: canonical } = await answer.json();
      made = canonical;
      location.hash = to("domains", canonical);
      return;
    }
    show({ stored: await answer.json(), tag: answer.headers.get("ETag") }, "Saved.");
  }

  function draft() {
    return {
      provider: provider.input.value.trim() || null,
      ldapserver_id: numberOf(directory.input.value.trim()),
      ...(whose.value === "own" ? { servers: servers.read() } : {}),
    };
  }

  async function refused(problem, target) {
    if (problem.status === 412 && name === null)
      tell([{ pointer: "/name", detail: "is that of a domain which is stored already." }]);
    else if (problem.status === 412)
      await conflict();
    else if (problem.status === 400)
      tell(problem.errors.length > 0 ? problem.errors : [{ pointer: "", detail: problem.message }]);
    else
      throw problem;
  }

  // Shows what is wrong: beside its field, and what has none above all of them.
  function tell(errors) {
    const own = { "/name": nameField, "/provider": provider, "/ldapserver_id": directory };
    Object.values(own).forEach(field => field?.tell(null));
    const left = whose.value === "own" ? servers.tell(errors) : errors;
    const others = left.filter(({ pointer, detail }) => {
      own[pointer]?.tell(detail);
      return !own[pointer];
    });
    if (errors.length === 0)
      return;
    fill(outcome, problemPanel({ status: 400, title: "Not saved", message: others.length === errors.length ? "Something is wrong with it." : "What is wrong stands beside the fields.", errors: others }));
    place.querySelector("[aria-invalid]")?.focus();
  }

  async function conflict() {
    let theirs = null;
    try {
      theirs = await load(name, signal);
    } catch (problem) {
      if (problem.status !== 404)
        throw problem;
    }
    fill(outcome, conflictPanel(theirs?.stored ?? null, {
      load: () => show(theirs, "What is stored now is loaded."),
      overwrite: () => attempt(button, outcome, () => save(theirs === null ? { "If-None-Match": "*" } : { "If-Match": theirs.tag })),
    }));
    outcome.scrollIntoView({ block: "nearest" });
  }

  async function show(now, said) {
    fill(place, editor({ name, stored: now.stored, tag: now.tag, own: await hasOwn(now.stored, signal), place, signal, notice: goodPanel(said) }));
    say(said);
    place.closest("main")?.querySelector("h1").focus();
  }

  async function remove() {
    try {
      await call("DELETE", path("domains", name), { headers: { "If-Match": tag } });
    } catch (problem) {
      if (problem.status !== 412)
        throw problem;
      question.close();
      await conflict();
      return;
    }
    setUnsaved(false);
    question.close();
    location.hash = "#/domains";
    say(`${name} is deleted.`);
  }
}

// A text field that knows providers: those whose key or name has what is typed.
function providerField(value, signal) {
  const list = element("datalist", { id: freshId("providers") });
  const field = textField("Provider", { value, required: true, list: list.id, hint: "Its id or, without one, its name.", oninput: ask });
  let timer = null;
  suggest();
  return { ...field, node: element("div", {}, field.node, list) };

  function ask() {
    clearTimeout(timer);
    timer = setTimeout(suggest, 200);
  }

  async function suggest() {
    try {
      const { providers } = await read("providers", { query: field.input.value.trim(), limit: 20 }, signal);
      fill(list, providers.map(({ key, name }) => element("option", { value: key }, name)));
    } catch {
      // Who types is not disturbed: it works without suggestions.
    }
  }
}
