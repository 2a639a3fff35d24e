// What each kind of mail app is told of a domain.
import { element, fill, say } from "./dom.js";
import { path, read } from "./api.js";
import { copyButton } from "./copying.js";
import { textField } from "./fields.js";
import { code } from "./texts.js";
import { servedView } from "./domain-frame.js";
import { fillLater } from "./waiting.js";

export function preview({ parameters: { name }, signal }) {
  return servedView(name, "preview", () => form(name, signal));
}

async function form(name, signal) {
  const where = path("domains", name, "preview");
  const place = element("div");
  const address = textField("E-mail address", {
    inputmode: "email",
    autocapitalize: "none",
    hint: "Optional. It need not exist, unless the domain has an LDAP server.",
  });
  const button = element("button", { type: "submit" }, "Show");
  fill(place, answers(await read(where, {}, signal)));
  return [
    element("form", { method: "post", onsubmit: ask }, address.node, element("p", {}, button)),
    place,
  ];

  async function ask(event) {
    event.preventDefault();
    button.disabled = true;
    const emailaddress = address.input.value.trim();
    const came = await fillLater(place, signal, "Asking.", async () => answers(await read(where, { emailaddress }, signal)));
    button.disabled = false;
    if (came)
      say("The answers are shown.");
  }
}

function answers({ answers: all }) {
  return all.map(({ title, request, media_type: type, body, problem }) => element(
    "details",
    { class: "answer" },
    element("summary", {}, title, problem === undefined ? null : [" ", element("span", { class: "badge plain" }, "nothing is told")]),
    element("p", {}, element("code", {}, request)),
    problem === undefined
      ? [element("p", { class: "aside" }, type, " ", copyButton(title, body)), code(body, title)]
      : element("p", {}, problem)));
}
