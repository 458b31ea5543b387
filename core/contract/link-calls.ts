import { z } from "../kernel/index.ts";
import { SyncView } from "./link-view.ts";

const none = z.object({}).strict();

/** Calls about the link to head office. */
export const linkCalls = {
  getSync: { input: none, output: SyncView, about: "The link to head office: state, what waits, what is limited" },
  enrolTerminal: {
    input: z.object({ url: z.string().trim().min(1).max(200), code: z.string().trim().min(1).max(40) }).strict(),
    output: SyncView,
    about: "Make this till one of head office's, by its address and a one-time code",
  },
  syncNow: { input: none, output: SyncView, about: "Exchange with head office at once; answers when it is done" },
} as const;
