// Ingestions: begin, follow, cancel.
import { follow, isSignedIn, send } from "./api.js";
import { attempt, button, byId, element, packageLink, size } from "./view.js";
import { list } from "./packages.js";

const steps = ["resolve", "duplicate", "size", "score", "gate", "fetch", "verify", "package", "store", "catalog"];
const states = { open: "in progress", done: "stored", failed: "not stored", canceled: "canceled" };
const jobsKey = "hfregistry.jobs";
const jobsKept = 20;

const form = byId("ingest");
const cards = new Map();

async function submit(event) {
  event.preventDefault();
  await attempt(form, async () => {
    const version = byId("version").value.trim();
    const body = { model_id: byId("model").value.trim(), ...(version === "" ? {} : { version }) };
    const job = await (await send("POST", "package/ingest-huggingface", body, { Prefer: "respond-async" })).json();
    remember([job.job_id, ...remembered().filter(id => id !== job.job_id)]);
    form.reset();
    byId("model").focus();
    watch(job.job_id, job);
  });
}

/** Follows the jobs that this tab began, also after it was loaded anew. */
export function resume() {
  for (const id of remembered().reverse()) watch(id);
}

export function clear() {
  cards.clear();
  byId("jobs").replaceChildren();
}

const remembered = () => JSON.parse(sessionStorage.getItem(jobsKey) ?? "[]");
const remember = ids => sessionStorage.setItem(jobsKey, JSON.stringify(ids.slice(0, jobsKept)));

async function watch(id, job) {
  if (cards.has(id)) return;
  const card = new Card(id);
  cards.set(id, card);
  byId("jobs").prepend(card.item);
  if (job) card.show(job);
  try {
    await follow(id, state => card.show(state));
  } catch (error) {
    if (!isSignedIn()) return;
    card.fail(error.message);
    remember(remembered().filter(one => one !== id));
  }
}

/** An ingestion as the reader sees it. */
class Card {
  constructor(id) {
    this.name = element("strong");
    this.state = element("span", { class: "badge" });
    this.step = element("span", { class: "step" });
    this.bar = element("progress", { "aria-label": "Progress" });
    this.end = element("div", { class: "end" });
    this.cancel = button("Cancel", () => this.stop(id), { class: "plain" });
    this.problem = element("p", { class: "problem", role: "alert" });
    this.item = element("li", { class: "card job", tabindex: "-1" },
      element("p", { class: "heading" }, this.name, this.state), element("p", { class: "going" }, this.step, this.cancel), this.bar, this.end, this.problem);
  }

  show(job) {
    const isOpen = job.state === "open";
    const at = steps.indexOf(job.step);
    this.name.textContent = `${job.model_id} ${job.version}`;
    this.cancel.setAttribute("aria-label", `Cancel the ingestion of ${job.model_id} ${job.version}`);
    this.state.textContent = states[job.state] ?? job.state;
    this.state.className = `badge ${job.state === "done" ? "good" : job.state === "failed" ? "gone" : ""}`;
    this.step.textContent = isOpen ? at < 0 ? "Waiting" : `Step ${at + 1} of ${steps.length}: ${job.step}${job.total > 0 ? `, ${size(job.done)} of ${size(job.total)}` : ""}` : "";
    this.bar.hidden = !isOpen;
    this.bar.max = steps.length;
    if (at >= 0) this.bar.value = at + (job.total > 0 ? job.done / job.total : 0);
    if (!isOpen && this.item.contains(document.activeElement)) this.item.focus();
    this.cancel.parentElement.hidden = !isOpen;
    if (this.announced !== job.state + job.step) announce(`${this.name.textContent}: ${isOpen ? this.step.textContent : this.state.textContent}`);
    this.announced = job.state + job.step;
    if (!isOpen) this.finish(job);
  }

  finish(job) {
    this.end.replaceChildren(...(job.state === "done" ? [packageLink(job.package_id, "Show the package")] : reasons(job)));
    if (job.state === "done") list();
  }

  fail(message) {
    this.problem.textContent = message;
    this.bar.hidden = true;
    this.cancel.parentElement.hidden = true;
  }

  stop(id) {
    attempt(this.item, async () => this.show(await (await send("DELETE", `ingest/${id}`)).json()));
  }
}

function reasons(job) {
  if (job.state !== "failed") return [];
  const at = steps.indexOf(job.step);
  const where = at < 0 ? "" : `It stopped at step ${at + 1}: ${job.step}.`;
  return job.reasons === null
    ? [element("p", {}, where), element("p", {}, job.detail ?? "")]
    : [element("p", {}, `${where} These metrics are too low:`), element("ul", {}, ...job.reasons.map(one => element("li", {}, one)))];
}

// Steps are told, bytes are not: nobody wants to hear each of them.
const announce = text => { byId("news").textContent = text; };

form.addEventListener("submit", submit);
