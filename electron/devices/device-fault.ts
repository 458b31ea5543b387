import { access, constants } from "node:fs/promises";
import { saying, type Saying } from "./words.ts";

/**
 * Why a device did not open, as a sentence with its remedy. `vendorId` makes the rule name this make of reader only.
 */
export async function faultOf(path: string, error: unknown, vendorId?: number): Promise<Saying> {
  const cause = error instanceof Error ? error.message : String(error);
  if (/\b(EACCES|EPERM)\b|permission denied|access denied/i.test(cause) || (await isDenied(path))) {
    return saying("denied", { path, file: rulesFile, rule: udevRule(path, vendorId) });
  }
  if (/\b(ENOENT|ENXIO|ENODEV)\b|no such file|file not found/i.test(cause)) return saying("absent", { name: path });
  if (/\bEBUSY\b|cannot lock port/i.test(cause)) return saying("busy", { path });
  return saying("failed", { name: path, cause: cause.slice(0, 120) });
}

/** hidapi does not say why it could not open: the file's own rights do. */
async function isDenied(path: string): Promise<boolean> {
  if (!path.startsWith("/")) return false;
  return access(path, constants.R_OK | constants.W_OK).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === "EACCES" || error.code === "EPERM",
  );
}

/** The number sorts before 73, where systemd carries `uaccess` out. */
const rulesFile = "/etc/udev/rules.d/60-scanner.rules";

/** Rule that gives the device to whoever sits at the till. */
function udevRule(path: string, vendorId?: number): string {
  const subsystem = path.includes("hidraw") ? "hidraw" : "tty";
  const vendor = vendorId === undefined ? "" : `ATTRS{idVendor}=="${vendorId.toString(16).padStart(4, "0")}", `;
  return `KERNEL=="${subsystem}*", SUBSYSTEM=="${subsystem}", ${vendor}TAG+="uaccess"`;
}
