// What the views share. Every text is foreign: it becomes a text node, never markup.
export const byId = id => document.getElementById(id);

/** Makes an element: attributes, and children that are elements or texts. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== false) made.setAttribute(key, value);
  made.append(...children.filter(child => child !== null));
  return made;
}

export function button(text, action, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", action);
  return made;
}

/** Makes a row; a column is its label, its content and, for numbers, "number". */
export const row = (...columns) => element("tr", { role: "row" },
  ...columns.map(([label, content, kind]) => element("td", { role: "cell", "data-label": label, class: kind }, content)));

/** Runs something that can be refused, and shows the reason where the reader is. */
export async function attempt(place, action) {
  const problem = place.querySelector(".problem");
  problem.textContent = "";
  try {
    return await action();
  } catch (error) {
    problem.textContent = error.message;
    return undefined;
  }
}

const units = ["B", "KB", "MB", "GB", "TB"];

/** A size as the Hub counts: 1 KB has 1000 bytes. */
export function size(bytes) {
  let unit = 0;
  for (; bytes >= 999.5 && unit < units.length - 1; unit++) bytes /= 1000;
  return `${unit === 0 ? bytes : Number(bytes.toPrecision(3))} ${units[unit]}`;
}

export const score = value => value === null || value === undefined ? "unknown" : value.toFixed(2);
export const verdict = text => element("span", { class: `badge ${text === "passed" ? "good" : "waived"}` }, text);
export const day = text => element("time", { datetime: text }, new Date(text).toLocaleDateString(undefined, { dateStyle: "medium" }));
export const packageLink = (id, text) => element("a", { href: `#package/${encodeURIComponent(id)}` }, text);

/** The title of a metric: bus_factor → Bus Factor. */
export const title = name => name.split("_").map(word => word === "and" ? word : word[0].toUpperCase() + word.slice(1)).join(" ").replace("Ramp Up", "Ramp-Up");
