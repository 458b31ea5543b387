import type { Refusal } from "../../contract/index.ts";
import { localDateTime, ok, type Instant, type Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import { beginsOn, type InstalledRegulation } from "./pack-shelf.ts";
import { packId, type RegulationKind } from "../../packs/index.ts";

type Of<K extends RegulationKind> = Extract<InstalledRegulation, { readonly kind: K }>;

/** The version of a programme beside that is in force today, or why it does not apply at this desk. */
export function regulationAt<K extends RegulationKind>(context: Context, kind: K, id: string): Result<Of<K>, Refusal> {
  const found = regulationsHere(context, kind).find((each) => packId(each) === id);
  return found ? ok(found) : refusal(context, "programme-not-here", { params: { id } });
}

/** Of each programme beside of this kind the version in force today, in the order of their ids. */
export function regulationsHere<K extends RegulationKind>(context: Context, kind: K): Of<K>[] {
  const { terminal, now } = context;
  const those = terminal.regulations.filter((each): each is Of<K> => each.kind === kind);
  const ids = [...new Set(those.map(packId))].toSorted();
  return ids.flatMap(
    (id) =>
      inForce(
        those.filter((each) => packId(each) === id),
        now,
      ) ?? [],
  );
}

/** Of several versions whose dates hold the one that began last. */
function inForce<R extends InstalledRegulation>(versions: readonly R[], at: Instant): R | undefined {
  const begun = versions.filter((version) => {
    const { effective, timeZone } = version.pack.pack;
    const day = localDateTime(at, timeZone).slice(0, 10);
    return beginsOn(version) <= day && (effective.to === undefined || day <= effective.to);
  });
  return begun.toSorted((a, b) => {
    const [one, other] = [beginsOn(a), beginsOn(b)];
    if (one === other) return a.pack.pack.version - b.pack.pack.version;
    return one < other ? -1 : 1;
  })[begun.length - 1];
}
