
"use strict";
// Sorting and filtering of rows that are there already: without this script the page shows the same, in the registry's order.
for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0];
  const headers = [...table.tHead.rows[0].cells];
  const rows = [...body.rows];

  const keyOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort === undefined ? cell.textContent.trim().toLowerCase() : cell.dataset.sort;
  };

  // What is not known stands last in both directions; equal keys keep the registry's order.
  const compare = (column, sign) => {
    const isNumber = rows.every(row => !isNaN(keyOf(row, column)));
    return (left, right) => {
      const a = keyOf(left, column), b = keyOf(right, column);
      if (a === "" || b === "") return (a === "") - (b === "");
      return sign * (isNumber ? a - b : a < b ? -1 : a > b ? 1 : 0);
    };
  };

  headers.forEach((header, column) => header.querySelector("button").addEventListener("click", () => {
    const descends = header.getAttribute("aria-sort") === "ascending"
      || (header.classList.contains("number") && header.getAttribute("aria-sort") !== "descending");
    for (const other of headers) other.setAttribute("aria-sort", "none");
    header.setAttribute("aria-sort", descends ? "descending" : "ascending");
    body.append(...[...rows].sort(compare(column, descends ? -1 : 1)));
  }));

  const filter = table.parentElement.querySelector(".filter");
  const input = filter.querySelector("input");
  const output = filter.querySelector("output");
  const texts = rows.map(row => row.textContent.toLowerCase());
  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(word => word !== "");
    let shown = 0;
    rows.forEach((row, i) => {
      row.hidden = !words.every(word => texts[i].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    output.textContent = `${shown} of ${rows.length} rows`;
  };
  input.addEventListener("input", show);
  filter.hidden = false;
  show();
}
