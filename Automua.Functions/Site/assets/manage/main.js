// Starts the page: asks who is there, then shows the view that the address names, and each further one.
import { element, fill, say } from "./dom.js";
import * as session from "./session.js";
import { isSilent } from "./api.js";
import { mayLeave, setUnsaved } from "./leaving.js";
import * as entra from "./entra.js";
import { signIn } from "./sign-in.js";
import { problemPanel } from "./problems.js";
import { Routes, find } from "./router.js";

const main = document.getElementById("main");
const top = document.getElementById("top");
const directory = entra.settings(main.dataset);

let turn = new AbortController();

addEventListener("hashchange", event => {
  if (mayLeave())
    show();
  else
    history.replaceState(null, "", event.oldURL);
});
addEventListener("signed-out", event => askWho(event.detail));
start();

async function start() {
  const returned = await entra.finish(directory);
  if (returned?.credential)
    session.begin(returned.credential);
  if (returned?.problem)
    askWho(returned.problem);
  else
    show();
}

async function show() {
  if (session.current() === null) {
    askWho(null);
    return;
  }
  turn.abort();
  turn = new AbortController();
  const signal = turn.signal;
  const { route, parameters, query } = find(location.hash);
  showMenu(route);
  main.setAttribute("aria-busy", "true");
  let shown;
  try {
    shown = await route.view({ parameters, query, signal });
  } catch (reason) {
    if (isSilent(reason) || signal.aborted)
      return;
    shown = { title: "This cannot be shown", content: [problemPanel(reason, show)] };
  }
  if (!signal.aborted)
    paint(shown);
}

function askWho(reason) {
  setUnsaved(false);
  turn.abort();
  turn = new AbortController();
  showTop();
  paint(signIn({ reason, directory, onSignedIn: show, signal: turn.signal }));
}

// A view is a title, what stands under it, and perhaps what stands before it and what gets the focus in place of the heading.
function paint({ title, before = [], content, focus = null }) {
  main.removeAttribute("aria-busy");
  document.title = `${title} - Automua administration`;
  const heading = element("h1", { tabindex: "-1" }, title);
  fill(main, before, heading, content);
  scrollTo(0, 0);
  (focus ?? heading).focus({ preventScroll: true });
}

function showMenu(route) {
  const root = route.pattern.split("/")[0];
  const branch = root === "new-domain" ? "domains" : root;
  const items = Routes.filter(known => known.name).map(known => element("li", {}, element(
    "a", { href: `#/${known.pattern}`, "aria-current": known === route ? "page" : known.pattern === branch ? "true" : null }, known.name)));
  const leave = element("li", {}, element("button", { type: "button", class: "quiet", onclick: signOut }, "Sign out"));
  showTop(element("nav", { "aria-label": "Administration" }, element("ul", {}, items, leave)));
}

function showTop(menu = null) {
  top.hidden = false;
  fill(
    top,
    menu ? element("a", { class: "skip", href: "#main", onclick: skip }, "Skip to the content") : null,
    element("p", { class: "brand" }, "Automua"),
    menu);
}

function skip(event) {
  // The address belongs to the views.
  event.preventDefault();
  main.querySelector("h1").focus();
}

function signOut() {
  session.end();
  say("You are signed out.");
}
