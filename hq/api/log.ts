export type Log = (
  level: "info" | "warn" | "error",
  what: string,
  more?: Readonly<Record<string, string | number>>,
) => void;

/** One JSON line each, to standard error. Callers put in neither names nor numbers of cards or people. */
export const logToStderr: Log = (level, what, more = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, what, ...more })}\n`);
};
