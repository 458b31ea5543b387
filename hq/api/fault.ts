export type FaultDetails = { readonly message: string; readonly [more: string]: unknown };

/** An answer that is no success. `code` is for programs, `message` for logs; neither holds anything personal. */
export class Fault extends Error {
  readonly status: number;
  readonly code: string;
  readonly more: object;

  constructor(status: number, code: string, { message, ...more }: FaultDetails) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

export type FaultAnswer = {
  readonly status: number;
  readonly retryAfterSeconds: number | null;
  readonly body: { readonly code: string; readonly message: string };
};

/** What is answered where something was thrown. `unforeseen` is told what nobody meant to throw. */
export function faultAnswer(error: unknown, unforeseen: (error: unknown) => void): FaultAnswer {
  if (error instanceof Fault) {
    const { status, code, message, more } = error;
    return { status, retryAfterSeconds: status === 503 ? 1 : null, body: { ...more, code, message } };
  }
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
  if (error instanceof Error && status < 500)
    return { status, retryAfterSeconds: null, body: { code: "refused", message: error.message } };
  unforeseen(error);
  return { status: 503, retryAfterSeconds: 2, body: { code: "failed", message: "try again" } };
}
