package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code assert(condition, message)}: a condition over constants that is judged while the query is bound, rows or none. */
final class Assertion {
    private final Binder binder;

    Assertion(Binder binder) {
        this.binder = binder;
    }

    /** True; where nobody can be asked for the condition's value, the compiler alone believes it. */
    Scalar bind(Expr.Call call, Scalar condition, Scalar message) {
        if (condition.type() != KqlType.BOOL) {
            throw Problem.WRONG_TYPE.at(
                    call.arguments().get(0).span(),
                    "The condition of assert()",
                    "bool",
                    condition.type().kql());
        }
        if (!ExprBinder.isConstant(condition)) {
            throw Problem.MUST_BE_CONSTANT.at(call.arguments().get(0).span(), "The condition of assert()");
        }
        if (message.type() != KqlType.STRING || !(message instanceof Scalar.Literal text)) {
            throw Problem.MUST_BE_CONSTANT.at(call.arguments().get(1).span(), "The message of assert()");
        }
        if (!holds(condition)) {
            throw Problem.SEMANTIC.at(call.span(), "assert() has failed with message: '" + text.value() + "'");
        }
        return new Scalar.Literal(KqlType.BOOL, true);
    }

    private boolean holds(Scalar condition) {
        if (condition instanceof Scalar.Literal literal) {
            return Boolean.TRUE.equals(literal.value());
        }
        Probe probe = binder.session().probe();
        if (probe == null) {
            return true;
        }
        Column column = binder.column("condition", KqlType.BOOL);
        Relation row = binder.oneRow();
        List<@Nullable Object[]> rows =
                probe.rows(row.project(row.plan(), List.of(new Plan.Assign(column, condition))));
        return Boolean.TRUE.equals(Objects.requireNonNull(rows.get(0))[0]);
    }
}
