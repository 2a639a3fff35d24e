// One provider: what is stored of it, and its domains.
import { element } from "./dom.js";
import { path, read } from "./api.js";
import { withQuery } from "./links.js";
import { copyButton } from "./copying.js";
import { domainTable } from "./domains.js";
import { summary } from "./lists.js";
import { code } from "./texts.js";

const FewDomains = 20;

export async function provider({ parameters: { key }, signal }) {
  const [stored, found] = await Promise.all([
    read(path("providers", key), {}, signal),
    read("domains", { provider: key, limit: FewDomains }, signal),
  ]);
  const document = JSON.stringify(stored, null, 2);
  return {
    title: stored.provider,
    before: [element("p", { class: "crumb" }, element("a", { href: "#/providers" }, "Providers"))],
    content: [
      element("section", { "aria-labelledby": "domains" }, [
        element("h2", { id: "domains" }, "Domains"),
        summary(found.domains.length, ["domain", "domains"], {}, found.next),
        found.domains.length === 0 ? null : domainTable(found.domains),
        found.next ? element("p", {}, element("a", { href: withQuery("#/domains", { provider: key }) }, "All its domains")) : null,
      ]),
      element("section", { "aria-labelledby": "stored" }, [
        element("h2", { id: "stored" }, "What is stored"),
        element("p", {}, "To change it, import a document of version 3 with this provider in it: what the document says takes the place of what is stored."),
        element("p", {}, copyButton("the provider", document)),
        code(document, "The provider as JSON"),
      ]),
    ],
  };
}
