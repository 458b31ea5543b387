import { describe, expect, it } from "vitest";
import type { CloseCheck, ShiftView } from "../../../core/contract/index.ts";
import { CloseReadiness } from "../../../renderer/office/close-readiness-list.tsx";
import { heldBackBy, leftToDo, type CheckItem } from "../../../renderer/office/close-readiness.ts";
import { drawn } from "./drawn.tsx";

const item = (kind: CheckItem["kind"], done: boolean, text: string = kind): CheckItem => ({
  kind,
  done,
  text,
  detail: done ? "" : `${kind} detail`,
});
const check = (...items: CheckItem[]): CloseCheck => ({ ready: items.every(({ done }) => done), items });
const kinds = (items: readonly CheckItem[]): string[] => items.map(({ kind }) => kind);

describe("what stands between now and the Z report", () => {
  it.each([
    ["suspended", 1],
    ["open-basket", 1],
    ["uncounted", 1],
    ["unsent", 0],
    ["age", 0],
  ] as const)("%s holds it back: %i", (kind, held) => {
    expect(heldBackBy(check(item(kind, false)), false)).toHaveLength(held);
    expect(leftToDo(check(item(kind, false)), false)).toHaveLength(1);
  });

  it("nothing that is done holds anything back", () => {
    expect(heldBackBy(check(item("suspended", true), item("open-basket", true)), true)).toEqual([]);
  });

  it("a drawer counted on the screen is counted, though the engine has not heard of it yet", () => {
    const both = check(item("suspended", false), item("uncounted", false));
    expect(kinds(heldBackBy(both, false))).toEqual(["suspended", "uncounted"]);
    expect(kinds(heldBackBy(both, true))).toEqual(["suspended"]);
  });
});

describe("the list of it on the screen", () => {
  const shift = { number: 214 } as ShiftView;
  const list = (of: CloseCheck | null, countedMinor: number | null = null): string =>
    drawn(<CloseReadiness shift={shift} check={of} countedMinor={countedMinor} onCount={() => undefined} />);

  it("names the report, how much is left, and what to press for each", () => {
    const text = list(
      check(item("suspended", false, "Отложен 1 чек, 18,40"), item("uncounted", false, "Наличные не пересчитаны")),
    );
    expect(text).toContain("|Готовность к Z-отчёту № 214|осталось 2 дела|");
    expect(text).toContain("|Отложен 1 чек, 18,40| · suspended detail|Открыть|");
    expect(text).toContain("|Наличные не пересчитаны| · uncounted detail|Пересчитать|F8|");
  });

  it("says the counted sum and offers to count again", () => {
    const text = list(check(item("uncounted", false)), 190615);
    expect(text).toContain("|всё готово|");
    expect(text).toContain("|Наличные пересчитаны|в кассе 1 906,15|Ещё раз|F8|");
  });

  it("shows two baskets put aside as two things to do", () => {
    expect(list(check(item("suspended", false, "Один"), item("suspended", false, "Другой")))).toContain(
      "осталось 2 дела",
    );
  });

  it("waits for the engine with the layout to come", () => {
    expect(list(null)).toContain("|Готовность к Z-отчёту № 214|");
  });
});
