import type { Desk, Pack } from "../../programme/index.ts";
import { packOf, packSayBare, type Context } from "../context.ts";
import type { Message } from "../../offer/index.ts";

/** Words of the desk that the pack has; a value without a name is said as it is. */
export type DeskWords = {
  value(value: string): string;
  /** A rule by its short name, else what it says of itself. */
  rule(id: string, message?: Message): string;
};

export function deskWords(context: Context, desk: Desk | undefined): DeskWords {
  const { locale } = context;
  return {
    value: (value) => desk?.names[value]?.[locale] ?? value,
    rule: (id, message) => {
      const title = desk?.titles[id] ?? desk?.titles[ruleOf(id)];
      return title?.[locale] ?? (message ? packSayBare(context, message) : id);
    },
  };
}

/** Variants of one rule of the regulation share its name up to the slash. */
export function ruleOf(id: string): string {
  return id.split("/")[0] ?? id;
}

/** The pack of this desk and its forms; undefined where its programme has none. */
export function deskOf(
  context: Context,
): { readonly pack: Pack; readonly hash: string; readonly desk: Desk } | undefined {
  const { pack, hash } = packOf(context);
  return pack.desk ? { pack, hash, desk: pack.desk } : undefined;
}
