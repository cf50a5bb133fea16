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
let request = new AbortController();

function here() {
  return location.pathname + location.search;
}

function asked() {
  const pairs = [...new FormData(form)].filter(([, value]) => value);
  return `/search?${new URLSearchParams(pairs)}`;
}

// Search as you type

async function fetched(address) {
  request.abort();
  request = new AbortController();
  const response = await fetch(address, { signal: request.signal });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { page, complete: response.ok };
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
  if (address === shown || address === asked.last) return;
  asked.last = address;
  try {
    const { page, complete } = await fetched(address);
    if (!complete) {
      // Half of a query is often none: what was found stays until it is whole.
      unfinished.textContent = page.querySelector("#fault, #main p")?.textContent ?? "";
      return;
    }
    show(page, address);
    history[drafting ? "replaceState" : "pushState"](null, "", address);
    drafting = true;
    scrollTo(0, 0);
  } catch (error) {
    if (error.name !== "AbortError") unfinished.textContent = "The server does not answer.";
  }
}

async function visit(address) {
  const { page } = await fetched(address);
  show(page, address);
  history.pushState(null, "", address);
  drafting = false;
}

query.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(searchDraft, PAUSE);
});

form.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
});

form.addEventListener("submit", (event) => {
  clearTimeout(waiting);
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
  const { page } = await fetched(address);
  show(page, address);
  query.value = page.getElementById("q").value;
});

// The histogram: one stop of the tabulator key, arrows within, ranges by dragging or with Shift

const bars = (chart) => [...chart.querySelectorAll("a")];
const parameter = (bar, name) => new URLSearchParams(bar.getAttribute("href").split("?")[1]).get(name);

function prepareCharts() {
  for (const chart of document.querySelectorAll(".histogram")) {
    chart.classList.add("ready");
    const links = bars(chart);
    const stop = links.find((bar) => bar.classList.contains("chosen")) ?? links[0];
    for (const bar of links) bar.setAttribute("tabindex", bar === stop ? "0" : "-1");
  }
}

function tell(chart, chosen) {
  const [first, last] = [chosen[0], chosen.at(-1)].map((bar) => bar?.getAttribute("aria-label").split(": ")[0]);
  const counts = chosen.map((bar) => Number(bar.dataset.count));
  const total = counts.reduce((sum, count) => sum + count, 0).toLocaleString("en");
  const text = first === last ? first : `${first} – ${last}`;
  chart.querySelector("output").textContent = chosen.length ? `${text}: ${total}` : chart.dataset.unit;
}

function paint(chart, chosen) {
  for (const bar of bars(chart)) bar.classList.toggle("picked", chosen.includes(bar));
  tell(chart, chosen);
}

function take(chosen) {
  const [path, parameters] = chosen[0].getAttribute("href").split("?");
  const changed = new URLSearchParams(parameters);
  changed.set("until", parameter(chosen.at(-1), "until"));
  return visit(`${path}?${changed}`);
}

main.addEventListener("pointerover", (event) => {
  const bar = event.target.closest(".histogram a");
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
  const bar = event.target.closest(".histogram a");
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
  const bar = event.target.closest?.(".histogram a");
  if (bar && moveInChart(event, bar)) {
    event.preventDefault();
    return;
  }
  const typing = event.target.matches?.("input, select, textarea");
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
