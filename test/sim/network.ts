import { refuse } from "../../core/kernel/index.ts";
import type { LaneParts, OfficeOrder } from "../../electron/link/link-desk.ts";
import { officeRequest, readAnswer, type Asked, type OfficeRequest } from "../../electron/link/office-client.ts";
import type { Life } from "./life.ts";
import { longSignature, type OfficeAnswer, type SimGateway } from "./office.ts";
import { chanceOf, mix, type Chance } from "./random.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** How the network is for one till, until it changes. */
export type Weather = {
  /** `half-open`: what is asked arrives, and no answer comes back. */
  readonly way: "open" | "cut" | "half-open";
  /** Shares of messages lost, and of requests that arrive twice. */
  readonly loss: number;
  readonly twice: number;
  /** Longest delay of one message. */
  readonly delayMs: number;
};

export const fairWeather: Weather = { way: "open", loss: 0, twice: 0, delayMs: 40 };

export type NetworkSite = {
  readonly time: VirtualTime;
  readonly gateways: readonly SimGateway[];
  readonly seed: number;
};

export type Caller = {
  /** Number of its machine: its messages have chances of their own. */
  readonly number: number;
  identity(): { readonly terminal: string; readonly key: string };
  wall(): number;
  weather(): Weather;
};

/** A request that arrives twice arrives again within so long. */
const echoMs = 20_000;

/** The way from a till to the office and back. What is fated to a message hangs on its number only. */
export function createAsk(site: NetworkSite, caller: Caller): (life: Life) => LaneParts["ask"] {
  let sent = 0;
  return (life) =>
    <T>(order: OfficeOrder<T>): Promise<Asked<T>> => {
      sent += 1;
      const chance = chanceOf(mix(site.seed, 77, caller.number, sent));
      const way: Way = { site, caller, chance, path: order.path, request: requestOf(order, caller) };
      return new Promise((resolve) => {
        const end = (asked: Asked<T>): void => {
          drop();
          if (life.alive) resolve(asked);
        };
        const drop = site.time.after(order.timeoutMs, () => end(refuse({ kind: "unreachable" })));
        send(way, (answer) =>
          end(answer ? readAnswer(answer, answer.text, order.answer) : refuse({ kind: "unreachable" })),
        );
        if (chance.happens(caller.weather().twice))
          site.time.after(chance.below(echoMs), () => send(way, () => undefined));
      });
    };
}

function requestOf(order: OfficeOrder<unknown>, caller: Caller): OfficeRequest {
  const { terminal, key } = caller.identity();
  const body = order.body === undefined ? undefined : Buffer.from(JSON.stringify(order.body));
  const by = { terminal, key: { sign: (text: string) => longSignature(text, key) } };
  return officeRequest({ path: order.path, now: caller.wall, by }, body);
}

type Way = {
  readonly site: NetworkSite;
  readonly caller: Caller;
  readonly chance: Chance;
  readonly path: string;
  readonly request: OfficeRequest;
};

/** A cut way, or no gateway that is up, is said at once every second time; else nothing is heard. */
function send(way: Way, heard: (answer: OfficeAnswer | undefined) => void): void {
  const { site, caller, chance, path, request } = way;
  const { time } = site;
  const pause = (): number => chance.below(caller.weather().delayMs + 1);
  const nobody = (): void => {
    if (chance.happens(0.5)) time.after(pause(), () => heard(undefined));
  };
  const isLost = (): boolean => chance.happens(caller.weather().loss);
  time.after(pause(), () => {
    if (caller.weather().way === "cut") return nobody();
    if (isLost()) return;
    const up = site.gateways.filter((gateway) => gateway.isUp());
    const gateway = up[chance.below(up.length)];
    if (!gateway) return nobody();
    void gateway.answer(path, request).then((answer) => {
      if (!answer) return nobody();
      time.after(pause(), () => {
        if (caller.weather().way === "open" && !isLost()) heard(answer);
      });
    });
  });
}
