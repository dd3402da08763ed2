// The right pane: what was read, by zones. Every value is a button that knows its pointer.
import {el, reveal} from "./dom.js";

const HEADER = ["kind", "title", "unit", "year", "regulation_type", "number", "about", "issuer", "organization"];
const BASIS = ["considerations", "legal_basis", "decision"];
const PLAN = ["vision", "missions", "strategic_objectives"];
const DONE = new Set([...HEADER, ...BASIS, ...PLAN, "letterhead", "signed", "signatories", "indicators", "budgets", "budget_total",
  "tree", "body", "sections", "tables", "entities", "coverage", "pages", "corrections"]);
const TARGETS = new Set(["target", "baseline", "actual"]);
const MANY = 400;
const AT_ONCE = 4;
const SLICE = 12;

export class Values {
  constructor(model, t, lang, {onpick, onadd, ondecide, readonly}) {
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
    return !this.readonly && ["perjanjian_kinerja", "rencana_kinerja", "rencana_aksi", "indikator_kinerja_utama", "laporan_kinerja", "rencana_strategis"].includes(doc.kind);
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

  // --- a value

  /** A value as a button; `long` keeps its line ends. */
  value(pointer, value, text) {
    this.model.shown.push(pointer);
    const shown = text ?? this.text(value, pointer);
    const marks = this.model.marks(pointer);
    const empty = shown === "";
    const node = el("button", {type: "button", class: ["v", ...marks, empty ? "none" : ""].filter(Boolean).join(" "), "data-pointer": pointer,
      "aria-label": empty ? `${this.labelOf(pointer)}: ${this.t.empty}` : null, title: empty ? this.t.empty : null},
    empty ? "—" : shown);
    const said = [];
    if (marks.includes("low")) said.push(this.t.doubts);
    if (marks.includes("bad")) said.push(this.model.faulty.get(pointer).message);
    if (said.length) node.setAttribute("aria-description", said.join("; "));
    this.nodes.set(pointer, node);
    return node;
  }

  /** What a person reads for a value. */
  text(value, pointer = "") {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return /\/(year|signatory|table|level)$/.test(pointer) ? String(value) : this.numbers.format(value);
    if (typeof value === "string") {
      if (pointer.endsWith("/kind")) return this.t[`kind-${value}`] || value;
      return (/\/(role|level)$/.test(pointer) && this.t[`o-${value}`]) || value;
    }
    if (Array.isArray(value)) return value.map((v) => this.text(v)).join("\n");
    if ("operator" in value && "text" in value) return this.target(value);
    return Object.values(value).filter((v) => v !== null && typeof v !== "object").map((v) => this.text(v)).join(" · ");
  }

  target(target) {
    const said = target.text ?? (target.value === null ? "" : String(target.value));
    const unit = target.unit && !said.toLowerCase().includes(target.unit.toLowerCase()) ? ` ${target.unit}` : "";
    return `${target.period ? `${target.period}: ` : ""}${said}${unit}`;
  }

  labelOf(pointer) {
    const parts = pointer.split("/").slice(3);
    const last = parts.findLast((p) => !/^\+?\d+$/.test(p)) || "";
    const index = parts.find((p) => /^\d+$/.test(p));
    const zone = this.t[`zone-${parts[0]}`];
    const label = this.t[`f-${last}`] || this.t[`zone-${last}`] || last;
    return index !== undefined && zone && parts.length > 1 ? `${zone} ${Number(index) + 1}${parts.length > 2 ? `: ${label}` : ""}` : label;
  }

  fields(pairs) {
    return el("dl", {class: "fields"}, pairs.map(([label, ...nodes]) => [el("dt", {}, label), el("dd", {}, nodes)]));
  }

  // --- zones

  header(doc, at) {
    const t = this.t;
    const pairs = HEADER.filter((f) => f in doc && (["kind", "title", "unit", "year"].includes(f) || this.filled(doc[f])))
      .map((f) => [t[`f-${f}`] || f, this.value(`${at}/${f}`, doc[f])]);
    if (doc.letterhead) {
      for (const [f, v] of Object.entries(doc.letterhead)) if (v !== null) pairs.push([t[`f-${f}`] || f, this.value(`${at}/letterhead/${f}`, v)]);
    }
    if (doc.signed) {
      pairs.push([t["f-signed"], this.value(`${at}/signed/place`, doc.signed.place), " ", this.value(`${at}/signed/date`, doc.signed.date)]);
    }
    return this.fields(pairs);
  }

  people(people, at) {
    return el("div", {class: "people"}, people.map((person, k) => {
      const p = `${at}/${k}`;
      const rest = ["position", "nip", "rank", "role", "on_behalf_of"].filter((f) => person[f] !== null || ["position", "nip"].includes(f));
      return el("div", {class: this.model.isRemoved(p) ? "person gone-row" : "person"},
        el("b", {}, this.value(`${p}/full_name`, person.full_name)),
        this.fields([[this.t["f-name"], this.value(`${p}/name`, person.name)], ...rest.map((f) => [this.t[`f-${f}`], this.value(`${p}/${f}`, person[f])])]));
    }));
  }

  indicators(list, at) {
    const t = this.t;
    const columns = ["objective", "name", "target"].filter((c) => c !== "objective" || list.some((i) => i.objective));
    const amounts = list.some((i) => i.budget !== null);
    const head = el("tr", {}, el("th", {scope: "col"}, t["f-row"]), columns.map((c) => el("th", {scope: "col"}, c === "name" ? t["f-indicator"] : t[`f-${c}`])),
      amounts ? el("th", {scope: "col", class: "num"}, t["f-budget"]) : null);
    const rows = list.map((indicator, k) => {
      const p = `${at}/${k}`;
      const shown = new Set(["row", "number", "table", "budget", ...columns]);
      if (!columns.includes("objective")) shown.add("objective");
      return el("tr", {class: this.model.isRemoved(p) ? "gone-row" : null},
        el("td", {}, this.value(`${p}/row`, indicator.row), indicator.number ? [" ", this.value(`${p}/number`, indicator.number)] : null),
        columns.map((c) => el("td", {}, this.value(`${p}/${c}`, indicator[c]), c === "name" ? this.more(indicator, p, shown) : null,
          c === "target" ? this.unitOf(indicator, p) : null)),
        amounts ? el("td", {class: "num"}, this.value(`${p}/budget`, indicator.budget)) : null);
    });
    return el("div", {class: "over"}, el("table", {class: "grid"}, el("thead", {}, head), el("tbody", {}, rows)));
  }

  unitOf(indicator, p) {
    return indicator.unit ? [" ", this.value(`${p}/unit`, indicator.unit)] : null;
  }

  /** The fields of a record that have no column of their own. */
  more(record, p, shown) {
    const pairs = [];
    for (const [f, v] of Object.entries(record)) {
      if (shown.has(f) || f === "unit" || !this.filled(v)) continue;
      if (Array.isArray(v)) v.forEach((item, k) => pairs.push([this.t[`f-${f}`] || f, this.value(`${p}/${f}/${k}`, item)]));
      else if (typeof v === "object" && !TARGETS.has(f)) pairs.push([this.t[`f-${f}`] || f, this.text(v)]);
      else pairs.push([this.t[`f-${f}`] || f, this.value(`${p}/${f}`, v)]);
    }
    return pairs.length ? el("div", {class: "more"}, pairs.map(([label, node]) => [el("span", {}, label), el("span", {}, node)])) : null;
  }

  budgets(doc, at) {
    const t = this.t;
    const shown = new Set(["number", "name", "amount", "level"]);
    const rows = doc.budgets.map((line, k) => {
      const p = `${at}/budgets/${k}`;
      return el("tr", {class: this.model.isRemoved(p) ? "gone-row" : null},
        el("td", {}, this.value(`${p}/number`, line.number)),
        el("td", {}, this.value(`${p}/name`, line.name), line.level ? [" ", this.value(`${p}/level`, line.level)] : null, this.more(line, p, shown)),
        el("td", {class: "num"}, this.value(`${p}/amount`, line.amount)));
    });
    return el("div", {class: "over"}, el("table", {class: "grid"},
      el("thead", {}, el("tr", {}, el("th", {scope: "col"}, t["f-row"]), el("th", {scope: "col"}, t["f-name"]), el("th", {scope: "col", class: "num"}, t["f-amount"]))),
      el("tbody", {}, rows),
      el("tfoot", {}, el("tr", {}, el("td", {}), el("td", {}, t["f-budget_total"]), el("td", {class: "num"}, this.value(`${at}/budget_total`, doc.budget_total))))));
  }

  node(node, p) {
    const level = node.level || (node.echelon ? `${this.t["f-echelon"]} ${node.echelon}` : null);
    return el("li", {},
      level ? el("span", {class: "chip level"}, this.t[`o-${level}`] || level) : null,
      node.number ? [this.value(`${p}/number`, node.number), " "] : null,
      this.value(`${p}/title`, node.title),
      node.objective ? el("div", {}, this.value(`${p}/objective`, node.objective)) : null,
      (node.indicators || []).map((i, k) => el("div", {class: "ind"}, "• ", this.value(`${p}/indicators/${k}/name`, i.name),
        i.target ? [" ", this.value(`${p}/indicators/${k}/target`, i.target)] : null)),
      node.children.length ? el("ul", {}, node.children.map((c, k) => this.node(c, `${p}/children/${k}`))) : null);
  }

  provision(provision, p) {
    const number = provision.number ?? "";
    const word = {bab: "BAB", bagian: "Bagian", paragraf: "Paragraf", pasal: "Pasal"}[provision.level];
    const name = word ? `${word} ${number}` : provision.level === "ayat" ? `(${number})` : `${number}.`;
    return el("li", {}, el("h4", {}, this.value(`${p}/number`, provision.number, name)),
      provision.heading ? [" ", this.value(`${p}/heading`, provision.heading)] : null,
      provision.text ? [" ", this.value(`${p}/text`, provision.text)] : null,
      provision.children.length ? el("ul", {}, provision.children.map((c, k) => this.provision(c, `${p}/children/${k}`))) : null);
  }

  section(section, p) {
    return el("li", {style: {marginLeft: `${(section.level - 1) * 0.9}rem`}},
      el("h4", {}, section.number ? [this.value(`${p}/number`, section.number), " "] : null, this.value(`${p}/heading`, section.heading)),
      section.text ? el("div", {}, this.value(`${p}/text`, section.text)) : null);
  }

  /** Fields of any form: leaves as values, records and lists nested. */
  generic(record, at, names) {
    const pairs = [];
    for (const f of names) {
      const v = record[f];
      if (!this.filled(v)) continue;
      pairs.push([this.t[`f-${f}`] || f, this.anything(v, `${at}/${f}`)]);
    }
    return this.fields(pairs);
  }

  /** Considerations, legal bases, definitions, references: each a line, its label first. */
  clauses(list, p) {
    return el("ul", {class: "clauses"}, list.map((item, k) => {
      const at = `${p}/${k}`;
      const [label, text] = "term" in item ? ["term", "definition"] : ["label", "title" in item ? "title" : "text"];
      const refs = (item.references || []).map((r, j) => [this.inline(r, `${at}/references/${j}`), el("br")]);
      return el("li", {}, el("span", {}, item[label] === null || item[label] === undefined ? "" : this.value(`${at}/${label}`, item[label])),
        el("span", {}, this.value(`${at}/${text}`, item[text])), refs.length ? el("span", {class: "refs"}, refs) : null);
    }));
  }

  /** The filled leaves of a record, one after the other. */
  inline(record, p) {
    return Object.keys(record).filter((f) => this.filled(record[f]) && typeof record[f] !== "object")
      .map((f) => [this.value(`${p}/${f}`, record[f]), " "]);
  }

  /** References from provision to provision: what is printed, and a mark where it leads nowhere. */
  crossed(list, p) {
    return el("details", {}, el("summary", {}, String(list.length)), list.map((item, k) => [
      this.value(`${p}/${k}/text`, item.text), item.to ? null : el("span", {class: "chip error"}, "?"), " "]));
  }

  anything(value, p) {
    if (p.endsWith("/cross_references")) return this.crossed(value, p);
    if (Array.isArray(value) && value.length && /\/(considerations|legal_basis|definitions|attachments)$/.test(p)) return this.clauses(value, p);
    if (/\/(enacted|promulgated)$/.test(p)) return this.inline({...value, signatory: null}, p);
    if (Array.isArray(value) && p.endsWith("/repeals")) return value.map((r, k) => el("div", {}, this.inline(r, `${p}/${k}`)));
    if (value === null || typeof value !== "object") return this.value(p, value);
    if (Array.isArray(value)) {
      return value.map((v, k) => el("div", {}, this.anything(v, `${p}/${k}`)));
    }
    if ("operator" in value && "text" in value) return this.value(p, value);
    const keys = Object.keys(value).filter((f) => this.filled(value[f]));
    if (keys.length <= 2) return keys.map((f) => [this.anything(value[f], `${p}/${f}`), " "]);
    return this.fields(keys.map((f) => [this.t[`f-${f}`] || f, this.anything(value[f], `${p}/${f}`)]));
  }

  table(table, k) {
    const details = el("details", {}, el("summary", {}, `${this.t["zone-tables"]} ${k + 1}`,
      el("small", {}, `${table.rows.length} ${this.t.rows}${table.pages ? `, ${this.t.page.toLowerCase()} ${table.pages.join("–")}` : ""}`)));
    details.addEventListener("toggle", () => {
      if (!details.open || details.querySelector("table")) return;
      details.append(el("div", {class: "over"}, el("table", {class: "grid raw"},
        el("thead", {}, el("tr", {}, table.header.map((h) => el("th", {scope: "col"}, h)))),
        el("tbody", {}, table.rows.slice(0, MANY).map((row) => el("tr", {}, row.map((c) => el("td", {}, c))))))));
    });
    return details;
  }

  entities(entities) {
    return el("details", {}, el("summary", {}, String(entities.length)),
      el("p", {}, entities.slice(0, MANY).map((e) => [el("span", {class: "chip", title: e.label}, `${e.text}${e.count > 1 ? ` ×${e.count}` : ""}`), " "])));
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
