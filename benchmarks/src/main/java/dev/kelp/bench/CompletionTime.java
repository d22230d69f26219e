package dev.kelp.bench;

import dev.kelp.language.Completions;
import dev.kelp.language.LanguageService;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableCatalog;
import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Completion on every keystroke: queries are typed from their first character to their last over a schema of 200 tables of 30
 * columns; each sample is one call. Run it by {@code ./kelp bench CompletionTime}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class CompletionTime {
    private static final int TABLES = 200;
    private static final int COLUMNS = 30;

    private static final List<String> QUERIES = List.of(
            "Table1 | where c1 == 'x' and c2 > 5 | summarize n = count(), m = max(c2) by c1, bin(c3, 1h) | top 10 by n",
            "let recent = ago(1d);\nlet T = (Table7 | where c3 > recent | project c1, c2, when = c3);\n"
                    + "T\n| join kind=leftouter (Table9 | summarize total = sum(c2) by c1) on c1\n"
                    + "| extend share = iff(total == 0, real(null), todouble(c2) / total), day = startofday(when)\n"
                    + "| project-away c11\n| render timechart with (title='share')",
            "union Table1, Table2, (Table3 | where c1 has 'kelp' | extend c9 = tolower(c1))\n"
                    + "| mv-expand x = c4 to typeof(long)\n"
                    + "| where x in (Table5 | project c2) or isnotempty(c1)\n| make-series avg(x) on c3 step 1h by c1",
            "let f = (a: long, T: (c1: string, c2: long)) { T | where c2 > a | summarize dcount(c1) by c2 };\n"
                    + "f(5, Table20) | lookup (Table21) on c2 | sort by c2 asc | take 100");

    private final LanguageService service = LanguageService.of(new Schema(), "");
    private int query;
    private int end;

    @Benchmark
    public Completions complete() {
        if (++end > QUERIES.get(query).length()) {
            end = 0;
            query = (query + 1) % QUERIES.size();
        }
        return service.complete(QUERIES.get(query).substring(0, end), end);
    }

    private static final class Schema implements TableCatalog {
        private final List<TableDef> tables = new ArrayList<>();

        Schema() {
            KqlType[] types = {KqlType.STRING, KqlType.LONG, KqlType.DATETIME, KqlType.DYNAMIC, KqlType.REAL};
            for (int t = 1; t <= TABLES; t++) {
                List<ColumnDef> columns = new ArrayList<>();
                for (int c = 1; c <= COLUMNS; c++) {
                    columns.add(new ColumnDef(c, "c" + c, types[(c - 1) % types.length]));
                }
                tables.add(new TableDef("main", "Table" + t, t, columns, "", ""));
            }
        }

        @Override
        public List<String> databases() {
            return List.of("main");
        }

        @Override
        public Optional<String> database(String name) {
            return name.isEmpty() || name.equals("main") ? Optional.of("main") : Optional.empty();
        }

        @Override
        public List<TableDef> tables(String database) {
            return tables;
        }
    }
}
