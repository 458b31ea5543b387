import type { Context } from "../context.ts";
import { regulationsOf, sellingOf } from "./pack-shelf.ts";

/** The packs of this desk as they lie on the shelf by now: head office has handed some out or taken some back. */
export function readDeskAnew(context: Context): void {
  const { terminal } = context;
  const { programme, shelf } = terminal;
  if (programme !== null) terminal.packs = sellingOf(shelf.of([programme]));
  terminal.regulations = regulationsOf(shelf.of(terminal.settings.beside));
  for (const topic of ["session", "basket", "status"] as const) context.touched.add(topic);
}
