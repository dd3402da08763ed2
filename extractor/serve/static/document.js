// The page of one document: loads it, shows it, and carries changes to the room.
import {ask, keepName, Problem, textsOf} from "./api.js";
import {el, toast} from "./dom.js";
import {valueAt} from "./model.js";
import {Reader} from "./reader.js";

const root = document.getElementById("room");
const base = `/v1/documents/${root.dataset.number}`;
const lang = root.dataset.lang;
keepName();
if (!root.querySelector(".card")) start();

async function start() {
  const [t, view] = await Promise.all([textsOf(lang), loaded()]).catch((problem) => {
    root.replaceChildren(el("div", {class: "wrap"}, el("section", {class: "card"}, el("p", {class: "bad", role: "alert"}, problem.message))));
    throw problem;
  });
  const source = {picture: (page, width) => `${base}/pages/${page}.png?width=${width}`, say: toast, readonly: false};
  const reader = new Reader(root, view, source, acts(t, () => reader), t, lang);
  head(t, reader);
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (wanted.startsWith("/")) reader.pick(wanted);
  window.addEventListener("hashchange", () => reader.pick(decodeURIComponent(location.hash.slice(1))));
}

async function loaded() {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask(`${base}?lang=${lang}`);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 503 || tries > 5) throw problem;
      await new Promise((done) => setTimeout(done, 1000 * (problem.retry || 1)));
    }
  }
}

function acts(t, reader) {
  const who = () => document.querySelector("input#who")?.value.trim() || undefined;
  const renew = async () => {
    const view = await loaded();
    reader().update(view);
    head(t, reader());
  };
  const fail = (problem) => {
    toast(`${t["not-saved"]}: ${problem.message}`, true);
    if (problem.status === 409) renew();
  };
  const change = async (body, said) => {
    await ask(`${base}/corrections`, {method: "POST", json: {who: who(), ...body}});
    await renew();
    toast(said);
  };
  const value = (pointer) => valueAt(reader().model.result, pointer) ?? null;
  const act = {
    fail,
    hint: (pointer) => ask(`${base}/field?pointer=${encodeURIComponent(pointer)}`),
    words: (page, bbox) => ask(`${base}/pages/${page}/words?bbox=${bbox.join(",")}`),
    async save(pointer, text, before, drawn) {
      try {
        await change({op: "replace", pointer, value: text, before, drawn}, t.saved);
      } catch (problem) {
        if (problem.status === 409) fail(problem);
        throw problem;
      }
      reader().pick(pointer, {scroll: false});
      reader().values.root.focus();
    },
    confirm: (pointer) => change({op: "confirm", pointer, before: value(pointer)}, t.saved)
      .then(() => reader().walk(() => reader().model.attention(), 1)).catch(fail),
    remove: (pointer) => change({op: "remove", pointer, before: value(pointer)}, t.saved).catch(fail),
    add: (list, values) => change({op: "add", pointer: list, value: values}, t.saved),
    async undo(correction) {
      try {
        await ask(`${base}/corrections/${correction.id}`, {method: "DELETE"});
        await renew();
        toast(t.undone);
      } catch (problem) {
        fail(problem);
      }
    },
    async decide(conflict, keep) {
      try {
        const {correction, pointer, found} = conflict;
        await ask(`${base}/corrections/${correction.id}`, {method: "DELETE"});
        if (keep) await ask(`${base}/corrections`, {method: "POST", json: {who: who(), op: "replace", pointer, before: found, value: correction.after}});
        await renew();
        toast(t.saved);
      } catch (problem) {
        fail(problem);
      }
    },
    async review(state, note) {
      try {
        await ask(`${base}/review`, {method: "POST", json: {who: who(), state, note: note || null, version: state ? reader().model.view.version : null}});
        await renew();
        toast(t.saved);
      } catch (problem) {
        fail(problem);
      }
    },
    approve: () => act.review("approved"),
  };
  return act;
}

/** The state of the review and what can be done with the file, in the head of the page. */
function head(t, reader) {
  const view = reader.model.view;
  const state = view.reviews.findLast((r) => r.state)?.state || "open";
  const act = reader.act;
  let place = document.getElementById("doing");
  if (!place) {
    place = el("div", {id: "doing", class: "bar", role: "group", "aria-label": t.review});
    Object.assign(place.style, {border: "0", padding: "0", background: "none"});
    document.querySelector(".top .right").before(place);
    place.style.marginLeft = "auto";
    document.querySelector(".top .right").style.marginLeft = "0";
  }
  const menu = el("details", {class: "menu"}, el("summary", {class: "button", "aria-label": t.export}, "⋯"));
  place.replaceChildren(
    el("span", {class: `chip ${state}`, id: "review-state"}, t[`review-${state}`]),
    state === "approved"
      ? el("button", {type: "button", onclick: () => act.review("open")}, t.reopen)
      : el("button", {type: "button", class: "primary", id: "approve", title: "Shift+A", onclick: () => act.approve()}, t["approve-document"]),
    el("button", {type: "button", onclick: () => noting(t, t["review-note"], (note) => act.review("sent_back", note))}, t["send-back"]),
    el("button", {type: "button", onclick: () => history(t, reader)}, t.history, view.reviews.some((r) => r.note) ? " •" : ""),
    menu);
  menu.append(el("div", {class: "drop-menu"},
    el("button", {type: "button", onclick: () => noting(t, t.note, (note) => act.review(null, note))}, t.note),
    el("a", {class: "button", href: `${base}/result?reviewed=true`, download: `${view.name}.json`}, t["download-json"]),
    el("a", {class: "button", href: `${base}/review.html?lang=${lang}`, download: `${view.name}.html`}, t["download-page"])));
}

function opened(dialog) {
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function noting(t, title, done) {
  const text = el("textarea", {"aria-label": title});
  const dialog = el("dialog", {"aria-label": title}, el("h2", {}, title), text, el("div", {class: "acts"},
    el("button", {type: "button", onclick: () => dialog.close()}, t.cancel),
    el("button", {type: "button", class: "primary", onclick: () => {
      dialog.close();
      done(text.value.trim());
    }}, t.save)));
  opened(dialog);
}

async function history(t, reader) {
  const changes = await ask(`${base}/corrections?undone=true`);
  const rows = [
    ...changes.map((c) => [c.at, `${c.who} – ${reader.values.labelOf(c.pointer)}: ${c.op === "confirm" ? t.right : c.op === "remove" ? t.removed : `“${reader.values.text(c.before)}” → “${reader.values.text(c.after)}”`}${c.undone_at ? ` (${t.undone.toLowerCase()}: ${c.undone_by})` : ""}`]),
    ...reader.model.view.reviews.map((r) => [r.at, `${r.who} – ${[r.state && t[`review-${r.state}`], r.note].filter(Boolean).join(": ")}`]),
  ].sort((a, b) => (a[0] < b[0] ? 1 : -1));
  const dialog = el("dialog", {"aria-label": t.history}, el("h2", {}, t.history),
    rows.length ? el("ol", {reversed: true}, rows.map(([at, text]) => el("li", {}, el("small", {}, new Date(at).toLocaleString()), el("div", {}, text)))) : el("p", {}, t.none),
    el("div", {class: "acts"}, el("button", {type: "button", class: "primary", onclick: () => dialog.close()}, t.close)));
  opened(dialog);
}
