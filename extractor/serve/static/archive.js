// The archive's pages: uploads by drag and drop, and how far the queue is.
import {ask, keepName, textsOf} from "./api.js";
import {el, toast} from "./dom.js";

const lang = document.documentElement.lang;
const AT_ONCE = 3;
keepName();
const t = await textsOf(lang);
const drop = document.getElementById("drop");
if (drop) takeFiles();
for (const select of document.querySelectorAll(".filters select, .filters input[type=checkbox]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
document.querySelector(".filters")?.addEventListener("submit", (event) => {
  // addresses stay short: what is not chosen is not said
  for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
});
window.addEventListener("pageshow", () => document.querySelectorAll(".filters :disabled").forEach((field) => { field.disabled = false; }));
document.addEventListener("keydown", (event) => {
  const search = document.getElementById("q");
  if (event.key === "/" && search && !event.target.closest("input, textarea, select")) {
    event.preventDefault();
    search.focus();
  }
});
let last = null;
watch();

/** Looks at the queue for as long as the page is open: often while something is being read. */
async function watch() {
  const list = document.getElementById("queue-list");
  try {
    const {jobs, counts} = await ask(`/v1/jobs?limit=${list ? 200 : 1}&lang=${lang}`);
    const waiting = (counts.queued || 0) + (counts.running || 0);
    const count = document.getElementById("queue-count");
    if (count) {
      count.hidden = waiting === 0;
      count.textContent = String(waiting);
    }
    const ended = (counts.ok || 0) + (counts.partial || 0) + (counts.failed || 0);
    const fresh = document.getElementById("fresh");
    if (fresh && last !== null && ended > last) fresh.hidden = false;
    if (last === null) last = ended;
    if (list) queue(list, jobs, counts);
    setTimeout(watch, waiting ? 1000 : 5000);
  } catch {
    setTimeout(watch, 10000);
  }
}

function queue(list, jobs, counts) {
  const time = (at) => (at ? new Date(at).toLocaleTimeString() : "");
  list.hidden = !jobs.length;
  document.getElementById("queue-empty").hidden = jobs.length > 0;
  document.getElementById("queue-sum").textContent = Object.entries(counts).map(([state, n]) => `${n} ${t[`state-${state}`]}`).join(" · ");
  list.tBodies[0].replaceChildren(...jobs.map((job) => el("tr", {},
    el("td", {class: "what"}, ["ok", "partial"].includes(job.state) ? el("a", {href: `/documents/${job.document}`}, job.name) : el("b", {}, job.name),
      job.message ? el("small", {class: "bad"}, job.message) : null),
    el("td", {}, el("span", {class: `chip ${job.state}`}, t[`state-${job.state}`])),
    el("td", {}, time(job.created)), el("td", {}, time(job.ended)))));
}

function takeFiles() {
  const input = document.getElementById("files");
  document.getElementById("choose").addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    send([...input.files]);
    input.value = "";
  });
  let depth = 0;
  const over = (event, step) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    depth += step;
    drop.classList.toggle("over", depth > 0);
  };
  document.addEventListener("dragenter", (event) => over(event, 1));
  document.addEventListener("dragleave", (event) => over(event, -1));
  document.addEventListener("dragover", (event) => over(event, 0));
  document.addEventListener("drop", async (event) => {
    over(event, -depth);
    send(await dropped(event.dataTransfer));
  });
}

/** All files of what was dropped, those in folders too. */
async function dropped(data) {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...data.files];
  const formats = drop.dataset.formats.split(",");
  const found = [];
  const walk = async (entry, named) => {
    if (entry.isFile) {
      const file = await new Promise((done, fail) => entry.file(done, fail));
      if (named || formats.some((f) => file.name.toLowerCase().endsWith(f))) found.push(file);
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return;
      for (const inner of some) await walk(inner, false);
    }
  };
  for (const entry of entries) await walk(entry, true);
  return found;
}

let sending = {todo: [], sent: 0, all: 0, active: 0};

function send(files) {
  sending.todo.push(...files);
  sending.all += files.length;
  document.getElementById("sending").hidden = sending.all === 0;
  while (sending.active < AT_ONCE && sending.todo.length) lane();
}

async function lane() {
  sending.active += 1;
  while (sending.todo.length) {
    const file = sending.todo.shift();
    progress();
    await sendOne(file);
    sending.sent += 1;
    progress();
  }
  sending.active -= 1;
  if (sending.active === 0 && !sending.todo.length) {
    toast(`${sending.all} ${t.files} ${t.uploaded}`);
    sending = {todo: [], sent: 0, all: 0, active: 0};
  }
}

/** Sends a file; while the room is busy it waits as long as the room says. */
async function sendOne(file) {
  for (let tries = 0; tries < 60; tries += 1) {
    try {
      await ask(`/v1/jobs?name=${encodeURIComponent(file.name)}&lang=${lang}`, {
        method: "POST", body: file, headers: {"content-type": "application/octet-stream"},
      });
      return;
    } catch (problem) {
      if (![429, 503, 0].includes(problem.status)) {
        toast(`${file.name} – ${t["upload-failed"]}: ${problem.message}`, true);
        return;
      }
      await new Promise((done) => setTimeout(done, 1000 * (problem.retry || 2)));
    }
  }
  toast(`${file.name} – ${t["upload-failed"]}`, true);
}

function progress() {
  document.getElementById("sent").value = sending.all ? sending.sent / sending.all : 0;
  document.getElementById("sent-text").textContent = `${sending.sent} / ${sending.all}`;
}
