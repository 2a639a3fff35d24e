// The API below /manage/v1, as the page uses it.
import * as session from "./session.js";

const Root = "/manage/v1/";

// An answer other than the one that was hoped for. Its status is 0 when there was none.
export class Problem extends Error {
  constructor(status, told = {}, wait = null) {
    super(told.detail ?? `The service answered with status ${status}.`);
    this.status = status;
    this.title = told.title ?? "Error";
    // What is wrong with a document, each with a JSON pointer to the place.
    this.errors = told.errors ?? [];
    // Seconds until it is worth asking again; null when that is not said.
    this.wait = wait;
  }
}

// The path of a resource of these pieces.
export function path(...pieces) {
  return pieces.map(encodeURIComponent).join("/");
}

// Asks, and gives back the answer of status 2xx.
export async function call(method, where, { query = {}, body = null, headers = {}, signal = null, credential = null } = {}) {
  const shown = credential ?? session.current();
  let answer;
  try {
    answer = await fetch(Root + where + queryOf(query), {
      method,
      body,
      signal,
      headers: { ...headers, Authorization: `Bearer ${shown}` },
      cache: "no-store",
      redirect: "error",
    });
  } catch (reason) {
    if (reason.name === "AbortError")
      throw reason;
    throw new Problem(0, { title: "No answer", detail: "The service cannot be reached." });
  }
  if (answer.ok)
    return answer;
  const problem = await problemOf(answer);
  // Not when it is still being tried.
  if (problem.status === 401 && credential === null && session.current() === shown)
    session.end(`You were signed out. ${session.isToken(shown) ? problem.message : "The key is not the right one any more."}`);
  throw problem;
}

// Asks for a JSON document.
export async function read(where, query = {}, signal = null) {
  return (await call("GET", where, { query, signal })).json();
}

// Whether a reason not to go on needs no words: the view is gone, or its user is signed out, which is told already.
export function isSilent(reason) {
  return reason.name === "AbortError" || reason.status === 401;
}

function queryOf(members) {
  const said = Object.entries(members).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return said.length === 0 ? "" : `?${new URLSearchParams(said)}`;
}

async function problemOf(answer) {
  const wait = Number.parseInt(answer.headers.get("Retry-After") ?? "", 10);
  let told;
  try {
    told = await answer.json();
  } catch {
    told = { title: answer.statusText };
  }
  return new Problem(answer.status, told, Number.isNaN(wait) ? null : wait);
}
