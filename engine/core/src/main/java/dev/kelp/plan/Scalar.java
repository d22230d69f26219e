package dev.kelp.plan;

import dev.kelp.functions.Fn;
import dev.kelp.types.KqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A typed value, computed per row. */
public sealed interface Scalar {

    KqlType type();

    <R> R accept(Visitor<R> visitor);

    /** One method per node and no defaults: a new node breaks the build at every consumer. */
    interface Visitor<R> {
        R literal(Literal literal);

        R ref(Ref ref);

        R call(Call call);

        R in(In in);

        R inPlan(InPlan in);

        R subquery(Subquery subquery);
    }

    /** A constant; the value is a carrier, null for a typed null (never for a string). */
    record Literal(KqlType type, @Nullable Object value) implements Scalar {
        public Literal {
            if (type == KqlType.STRING && value == null) {
                value = "";
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }
    }

    record Ref(Column column) implements Scalar {
        @Override
        public KqlType type() {
            return column.type();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ref(this);
        }
    }

    /** A call of a row of the function table; the arguments have the row's types. */
    record Call(Fn function, List<Scalar> arguments, KqlType type) implements Scalar {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }
    }

    /** {@code value in (items)} over values of one type, never null (R37). */
    record In(Scalar value, List<Scalar> items, boolean negated) implements Scalar {
        public In {
            items = List.copyOf(items);
        }

        @Override
        public KqlType type() {
            return KqlType.BOOL;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.in(this);
        }
    }

    /** {@code value in (table)}: the table's one column. */
    record InPlan(Scalar value, Plan plan, Column column, boolean negated) implements Scalar {
        @Override
        public KqlType type() {
            return KqlType.BOOL;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.inPlan(this);
        }
    }

    /** The first row's value of a table that does not depend on the row ({@code toscalar}). */
    record Subquery(Plan plan, Column column) implements Scalar {
        @Override
        public KqlType type() {
            return column.type();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.subquery(this);
        }
    }
}
