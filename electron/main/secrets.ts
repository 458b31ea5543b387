import { safeStorage } from "electron";

type SecretOrder = { readonly id: number; readonly seal: string } | { readonly id: number; readonly open: string };

/** Seals and opens what the engine keeps secret, by the store that the system has for it. Answers null without one. */
export function serveSecrets(tell: (word: object) => void): (word: unknown) => void {
  return (word) => {
    const order = orderIn(word);
    if (order) void answer(order).then((text) => tell({ secret: { id: order.id, text } }));
  };
}

async function answer(order: SecretOrder): Promise<string | null> {
  try {
    if (!(await hasStore())) return null;
    if ("seal" in order) return (await safeStorage.encryptStringAsync(order.seal)).toString("base64");
    return (await safeStorage.decryptStringAsync(Buffer.from(order.open, "base64"))).result;
  } catch (error) {
    // Sealed by another user or machine, or a keyring that somebody keeps closed: the engine says what that means.
    console.error(`The system's store of secrets refused: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

/** `basic_text` is Chromium's own fixed password where Linux has no keyring: it protects from nobody. */
async function hasStore(): Promise<boolean> {
  if (process.platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text") return false;
  return safeStorage.isAsyncEncryptionAvailable();
}

/** The engine's process is ours and says `{secret}` as here, or what others listen to. */
function orderIn(word: unknown): SecretOrder | undefined {
  return typeof word === "object" && word !== null && "secret" in word ? (word.secret as SecretOrder) : undefined;
}
