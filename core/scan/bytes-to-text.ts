/** Text of a reader's bytes: UTF-8 where they are valid UTF-8, else Latin-1, so that no byte is lost. */
export function bytesToText(bytes: Uint8Array): string {
  return utf8(bytes) ?? Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** Strict UTF-8 (RFC 3629): overlong forms, surrogates and broken sequences are none. */
function utf8(bytes: Uint8Array): string | null {
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    const tail = bytes.subarray(at + 1, at + length);
    if (length === 0 || tail.length !== length - 1 || !tail.every((byte) => (byte & 0xc0) === 0x80)) return null;
    const point = tail.reduce(
      (sum, byte) => (sum << 6) | (byte & 0x3f),
      length === 1 ? first : first & (0x7f >> length),
    );
    const smallest = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
    if (point < smallest || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return null;
    text += String.fromCodePoint(point);
    at += length;
  }
  return text;
}
