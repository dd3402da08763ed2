// Makes elements. Text only ever becomes text: nothing here takes HTML.

/** An element: `el("b", {class: "x", onclick: f}, "text", child)`; null children and false attributes are left out. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (key === "style") Object.assign(node.style, value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

/** A short word for people that goes away by itself and is read out. */
export function toast(text, bad = false) {
  const note = el("div", {class: bad ? "toast bad" : "toast"}, text);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), bad ? 9000 : 2500);
}

/** Keeps a value in view inside its own scroller. */
export function reveal(node, block = "nearest") {
  node.scrollIntoView({block, inline: "nearest"});
}
