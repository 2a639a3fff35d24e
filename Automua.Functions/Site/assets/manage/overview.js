// How the service is.
import { element } from "./dom.js";
import { read } from "./api.js";
import { badge } from "./tables.js";

const CertificateStates = {
  valid: ["valid", "good"],
  expires_soon: ["expires soon", "warn"],
  expired: ["has expired: profiles are not served", "bad"],
  not_yet_valid: ["is not valid yet: profiles are not served", "bad"],
  unavailable: ["cannot be read: profiles are not served", "bad"],
};

export async function overview({ signal }) {
  const status = await read("status", {}, signal);
  const { counts, certificate } = status;
  return {
    title: "Overview",
    content: [
      counts?.domains === 0 ? nothingYet() : null,
      element(
        "div",
        { class: "cards" },
        card("Data", [
          ["Domains", counts ? element("a", { href: "#/domains" }, number(counts.domains)) : "not known just now"],
          ["Providers", counts ? element("a", { href: "#/providers" }, number(counts.providers)) : "not known just now"],
        ]),
        card("Service", [
          ["Version", status.version],
          ["Store", status.store.kind],
          ["State of the store", status.store.available ? badge("answers", "good") : badge("does not answer", "bad")],
        ]),
        card("Cache", cacheRows(status.cache)),
        card("Signing certificate", certificate ? certificateRows(certificate) : [["State", "none: profiles are not signed"]])),
    ],
  };
}

function nothingYet() {
  return element(
    "p", { class: "note" }, "Nothing is stored yet. ", element("a", { href: "#/import" }, "Import a document"), " to begin with.");
}

function cacheRows({ hits, stale, misses, ratio }) {
  return [
    ["Answered from memory", ratio === null ? "nothing was asked yet" : `${(ratio * 100).toFixed(1)} %`],
    ["Hits, misses", `${number(hits)}, ${number(misses)}`],
    ["Out of date, while the store was down", number(stale)],
  ];
}

function certificateRows({ status, expires, days }) {
  const [word, kind] = CertificateStates[status] ?? [status, "warn"];
  const rows = [["State", badge(word, kind)]];
  if (expires) {
    const day = new Date(expires).toLocaleDateString("en", { dateStyle: "long", timeZone: "UTC" });
    rows.push([days < 0 ? "Expired" : "Expires", `${day}, ${days === 1 ? "in 1 day" : days < 0 ? `${number(-days)} days ago` : `in ${number(days)} days`}`]);
  }
  return rows;
}

function card(title, rows) {
  return element(
    "section",
    { class: "card" },
    element("h2", {}, title),
    element("dl", {}, rows.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)))));
}

function number(count) {
  return count.toLocaleString("en");
}
