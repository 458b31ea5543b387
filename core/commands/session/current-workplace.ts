import type { Ports } from "../ports.ts";

/** Setting that holds the workplace of the demo that was chosen last. */
export const workplaceKey = "workplace";

export function currentWorkplace(ports: Ports): string | null {
  const id = ports.settings.get(workplaceKey);
  return typeof id === "string" ? id : null;
}
