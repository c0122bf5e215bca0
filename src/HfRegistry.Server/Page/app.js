// Who is signed in, and which view shows: #package/ID is a package, everything else the overview.
import { isSignedIn, signIn, signOut, user } from "./api.js";
import { clear, resume } from "./ingest.js";
import { open } from "./package.js";
import { list } from "./packages.js";
import { attempt, byId } from "./view.js";

const packageRoute = /^#package\/([0-9a-f-]+)$/;

function show(view) {
  for (const id of ["sign-in", "overview", "package"]) byId(id).hidden = id !== view;
  byId("account").hidden = view === "sign-in";
  byId("user").textContent = user();
}

function route() {
  if (!isSignedIn()) {
    show("sign-in");
    byId("username").focus();
    return;
  }
  const [, id] = packageRoute.exec(location.hash) ?? [];
  show(id === undefined ? "overview" : "package");
  if (id === undefined) list();
  else open(id);
}

byId("sign-in").querySelector("form").addEventListener("submit", async event => {
  event.preventDefault();
  const [username, password] = [byId("username"), byId("password")];
  await attempt(byId("sign-in"), async () => {
    await signIn(username.value, password.value);
    event.target.reset();
    resume();
    route();
    byId(byId("overview").hidden ? "package-title" : "model").focus();
  });
});

byId("sign-out").addEventListener("click", async () => {
  await signOut();
  clear();
  route();
});

document.addEventListener("signed-out", () => {
  clear();
  route();
  byId("sign-in").querySelector(".problem").textContent = "Your session has ended. Sign in again.";
});
addEventListener("hashchange", route);

if (isSignedIn()) resume();
route();
