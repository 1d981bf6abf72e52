// Makes the tables of a report sortable by their headings; without it they are read in the order they come in.
"use strict";
(() => {
  const key = (row, column) => {
    const cell = row.cells[column];
    if (!cell) return "";
    return cell.dataset.value !== undefined ? cell.dataset.value : cell.textContent.trim();
  };
  const compare = (left, right) => {
    if (left === "" || right === "") return (left === "") - (right === "");
    const numbers = [Number(left), Number(right)];
    if (!numbers.some(Number.isNaN)) return numbers[0] - numbers[1];
    return left < right ? -1 : left > right ? 1 : 0;
  };
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const body = table.tBodies[0];
    if (!body || !table.tHead || body.rows.length < 2) continue;
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const isDown = heading.getAttribute("aria-sort") === "descending";
        const isNumber = heading.classList.contains("number");
        const goesUp = heading.hasAttribute("aria-sort") ? isDown : !isNumber;
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", goesUp ? "ascending" : "descending");
        const rows = [...body.rows].map((row) => [key(row, column), row]);
        // What is missing stays last in either direction.
        rows.sort(([a], [b]) => (a === "" || b === "" ? compare(a, b) : goesUp ? compare(a, b) : compare(b, a)));
        body.append(...rows.map(([, row]) => row));
      });
    });
  }
})();
