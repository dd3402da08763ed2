// The left pane: pages as pictures with boxes, or the lines of a text. Only what is in view is drawn.
import {el, reveal} from "./dom.js";

const STEPS = [0.35, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.6, 3.4];
const POINT = 96 / 72;
const CHUNK = 200;

export class Paper {
  /** `source` gives pictures: `source.picture(page, width)`; `onpick(pointer)` and `ondraw(page, bbox)` tell what was done. */
  constructor(model, source, t, {onpick, ondraw}) {
    Object.assign(this, {model, source, t, onpick, ondraw});
    this.zoom = "width";
    this.sheets = [];
    this.selected = null;
    this.byPage = new Map();
    this.root = el("section", {class: "pane", "aria-label": t.paper});
    if (model.view.lines) this.buildLines();
    else this.buildPages();
  }

  buildPages() {
    const t = this.t;
    const button = (name, label, text, key) =>
      el("button", {type: "button", id: name, title: key ? `${label} (${key})` : label, "aria-label": label}, text);
    const sizes = this.model.view.sizes || [];
    this.where = el("input", {type: "text", inputmode: "numeric", value: "1", "aria-label": t.page});
    this.where.addEventListener("change", () => this.go(Number(this.where.value) || 1));
    const bar = el("div", {class: "bar", role: "toolbar", "aria-label": t.paper},
      el("span", {class: "where"}, this.where, ` / ${sizes.length}`),
      el("span", {class: "grow"}),
      this.act(button("zoom-out", t["zoom-out"], "−", "-"), () => this.step(-1)),
      this.act(button("zoom-in", t["zoom-in"], "+", "+"), () => this.step(1)),
      this.act(button("fit-width", t["fit-width"], "↔", "0"), () => this.setZoom("width")),
      this.act(button("fit-page", t["fit-page"], "↕", "9"), () => this.setZoom("page")),
      (this.boxes = this.act(el("button", {type: "button", "aria-pressed": "true"}, t["show-boxes"]), () => this.toggleBoxes())),
      this.source.readonly ? null
        : (this.pen = this.act(el("button", {type: "button", "aria-pressed": "false", title: `${t.draw} (b)`}, t.draw), () => this.setDrawing(!this.drawing))));
    this.paper = el("div", {class: "paper", tabindex: "0", role: "region", "aria-label": t.paper});
    this.root.append(bar, this.paper);
    if (!sizes.length) {
      this.paper.append(el("p", {class: "nothing"}, t["original-gone"]));
      return;
    }
    this.watch = new IntersectionObserver((entries) => this.seen(entries), {root: this.paper, rootMargin: "60% 0px"});
    sizes.forEach(([width, height], k) => {
      const sheet = el("div", {class: "sheet", "data-page": k + 1, role: "group", "aria-label": `${t.page} ${k + 1}`},
        el("span", {class: "no"}, String(k + 1)));
      this.sheets.push({sheet, width, height, number: k + 1, live: false});
      this.paper.append(sheet);
      this.watch.observe(sheet);
    });
    this.paper.addEventListener("scroll", () => this.scrolled(), {passive: true});
    this.paper.addEventListener("pointerdown", (event) => this.penDown(event));
    new ResizeObserver(() => this.lay()).observe(this.paper);
  }

  act(node, action) {
    node.addEventListener("click", action);
    return node;
  }

  buildLines() {
    const bar = el("div", {class: "bar"}, el("span", {class: "where"}, `${this.model.view.lines.length} ${this.t.rows}`));
    this.paper = el("div", {class: "lines", tabindex: "0", role: "region", "aria-label": this.t.paper});
    this.lines = [];
    const lines = this.model.view.lines;
    for (let start = 0; start < lines.length; start += CHUNK) {
      const chunk = el("div", {class: "chunk", style: {containIntrinsicSize: `auto ${CHUNK * 20}px`}});
      for (let k = start; k < Math.min(lines.length, start + CHUNK); k += 1) {
        const line = el("div", {class: "ln", "data-l": k + 1}, el("i", {}, String(k + 1)), el("span", {}, lines[k]));
        this.lines.push(line);
        chunk.append(line);
      }
      this.paper.append(chunk);
    }
    this.paper.addEventListener("click", (event) => {
      const line = event.target.closest(".ln");
      const found = line && this.atLine.get(Number(line.dataset.l));
      if (found) this.onpick(found[0]);
    });
    this.root.append(bar, this.paper);
  }

  /** Takes the model's values anew: which stand on which page. */
  refresh() {
    this.byPage = new Map();
    this.atLine = new Map();
    const add = (page, item) => {
      if (!this.byPage.has(page)) this.byPage.set(page, []);
      this.byPage.get(page).push(item);
    };
    for (const pointer of this.model.shown) {
      const own = this.model.ownPlace(pointer);
      if (!own || this.model.isRemoved(pointer)) continue;
      for (const place of [own, ...(own.more || [])]) {
        if (place.bbox) add(place.page, {pointer, bbox: place.bbox, marks: this.model.marks(pointer), text: place.text});
        if (place.lines) {
          for (let l = place.lines[0]; l <= place.lines[1]; l += 1) {
            if (!this.atLine.has(l)) this.atLine.set(l, []);
            this.atLine.get(l).push(pointer);
          }
        }
      }
    }
    for (const finding of this.model.view.findings) {
      for (const place of finding.places || []) {
        if (place.bbox) add(place.page, {pointer: null, bbox: place.bbox, marks: ["lost"], text: place.text});
      }
    }
    if (this.lines) this.markLines();
    else this.sheets.filter((s) => s.live).forEach((s) => this.boxesOn(s));
  }

  markLines() {
    this.lines.forEach((line, k) => {
      const found = this.atLine.get(k + 1) || [];
      line.classList.toggle("has", found.length > 0);
      line.classList.toggle("low", found.some((p) => this.model.marks(p).includes("low")));
      line.classList.toggle("bad", found.some((p) => this.model.marks(p).includes("bad")));
    });
  }

  scaleOf({width, height}) {
    const wide = this.paper.clientWidth - 20;
    const high = this.paper.clientHeight - 20;
    if (this.zoom === "width") return wide / width;
    if (this.zoom === "page") return Math.min(wide / width, high / height);
    return this.zoom * POINT;
  }

  /** Gives every sheet its size; what was in the middle stays in view. */
  lay() {
    if (!this.sheets.length || !this.paper.clientWidth) return;
    const at = this.current || 1;
    const before = this.sheets[at - 1].sheet;
    const share = before.offsetHeight ? (this.paper.scrollTop - before.offsetTop) / before.offsetHeight : 0;
    for (const item of this.sheets) {
      const scale = this.scaleOf(item);
      item.scale = scale;
      item.sheet.style.width = `${Math.round(item.width * scale)}px`;
      item.sheet.style.height = `${Math.round(item.height * scale)}px`;
      if (item.live) this.pictureOn(item);
    }
    this.paper.scrollTop = before.offsetTop + share * before.offsetHeight;
  }

  seen(entries) {
    for (const entry of entries) {
      const item = this.sheets[Number(entry.target.dataset.page) - 1];
      if (entry.isIntersecting === item.live) continue;
      item.live = entry.isIntersecting;
      if (item.live) {
        this.pictureOn(item);
        this.boxesOn(item);
      } else {
        item.sheet.replaceChildren(item.sheet.firstChild);
        item.width_drawn = 0;
      }
    }
  }

  pictureOn(item) {
    const wide = Math.ceil(item.width * (item.scale || 1) * Math.min(2, window.devicePixelRatio || 1));
    const step = [240, 800, 1200, 1800, 2600].find((w) => w >= wide * 0.92) || 2600;
    if (item.width_drawn >= step) return;
    item.width_drawn = step;
    const image = el("img", {alt: `${this.t.page} ${item.number}`, decoding: "async", draggable: "false"});
    image.addEventListener("load", () => {
      item.sheet.querySelectorAll("img").forEach((old) => old !== image && old.remove());
    });
    image.addEventListener("error", () => {
      image.remove();
      item.width_drawn = 0;
      if (!item.sheet.querySelector(".gone")) item.sheet.append(el("div", {class: "gone"}, this.t["no-picture"]));
    });
    image.src = this.source.picture(item.number, step);
    item.sheet.firstChild.after(image);
  }

  boxesOn(item) {
    item.sheet.querySelectorAll(".box").forEach((box) => box.remove());
    const found = this.byPage.get(item.number) || [];
    // small boxes over large ones, so that each can be reached
    const size = ({bbox}) => (bbox[2] - bbox[0]) * (bbox[3] - bbox[1]);
    for (const box of [...found].sort((a, b) => size(b) - size(a))) {
      const node = el("div", {class: `box ${box.marks.join(" ")}`, title: box.pointer ? box.text : `${this.t.unclaimed}: ${box.text}`});
      this.put(node, box.bbox, item);
      if (box.pointer) {
        node.dataset.pointer = box.pointer;
        node.classList.toggle("on", box.pointer === this.selected);
        node.addEventListener("click", () => this.drawing || this.onpick(box.pointer));
      }
      item.sheet.append(node);
    }
    if (this.extra && this.extra.page === item.number) {
      const node = el("div", {class: "box on"});
      this.put(node, this.extra.bbox, item);
      item.sheet.append(node);
    }
  }

  put(node, [x0, top, x1, bottom], {width, height}) {
    const pad = 1.5;
    Object.assign(node.style, {
      left: `${(100 * (x0 - pad)) / width}%`, top: `${(100 * (top - pad)) / height}%`,
      width: `${(100 * (x1 - x0 + 2 * pad)) / width}%`, height: `${(100 * (bottom - top + 2 * pad)) / height}%`,
    });
  }

  /** Lights up the place of a value, and brings it into view. */
  select(pointer, places, scroll = true) {
    this.selected = pointer;
    this.extra = null;
    const place = places[0];
    if (this.lines) {
      this.lines.forEach((line) => line.classList.remove("on"));
      for (const {lines} of places) {
        for (let l = lines ? lines[0] : 1; lines && l <= lines[1]; l += 1) this.lines[l - 1]?.classList.add("on");
      }
      if (place && place.lines && scroll) reveal(this.lines[place.lines[0] - 1], "center");
      return;
    }
    const own = pointer && this.model.ownPlace(pointer);
    if (place && place.bbox && !own) this.extra = place;
    this.sheets.filter((s) => s.live).forEach((s) => this.boxesOn(s));
    if (place && place.bbox && scroll) this.show(place.page, place.bbox);
  }

  show(page, bbox) {
    const item = this.sheets[page - 1];
    if (!item) return;
    const top = item.sheet.offsetTop + bbox[1] * item.scale;
    const bottom = item.sheet.offsetTop + bbox[3] * item.scale;
    const {scrollTop, clientHeight} = this.paper;
    if (top < scrollTop + 30 || bottom > scrollTop + clientHeight - 30) {
      this.paper.scrollTop = top - clientHeight * 0.35;
    }
    const left = item.sheet.offsetLeft + bbox[0] * item.scale;
    const right = item.sheet.offsetLeft + bbox[2] * item.scale;
    if (left < this.paper.scrollLeft || right > this.paper.scrollLeft + this.paper.clientWidth) {
      this.paper.scrollLeft = left - 40;
    }
  }

  scrolled() {
    const middle = this.paper.scrollTop + this.paper.clientHeight * 0.4;
    let low = 0;
    let high = this.sheets.length - 1;
    while (low < high) {
      const at = (low + high + 1) >> 1;
      if (this.sheets[at].sheet.offsetTop <= middle) low = at;
      else high = at - 1;
    }
    this.current = low + 1;
    if (document.activeElement !== this.where) this.where.value = String(this.current);
  }

  go(page) {
    const item = this.sheets[Math.min(Math.max(1, page), this.sheets.length) - 1];
    if (item) this.paper.scrollTop = item.sheet.offsetTop - 6;
  }

  turn(step) {
    this.go((this.current || 1) + step);
  }

  step(direction) {
    if (!this.sheets.length) return;
    const now = this.sheets[(this.current || 1) - 1].scale / POINT;
    const next = direction > 0 ? STEPS.find((z) => z > now * 1.02) : STEPS.findLast((z) => z < now * 0.98);
    if (next) this.setZoom(next);
  }

  setZoom(zoom) {
    this.zoom = zoom;
    this.lay();
  }

  toggleBoxes() {
    const hidden = this.paper.classList.toggle("noboxes");
    this.boxes.setAttribute("aria-pressed", String(!hidden));
  }

  setDrawing(on) {
    if (!this.pen || !this.sheets.length) return;
    this.drawing = on;
    this.pen.setAttribute("aria-pressed", String(on));
    this.paper.classList.toggle("drawing", on);
    this.paper.querySelectorAll(".rubber").forEach((node) => node.remove());
    if (on) this.source.say(this.t["draw-hint"]);
  }

  penDown(event) {
    const sheet = event.target.closest(".sheet");
    if (!this.drawing || !sheet || event.button !== 0) return;
    event.preventDefault();
    const item = this.sheets[Number(sheet.dataset.page) - 1];
    const frame = sheet.getBoundingClientRect();
    const at = ({clientX, clientY}) => [(clientX - frame.left) / item.scale, (clientY - frame.top) / item.scale];
    const start = at(event);
    const rubber = el("div", {class: "rubber"});
    sheet.append(rubber);
    const box = (now) => [Math.min(start[0], now[0]), Math.min(start[1], now[1]), Math.max(start[0], now[0]), Math.max(start[1], now[1])];
    const move = (e) => this.put(rubber, box(at(e)), item);
    const up = (e) => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      const drawn = box(at(e)).map((v) => Math.round(v * 10) / 10);
      this.setDrawing(false);
      if (drawn[2] - drawn[0] > 3 && drawn[3] - drawn[1] > 3) this.ondraw(item.number, drawn);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
  }
}
