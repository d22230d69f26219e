package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan.WindowKind;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** Lowers the functions over serialized rows to window columns (R158 to R160). */
final class WindowBinder {
    private static final Scalar ONE = new Scalar.Literal(KqlType.LONG, 1L);
    private static final Scalar ZERO = new Scalar.Literal(KqlType.LONG, 0L);

    private final Binder binder;
    private final RowContext row;
    private final ExprBinder exprs;

    WindowBinder(Binder binder, RowContext row, ExprBinder exprs) {
        this.binder = binder;
        this.row = row;
        this.exprs = exprs;
    }

    Scalar bind(Expr.Call call) {
        if (!row.relation().serialized()) {
            throw Problem.NOT_SERIALIZED.at(call.span(), call.function()).hint("Put sort, or serialize, before it.");
        }
        List<Scalar> arguments = new ArrayList<>();
        call.arguments().forEach(item -> arguments.add(exprs.bind(item.expr())));
        Span span = call.span();
        return switch (call.function()) {
            case "row_number" -> rowNumber(arguments, span);
            case "prev" -> neighbour(WindowKind.LAG, call, arguments);
            case "next" -> neighbour(WindowKind.LEAD, call, arguments);
            case "row_cumsum" -> runningSum(call, arguments);
            case "row_window_session" -> new SessionWindow(binder, row).bind(call, arguments);
            case "row_rank" -> olderRank(call, arguments);
            case "row_rank_dense" -> rank(call, arguments, true);
            case "row_rank_min" -> rank(call, arguments, false);
            default -> throw Problem.NOT_SUPPORTED.at(span, call.function() + "()");
        };
    }

    private Scalar rowNumber(List<Scalar> arguments, Span span) {
        if (arguments.size() > 2) {
            throw Problem.ARGUMENT_COUNT.at(span, "row_number", "0 to 2 arguments", arguments.size());
        }
        Scalar start = arguments.isEmpty() ? ONE : arguments.get(0);
        Scalar number = row.window(WindowKind.ROW_NUMBER, KqlType.LONG, List.of(), partition(arguments, 1, span));
        return start.equals(ONE)
                ? number
                : ExprBinder.call("+", List.of(number, ExprBinder.call("-", List.of(start, ONE), span)), span);
    }

    private Scalar neighbour(WindowKind kind, Expr.Call call, List<Scalar> arguments) {
        Span span = call.span();
        if (arguments.isEmpty() || arguments.size() > 3) {
            throw Problem.ARGUMENT_COUNT.at(span, call.function(), "1 to 3 arguments", arguments.size());
        }
        Scalar value = arguments.get(0);
        Scalar offset = arguments.size() > 1 ? arguments.get(1) : ONE;
        if (!(offset instanceof Scalar.Literal literal) || !(literal.value() instanceof Number n)) {
            throw Problem.MUST_BE_CONSTANT.at(
                    call.arguments().get(1).span(), "The offset of " + call.function() + "()");
        }
        if (n.longValue() < 1) {
            throw Problem.SEMANTIC.at(
                    call.arguments().get(1).span(), "The offset of " + call.function() + "() must be at least 1.");
        }
        Scalar otherwise = new Scalar.Literal(value.type(), null);
        if (arguments.size() == 3) {
            if (!(arguments.get(2) instanceof Scalar.Literal)) {
                throw Problem.MUST_BE_CONSTANT.at(
                        call.arguments().get(2).span(), "The default of " + call.function() + "()");
            }
            KqlType given = arguments.get(2).type();
            if (!Conversions.isCastable(given, value.type())) {
                throw Problem.WRONG_TYPE.at(
                        call.arguments().get(2).span(),
                        "The default of " + call.function() + "()",
                        value.type(),
                        given.kql());
            }
            otherwise = Conversions.to(arguments.get(2), value.type());
        }
        return row.window(kind, value.type(), List.of(value, offset, otherwise), List.of());
    }

    private Scalar runningSum(Expr.Call call, List<Scalar> arguments) {
        Span span = call.span();
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw Problem.ARGUMENT_COUNT.at(span, "row_cumsum", "1 or 2 arguments", arguments.size());
        }
        Scalar value = arguments.get(0);
        KqlType type = value.type() == KqlType.INT ? KqlType.LONG : value.type();
        if (type != KqlType.LONG && type != KqlType.REAL && type != KqlType.TIMESPAN) {
            throw Problem.WRONG_TYPE.at(
                    call.arguments().get(0).span(), "The term of row_cumsum()", "a number or timespan", type.kql());
        }
        Scalar sum = row.window(
                WindowKind.RUNNING_SUM, type, List.of(Conversions.to(value, type)), partition(arguments, 1, span));
        return ExprBinder.call("coalesce", List.of(sum, zero(type)), span);
    }

    private static Scalar zero(KqlType type) {
        return type == KqlType.REAL ? new Scalar.Literal(type, 0.0) : new Scalar.Literal(type, 0L);
    }

    /** The one function that there was before the two; its second argument says which. */
    private Scalar olderRank(Expr.Call call, List<Scalar> arguments) {
        if (arguments.size() == 2 && !(arguments.get(1) instanceof Scalar.Literal)) {
            throw Problem.MUST_BE_CONSTANT.at(call.arguments().get(1).span(), "Whether row_rank() is dense");
        }
        boolean dense = arguments.size() < 2 || Boolean.TRUE.equals(((Scalar.Literal) arguments.get(1)).value());
        return rank(call, arguments.subList(0, Math.min(1, arguments.size())), dense);
    }

    private Scalar rank(Expr.Call call, List<Scalar> arguments, boolean dense) {
        Span span = call.span();
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw Problem.ARGUMENT_COUNT.at(span, call.function(), "1 or 2 arguments", arguments.size());
        }
        List<Column> partition = partition(arguments, 1, span);
        Scalar term = new Scalar.Ref(row.column(arguments.get(0), "term"));
        Scalar number = row.window(WindowKind.ROW_NUMBER, KqlType.LONG, List.of(), partition);
        Scalar before = row.window(
                WindowKind.LAG, term.type(), List.of(term, ONE, new Scalar.Literal(term.type(), null)), partition);
        Scalar changed = ExprBinder.call(
                "or",
                List.of(
                        ExprBinder.call("==", List.of(number, ONE), span),
                        ExprBinder.compare("!=", term, before, span)),
                span);
        if (dense) {
            Scalar step = ExprBinder.call("iff", List.of(changed, ONE, ZERO), span);
            return row.window(WindowKind.RUNNING_SUM, KqlType.LONG, List.of(step), partition);
        }
        Scalar first = ExprBinder.call("iff", List.of(changed, number, new Scalar.Literal(KqlType.LONG, null)), span);
        return row.window(WindowKind.RUNNING_MAX, KqlType.LONG, List.of(first), partition);
    }

    /** A column that numbers the groups a restart condition begins; none without one. */
    private List<Column> partition(List<Scalar> arguments, int index, Span span) {
        if (arguments.size() <= index) {
            return List.of();
        }
        Scalar restart = arguments.get(index);
        if (restart.type() != KqlType.BOOL) {
            throw Problem.WRONG_TYPE.at(
                    span, "The restart condition", "bool", restart.type().kql());
        }
        if (restart instanceof Scalar.Literal literal && !Boolean.TRUE.equals(literal.value())) {
            return List.of();
        }
        Scalar step = ExprBinder.call("iff", List.of(restart, ONE, ZERO), span);
        Scalar group = row.window(WindowKind.RUNNING_SUM, KqlType.LONG, List.of(step), List.of());
        return List.of(row.column(group, "group"));
    }
}
