/** Value of a declared fact. Money is whole minor units, dates and instants are local text. */
export type FactValue = string | number | boolean | null | readonly string[];

/** Everything a rule may look at, by declared name (`line.category`, `shop.openedOn`). Nothing else is visible. */
export type Facts = Readonly<Record<string, FactValue>>;

/** A figure inside a message; how it reads in a language is `core/text`'s business. */
export type MessageParam =
  | string
  | { readonly minor: number }
  | { readonly bp: number }
  | { readonly milli: number; readonly unit: "pcs" | "kg" }
  | { readonly date: string }
  | { readonly count: number };

/** A sentence of the pack: key of its `messages` and the figures to put in. */
export type Message = { readonly key: string; readonly params: Readonly<Record<string, MessageParam>> };

/** Names in braces: the figures that a text asks for. */
export function figuresIn(text: string): string[] {
  return [...text.matchAll(/\{([\w.-]+)\}/g)].map(([, name = ""]) => name);
}
