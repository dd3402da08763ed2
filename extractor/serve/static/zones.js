// How what was read is shown, zone by zone. Every value is a button that knows its pointer.
import {el} from "./dom.js";

export const HEADER = ["kind", "title", "unit", "year", "regulation_type", "number", "about", "issuer", "organization"];
const TARGETS = new Set(["target", "baseline", "actual"]);
const MANY = 400;

/** The forms of values, records and zones; `Values` puts them together. */
export class Zones {
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
}
