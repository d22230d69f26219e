package dev.kelp.sql;

import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.functions.Lowering;
import dev.kelp.functions.Result;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values to SQL: every value comes out safe to stand as an operand. */
final class ScalarSql {
    /** <code>{0} {0...} {L0} {N0} {F}</code>; other braces are the dialect's. */
    private static final Pattern HOLE = Pattern.compile("\\{([FLN]?)(\\d*)(\\.\\.\\.)?}");

    private final DialectSyntax syntax;
    private final Map<String, JavaFunction> functions = new LinkedHashMap<>();
    private final Function<Plan, SelectBlock> plans;

    /** @param plans makes the blocks of tables inside values */
    ScalarSql(DialectSyntax syntax, Function<Plan, SelectBlock> plans) {
        this.syntax = syntax;
        this.plans = plans;
    }

    List<JavaFunction> functions() {
        return List.copyOf(functions.values());
    }

    /** The SQL of a value where its columns are as the block says. */
    String of(Scalar scalar, SelectBlock block) {
        return scalar.accept(new Writer(block));
    }

    /**
     * The SQL of an aggregate call over the rows of a block.
     *
     * @param besideLists whether others of the same groups gather lists in an order
     */
    String aggregate(Plan.AggregateColumn column, SelectBlock block, @Nullable String order, boolean besideLists) {
        Scalar condition = column.filter();
        String filter = condition == null ? null : of(condition, block);
        List<String> arguments =
                column.arguments().stream().map(a -> of(a, block)).toList();
        Fn row = column.function();
        if (!(row.lowering() instanceof Lowering.Sql)) {
            throw new IllegalStateException("the aggregate " + row.name() + " has no SQL");
        }
        String template = besideLists ? syntax.besideLists(template(row)) : template(row);
        return fill(template, arguments, column.arguments(), filter, order);
    }

    private String template(Fn row) {
        String template = ((Lowering.Sql) row.lowering()).templates().get(syntax.dialect());
        if (template == null) {
            throw Problem.NOT_SUPPORTED_ON.here(
                    "'" + row.name() + "'", syntax.dialect().label());
        }
        return template;
    }

    /** Fills a template's holes; see {@link Lowering.Sql}. */
    private String fill(
            String template,
            List<String> arguments,
            List<Scalar> scalars,
            @Nullable String filter,
            @Nullable String order) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c == '@' && at + 1 < template.length() && Character.isLetter(template.charAt(at + 1))) {
                int open = template.indexOf('(', at);
                out.append(internalName(template.substring(at + 1, open)));
                at = open;
                continue;
            }
            Matcher hole = HOLE.matcher(template).region(at, template.length());
            if (c != '{'
                    || !hole.lookingAt()
                    || hole.group(2).isEmpty() != hole.group(1).equals("F")) {
                out.append(c);
                at++;
                continue;
            }
            at = hole.end();
            String kind = hole.group(1);
            if (kind.equals("F")) {
                out.append(filter == null ? "" : " FILTER (WHERE " + filter + ")");
                continue;
            }
            int index = Integer.parseInt(hole.group(2));
            if (!kind.isEmpty()) {
                String json = json(arguments.get(index), scalars.get(index).type());
                out.append(jsonArray(json, kind.equals("N"), filter, order));
            } else if (hole.group(3) != null) {
                out.append(String.join(", ", arguments.subList(index, arguments.size())));
            } else {
                out.append(arguments.get(index));
            }
        }
        return out.toString();
    }

    /** The JSON array text of JSON texts over a group, {@code []} for none. Nulls are kept as {@code null} or left out. */
    private String jsonArray(String json, boolean keepNulls, @Nullable String filter, @Nullable String order) {
        String element = keepNulls ? "coalesce(" + json + ", 'null')" : json;
        return "('[' || coalesce(" + syntax.joinedTexts(element, order)
                + (filter == null ? "" : " FILTER (WHERE " + filter + ")") + ", '') || ']')";
    }

    /** The JSON text of a value. */
    private String json(String sql, KqlType type) {
        if (type == KqlType.DYNAMIC) {
            return sql;
        }
        Fn row = Functions.internal("todynamic_" + type.kql());
        if (row.lowering() instanceof Lowering.Java java) {
            return register(row, java, List.of(type), KqlType.DYNAMIC) + "(" + sql + ")";
        }
        return fill(template(row), List.of(sql), List.of(), null, null);
    }

    /** A call of an internal Java row on one value, whose SQL is given. Null in, empty out: keys of sorting keep SQL's null. */
    String internal(String name, String sql) {
        return "CASE WHEN " + sql + " IS NOT NULL THEN " + internalName(name) + "(" + sql + ") END";
    }

    private String internalName(String name) {
        Fn row = Functions.internal(name);
        List<KqlType> types =
                row.args().stream().map(a -> a.types().iterator().next()).toList();
        KqlType result = ((Result.Fixed) row.result()).type();
        return register(row, (Lowering.Java) row.lowering(), types, result);
    }

    private String register(Fn row, Lowering.Java java, List<KqlType> types, KqlType result) {
        JavaFunction function = JavaFunction.of(row, java, types, result);
        functions.putIfAbsent(function.name(), function);
        return function.name();
    }

    private final class Writer implements Scalar.Visitor<String> {
        private final SelectBlock block;

        Writer(SelectBlock block) {
            this.block = block;
        }

        private List<String> all(List<Scalar> scalars) {
            return scalars.stream().map(s -> s.accept(this)).toList();
        }

        @Override
        public String literal(Scalar.Literal literal) {
            return syntax.literal(literal.type(), literal.value());
        }

        @Override
        public String ref(Scalar.Ref ref) {
            return block.sql(ref.column());
        }

        @Override
        public String call(Scalar.Call call) {
            List<String> arguments = all(call.arguments());
            Fn row = call.function();
            if (row.lowering() instanceof Lowering.Java java) {
                List<KqlType> types = new ArrayList<>();
                call.arguments().forEach(a -> types.add(a.type()));
                String name = register(row, java, types, call.type());
                return syntax.call(name, arguments);
            }
            if (row.lowering() instanceof Lowering.Sql) {
                return fill(template(row), arguments, call.arguments(), null, null);
            }
            throw new IllegalStateException(row.name() + " was not lowered by the binder");
        }

        @Override
        public String in(Scalar.In in) {
            if (in.items().isEmpty()) {
                return in.negated() ? "true" : "false";
            }
            String value = in.value().accept(this);
            String items = all(in.items()).stream().collect(Collectors.joining(", ", "(", ")"));
            boolean nullable = in.value().type() != KqlType.STRING
                    || in.items().stream().anyMatch(i -> !(i instanceof Scalar.Literal));
            String found =
                    nullable ? "coalesce(" + value + " IN " + items + ", false)" : "(" + value + " IN " + items + ")";
            return in.negated() ? "(NOT " + found + ")" : found;
        }

        @Override
        public String inPlan(Scalar.InPlan in) {
            String rows = plans.apply(in.plan()).select(List.of(in.column()));
            String found = "coalesce(" + in.value().accept(this) + " IN (" + rows + "), false)";
            return in.negated() ? "(NOT " + found + ")" : found;
        }

        @Override
        public String subquery(Scalar.Subquery subquery) {
            List<Column> only = List.of(subquery.column());
            return "(" + plans.apply(subquery.plan()).select(only) + ")";
        }
    }
}
