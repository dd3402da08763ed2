// Pages and values side by side: what is chosen at one side lights up at the other, and every key does something.
import {el} from "./dom.js";
import {Looking} from "./looking.js";
import {Model, valueAt} from "./model.js";
import {Paper} from "./paper.js";
import {Values} from "./values.js";

const KEYS = [["n N", "key-n"], ["j k", "key-j"], ["f F", "key-f"], ["e", "key-e"], ["a", "key-a"], ["A", "key-A"], ["u", "key-u"],
  ["b", "key-b"], ["+ − 0", "key-zoom"], ["PgDn PgUp", "key-page"], ["?", "key-help"], ["Esc", "key-esc"]];
const LOOKING = new Set(["n N", "j k", "f F", "+ − 0", "PgDn PgUp", "?", "Esc"]);

export class Reader {
  /** `source` gives pictures and says things; `act` changes the file (null where nothing can be changed). */
  constructor(root, view, source, act, t, lang) {
    Object.assign(this, {root, source, act, t, lang});
    this.model = new Model(view);
    const pick = (pointer, finding) => (finding ? this.pickFinding(view_index(this.model, finding)) : this.pick(pointer));
    this.values = new Values(this.model, t, lang, {
      onpick: pick, onadd: (list) => this.looking.add(list), ondecide: (conflict, keep) => act.decide(conflict, keep), readonly: !act,
    });
    this.paper = new Paper(this.model, source, t, {
      onpick: (pointer) => this.pick(pointer, {paper: false}), ondraw: (page, bbox) => this.drawn(page, bbox),
    });
    this.looking = new Looking(this.model, this.values, t, {...(act || {}),
      pen: () => this.pen(), focus: () => this.values.root.focus(), value: (pointer) => valueAt(this.model.result, pointer) ?? null,
    }, !act);
    this.finding = -1;
    this.build();
    document.addEventListener("keydown", (event) => this.key(event));
  }

  build() {
    this.left = el("span", {class: "where"});
    this.values.onbuilt = () => {
      this.paper.refresh();
      this.count();
    };
    this.values.build();
    const bar = el("div", {class: "bar"}, this.values.nav, this.left,
      el("button", {type: "button", title: `${this.t.keys} (?)`, "aria-label": this.t.keys, onclick: () => this.help()}, "?"));
    const right = el("section", {class: "pane", "aria-label": this.t.values}, bar, this.values.root, this.looking.root);
    const split = el("div", {class: "split", role: "separator", tabindex: "0", "aria-orientation": "vertical", "aria-label": this.t.paper,
      "aria-valuemin": 20, "aria-valuemax": 80, "aria-valuenow": 50});
    this.desk = el("div", {class: "desk"}, this.paper.root, split, right);
    this.splitter(split);
    this.root.replaceChildren(this.desk);
    this.count();
    this.looking.idle();
    this.paper.lay();
  }

  splitter(split) {
    const set = (share) => {
      const kept = Math.min(80, Math.max(20, share));
      this.desk.style.setProperty("--left", `${kept}%`);
      split.setAttribute("aria-valuenow", String(Math.round(kept)));
    };
    split.addEventListener("pointerdown", (event) => {
      split.setPointerCapture(event.pointerId);
      const frame = this.desk.getBoundingClientRect();
      const move = (e) => set((100 * (e.clientX - frame.left)) / frame.width);
      split.addEventListener("pointermove", move);
      split.addEventListener("pointerup", () => split.removeEventListener("pointermove", move), {once: true});
    });
    split.addEventListener("keydown", (event) => {
      const step = {ArrowLeft: -4, ArrowRight: 4}[event.key];
      if (step) set(Number(split.getAttribute("aria-valuenow")) + step);
    });
  }

  count() {
    const left = this.model.attention().length;
    this.left.textContent = left ? `${left} ${this.t["to-see"]}` : "";
  }

  /** Takes a new view of the same file; the chosen value stays chosen. */
  update(view) {
    const chosen = this.looking.pointer || this.values.selected;
    this.model.update(view);
    this.values.build();
    this.paper.refresh();
    this.count();
    if (chosen && !this.model.shownSet().has(chosen)) this.values.finish();
    if (chosen && this.model.shownSet().has(chosen)) this.pick(chosen, {scroll: false});
    else this.looking.idle();
  }

  pick(pointer, {scroll = true, paper = true} = {}) {
    if (pointer && !this.model.shownFor(pointer)) this.values.finish();
    const shown = pointer && this.model.shownFor(pointer);
    if (!shown) return;
    this.values.light(shown, scroll);
    this.paper.select(shown, this.model.placesOf(shown), scroll && paper);
    this.looking.show(shown);
  }

  pickFinding(k) {
    const finding = this.model.view.findings[k];
    if (!finding) return;
    this.finding = k;
    this.values.finish();
    this.values.finding(k);
    const path = finding.paths.find((p) => this.model.shownFor(p));
    if (path) {
      this.pick(path);
    } else if (finding.places && finding.places.length) {
      this.values.light(null);
      this.paper.select(null, finding.places);
      this.paper.extra = finding.places[0];
      this.paper.select(null, finding.places);
    } else {
      const page = /\d+/.exec(finding.code === "page-unreadable" ? finding.message : "");
      if (page) this.paper.go(Number(page[0]));
    }
    this.values.finding(k);
  }

  walk(values, step) {
    this.values.finish();
    const list = values();
    if (!list.length) {
      this.source.say(this.t["nothing-doubtful"]);
      return;
    }
    const order = this.model.shown;
    const now = order.indexOf(this.values.selected);
    const places = list.map((pointer) => order.indexOf(pointer));
    let k = step > 0 ? places.findIndex((i) => i > now) : places.findLastIndex((i) => i < now && now >= 0);
    if (k < 0) k = step > 0 ? 0 : list.length - 1;
    this.pick(list[k]);
  }

  pen() {
    if (!this.looking.pointer) this.source.say(this.t["draw-first"]);
    else this.paper.setDrawing(true);
  }

  async drawn(page, bbox) {
    const pointer = this.looking.pointer || this.values.selected;
    if (!pointer) {
      this.source.say(this.t["draw-first"]);
      return;
    }
    try {
      const words = await this.act.words(page, bbox);
      if (!words.text) this.source.say(this.t["draw-empty"], true);
      this.looking.show(pointer);
      await this.looking.edit(words.text || undefined, {page, bbox: words.bbox, text: words.text});
    } catch (problem) {
      this.act.fail(problem);
    }
  }

  help() {
    if (document.querySelector("dialog[open]")) return;
    const rows = KEYS.filter(([keys]) => this.act || LOOKING.has(keys));
    const dialog = el("dialog", {"aria-label": this.t.keys}, el("h2", {}, this.t.keys),
      el("dl", {class: "keys"}, rows.map(([keys, name]) => [
        el("dt", {}, keys.split(" ").map((k) => [el("kbd", {}, k), " "])), el("dd", {}, this.t[name])])),
      el("div", {class: "acts"}, el("button", {type: "button", class: "primary", onclick: () => dialog.close()}, this.t.close)));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select, dialog")) return;
    const chosen = this.looking.pointer;
    const change = chosen && this.model.changes.get(chosen);
    const acts = {
      n: () => this.walk(() => this.model.attention(), 1), N: () => this.walk(() => this.model.attention(), -1),
      j: () => this.walk(() => this.model.shown, 1), k: () => this.walk(() => this.model.shown, -1),
      f: () => this.nextFinding(1), F: () => this.nextFinding(-1),
      "+": () => this.paper.step(1), "=": () => this.paper.step(1), "-": () => this.paper.step(-1),
      0: () => this.paper.setZoom("width"), 9: () => this.paper.setZoom("page"),
      PageDown: () => this.paper.turn(1), PageUp: () => this.paper.turn(-1),
      "?": () => this.help(), Escape: () => (this.paper.drawing ? this.paper.setDrawing(false) : this.looking.idle()),
      ...(this.act ? {
        e: () => this.looking.edit(), a: () => chosen && this.act.confirm(chosen), A: () => this.act.approve(),
        u: () => change && this.act.undo(change), b: () => this.pen(),
      } : {}),
    };
    if (!(event.key in acts)) return;
    event.preventDefault();
    acts[event.key]();
  }

  nextFinding(step) {
    const count = this.model.view.findings.length;
    if (count) this.pickFinding((this.finding + step + count) % count);
  }
}

function view_index(model, finding) {
  return model.view.findings.indexOf(finding);
}
