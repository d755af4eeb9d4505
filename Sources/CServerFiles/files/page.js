// SPDX-License-Identifier: GPL-2.0-or-later
// Keys, changes in place, copying, and completions. All of the page works without it.

const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// Changes in place: links that lead to another state of the same page.
let loading = null;

// What a link is, whatever its state: the one in its place takes the focus.
function name(link) {
  return link && link.classList.contains("chip") + ($("bdi", link) ?? link).textContent;
}

async function show(address, push) {
  loading?.abort();
  loading = new AbortController();
  let page;
  try {
    const answer = await fetch(address, { signal: loading.signal, headers: { Accept: "text/html" } });
    if (!(answer.headers.get("Content-Type") ?? "").startsWith("text/html")) throw new Error("no page");
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
    return;
  }
  const fresh = $("#main", page);
  if (!fresh) return location.assign(address);
  if (push) history.pushState(null, "", address);
  const focused = name(document.activeElement?.closest?.("#main a"));
  $("#main").replaceWith(document.adoptNode(fresh));
  document.title = page.title;
  const field = $("#q");
  if (document.activeElement !== field) field.value = $("#q", page).value;
  const kept = all(".search input[type=hidden]", page).map((input) => document.adoptNode(input));
  all(".search input[type=hidden]").forEach((input) => input.remove());
  $(".search").append(...kept);
  document.body.className = page.body.className;
  const same = focused && all("#main a").find((link) => name(link) === focused);
  (same ?? $("#main")).focus({ preventScroll: true });
  prepare();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (!link.closest("#main") || link.origin !== location.origin || link.hasAttribute("download")) return;
  if (link.pathname !== "/" || location.pathname !== "/" || !link.search) return;
  event.preventDefault();
  show(link.href, true).then(() => { if (link.rel) scrollTo(0, 0); });
});

addEventListener("popstate", () => { if (!location.hash) show(location.href, false); });

// Matches of a document.
function matches() { return all(".text mark[id]"); }

function stepMatch(step) {
  const marks = matches();
  if (!marks.length) return false;
  const place = marks.findIndex((mark) => "#" + mark.id === location.hash);
  const next = place + step;
  if (next < 0 || next >= marks.length) {
    const part = $(step > 0 ? ".pager a[rel=next]" : ".pager a[rel=prev]");
    if (part) { location.assign(part.href); return true; }
  }
  const mark = marks[(next + marks.length) % marks.length];
  location.replace("#" + mark.id);
  mark.scrollIntoView({ block: "center" });
  return true;
}

// Hits of a search.
function stepHit(step) {
  const links = all("a.hit");
  if (!links.length) return false;
  const place = links.indexOf(document.activeElement);
  const next = place < 0 ? (step > 0 ? 0 : links.length - 1) : place + step;
  if (next >= 0 && next < links.length) {
    links[next].focus();
    links[next].scrollIntoView({ block: "nearest" });
    return true;
  }
  $(step > 0 ? ".pager a[rel=next]" : ".pager a[rel=prev]")?.click();
  return true;
}

function follow(selector) {
  const link = $(selector);
  if (link) location.assign(link.href);
  return Boolean(link);
}

const keys = {
  "/": () => { $("#q").focus(); $("#q").select(); return true; },
  j: () => stepHit(1) || follow(".walk a.next"),
  k: () => stepHit(-1) || follow(".walk a.previous"),
  n: () => stepMatch(1),
  p: () => stepMatch(-1),
  "?": () => { $("#keys").showModal(); return true; },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=radio]), textarea, dialog")) return;
  // Keys where they lie, whatever layout is on.
  const physical = { KeyJ: "j", KeyK: "k", KeyN: "n", KeyP: "p" };
  const key = keys[event.key] ? event.key : physical[event.code];
  if (keys[key]?.()) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const step = event.target.closest?.(".match-next, .match-previous");
  if (step && stepMatch(step.classList.contains("match-next") ? 1 : -1)) event.preventDefault();
});

// Copying. Browsers give pages from other computers no clipboard without encryption: then by selecting.
async function copy(text, source) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  source.after(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  await copy(source.href ?? source.textContent, source);
  const text = button.textContent;
  button.textContent = "✓ " + text;
  setTimeout(() => { button.textContent = text; }, 1500);
});

// Completions as you type.
let typing = 0;
$("#q").addEventListener("input", (event) => {
  clearTimeout(typing);
  const text = event.target.value;
  if (text.trim().length < 2 || event.inputType === "insertReplacementText") return;
  typing = setTimeout(async () => {
    const answer = await fetch("/api/v1/suggest?q=" + encodeURIComponent(text)).catch(() => null);
    if (!answer?.ok || $("#q").value !== text) return;
    const { suggestions } = await answer.json();
    $("#completions").replaceChildren(...suggestions.map((suggestion) => {
      const option = document.createElement("option");
      option.value = suggestion.query;
      return option;
    }));
  }, 150);
});

function prepare() {
  all(".needs-script").forEach((element) => { element.hidden = false; });
}
$("#keys-open").addEventListener("click", () => $("#keys").showModal());
prepare();
if (document.body.classList.contains("start")) $("#q").focus();
