import type { MessagePortMain } from "electron";
import type { Refusal } from "../../core/contract/index.ts";
import type { Result } from "../../core/kernel/index.ts";
import { noSealer, type Sealer } from "../link/index.ts";
import type { Engine } from "./create-engine.ts";
import { createHost, type Host, type Link, type ReaderWord, type ToShell } from "./host.ts";
import { createShellSealer, type SecretAnswer } from "./shell-sealer.ts";

/**
 * Serves the engine to its shell, as Electron's utility process or as a Node child. A refusal to open the data does not
 * end the process: screens get the refusal, and each new attachment tries again. Anything thrown ends the process; the
 * shell starts another and the journal is where it was.
 */
export async function serveShell(open: (sealer: Sealer) => Result<Engine, Refusal>): Promise<void> {
  if (process.parentPort === undefined) {
    // Electron's engine never needs sockets: it starts without reading their code.
    const { serveNodeParent } = await import("./serve-node.ts");
    // A browser gives a page no store of secrets, and Node none to anybody.
    return serveNodeParent(
      createHost(
        () => open(noSealer),
        (word) => process.send?.(word),
      ),
    );
  }
  const tell = (word: ToShell): void => process.parentPort.postMessage(word);
  const sealer = createShellSealer((secret) => tell({ secret }));
  serveElectron(
    createHost(() => open(sealer), tell),
    sealer.hear,
  );
}

/** What Electron's main process says: a screen came, with its port; a reader spoke; a secret; all is over. */
export type ToEngineProcess = "attach" | { readonly reader: ReaderWord } | { readonly secret: SecretAnswer } | "close";

/** Electron hands over one port per screen; the messages themselves never pass through the main process. */
function serveElectron(host: Host, hearSecret: (answer: SecretAnswer) => void): void {
  process.parentPort.on("message", ({ data, ports: [port] }: { data: ToEngineProcess; ports: MessagePortMain[] }) => {
    if (data === "close") host.close();
    else if (data === "attach") {
      if (port !== undefined) host.attach(portLink(port));
    } else if ("secret" in data) hearSecret(data.secret);
    else host.hear(data.reader);
  });
}

function portLink(port: MessagePortMain): Link {
  return {
    post: (json) => port.postMessage(json),
    listen(hear, closed) {
      port.on("message", ({ data }) => hear(String(data)));
      port.on("close", closed);
      port.start();
    },
    close: () => port.close(),
  };
}
