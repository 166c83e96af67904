/* The search of the results. It has no words of its own: all it shows stands in the page or in the data, and is put there as
   text. The state of a search is the part of the address behind the #, so that it can be sent to somebody. */
"use strict";
(() => {
  const SIZE = 50;
  const FIELDS = ["q", "task", "finding", "department", "from", "to", "sort"];
  const form = document.getElementById("find");
  if (!form) return;
  const at = (id) => document.getElementById(id);
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  form.hidden = false;

  const asked = () => {
    const state = new URLSearchParams();
    for (const name of FIELDS) {
      const value = form.elements[name]?.value.trim();
      if (value) state.set(name, value);
    }
    return state;
  };
  if (form.dataset.go) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = `${form.dataset.go}#${asked()}`;
    });
    return;
  }

  let data, loading;
  const load = () => {
    loading ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = form.dataset.index;
      script.onload = () => { data = prepared(window.results); done(); };
      script.onerror = failed;
      document.head.append(script);
    });
    return loading;
  };

  function prepared(read) {
    const of = (name) => (row) => read[name].values[read[name].at[row]];
    const row = {};
    for (const name of Object.keys(read)) if (name !== "reference") row[name] = of(name);
    const kinds = {};
    for (const one of document.querySelectorAll("template[data-finding]")) kinds[one.dataset.finding] = one;
    return {
      row, kinds, reference: read.reference, target: read.target.at, problem: read.problems.at,
      targets: read.target.values.map((texts) => fold(texts.slice(1).join("\n"))),
      problems: read.problems.values.map(fold), names: read.target.values.map((texts) => texts[1]), orders: {},
    };
  }

  /* All rows in an order, made when it is first asked for: the data are newest first. */
  function ordered(sort) {
    return data.orders[sort] ??= (() => {
      const rows = data.reference.map((_, row) => row);
      if (sort === "oldest") return rows.reverse();
      if (sort !== "name") return rows;
      const collator = new Intl.Collator("zh");
      const rank = [];
      data.names.map((name, k) => [name, k]).sort((a, b) => collator.compare(a[0], b[0])).forEach(([, k], n) => { rank[k] = n; });
      return rows.sort((a, b) => rank[data.target[a]] - rank[data.target[b]] || a - b);
    })();
  }

  function matching(state) {
    const { row } = data;
    const tests = [];
    for (const term of fold(state.get("q") ?? "").split(/\s+/).filter(Boolean)) {
      const targets = data.targets.map((text) => text.includes(term));
      const problems = data.problems.map((text) => text.includes(term));
      tests.push((k) => targets[data.target[k]] || problems[data.problem[k]] || data.reference[k].startsWith(term));
    }
    const is = { task: (k) => row.task(k)[0], department: row.department, finding: row.finding };
    for (const [name, value] of Object.entries(is)) {
      const wanted = state.get(name);
      if (wanted === "*problem") tests.push((k) => data.kinds[value(k)].dataset.kind === "problem");
      else if (wanted) tests.push((k) => value(k) === wanted);
    }
    if (state.get("from")) tests.push((k) => row.date(k) >= state.get("from"));
    if (state.get("to")) tests.push((k) => row.date(k) <= state.get("to"));
    return ordered(state.get("sort") ?? "").filter((k) => tests.every((test) => test(k)));
  }

  function entry(k) {
    const made = at("hit").content.cloneNode(true);
    const { row } = data;
    const put = (selector, text) => {
      const node = made.querySelector(selector);
      if (text) (node.querySelector("bdi, time") ?? node).textContent = text;
      else node.remove();
    };
    const [place, name, , address] = row.target(k);
    const link = made.querySelector("a.name");
    if (place) link.href = `${form.dataset.root}places/${place.slice(0, 2)}/${place}.html#${data.reference[k]}`;
    put("a.name", name);
    put(".address", address);
    made.querySelector(".result").prepend(data.kinds[row.finding(k)].content.cloneNode(true));
    put(".problems", row.problems(k));
    put(".rectification", row.rectification(k));
    put(".changed", row.changed(k));
    if (!row.objected(k)) made.querySelector(".objected").remove();
    put(".item", row.item(k));
    put(".department", row.department(k));
    put(".date", row.date(k));
    made.querySelector(".date").dateTime = row.date(k);
    return made;
  }

  function show(state, page) {
    const found = matching(state);
    const last = Math.max(1, Math.ceil(found.length / SIZE));
    const here = Math.min(Math.max(1, page), last);
    at("hits").replaceChildren(...found.slice((here - 1) * SIZE, here * SIZE).map(entry));
    at("hits").hidden = found.length === 0;
    for (const language of ["zh", "en"]) {
      at("count").querySelector(`.${language}`).textContent = at("count").dataset[language].replace("{n}", found.length);
    }
    const filters = FIELDS.slice(1).filter((name) => state.get(name)).length;
    at("active").textContent = filters ? `(${filters})` : "";
    at("turn").hidden = last === 1;
    at("at").textContent = `${here} / ${last}`;
    for (const [id, number] of [["back", here - 1], ["on", here + 1]]) {
      at(id).hidden = number < 1 || number > last;
      const there = new URLSearchParams(state);
      there.set("page", number);
      at(id).href = `#${there}`;
    }
  }

  function uncover(searching) {
    at("found").hidden = !searching;
    at("all").hidden = searching;
    at("clear").hidden = !searching;
    if (!searching) for (const part of [at("active"), ...at("count").children]) part.textContent = "";
  }

  let shown = 1;
  async function follow(state, page) {
    const searching = [...state.keys()].length > 0;
    if (searching && !data) {
      try { await load(); } catch { at("failed").hidden = false; return; }
      state = asked(); /* somebody may have typed on */
    }
    if (searching) show(state, page);
    uncover(searching);
    if (searching && page !== shown) at("found-heading").focus();
    shown = page;
  }

  function fromAddress() {
    const text = location.hash.slice(1);
    if (text && !text.includes("=")) return; /* a place on this page, such as its content */
    const state = new URLSearchParams(text);
    for (const name of FIELDS) form.elements[name].value = state.get(name) ?? "";
    follow(asked(), Number(state.get("page")) || 1);
  }

  form.addEventListener("input", () => {
    const state = asked();
    history.replaceState(null, "", `#${state}`);
    follow(state, (shown = 1));
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); if (data) at("found-heading").focus(); });
  form.addEventListener("focusin", () => { load().catch(() => {}); }, { once: true });
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
})();
