/** One numbered step of a schema. Never edited once released: a mistake is mended by the next step. */
export type Migration = { readonly version: number; readonly sql: string };
