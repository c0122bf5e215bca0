// One package: scores, verdict, lineage, files.
import { read, save } from "./api.js";
import { attempt, button, byId, day, element, packageLink, row, score, size, title, verdict } from "./view.js";

const filesShown = 100;

const article = byId("package");
const details = article.querySelector(".details");

let lastRequest = 0;

export async function open(id) {
  // The answer to an older question may come later.
  const request = ++lastRequest;
  byId("package-title").textContent = "Package";
  details.replaceChildren();
  await attempt(article, async () => {
    const address = `package/${encodeURIComponent(id)}`;
    const [one, lineage] = await Promise.all([read(`${address}/metadata`), read(`${address}/lineage`)]);
    if (request === lastRequest) show(address, one, lineage.base_models);
  });
  byId("package-title").focus();
}

function show(address, one, parents) {
  const { manifest } = one;
  byId("package-title").replaceChildren(one.name, " ", element("small", {}, one.version));
  details.replaceChildren(
    one.description === null ? "" : element("p", { class: "lead" }, one.description),
    downloads(address, one),
    element("dl", { class: "tiles" },
      tile("Score", score(one.net_score)), tile("License", one.license ?? "none stated"), tile("Size", size(one.size_bytes)), tile("Verdict", verdict(one.verdict))),
    part("Verdict", ...reasons(manifest.gate)),
    manifest.scores === null || manifest.scores === undefined ? "" : part("Metrics", metrics(manifest.scores)),
    part("Origin", origin(one, manifest, parents)),
    part(`Files (${manifest.files.length})`, ...files(manifest.files)));
}

function downloads(address, one) {
  const name = `${one.name.replaceAll("/", "--")}-${one.version}`;
  const start = (path, file) => () => attempt(article, () => save(path, file));
  return element("p", { class: "actions" },
    button("Download", start(address, `${name}.zip`)),
    one.manifest.bom ? button("Bill of materials", start(`${address}/bom`, `${name}.cdx.json`), { class: "plain" }) : "");
}

const tile = (name, value) => element("div", { class: "tile" }, element("dt", {}, name), element("dd", {}, value));
const part = (heading, ...content) => element("section", {}, element("h3", {}, heading), ...content);

function reasons(gate) {
  if (gate.waived.length === 0) return [element("p", {}, "The package meets every requirement of the policy.")];
  return [
    element("p", {}, "The package is in by an exception. It does not meet:"),
    element("ul", {}, ...gate.waived.map(one => element("li", {}, one))),
    gate.reason ? element("p", {}, `Reason of the exception: ${gate.reason}`) : "",
  ];
}

const metrics = scores => element("ul", { class: "metrics card" }, ...Object.entries(scores.metrics).map(([name, value]) => {
  const heading = element("span", {}, title(name));
  return value === null
    ? element("li", {}, heading, element("span", { class: "none" }, "unknown"), element("small", {}, scores.unknown[name] ?? ""))
    : element("li", {}, heading, element("span", { class: "number" }, score(value)), element("meter", { min: 0, max: 1, value, "aria-hidden": "true" }));
}));

function origin(one, manifest, parents) {
  const facts = [
    ["Source", link(manifest.source)],
    ["Commit", element("code", {}, one.revision)],
    ["SHA-256", element("code", {}, one.sha256)],
    ["Made from", parents.length === 0 ? "no model that its card names" : element("ul", {}, ...parents.map(parent =>
      element("li", {}, parent.package_id === null ? `${parent.name} (not in the catalog)` : packageLink(parent.package_id, parent.name))))],
    ["Stored", element("span", {}, day(one.created_at), ` by ${one.created_by}`)],
  ];
  return element("dl", { class: "facts card" }, ...facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

const link = address => /^https?:\/\//.test(address) ? element("a", { href: address, rel: "noreferrer" }, address) : address;

function files(all) {
  const body = element("tbody", { role: "rowgroup" });
  const add = some => body.append(...some.map(file => row(["Path", name(file)], ["Size", size(file.size_bytes), "number"], ["SHA-256", element("code", { title: file.sha256 }, file.sha256.slice(0, 12))])));
  add(all.slice(0, filesShown));
  const table = element("table", { role: "table", class: "files", "aria-label": "Files" },
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...["Path", "Size", "SHA-256"].map((label, column) =>
      element("th", { role: "columnheader", scope: "col", class: column === 1 ? "number" : undefined }, label)))), body);
  const rest = all.slice(filesShown);
  if (rest.length === 0) return [table];
  const more = button(`Show ${rest.length} more`, () => { add(rest); more.remove(); byId("package-title").focus(); }, { class: "plain" });
  return [table, element("p", {}, more)];
}

const name = file => element("span", {}, file.path,
  file.unsafe_format ? element("span", { class: "badge stale" }, "loading it can run code") : "",
  file.scan && file.scan !== "safe" ? element("span", { class: "badge" }, `scan: ${file.scan}`) : "");
