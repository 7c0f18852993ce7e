import { analyze, createAnalyzer, type Analyzer, type Entity, type Input, type Report } from "dossier-analyzer";

const frozen: readonly Input[] = Object.freeze(["President Hassan Rouhani paid $5 million.", { name: "b.txt", text: "He left.", date: "2022-01-19" }]);
const only = ["entities", "figures"] as const;

/** Who is named most, and what is claimed of them. */
async function main(): Promise<string[]> {
  const report: Report = await analyze(frozen, { only, offsets: "chars", withText: true, signal: new AbortController().signal });
  const first: Entity | undefined = report.entities[0];
  const claimed = report.documents.flatMap(({ figures, inputs }) =>
    figures.filter((figure) => figure.of?.entity === first?.id).map((figure) => `${inputs[0] ?? ""}: ${figure.text}`));
  const days = report.timeline.map(({ from, to }) => `${from ?? "?"}/${to ?? "?"}`);

  const analyzer: Analyzer = createAnalyzer({ readers: true, wasm: new URL("https://cdn.example/core_bg.wasm") });
  const added = await analyzer.add(new Set(["One.", "Two."]), { wholePages: true });
  const again = await analyzer.report({ offsets: "utf16" });
  analyzer.dispose();
  return [...claimed, ...days, String(added.documents), ...again.skipped.map(({ reason }) => reason)];
}

void main();
