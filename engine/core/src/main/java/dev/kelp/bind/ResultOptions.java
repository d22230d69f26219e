package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** What options make of a query's results (R194). */
final class ResultOptions {
    private final Binder binder;
    private final Session session;

    ResultOptions(Binder binder) {
        this.binder = binder;
        this.session = binder.session();
    }

    List<Relation> applied(List<Relation> results, Span span) {
        return results.stream().map(r -> applied(r, span)).toList();
    }

    private Relation applied(Relation result, Span span) {
        Long columns = session.number("maxoutputcolumns");
        if (columns != null && result.columns().size() > columns) {
            throw Problem.LIMITS.at(
                    span,
                    "The result has " + result.columns().size() + " columns, more than the " + columns
                            + " that maxoutputcolumns allows.");
        }
        if (session.isOn("query_results_apply_getschema")) {
            return binder.schema(result);
        }
        Long records = session.number("query_take_max_records");
        return records == null
                ? result
                : result.over(new Plan.Limit(result.plan(), Math.max(0, records), result.order()), result.columns());
    }

    /** A table's columns as rows. */
    static Relation schema(Relation table, Binder binder) {
        List<Column> columns = List.of(
                binder.column("ColumnName", KqlType.STRING),
                binder.column("ColumnOrdinal", KqlType.INT),
                binder.column("DataType", KqlType.STRING),
                binder.column("ColumnType", KqlType.STRING));
        List<List<Scalar>> rows = new ArrayList<>();
        for (Column column : table.columns()) {
            rows.add(List.of(
                    new Scalar.Literal(KqlType.STRING, column.name()),
                    new Scalar.Literal(KqlType.INT, rows.size()),
                    new Scalar.Literal(KqlType.STRING, column.type().clr()),
                    new Scalar.Literal(KqlType.STRING, column.type().kql())));
        }
        return binder.values(columns, rows);
    }
}
