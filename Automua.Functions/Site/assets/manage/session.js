// Who is signed in, for as long as the tab lives: a reload keeps it, another tab does not have it, and no URL ever holds it.
const Place = "automua-credential";

let credential = read();

// What is shown to the service; null when nobody is signed in.
export function current() {
  return credential;
}

// Whether a credential has the form of a token: then the service says what is wrong with it. Of a key there is nothing to say.
export function isToken(shown) {
  return shown.split(".").length === 3;
}

// Somebody has signed in.
export function begin(shown) {
  credential = shown;
  try {
    sessionStorage.setItem(Place, shown);
  } catch {
    // Without storage a reload asks again.
  }
}

// Nobody is signed in any more; whoever listens learns why, which may be null.
export function end(reason = null) {
  credential = null;
  try {
    sessionStorage.removeItem(Place);
  } catch {
    // Nothing was kept.
  }
  dispatchEvent(new CustomEvent("signed-out", { detail: reason }));
}

function read() {
  try {
    return sessionStorage.getItem(Place);
  } catch {
    return null;
  }
}
