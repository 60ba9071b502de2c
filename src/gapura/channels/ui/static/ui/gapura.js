// Improves pages that already work without it: focus, offline notice, drafts as one types.
const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// After a mistake the summary is read first; its links go to the field itself.
const summary = $("[data-autofocus]");
if (summary) summary.focus();
else focusFirst(location.hash);

document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  if (link && focusFirst(link.hash)) event.preventDefault();
});

// A link may name an input or the part of a form that holds it.
function focusFirst(hash) {
  const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!target || !target.closest("form")) return false;
  const field = target.matches("input, select, textarea") ? target : $("input:not([type=hidden]), select, textarea, button", target);
  if (!field) return false;
  field.focus();
  (field.closest(".field") || field).scrollIntoView({ block: "start" });
  return true;
}

// Without a signal nothing can be sent; saying so saves a lost form.
const bar = $("[data-offline]");
if (bar) {
  const show = () => { bar.hidden = navigator.onLine; };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}

// A draft is sent while one types, without files, one second after the last key.
for (const form of all("form[data-draft]")) {
  const note = $("[data-draft-note]", form);
  let timer = 0;
  let sent = serialise(form);
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 1000); });
  form.addEventListener("submit", () => clearTimeout(timer));
  async function save() {
    const now = serialise(form);
    if (now === sent) return;
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST", body: new URLSearchParams(now), headers: { "X-Requested-With": "draft" },
        credentials: "same-origin", redirect: "error",
      });
      if (!answer.ok) return;
      sent = now;
      const time = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "id-ID", { hour: "2-digit", minute: "2-digit" }).format(new Date());
      if (note) { note.hidden = false; $("[data-draft-time]", note).textContent = time; }
    } catch { /* no signal: the next key tries again */ }
  }
}

function serialise(form) {
  const pairs = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams(pairs).toString();
}

// Answers bring up or take away questions: the server says which, what is typed stays as it is.
for (const form of all("form[data-adapts]")) {
  let waiting = 0;
  const known = new Map(); // what is taken away keeps what was typed in it
  form.addEventListener("change", async ({ target }) => {
    if (!target.matches("[type=radio], [type=checkbox], select")) return;
    waiting++;
    const now = serialise(form);
    const here = $("[data-questions]", form);
    here.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.getAttribute("action") || location.href, {
        method: "POST", body: new URLSearchParams(`${now}&__step=adapt`), credentials: "same-origin", redirect: "error",
      });
      if (!answer.ok) return;
      if (now !== serialise(form)) { target.dispatchEvent(new Event("change", { bubbles: true })); return; }
      const fresh = $("[data-questions]", new DOMParser().parseFromString(await answer.text(), "text/html"));
      const at = document.activeElement;
      for (const each of here.children) if (each.id) known.set(each.id, each);
      here.replaceChildren(...[...fresh.children].map((each) => known.get(each.id) || each));
      if (at !== document.body && at.isConnected) at.focus();
    } catch { /* no signal: the page adapts when it is sent */
    } finally { if (!--waiting) here.removeAttribute("aria-busy"); }
  });
}

// A file that is too large is named before it is sent over a slow line.
for (const input of all("input[type=file][data-most]")) {
  const hint = document.createElement("p");
  hint.className = "err";
  hint.setAttribute("role", "alert");
  hint.hidden = true;
  input.before(hint);
  input.addEventListener("change", () => {
    const large = [...input.files].filter((file) => file.size > Number(input.dataset.most));
    hint.hidden = !large.length;
    hint.textContent = large.length ? `${input.dataset.tooLarge} ${large.map((file) => file.name).join(", ")}` : "";
  });
}

// The place of the phone, only when asked for.
for (const button of all("[data-locate]")) {
  if (!navigator.geolocation || !isSecureContext) continue;
  const form = button.closest("form");
  button.hidden = false;
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(({ coords }) => {
    form.elements[`${button.dataset.locate}_lat`].value = coords.latitude.toFixed(6);
    form.elements[`${button.dataset.locate}_lon`].value = coords.longitude.toFixed(6);
    button.closest(".field").querySelector("details").open = true;
    form.dispatchEvent(new Event("input"));
  }));
}

// A receipt can be put on paper.
for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A double tap sends once.
for (const form of all("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sending) { event.preventDefault(); return; }
    form.dataset.sending = "1";
    setTimeout(() => { delete form.dataset.sending; }, 4000);
  });
}
addEventListener("pageshow", () => { for (const form of all("form[data-sending]")) delete form.dataset.sending; });
