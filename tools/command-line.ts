import { parseArgs, type ParseArgsConfig } from "node:util";

/** Options of a command line, or undefined after saying what is wrong with them. */
export function readOptions<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> | undefined {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof TypeError) || !("code" in error) || !String(error.code).startsWith("ERR_PARSE_ARGS")) {
      throw error;
    }
    // Node adds advice on how to pass such a text all the same; nobody here means to.
    const [cause = ""] = error.message.split(". ");
    stop(2, `Параметры не поняты: ${cause}. Список — --help`, `Options not understood: ${cause}. See --help`);
    return undefined;
  }
}

/** Says on standard error why nothing was done, and makes that the outcome of this process. */
export function stop(code: number, ...lines: readonly string[]): void {
  for (const line of lines) console.error(line);
  process.exitCode = code;
}

/** npm starts scripts in the project's folder; paths are meant from where the person stands. */
export const standing = process.env["INIT_CWD"] ?? process.cwd();
