// Kusto's own analyser as a filter: a JSON line {"query", "tables"} in, a line {"ok", "errors", "columns", "open"} out.
// The package is C# compiled to JavaScript for a runtime that puts its names into the global object.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const folder = path.dirname(require.resolve("@kusto/language-service-next/package.json", { paths: [process.cwd()] }));
for (const file of ["bridge.min.js", "Kusto.Language.Bridge.min.js"]) {
  vm.runInThisContext(fs.readFileSync(path.join(folder, file), "utf8"), { filename: file });
}
const language = globalThis.Kusto.Language;
const symbols = language.Symbols;
const list = (items) => (items == null ? [] : globalThis.Bridge.toArray(items));

const globals = new Map();

function stateOf(tables) {
  const key = JSON.stringify(tables);
  if (!globals.has(key)) {
    const members = Object.entries(tables).map(([name, columns]) => {
      const typed = columns.map(
        ([column, type]) => new symbols.ColumnSymbol(column, symbols.ScalarTypes.GetSymbol(type), null, null, null, null),
      );
      return new symbols.TableSymbol.$ctor4(name, typed);
    });
    const database = new symbols.DatabaseSymbol.ctor("db", members);
    const cluster = new symbols.ClusterSymbol.ctor("local", [database]);
    globals.set(key, language.GlobalState.Default.WithCluster(cluster).WithDatabase(database).WithCache());
  }
  return globals.get(key);
}

function analyse(question) {
  const code = language.KustoCode.ParseAndAnalyze(question.query, stateOf(question.tables));
  const errors = list(code.GetDiagnostics())
    .filter((d) => d.Severity === "Error")
    .map((d) => ({ code: d.Code, message: d.Message, start: d.Start }));
  const result = code.ResultType;
  const isTable = result != null && globalThis.Bridge.is(result, symbols.TableSymbol);
  return {
    ok: errors.length === 0,
    errors,
    columns: isTable ? list(result.Columns).map((c) => [c.Name, c.Type ? c.Type.Name : "unknown"]) : null,
    open: isTable && Boolean(result.IsOpen),
  };
}

require("readline")
  .createInterface({ input: process.stdin, crlfDelay: Infinity })
  .on("line", (line) => {
    const question = JSON.parse(line);
    let answer;
    try {
      answer = analyse(question);
    } catch (e) {
      answer = { ok: false, errors: [{ code: "CRASH", message: String(e.message), start: 0 }], columns: null, open: false };
    }
    process.stdout.write(JSON.stringify({ query: question.query, ...answer }) + "\n");
  });
