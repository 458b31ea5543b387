import type { DeviceDesk } from "./device-desk.ts";
import { type FromDevices, ToDevices } from "./messages.ts";

/** Messages that a parent may leave unread; scans beyond them would be minutes old. */
const maxUnread = 256;

/**
 * Serves the readers to the shell, as Electron's utility process or as a Node child: `{config}` in, `{scan}`,
 * `{refused}`, `{device}`, `{gone}` out. A driver that crashes takes this process and nothing else; the shell starts
 * another.
 */
export function serveDevices(): void {
  const post = process.parentPort === undefined ? postToNode() : (message: unknown) => postToElectron(message);
  const loading = loadDesk(post);
  const close = (): void => void loading.then((desk) => desk.close()).then(() => process.exit(0));
  const take = (message: unknown): void => {
    const sent = ToDevices.parse(message);
    if ("close" in sent) close();
    else if ("print" in sent) void loading.then((desk) => desk.print(sent.print));
    else void loading.then((desk) => desk.configure(sent.config));
  };
  if (process.parentPort === undefined) {
    process.on("message", take);
    // The shell is gone without a word: nobody is left to scan for.
    process.on("disconnect", close);
  } else process.parentPort.on("message", ({ data }) => take(data));
}

/** Drivers load here and not with the door, so that no other process that speaks to this one carries them. */
async function loadDesk(post: (message: FromDevices) => void): Promise<DeviceDesk> {
  const [{ DeviceDesk }, { systemHid }] = await Promise.all([import("./device-desk.ts"), import("./hid-port.ts")]);
  return new DeviceDesk({ post, hid: systemHid, now: () => Date.now() });
}

function postToElectron(message: unknown): void {
  process.parentPort.postMessage(message);
}

/** Drops what a stuck parent does not take, so that this process does not grow. */
function postToNode(): (message: FromDevices) => void {
  let unread = 0;
  return (message) => {
    if (unread >= maxUnread || !process.connected) return;
    unread += 1;
    process.send?.(message, undefined, undefined, () => {
      unread -= 1;
    });
  };
}
