import { calls, type CallName, type CallOutput, type Calls, type Refusal } from "../contract/index.ts";
import type { Result, z } from "../kernel/index.ts";
import type { Right } from "../shift/index.ts";
import { addLine } from "./basket/add-line.ts";
import { changeQuantity } from "./basket/change-quantity.ts";
import { declineOffer } from "./basket/decline-offer.ts";
import { explain } from "./basket/explain.ts";
import { getBasket } from "./basket/get-basket.ts";
import { listSuspended } from "./basket/list-suspended.ts";
import { recallBasket } from "./basket/recall-basket.ts";
import { removeLine } from "./basket/remove-line.ts";
import { scan } from "./basket/scan.ts";
import { suspendBasket } from "./basket/suspend-basket.ts";
import { undo } from "./basket/undo.ts";
import { voidBasket } from "./basket/void-basket.ts";
import { clearCard } from "./cards/clear-card.ts";
import { findCard } from "./cards/find-card.ts";
import { importCards } from "./cards/import-cards.ts";
import { issueCard } from "./cards/issue-card.ts";
import { blockCard, moveCard } from "./cards/move-card.ts";
import { presentCard } from "./cards/present-card.ts";
import { checkPrice } from "./catalogue/check-price.ts";
import { cancelImport, importCatalogue, previewOwnCatalogue } from "./catalogue/import-catalogue.ts";
import { searchItems } from "./catalogue/search-items.ts";
import type { Begun, Context, Long } from "./context.ts";
import { bookStay, listBookings } from "./desk/book-stay.ts";
import { getDeskForms, listDeskItems } from "./desk/get-desk-forms.ts";
import { listOrders, withdrawOrder } from "./desk/list-orders.ts";
import { quoteDesk } from "./desk/quote-desk.ts";
import { recordOrder } from "./desk/record-order.ts";
import { sellDesk } from "./desk/sell-desk.ts";
import { getApplication, listApplications } from "./fee/get-application.ts";
import { planAdmission } from "./fee/plan-admission.ts";
import { quoteFee } from "./fee/quote-fee.ts";
import { recordAdmission } from "./fee/record-admission.ts";
import { enrolTerminal } from "./link/enrol-terminal.ts";
import { getSync } from "./link/get-sync.ts";
import { syncNow } from "./link/sync-now.ts";
import { adjustStatus } from "./member/adjust-status.ts";
import { cancelRedemption } from "./member/cancel-redemption.ts";
import { findMemberByCard, getMember, searchMembers } from "./member/get-member.ts";
import { importMembers } from "./member/import-members.ts";
import { blockMemberCard, issueMemberCard } from "./member/member-cards.ts";
import { recordMember } from "./member/record-member.ts";
import { quoteRedemption, redeemEntitlement } from "./member/redeem-entitlement.ts";
import { completeSale } from "./payment/complete-sale.ts";
import { getReceipt } from "./payment/get-receipt.ts";
import { listReceipts } from "./payment/list-receipts.ts";
import { reprintReceipt } from "./payment/reprint-receipt.ts";
import { previewReturn, returnLines } from "./payment/return-lines.ts";
import type { Ports } from "./ports.ts";
import { chooseWorkplace, type RunDeed } from "./session/choose-workplace.ts";
import { getSession } from "./session/get-session.ts";
import { getStatus } from "./session/get-status.ts";
import { createFirstOperator, saveOperator } from "./session/save-operator.ts";
import { saveSettings } from "./session/save-settings.ts";
import { setLocale } from "./session/set-locale.ts";
import { signIn } from "./session/sign-in.ts";
import { signOut } from "./session/sign-out.ts";
import { checkClose } from "./shift/check-close.ts";
import { closeShift } from "./shift/close-shift.ts";
import { getShift } from "./shift/get-shift.ts";
import { listJournal } from "./shift/list-journal.ts";
import { listShifts } from "./shift/list-shifts.ts";
import { moveCash } from "./shift/move-cash.ts";
import { openDrawer } from "./shift/open-drawer.ts";
import { openShift } from "./shift/open-shift.ts";
import { backUp } from "./storage/back-up.ts";
import { installPack } from "./programme/install-pack.ts";
import { verifyJournal } from "./storage/verify-journal.ts";

type Input<K extends CallName> = z.output<Calls[K]["input"]>;
type Run<K extends CallName> = (
  ports: Ports,
  context: Context,
  input: Input<K>,
) => Result<CallOutput<K>, Refusal> | Long<CallOutput<K>>;

/**
 * How a call runs. `write`: in one transaction. `read`: it changes nothing. `slices`: a generator driven in slices,
 * with transactions of its own. `later`: work on another thread, then an ending that runs like a write.
 */
export type Handler<K extends CallName> =
  | {
      readonly mode: "write" | "read" | "slices";
      /** What the operator must be allowed to; absent: nobody need be signed in. */
      readonly right?: Right;
      readonly run: Run<K>;
    }
  | { readonly mode: "later"; readonly right: Right; readonly begin: Begin<K> };

type Begin<K extends CallName> = (ports: Ports, context: Context, input: Input<K>) => Begun<CallOutput<K>>;

function write<K extends CallName>(right: Right, run: Run<K>): Handler<K> {
  return { mode: "write", right, run };
}

function read<K extends CallName>(right: Right, run: Run<K>): Handler<K> {
  return { mode: "read", right, run };
}

function slices<K extends CallName>(right: Right, run: Run<K>): Handler<K> {
  return { mode: "slices", right, run };
}

function later<K extends CallName>(right: Right, begin: Begin<K>): Handler<K> {
  return { mode: "later", right, begin };
}

/** Every call of the contract, with the right it needs. */
export const handlers: { readonly [K in CallName]: Handler<K> } = {
  getSession: { mode: "read", run: getSession },
  signIn: { mode: "write", run: signIn },
  signOut: { mode: "write", run: signOut },
  createFirstOperator: { mode: "write", run: createFirstOperator },
  saveOperator: write("operators.manage", saveOperator),
  setLocale: { mode: "write", run: setLocale },
  // Which settings are changed decides who may: the command asks.
  saveSettings: { mode: "write", run: saveSettings },
  getStatus: { mode: "read", run: getStatus },
  chooseWorkplace: {
    mode: "write",
    run: (ports, context, { id }) => chooseWorkplace(ports, context, { id, runDeed: deedsOf(ports) }),
  },

  getBasket: read("till.look", getBasket),
  scan: write("sale.make", scan),
  scanCard: write("sale.make", presentCard),
  clearCard: write("sale.make", clearCard),
  addLine: write("sale.make", addLine),
  issueCard: write("sale.make", issueCard),
  changeQuantity: write("sale.make", changeQuantity),
  removeLine: write("sale.make", removeLine),
  undo: write("sale.make", undo),
  declineOffer: write("sale.make", declineOffer),
  suspendBasket: write("sale.make", suspendBasket),
  listSuspended: read("till.look", listSuspended),
  recallBasket: write("sale.make", recallBasket),
  voidBasket: write("basket.void", voidBasket),
  explain: read("till.look", explain),
  checkPrice: read("till.look", checkPrice),
  searchItems: read("till.look", searchItems),

  completeSale: write("sale.make", completeSale),
  listReceipts: read("till.look", listReceipts),
  getReceipt: read("till.look", getReceipt),
  reprintReceipt: write("receipt.reprint", reprintReceipt),
  previewReturn: read("till.look", previewReturn),
  returnLines: write("sale.return", returnLines),

  getDeskForms: read("desk.quote", getDeskForms),
  listDeskItems: read("desk.quote", listDeskItems),
  quoteDesk: read("desk.quote", quoteDesk),
  sellDesk: write("desk.sell", sellDesk),
  bookStay: write("desk.sell", bookStay),
  listBookings: read("desk.quote", listBookings),
  recordOrder: write("order.record", recordOrder),
  withdrawOrder: write("order.record", withdrawOrder),
  listOrders: read("desk.quote", listOrders),

  searchMembers: read("member.look", searchMembers),
  getMember: read("member.look", getMember),
  findMemberByCard: read("member.look", findMemberByCard),
  quoteRedemption: read("member.look", quoteRedemption),
  redeemEntitlement: write("member.redeem", redeemEntitlement),
  cancelRedemption: write("member.redeem", cancelRedemption),
  adjustStatus: write("member.record", adjustStatus),
  recordMember: write("member.record", recordMember),
  importMembers: slices("member.record", importMembers),
  // Who may give or block a card is the pack's business: the command asks it.
  issueMemberCard: write("member.look", issueMemberCard),
  blockMemberCard: write("member.look", blockMemberCard),

  quoteFee: read("fee.look", quoteFee),
  planAdmission: read("fee.look", planAdmission),
  getApplication: read("fee.look", getApplication),
  listApplications: read("fee.look", listApplications),
  recordAdmission: write("member.redeem", recordAdmission),

  findCard: read("card.find", findCard),
  // Who may move a card is the pack's business: the command asks it.
  blockCard: write("card.find", blockCard),
  moveCard: write("card.find", moveCard),
  importCards: slices("cards.import", importCards),

  getShift: read("shift.look", getShift),
  openShift: write("shift.open", openShift),
  moveCash: write("cash.move", moveCash),
  openDrawer: write("cash.move", openDrawer),
  checkClose: read("shift.look", checkClose),
  closeShift: write("shift.close", closeShift),
  listShifts: read("shift.look", listShifts),
  listJournal: read("journal.read", listJournal),

  previewCatalogue: slices("catalogue.import", previewOwnCatalogue),
  importCatalogue: slices("catalogue.import", importCatalogue),
  cancelImport: read("catalogue.import", cancelImport),

  getSync: read("till.look", getSync),
  enrolTerminal: later("link.enrol", enrolTerminal),
  syncNow: later("link.sync", syncNow),

  installPack: write("pack.install", installPack),
  verifyJournal: later("storage.maintain", verifyJournal),
  backUp: later("storage.maintain", backUp),
};

type AnyInput = z.output<Calls[CallName]["input"]>;

/** Calls that another call makes. */
function deedsOf(ports: Ports): RunDeed {
  return (context, command, input) => {
    const handler: Handler<CallName> = handlers[command];
    if (handler.mode === "later") throw new Error("invariant: a call that ends later is no part of another");
    const run: (ports: Ports, context: Context, input: AnyInput) => ReturnType<RunDeed> = handler.run;
    return run(ports, context, calls[command].input.parse(input));
  };
}
