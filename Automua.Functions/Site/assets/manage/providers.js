// The providers, by key.
import { element } from "./dom.js";
import { read } from "./api.js";
import { to, withQuery } from "./links.js";
import { table } from "./tables.js";
import { PageSize, pages, search, summary } from "./lists.js";

const Address = "#/providers";

export async function providers({ query, signal }) {
  const found = await read("providers", { query: query.query, after: query.after, limit: PageSize }, signal);
  return {
    title: "Providers",
    content: [
      search("Part of the name or the id", Address, query),
      summary(found.providers.length, ["provider", "providers"], query, found.next),
      found.providers.length === 0 ? null : providerTable(found.providers),
      pages(Address, query, found.next),
    ],
  };
}

function providerTable(listed) {
  return table("Providers", ["Name", "Id", "Domains"], listed.map(({ key, id, name, domains }) => [
    element("a", { href: to("providers", key) }, name),
    id ?? "none",
    element("a", { href: withQuery("#/domains", { provider: key }), "aria-label": `${domains} domains of ${name}` }, domains.toLocaleString("en")),
  ]));
}
