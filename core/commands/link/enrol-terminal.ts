import type { RefusalKind, SyncView } from "../../contract/index.ts";
import { ok } from "../../kernel/index.ts";
import { record, refusal, type Begun, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewSync } from "./get-sync.ts";
import type { EnrolFault, LinkIdentity } from "./link-port.ts";

const kinds: Readonly<Record<EnrolFault, RefusalKind>> = {
  "address-invalid": "office-address-invalid",
  unreachable: "office-unreachable",
  "not-hq": "office-not-there",
  "code-wrong": "office-code-wrong",
  "too-often": "office-code-too-often",
};

/**
 * Makes this till one of head office's. What was done here before goes up too: facts are never lost. Enrolled again it
 * is another terminal with a key of its own.
 */
export function enrolTerminal(
  { link, sync }: Ports,
  context: Context,
  input: { readonly url: string; readonly code: string },
): Begun<SyncView> {
  const { settings, version } = context.terminal;
  // Codes are read aloud and typed: blanks, dashes and small letters are no mistake.
  const code = input.code.toUpperCase().replaceAll(/[\s-]/g, "");
  const name = `${settings.siteName}, ${settings.terminalName}`.slice(0, 64);
  const before = sync.identity()?.terminal;
  const asked = link.enrol({ url: input.url, code, name, app: version, before });
  return ok(
    asked.then((made) => (ports: Ports, later: Context) => {
      if (!made.ok) return refusal(later, kinds[made.refusal]);
      keep(ports, later, made.value);
      return ok(viewSync(ports, later));
    }),
  );
}

function keep(ports: Ports, context: Context, identity: LinkIdentity): void {
  ports.sync.enrol(identity);
  record(ports, context, {
    kind: "terminal-enrolled",
    body: { terminal: identity.terminal, address: identity.url, operator: context.operator?.name ?? "" },
  });
  ports.link.enrolled();
  context.touched.add("status");
}
