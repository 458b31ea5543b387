import type { Sql } from "./sql.ts";

type Place = { readonly terminal: string; readonly generation: string };
type Fact = { readonly seq: number; readonly fact: string };

/** A terminal that lives through more lives than this is looked at by a person. */
const maxLives = 100;

/**
 * Which of these facts were stored in an earlier life of the same journal: a till whose data were put back from a copy
 * sends all of it again, and what it did then must not be done once more.
 */
export async function knownFacts(sql: Sql, place: Place, facts: readonly Fact[]): Promise<ReadonlySet<number>> {
  const [first, last] = [facts[0]?.seq ?? 0, facts.at(-1)?.seq ?? 0];
  const texts = new Map(facts.map(({ seq, fact }) => [seq, fact]));
  const known = new Set<number>();
  for (const gen of await livesBefore(sql, place)) {
    const rows = await sql.query<Fact>(
      "SELECT seq, fact FROM event WHERE terminal_id = $1 AND gen = $2 AND seq BETWEEN $3 AND $4",
      [place.terminal, gen, first, last],
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

/** From one name to the next along the key, whatever number of facts stands between. */
async function livesBefore(sql: Sql, { terminal, generation }: Place): Promise<string[]> {
  const lives: string[] = [];
  let after = "";
  while (lives.length < maxLives) {
    const [next] = await sql.query<{ gen: string }>(
      "SELECT gen FROM event WHERE terminal_id = $1 AND gen > $2 ORDER BY gen LIMIT 1",
      [terminal, after],
    );
    if (!next) break;
    after = next.gen;
    if (next.gen !== generation) lives.push(next.gen);
  }
  return lives;
}
