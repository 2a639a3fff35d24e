// What mail apps find of a domain in the world.
import { element } from "./dom.js";
import { path, read } from "./api.js";
import { copyButton } from "./copying.js";
import { badge, table } from "./tables.js";
import { code } from "./texts.js";
import { servedView } from "./domain-frame.js";
import { fillLater } from "./waiting.js";

const Kinds = {
  "works": "good",
  "works partly": "warn",
  "fails": "bad",
  "not served": "plain",
  "right": "good",
  "not there": "plain",
  "missing": "bad",
  "contradicts": "bad",
};

export function check({ parameters: { name }, signal }) {
  return servedView(name, "check", () => checkup(name, signal));
}

function checkup(name, signal) {
  const place = element("div");
  const button = element("button", { type: "button", class: "quiet", onclick: ask }, "Check again");
  ask();
  return [
    element("p", {}, "DNS is asked for each record, and the public addresses for their answers: what mail apps find there stands here."),
    element("p", {}, button),
    place,
  ];

  async function ask() {
    button.disabled = true;
    await fillLater(place, signal, "DNS and the web are being asked. This can take half a minute.", async () =>
      report(await read(path("domains", name, "check"), {}, signal)));
    button.disabled = false;
  }
}

function report({ good, dns_server: server, records, answers, clients, unsayable }) {
  return [
    element("p", { class: `panel ${good ? "good" : "bad"}`, role: "status" }, element(
      "strong", {}, good ? "All mail apps find what they need." : "Some mail apps do not find what they need.")),
    element("h2", {}, "Mail apps"),
    table("Mail apps", ["App", "State", "Why"], clients.map(client => [
      client.name,
      badge(client.state, Kinds[client.state]),
      why(client),
    ])),
    element("h2", {}, "DNS records"),
    element("p", { class: "aside" }, `Asked: ${server}`),
    list("DNS records", records),
    element("h2", {}, "Answers on the web"),
    list("Answers on the web", answers),
    unsayable.length === 0 ? null : [
      element("h2", {}, "What cannot be told to everyone"),
      element("ul", {}, unsayable.map(text => element("li", {}, text))),
    ],
  ];
}

function why({ remark, because }) {
  return [
    remark ? element("p", {}, remark) : null,
    because.length === 0 ? null : element("ul", {}, because.map(subject => element("li", {}, subject))),
  ];
}

function list(caption, found) {
  if (found.length === 0)
    return element("p", { class: "note" }, "Nothing was looked for.");
  return table(caption, ["What", "State", "What to do"], found.map(finding => [
    finding.subject,
    badge(finding.standing, Kinds[finding.standing]),
    advice(finding),
  ]));
}

function advice({ subject, remark, fix, publish = [] }) {
  const lines = publish.join("\n");
  return [
    remark ? element("p", {}, remark) : null,
    fix ? element("p", {}, fix) : null,
    publish.length === 0 ? null : [code(lines, `Publish: ${subject}`), copyButton(`what to publish: ${subject}`, lines)],
  ];
}
