// Makes a desk that works without it quicker: keys that can be switched off, a viewer, a counter.
const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const OFF = "gapura-pintasan-mati";

function isOff() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

// WCAG 2.1.4: single keys can be switched off, and stay off on this computer.
const keySwitch = $("[data-keys-switch]");
if (keySwitch) {
  const button = $("button", keySwitch);
  const show = () => {
    button.textContent = isOff() ? button.dataset.off : button.dataset.on;
    document.documentElement.classList.toggle("no-keys", isOff());
    for (const line of all("[data-keys]")) line.hidden = isOff();
  };
  button.addEventListener("click", () => {
    try { localStorage.setItem(OFF, isOff() ? "0" : "1"); } catch { /* private window: for this page only */ }
    show();
  });
  keySwitch.hidden = false;
  show();
}

// Rows of the queue: J and K walk, Enter opens, X ticks.
let row = -1;
const rows = all("[data-rows] tbody tr");
function walk(by) {
  if (!rows.length) return;
  row = Math.max(0, Math.min(rows.length - 1, row + by));
  mark(rows, row);
  ($("th a", rows[row]) || rows[row]).focus();
}

// Answers of a case: arrows walk, S and P mark.
let answer = -1;
const answers = all("[data-answer]");
function walkAnswers(by) {
  if (!answers.length) return;
  answer = Math.max(0, Math.min(answers.length - 1, answer + by));
  mark(answers, answer);
  const radio = $("input[type=radio]:checked", answers[answer]) || $("input[type=radio]", answers[answer]);
  if (radio) radio.focus();
}
function markAnswer(value) {
  const radio = answer >= 0 && $(`input[type=radio][value=${value}]`, answers[answer]);
  if (!radio) return;
  radio.checked = true;
  count();
  if (value === "perbaiki") $("textarea", answers[answer]).focus();
  else walkAnswers(1);
}

function mark(list, at) {
  list.forEach((item, index) => item.classList.toggle("here", index === at));
  list[at].scrollIntoView({ block: "nearest" });
}

// How many answers have been looked at.
const marked = $("[data-marked]");
function count() {
  if (!marked) return;
  const groups = new Set(all("[data-answer] input[type=radio]").map((radio) => radio.name));
  const done = all("[data-answer] input[type=radio]:checked").length;
  marked.textContent = `${done}/${groups.size}`;
}
document.addEventListener("change", (event) => {
  if (event.target.closest("[data-answer]")) count();
});
count();

// The proof: larger, smaller, a quarter turn.
const viewer = $("[data-viewer]");
let zoom = 1;
let turn = 0;
function look() {
  const image = $("img", viewer);
  image.style.width = `${Math.round(zoom * 100)}%`;
  image.style.transformOrigin = turn ? "50% 50%" : "0 0";
  image.style.transform = turn ? `rotate(${turn}deg)` : "";
}
function zoomBy(factor) {
  if (!viewer) return;
  zoom = Math.max(0.5, Math.min(6, zoom * factor));
  look();
}
function quarterTurn() {
  if (!viewer) return;
  turn = (turn + 90) % 360;
  look();
}
if (viewer) {
  for (const tools of all("[data-viewer-tools]")) tools.hidden = false;
  for (const button of all("[data-zoom]")) button.addEventListener("click", () => zoomBy(Number(button.dataset.zoom)));
  for (const button of all("[data-turn]")) button.addEventListener("click", quarterTurn);
}

// Keys that press what stands on the page; no key decides anything.
function press(key) {
  const target = $(`[data-key="${CSS.escape(key)}"]`);
  if (target) target.click();
  return Boolean(target);
}
const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  x: () => { const box = row >= 0 && $("input[type=checkbox]", rows[row]); if (box) box.click(); },
  a: () => press("a") || take(),
  n: () => press("n"),
  s: () => markAnswer("sesuai"),
  p: () => markAnswer("perbaiki"),
  m: () => { const box = document.getElementById("pesan"); if (box) box.focus(); },
  r: quarterTurn,
  "+": () => zoomBy(1.25),
  "-": () => zoomBy(0.8),
  "/": () => { const box = document.getElementById("cari"); if (box) box.focus(); },
  ArrowDown: () => walkAnswers(1),
  ArrowUp: () => walkAnswers(-1),
  ArrowRight: () => { const next = $("[data-next]"); if (next) next.click(); },
};
function take() {
  const box = row >= 0 && $("input[type=checkbox]", rows[row]);
  const button = $(".bulk button[value=ambil]");
  if (!box || !button) return;
  box.checked = true;
  button.click();
}

document.addEventListener("keydown", (event) => {
  if (isOff() || event.ctrlKey || event.altKey || event.metaKey) return;
  const typing = event.target.closest("textarea, select, input:not([type=checkbox], [type=radio])");
  if (event.key === "Escape" && typing) { event.target.blur(); return; }
  if (typing) return;
  const arrow = event.key.startsWith("Arrow");
  if (arrow && (event.target.matches("[type=radio], [tabindex='0']") || !(answers.length || event.key === "ArrowRight"))) return;
  const act = KEYS[event.key] || KEYS[event.key.toLowerCase()];
  if (!act && !/^([1-9]|Escape)$/.test(event.key)) return;
  event.preventDefault();
  if (act) act();
  else press(event.key);
});
