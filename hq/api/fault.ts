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
