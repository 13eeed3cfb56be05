// Makes tables sort by a click on a heading and turns their pages. Without it they are plain tables, whole.
for (const table of document.querySelectorAll("table.workbench-table:not([data-ready])")) {
  table.dataset.ready = "";
  const size = 25, body = table.tBodies[0], rows = [...body.rows], heads = [...table.tHead.rows[0].cells];
  const number = text => parseFloat(text.replace(/,/g, ""));
  const pager = document.createElement("div"), place = document.createElement("span");
  let page = 0;
  const show = () => {
    rows.forEach((row, i) => { body.append(row); row.hidden = Math.floor(i / size) !== page; });
    place.textContent = ` ${page * size + 1} to ${Math.min(rows.length, (page + 1) * size)} of ${rows.length} `;
  };
  const turn = (text, label, step) => {
    const button = document.createElement("button");
    button.style.cssText =
      "font:inherit;color:inherit;background:none;border:1px solid currentColor;border-radius:4px;padding:0 .6em;cursor:pointer";
    button.textContent = text;
    button.ariaLabel = label;
    button.onclick = () => { page = Math.max(0, Math.min(Math.ceil(rows.length / size) - 1, page + step)); show(); };
    return button;
  };
  pager.append(turn("‹", "Previous page", -1), place, turn("›", "Next page", 1));
  if (rows.length > size) table.after(pager);
  heads.forEach((head, column) => {
    const mark = head.appendChild(document.createElement("span"));
    head.style.cursor = "pointer";
    head.tabIndex = 0;
    head.title = "Sort";
    head.onclick = () => {
      const sign = head.ariaSort === "ascending" ? -1 : 1, text = row => row.cells[column].textContent;
      const numeric = rows.every(row => text(row) === "" ? true : number(text(row)) === number(text(row)));
      const compare = (a, b) => numeric ? number(a) - number(b) : a.localeCompare(b);
      rows.sort((a, b) => (text(a) === "") - (text(b) === "") || sign * compare(text(a), text(b)));
      heads.forEach(other => { other.ariaSort = null; other.lastChild.textContent = ""; });
      head.ariaSort = sign > 0 ? "ascending" : "descending";
      mark.textContent = sign > 0 ? " ▴" : " ▾";
      page = 0;
      show();
    };
    head.onkeydown = event => { if (event.key === "Enter") head.onclick(); };
  });
  show();
}
