// What is known of a file: values by JSON Pointer, their places, what people changed, what is in doubt.

const DOUBT = 0.9;
const UNSURE = 0.6;

/** The value that a pointer names; undefined where there is none. */
export function valueAt(root, pointer) {
  let value = root;
  for (const part of pointer.split("/").slice(1)) {
    if (value === null || typeof value !== "object") return undefined;
    value = value[part.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return value;
}

export class Model {
  constructor(view) {
    this.update(view);
  }

  update(view) {
    this.view = view;
    this.result = view.result;
    this.places = view.result.provenance || {};
    this.changes = new Map();
    for (const change of view.changes) this.changes.set(change.pointer, change);
    this.removed = new Set(view.removed);
    this.doubtful = new Set(view.doubtful);
    this.faulty = new Map();
    for (const finding of view.findings) {
      if (finding.severity === "info") continue;
      for (const path of finding.paths) if (!this.faulty.has(path)) this.faulty.set(path, finding);
    }
    this.shown = [];
  }

  /** The pointer itself or its nearest parent that has a place. */
  anchor(pointer) {
    for (let at = pointer; at; at = at.slice(0, at.lastIndexOf("/"))) if (this.places[at]) return at;
    return null;
  }

  /** All places of a value: first where it was read, then where it goes on. */
  placesOf(pointer) {
    const at = this.anchor(pointer);
    if (at === null) {
      // an empty value stands where its record does
      for (let near = pointer; near.split("/").length > 4; near = near.slice(0, near.lastIndexOf("/"))) {
        const inside = Object.keys(this.places).find((key) => key.startsWith(`${near}/`));
        if (inside) return [this.places[inside]];
      }
      return [];
    }
    const place = this.places[at];
    return [place, ...(place.more || [])];
  }

  /** The value's own place, or that of a part of it; null where it only stands in its record's. */
  ownPlace(pointer) {
    const place = this.places[pointer];
    if (place) return place;
    return this.places[`${pointer}/text`] || this.places[`${pointer}/name`] || null;
  }

  isRemoved(pointer) {
    for (const gone of this.removed) if (pointer === gone || pointer.startsWith(`${gone}/`)) return true;
    return false;
  }

  /** How a value is shown: `low` (doubtful), `verylow`, `bad` (a finding), `done` (a person vouches for it). */
  marks(pointer) {
    const marks = [];
    const change = this.changes.get(pointer);
    if (change) marks.push("done");
    else if (this.isDoubtful(pointer)) {
      marks.push("low");
      const place = this.ownPlace(pointer);
      if (place && place.confidence < UNSURE) marks.push("verylow");
    }
    if (this.faulty.has(pointer)) marks.push("bad");
    return marks;
  }

  isDoubtful(pointer) {
    if (this.doubtful.has(pointer)) return true;
    return [`${pointer}/text`, `${pointer}/value`, `${pointer}/unit`].some((part) => this.doubtful.has(part));
  }

  /** Whether a person should look at a value: it is doubtful or has a finding, and nobody has vouched for it. */
  needsLook(pointer) {
    if (this.changes.has(pointer) || this.isRemoved(pointer)) return false;
    return this.isDoubtful(pointer) || this.faulty.has(pointer);
  }

  attention() {
    return this.shown.filter((pointer) => this.needsLook(pointer));
  }

  /** The shown value that stands for a pointer: itself, its record's part, or the first value of a record. */
  shownFor(pointer) {
    if (this.shownSet().has(pointer)) return pointer;
    for (let at = pointer; at.length > 1; at = at.slice(0, at.lastIndexOf("/"))) if (this.shownSet().has(at)) return at;
    return this.shown.find((key) => key.startsWith(`${pointer}/`)) || null;
  }

  shownSet() {
    if (this.setOf !== this.shown || this.setSize !== this.shown.length) {
      this.setOf = this.shown;
      this.setSize = this.shown.length;
      this.set = new Set(this.shown);
    }
    return this.set;
  }

  static isLow(place) {
    return place.confidence < DOUBT;
  }
}
