import { ReturnBody, SaleBody } from "../../sale/index.ts";
import type { JournalEntry } from "../../sync/index.ts";
import type { Ports } from "../ports.ts";

const receiptKinds: ReadonlySet<string> = new Set(["sale-completed", "lines-returned"]);

/** The fact that this request made already. */
export function factOfRequest(ports: Ports, requestId: string): JournalEntry | undefined {
  return ports.journal.byRef(`request:${requestId}`)[0];
}

/** The sale or return with this receipt number; a receipt's id is its number at this terminal. */
export function findReceipt(ports: Ports, id: string): JournalEntry | undefined {
  return ports.journal.byRef(`receipt:${id}`).find((entry) => receiptKinds.has(entry.fact.kind));
}

export function findSale(ports: Ports, id: string): SaleBody | undefined {
  const entry = findReceipt(ports, id);
  return entry?.fact.kind === "sale-completed" ? SaleBody.parse(entry.fact.body) : undefined;
}

/** What has come back of a sale so far, oldest first. */
export function returnsOf(ports: Ports, receipt: number): ReturnBody[] {
  return ports.journal.byRef(`return-of:${receipt}`).map((entry) => ReturnBody.parse(entry.fact.body));
}
