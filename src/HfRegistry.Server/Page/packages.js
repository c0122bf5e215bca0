// The list of packages: search and pages.
import { read } from "./api.js";
import { attempt, byId, day, element, packageLink, row, score, size, verdict } from "./view.js";

const limit = 20;
const typingPause = 250;

const section = byId("packages-title").closest("section");
const body = section.querySelector("tbody");
let offset = 0;
let total = 0;
let lastRequest = 0;

export async function list() {
  // The answer to an older question may come later.
  const request = ++lastRequest;
  await attempt(section, async () => {
    const name = byId("name").value.trim();
    const answer = await read(`packages?${new URLSearchParams({ offset, limit, ...(name === "" ? {} : { name }) })}`);
    if (request === lastRequest) show(answer);
  });
}

function show(answer) {
  total = answer.total;
  body.replaceChildren(...answer.packages.map(one => row(
    ["Package", packageLink(one.package_id, element("span", {}, one.name, " ", element("small", {}, one.version)))],
    ["License", one.license ?? "none stated"],
    ["Score", score(one.net_score), "number"],
    ["Verdict", verdict(one.verdict)],
    ["Size", size(one.size_bytes), "number"],
    ["Stored", day(one.created_at), "number"])));
  const last = offset + answer.packages.length;
  byId("found").textContent = total === 0 ? "No packages" : `${offset + 1}–${last} of ${total}`;
  body.parentElement.hidden = total === 0;
  byId("paging").hidden = total <= limit;

  // Not `disabled`: that would take the focus from who pages by keyboard.
  byId("previous").setAttribute("aria-disabled", offset === 0);
  byId("next").setAttribute("aria-disabled", last >= total);
}

function turn(to) {
  if (to < 0 || to >= total) return;
  offset = to;
  list();
}

let typing;
function search(wait) {
  clearTimeout(typing);
  typing = setTimeout(() => { offset = 0; list(); }, wait);
}

byId("name").addEventListener("input", () => search(typingPause));
byId("search").addEventListener("submit", event => { event.preventDefault(); search(0); });
byId("previous").addEventListener("click", () => turn(offset - limit));
byId("next").addEventListener("click", () => turn(offset + limit));
