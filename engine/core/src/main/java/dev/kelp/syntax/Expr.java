package dev.kelp.syntax;

import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression as written: scalar or tabular, which only binding tells. */
public sealed interface Expr {

    Span span();

    /** A constant; the value is a carrier, null for a typed null. */
    record Literal(KqlType type, @Nullable Object value, Span span) implements Expr {}

    record Name(String name, Span span) implements Expr {}

    /** {@code *}, where it stands for all columns. */
    record Star(Span span) implements Expr {}

    /** A name with wildcards, {@code a*}. */
    record Wildcard(String pattern, Span span) implements Expr {}

    /** {@code target.member}. */
    record Member(Expr target, String member, Span span) implements Expr {}

    /** {@code target[index]}. */
    record Index(Expr target, Expr index, Span span) implements Expr {}

    record Call(String function, List<Item> arguments, Span nameSpan, Span span) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code -x}, {@code +x}. */
    record Unary(String operator, Expr operand, Span span) implements Expr {}

    record Binary(String operator, Expr left, Expr right, Span operatorSpan, Span span) implements Expr {}

    /** {@code x in (a, b)} and its kin: {@code in in~ !in !in~ has_any has_all}. */
    record In(String operator, Expr value, List<Expr> items, Span span) implements Expr {
        public In {
            items = List.copyOf(items);
        }
    }

    record Between(boolean negated, Expr value, Expr low, Expr high, Span span) implements Expr {}

    /** {@code typeof(long)}, or of several columns {@code typeof(a:long, *)}. */
    record TypeOf(KqlType type, Span span) implements Expr {}

    /** {@code source | op | op}. */
    record Pipeline(Expr source, List<OperatorSyntax> operators, Span span) implements Expr {
        public Pipeline {
            operators = List.copyOf(operators);
        }
    }

    /** An operator that makes a table of its own: {@code print}, {@code range}, {@code datatable}, {@code union}. */
    record SourceOperator(OperatorSyntax operator, Span span) implements Expr {}

    /** {@code entity_group [database('a'), database('b')]}: databases or tables that macro-expand runs over. */
    record EntityGroup(List<Expr> entities, Span span) implements Expr {
        public EntityGroup {
            entities = List.copyOf(entities);
        }
    }

    /** {@code (a: long, T: (x: long)) { … }}. */
    record Function(List<Parameter> parameters, List<Statement> body, boolean view, Span span) implements Expr {
        public Function {
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }
    }

    /**
     * A parameter of a function: scalar with a type and maybe a default, or tabular with the columns it must have.
     *
     * @param type null for a tabular one
     * @param columns of a tabular one; empty for {@code (*)}
     */
    record Parameter(
            String name,
            @Nullable KqlType type,
            @Nullable Literal defaultValue,
            List<ColumnSyntax> columns,
            Span span) {
        public Parameter {
            columns = List.copyOf(columns);
        }
    }

    /** {@code name: type}. */
    record ColumnSyntax(String name, KqlType type, Span span) {}

    /** An item of a list, maybe with names: {@code x}, {@code a = x}, {@code (a, b) = x}. */
    record Item(List<Cursor.Name> names, Expr expr, Span span) {
        public Item {
            names = List.copyOf(names);
        }

        public static Item unnamed(Expr expr) {
            return new Item(List.of(), expr, expr.span());
        }

        public @Nullable String name() {
            return names.isEmpty() ? null : names.get(0).text();
        }
    }
}
