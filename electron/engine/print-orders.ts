import { makeContext, receiptSlip } from "../../core/commands/index.ts";
import { calls, type CallName, ReceiptView } from "../../core/contract/index.ts";
import type { Slip } from "../../core/print/index.ts";
import type { House } from "./house.ts";

export type PrintOrders = {
  /** Hears what is to go to the receipt printer. */
  listen(listener: (slip: Slip) => void): void;
  /** A call is done and durable: what belongs on paper is ordered, if a receipt printer is set up. */
  done(name: CallName, value: unknown): void;
};

export function createPrintOrders(house: House): PrintOrders {
  const listeners = new Set<(slip: Slip) => void>();
  return {
    listen: (listener) => void listeners.add(listener),
    done(name, value) {
      const slip = listeners.size === 0 ? undefined : slipOf(house, name, value);
      if (slip) for (const print of listeners) print(slip);
    },
  };
}

/** Asked again for the same receipt it is the same slip, which the printer's queue takes once. */
function slipOf(house: House, name: CallName, value: unknown): Slip | undefined {
  const { terminal, ports } = house.current();
  if (terminal.settings.printer.kind !== "escpos") return undefined;
  if (name === "openDrawer") return { id: `drawer ${ports.journal.head().seq}`, title: "", lines: [], drawer: true };
  const prints = calls[name].output === ReceiptView && name !== "getReceipt";
  return prints ? receiptSlip(makeContext(house.current()), ReceiptView.parse(value)) : undefined;
}
