/** Upper bounds in seconds. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 30];

export type Metrics = {
  answered(path: string, status: number, seconds: number): void;
  /** A figure that is read when somebody asks. */
  gauge(name: string, help: string, read: () => number): void;
  /** Prometheus text format 0.0.4. */
  text(): string;
};

type Times = { readonly buckets: number[]; sum: number; count: number };

export function createMetrics(): Metrics {
  const answers = new Map<string, number>();
  const times = new Map<string, Times>();
  const gauges: { readonly name: string; readonly help: string; readonly read: () => number }[] = [];
  return {
    answered(path, status, seconds) {
      const key = `path="${path}",status="${status}"`;
      answers.set(key, (answers.get(key) ?? 0) + 1);
      const taken = times.get(path) ?? { buckets: bounds.map(() => 0), sum: 0, count: 0 };
      for (const [at, bound] of bounds.entries())
        if (seconds <= bound) taken.buckets[at] = (taken.buckets[at] ?? 0) + 1;
      taken.sum += seconds;
      taken.count += 1;
      times.set(path, taken);
    },
    gauge(name, help, read) {
      gauges.push({ name, help, read });
    },
    text: () =>
      [
        "# HELP hq_answers_total Requests answered.",
        "# TYPE hq_answers_total counter",
        ...[...answers].map(([key, count]) => `hq_answers_total{${key}} ${count}`),
        "# HELP hq_answer_seconds Time to answer.",
        "# TYPE hq_answer_seconds histogram",
        ...[...times].flatMap(([path, taken]) => histogram(path, taken)),
        ...gauges.flatMap(({ name, help, read }) => [
          `# HELP ${name} ${help}`,
          `# TYPE ${name} gauge`,
          `${name} ${read()}`,
        ]),
        "",
      ].join("\n"),
  };
}

function histogram(path: string, { buckets, sum, count }: Times): string[] {
  const line = (le: string, value: number): string => `hq_answer_seconds_bucket{path="${path}",le="${le}"} ${value}`;
  return [
    ...bounds.map((bound, at) => line(String(bound), buckets[at] ?? 0)),
    line("+Inf", count),
    `hq_answer_seconds_sum{path="${path}"} ${sum}`,
    `hq_answer_seconds_count{path="${path}"} ${count}`,
  ];
}
