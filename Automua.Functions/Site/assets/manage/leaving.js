// Whether something typed would be lost.
let isUnsaved = false;

addEventListener("beforeunload", event => {
  if (isUnsaved)
    event.preventDefault();
});

// Says that there is something to lose, or nothing any more.
export function setUnsaved(is) {
  isUnsaved = is;
}

// Whether the view may go: it may when there is nothing to lose, or its user says so.
export function mayLeave() {
  if (isUnsaved && !confirm("Leave this page? What you changed is not saved."))
    return false;
  isUnsaved = false;
  return true;
}
