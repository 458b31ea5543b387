import type { SyncView } from "../../contract/index.ts";
import { formatDate } from "../../text/index.ts";
import { localNow, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { packsFromOffice, ruledByOffice } from "./from-office.ts";

/** What came from head office under signatures, in words; null where it publishes nothing. */
export function viewSent(ports: Ports, context: Context): SyncView["sent"] {
  const trust = ports.sync.trust();
  if (!trust) return null;
  const { say } = context;
  const { refused } = trust;
  const today = localNow(context).slice(0, 10);
  const coming = packsFromOffice(ports).filter(({ from }) => from > today);
  return {
    ruled: ruledByOffice(ports).map((thing) => say(`link.sent.thing.${thing}`)),
    coming: coming.map(({ id, version, from }) => {
      const title = titleOf(context, id) ?? id;
      return say("link.sent.begins", { title, version, date: formatDate(from) });
    }),
    refused: refused && {
      at: refused.at,
      text: say("link.sent.refused", {
        what: say(`link.sent.role.${refused.role}`),
        why: say(`link.sent.rule.${refused.rule}`),
      }),
      detail: refused.detail,
    },
  };
}

function titleOf({ terminal, locale }: Context, id: string): string | undefined {
  return terminal.shelf.of([id])[0]?.pack.pack.title[locale];
}
