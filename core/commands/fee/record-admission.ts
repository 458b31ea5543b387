import type { AdmissionEventInput, ApplicationView, Refusal } from "../../contract/index.ts";
import { canonicalJson, ok, present, type Result, z } from "../../kernel/index.ts";
import type { MembershipPack, Papers } from "../../membership/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { regulationAt } from "../programme/regulation-at.ts";
import { toJson } from "../to-json.ts";
import { refuseInWords } from "../views/answer-view.ts";
import { plain } from "./admission-view.ts";
import {
  applicationKinds,
  applicationRef,
  applicationsRef,
  readApplication,
  type KnownApplication,
} from "./application-facts.ts";
import { viewApplication } from "./get-application.ts";
import { faultOf } from "./plan-admission.ts";
import { todayOf } from "./quote-fee.ts";
import { readFacts, type GivenFacts } from "./read-facts.ts";

export type RecordAdmission = {
  readonly requestId: string;
  readonly programme: string;
  readonly application?: number | undefined;
  readonly name?: string | undefined;
  readonly facts?: GivenFacts | undefined;
  readonly papers?: Papers | undefined;
  readonly event?: AdmissionEventInput | undefined;
  readonly withdraw?: string | undefined;
};

/**
 * Opens an application, changes what is known of it, records one event or takes one back. The same `requestId` again
 * answers the same application and records nothing.
 */
export function recordAdmission(
  ports: Ports,
  context: Context,
  input: RecordAdmission,
): Result<ApplicationView, Refusal> {
  const here = regulationAt(context, "membership", input.programme);
  if (!here.ok) return here;
  const { pack } = here.value;
  const [before] = ports.journal.byRef(`request:${input.requestId}`);
  if (before) return repeated(ports, context, { input, body: before.fact.body });
  const known = input.application === undefined ? null : readApplication(ports, input.programme, input.application);
  if (known === undefined) {
    return refusal(context, "application-unknown", { params: { number: input.application ?? 0 } });
  }
  const stated = statedOf(context, known, input);
  if (!stated.ok) return stated;
  const checked = check(ports, context, { pack, known, stated: stated.value, input });
  if (!checked.ok) return checked;
  const application = known?.application ?? ports.journal.nextNumber("application");
  write(ports, context, { known, input, stated: { ...stated.value, application } });
  const after = present(readApplication(ports, input.programme, application), "the recorded application");
  return viewApplication(ports, context, { known: after });
}

const OfApplication = z.object({ programme: z.string(), application: z.int() });

function repeated(
  ports: Ports,
  context: Context,
  { input, body }: { readonly input: RecordAdmission; readonly body: unknown },
): Result<ApplicationView, Refusal> {
  const named = OfApplication.safeParse(body);
  const known = named.success && readApplication(ports, input.programme, named.data.application);
  if (!known) return refusal(context, "invalid-input", { params: { detail: "requestId" } });
  return viewApplication(ports, context, { known });
}

type Stated = Pick<KnownApplication, "programme" | "name" | "facts" | "papers">;

function statedOf(
  context: Context,
  known: KnownApplication | null,
  { programme, name, facts, papers }: RecordAdmission,
): Result<Stated, Refusal> {
  const called = name ?? known?.name;
  if (called === undefined) return refusal(context, "invalid-input", { params: { detail: "name" } });
  return ok({
    programme,
    name: called,
    facts: facts ?? known?.facts ?? {},
    papers: papers ?? known?.papers ?? {},
  });
}

type Checked = {
  readonly pack: MembershipPack;
  readonly known: KnownApplication | null;
  readonly stated: Stated;
  readonly input: RecordAdmission;
};

/** Whether the facts are facts, the event one that the rules take, and the one taken back one of this application. */
function check(ports: Ports, context: Context, { pack, known, stated, input }: Checked): Result<null, Refusal> {
  const { event, withdraw } = input;
  const today = todayOf(context, pack);
  const read = readFacts(context, pack, { given: stated.facts, on: today });
  if (!read.ok) return read;
  const events = known?.events ?? [];
  if (withdraw !== undefined && !events.some(({ ref }) => ref === withdraw)) {
    return refusal(context, "application-event-unknown");
  }
  if (!event) return ok(null);
  if (event.on > today) return refusal(context, "date-in-future");
  const admission = { pack, calendar: ports.calendars.of(pack.pack.calendar), candidate: read.value.facts };
  const before = plain(events.filter(({ ref }) => ref !== withdraw));
  const fault = faultOf(context, admission, { event, before });
  return fault ? refuseInWords("admission-refused", fault) : ok(null);
}

type Written = {
  readonly known: KnownApplication | null;
  readonly input: RecordAdmission;
  readonly stated: Stated & { readonly application: number };
};

function write(ports: Ports, context: Context, { known, input, stated }: Written): void {
  const { programme, application, name, facts, papers } = stated;
  const { requestId, event, withdraw } = input;
  const refs = [applicationRef(application), `request:${requestId}`];
  const body = { programme, application, name };
  const isNew = known === null || canonicalJson(toJson(statement(known))) !== canonicalJson(toJson(statement(stated)));
  if (isNew) {
    record(ports, context, {
      kind: applicationKinds.stated,
      body: toJson({ ...body, facts, papers }),
      refs: known ? refs : [...refs, applicationsRef(programme)],
    });
  }
  if (withdraw !== undefined) {
    record(ports, context, { kind: applicationKinds.withdrawn, body: toJson({ ...body, withdrawn: withdraw }), refs });
  }
  if (event) {
    const happened = { ...body, requestId, what: event.kind, event };
    record(ports, context, { kind: applicationKinds.happened, body: toJson(happened), refs });
  }
}

function statement({ name, facts, papers }: Stated): Pick<Stated, "name" | "facts" | "papers"> {
  return { name, facts, papers };
}
