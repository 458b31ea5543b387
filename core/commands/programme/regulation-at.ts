import type { Refusal } from "../../contract/index.ts";
import { localDateTime, ok, type Instant, type Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { InstalledRegulation } from "./pack-shelf.ts";
import { packId, type RegulationKind } from "./read-pack.ts";

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
  const begun = versions.filter(({ pack: { pack } }) => {
    const { from, to } = pack.effective;
    const day = localDateTime(at, pack.timeZone).slice(0, 10);
    return from <= day && (to === undefined || day <= to);
  });
  return begun.toSorted((a, b) => {
    const [one, other] = [a.pack.pack, b.pack.pack];
    if (one.effective.from === other.effective.from) return one.version - other.version;
    return one.effective.from < other.effective.from ? -1 : 1;
  })[begun.length - 1];
}
