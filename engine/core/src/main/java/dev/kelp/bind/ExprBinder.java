package dev.kelp.bind;

import dev.kelp.functions.DynamicPath;
import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.functions.Lowering;
import dev.kelp.functions.RefusedFunctions;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.Literals;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.text.Suggestions;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds values: names to columns, operators and calls to rows of the function table, with their types. */
final class ExprBinder {
    private final Binder binder;
    private final RowContext row;

    ExprBinder(Binder binder, RowContext row) {
        this.binder = binder;
        this.row = row;
    }

    Scalar bind(Expr expr) {
        BindTrace trace = binder.session().trace();
        return trace == null ? bound(expr) : trace.value(expr, row, () -> bound(expr));
    }

    private Scalar bound(Expr expr) {
        try {
            return value(expr);
        } catch (KqlException e) {
            throw e.orAt(expr.span());
        }
    }

    private Scalar value(Expr expr) {
        if (expr instanceof Expr.Literal literal) {
            return new Scalar.Literal(literal.type(), literal.value());
        } else if (expr instanceof Expr.Name name) {
            return name(name);
        } else if (expr instanceof Expr.Call call) {
            return call(call);
        } else if (expr instanceof Expr.Binary binary) {
            return binary(binary);
        } else if (expr instanceof Expr.Unary unary) {
            return unary(unary);
        } else if (expr instanceof Expr.In in) {
            return new InBinder(binder, this).bind(in);
        } else if (expr instanceof Expr.Between between) {
            return between(between);
        } else if (expr instanceof Expr.Member member) {
            return member(member);
        } else if (expr instanceof Expr.Index index) {
            return index(index);
        } else if (expr instanceof Expr.Star) {
            throw Problem.SYNTAX.at(expr.span(), "'*' has no meaning here.");
        } else if (expr instanceof Expr.TypeOf) {
            throw Problem.SYNTAX.at(expr.span(), "typeof() can only be an argument of functions that take a type.");
        } else if (binder.isTabular(expr)) {
            throw Problem.NOT_SCALAR.at(expr.span(), "this").hint("Wrap it in toscalar(…) for its first value.");
        }
        throw Problem.SYNTAX.at(expr.span(), "A value is needed here.");
    }

    // --- names and paths
    // ----------------------------------------------------------------------------------------------

    private Scalar name(Expr.Name name) {
        BindTrace trace = binder.session().trace();
        if (trace != null) {
            noteName(name, trace);
        }
        RowContext.Aggregation aggregation = row.aggregation();
        if (aggregation != null && row.relation().column(name.name()).isPresent()) {
            return aggregation.key(name);
        }
        Scalar column = row.find(name.name());
        if (column != null) {
            return column;
        }
        Scope.Meaning meaning = binder.scope().find(name.name());
        if (meaning instanceof Scope.Value value) {
            return value.scalar();
        }
        if (meaning instanceof Scope.Expression e) {
            if (binder.isTabular(name)) {
                throw Problem.NOT_SCALAR
                        .at(name.span(), "'" + name.name() + "'")
                        .hint("Wrap it in toscalar(…) for its first value.");
            }
            return binder.within(e.scope(), name.span()).constant(e.expr());
        }
        if (meaning != null || row.relation().columns().isEmpty() && binder.isTabular(name)) {
            throw Problem.NOT_SCALAR
                    .at(name.span(), "'" + name.name() + "'")
                    .hint("Wrap it in toscalar(…) for its first value.");
        }
        if (name.name().equals("null")) {
            throw Problem.UNKNOWN_NAME
                    .at(name.span(), "null")
                    .hint("Nulls have a type: write int(null), datetime(null) and so on.");
        }
        if (aggregation != null) {
            return aggregation.key(name);
        }
        if (row.relation().columns().isEmpty()) {
            KqlException problem = Problem.UNKNOWN_NAME.at(name.span(), name.name());
            String hint = Suggestions.didYouMean(name.name(), binder.scope().all());
            throw hint == null ? problem : problem.hint(hint);
        }
        throw Binder.unknownColumn(row.relation(), name.name(), name.span());
    }

    /** Tells what a name means, or where one that is not written yet is looked up. */
    private void noteName(Expr.Name name, BindTrace trace) {
        if (BindTrace.isUnwritten(name.name())) {
            trace.unwritten(name.name(), row, binder.scope());
        } else if (row.find(name.name()) instanceof Scalar.Ref ref) {
            trace.symbols().column(name.span(), ref.column());
        } else if (row.find(name.name()) == null) {
            Scope.Meaning meaning = binder.scope().find(name.name());
            if (meaning != null) {
                trace.symbols().named(name, meaning);
                trace.used(meaning);
            }
        }
    }

    private Scalar member(Expr.Member member) {
        if (member.member().equals("$current_database") && Databases.isDatabase(member.target(), binder.scope())) {
            return text(new Databases(binder).one(member.target()));
        }
        if (member.member().equals("$current_cluster_endpoint")
                && Databases.isDatabase(member.target(), binder.scope())) {
            return text("localhost");
        }
        Map<String, Scalar> fields = member.target() instanceof Expr.Name name ? row.record(name.name()) : null;
        if (fields != null) {
            Scalar field = fields.get(member.member());
            BindTrace trace = binder.session().trace();
            if (trace != null && BindTrace.isUnwritten(member.member())) {
                trace.unwrittenMember(
                        member.member(),
                        fields.entrySet().stream()
                                .map(f -> binder.column(f.getKey(), f.getValue().type()))
                                .toList(),
                        binder.scope());
            }
            if (field == null) {
                String hint = Suggestions.didYouMean(member.member(), fields.keySet());
                KqlException problem = Problem.UNKNOWN_COLUMN.at(member.span(), member.member(), "");
                throw hint == null ? problem : problem.hint(hint);
            }
            return field;
        }
        if (binder.isTabular(member)) {
            throw Problem.NOT_SCALAR.at(member.span(), "this");
        }
        Scalar target = dynamic(member.target());
        return step("dynamic_get", target, text(member.member()), member.span());
    }

    private Scalar index(Expr.Index index) {
        Scalar target = dynamic(index.target());
        Scalar key = bind(index.index());
        if (key.type() == KqlType.STRING) {
            return step("dynamic_get", target, key, index.span());
        }
        if (key.type().isInteger()) {
            return step("dynamic_at", target, Conversions.to(key, KqlType.LONG), index.span());
        }
        if (key.type() == KqlType.DYNAMIC) {
            return internal("dynamic_step", List.of(target, key), index.span());
        }
        throw Problem.WRONG_TYPE.at(
                index.index().span(), "An index", "string or long", key.type().kql());
    }

    /** A step into a dynamic; constant steps that follow each other become one path. */
    private Scalar step(String function, Scalar target, Scalar key, Span span) {
        String text = key instanceof Scalar.Literal literal ? DynamicPath.step(literal.value()) : null;
        if (text == null) {
            return internal(function, List.of(target, key), span);
        }
        if (target instanceof Scalar.Call call
                && call.function().name().equals("dynamic_path")
                && call.arguments().get(1) instanceof Scalar.Literal before) {
            return internal("dynamic_path", List.of(call.arguments().get(0), text(before.value() + text)), span);
        }
        return internal("dynamic_path", List.of(target, text(DynamicPath.ROOT + text)), span);
    }

    private Scalar dynamic(Expr expr) {
        Scalar value = bind(expr);
        if (value.type() != KqlType.DYNAMIC) {
            throw Problem.WRONG_TYPE
                    .at(
                            expr.span(),
                            "A value with properties",
                            "dynamic",
                            value.type().kql())
                    .hint(
                            value.type() == KqlType.STRING
                                    ? "Parse the text first: parse_json(…)."
                                    : "Only dynamic values have properties.");
        }
        return value;
    }

    // --- operators
    // ----------------------------------------------------------------------------------------------------

    private Scalar unary(Expr.Unary unary) {
        Scalar operand = bind(unary.operand());
        if (unary.operator().equals("+")) {
            return operand;
        }
        if (operand.type() == KqlType.DYNAMIC) {
            operand = Conversions.to(operand, KqlType.REAL);
        }
        return call("unary-", List.of(operand), unary.span());
    }

    private Scalar binary(Expr.Binary binary) {
        if (binary.left() instanceof Expr.Star) {
            return AnyColumn.bind(binary, row, this);
        }
        Scalar left = bind(binary.left());
        Scalar right = bind(binary.right());
        return compare(binary.operator(), left, right, binary.operatorSpan());
    }

    /** An operator on two values, with the conversions that only operators make (R46, R52). */
    static Scalar compare(String operator, Scalar left, Scalar right, Span span) {
        boolean equality = operator.equals("==") || operator.equals("!=");
        if (equality && left.type() == KqlType.DYNAMIC && right.type() == KqlType.DYNAMIC) {
            throw Problem.OPERAND_TYPES
                    .at(span, operator, "dynamic", "dynamic")
                    .hint("Cast one side, for example with tostring().");
        }
        if (equality) {
            left = asLiteralOf(left, right, span);
            right = asLiteralOf(right, left, span);
        }
        if (left.type() == KqlType.DYNAMIC) {
            left = beside(left, operator, right.type(), span);
        }
        if (right.type() == KqlType.DYNAMIC) {
            right = beside(right, operator, left.type(), span);
        }
        return call(operator, List.of(left, right), span);
    }

    /** A dynamic operand as what the other operand's type makes of it (R52). */
    private static Scalar beside(Scalar dynamic, String operator, KqlType other, Span span) {
        if ("+-".contains(operator)) {
            return switch (other) {
                case INT, LONG -> Conversions.to(dynamic, KqlType.LONG);
                case REAL, DECIMAL, DATETIME, TIMESPAN -> Conversions.to(dynamic, other);
                case DYNAMIC -> Conversions.to(dynamic, KqlType.REAL);
                default -> dynamic;
            };
        }
        boolean ordered = "<=>=".contains(operator);
        if (ordered || "*/%".contains(operator)) {
            return switch (other) {
                case INT, LONG -> Conversions.to(dynamic, ordered ? KqlType.REAL : KqlType.LONG);
                case REAL, DECIMAL, DYNAMIC -> Conversions.to(dynamic, KqlType.REAL);
                default -> throw Problem.OPERAND_TYPES.at(span, operator, other.kql(), "dynamic");
            };
        }
        boolean equality = operator.equals("==") || operator.equals("!=");
        return equality && other.isNumber() ? Conversions.to(dynamic, KqlType.REAL) : dynamic;
    }

    /** A text constant compared with a typed value is read as that type (R46). */
    private static Scalar asLiteralOf(Scalar constant, Scalar other, Span span) {
        if (!(constant instanceof Scalar.Literal literal)
                || literal.type() != KqlType.STRING
                || other.type() == KqlType.STRING
                || other.type() == KqlType.DYNAMIC) {
            return constant;
        }
        String text = String.valueOf(literal.value());
        Object value = Literals.constant(other.type(), text);
        if (value == null) {
            throw Problem.OPERAND_TYPES.at(span, "==", other.type().kql(), "the text '" + text + "'");
        }
        return new Scalar.Literal(other.type(), value);
    }

    private Scalar between(Expr.Between between) {
        Scalar value = bind(between.value());
        Scalar low = bind(between.low());
        Scalar high = bind(between.high());
        Span span = between.span();
        if (value.type() == KqlType.STRING) {
            throw Problem.OPERAND_TYPES.at(span, "between", "string", low.type().kql());
        }
        if (low.type() == KqlType.DATETIME && high.type() == KqlType.TIMESPAN) {
            high = call("+", List.of(low, high), span);
        }
        Scalar both = call("and", List.of(compare(">=", value, low, span), compare("<=", value, high, span)), span);
        return between.negated() ? call("not", List.of(both), span) : both;
    }

    // --- calls
    // --------------------------------------------------------------------------------------------------------

    private Scalar call(Expr.Call call) {
        noteCall(call);
        Scalar special = new SpecialCalls(binder, row, this).bind(call);
        if (special != null) {
            return special;
        }
        if (binder.scope().find(call.function()) instanceof Scope.Function f) {
            return new UserFunctions(binder).scalar(call.function(), f, call.arguments(), row, call.span());
        }
        List<Fn> rows = Functions.callable(call.function());
        if (rows.isEmpty()) {
            String reason = RefusedFunctions.reason(call.function());
            if (reason != null) {
                throw Problem.NOT_SUPPORTED
                        .at(call.nameSpan(), call.function() + "()")
                        .hint(reason);
            }
            KqlException problem = Problem.UNKNOWN_FUNCTION.at(call.nameSpan(), call.function());
            Set<String> candidates = new LinkedHashSet<>(Functions.names());
            candidates.addAll(binder.scope().all());
            String hint = Suggestions.didYouMean(call.function(), candidates);
            throw hint == null ? problem : problem.hint(hint);
        }
        List<Fn> scalars =
                rows.stream().filter(r -> r.kind() != Fn.Kind.AGGREGATE).toList();
        // hll_merge and its like are aggregates of one argument in summarize, and functions of several elsewhere.
        if (scalars.isEmpty() || scalars.size() < rows.size() && row.aggregation() != null) {
            return aggregate(call);
        }
        return scalars.get(0).kind() == Fn.Kind.WINDOW
                ? new WindowBinder(binder, row, this).bind(call)
                : invoke(scalars, call);
    }

    private void noteCall(Expr.Call call) {
        BindTrace trace = binder.session().trace();
        if (trace == null) {
            return;
        }
        Scope.Meaning meaning = binder.scope().find(call.function());
        if (meaning != null) {
            trace.symbols().named(new Expr.Name(call.function(), call.nameSpan()), meaning);
            return;
        }
        List<Fn> rows = Functions.callable(call.function());
        boolean aggregate = rows.stream().anyMatch(r -> r.kind() == Fn.Kind.AGGREGATE)
                && (row.aggregation() != null || rows.stream().allMatch(r -> r.kind() == Fn.Kind.AGGREGATE));
        trace.symbols().function(call.nameSpan(), call.function(), aggregate);
    }

    private Scalar aggregate(Expr.Call call) {
        RowContext.Aggregation aggregation = row.aggregation();
        if (aggregation == null) {
            throw Problem.AGGREGATE_OUT_OF_PLACE.at(call.nameSpan(), call.function());
        }
        return aggregation.aggregate(call, row);
    }

    private Scalar invoke(List<Fn> rows, Expr.Call call) {
        List<Scalar> arguments = new ArrayList<>();
        List<@Nullable KqlType> types = new ArrayList<>();
        for (Expr.Item item : call.arguments()) {
            if (item.expr() instanceof Expr.TypeOf typeOf) {
                arguments.add(text(typeOf.type().kql()));
                types.add(typeOf.type());
            } else {
                arguments.add(bind(item.expr()));
                types.add(null);
            }
        }
        // It would be taken for a text, as a dynamic is elsewhere.
        if (call.function().equals("repeat")
                && !arguments.isEmpty()
                && arguments.get(0).type() == KqlType.DYNAMIC) {
            throw Problem.ARGUMENT_TYPE.at(
                    call.arguments().get(0).span(), "repeat", "a value that isn't dynamic", "dynamic");
        }
        Scalar.Call resolved = OverloadResolver.resolve(call.function(), rows, arguments, types, call.span());
        for (int i = 0;
                i < call.arguments().size() && i < resolved.function().args().size();
                i++) {
            if (resolved.function().args().get(i).constant()
                    && !isConstant(resolved.arguments().get(i))) {
                throw Problem.MUST_BE_CONSTANT.at(
                        call.arguments().get(i).span(), "Argument " + (i + 1) + " of " + call.function() + "()");
            }
        }
        Scalar value = lowered(resolved, call.span());
        // Kusto counts weeks in a real, all other periods in a long (R32).
        boolean weeks = call.function().equals("datetime_diff")
                && resolved.arguments().get(0) instanceof Scalar.Literal period
                && "week".equalsIgnoreCase(String.valueOf(period.value()));
        return weeks ? Conversions.to(value, KqlType.REAL) : value;
    }

    static boolean isConstant(Scalar scalar) {
        return scalar instanceof Scalar.Literal
                || scalar instanceof Scalar.Call call
                        && call.arguments().stream().allMatch(ExprBinder::isConstant);
    }

    private Scalar lowered(Scalar.Call resolved, Span span) {
        Fn function = resolved.function();
        if (function.lowering() instanceof Lowering.Macro macro) {
            return Conversions.to(binder.macro(macro.kql(), resolved.arguments(), span), resolved.type());
        }
        if (function.lowering() instanceof Lowering.Special) {
            throw Problem.NOT_SUPPORTED.at(span, function.name() + "() here");
        }
        return resolved;
    }

    // --- rows of the function table
    // -----------------------------------------------------------------------------------

    static Scalar text(String value) {
        return new Scalar.Literal(KqlType.STRING, value);
    }

    /** A call by name over bound values. */
    static Scalar call(String function, List<Scalar> arguments, Span span) {
        List<@Nullable KqlType> types = new ArrayList<>();
        arguments.forEach(a -> types.add(null));
        Scalar.Call call = OverloadResolver.resolve(function, Functions.named(function), arguments, types, span);
        if (call.function().lowering() instanceof Lowering.Macro
                || call.function().lowering() instanceof Lowering.Special) {
            throw Problem.NOT_SUPPORTED.at(span, function + "() here");
        }
        return call;
    }

    static Scalar internal(String function, List<Scalar> arguments, Span span) {
        List<@Nullable KqlType> types = new ArrayList<>();
        arguments.forEach(a -> types.add(null));
        return OverloadResolver.resolve(function, List.of(Functions.internal(function)), arguments, types, span);
    }
}
