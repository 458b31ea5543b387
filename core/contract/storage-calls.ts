import { z } from "../kernel/index.ts";
import { SessionView } from "./session-view.ts";

const none = z.object({}).strict();

/** Calls about packs and the files of the till. */
export const storageCalls = {
  installPack: {
    input: z.object({ json: z.string().max(5_000_000) }).strict(),
    output: SessionView,
    about: "Check and install a pack: a programme that sells becomes the terminal's, others apply beside it",
  },
  verifyJournal: {
    input: none,
    output: z.object({ events: z.int(), ok: z.boolean(), brokenAt: z.int().nullable(), head: z.string() }),
    about: "Walk the hash chain of the journal",
  },
  backUp: {
    input: z.object({ file: z.string().max(1024).optional() }).strict(),
    output: z.object({ file: z.string(), bytes: z.int() }),
    about: "Write a verified backup",
  },
} as const;
