package dev.kelp.bind;

import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names for columns that were given none, and no name twice (R112 to R122). */
public final class ColumnNamer {
    private final Set<String> taken;
    private final Set<String> declared = new LinkedHashSet<>();
    private final IntSupplier numbers;

    /**
     * @param taken names that are in the result already
     * @param session counts the columns without a name
     */
    public ColumnNamer(Iterable<String> taken, Session session) {
        this(taken, session::unnamedColumn);
    }

    /** One that numbers its own columns without a name. */
    public ColumnNamer(Iterable<String> taken) {
        this(taken, new AtomicInteger()::incrementAndGet);
    }

    private ColumnNamer(Iterable<String> taken, IntSupplier numbers) {
        this.taken = new LinkedHashSet<>();
        taken.forEach(this.taken::add);
        this.numbers = numbers;
    }

    /** The name of an item of a list: its own, or the implied one made unique. */
    public String name(Expr.Item item) {
        return name(item.name(), item);
    }

    /** The same for one of several values of an item. */
    public String name(@Nullable String own, Expr.Item item) {
        String stated = own != null ? own : reference(item.expr());
        if (stated == null) {
            return fresh(implied(item.expr()));
        }
        if (declared.contains(stated)) {
            throw Problem.DUPLICATE_COLUMN.at(item.span(), stated);
        }
        String name = fresh(stated);
        declared.add(name);
        return name;
    }

    /** The name of a column that stands for itself, null for other expressions. */
    static @Nullable String reference(Expr expr) {
        return expr instanceof Expr.Name name ? name.name() : null;
    }

    /** A name not taken yet: the base, or with the first free number; {@code ColumnN} without a base, counted over the whole query. */
    public String fresh(@Nullable String given) {
        String base = given != null ? given : "Column" + numbers.getAsInt();
        String name = base;
        for (int i = 1; !taken.add(name); i++) {
            name = base + i;
        }
        return name;
    }

    public void take(String name) {
        taken.add(name);
    }

    public boolean isTaken(String name) {
        return taken.contains(name);
    }

    /** The name an unnamed expression lends its column, null where it has none. */
    public static @Nullable String implied(Expr expr) {
        if (expr instanceof Expr.Name name) {
            return name.name();
        }
        if (expr instanceof Expr.Member member) {
            String target = implied(member.target());
            return target == null ? null : target + "_" + member.member();
        }
        if (expr instanceof Expr.Index index) {
            String target = implied(index.target());
            if (target == null) {
                return null;
            }
            return target + "_" + (index.index() instanceof Expr.Literal literal ? literal.value() : "");
        }
        if (expr instanceof Expr.Call call) {
            return ofCall(call);
        }
        return null;
    }

    private static @Nullable String ofCall(Expr.Call call) {
        List<Fn> rows = Functions.named(call.function());
        if (rows.isEmpty()) {
            return null;
        }
        int count = call.arguments().size();
        String first = count == 0 ? null : implied(call.arguments().get(0).expr());
        if (call.function().equals("take_any") && first == null) {
            return "any_arg0";
        }
        if (call.function().startsWith("array_sort_")) {
            return (first == null ? "array0" : first) + "_sorted";
        }
        // hll_merge of one argument is an aggregate, of several a function of another name.
        Fn.Naming naming = rows.stream()
                .filter(row -> row.takes(count))
                .findFirst()
                .orElse(rows.get(0))
                .naming();
        return switch (naming.kind()) {
            case NONE -> null;
            case FIRST_ARGUMENT -> first;
            case PREFIX_AND_FIRST -> percentile(call, naming.prefix() + "_" + (first == null ? "" : first));
            case FUNCTION_AND_FIRST -> naming.prefix() + "_" + (first == null ? "" : first);
            case FIXED -> naming.prefix();
            case PREFIX_AND_ALL ->
                call.arguments().stream()
                        .map(a -> implied(a.expr()))
                        .map(n -> n == null ? "" : n)
                        .collect(Collectors.joining("_", naming.prefix() + "_", ""));
        };
    }

    /** {@code percentile(x, 99.9)} is {@code percentile_x_99_9} (R117). */
    private static String percentile(Expr.Call call, String base) {
        boolean ranked = call.function().equals("percentile") || call.function().equals("percentilew");
        int at = call.function().equals("percentile") ? 1 : 2;
        if (!ranked
                || call.arguments().size() <= at
                || !(call.arguments().get(at).expr() instanceof Expr.Literal rank)) {
            return base;
        }
        return base + "_" + rank(new Scalar.Literal(rank.type(), rank.value()));
    }

    /** A percentile's rank as it stands in a column name. */
    public static String rank(Scalar.Literal rank) {
        String text = rank.type() == KqlType.REAL && rank.value() instanceof Double d && d == Math.rint(d)
                ? String.valueOf(d.longValue())
                : String.valueOf(rank.value());
        return text.replace('.', '_');
    }
}
