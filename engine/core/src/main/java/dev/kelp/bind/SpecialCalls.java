package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls whose arguments are no plain values, or whose value is the query's own; their rows are marked special. */
final class SpecialCalls {
    private final Binder binder;
    private final RowContext row;
    private final ExprBinder exprs;

    SpecialCalls(Binder binder, RowContext row, ExprBinder exprs) {
        this.binder = binder;
        this.row = row;
        this.exprs = exprs;
    }

    /** Null for every other call. */
    @Nullable
    Scalar bind(Expr.Call call) {
        return switch (call.function()) {
            case "now" -> now(call);
            case "ago" -> ExprBinder.call("-", List.of(now(), argument(call, 0, 1)), call.span());
            case "toscalar" -> toScalar(call);
            case "case" -> cases(call);
            case "pack_all" -> packAll(call);
            case "pack_array" -> packArray(call);
            case "bag_pack_columns" -> packColumns(call);
            case "column_ifexists", "columnifexists" -> columnIfExists(call);
            case "iscolumnexists" -> isColumnExists(call);
            case "column_names_of" -> columnNames(call);
            case "estimate_data_size" -> dataSize(call);
            case "assert" -> new Assertion(binder).bind(call, argument(call, 0, 2), argument(call, 1, 2));
            case "bin_auto" -> binAuto(call);
            case "current_database" -> own(call, binder.session().database());
            case "cursor_current", "current_cursor" ->
                own(call, binder.session().catalog().cursor());
            case "ingestion_time",
                    "extent_id",
                    "extentid",
                    "extent_tags",
                    "row_id",
                    "cursor_after",
                    "cursor_before_or_at" -> new RowOrigin(binder, row).bind(call);
            default -> null;
        };
    }

    private static Scalar own(Expr.Call call, String value) {
        count(call, 0, 0);
        return ExprBinder.text(value);
    }

    private Scalar now() {
        return new Scalar.Literal(KqlType.DATETIME, binder.session().nowTicks());
    }

    private Scalar now(Expr.Call call) {
        return call.arguments().isEmpty()
                ? now()
                : ExprBinder.call("+", List.of(now(), argument(call, 0, 1)), call.span());
    }

    static void count(Expr.Call call, int least, int most) {
        int given = call.arguments().size();
        if (given < least || given > most) {
            String wanted = least == most
                    ? least + (least == 1 ? " argument" : " arguments")
                    : least + " to " + most + " arguments";
            throw Problem.ARGUMENT_COUNT.at(call.span(), call.function(), wanted, given);
        }
    }

    private Scalar argument(Expr.Call call, int index, int most) {
        if (index >= call.arguments().size() || call.arguments().size() > most) {
            count(call, index + 1, most);
        }
        return exprs.bind(call.arguments().get(index).expr());
    }

    private Scalar toScalar(Expr.Call call) {
        count(call, 1, 1);
        Expr table = call.arguments().get(0).expr();
        return binder.isTabular(table) ? firstValue(binder.table(table), call.span()) : exprs.bind(table);
    }

    private static Scalar firstValue(Relation table, Span span) {
        if (table.columns().isEmpty()) {
            throw Problem.SEMANTIC.at(span, "The table has no column.");
        }
        Column column = table.columns().get(0);
        Plan first = new Plan.Limit(table.plan(), 1, table.order());
        Scalar value = new Scalar.Subquery(first, column);
        return column.type() == KqlType.STRING ? ExprBinder.internal("string_or_empty", List.of(value), span) : value;
    }

    private Scalar cases(Expr.Call call) {
        int count = call.arguments().size();
        if (count < 3 || count % 2 == 0) {
            throw Problem.ARGUMENT_COUNT.at(
                    call.span(), "case", "conditions and values in turn, then a default", count);
        }
        List<Scalar> values = new ArrayList<>();
        for (Expr.Item item : call.arguments()) {
            values.add(exprs.bind(item.expr()));
        }
        KqlType common = values.get(count - 1).type();
        for (int i = 1; i < count - 1; i += 2) {
            KqlType type = OverloadResolver.unify(common, values.get(i).type(), false);
            if (type == null) {
                throw Problem.OPERAND_TYPES.at(
                        call.span(), "case", common.kql(), values.get(i).type().kql());
            }
            common = type;
        }
        Scalar result = Conversions.to(values.get(count - 1), common);
        for (int i = count - 3; i >= 0; i -= 2) {
            result = ExprBinder.call(
                    "iff", List.of(values.get(i), Conversions.to(values.get(i + 1), common), result), call.span());
        }
        return result;
    }

    /** {@code pack_array(*)}: of all columns. */
    private @Nullable Scalar packArray(Expr.Call call) {
        boolean all = call.arguments().size() == 1 && call.arguments().get(0).expr() instanceof Expr.Star;
        List<Scalar> columns =
                row.relation().columns().stream().<Scalar>map(Scalar.Ref::new).toList();
        if (all && columns.isEmpty()) {
            return new Scalar.Literal(KqlType.DYNAMIC, "[]");
        }
        return all ? ExprBinder.call("pack_array", columns, call.span()) : null;
    }

    private Scalar packAll(Expr.Call call) {
        count(call, 0, 1);
        boolean skipEmpty = !call.arguments().isEmpty()
                && argument(call, 0, 1) instanceof Scalar.Literal literal
                && Boolean.TRUE.equals(literal.value());
        return pack(
                skipEmpty ? "pack_without_empty" : "pack_pairs", row.relation().columns(), call.span());
    }

    private Scalar packColumns(Expr.Call call) {
        return pack("pack_pairs", columns(call), call.span());
    }

    private static Scalar pack(String function, List<Column> columns, Span span) {
        List<Scalar> arguments = new ArrayList<>();
        for (Column column : columns) {
            arguments.add(ExprBinder.text(column.name()));
            arguments.add(Conversions.to(new Scalar.Ref(column), KqlType.DYNAMIC));
        }
        return ExprBinder.internal(function, arguments, span);
    }

    /** The columns that the arguments name, all of them for {@code *}. */
    private List<Column> columns(Expr.Call call) {
        count(call, 1, Integer.MAX_VALUE);
        return call.arguments().stream()
                .map(Expr.Item::expr)
                .flatMap(expr -> expr instanceof Expr.Star
                        ? row.relation().columns().stream()
                        : Stream.of(column(expr, call.function())))
                .toList();
    }

    private Column column(Expr expr, String function) {
        if (expr instanceof Expr.Name name) {
            return binder.column(row.relation(), name.name(), name.span());
        }
        throw Problem.SEMANTIC.at(expr.span(), function + "() takes names of columns.");
    }

    private String name(Expr.Call call) {
        return binder.constantText(call.arguments().get(0).expr(), "The column's name");
    }

    private Scalar columnIfExists(Expr.Call call) {
        count(call, 2, 2);
        Scalar fallback = argument(call, 1, 2);
        Scalar column = row.find(name(call));
        return column != null ? column : fallback;
    }

    private Scalar isColumnExists(Expr.Call call) {
        count(call, 1, 1);
        return new Scalar.Literal(
                KqlType.BOOL, row.relation().column(name(call)).isPresent());
    }

    private Scalar columnNames(Expr.Call call) {
        count(call, 1, 1);
        Relation table = binder.table(call.arguments().get(0).expr());
        return new Scalar.Literal(
                KqlType.DYNAMIC,
                new Json.Array(table.names().stream()
                                .map(name -> (Json) new Json.Text(name))
                                .toList())
                        .write());
    }

    /** What the values of a row fill: their bytes where a type has a fixed size, else those of their text. */
    private Scalar dataSize(Expr.Call call) {
        long fixed = 0;
        List<Scalar> sizes = new ArrayList<>();
        for (Column column : columns(call)) {
            switch (column.type()) {
                case BOOL -> fixed += 1;
                case INT -> fixed += 4;
                case LONG, REAL, DATETIME, TIMESPAN -> fixed += 8;
                case GUID, DECIMAL -> fixed += 16;
                case STRING, DYNAMIC ->
                    sizes.add(ExprBinder.call(
                            "string_size",
                            List.of(Conversions.to(new Scalar.Ref(column), KqlType.STRING)),
                            call.span()));
            }
        }
        Scalar sum = new Scalar.Literal(KqlType.LONG, fixed);
        for (Scalar size : sizes) {
            sum = ExprBinder.call("+", List.of(sum, size), call.span());
        }
        return sum;
    }

    private Scalar binAuto(Expr.Call call) {
        Scalar value = argument(call, 0, 1);
        Scalar.Literal size = binder.session().option("query_bin_auto_size");
        Scalar.Literal at = binder.session().option("query_bin_auto_at");
        if (size == null) {
            throw Problem.SEMANTIC
                    .at(call.span(), "bin_auto() needs the size of a bin.")
                    .hint("Put set query_bin_auto_size=1h; or the like before the query.");
        }
        return at == null
                ? ExprBinder.call("bin", List.of(value, size), call.span())
                : ExprBinder.call("bin_at", List.of(value, size, at), call.span());
    }
}
