package dev.kelp.optimize;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.PlanRewriter;
import dev.kelp.plan.Scalar;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.util.Set;

/**
 * A time before or after another is a time, so that extents can be left away by it.
 *
 * <pre>at &gt; datetime(2026-01-02) - 1h  →  at &gt; datetime(2026-01-01 23:00)</pre>
 */
final class ConstantTimes implements Rule {
    @Override
    public Plan apply(Plan plan, Set<Column> needed) {
        return new Rewriter().rewrite(plan);
    }

    private static final class Rewriter extends PlanRewriter {
        @Override
        public Scalar call(Scalar.Call call) {
            String name = call.function().name();
            boolean shift = call.type() == KqlType.DATETIME
                    && (name.equals("-") || name.equals("+"))
                    && call.arguments().size() == 2;
            if (shift
                    && call.arguments().get(0) instanceof Scalar.Literal time
                    && call.arguments().get(1) instanceof Scalar.Literal span
                    && time.value() instanceof Long ticks
                    && time.type() == KqlType.DATETIME
                    && span.value() instanceof Long by
                    && span.type() == KqlType.TIMESPAN
                    && by != Long.MIN_VALUE) {
                long sum = ticks + (name.equals("-") ? -by : by);
                boolean overflow = by != 0 && (sum > ticks) != ((name.equals("-") ? -by : by) > 0);
                // What lies outside the years 1 to 9999 is the function's own affair.
                if (!overflow && sum >= Ticks.MIN && sum <= Ticks.MAX) {
                    return new Scalar.Literal(KqlType.DATETIME, sum);
                }
            }
            return super.call(call);
        }
    }
}
