package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code scan declare (n: long = 0) with (step s: condition => n = s.n + 1;)}: rows matched to the steps of sequences (R161). The
 * machine itself is {@link ScanMachine}.
 */
record Scan(Cursor.@Nullable Name matchId, List<Declared> declared, List<Step> steps, Span span) implements Operator {

    /** A column that steps compute. */
    record Declared(Expr.ColumnSyntax column, @Nullable Expr defaultValue) {}

    /** When a step's rows come out. */
    enum Output {
        ALL,
        LAST,
        NONE
    }

    record Step(Cursor.Name name, Output output, Expr condition, List<Expr.Item> assignments) {}

    static Scan parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings = OperatorParameters.parse(cursor, "kind", "with_match_id");
        if (settings.get("kind", "partial").equals("full")) {
            throw Problem.NOT_SUPPORTED.at(settings.span("kind", word.span()), "scan kind=full");
        }
        List<Declared> declared = new ArrayList<>();
        if (cursor.accept("declare")) {
            cursor.expect("(");
            do {
                int start = cursor.mark();
                Cursor.Name name = exprs.columnName();
                cursor.expect(":");
                KqlType type = exprs.type();
                Expr.ColumnSyntax column = new Expr.ColumnSyntax(name.text(), type, cursor.since(start));
                declared.add(new Declared(column, cursor.accept("=") ? exprs.expr() : null));
            } while (cursor.accept(","));
            cursor.expect(")");
        }
        cursor.expect("with");
        cursor.expect("(");
        List<Step> steps = new ArrayList<>();
        do {
            steps.add(step(cursor, exprs));
        } while (cursor.accept(";") && !cursor.at(")"));
        Span end = cursor.expect(")").span();
        return new Scan(
                settings.values().get("with_match_id"),
                declared,
                steps,
                word.span().to(end));
    }

    private static Step step(Cursor cursor, ExprParser exprs) {
        cursor.expect("step");
        Cursor.Name name = exprs.columnName();
        Output output = Output.ALL;
        // The analyser's grammar has an 'optional' here too, which no documentation explains.
        if (cursor.accept("output")) {
            cursor.expect("=");
            output = cursor.accept("all")
                    ? Output.ALL
                    : cursor.accept("last") ? Output.LAST : cursor.accept("none") ? Output.NONE : null;
            if (output == null) {
                throw cursor.expected("all, last or none");
            }
        }
        cursor.expect(":");
        Expr condition = exprs.expr();
        List<Expr.Item> assignments = new ArrayList<>();
        if (cursor.accept("=>")) {
            do {
                int start = cursor.mark();
                Cursor.Name column = exprs.columnName();
                cursor.expect("=");
                assignments.add(new Expr.Item(List.of(column), exprs.expr(), cursor.since(start)));
            } while (cursor.accept(","));
        }
        return new Step(name, output, condition, assignments);
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        Map<String, Scalar> defaults = defaults(input, binder);
        RowContext row = binder.row(input);
        Column number =
                ((Scalar.Ref) row.window(Plan.WindowKind.ROW_NUMBER, KqlType.LONG, List.of(), List.of())).column();
        // Conditions see rows in no order: window functions have no meaning inside a scan.
        Relation plain = Relation.of(input.plan(), input.columns());
        List<ScanStep> bound = new ArrayList<>();
        Map<String, Integer> earlier = new LinkedHashMap<>();
        for (Step step : steps) {
            if (earlier.putIfAbsent(step.name().text(), bound.size()) != null) {
                throw Problem.DUPLICATE_NAME.at(step.name().span(), step.name().text());
            }
            bound.add(ScanStep.bind(step, plain, defaults, earlier, row, binder));
        }
        Column match = null;
        if (matchId != null) {
            String name = matchId.text();
            if (input.column(name).isPresent() || defaults.containsKey(name)) {
                throw Problem.DUPLICATE_COLUMN.at(matchId.span(), name);
            }
            match = binder.column(name, KqlType.LONG);
        }
        return new ScanMachine(binder, span, input, defaults, bound, match).over(row.plan(), number);
    }

    private Map<String, Scalar> defaults(Relation input, Binder binder) {
        Map<String, Scalar> defaults = new LinkedHashMap<>();
        for (Declared d : declared) {
            Expr.ColumnSyntax column = d.column();
            Scalar value = d.defaultValue() == null
                    ? new Scalar.Literal(column.type(), null)
                    : binder.scalar(d.defaultValue(), binder.row(binder.oneRow()), column.type(), "The default");
            if (!(value instanceof Scalar.Literal)) {
                throw Problem.MUST_BE_CONSTANT.at(column.span(), "The default of '" + column.name() + "'");
            }
            if (input.column(column.name()).isPresent() || defaults.putIfAbsent(column.name(), value) != null) {
                throw Problem.DUPLICATE_COLUMN.at(column.span(), column.name());
            }
        }
        return defaults;
    }
}
