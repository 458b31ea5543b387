import type { ProgrammeChoice, RegulationChoice } from "../../contract/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { packId, type AnyPack } from "../../packs/index.ts";

/** A programme that could apply here; `json` where it is not installed yet. */
export type Candidate = { readonly read: AnyPack; readonly json: string | null };

/** The newest version of everything that is installed or came with the app. By id. Reads every pack. */
export function candidates(ports: Ports, { terminal }: Context): Candidate[] {
  const byId = new Map<string, Candidate>();
  const offer = (candidate: Candidate): void => {
    const id = packId(candidate.read);
    const known = byId.get(id);
    const isNewer = (known?.read.pack.pack.version ?? 0) < candidate.read.pack.pack.version;
    if (!known || (known.json !== null && isNewer)) byId.set(id, candidate);
  };
  for (const read of terminal.shelf.all()) offer({ read, json: null });
  for (const bundled of ports.bundled.list()) if (bundled.kind === "ready") offer(bundled);
  return [...byId.values()].toSorted((a, b) => (packId(a.read) < packId(b.read) ? -1 : 1));
}

/** What could sell here, and what could apply beside it. */
export function listChoices(ports: Ports, context: Context) {
  const found = candidates(ports, context);
  return {
    programmes: found.flatMap(({ read }) => (read.kind === "selling" ? [choiceOf(context, read)] : [])),
    regulations: found.flatMap(({ read }): RegulationChoice[] => {
      const { kind } = read;
      return kind === "selling" ? [] : [{ ...choiceOf(context, read), kind }];
    }),
  };
}

function choiceOf({ locale }: Context, { pack: { pack } }: AnyPack): ProgrammeChoice {
  const { id, title, document, currency } = pack;
  return { id, title: title[locale], document: document.title[locale], currency };
}
