package dev.kelp.kernel.sql;

import dev.kelp.kernel.cell.CellLanguage;
import dev.kelp.kernel.execute.CellFailure;
import dev.kelp.kernel.execute.CellOutput;
import dev.kelp.kernel.kql.EngineCall;
import dev.kelp.kernel.session.Result;
import dev.kelp.kernel.session.Session;

/** DuckDB's SQL: one query, in which the tables of the database in use are views. */
public final class SqlCells implements CellLanguage {
    private final Session session;

    public SqlCells(Session session) {
        this.session = session;
    }

    @Override
    public void run(String body, CellOutput output) throws CellFailure {
        for (Result result :
                EngineCall.of(output, (progress, cancellation) -> session.askSql(body, progress, cancellation))) {
            output.result(result.view());
        }
    }
}
