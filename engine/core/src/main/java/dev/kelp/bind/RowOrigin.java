package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.OriginColumn;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The functions that tell where a row came from. Their columns are laid from the scan up to the row, through whatever keeps rows as
 * they are; above anything else, an aggregation or a join, no row comes from one place.
 */
final class RowOrigin {
    private static final String NO_EXTENT = "00000000-0000-0000-0000-000000000000";

    private final Binder binder;
    private final RowContext row;

    RowOrigin(Binder binder, RowContext row) {
        this.binder = binder;
        this.row = row;
    }

    Scalar bind(Expr.Call call) {
        boolean cursor = call.function().startsWith("cursor_");
        SpecialCalls.count(call, cursor ? 1 : 0, cursor ? 1 : 0);
        return switch (call.function()) {
            case "ingestion_time" ->
                find(OriginColumn.INGESTION_TIME).orElseGet(() -> new Scalar.Literal(KqlType.DATETIME, null));
            case "extent_id", "extentid" ->
                find(OriginColumn.EXTENT_ID).orElseGet(() -> new Scalar.Literal(KqlType.GUID, NO_EXTENT));
            case "extent_tags" -> find(OriginColumn.TAGS).orElseGet(() -> new Scalar.Literal(KqlType.DYNAMIC, null));
            case "row_id" -> find(OriginColumn.ROW).orElseGet(() -> new Scalar.Literal(KqlType.LONG, null));
            default -> cursor(call);
        };
    }

    private Scalar cursor(Expr.Call call) {
        String cursor = binder.constantText(call.arguments().get(0).expr(), "A cursor");
        boolean after = call.function().equals("cursor_after");
        Scalar snapshot = find(OriginColumn.SNAPSHOT).orElseThrow(() -> Problem.SEMANTIC
                .at(call.span(), call.function() + "() can only be asked of rows of a table.")
                .hint("Put it before summarize, join and the like."));
        if (cursor.isEmpty()) {
            return new Scalar.Literal(KqlType.BOOL, true);
        }
        if (cursor.length() < 19 && cursor.chars().allMatch(c -> c >= '0' && c <= '9')) {
            Scalar number = new Scalar.Literal(KqlType.LONG, Long.parseLong(cursor));
            return ExprBinder.compare(after ? ">" : "<=", snapshot, number, call.span());
        }
        Long ticks = Ticks.parse(cursor);
        Optional<Scalar> time = find(OriginColumn.INGESTION_TIME);
        if (ticks == null || time.isEmpty()) {
            throw Problem.SEMANTIC
                    .at(call.arguments().get(0).span(), "'" + cursor + "' is no cursor.")
                    .hint("A cursor is a text that cursor_current() gave, a datetime or empty.");
        }
        return ExprBinder.compare(
                after ? ">" : "<=", time.get(), new Scalar.Literal(KqlType.DATETIME, ticks), call.span());
    }

    private Optional<Scalar> find(OriginColumn origin) {
        return laid(row.plan(), origin).map(laid -> {
            row.over(laid.plan());
            return new Scalar.Ref(laid.column());
        });
    }

    /** A plan that yields the column, too. */
    private record Laid(Plan plan, Column column) {}

    private Optional<Laid> laid(Plan plan, OriginColumn origin) {
        if (plan instanceof Plan.Scan scan) {
            // Rows of a history come from several places.
            return scan.table().changes() != null ? Optional.empty() : Optional.of(scan(scan, origin.column()));
        } else if (plan instanceof Plan.Filter filter) {
            return laid(filter.input(), origin)
                    .map(l -> new Laid(new Plan.Filter(l.plan(), filter.predicate()), l.column()));
        } else if (plan instanceof Plan.Limit limit) {
            return laid(limit.input(), origin)
                    .map(l -> new Laid(new Plan.Limit(l.plan(), limit.count(), limit.order()), l.column()));
        } else if (plan instanceof Plan.Window window) {
            return laid(window.input(), origin)
                    .map(l -> new Laid(new Plan.Window(l.plan(), window.columns()), l.column()));
        } else if (plan instanceof Plan.Unnest unnest) {
            return laid(unnest.input(), origin)
                    .map(l -> new Laid(new Plan.Unnest(l.plan(), unnest.items(), unnest.position()), l.column()));
        } else if (plan instanceof Plan.Project project) {
            return laid(project.input(), origin).map(l -> project(project, l));
        } else if (plan instanceof Plan.Union union) {
            return union(union, origin);
        }
        return Optional.empty();
    }

    private Laid scan(Plan.Scan scan, ColumnDef stored) {
        for (Plan.ScanColumn column : scan.columns()) {
            if (column.stored().id() == stored.id()) {
                return new Laid(scan, column.column());
            }
        }
        Column column = binder.column(stored.name(), stored.type());
        List<Plan.ScanColumn> columns = new ArrayList<>(scan.columns());
        columns.add(new Plan.ScanColumn(column, stored));
        return new Laid(new Plan.Scan(scan.table(), columns, scan.predicates()), column);
    }

    private static Laid project(Plan.Project project, Laid input) {
        if (project.output().contains(input.column())) {
            return new Laid(new Plan.Project(input.plan(), project.columns()), input.column());
        }
        List<Plan.Assign> columns = new ArrayList<>(project.columns());
        columns.add(new Plan.Assign(input.column(), new Scalar.Ref(input.column())));
        return new Laid(new Plan.Project(input.plan(), columns), input.column());
    }

    private Optional<Laid> union(Plan.Union union, OriginColumn origin) {
        List<Plan> inputs = new ArrayList<>();
        List<List<Column>> columns = new ArrayList<>();
        for (int i = 0; i < union.inputs().size(); i++) {
            Optional<Laid> laid = laid(union.inputs().get(i), origin);
            if (laid.isEmpty()) {
                return Optional.empty();
            }
            inputs.add(laid.get().plan());
            List<Column> from = new ArrayList<>(union.columns().get(i));
            from.add(laid.get().column());
            columns.add(from);
        }
        Column column = binder.column(origin.column().name(), origin.column().type());
        List<Column> output = new ArrayList<>(union.output());
        output.add(column);
        return Optional.of(new Laid(new Plan.Union(inputs, columns, output), column));
    }
}
