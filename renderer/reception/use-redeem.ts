import { useRef, useState } from "react";
import type { BenefitRow, EventView, MemberView, RedemptionView } from "../../core/contract/index.ts";
import { useShell } from "../shell/index.ts";
import { useLoaded, useTask, type Problem, type Task } from "../task/index.ts";
import type { Members } from "./use-members.ts";

export type Redeem = {
  readonly units: string;
  setUnits(text: string): void;
  readonly event: EventView;
  setEvent(event: EventView): void;
  readonly role: string | null;
  setRole(role: string): void;
  /** Who takes part, with commas between. */
  readonly names: string;
  setNames(names: string): void;
  /** Nobody is booked whom the number does not count. */
  readonly hasNamesTooMany: boolean;
  /** What the engine would answer to what is entered; null until it has. */
  readonly quote: RedemptionView | null;
  readonly problem: Problem | null;
  /** The use that was just recorded: the form is closed until something else is chosen. */
  readonly done: RedemptionView | null;
  readonly task: Task;
  book(): Promise<void>;
  takeBack(): Promise<void>;
};

const noEvent: EventView = { name: "", date: null, ahead: false };

/** The event that comes next is most likely meant; one that is over is chosen by hand. */
const firstAhead = (events: readonly EventView[] = []): EventView => events.find(({ ahead }) => ahead) ?? noEvent;

type RedeemOf = { readonly members: Members; readonly member: MemberView; readonly row: BenefitRow };

/** A use being entered, asked about with every change, and recorded once. */
export function useRedeem({ members, member, row }: RedeemOf): Redeem {
  const shell = useShell();
  const task = useTask();
  const requestId = useRef(crypto.randomUUID());
  // The next Enter of an impatient hand comes before the screen is drawn anew.
  const booked = useRef(false);
  const form = useForm(member, row);
  const { units } = form;
  const [done, setDone] = useState<RedemptionView | null>(null);
  const use = askedFor({ members, member, row }, form);
  const hasNamesTooMany = use.persons.length > use.units;
  const quoted = useLoaded(() => shell.engine.call("quoteRedemption", use), JSON.stringify([use, done?.ref]));
  return {
    ...form,
    hasNamesTooMany,
    quote: quoted.value,
    problem: quoted.problem,
    done,
    task,
    setUnits(text) {
      const digits = text.replaceAll(/\D/g, "").slice(0, 4);
      form.setUnits(digits);
      members.setComing(Number(digits));
    },
    async book() {
      if (booked.current || hasNamesTooMany || quoted.value?.answer.granted !== true) return;
      const input = { requestId: requestId.current, ...use };
      const answer = await task.run(() => shell.engine.call("redeemEntitlement", input));
      if (answer === undefined) return;
      booked.current = true;
      shell.sounds.play("accepted");
      members.show(answer.member);
      members.setComing(0);
      setDone(answer.redemption);
    },
    async takeBack() {
      const ref = done?.ref ?? null;
      if (ref === null) return;
      const input = { requestId: backOf(ref), programme: members.programme, ref };
      const back = await task.run(() => shell.engine.call("cancelRedemption", input));
      if (back === undefined) return;
      shell.tell("done", back.text);
      requestId.current = crypto.randomUUID();
      booked.current = false;
      members.show(back.member);
      members.setComing(Number(units));
      setDone(null);
    },
  };
}

function useForm(member: MemberView, { entitlement, roles }: BenefitRow) {
  const [units, setUnits] = useState("1");
  const [event, setEvent] = useState<EventView>(firstAhead(member.events[entitlement]));
  const [role, setRole] = useState<string | null>(roles.at(-1)?.role ?? null);
  const [names, setNames] = useState("");
  return { units, setUnits, event, setEvent, role, setRole, names, setNames };
}

type Entered = {
  readonly units: string;
  readonly event: EventView;
  readonly role: string | null;
  readonly names: string;
};

const listOf = (names: string): string[] =>
  names
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");

function askedFor({ members, member, row }: RedeemOf, { units, event, role, names }: Entered) {
  const isForPeople = row.unit === "person";
  return {
    programme: members.programme,
    member: member.member,
    entitlement: row.entitlement,
    units: Number(units),
    event: isForPeople && event.name !== "" ? event.name : null,
    eventDate: isForPeople ? event.date : null,
    role,
    persons: isForPeople ? listOf(names) : [],
    card: members.card?.number ?? null,
  };
}

/** The request that takes a use back: the same however often it is pressed. */
export const backOf = (ref: string): string => `${ref.slice(0, 40)}-back`;
