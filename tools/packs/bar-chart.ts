import { escaped, money } from "./html-text.ts";

export type Bar = { readonly name: string; readonly now: number; readonly draft: number };

const size = { width: 900, height: 260, left: 90, bottom: 40, top: 10 } as const;
/** Names under the bars that still can be read beside each other. */
const mostNames = 15;

/** Pairs of bars on one scale, in minor units, as SVG; every bar tells its figure when pointed at. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const { width, height, left, bottom, top } = size;
  const most = Math.max(1, ...bars.flatMap(({ now, draft }) => [now, draft]));
  const step = (width - left) / Math.max(1, bars.length);
  const room = height - bottom - top;
  const y = (value: number) => top + room - (room * value) / most;
  const nth = Math.ceil(bars.length / mostNames);
  const drawn = bars.flatMap(({ name, now, draft }, at) => {
    const x = left + at * step;
    const bar = (kind: "now" | "draft", value: number, offset: number) => {
      const place = { x: x + offset, y: y(value), width: step * 0.35, height: height - bottom - y(value) };
      return `<rect class="${kind}" ${attributes(place)}><title>${escaped(name)}: ${money(value)}</title></rect>`;
    };
    const label = text({ x: x + step / 2, y: height - bottom + 18 }, "middle", name);
    return [bar("now", now, step * 0.12), bar("draft", draft, step * 0.5), ...(at % nth === 0 ? [label] : [])];
  });
  const lines = [0, 0.5, 1].map((part) => {
    const at = y(most * part);
    const line = `<line class="axis" ${attributes({ x1: left, y1: at, x2: width, y2: at })}/>`;
    return line + text({ x: left - 8, y: at + 4 }, "end", money(Math.round(most * part)));
  });
  const picture = [...lines, ...drawn].join("\n");
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">\n${picture}\n</svg>`;
}

function text(place: Readonly<Record<string, number>>, anchor: "middle" | "end", words: string): string {
  return `<text ${attributes(place)} text-anchor="${anchor}">${escaped(words)}</text>`;
}

function attributes(figures: Readonly<Record<string, number>>): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name}="${value.toFixed(1)}"`)
    .join(" ");
}
