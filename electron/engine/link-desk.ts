import { endLater } from "../../core/commands/index.ts";
import type { LinkDesk } from "../link/index.ts";
import type { Announcer } from "./announcer.ts";
import type { House } from "./house.ts";

/** What the link to head office reads and writes goes through the house, as commands do. */
export function createLinkDesk(house: House, announcer: Announcer): LinkDesk {
  return {
    ports: () => (house.down() ? undefined : house.current().ports),
    write(work) {
      if (house.down()) return undefined;
      let done: ReturnType<typeof work> | undefined;
      try {
        const ran = endLater(house.current(), (ports, context) => (done = work(ports, context)), null);
        announcer.tell(ran.aftermath);
        return done?.ok ? done.value : undefined;
      } catch (error) {
        house.fault(error);
        return undefined;
      }
    },
    changed: () => announcer.tell({ touched: new Set(["status"]), blocked: [] }),
    fault: (error) => void house.fault(error),
  };
}
