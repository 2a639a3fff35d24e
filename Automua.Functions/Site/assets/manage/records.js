// The records that a domain needs in DNS.
import { element } from "./dom.js";
import { call, path, read } from "./api.js";
import { copyButton } from "./copying.js";
import { table } from "./tables.js";
import { code } from "./texts.js";
import { servedView } from "./domain-frame.js";

export function records({ parameters: { name }, signal }) {
  return servedView(name, "dns", () => tableOf(name, signal));
}

async function tableOf(name, signal) {
  const where = path("domains", name, "dns");
  const [listed, zone] = await Promise.all([
    read(where, { format: "json" }, signal),
    call("GET", where, { query: { format: "zone" }, signal }).then(answer => answer.text()),
  ]);
  return [
    element("p", {}, "What to publish in DNS, so that mail apps find this service and the servers."),
    element("p", {}, copyButton("all records as a zone file", zone, "Copy all as zone file")),
    table("DNS records", ["Name", "Type", "TTL", "Data", "Copy"], listed.map(record => [
      element("code", {}, record.name),
      element("span", { class: "short" }, record.type),
      element("span", { class: "short" }, String(record.ttl)),
      element("code", {}, record.data),
      copyButton(`data of ${record.type} ${record.name}`, record.data),
    ])),
    element("details", {}, element("summary", {}, "As a zone file"), code(zone, "The records as a zone file")),
  ];
}
