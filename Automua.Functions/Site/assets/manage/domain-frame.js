// What the views of one domain have in common.
import { element } from "./dom.js";
import { to } from "./links.js";

const Parts = [["Settings"], ["DNS records", "dns"], ["Check", "check"], ["Preview", "preview"]];

// A view of a domain: the way to its other views, and what is the view's own.
export function domainView(name, part, content, more = {}) {
  const [title] = Parts.find(([, piece]) => piece === part);
  return {
    ...more,
    title: part ? `${name}: ${title}` : name,
    before: [
      element("p", { class: "crumb" }, element("a", { href: "#/domains" }, "Domains")),
    ],
    content: [
      element("nav", { "aria-label": `Views of ${name}`, class: "parts" }, element("ul", {}, Parts.map(([text, piece]) => element(
        "li", {}, element("a", { href: piece ? to("domains", name, piece) : to("domains", name), "aria-current": piece === part ? "page" : null }, text))))),
      content,
    ],
  };
}
