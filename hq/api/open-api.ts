import * as z from "zod";
import {
  EnrolAnswer,
  EnrolRequest,
  FeedAnswer,
  FeedGone,
  FeedQuery,
  HelloAnswer,
  HelloRequest,
  LeaseAnswer,
  LeaseRequest,
  PushAnswer,
  PushRequest,
  ResumeAnswer,
  RightsAnswer,
  RightsRequest,
  SnapshotAnswer,
  SnapshotManifest,
  SyncFault,
} from "../../core/sync/index.ts";
import { TrustHead, TrustText } from "../../core/trust/index.ts";

type Call = { readonly about: string; readonly input: z.ZodType; readonly output: z.ZodType; readonly signed: boolean };

const posts: Readonly<Record<string, Call>> = {
  "/v1/enrol": { about: "A one-time code makes a terminal", input: EnrolRequest, output: EnrolAnswer, signed: false },
  "/v1/hello": { about: "Where both stand", input: HelloRequest, output: HelloAnswer, signed: true },
  "/v1/push": { about: "Facts up, contiguous, stored once", input: PushRequest, output: PushAnswer, signed: true },
  "/v1/lease": { about: "A range of card numbers", input: LeaseRequest, output: LeaseAnswer, signed: true },
  "/v1/rights": { about: "Units of a quota to spend", input: RightsRequest, output: RightsAnswer, signed: true },
};

type Get = { readonly about: string; readonly output: z.ZodType; readonly parameters: readonly object[] };
const hash = { type: "string", pattern: "^[0-9a-f]{64}$" };

/** What is signed is a text in the answer: its exact letters count. Its own schemas stand in core/trust. */
const trustGets: Readonly<Record<string, Get>> = {
  "/v1/trust/head": {
    about: "Roots behind the one that the till knows, and the timestamp for this till",
    output: TrustHead,
    parameters: [{ name: "root", in: "query", required: true, schema: { type: "integer", minimum: 1 } }],
  },
  "/v1/trust/packs": { about: "The signed document of packs", output: TrustText, parameters: [] },
  "/v1/trust/lists": { about: "The signed document of catalogue and operators", output: TrustText, parameters: [] },
  "/v1/trust/file/{hash}": {
    about: "A file that a signed document names",
    output: TrustText,
    parameters: [{ name: "hash", in: "path", required: true, schema: hash }],
  },
};

/** OpenAPI 3.1 of what tills call, made from the schemas that read and check it. */
export function openApi(): object {
  const paths: Record<string, object> = {};
  const shared: Shared = {};
  for (const [path, call] of Object.entries(posts)) {
    paths[path] = {
      post: {
        summary: call.about,
        requestBody: { required: true, content: json(shared, call.input, "input") },
        responses: { ...answers(shared, call.output), ...(path === "/v1/push" ? stands(shared) : {}) },
        ...(call.signed ? { security: [{ terminal: [] }] } : {}),
      },
    };
  }
  paths["/v1/feed"] = {
    get: {
      summary: "Lines behind a cursor; waits for one when asked to",
      parameters: parametersOf(FeedQuery.shape),
      responses: {
        ...answers(shared, FeedAnswer),
        "410": { description: "The cursor is older than what is kept", content: json(shared, FeedGone, "output") },
      },
      security: [{ terminal: [] }],
    },
  };
  for (const [path, { about, output, parameters }] of Object.entries(trustGets)) {
    const responses = answers(shared, output);
    paths[path] = { get: { summary: about, parameters, responses, security: [{ terminal: [] }] } };
  }
  Object.assign(paths, snapshotPaths(shared));
  const terminal = {
    type: "apiKey",
    in: "header",
    name: "x-signature",
    description: "Ed25519 over terminal, method, path, body hash, nonce and time; with x-terminal, x-nonce and x-time",
  };
  return {
    openapi: "3.1.0",
    info: { title: "Discount Terminal head office", version: "1" },
    paths,
    components: { securitySchemes: { terminal }, schemas: shared },
  };
}

function snapshotPaths(shared: Shared): object {
  const fault = json(shared, SyncFault, "output");
  const security = [{ terminal: [] }];
  const { schema } = json(shared, SnapshotManifest, "output")["application/json"];
  shared["SnapshotManifest"] = schema;
  const bytes = { "application/octet-stream": { schema: { type: "string", format: "binary" } } };
  const header = (name: string) => ({ name, in: "header", required: false, schema: { type: "string" } });
  return {
    "/v1/snapshot": {
      get: {
        summary: "The newest snapshot of all cards; `manifest` is the text of a SnapshotManifest",
        responses: { ...answers(shared, SnapshotAnswer), "404": { description: "None yet", content: fault } },
        security,
      },
    },
    "/v1/files/{name}": {
      get: {
        summary: "The file that a manifest names, whole or by ranges; it never changes",
        parameters: [
          { name: "name", in: "path", required: true, schema: { type: "string" } },
          header("range"),
          header("if-range"),
          header("if-none-match"),
        ],
        responses: {
          "200": { description: "All of it", content: bytes },
          "206": { description: "The range", content: bytes },
          "304": { description: "What the asker has" },
          "404": { description: "Not kept any more: ask for the manifest again", content: fault },
          "416": { description: "The file is shorter", content: fault },
        },
        security,
      },
    },
  };
}

/** Schemas that refer to themselves, under the names that references use. */
type Shared = Record<string, unknown>;

type JsonContent = { readonly "application/json": { readonly schema: unknown } };

function json(shared: Shared, schema: z.ZodType, io: "input" | "output"): JsonContent {
  const { $defs = {}, ...made } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  // In this document a reference starts at its root, not at the schema's.
  const moved = (part: unknown): unknown =>
    JSON.parse(JSON.stringify(part).replaceAll('"#/$defs/', '"#/components/schemas/'));
  for (const [name, part] of Object.entries($defs)) shared[name] = moved(part);
  return { "application/json": { schema: moved(made) } };
}

function answers(shared: Shared, output: z.ZodType): object {
  return {
    "200": { description: "Done", content: json(shared, output, "output") },
    default: { description: "Not done", content: json(shared, SyncFault, "output") },
  };
}

/** Of a push that could not be taken: where head office stands. */
function stands(shared: Shared): object {
  const content = json(shared, ResumeAnswer, "output");
  return {
    "409": { description: "Go on from here", content },
    "422": { description: "Kept for a person to look at", content },
  };
}

function parametersOf(shape: Readonly<Record<string, z.ZodType>>): object[] {
  return Object.entries(shape).map(([name, field]) => ({
    name,
    in: "query",
    required: !field.safeParse(undefined).success,
    schema: z.toJSONSchema(field, { io: "input", unrepresentable: "any" }),
  }));
}
