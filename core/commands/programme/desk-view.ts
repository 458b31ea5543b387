import type { DeskSection, DeskView } from "../../contract/index.ts";
import { hasProgramme, packOf, type Context } from "../context.ts";
import { packId, type AnyPack } from "../../packs/index.ts";
import { regulationsHere } from "./regulation-at.ts";

type Section = DeskView["sections"][number];

/** What is done at this desk: derived from what the packs in force there can do. */
export function viewDesk(context: Context): DeskView {
  const { terminal, say } = context;
  const { beside } = terminal.settings;
  const lost = beside.filter((id) => !terminal.regulations.some((each) => packId(each) === id));
  return {
    sections: [
      ...sellingSections(context),
      ...section(context, "members", regulationsHere(context, "entitlement")),
      ...section(context, "fees", regulationsHere(context, "membership")),
    ],
    missing: lost.map((id) => say("programme.missing", { id })),
  };
}

/** A programme that describes no desk sells goods at a till; one that does sells what its forms say. */
function sellingSections(context: Context): Section[] {
  const { terminal } = context;
  // A till whose programme is not chosen yet says itself what is missing.
  if (!hasProgramme(terminal)) {
    return terminal.settings.beside.length === 0 ? [{ section: "sale", programmes: [] }] : [];
  }
  const selling = { kind: "selling" as const, ...packOf(context) };
  const { desk } = selling.pack;
  if (!desk) return section(context, "sale", [selling]);
  const screens = new Set(Object.values(desk.forms).map(({ screen }) => screen));
  return [
    ...(screens.has("services") ? section(context, "services", [selling]) : []),
    ...(screens.has("stay") ? section(context, "stays", [selling]) : []),
  ];
}

function section({ locale }: Context, name: DeskSection, packs: readonly AnyPack[]): Section[] {
  const programmes = packs.map((each) => ({ id: packId(each), title: each.pack.pack.title[locale] }));
  return programmes.length === 0 ? [] : [{ section: name, programmes }];
}
