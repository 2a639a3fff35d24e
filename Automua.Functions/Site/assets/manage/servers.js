// The servers of a domain as a form: one group of fields for each, in order.
import { element, fill, freshId, say } from "./dom.js";
import { choiceField, textField, tickField } from "./fields.js";
import { table } from "./tables.js";

const Types = [
  ["imap", "IMAP"], ["pop", "POP3"], ["smtp", "SMTP (sending)"], ["jmap", "JMAP"], ["managesieve", "ManageSieve"],
  ["caldav", "CalDAV (calendars)"], ["carddav", "CardDAV (address books)"], ["webdav", "WebDAV (files)"],
];
const DavTypes = new Set(["caldav", "carddav", "webdav"]);
const Protections = [["", "By the port"], ["SSL", "TLS from the start"], ["STARTTLS", "STARTTLS"], ["plain", "None"]];
const DefaultPriority = "10";

// The form. read() gives the servers as the API wants them; tell() shows what it says of them, and gives back what has no place.
export function serverEditor(servers) {
  let rows = servers.map(row);
  const list = element("div", { class: "servers" });
  const adding = element("button", { type: "button", class: "quiet", onclick: add }, "Add a server");
  arrange();
  return {
    node: element("div", {}, list, element("p", {}, adding)),
    read: () => rows.map(server => server.read()),
    tell,
  };

  function arrange() {
    rows.forEach((server, place) => server.number(place, rows.length));
    fill(list, rows.length === 0 ? element("p", { class: "note" }, "There are no servers.") : rows.map(server => server.node));
  }

  function add() {
    const added = row({ type: "imap", name: "" });
    rows = [...rows, added];
    arrange();
    added.focus();
    list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function row(server) {
    const made = serverRow(server, { up: () => move(made, -1), down: () => move(made, 1), remove: () => remove(made) });
    return made;
  }

  // What has the lower priority comes first, so two that change places change these too.
  function move(server, step) {
    const place = rows.indexOf(server);
    const other = rows[place + step];
    [rows[place], rows[place + step]] = [other, server];
    const priority = server.priority;
    server.priority = other.priority;
    other.priority = priority;
    arrange();
    server.focusOn(step);
    say(`This is server ${place + step + 1} now.`);
    list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function remove(server) {
    const place = rows.indexOf(server);
    rows = rows.filter(known => known !== server);
    arrange();
    (rows[place] ?? rows[place - 1])?.focus() ?? adding.focus();
    say(`Server ${place + 1} is removed.`);
    list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function tell(errors) {
    rows.forEach(server => server.clear());
    return errors.filter(({ pointer, detail }) => {
      const [, number, member] = /^\/servers\/(\d+)(?:\/([^/]+))?/.exec(pointer ?? "") ?? [];
      return number === undefined || !rows[number]?.tell(member, detail);
    });
  }
}

// The same to read only.
export function serverTable(servers) {
  return table("Servers", ["Type", "Where", "Port", "Protection"], servers.map(server => [
    nameOf(Types, server.type),
    element("code", {}, server.url ?? server.name),
    server.port ? String(server.port) : null,
    server.socket_type ? nameOf(Protections, server.socket_type) : null,
  ]));
}

function nameOf(options, value) {
  return options.find(([option]) => option === value)?.[1] ?? value;
}

function serverRow(server, { up, down, remove }) {
  const legend = element("legend");
  const type = choiceField("Type", Types, { value: server.type });
  const problem = element("p", { class: "error", id: freshId("server"), hidden: true });
  const space = element("div", { class: "fields" });
  const upButton = element("button", { type: "button", class: "quiet", onclick: up }, "Up");
  const downButton = element("button", { type: "button", class: "quiet", onclick: down }, "Down");
  const removeButton = element("button", { type: "button", class: "quiet", onclick: remove }, "Remove");
  let fields = fieldsOf(server);
  let place = 0;
  type.input.addEventListener("change", change);
  fill(space, type.node, Object.values(fields).map(field => field.node));
  const node = element(
    "fieldset",
    { class: "server", "aria-describedby": problem.id },
    legend,
    problem,
    space,
    element("p", { class: "buttons" }, upButton, downButton, removeButton));

  return {
    node,
    read,
    focus: () => type.input.focus(),
    focusOn: step => (step < 0 ? [upButton, downButton] : [downButton, upButton]).find(button => !button.disabled)?.focus(),
    get priority() { return fields.prio?.input.value ?? null; },
    set priority(value) {
      if (fields.prio && value !== null)
        fields.prio.input.value = value;
    },
    number(index, count) {
      place = index;
      legend.textContent = `Server ${index + 1}`;
      upButton.disabled = index === 0;
      downButton.disabled = index === count - 1;
      for (const [button, what] of [[upButton, "Up"], [downButton, "Down"], [removeButton, "Remove"]])
        button.setAttribute("aria-label", `${what}: server ${place + 1}`);
    },
    clear() {
      problem.hidden = true;
      [type, ...Object.values(fields)].forEach(field => field.tell?.(null));
    },
    tell(member, detail) {
      const field = member === "type" ? type : fields[member];
      if (field?.tell) {
        field.tell(detail);
      } else {
        problem.hidden = false;
        problem.textContent = `${member ?? "This server"} ${detail}`;
      }
      return true;
    },
  };

  function change() {
    const kept = read();
    // The port belongs to the protocol that was before.
    fields = fieldsOf({ ...kept, port: undefined, socket_type: undefined });
    fill(space, type.node, Object.values(fields).map(field => field.node));
    type.input.focus();
  }

  function read() {
    const said = Object.entries(fields).map(([member, field]) => [member, field.said()]);
    return { type: type.input.value, ...Object.fromEntries(said.filter(([, value]) => value !== null)) };
  }
}

function fieldsOf(server) {
  return DavTypes.has(server.type)
    ? {
      url: text("URL", server.url ?? "", { inputmode: "url", autocapitalize: "none", required: true }),
      port: number("Port", server.port, "Only if it is not in the URL."),
      user_name: text("User name", server.user_name ?? "", { autocapitalize: "none", placeholder: "%EMAILADDRESS%" }),
      domain_required: tick("A domain is wanted at log-in", server.domain_required === true),
    }
    : {
      name: text("Host name", server.name ?? "", { autocapitalize: "none", required: true }),
      port: number("Port", server.port),
      socket_type: choice("Protection", Protections, server.socket_type ?? ""),
      user_name: text("User name", server.user_name ?? "", { autocapitalize: "none", placeholder: "%EMAILADDRESS%" }),
      authentication: list("Ways to log in", server.authentication),
      prio: number("Priority", server.prio, "Lower comes first.", DefaultPriority),
    };
}

// Each field also says its value as a document has it, with null for what is left out.
function text(label, value, attributes) {
  const field = textField(label, { value, ...attributes });
  return { ...field, said: () => field.input.value.trim() || null };
}

function number(label, value, hint = null, usual = "") {
  const field = textField(label, { value: value ?? usual, inputmode: "numeric", class: "narrow", hint });
  return { ...field, said: () => numberOf(field.input.value.trim()) };
}

function choice(label, options, value) {
  const field = choiceField(label, options, { value });
  return { ...field, said: () => field.input.value || null };
}

function tick(label, checked) {
  const field = tickField(label, { checked });
  return { ...field, said: () => field.input.checked || null };
}

function list(label, value) {
  const words = [value ?? []].flat().join(", ");
  const field = textField(label, { value: words, autocapitalize: "none", placeholder: "password-cleartext", hint: "Several with commas between, such as OAuth2, password-cleartext." });
  return {
    ...field,
    said() {
      const said = field.input.value.split(",").map(word => word.trim()).filter(word => word !== "");
      return said.length === 0 ? null : said;
    },
  };
}

// What is no number goes to the service as it is: it says what is allowed.
export function numberOf(typed) {
  return typed === "" ? null : /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed;
}
