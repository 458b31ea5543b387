import type { Ports, Terminal } from "../../core/commands/index.ts";
import type { Texts } from "../../core/text/index.ts";

/** The running parts, replaced together when damage makes the storage reopen. */
export type Running = { readonly ports: Ports; readonly terminal: Terminal; readonly texts: Texts };
