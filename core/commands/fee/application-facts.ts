import { z } from "../../kernel/index.ts";
import type { AdmissionEvent, Papers } from "../../membership/index.ts";
import type { JournalEntry } from "../../sync/index.ts";
import type { Ports } from "../ports.ts";
import type { GivenFacts } from "./read-facts.ts";
import type { RecordedEvent } from "./timeline.ts";

const Day = z.string();
const Event = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("documents-received"), on: Day, complete: z.boolean() }),
  z.object({
    kind: z.literal("decided"),
    on: Day,
    body: z.string(),
    result: z.enum(["admit", "refuse"]),
    grounds: z.array(z.string()),
  }),
  z.object({ kind: z.enum(["notice-sent", "notice-received", "registered"]), on: Day }),
  z.object({
    kind: z.literal("paid"),
    on: Day,
    part: z.string(),
    amountMinor: z.int(),
    method: z.enum(["cash", "card", "bank_transfer"]),
    creditedOn: Day.nullable(),
  }),
]);
const Paper = z.object({
  signed: z.boolean(),
  hasSeal: z.boolean(),
  stamped: z.boolean(),
  count: z.int().optional(),
  names: z.array(z.string()).optional(),
});
const FactsGiven = z.record(z.string(), z.union([z.string(), z.boolean(), z.int(), z.array(z.string())]));

/** Whose application it is and what is known of it; a later one replaces it. */
const Stated = z.object({
  programme: z.string(),
  application: z.int(),
  name: z.string(),
  facts: FactsGiven,
  papers: z.record(z.string(), Paper),
});
const Happened = z.object({ requestId: z.string(), event: Event });
const Withdrawn = z.object({ withdrawn: z.string() });

/** Fact kinds of an application. */
export const applicationKinds = {
  stated: "application-recorded",
  happened: "application-event-recorded",
  withdrawn: "application-event-withdrawn",
} as const;

export type KnownApplication = {
  readonly programme: string;
  readonly application: number;
  readonly name: string;
  readonly facts: GivenFacts;
  readonly papers: Papers;
  readonly events: readonly RecordedEvent[];
  readonly openedAt: number;
};

/** The counter of the same name gives the numbers. */
export const applicationRef = (application: number): string => `application:${application}`;
export const applicationsRef = (programme: string): string => `applications:${programme}`;

/** An application as its facts have it; undefined if there is none of that number in the programme. */
export function readApplication(
  { journal }: Pick<Ports, "journal">,
  programme: string,
  application: number,
): KnownApplication | undefined {
  const facts = journal.byRef(applicationRef(application));
  const stated = facts.flatMap(({ fact }) => (fact.kind === applicationKinds.stated ? [Stated.parse(fact.body)] : []));
  const last = stated.at(-1);
  const [first] = facts;
  if (!last || !first || last.programme !== programme) return undefined;
  return { ...last, events: eventsIn(facts), openedAt: first.fact.at };
}

function eventsIn(facts: readonly JournalEntry[]): RecordedEvent[] {
  const gone = new Set(
    facts.flatMap(({ fact }) =>
      fact.kind === applicationKinds.withdrawn ? [Withdrawn.parse(fact.body).withdrawn] : [],
    ),
  );
  return facts.flatMap(({ fact }): RecordedEvent[] => {
    if (fact.kind !== applicationKinds.happened) return [];
    const { requestId: ref, event } = Happened.parse(fact.body);
    return gone.has(ref) ? [] : [{ ref, event: event satisfies AdmissionEvent }];
  });
}
