/** Rows that stand in the till's list at a time. */
const rows = 16;

/**
 * The yardstick of the screen: Enter sends a few bytes over a bare socket, and the answer, as long as the view of a
 * basket, rewrites the cells of each visible row by bare DOM calls. No framework, and no check of what came.
 */
export const barePage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare page</title>
<style>.row { display: grid; grid-template-columns: 1fr 6rem 6rem 6rem; height: 40px }</style><body><script>
const list = document.body.appendChild(document.createElement("div"));
for (let row = 0; row < ${rows}; row += 1) {
  const line = list.appendChild(document.createElement("div"));
  line.className = "row";
  line.dataset.testid = "line";
  for (let cell = 0; cell < 4; cell += 1) line.appendChild(document.createElement("span")).textContent = "0,00";
}
const socket = new WebSocket(location.href.replace("http", "ws"));
let turn = 0;
socket.onmessage = ({ data }) => {
  const { lines } = JSON.parse(data);
  turn += 1;
  [...list.children].forEach((line, index) => {
    line.dataset.state = turn % 2 === 0 ? "eligible" : "discounted";
    [...line.children].forEach((cell, at) => {
      cell.textContent = at === 0 ? lines[index].name : String(turn * (index + at));
    });
  });
};
addEventListener("keydown", ({ code }) => { if (code === "Enter") socket.send("scan"); });
</script></body></html>`;
