import type { ApplicationRow, ApplicationView, Refusal } from "../../contract/index.ts";
import { ok, type LocalDate, type Result } from "../../kernel/index.ts";
import { formatDate } from "../../text/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { applicationsRef, readApplication, type KnownApplication } from "./application-facts.ts";
import { planned } from "./plan-admission.ts";

/** An application as it stands today, or stood on another day. */
export function getApplication(
  ports: Ports,
  context: Context,
  input: { readonly programme: string; readonly application: number; readonly on?: LocalDate | undefined },
): Result<ApplicationView, Refusal> {
  const known = readApplication(ports, input.programme, input.application);
  if (!known) return refusal(context, "application-unknown", { params: { number: input.application } });
  return viewApplication(ports, context, { known, on: input.on });
}

export function viewApplication(
  ports: Ports,
  context: Context,
  { known, on }: { readonly known: KnownApplication; readonly on?: LocalDate | undefined },
): Result<ApplicationView, Refusal> {
  const admission = planned(ports, context, { ...known, on });
  if (!admission.ok) return admission;
  const { application, name, openedAt, papers } = known;
  return ok({ application, name, openedAt, papers: Object.keys(papers), admission: admission.value });
}

/** Applications that a desk looks through. */
const applicationsShown = 200;

/** Applications, those first whose term ends next; what is over comes last, newest first. */
export function listApplications(
  ports: Ports,
  context: Context,
  { programme }: { readonly programme: string },
): Result<ApplicationRow[], Refusal> {
  const rows: ApplicationRow[] = [];
  for (const { fact } of ports.journal.lastByRef(applicationsRef(programme), applicationsShown)) {
    const number = Number(fact.body["application"]);
    const found = getApplication(ports, context, { programme, application: number });
    if (!found.ok) return found;
    rows.push(viewRow(context, found.value));
  }
  return ok(rows.toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0)));
}

const order = ({ due }: ApplicationRow) => due ?? "9999";

function viewRow({ say }: Context, { application, name, admission }: ApplicationView): ApplicationRow {
  const { state, stateText, timeline, next } = admission;
  const nearest = timeline.find((row) => row.kind === "deadline" && row.date !== null && row.date === next?.by);
  return {
    application,
    name,
    state,
    stateText,
    due: nearest?.date ?? null,
    dueText: nearest?.date ? say("fee.dueBy", { title: nearest.title, date: formatDate(nearest.date) }) : "",
    late: nearest?.state === "late",
  };
}
