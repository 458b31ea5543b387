import type { CloseCheck, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { expectedCash, type ShiftFigures } from "../../shift/index.ts";
import { formatDuration, formatMoney, formatTime } from "../../text/index.ts";
import { openBasket } from "../basket/open-basket.ts";
import { priceOpen } from "../basket/price-open.ts";
import { localAt, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";

type Check = CloseCheck;
type Item = Check["items"][number];

/** From here on a shift is too old to be one; fiscal rules allow a day. */
const longestShiftMs = 24 * 3_600_000;

/** What is left to do before the Z report, each with what it is about. Counting the drawer is the last step. */
export function checkClose(ports: Ports, context: Context): Result<Check, Refusal> {
  const { shift } = context.terminal;
  if (!shift) return refusal(context, "shift-not-open");
  const blockers = [...suspendedItems(ports, context), openBasketItem(ports, context)];
  const items = [...blockers, countItem(context, shift), ageItem(context, shift)];
  return ok({ ready: blockers.every((item) => item.done), items });
}

/** The blockers alone: baskets that would be left behind. */
export function closeBlockers(ports: Ports, context: Context): Item[] {
  return [...suspendedItems(ports, context), openBasketItem(ports, context)].filter((item) => !item.done);
}

function suspendedItems(ports: Ports, context: Context): Item[] {
  const { say, locale } = context;
  const suspended = ports.baskets.suspended();
  if (suspended.length === 0) return [{ kind: "suspended", done: true, text: say("close.noneSuspended"), detail: "" }];
  return suspended.map(({ basket, at, by }) => {
    const payable = priceOpen(ports, context, basket).priced.total.payableMinor;
    const who = ports.operators.find(by)?.name ?? by;
    return {
      kind: "suspended" as const,
      done: false,
      text: say("close.suspended", { amount: formatMoney(payable, locale) }),
      detail: `${who}, ${formatTime(localAt(context, at))}`,
    };
  });
}

function openBasketItem(ports: Ports, context: Context): Item {
  const { say, locale } = context;
  const basket = openBasket(ports, context);
  if (basket.lines.length === 0) return { kind: "open-basket", done: true, text: say("close.noBasket"), detail: "" };
  const { payableMinor } = priceOpen(ports, context, basket).priced.total;
  const detail = formatMoney(payableMinor, locale);
  return { kind: "open-basket", done: false, text: say("close.basket", { count: basket.lines.length }), detail };
}

function countItem(context: Context, shift: ShiftFigures): Item {
  const detail = context.say("close.expected", { amount: formatMoney(expectedCash(shift), context.locale) });
  return { kind: "uncounted", done: false, text: context.say("close.uncounted"), detail };
}

function ageItem(context: Context, shift: ShiftFigures): Item {
  const { say, locale } = context;
  const ageMs = context.now - shift.openedAt;
  const text = say("close.age", { age: formatDuration(ageMs, locale) });
  const leftMs = longestShiftMs - ageMs;
  const detail = leftMs > 0 ? say("close.ageLeft", { left: formatDuration(leftMs, locale) }) : say("close.ageOver");
  return { kind: "age", done: leftMs > 0, text, detail };
}
