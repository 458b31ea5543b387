import type { FastifyInstance } from "fastify";
import * as z from "zod";
import { createIdentify, Fault, parse } from "../api/index.ts";
import type { Terminal } from "../ledger/index.ts";
import { readFile } from "./files.ts";
import { listsText, trustHead, type TrustHouse } from "./hand-out.ts";
import { newestDocument } from "./roots.ts";

const HeadQuery = z.strictObject({ root: z.coerce.number().pipe(z.int().min(1)) });
const FileParams = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** What tills fetch of signed documents and files, on a gateway that does not listen yet. Signed by the till as all. */
export function serveTrust(gateway: FastifyInstance, house: TrustHouse): void {
  const { sql, now } = house;
  const identify = createIdentify(sql);
  const get = (path: string, answer: (terminal: Terminal, given: unknown) => Promise<object>) => {
    gateway.get(path, async (request) => {
      const { method, url, headers, params, query } = request;
      const terminal = await identify({ method, url, headers, body: Buffer.alloc(0) }, now());
      return answer(terminal, path.includes(":") ? params : query);
    });
  };
  get("/v1/trust/head", (terminal, query) => trustHead(house, terminal, parse(HeadQuery, query).root));
  get("/v1/trust/packs", async () => {
    const found = await newestDocument(sql, "packs");
    if (!found) throw new Fault(404, "unknown", { message: "nothing was published yet" });
    return { text: found.content };
  });
  get("/v1/trust/lists", async (terminal) => ({ text: (await listsText(house, terminal)).text }));
  get("/v1/trust/file/:hash", async (_, params) => {
    const text = await readFile(sql, parse(FileParams, params).hash);
    if (text === undefined) throw new Fault(404, "unknown", { message: "no file of this hash" });
    return { text };
  });
}
