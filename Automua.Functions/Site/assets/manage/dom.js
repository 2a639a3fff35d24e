// The only place where elements are made: text stays text, and nothing is ever parsed as markup.
const Properties = new Set(["value", "checked", "disabled", "hidden", "selected", "open"]);

// Makes an element. Attributes that are null, undefined or false are left out; functions are listeners of the event that follows
// "on". Children are elements, texts, null, or lists of these.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(key.slice("on".length), value);
    } else if (Properties.has(key)) {
      made[key] = value ?? (key === "value" ? "" : false);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : String(value));
    }
  }
  made.append(...present(children));
  return made;
}

// Puts these children in place of all there are.
export function fill(parent, ...children) {
  parent.replaceChildren(...present(children));
  return parent;
}

// Says something to screen readers, which is not shown.
export function say(text) {
  const said = document.getElementById("said");
  said.textContent = "";
  // The same words twice are said twice only if they were gone in between.
  setTimeout(() => { said.textContent = text; }, 50);
}

let last = 0;

// An id that no other element has.
export function freshId(subject) {
  last += 1;
  return `${subject}-${last}`;
}

function present(children) {
  return children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false);
}
