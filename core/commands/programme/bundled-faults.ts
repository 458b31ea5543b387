import type { StatusView } from "../../contract/index.ts";
import { may } from "../../shift/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { problemsText } from "./problems-text.ts";

/**
 * Whether this is somebody who chooses the programme: only then are all the files read, which a till's start does not
 * wait for.
 */
export function maySeeChoices(ports: Ports, context: Context): boolean {
  const { operator } = context.terminal;
  return operator ? may(operator, "settings.change") : ports.operators.list().length === 0;
}

/** Files of the app that cannot be used, and why. */
export function bundledFaults(ports: Ports, context: Context): StatusView["packs"] {
  return ports.bundled.list().flatMap((bundled): StatusView["packs"] => {
    const { file } = bundled;
    switch (bundled.kind) {
      case "ready":
        return [];
      case "other":
        return [{ file, state: "other-kind", message: context.say("pack.otherKind", { format: bundled.format }) }];
      case "damaged": {
        const problem = problemsText(context, bundled.problems);
        return [{ file, state: "damaged", message: context.say("pack.damaged", { problem }) }];
      }
    }
  });
}
