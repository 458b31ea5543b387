import { resolve } from "node:path";
import type { CallInput, CallName, CallOutput, WireMessage } from "../../core/contract/index.ts";
import { gtinCheckDigit } from "../../core/scan/index.ts";
import { openEngine } from "../../electron/engine/index.ts";
import { giveCards } from "./card-base.ts";

/** The engine as a screen sees it. */
export type Till = {
  /** Answers the value; a refusal throws with its message. */
  call<K extends CallName>(command: K, input: CallInput<K>): Promise<CallOutput<K>>;
  /** What goes to every screen, as it goes on the wire. */
  hear(listener: (message: WireMessage) => void): void;
  close(): Promise<void>;
};

export const cashier = { operatorId: "kovaleva", pin: "1111" } as const;
const administrator = { operatorId: "gonchar", pin: "4444" } as const;

export async function signInAdministrator(till: Till): Promise<void> {
  await till.call("signIn", administrator);
}

export function openTill(dataDir: string): Till {
  const opened = openEngine({ dataDir, resourcesDir: resolve("resources"), demo: true });
  if (!opened.ok) throw new Error(opened.refusal.message);
  const engine = opened.value;
  let id = 0;
  return {
    async call(command, input) {
      id += 1;
      const answer = await engine.handle({ id, command, input });
      if ("ok" in answer) return answer.ok as CallOutput<typeof command>;
      throw new Error(`${command}: ${JSON.stringify(answer)}`);
    },
    hear: (listener) => void engine.onEvent(listener),
    close: () => engine.close(),
  };
}

const firstSku = 100_000;

export function articleCode(index: number): string {
  const body = `4819${String(index).padStart(8, "0")}`;
  return body + gtinCheckDigit(body);
}

const kinds = ["Молоко", "Сыр плавленый", "Лук репчатый", "Хлеб бородинский", "Чай чёрный листовой", "Масло сливочное"];

/** A price list as shops have them, all of it eligible for the discount. */
export function catalogueCsv(articles: number): string {
  const rows = Array.from({ length: articles }, (_, index) => {
    const name = `${kinds[index % kinds.length]} ${index % 97} марка${index % 5000}`;
    return `${firstSku + index},${articleCode(index)},${name},Article ${index},food,pcs,${100 + (index % 900)},BYN,`;
  });
  return ["sku,barcode,name_ru,name_en,category,unit,price_minor,currency,flags", ...rows].join("\n");
}

export type Shop = {
  /** Cards as head office sent them; the demo's own two thousand when absent. */
  readonly cards?: number;
  readonly articles?: number;
  /** Lines of the open basket. */
  readonly lines?: number;
};

/** Makes `dir` the data folder of the demo shop at work: cashier signed in, shift open, goods scanned. */
export async function prepareShop(dir: string, { cards, articles, lines = 0 }: Shop): Promise<void> {
  const till = openTill(dir);
  if (articles !== undefined) {
    await signInAdministrator(till);
    const { token } = await till.call("previewCatalogue", { csv: catalogueCsv(articles) });
    await till.call("importCatalogue", { token });
  }
  await till.call("signIn", cashier);
  await till.call("openShift", { floatMinor: 0 });
  await scanLines(till, lines);
  await till.close();
  if (cards !== undefined) await giveCards(dir, cards);
}

/** Scans different articles until the open basket has so many lines. */
export async function scanLines(till: Till, lines: number): Promise<void> {
  const { length } = (await till.call("getBasket", {})).lines;
  for (let index = length; index < lines; index += 1) await till.call("scan", { code: articleCode(index) });
}
