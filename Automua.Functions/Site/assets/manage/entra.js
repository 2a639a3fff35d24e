// Signing in with Microsoft Entra: an authorization code with PKCE, as a single-page application gets it (RFC 6749 section 4.1,
// RFC 7636, OpenID Connect Core 1.0 section 3.1).
import { Problem } from "./api.js";

const Place = "automua-sign-in";

// How to sign in there, as the page says it; null when it does not.
export function settings({ client, metadata, scope }) {
  return client ? { client, metadata, scope: `openid ${scope}` } : null;
}

// Leaves for the tenant's page, which sends the user back here.
export async function leave(directory) {
  if (!globalThis.crypto?.subtle)
    throw new Problem(0, { detail: "Signing in with Microsoft needs https." });
  const { authorization_endpoint: authorization, token_endpoint: token } = await describe(directory);
  const attempt = { state: random(), nonce: random(), verifier: random(), token, back: location.hash };
  sessionStorage.setItem(Place, JSON.stringify(attempt));
  const target = new URL(authorization);
  target.search = new URLSearchParams({
    client_id: directory.client,
    response_type: "code",
    redirect_uri: redirect(),
    scope: directory.scope,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await hashed(attempt.verifier),
    code_challenge_method: "S256",
    // Behind the number sign no server and no log is told the code.
    response_mode: "fragment",
  });
  location.assign(target);
}

// Ends what leave() began: the credential, or a problem in words; null when the user does not come from there.
export async function finish(directory) {
  const said = new URLSearchParams(location.hash.slice(1));
  if (directory === null || location.hash.startsWith("#/") || !said.has("state") || !(said.has("code") || said.has("error")))
    return null;
  const kept = sessionStorage.getItem(Place);
  sessionStorage.removeItem(Place);
  const attempt = kept === null ? null : JSON.parse(kept);
  history.replaceState(null, "", location.pathname + (attempt?.back ?? ""));
  if (attempt === null || said.get("state") !== attempt.state)
    return { problem: "The sign-in did not begin in this tab. Please sign in again." };
  if (said.has("error"))
    return { problem: `Microsoft did not sign you in: ${said.get("error_description") ?? said.get("error")}` };
  try {
    return { credential: await redeem(directory, attempt, said.get("code")) };
  } catch (reason) {
    return { problem: reason.message };
  }
}

async function redeem(directory, attempt, code) {
  const answer = await ask(attempt.token, {
    method: "POST",
    body: new URLSearchParams({
      client_id: directory.client,
      grant_type: "authorization_code",
      code,
      redirect_uri: redirect(),
      code_verifier: attempt.verifier,
      scope: directory.scope,
    }),
  });
  if (!answer.access_token || nonceOf(answer.id_token) !== attempt.nonce)
    throw new Problem(0, { detail: "The answer to the sign-in is not for this sign-in. Please sign in again." });
  return answer.access_token;
}

async function describe(directory) {
  const told = await ask(directory.metadata);
  const origin = new URL(directory.metadata).origin;
  for (const endpoint of [told.authorization_endpoint, told.token_endpoint]) {
    if (!URL.canParse(endpoint) || new URL(endpoint).origin !== origin)
      throw new Problem(0, { detail: "The tenant's description names no place to sign in." });
  }
  return told;
}

async function ask(address, request = {}) {
  let answer;
  try {
    answer = await fetch(address, { ...request, cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" });
  } catch {
    throw new Problem(0, { detail: "Microsoft Entra cannot be reached." });
  }
  let told;
  try {
    told = await answer.json();
  } catch {
    told = {};
  }
  if (!answer.ok)
    throw new Problem(0, { detail: `Microsoft did not sign you in: ${told.error_description ?? `status ${answer.status}`}` });
  return told;
}

// The signature need not be looked at: the token came from its issuer by TLS (OpenID Connect Core 1.0 section 3.1.3.7).
function nonceOf(token) {
  try {
    const claims = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    return JSON.parse(atob(claims)).nonce;
  } catch {
    return null;
  }
}

function redirect() {
  return `${location.origin}/manage`;
}

function random() {
  return encode(crypto.getRandomValues(new Uint8Array(32)));
}

async function hashed(text) {
  return encode(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}

function encode(octets) {
  return btoa(String.fromCharCode(...octets)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
