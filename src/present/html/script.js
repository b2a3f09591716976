
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const button = (text, act) => {
    const it = make("button", text);
    it.type = "button";
    it.addEventListener("click", () => act(it));
    return it;
  };

  // Columns that sort: numbers from the greatest, words from the first; again, the other way about.
  const sort = (table, th, column) => {
    const numbers = th.classList.contains("n");
    const was = th.getAttribute("aria-sort");
    const now = was ? (was === "descending" ? "ascending" : "descending") : numbers ? "descending" : "ascending";
    all("th[aria-sort]", table).forEach((other) => other.removeAttribute("aria-sort"));
    th.setAttribute("aria-sort", now);
    const key = (row) => (numbers ? Number(row.cells[column].dataset.v) : row.cells[column].textContent);
    const compare = (a, b) => (numbers ? a - b : a.localeCompare(b));
    const rows = [...table.tBodies[0].rows].map((row) => ({ row, key: key(row) }));
    rows.sort((a, b) => (now === "ascending" ? compare(a.key, b.key) : compare(b.key, a.key)));
    table.tBodies[0].append(...rows.map((one) => one.row));
  };
  for (const table of all("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((th, column) => {
      if (!("unsorted" in th.dataset)) {
        th.replaceChildren(button(th.textContent, () => sort(table, th, column)));
      }
    });
  }

  // Before and after: the article's stretches, with what went after each, beside what stays of it.
  const copy = (node) => {
    const twin = node.cloneNode(true);
    all(".at", twin).forEach((it) => it.remove());
    twin.removeAttribute("id");
    twin.className = "";
    return twin;
  };
  const old = (drop) => {
    const gone = drop.querySelector(".gone").cloneNode(true);
    all("ins", gone).forEach((it) => it.remove());
    return make("del", gone.textContent);
  };
  const both = (article) => {
    const table = make("table", "");
    table.className = "both";
    const head = table.createTHead().insertRow();
    for (const side of ["Before: the post", "After: the clean article"]) {
      head.append(Object.assign(make("th", side), { scope: "col" }));
    }
    const body = table.createTBody();
    let left, right;
    const row = () => {
      const tr = body.insertRow();
      [left, right] = [tr.insertCell(), tr.insertCell()];
      left.dataset.side = "Before";
      right.dataset.side = "After";
      left.dir = right.dir = "auto";
    };
    let badge = null;
    for (const node of article.children) {
      if (node.matches(".key")) {
        badge = node;
      } else if (node.matches(".s")) {
        row();
        left.append(badge.cloneNode(true), copy(node));
        right.append(copy(node));
      } else if (node.matches(".drop")) {
        if (!left) row();
        left.append(old(node));
      }
    }
    return table;
  };

  const show = (article, side) => {
    const table = article.nextElementSibling?.matches(".both") ? article.nextElementSibling : null;
    if (side && !table) article.after(both(article));
    else if (table) table.hidden = !side;
    article.hidden = side;
  };
  for (const tools of all(".tools")) {
    const article = tools.parentElement.querySelector(".article");
    const drops = () => all("details.drop", article);
    if (article.querySelector("details.drop")) {
      tools.append(
        button("Open all passages", (it) => {
          const open = drops().some((one) => !one.open);
          drops().forEach((one) => (one.open = open));
          it.textContent = open ? "Close all passages" : "Open all passages";
        }),
      );
    }
    if ("whole" in tools.dataset) {
      const toggle = button("Before and after, side by side", (it) => {
        const side = it.getAttribute("aria-pressed") !== "true";
        it.setAttribute("aria-pressed", side);
        show(article, side);
      });
      toggle.setAttribute("aria-pressed", "false");
      article.toggle = toggle;
      tools.append(toggle);
    }
  }

  // Where a link leads to: shown, open, and marked over its whole length.
  const arrive = () => {
    all(".hit").forEach((it) => it.classList.remove("hit"));
    const at = document.getElementById(location.hash.slice(1));
    const article = at?.closest(".article");
    if (!article) return;
    if (article.hidden) article.toggle.click();
    if (at.matches("details")) at.open = true;
    let left = Number(at.dataset.n ?? 0);
    for (let it = at.nextElementSibling; it && left > 0; it = it.nextElementSibling) {
      if (it.matches(".twin")) {
        it.classList.add("hit");
        left -= 1;
      }
    }
    at.scrollIntoView({ block: at.matches("details") ? "start" : "center" });
    if (at.matches(".at")) at.focus({ preventScroll: true });
  };
  addEventListener("hashchange", arrive);
  if (location.hash.length > 1) arrive();

  addEventListener("click", (event) => {
    const cell = event.target.closest("[data-to]");
    if (cell) location.hash = cell.dataset.to;
  });

  // On paper nothing can be opened.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    opened.forEach((one) => (one.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((one) => (one.open = false)));
})();
