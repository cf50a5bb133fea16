// Everything here is an addition: without it the page is links and a form.

const PAUSE = 180; // milliseconds without a key, after which is searched
const DRAG = 6; // pixels, below which a press is a click

const main = document.getElementById("main");
const form = document.getElementById("ask");
const query = document.getElementById("q");
const announcement = document.getElementById("announcement");
const unfinished = document.getElementById("unfinished");
const keys = document.getElementById("keys");

// What the page shows, and whether the history has an entry of its own for what is typed.
let shown = here();
let drafting = false;
let waiting;
let isTyping = false; // since when completions may be offered
let request = new AbortController();

function here() {
  return location.pathname + location.search;
}

function asked() {
  const pairs = [...new FormData(form)].filter(([, value]) => value);
  return `/search?${new URLSearchParams(pairs)}`;
}

// Search as you type

// The page under an address; null when another one has been asked for meanwhile, or none comes.
async function fetched(address) {
  request.abort();
  request = new AbortController();
  try {
    const response = await fetch(address, { signal: request.signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return { page, complete: response.ok };
  } catch (error) {
    if (error.name !== "AbortError") unfinished.textContent = "The server does not answer.";
    return null;
  }
}

function show(page, address) {
  main.replaceChildren(...page.getElementById("main").childNodes);
  document.title = page.title;
  shown = address;
  unfinished.textContent = "";
  query.removeAttribute("aria-invalid");
  query.removeAttribute("aria-describedby");
  const told = [...main.querySelectorAll("#count, .hint, #fault")];
  announcement.textContent = told.map((element) => element.textContent).join(". ");
  prepareCharts();
}

async function searchDraft() {
  const address = asked();
  if (address === shown) return;
  const found = await fetched(address);
  if (!found) return;
  if (!found.complete) {
    // Half of a query is often none: what was found stays until it is whole.
    unfinished.textContent = found.page.querySelector("#fault, #main p")?.textContent ?? "";
    return;
  }
  show(found.page, address);
  history[drafting ? "replaceState" : "pushState"](null, "", address);
  drafting = true;
  scrollTo(0, 0);
}

async function visit(address) {
  const found = await fetched(address);
  if (!found) return;
  show(found.page, address);
  history.pushState(null, "", address);
  drafting = false;
  main.querySelector('.bars a[tabindex="0"]')?.focus();
}

query.addEventListener("input", () => {
  clearTimeout(waiting);
  isTyping = true;
  waiting = setTimeout(() => {
    searchDraft();
    if (isTyping) complete();
  }, PAUSE);
});

form.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
});

form.addEventListener("submit", (event) => {
  clearTimeout(waiting);
  fold();
  drafting = false;
  const first = main.querySelector(".result h3 a");
  if (asked() !== shown || !first) return;
  event.preventDefault();
  first.focus();
});

addEventListener("popstate", async () => {
  if (here() === shown) return; // another fragment of the same page
  drafting = false;
  const address = here();
  const found = await fetched(address);
  if (!found) return;
  show(found.page, address);
  query.value = found.page.getElementById("q").value;
});

// Completion of the word before the cursor, as ARIA describes a combobox with a list

const LAST_TERM = /(^|[\s(])(?:(source|place|about|author|lang|language)[:=])?("?)([^\s"():]+|(?<=")[^"]+)$/iu;
const FIELDS = { about: "place", lang: "language" };
const OFFERED = { word: 5, place: 2, source: 2 };
const completions = document.createElement("ul");
completions.id = "completions";
completions.setAttribute("role", "listbox");
completions.setAttribute("aria-label", "Completions");
completions.hidden = true;
form.append(completions);
const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "completions", "aria-expanded": "false" };
for (const [name, value] of Object.entries(combobox)) query.setAttribute(name, value);
let asking = 0;

async function complete() {
  const number = ++asking;
  const typed = query.value.slice(0, query.selectionStart);
  const [term, , name, quote, prefix] = typed.match(LAST_TERM) ?? [];
  if (!term || document.activeElement !== query || (!name && (quote || prefix.length < 2))) {
    fold();
    return;
  }
  const field = name && (FIELDS[name.toLowerCase()] ?? name.toLowerCase());
  const wanted = field ? { [field]: 8 } : OFFERED;
  const lists = await Promise.all(
    Object.entries(wanted).map(async ([kind, limit]) => {
      const response = await fetch(`/complete.json?${new URLSearchParams({ field: kind, prefix, limit })}`);
      const found = response.ok ? (await response.json()).completions : [];
      return found.map((completion) => ({ ...completion, kind }));
    }),
  ).catch(() => []);
  if (number !== asking) return;
  const start = typed.length - prefix.length - quote.length - (name ? name.length + 1 : 0);
  offer(lists.flat().filter(({ kind, value }) => kind !== "word" || value !== prefix.toLowerCase()), start, name);
}

function offer(found, start, name) {
  const rest = query.value.slice(query.selectionStart);
  const before = query.value.slice(0, start);
  const options = found.map(({ kind, value, articles, within }, number) => {
    const option = document.createElement("li");
    const count = document.createElement("span");
    const text = kind === "word" ? value : /[\s"():]/u.test(value) ? `"${value}"` : value;
    const field = kind === "word" ? "" : `${name ?? kind}:`;
    count.className = "count";
    count.textContent = [within, articles.toLocaleString("en")].filter(Boolean).join(" · ");
    option.id = `completion-${number}`;
    option.setAttribute("role", "option");
    option.dataset.value = `${before}${field}${text}${rest}`;
    option.append(`${field}${text}`, " ", count);
    return option;
  });
  completions.replaceChildren(...options);
  point(null);
  completions.hidden = !options.length;
  query.setAttribute("aria-expanded", String(!completions.hidden));
}

function fold() {
  isTyping = false;
  asking += 1;
  offer([], 0);
}

function point(option) {
  completions.querySelector("[aria-selected]")?.removeAttribute("aria-selected");
  option?.setAttribute("aria-selected", "true");
  if (option) query.setAttribute("aria-activedescendant", option.id);
  else query.removeAttribute("aria-activedescendant");
}

function accept(option) {
  query.value = option.dataset.value;
  fold();
  searchDraft();
}

query.addEventListener("keydown", (event) => {
  if (completions.hidden || event.isComposing) return;
  const options = [...completions.children];
  const at = options.findIndex((option) => option.hasAttribute("aria-selected"));
  if (event.key === "ArrowDown") point(options[at + 1] ?? null);
  else if (event.key === "ArrowUp") point(at ? options.at(at < 0 ? -1 : at - 1) : null);
  else if (event.key === "Enter" && at >= 0) accept(options[at]);
  else if (event.key === "Escape") fold();
  else return;
  event.preventDefault();
  event.stopPropagation();
});

completions.addEventListener("pointerdown", (event) => {
  const option = event.target.closest("li");
  if (!option) return;
  event.preventDefault(); // the query keeps the focus
  accept(option);
});

query.addEventListener("blur", fold);

// The histogram: one stop of the tabulator key, arrows within, ranges by dragging or with Shift

const bars = (chart) => [...chart.querySelectorAll(".bars a")];
const parameter = (bar, name) => new URLSearchParams(bar.getAttribute("href").split("?")[1]).get(name);

function prepareCharts() {
  for (const chart of document.querySelectorAll(".histogram")) {
    chart.classList.add("ready");
    const links = bars(chart);
    const stop = links.find((bar) => bar.classList.contains("chosen")) ?? links[0];
    for (const bar of links) bar.setAttribute("tabindex", bar === stop ? "0" : "-1");
  }
}

// "2023-03" → "March 2023", as the labels of the bars have it.
function inWords(limit) {
  const [, month, day] = limit.split("-");
  const parts = { year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric" }) };
  return new Date(limit).toLocaleDateString("en-GB", { timeZone: "UTC", ...parts });
}

function tell(chart, chosen) {
  let text = chart.dataset.unit;
  if (chosen.length) {
    const total = chosen.reduce((sum, bar) => sum + Number(bar.dataset.count), 0);
    const [since, until] = [parameter(chosen[0], "since"), parameter(chosen.at(-1), "until")];
    const label = chosen.length > 1 ? `${inWords(since)} to ${inWords(until)}` : chosen[0].getAttribute("aria-label");
    text = chosen.length > 1 ? `${label}: ${total.toLocaleString("en")}` : label;
  }
  chart.querySelector(".told").textContent = text;
}

function paint(chart, chosen) {
  for (const bar of bars(chart)) bar.classList.toggle("picked", chosen.includes(bar));
  tell(chart, chosen);
  announcement.textContent = chart.querySelector(".told").textContent;
}

function take(chosen) {
  const [path, parameters] = chosen[0].getAttribute("href").split("?");
  const changed = new URLSearchParams(parameters);
  changed.set("until", parameter(chosen.at(-1), "until"));
  return visit(`${path}?${changed}`);
}

main.addEventListener("pointerover", (event) => {
  const bar = event.target.closest(".bars a");
  if (bar && !event.buttons) tell(bar.closest(".histogram"), [bar]);
});

main.addEventListener("pointerout", (event) => {
  const chart = event.target.closest(".histogram");
  if (chart && !event.buttons && !chart.contains(event.relatedTarget)) tell(chart, []);
});

main.addEventListener("pointerdown", (event) => {
  const chart = event.target.closest(".histogram");
  if (!chart || event.button !== 0 || !event.target.closest("svg")) return;
  const from = event.clientX;
  let chosen = [];
  const move = ({ clientX }) => {
    if (!chosen.length && Math.abs(clientX - from) < DRAG) return;
    const [left, right] = [Math.min(from, clientX), Math.max(from, clientX)];
    chosen = bars(chart).filter((bar) => {
      const reach = bar.getBoundingClientRect();
      return reach.right > left && reach.left < right;
    });
    paint(chart, chosen);
  };
  const end = ({ type }) => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", end);
    removeEventListener("pointercancel", end);
    if (!chosen.length) return;
    // The click that follows is the end of the drag, and opens nothing.
    addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
    if (type === "pointerup") take(chosen);
    else paint(chart, []);
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
});

main.addEventListener("dragstart", (event) => {
  if (event.target.closest(".histogram")) event.preventDefault();
});

main.addEventListener("focusin", (event) => {
  const bar = event.target.closest(".bars a");
  if (bar) tell(bar.closest(".histogram"), [bar]);
});

let anchor;

function moveInChart(event, bar) {
  const chart = bar.closest(".histogram");
  const links = bars(chart);
  const at = links.indexOf(bar);
  const goal = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1 }[event.key];
  if (goal === undefined) {
    const picked = links.filter((link) => link.classList.contains("picked"));
    if (event.key === "Enter" && picked.length > 1) take(picked);
    else if (event.key === "Escape" && picked.length) paint(chart, []);
    else return false;
    return true;
  }
  const next = links[Math.max(0, Math.min(goal, links.length - 1))];
  anchor = event.shiftKey ? (anchor ?? bar) : undefined;
  bar.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
  const ends = [links.indexOf(anchor ?? next), links.indexOf(next)].sort((one, other) => one - other);
  paint(chart, anchor ? links.slice(ends[0], ends[1] + 1) : []);
  if (!anchor) tell(chart, [next]);
  return true;
}

// Keys

function step(by) {
  const stops = [...main.querySelectorAll(".result h3 a, .reading mark")];
  if (!stops.length) return;
  const at = stops.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.max(0, Math.min(at + by, stops.length - 1));
  const stop = stops[next];
  if (stop.matches("mark")) stop.tabIndex = -1;
  stop.focus({ preventScroll: true });
  stop.scrollIntoView({ block: "nearest" });
}

function leave() {
  if (location.hash === "#filters") location.hash = "#main";
  else if (document.activeElement !== document.body) document.activeElement.blur();
  else main.querySelector(".back a")?.click();
}

const actions = {
  "/": () => query.select(),
  "?": () => keys.showModal(),
  j: () => step(1),
  k: () => step(-1),
  Escape: leave,
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys.open) return;
  const bar = event.target.closest?.(".bars a");
  if (bar && moveInChart(event, bar)) {
    event.preventDefault();
    return;
  }
  const typing = event.target.matches?.("input, select, textarea");
  if (event.key === "/" && event.target === query && !query.value) event.preventDefault(); // it is where "/" leads
  if (!Object.hasOwn(actions, event.key) || (typing && event.key !== "Escape")) return;
  event.preventDefault();
  actions[event.key]();
});

// The page as it came

for (const opener of document.querySelectorAll("a.keys")) {
  opener.hidden = false;
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    keys.showModal();
  });
}

if (query.dataset.start) {
  query.focus();
  query.setSelectionRange(Number(query.dataset.start), Number(query.dataset.end));
} else if (location.pathname === "/" && matchMedia("(hover: hover)").matches) {
  query.focus();
}

prepareCharts();
