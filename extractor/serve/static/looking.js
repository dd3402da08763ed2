// The strip under the values: what is known of the chosen value, and where it is edited.
import {el} from "./dom.js";

const ADDED = {
  indicators: ["row", "objective", "name", "target"],
  budgets: ["number", "name", "amount"],
  signatories: ["full_name", "name", "position", "nip"],
};

export class Looking {
  /** `act` does what the person asks: save, confirm, undo, remove, add, pen. `hint(pointer)` tells how a value is edited. */
  constructor(model, values, t, act, readonly) {
    Object.assign(this, {model, values, t, act, readonly});
    this.root = el("section", {class: "looking", "aria-label": t.values, "aria-live": "off"});
    this.idle();
  }

  idle() {
    this.pointer = null;
    this.editing = false;
    const left = this.model.attention().length;
    this.root.replaceChildren(
      el("p", {}, this.readonly ? "" : this.t["choose-value"]),
      el("div", {class: "line"}, el("span", {class: left ? "chip doubt" : "chip ok"}, left ? `${left} ${this.t["to-see"]}` : this.t["nothing-doubtful"])));
  }

  show(pointer) {
    this.pointer = pointer;
    this.editing = false;
    const t = this.t;
    const place = this.model.placesOf(pointer)[0];
    const change = this.model.changes.get(pointer);
    const finding = this.model.faulty.get(pointer);
    const facts = [];
    if (place) {
      facts.push(`${t.printed}: “${place.text}”`);
      facts.push(place.page ? `${t.page.toLowerCase()} ${place.page}` : `${t.line.toLowerCase()} ${place.lines.join("–")}`);
      facts.push(`${t.confidence} ${Math.round(place.confidence * 100)}%`, place.method);
    }
    const said = change && `${change.op === "confirm" ? t["confirmed-by"] : t["corrected-by"]} ${change.who}, ${new Date(change.at).toLocaleString()}${change.op === "replace" ? ` (${t.was}: “${this.values.text(change.before)}”)` : ""}`;
    this.root.replaceChildren(...[
      el("div", {class: "line"}, el("b", {}, this.values.labelOf(pointer)),
        this.readonly ? null : el("div", {class: "acts"},
          this.button(t.edit, "e", () => this.edit()),
          this.button(t.right, "a", () => this.act.confirm(pointer)),
          change ? this.button(t.undo, "u", () => this.act.undo(change)) : null,
          this.model.view.lines ? null : this.button(t.draw, "b", () => this.act.pen()),
          this.recordOf(pointer) ? el("button", {type: "button", onclick: () => this.act.remove(this.recordOf(pointer))}, t.remove) : null)),
      el("p", {}, facts.join(" · ")),
      finding ? el("p", {class: "bad"}, finding.message) : null,
      said ? el("p", {class: "good"}, said) : null].filter(Boolean));
  }

  button(text, key, action) {
    return el("button", {type: "button", onclick: action, "aria-keyshortcuts": key}, text, " ", el("kbd", {"aria-hidden": "true"}, key));
  }

  recordOf(pointer) {
    const found = /^(\/documents\/\d+\/(indicators|budgets|signatories)\/\d+)\//.exec(pointer);
    return found && !this.model.isRemoved(found[1]) ? found[1] : null;
  }

  /** Opens the editor; `text` is what it begins with, `drawn` the place that was drawn for it. */
  async edit(text, drawn = null) {
    const pointer = this.pointer;
    if (!pointer || this.readonly) return;
    let hint;
    try {
      hint = await this.act.hint(pointer);
    } catch (problem) {
      this.act.fail(problem);
      return;
    }
    if (this.pointer !== pointer) return;
    this.editing = true;
    const now = this.act.value(pointer);
    const field = this.field(hint, now, text);
    const wrong = el("p", {class: "err", role: "alert"});
    const form = el("form", {},
      el("label", {}, el("b", {}, this.values.labelOf(pointer)), drawn ? el("small", {}, ` ${this.t.page.toLowerCase()} ${drawn.page}`) : null,
        hint.type === "list" ? el("small", {}, ` ${this.t["one-per-line"]}`) : null, field),
      wrong,
      el("div", {class: "acts"}, el("button", {type: "submit", class: "primary"}, this.t.save),
        el("button", {type: "button", onclick: () => this.show(pointer)}, this.t.cancel)));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      wrong.textContent = "";
      try {
        await this.act.save(pointer, field.value, now, drawn);
      } catch (problem) {
        wrong.textContent = problem.message;
      }
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        this.show(pointer);
        this.act.focus();
      } else if (event.key === "Enter" && !event.shiftKey && field.tagName === "TEXTAREA" && hint.type !== "list") {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    this.root.replaceChildren(form);
    field.focus();
    if (field.select) field.select();
  }

  field(hint, now, text) {
    if (hint.type === "choice") {
      return el("select", {}, hint.nullable ? el("option", {value: ""}, this.t.none) : null,
        hint.options.map((o) => el("option", {value: o, selected: o === now}, this.t[`o-${o}`] || this.t[`kind-${o}`] || o)));
    }
    let begin = text;
    if (begin === undefined) {
      if (hint.type === "target") begin = now ? now.text ?? String(now.value ?? "") : "";
      else if (Array.isArray(now)) begin = now.join("\n");
      else begin = now === null || now === undefined ? "" : String(now);
    }
    if (hint.type === "number" || (begin.length < 60 && !begin.includes("\n") && hint.type !== "list")) {
      return el("input", {type: "text", value: begin, autocomplete: "off"});
    }
    const area = el("textarea", {rows: Math.min(9, 2 + Math.ceil(begin.length / 70))});
    area.value = begin;
    return area;
  }

  /** The form of a new record. */
  add(list) {
    this.pointer = null;
    this.editing = true;
    const kind = list.split("/").pop();
    const wrong = el("p", {class: "err", role: "alert"});
    const inputs = ADDED[kind].map((name) => [name, el("input", {type: "text", id: `add-${name}`, autocomplete: "off"})]);
    const form = el("form", {},
      el("b", {}, `${this.t.add}: ${this.t[`zone-${kind}`]}`),
      el("div", {class: "adds"}, inputs.map(([name, input]) => [
        el("label", {for: `add-${name}`}, name === "name" && kind === "indicators" ? this.t["f-indicator"] : this.t[`f-${name}`]), input])),
      wrong,
      el("div", {class: "acts"}, el("button", {type: "submit", class: "primary"}, this.t.save),
        el("button", {type: "button", onclick: () => this.idle()}, this.t.cancel)));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const given = Object.fromEntries(inputs.filter(([, i]) => i.value.trim()).map(([n, i]) => [n, i.value]));
      try {
        await this.act.add(list, given);
      } catch (problem) {
        wrong.textContent = problem.message;
      }
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        this.idle();
        this.act.focus();
      }
    });
    this.root.replaceChildren(form);
    inputs[0][1].focus();
  }
}
