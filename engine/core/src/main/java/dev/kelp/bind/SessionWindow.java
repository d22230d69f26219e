package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Plan.WindowKind;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code row_window_session(moment, longest, gap, restart)}: the moment at which the row's session began.
 *
 * <p>Gaps and restarts part the rows by plain windows; only how old a session has grown must be found by walking, through each of
 * those parts on its own.
 */
final class SessionWindow {
    private static final Scalar ONE = new Scalar.Literal(KqlType.LONG, 1L);
    private static final Scalar ZERO = new Scalar.Literal(KqlType.LONG, 0L);
    private static final Scalar NEVER = new Scalar.Literal(KqlType.DATETIME, null);

    private final Binder binder;
    private final RowContext row;

    SessionWindow(Binder binder, RowContext row) {
        this.binder = binder;
        this.row = row;
    }

    Scalar bind(Expr.Call call, List<Scalar> arguments) {
        SpecialCalls.count(call, 3, 4);
        List<KqlType> types = List.of(KqlType.DATETIME, KqlType.TIMESPAN, KqlType.TIMESPAN, KqlType.BOOL);
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).type() != types.get(i)) {
                throw Problem.WRONG_TYPE.at(
                        call.arguments().get(i).span(),
                        "Argument " + (i + 1) + " of row_window_session()",
                        types.get(i).kql(),
                        arguments.get(i).type().kql());
            }
        }
        Span span = call.span();
        Scalar moment = new Scalar.Ref(row.column(arguments.get(0), "moment"));
        Scalar longest = new Scalar.Ref(row.column(arguments.get(1), "longest"));
        Scalar before = row.window(WindowKind.LAG, KqlType.DATETIME, List.of(moment, ONE, NEVER), List.of());
        Scalar parted = call(
                "or",
                span,
                call("or", span, call("isnull", span, moment), call("isnull", span, before)),
                call(">=", span, moment, call("+", span, before, arguments.get(2))));
        if (arguments.size() == 4) {
            parted = call("or", span, parted, arguments.get(3));
        }
        Scalar part = row.window(
                WindowKind.RUNNING_SUM, KqlType.LONG, List.of(call("iff", span, parted, ONE, ZERO)), List.of());
        return walk(moment, longest, row.column(part, "part"), span);
    }

    private Scalar walk(Scalar moment, Scalar longest, Column part, Span span) {
        Column number = row.column(row.window(WindowKind.ROW_NUMBER, KqlType.LONG, List.of(), List.of(part)), "number");
        Column begun = binder.column("begun", KqlType.DATETIME);
        Scalar since = new Scalar.Ref(begun);
        Scalar anew = call(
                "or", span, call("isnull", span, since), call(">=", span, moment, call("+", span, since, longest)));
        Column session = binder.column("session", KqlType.DATETIME);
        Column always = binder.column("always", KqlType.BOOL);
        List<Plan.Assign> stage = List.of(
                new Plan.Assign(session, call("iff", span, anew, moment, since)),
                new Plan.Assign(always, new Scalar.Literal(KqlType.BOOL, true)));
        List<Column> values = new ArrayList<>(row.plan().output());
        values.add(session);
        List<Column> copies =
                values.stream().map(c -> binder.column(c.name(), c.type())).toList();
        Plan fold = new Plan.Fold(
                row.plan(),
                List.of(part),
                number,
                List.of(new Plan.Assign(begun, NEVER)),
                List.of(stage),
                List.of(session),
                List.of(new Plan.Emission(always, values)),
                copies);
        // The columns go on under the ids that expressions already read.
        List<Plan.Assign> back = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            back.add(new Plan.Assign(values.get(i), new Scalar.Ref(copies.get(i))));
        }
        row.over(new Plan.Project(fold, back));
        return new Scalar.Ref(session);
    }

    private static Scalar call(String function, Span span, Scalar... arguments) {
        return ExprBinder.call(function, List.of(arguments), span);
    }
}
