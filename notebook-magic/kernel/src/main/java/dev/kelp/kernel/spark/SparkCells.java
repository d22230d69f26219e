package dev.kelp.kernel.spark;

import dev.kelp.kernel.cell.CellLanguage;
import dev.kelp.kernel.display.Table;
import dev.kelp.kernel.execute.CellFailure;
import dev.kelp.kernel.execute.CellOutput;
import dev.kelp.kernel.session.Result;
import dev.kelp.kernel.session.Session;
import dev.kelp.tables.TableDef;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/**
 * Spark SQL. The tables of the database in use are views of the {@code kelp} data source, the last result is the view
 * {@code last}.
 */
public final class SparkCells implements CellLanguage {
    private final Session session;
    private final SparkRuntime runtime;
    private final CellClasses cells;

    /** The loader of the classes of Java cells. */
    @FunctionalInterface
    public interface CellClasses {
        ClassLoader loader() throws CellFailure;
    }

    public SparkCells(Session session, SparkRuntime runtime, CellClasses cells) {
        this.session = session;
        this.runtime = runtime;
        this.cells = cells;
    }

    @Override
    public void run(String body, CellOutput output) throws CellFailure {
        SparkSession spark = runtime.session(cells.loader());
        runtime.refresh();
        String group = UUID.randomUUID().toString();
        output.onInterrupt(() -> spark.sparkContext().cancelJobGroup(group));
        spark.sparkContext().setJobGroup(group, "cell", true);
        try {
            registerTables(body, spark);
            List<String> statements = statements(body);
            for (int i = 0; i < statements.size(); i++) {
                run(statements.get(i), spark, output, i == statements.size() - 1);
            }
        } catch (Exception e) {
            throw output.isInterrupted() ? CellFailure.interrupted() : failure(e);
        } finally {
            spark.sparkContext().clearJobGroup();
        }
    }

    private void run(String statement, SparkSession spark, CellOutput output, boolean last) {
        long start = System.nanoTime();
        Table table = SparkFrames.table(spark.sql(statement));
        Result result = new Result(table, null, System.nanoTime() - start);
        if (table.schema().size() == 0) {
            return;
        }
        session.remember(result);
        if (last) {
            output.result(result.view());
        } else {
            output.display(result.view());
        }
    }

    /** A view for each table that the text names. */
    private void registerTables(String body, SparkSession spark) {
        for (TableDef table : session.tables()) {
            if (Pattern.compile("\\b" + Pattern.quote(table.name()) + "\\b")
                    .matcher(body)
                    .find()) {
                spark.read()
                        .format("kelp")
                        .option("path", session.data().toString())
                        .option("database", table.database())
                        .option("table", table.name())
                        .load()
                        .createOrReplaceTempView("`" + table.name() + "`");
            }
        }
    }

    /** Statements end at a semicolon that ends a line. */
    private static List<String> statements(String body) {
        List<String> statements = new ArrayList<>();
        for (String part : body.split(";[ \\t]*(\\n|$)")) {
            if (!part.isBlank()) {
                statements.add(part);
            }
        }
        return statements;
    }

    private static CellFailure failure(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return CellFailure.of(e.getClass().getSimpleName(), String.valueOf(cause.getMessage()));
    }
}
