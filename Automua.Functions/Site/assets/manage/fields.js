// Fields of forms, with what is wrong with them beside them.
import { element, fill, freshId } from "./dom.js";

// A field for one line, of the kind that its type says.
export function textField(label, { hint = null, ...attributes } = {}) {
  return labelled(label, hint, element("input", { type: "text", autocomplete: "off", spellcheck: "false", ...attributes }));
}

// A choice of few: each option is a value and its text.
export function choiceField(label, options, { hint = null, value = "" } = {}) {
  const known = options.some(([option]) => option === value);
  const shown = known ? options : [...options, [value, value]];
  return labelled(label, hint, element("select", {}, shown.map(([option, text]) =>
    element("option", { value: option, selected: option === value }, text))));
}

// A large text field.
export function areaField(label, { hint = null, ...attributes } = {}) {
  return labelled(label, hint, element("textarea", { autocomplete: "off", spellcheck: "false", autocapitalize: "none", ...attributes }));
}

// A box to tick.
export function tickField(label, { hint = null, checked = false } = {}) {
  const id = freshId("field");
  const input = element("input", { id, type: "checkbox", checked, "aria-describedby": hint ? `${id}-hint` : null });
  return {
    input,
    node: element(
      "div", { class: "field tick" }, input, element("label", { for: id }, label), hint ? element("p", { class: "hint", id: `${id}-hint` }, hint) : null),
  };
}

// One of several, by buttons.
export function radioFields(legend, options, chosen, onChange = () => {}) {
  const name = freshId("choice");
  const inputs = options.map(([value]) => element("input", { type: "radio", id: freshId("radio"), name, value, checked: value === chosen, onchange: () => onChange(value) }));
  return {
    node: element("fieldset", {}, element("legend", {}, legend), options.map(([, label, hint], place) => element(
      "div", { class: "field tick" }, inputs[place], element("label", { for: inputs[place].id }, label), hint ? element("p", { class: "hint" }, hint) : null))),
    get value() { return inputs.find(input => input.checked).value; },
  };
}

function labelled(label, hint, input) {
  const id = freshId("field");
  const problem = element("p", { class: "error", id: `${id}-problem`, hidden: true });
  input.id = id;
  const described = hint ? [`${id}-hint`] : [];
  describe(input, described);
  return {
    input,
    node: element(
      "div", { class: "field" }, element("label", { for: id }, label), input, hint ? element("p", { class: "hint", id: `${id}-hint` }, hint) : null, problem),
    // Says what is wrong with the value, as the end of a sentence, or with null that nothing is.
    tell(text) {
      problem.hidden = text === null;
      fill(problem, text === null ? null : `${label} ${text}`);
      if (text === null)
        input.removeAttribute("aria-invalid");
      else
        input.setAttribute("aria-invalid", "true");
      describe(input, text === null ? described : [...described, problem.id]);
    },
  };
}

function describe(input, ids) {
  if (ids.length === 0)
    input.removeAttribute("aria-describedby");
  else
    input.setAttribute("aria-describedby", ids.join(" "));
}
