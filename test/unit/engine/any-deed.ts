import fc from "fast-check";
import { calls, type CallName } from "../../../core/contract/index.ts";
import { cards, goods, people, weightLabel } from "./test-till.ts";

/**
 * One thing that a person, a screen or a faulty program does. What only the state of the till can tell (which basket,
 * which receipt, which sum) is a number that picks from what is there.
 */
export type Deed =
  | { readonly do: "call"; readonly command: CallName; readonly input: unknown }
  | { readonly do: "pay"; readonly how: Paying; readonly pick: number; readonly cardPercent: number }
  | {
      readonly do: "return";
      readonly pick: number;
      readonly line: number;
      readonly qtyMilli: number;
      readonly pin: string;
    }
  | { readonly do: "recall"; readonly pick: number }
  | { readonly do: "import"; readonly pick: number }
  | { readonly do: "time"; readonly ms: number }
  | { readonly do: "restart" };
export type Paying = "right" | "again" | "short" | "over" | "stale" | "wrong sum" | "nothing";

const codes = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...Object.values(goods).map((each) => each.code)) },
  { weight: 4, arbitrary: fc.constantFrom(...Object.values(cards)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(weightLabel("1125", 0), weightLabel("99999", 500), "4111111111111111", "29"),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
);
const numbers = fc.oneof(fc.constantFrom(...Object.values(cards)), fc.string({ maxLength: 20 }));
const skus = fc.constantFrom("1002", "1010", "1013", "1015", "1058", "1071", "9003", "none", "");
const quantities = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(1000, 2000, 3000) },
  { weight: 2, arbitrary: fc.nat({ max: 20_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(500, 0, -1000, 9_999_999, 1e15, 1.5) },
);
const lineIds = fc.constantFrom("1", "2", "3", "4", "5", "9", "");
const amounts = fc.oneof(fc.nat({ max: 50_000 }), fc.constantFrom(-1, 0.5, 1_000_000_001));
const reasons = fc.constantFrom("брак", "передумал", "", " ", "x".repeat(201));
const overrides = fc.option(fc.constantFrom(people.manager, people.cashier, { operatorId: "moroz", pin: "0000" }), {
  nil: undefined,
  freq: 3,
});

const call = (command: CallName, input: fc.Arbitrary<unknown>): fc.Arbitrary<Deed> =>
  input.map((given) => ({ do: "call", command, input: given }));
const nothing = fc.constant({});

const basketDeeds = fc.oneof(
  { weight: 10, arbitrary: call("scan", fc.record({ code: codes, typed: fc.boolean() })) },
  {
    weight: 6,
    arbitrary: call("addLine", fc.record({ sku: skus, qtyMilli: fc.option(quantities, { nil: undefined }) })),
  },
  {
    weight: 3,
    arbitrary: call(
      "scanCard",
      fc.record({ number: numbers, presentation: fc.constantFrom("original", "photo", "number") }),
    ),
  },
  { weight: 2, arbitrary: call("issueCard", fc.record({ number: numbers })) },
  { weight: 1, arbitrary: call("clearCard", nothing) },
  { weight: 3, arbitrary: call("changeQuantity", fc.record({ lineId: lineIds, qtyMilli: quantities })) },
  { weight: 2, arbitrary: call("removeLine", fc.record({ lineId: lineIds })) },
  { weight: 4, arbitrary: call("undo", nothing) },
  { weight: 1, arbitrary: call("declineOffer", fc.record({ rule: fc.constantFrom("card-free", "", "none") })) },
  { weight: 3, arbitrary: call("suspendBasket", nothing) },
  { weight: 1, arbitrary: call("voidBasket", fc.record({ reason: reasons })) },
  { weight: 1, arbitrary: call("explain", fc.record({ lineId: fc.option(lineIds) })) },
  { weight: 1, arbitrary: call("checkPrice", fc.record({ code: codes })) },
  { weight: 1, arbitrary: call("searchItems", fc.record({ text: fc.constantFrom("мол", "к", "", "4817", "%_'") })) },
);

const shiftDeeds = fc.oneof(
  call("openShift", fc.record({ floatMinor: amounts })),
  call("closeShift", fc.record({ countedMinor: amounts, override: overrides })),
  call(
    "moveCash",
    fc.record({ kind: fc.constantFrom("in", "out"), amountMinor: amounts, reason: reasons, override: overrides }),
  ),
  call("checkClose", nothing),
  call("listShifts", nothing),
  call("listJournal", fc.record({ limit: fc.constantFrom(5, 200, 0) })),
  call("listReceipts", fc.record({ text: fc.constantFrom("", "7208", "1", "№ 2", "x") })),
  call("reprintReceipt", fc.record({ id: fc.constantFrom("1", "2", "77", "") })),
);

const peopleDeeds = fc.oneof(
  { weight: 4, arbitrary: call("signIn", fc.constantFrom(...Object.values(people))) },
  { weight: 1, arbitrary: call("signIn", fc.constant({ operatorId: "kovaleva", pin: "0000" })) },
  { weight: 1, arbitrary: call("signOut", nothing) },
  { weight: 1, arbitrary: call("setLocale", fc.record({ locale: fc.constantFrom("ru", "be", "en", "fr") })) },
  { weight: 1, arbitrary: call("getStatus", nothing) },
  {
    weight: 2,
    arbitrary: call(
      "saveSettings",
      fc.record({
        settings: fc.record(
          {
            programme: fc.constantFrom("beltamozh", "sport-school", "none"),
            shopOpenedOn: fc.constantFrom("2025-01-01", "2000-01-01", "x"),
            shopKind: fc.constantFrom("shop", "infrastructure"),
            weightPrefix: fc.constantFrom("22", "23", "31"),
          },
          { requiredKeys: [] },
        ),
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: call(
      "saveOperator",
      fc.record(
        {
          id: fc.constantFrom("kovaleva", "lapko", "gonchar", "none"),
          name: fc.constantFrom("Анна", ""),
          role: fc.constantFrom("cashier", "administrator", "shift-manager"),
          active: fc.boolean(),
        },
        { requiredKeys: ["id", "name", "role"] },
      ),
    ),
  },
);

const cardDeeds = fc.oneof(
  call("findCard", fc.record({ number: numbers })),
  call(
    "blockCard",
    fc.record({
      number: numbers,
      reason: fc.constantFrom("lost", "fraud", "x"),
      source: fc.constant(""),
      override: overrides,
    }),
  ),
  call(
    "moveCard",
    fc.record({
      number: numbers,
      move: fc.constantFrom("withdraw", "unblock", "replace", "none"),
      reason: reasons,
      override: overrides,
    }),
  ),
  call(
    "importCards",
    fc.record({
      csv: fc.constantFrom(
        `number,status\n${cards.active},active`,
        "number,status",
        "x",
        `number,status\n${cards.active},active\n${cards.active},active`,
      ),
    }),
  ),
);

const header = "sku,barcode,name_ru,category,unit,price_minor,currency";
const fileDeeds = fc.oneof(
  call(
    "previewCatalogue",
    fc.record({
      csv: fc.constantFrom(`${header}\n1002,4817000010023,Молоко,food,pcs,250,BYN`, `${header}\n1,1,,,,,`, ""),
    }),
  ),
  fc.record({ do: fc.constant("import" as const), pick: fc.nat() }),
  call("cancelImport", nothing),
  call("installPack", fc.record({ json: fc.constantFrom("{}", "", "[1]") })),
);

/** Anything at all as the input of any call: what a faulty program sends. */
const nonsense = fc
  .tuple(fc.constantFrom(...(Object.keys(calls) as CallName[])), fc.jsonValue({ maxDepth: 2 }))
  .map(([command, input]): Deed => ({ do: "call", command, input }));

const money = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("pay" as const),
      how: fc.oneof(
        { weight: 6, arbitrary: fc.constant<Paying>("right") },
        { weight: 4, arbitrary: fc.constantFrom<Paying>("again", "short", "over", "stale", "wrong sum", "nothing") },
      ),
      pick: fc.nat(),
      cardPercent: fc.constantFrom(0, 0, 50, 100),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("return" as const),
      pick: fc.nat(),
      line: fc.nat({ max: 4 }),
      qtyMilli: fc.constantFrom(1000, 1000, 2000, 1196, 100, 9_999_999),
      pin: fc.constantFrom("3333", "3333", "3333", "9999"),
    }),
  },
);

export const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 45, arbitrary: basketDeeds },
  { weight: 10, arbitrary: money },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("recall" as const), pick: fc.nat() }) },
  { weight: 5, arbitrary: shiftDeeds },
  { weight: 3, arbitrary: peopleDeeds },
  { weight: 3, arbitrary: cardDeeds },
  { weight: 2, arbitrary: fileDeeds },
  { weight: 3, arbitrary: nonsense },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("time" as const),
      ms: fc.constantFrom(1000, 3_600_000, -86_400_000, 30 * 86_400_000),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Deed>({ do: "restart" }) },
);
