// Speaks with the room. Every refusal is a Problem (RFC 9457), whose message is a sentence for people.

export class Problem extends Error {
  constructor(body, status, retry) {
    super(body.detail || String(status));
    this.body = body;
    this.status = status;
    this.retry = retry;
  }
}

/** Asks the room; what it answers as JSON, or a Problem. */
export async function ask(path, {method = "GET", json, body, headers = {}} = {}) {
  const sent = json === undefined ? body : JSON.stringify(json);
  const more = json === undefined ? headers : {"content-type": "application/json", ...headers};
  let answer;
  try {
    answer = await fetch(path, {method, body: sent, headers: {accept: "application/json", ...more}, credentials: "same-origin"});
  } catch (error) {
    throw new Problem({detail: error.message}, 0, null);
  }
  const text = await answer.text();
  let data = {};
  try {
    data = text ? JSON.parse(text) : {};
  } catch {
    data = {detail: text.slice(0, 200)};
  }
  if (!answer.ok) throw new Problem(data, answer.status, Number(answer.headers.get("retry-after")) || null);
  return data;
}

/** The texts of the pages in a language. */
export const textsOf = (lang) => ask(`/texts/${lang}.json`);

/** Keeps the person's name for all that is changed from this browser. */
export function keepName() {
  const input = document.getElementById("who");
  if (!input || input.tagName !== "INPUT") return;
  const keep = () => {
    document.cookie = `who=${encodeURIComponent(input.value.trim())}; path=/; max-age=31536000; samesite=lax`;
  };
  input.addEventListener("change", keep);
}
