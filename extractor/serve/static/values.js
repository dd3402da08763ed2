// The right pane: findings, conflicts, and every document with its zones.
import {el, reveal} from "./dom.js";
import {HEADER, Zones} from "./zones.js";

const BASIS = ["considerations", "legal_basis", "decision"];
const PLAN = ["vision", "missions", "strategic_objectives"];
const DONE = new Set([...HEADER, ...BASIS, ...PLAN, "letterhead", "signed", "signatories", "indicators", "budgets", "budget_total",
  "tree", "body", "sections", "tables", "entities", "coverage", "pages", "corrections"]);
const AT_ONCE = 4;
const SLICE = 12;

export class Values extends Zones {
  constructor(model, t, lang, {onpick, onadd, ondecide, readonly}) {
    super();
    Object.assign(this, {model, t, lang, onpick, onadd, ondecide, readonly});
    this.numbers = new Intl.NumberFormat(lang === "id" ? "id-ID" : "en-GB", {maximumFractionDigits: 4});
    this.nodes = new Map();
    this.open = new Map();
    this.kept = new Map();
    this.pending = [];
    this.root = el("div", {class: "values", tabindex: "0", role: "region", "aria-label": t.values});
    this.root.addEventListener("click", (event) => {
      const value = event.target.closest(".v");
      if (value) this.onpick(value.dataset.pointer);
    });
    this.nav = el("nav", {class: "zones", "aria-label": t.values});
  }

  /**
   * Builds what has changed and gives the model its shown values in their order. Of a file that binds many documents the
   * first ones come at once, the others when there is time; `finish` waits for none.
   */
  build() {
    const top = this.root.scrollTop;
    this.nodes.clear();
    this.model.shown = [];
    this.pending = [];
    this.nav.replaceChildren();
    const documents = this.model.result.documents;
    const parts = [this.conflicts(), this.findings()];
    this.link("findings", `${this.t.findings} ${this.model.view.findings.length}`);
    documents.forEach((document_, k) => parts.push(this.document(document_, k, documents.length)));
    if (!documents.length) parts.push(el("p", {class: "nothing"}, this.t["page-not-drawn"]));
    this.root.replaceChildren(...parts.filter(Boolean));
    this.root.scrollTop = top;
    if (this.selected) this.light(this.selected, false);
    if (this.pending.length) setTimeout(() => this.work());
    else this.onbuilt?.();
  }

  work() {
    const end = performance.now() + SLICE;
    while (this.pending.length && performance.now() < end) this.pending.shift()();
    if (this.pending.length) setTimeout(() => this.work());
    else this.onbuilt?.();
  }

  /** Builds what is still to be built. */
  finish() {
    if (!this.pending.length) return;
    while (this.pending.length) this.pending.shift()();
    this.onbuilt?.();
  }

  link(id, text) {
    this.nav.append(el("a", {href: `#${id}`, onclick: (event) => {
      event.preventDefault();
      const target = this.root.querySelector(`#${CSS.escape(id)}`);
      const closed = target && target.closest("details:not([open])");
      if (closed) closed.open = true;
      if (target) target.scrollIntoView({block: "start"});
    }}, text));
  }

  // --- findings and conflicts

  findings() {
    const found = this.model.view.findings;
    const rows = found.map((finding, k) => el("li", {},
      el("button", {type: "button", "data-finding": k, onclick: () => this.onpick(null, finding)},
        el("span", {class: `chip ${finding.severity}`}, this.t[`severity-${finding.severity}`]),
        el("span", {}, finding.message),
        el("small", {}, this.where(finding)))));
    const details = el("details", {open: this.open.get("findings") ?? true},
      el("summary", {}, `${this.t.findings} `, el("small", {}, found.length ? String(found.length) : this.t["no-findings"])),
      el("ul", {}, rows));
    details.addEventListener("toggle", () => this.open.set("findings", details.open));
    return el("section", {class: "findings", id: "findings", "aria-label": this.t.findings}, details);
  }

  where(finding) {
    const pages = new Set();
    for (const path of finding.paths) for (const place of this.model.placesOf(path).slice(0, 1)) pages.add(place.page ?? (place.lines && place.lines[0]));
    for (const place of finding.places || []) pages.add(place.page ?? (place.lines && place.lines[0]));
    const numbers = [...pages].filter(Boolean).sort((a, b) => a - b);
    if (!numbers.length) return "";
    const word = this.model.view.lines ? this.t.line : this.t.page;
    return `${word.toLowerCase()} ${numbers.slice(0, 3).join(", ")}${numbers.length > 3 ? ", …" : ""}`;
  }

  conflicts() {
    const found = this.model.view.conflicts;
    if (!found.length) return null;
    return el("section", {class: "conflicts", role: "alert"},
      el("h2", {class: "conflict"}, this.t.conflicts),
      found.map((conflict) => {
        const c = conflict.correction;
        const now = conflict.reason === "changed" ? `${this.t["conflict-changed"]} “${this.text(conflict.found)}”` : this.t[`conflict-${conflict.reason}`];
        return el("div", {class: "conflict"},
          el("p", {}, el("b", {}, this.labelOf(c.pointer)), ` – ${c.who}: “${this.text(c.before)}” → “${this.text(c.after)}”; ${now}`),
          this.readonly ? null : [
            conflict.pointer && conflict.reason === "changed" ? el("button", {type: "button", onclick: () => this.ondecide(conflict, true)}, this.t["keep-correction"]) : null,
            el("button", {type: "button", onclick: () => this.ondecide(conflict, false)}, this.t["drop-correction"])]);
      }));
  }

  // --- one component document

  document(doc, k, count) {
    const at = `/documents/${k}`;
    const body = el("div", {});
    const name = [doc.title, doc.unit].filter(Boolean).join(" – ") || this.t[`kind-${doc.kind}`] || doc.kind;
    const pages = doc.pages ? `${this.t.page.toLowerCase()} ${doc.pages[0]}${doc.pages[1] > doc.pages[0] ? `–${doc.pages[1]}` : ""}` : "";
    const fill = () => this.fill(doc, k, at, body);
    if (k < AT_ONCE) fill();
    else this.pending.push(fill);
    if (count === 1) for (const node of body.children) this.link(node.id, node.getAttribute("aria-label"));
    else this.link(`d${k}`, `${k + 1}. ${doc.unit || doc.title || doc.kind}`);
    const box = el("details", {class: "document", id: `d${k}`, open: this.open.get(k) ?? (count < 4 || k === 0)},
      el("summary", {}, count > 1 ? `${k + 1}. ${name}` : name, el("small", {}, pages)), body);
    box.addEventListener("toggle", () => this.open.set(k, box.open));
    return box;
  }

  /** Puts the zones of a document into its body: those that stand as they did are taken over. */
  fill(doc, k, at, body) {
    const {view, shown} = this.model;
    const own = (pointers) => pointers.filter((p) => p.startsWith(`${at}/`));
    const sign = JSON.stringify([doc, own(view.doubtful), own(view.removed), view.changes.filter((c) => c.pointer.startsWith(`${at}/`)),
      view.findings.map((f) => [f.message, ...own(f.paths)]).filter((f) => f.length > 1)]);
    let kept = this.kept.get(k);
    if (!kept || kept.sign !== sign) {
      const start = shown.length;
      const zones = this.zones(doc, at);
      for (const [id, , node] of zones) node.id = `z${k}-${id}`;
      kept = {sign, zones, pointers: shown.slice(start), nodes: new Map()};
      for (const pointer of kept.pointers) kept.nodes.set(pointer, this.nodes.get(pointer));
      this.kept.set(k, kept);
    } else {
      for (const pointer of kept.pointers) shown.push(pointer);
      for (const [pointer, node] of kept.nodes) this.nodes.set(pointer, node);
    }
    body.append(...kept.zones.map(([, , node]) => node));
  }

  zones(doc, at) {
    const t = this.t;
    const found = [];
    const zone = (id, ...children) => {
      const title = t[`zone-${id}`];
      found.push([id, title, el("section", {class: "zone", "aria-label": title}, el("h3", {}, title, this.adder(id, at, doc)), children)]);
    };
    zone("header", this.header(doc, at));
    if (doc.signatories.length || this.canAdd(doc)) zone("signatories", this.people(doc.signatories, `${at}/signatories`));
    if ((doc.considerations || doc.legal_basis) && BASIS.some((f) => this.filled(doc[f]))) zone("basis", this.generic(doc, at, BASIS));
    if (PLAN.some((f) => this.filled(doc[f]))) zone("plan", this.generic(doc, at, PLAN));
    if (doc.tree && doc.tree.length) zone("tree", el("ul", {class: "tree"}, doc.tree.map((n, i) => this.node(n, `${at}/tree/${i}`))));
    else if (doc.indicators.length || this.canAdd(doc)) zone("indicators", this.indicators(doc.indicators, `${at}/indicators`));
    if (doc.budgets.length || doc.budget_total !== null || this.canAdd(doc)) zone("budgets", this.budgets(doc, at));
    if (doc.body && doc.body.length) zone("body", el("ul", {class: "outline"}, doc.body.map((p, i) => this.provision(p, `${at}/body/${i}`))));
    if (doc.sections && doc.sections.length) zone("sections", el("ul", {class: "outline"}, doc.sections.map((s, i) => this.section(s, `${at}/sections/${i}`))));
    const more = Object.keys(doc).filter((f) => !DONE.has(f) && this.filled(doc[f]));
    if (more.length) zone("more", this.generic(doc, at, more));
    if (doc.tables.length) zone("tables", doc.tables.map((table, i) => this.table(table, i)));
    if (doc.entities.length) zone("entities", this.entities(doc.entities));
    return found;
  }

  canAdd(doc) {
    return !this.readonly && doc.kind !== "unknown" && !("tree" in doc) && !("body" in doc);
  }

  adder(id, at, doc) {
    if (this.readonly || !["signatories", "indicators", "budgets"].includes(id) || doc.tree) return null;
    return el("button", {type: "button", onclick: () => this.onadd(`${at}/${id}`)}, `+ ${this.t.add}`);
  }

  filled(value) {
    if (value === null || value === undefined) return false;
    if (Array.isArray(value)) return value.length > 0;
    return typeof value !== "object" || Object.values(value).some((v) => this.filled(v));
  }

  /** Lights up a value, and brings it into view. */
  light(pointer, scroll = true) {
    this.lit?.classList.remove("on");
    this.selected = pointer;
    this.lit = pointer && this.nodes.get(pointer);
    const node = this.lit;
    if (!node) return;
    node.classList.add("on");
    const closed = node.closest("details:not([open])");
    if (closed) closed.open = true;
    if (scroll) reveal(node, "center");
  }

  finding(k) {
    this.root.querySelectorAll("[data-finding]").forEach((node) => {
      const on = Number(node.dataset.finding) === k;
      node.setAttribute("aria-current", String(on));
      if (on) reveal(node);
    });
  }
}
