// The package for `require`: the same module, loaded when it is first needed.

const load = () => import("./node.js");

exports.analyze = async (inputs, options) => (await load()).analyze(inputs, options);

exports.createAnalyzer = (options) => {
  const analyzer = load().then((module) => module.createAnalyzer(options));
  analyzer.catch(() => {}); // told by whatever is asked first
  const ask = (name) => async (...given) => (await analyzer)[name](...given);
  return { analyze: ask("analyze"), add: ask("add"), report: ask("report"), dispose: () => void ask("dispose")().catch(() => {}) };
};
