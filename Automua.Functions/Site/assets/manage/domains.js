// The domains, by name.
import { element } from "./dom.js";
import { read } from "./api.js";
import { to } from "./links.js";
import { table } from "./tables.js";
import { textField } from "./fields.js";
import { PageSize, pages, search, summary } from "./lists.js";

const Address = "#/domains";

export async function domains({ query, signal }) {
  const { query: words, provider, after } = query;
  const found = await read("domains", { query: words, provider, after, limit: PageSize }, signal);
  return {
    title: "Domains",
    content: [
      element("p", {}, element("a", { class: "button", href: "#/new-domain" }, "New domain")),
      search("Part of the name", Address, query, textField("Provider", { name: "provider", value: provider ?? "", hint: "Its id or, without one, its name." })),
      summary(found.domains.length, ["domain", "domains"], query, found.next),
      found.domains.length === 0 ? null : domainTable(found.domains),
      pages(Address, query, found.next),
    ],
  };
}

// A table of domains as the API lists them.
export function domainTable(listed) {
  return table("Domains", ["Name", "Provider"], listed.map(domain => [
    element("a", { href: to("domains", domain.name) }, domain.name),
    domain.provider
      ? element("a", { href: to("providers", domain.provider) }, domain.provider_name ?? domain.provider)
      : "none: the row was written by hand and is wrong",
  ]));
}
