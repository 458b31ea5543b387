/** Text of a file: UTF-8, or windows-1251 where the bytes are no UTF-8, as a Russian Excel saves CSV. */
export async function readTextFile(file: Blob): Promise<string> {
  return decodeText(new Uint8Array(await file.arrayBuffer()));
}

export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder("windows-1251").decode(bytes);
    throw error;
  }
}
