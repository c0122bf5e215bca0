// The server's HTTP API. Addresses are relative: the page also works behind a proxy that puts it into a folder.
const tokenKey = "hfregistry.token";
const userKey = "hfregistry.user";
const reconnectDelay = 2000;

// sessionStorage ends with the tab, and never leaves the browser by itself as a cookie would.
export const isSignedIn = () => sessionStorage.getItem(tokenKey) !== null;
export const user = () => sessionStorage.getItem(userKey) ?? "";

/** An answer of the server that is an error, in the server's words. */
export class Refusal extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** Sends a request and returns the answer; throws a Refusal for an error. */
export async function send(method, address, body, headers = {}) {
  const token = sessionStorage.getItem(tokenKey);
  if (token !== null) headers = { ...headers, Authorization: `Bearer ${token}` };
  if (body !== undefined) headers = { ...headers, "Content-Type": "application/json" };
  let answer;
  try {
    answer = await fetch(address, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: "no-store" });
  } catch {
    throw new Refusal(0, "The server does not answer.");
  }
  if (answer.ok) return answer;
  const detail = await answer.json().then(json => json.detail, () => answer.statusText);
  if (answer.status === 401 && token !== null) {
    forget();
    document.dispatchEvent(new Event("signed-out"));
    throw new Refusal(401, "Your session has ended. Sign in again.");
  }
  throw new Refusal(answer.status, detail);
}

export const read = async address => (await send("GET", address)).json();

export async function signIn(username, password) {
  const answer = await (await send("POST", "authenticate", { username, password })).json();
  sessionStorage.setItem(tokenKey, answer.token);
  sessionStorage.setItem(userKey, username);
}

export async function signOut() {
  // A server that is gone must keep nobody signed in.
  await send("DELETE", "authenticate").catch(() => {});
  forget();
}

const forget = () => sessionStorage.clear();

/** Shows each state of a job until its end. A connection that breaks is made anew. */
export async function follow(id, show) {
  while (isSignedIn()) {
    try {
      // EventSource sends no Authorization, and a token does not belong into an address.
      for await (const job of events(await send("GET", `ingest/${id}/events`))) {
        show(job);
        if (job.state !== "open") return;
      }
    } catch (error) {
      if (error instanceof Refusal && error.status !== 0 && error.status < 500) throw error;
    }
    await new Promise(resume => setTimeout(resume, reconnectDelay));
  }
}

async function* events(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const data = text.slice(0, end).split("\n").filter(line => line.startsWith("data:")).map(line => line.slice("data:".length)).join("\n");
      text = text.slice(end + 2);
      if (data !== "") yield JSON.parse(data);
    }
  }
}

/** Saves a file of the server. A store that signs addresses sends it itself. */
export async function save(address, name) {
  const answer = await send("GET", address, undefined, { Accept: "application/json" });
  if (answer.headers.has("Content-Disposition")) return saveAs(URL.createObjectURL(await answer.blob()), name);
  location.assign((await answer.json()).address);
}

function saveAs(address, name) {
  Object.assign(document.createElement("a"), { href: address, download: name }).click();

  // Some browsers begin to read it later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
