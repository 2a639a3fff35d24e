// The page's addresses: they stand behind the number sign, so that no server is ever told them.
import { overview } from "./overview.js";
import { providers } from "./providers.js";
import { provider } from "./provider.js";
import { domains } from "./domains.js";
import { domainEdit, domainNew } from "./domain-edit.js";
import { records } from "./records.js";
import { check } from "./check.js";
import { preview } from "./preview.js";
import { importing } from "./import.js";
import { exporting } from "./export.js";
import { purge } from "./purge.js";

// Pieces that begin with a colon are parameters. What has a name stands in the menu.
export const Routes = [
  { pattern: "overview", view: overview, name: "Overview" },
  { pattern: "domains", view: domains, name: "Domains" },
  { pattern: "domains/:name", view: domainEdit },
  { pattern: "domains/:name/dns", view: records },
  { pattern: "domains/:name/check", view: check },
  { pattern: "domains/:name/preview", view: preview },
  { pattern: "providers", view: providers, name: "Providers" },
  { pattern: "providers/:key", view: provider },
  { pattern: "new-domain", view: domainNew },
  { pattern: "import", view: importing, name: "Import" },
  { pattern: "export", view: exporting, name: "Export" },
  { pattern: "purge", view: purge, name: "Purge" },
];

// The view that an address names, with its parameters; the first one for an address that names none.
export function find(hash) {
  const [way, question = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const query = Object.fromEntries(new URLSearchParams(question));
  const pieces = decoded(way.split("/"));
  for (const route of Routes) {
    const parameters = match(route.pattern.split("/"), pieces);
    if (parameters !== null)
      return { route, parameters, query };
  }
  return { route: Routes[0], parameters: {}, query: {} };
}

function match(pattern, pieces) {
  if (pattern.length !== pieces.length)
    return null;
  const parameters = {};
  for (const [place, expected] of pattern.entries()) {
    if (expected.startsWith(":") && pieces[place] !== "")
      parameters[expected.slice(1)] = pieces[place];
    else if (expected !== pieces[place])
      return null;
  }
  return parameters;
}

function decoded(pieces) {
  try {
    return pieces.map(decodeURIComponent);
  } catch {
    return [];
  }
}
