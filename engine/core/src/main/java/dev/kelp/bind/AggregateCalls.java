package dev.kelp.bind;

import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.functions.Lowering;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.References;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes aggregate columns out of rows of the function table. */
public final class AggregateCalls {
    private AggregateCalls() {}

    /** The row an aggregate's arguments reach, with them converted. */
    public static Scalar.Call resolve(String name, List<Scalar> arguments, Span span) {
        List<@Nullable KqlType> types = new ArrayList<>();
        arguments.forEach(a -> types.add(null));
        Scalar.Call call = OverloadResolver.resolve(name, Functions.named(name), arguments, types, span);
        if (call.function().lowering() instanceof Lowering.Special) {
            throw Problem.NOT_SUPPORTED.at(span, name + "() here");
        }
        for (int i = 0; i < arguments.size(); i++) {
            boolean perRow = !References.of(call.arguments().get(i)).isEmpty();
            if (perRow && OverloadResolver.arg(call.function(), i).constant()) {
                throw Problem.MUST_BE_CONSTANT.at(span, "Argument " + (i + 1) + " of " + name + "()");
            }
        }
        return call;
    }

    /** The aggregate column of a resolved call; the condition of a filtered row is its filter. */
    public static Plan.AggregateColumn column(Column column, Scalar.Call call, List<SortKey> order) {
        Fn function = call.function();
        List<Scalar> arguments = call.arguments();
        Scalar filter = null;
        if (function.filtered()) {
            filter = arguments.get(condition(function));
        }
        return new Plan.AggregateColumn(column, function, arguments, filter, order);
    }

    /** The place of a filtered row's condition: its last required bool; a size may stand behind it. */
    private static int condition(Fn function) {
        int last = function.args().size() - 1;
        while (last > 0
                && (function.args().get(last).optional()
                        || !function.args().get(last).types().equals(Set.of(KqlType.BOOL)))) {
            last--;
        }
        return last;
    }

    static Plan.AggregateColumn call(String name, Column column, List<Scalar> arguments, Span span) {
        return column(column, resolve(name, arguments, span), List.of());
    }
}
