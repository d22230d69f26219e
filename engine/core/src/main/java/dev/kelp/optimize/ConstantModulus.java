package dev.kelp.optimize;

import dev.kelp.functions.Functions;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.PlanRewriter;
import dev.kelp.plan.Scalar;
import dev.kelp.types.KqlType;
import java.util.Set;

/**
 * A remainder by a constant needs no care for zero, signs and the width of 128 bits.
 *
 * <pre>x % 100  →  modulo_by(x, 100)</pre>
 */
final class ConstantModulus implements Rule {
    /** Twice the modulus must still be a long. */
    private static final long LARGEST = Long.MAX_VALUE / 2;

    @Override
    public Plan apply(Plan plan, Set<Column> needed) {
        return new Rewriter().rewrite(plan);
    }

    private static final class Rewriter extends PlanRewriter {
        @Override
        public Scalar call(Scalar.Call call) {
            boolean fits = call.function().name().equals("%")
                    && (call.type() == KqlType.LONG || call.type() == KqlType.TIMESPAN)
                    && call.arguments().get(1) instanceof Scalar.Literal literal
                    && literal.value() instanceof Long modulus
                    && modulus > 0
                    && modulus < LARGEST;
            return fits
                    ? new Scalar.Call(Functions.internal("modulo_by"), rewrite(call.arguments()), call.type())
                    : super.call(call);
        }
    }
}
