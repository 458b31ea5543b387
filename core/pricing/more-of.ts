import type { CountHint, PricingInput } from "./priced-basket.ts";
import { linesCounted, type Scene, type SceneLine } from "./scene.ts";

/** A way to raise a figure of the receipt: by what, on which line, and the receipt with so much more of it. */
export type More = { readonly by: "sum" | CountHint["by"]; readonly line: string; add(missing: number): PricingInput };

/** How a base of the pack, or a fact that its desk counts nights by, can be raised; null where nothing is known to. */
export function moreOf(scene: Scene, name: string): More | null {
  const { pack, input, lines, eligible, shelf } = scene;
  const base = pack.bases[name];
  if (!base) return moreNights(scene, name);
  const counted = () => linesCounted({ scene, left: shelf }, base).toSorted(cheaper);
  switch (base.measure) {
    case "amount": {
      const like = lines[eligible[0] ?? -1]?.input;
      const id = freeId(input);
      if (!like) return null;
      const goods = (minor: number) => ({ ...like, id, unitPriceMinor: minor, qtyMilli: 1000 });
      return { by: "sum", line: id, add: (minor) => ({ ...input, lines: [...input.lines, goods(minor)] }) };
    }
    case "units":
      return moreUnits(input, counted()[0]);
    case "most-units":
      return moreUnits(input, counted().toSorted((a, b) => pieces(b) - pieces(a))[0]);
    case "lines":
      return moreLines(input, counted()[0]);
    case "distinct":
    case "discount":
      return null;
  }
}

const pieces = ({ input }: SceneLine): number => Math.floor(input.qtyMilli / 1000);

function cheaper(a: SceneLine, b: SceneLine): number {
  return a.unitPriceMinor - b.unitPriceMinor || (a.input.id < b.input.id ? -1 : 1);
}

/** An id that no line has. */
const freeId = ({ lines }: PricingInput): string => `${lines.map(({ id }) => id).join("+")}+`;

function moreUnits(input: PricingInput, like: SceneLine | undefined): More | null {
  if (!like) return null;
  const add = (count: number) => ({
    ...input,
    lines: input.lines.map((one) => (one === like.input ? { ...one, qtyMilli: one.qtyMilli + count * 1000 } : one)),
  });
  return { by: "units", line: like.input.id, add };
}

function moreLines(input: PricingInput, like: SceneLine | undefined): More | null {
  if (!like) return null;
  const id = freeId(input);
  const copies = (count: number) => Array.from({ length: count }, (_, at) => ({ ...like.input, id: `${id}${at}` }));
  return {
    by: "lines",
    line: like.input.id,
    add: (count) => ({ ...input, lines: [...input.lines, ...copies(count)] }),
  };
}

/** Each room of the last night for so many nights more. */
function moreNights({ pack, input, lines }: Scene, name: string): More | null {
  const forms = Object.values(pack.desk?.forms ?? {});
  const { number, weekday } = forms.find(({ nights }) => nights?.count === name)?.nights ?? {};
  if (number === undefined) return null;
  const nightOf = ({ facts }: SceneLine) => Number(facts[number] ?? 0);
  const last = Math.max(0, ...lines.map(nightOf));
  const rooms = lines.filter((line) => last > 0 && nightOf(line) === last);
  const days = pack.facts[weekday ?? ""]?.values ?? [];
  const later = ({ input: room, facts }: SceneLine, nights: number) => {
    const day = days[(days.indexOf(String(facts[weekday ?? ""])) + nights) % days.length];
    const shifted = weekday === undefined || day === undefined ? {} : { [weekday]: day };
    return { ...room, id: `${room.id}+${nights}`, facts: { ...room.facts, [number]: last + nights, ...shifted } };
  };
  const add = (count: number) => {
    const nights = Array.from({ length: count }, (_, at) => at + 1);
    return {
      ...input,
      lines: [...input.lines, ...nights.flatMap((night) => rooms.map((room) => later(room, night)))],
      facts: { ...input.facts, [name]: Number(input.facts[name] ?? 0) + count },
    };
  };
  const [room] = rooms.toSorted(cheaper);
  return room ? { by: "nights", line: room.input.id, add } : null;
}
