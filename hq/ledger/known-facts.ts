import type { Sql } from "./sql.ts";

type Place = { readonly terminal: string; readonly generation: string };
type Fact = { readonly seq: number; readonly fact: string };

/** A till that lives through more lives or names than this is looked at by a person. */
const maxLives = 100;
const maxNames = 20;

/**
 * Which of these facts were taken over already in an earlier life of the same journal, or under another name of the
 * same till: one whose data were put back from a copy, or that was enrolled anew, sends all of it again, and what it
 * did then must not be done once more. A name that a till only claims does no harm: the facts have to be the same.
 */
export async function knownFacts(sql: Sql, place: Place, facts: readonly Fact[]): Promise<ReadonlySet<number>> {
  const [first, last] = [facts[0]?.seq ?? 0, facts.at(-1)?.seq ?? 0];
  const texts = new Map(facts.map(({ seq, fact }) => [seq, fact]));
  const known = new Set<number>();
  for (const life of await livesBefore(sql, place)) {
    const rows = await sql.query<Fact>(
      "SELECT seq, fact FROM event WHERE terminal_id = $1 AND gen = $2 AND seq BETWEEN $3 AND $4",
      [life.terminal, life.generation, first, Math.min(last, life.taken)],
    );
    for (const { seq, fact } of rows) if (texts.get(seq) === fact) known.add(seq);
  }
  return known;
}

/** Whether this life was left for another: nobody but a copy of the till can still speak in it. */
export async function wasLeft(sql: Sql, { terminal, generation }: Place): Promise<boolean> {
  const rows = await sql.query("SELECT 1 FROM event WHERE terminal_id = $1 AND gen = $2 LIMIT 1", [
    terminal,
    generation,
  ]);
  return rows.length > 0;
}

type Life = Place & { readonly taken: number };
type Name = {
  readonly terminal: string;
  readonly before: string | null;
  readonly generation: string;
  readonly projected: number;
};

/** The other lives, and how far each is taken over: the newest of a name perhaps not to its end. */
async function livesBefore(sql: Sql, { terminal, generation }: Place): Promise<Life[]> {
  const lives: Life[] = [];
  for (const name of await namesOf(sql, terminal)) {
    for (const gen of await livesOf(sql, name.terminal)) {
      if (name.terminal === terminal && gen === generation) continue;
      const taken = gen === name.generation ? name.projected : Number.MAX_SAFE_INTEGER;
      lives.push({ terminal: name.terminal, generation: gen, taken });
    }
  }
  return lives;
}

/** The till's own name, those it had before, and those that a copy of it took. */
async function namesOf(sql: Sql, terminal: string): Promise<Iterable<Name>> {
  const names = new Map<string, Name>();
  const asked: string[] = [terminal];
  for (let next = asked.shift(); next !== undefined && names.size < maxNames; next = asked.shift()) {
    const found = await sql.query<Name>(
      `SELECT terminal_id AS terminal, before_id AS before, generation, projected FROM terminal
       WHERE terminal_id = $1 OR before_id = $1`,
      [next],
    );
    for (const name of found) {
      if (names.has(name.terminal)) continue;
      names.set(name.terminal, name);
      asked.push(name.terminal);
      if (name.before !== null) asked.push(name.before);
    }
  }
  return names.values();
}

/** From one life to the next along the key, whatever number of facts stands between. */
async function livesOf(sql: Sql, terminal: string): Promise<string[]> {
  const lives: string[] = [];
  let after = "";
  while (lives.length < maxLives) {
    const [next] = await sql.query<{ gen: string }>(
      "SELECT gen FROM event WHERE terminal_id = $1 AND gen > $2 ORDER BY gen LIMIT 1",
      [terminal, after],
    );
    if (!next) break;
    after = next.gen;
    lives.push(after);
  }
  return lives;
}
