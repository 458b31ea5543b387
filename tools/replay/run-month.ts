import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readText, type ReplayReceipt } from "./read-receipts.ts";
import { instantOf, resourcesDir, type Till } from "./till.ts";

export type ReplayRow = {
  readonly receipt: string;
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly payableMinor: number;
};

export type Staff = { readonly cashier: string; readonly manager: string };

const administratorPin = "735194";
const cashierPin = "482615";
const managerPin = "906372";

/** Sets the till up as a shop would: people, programme, catalogue, every card of the receipts as an active one. */
export async function setUp(till: Till, job: { dir: string; pack: string; cards: readonly string[] }): Promise<Staff> {
  const first = await till.call("createFirstOperator", { name: "Replay", pin: administratorPin });
  await till.call("installPack", { json: readFileSync(join(resourcesDir, "packs", `${job.pack}.json`), "utf8") });
  const people = [
    { name: "Cashier", role: "cashier" as const, pin: cashierPin },
    { name: "Manager", role: "shift-manager" as const, pin: managerPin },
  ];
  for (const person of people) await till.call("saveOperator", person);
  const preview = await till.call("previewCatalogue", { csv: readText(job.dir, "catalogue.csv") });
  const [broken] = preview.errors;
  if (broken) throw new Error(`catalogue.csv, row ${broken.row}, ${broken.column}: ${broken.message}`);
  await till.call("importCatalogue", { token: preview.token });
  const rows = job.cards.toSorted().map((number) => `${number},active`);
  if (rows.length > 0) await till.call("importCards", { csv: ["number,status", ...rows].join("\n") });
  const { operators } = await till.call("getSession", {});
  const idOf = (role: string) => operators.find((each) => each.role === role)?.id ?? first.operators[0]?.id ?? "";
  const staff = { cashier: idOf("cashier"), manager: idOf("shift-manager") };
  await till.call("signIn", { operatorId: staff.cashier, pin: cashierPin });
  return staff;
}

/** Sells every receipt at its own date, a shift a day, and yields what the till charged. */
export async function* sellAll(
  till: Till,
  receipts: readonly ReplayReceipt[],
  shop: { readonly timeZone: string; readonly staff: Staff },
): AsyncGenerator<ReplayRow> {
  let day = "";
  for (const receipt of receipts) {
    const today = receipt.at.slice(0, 10);
    if (today !== day) {
      if (day !== "") await closeDay(till, shop.staff);
      till.setClock(instantOf(receipt.at, shop.timeZone));
      await till.call("openShift", { floatMinor: 0 });
      day = today;
    }
    till.setClock(instantOf(receipt.at, shop.timeZone));
    yield await sell(till, receipt);
  }
  if (day !== "") await closeDay(till, shop.staff);
}

/** Sells one receipt; what stands in its way is told with its number. */
async function sell(till: Till, receipt: ReplayReceipt): Promise<ReplayRow> {
  try {
    return await sellAsIs(till, receipt);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(`Receipt ${receipt.receipt} of ${receipt.at}: ${cause}`, { cause: error });
  }
}

async function sellAsIs(till: Till, { receipt, card, lines }: ReplayReceipt): Promise<ReplayRow> {
  if (card !== null) await till.call("scanCard", { number: card, presentation: "original" });
  for (const line of lines) await till.call("addLine", line);
  const { revision, totals } = await till.call("getBasket", {});
  const { payableMinor } = totals;
  const tenders = payableMinor === 0 ? [] : [{ kind: "cash" as const, amountMinor: payableMinor }];
  const sold = await till.call("completeSale", { requestId: `replay-${receipt}`, revision, payableMinor, tenders });
  return { receipt, grossMinor: sold.grossMinor, discountMinor: sold.discountMinor, payableMinor: sold.payableMinor };
}

/** Only a manager may look at the journal's health. */
export async function signInManager(till: Till, staff: Staff): Promise<void> {
  await till.call("signIn", { operatorId: staff.manager, pin: managerPin });
}

async function closeDay(till: Till, staff: Staff): Promise<void> {
  const shift = await till.call("getShift", {});
  const countedMinor = shift?.expectedCashMinor ?? 0;
  await till.call("closeShift", { countedMinor, override: { operatorId: staff.manager, pin: managerPin } });
}
