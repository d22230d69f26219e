package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code * has 'x'}: whether an operator holds for some column (R163). */
final class AnyColumn {
    /** The operators that look for a text in any column but reals. */
    private static final Set<String> TEXT = Set.of(
            "has",
            "has_cs",
            "hasprefix",
            "hasprefix_cs",
            "hassuffix",
            "hassuffix_cs",
            "contains",
            "contains_cs",
            "startswith",
            "startswith_cs",
            "endswith",
            "endswith_cs",
            "matches regex",
            "=~");

    private AnyColumn() {}

    static Scalar bind(Expr.Binary binary, RowContext row, ExprBinder exprs) {
        String operator = binary.operator();
        if (!operator.equals("==") && !TEXT.contains(operator)) {
            throw Problem.SYNTAX
                    .at(binary.operatorSpan(), "'*' cannot stand before '" + operator + "'.")
                    .hint(
                            operator.startsWith("!")
                                    ? "Write not(* " + operator.substring(1) + " …)."
                                    : "It stands before ==, has, contains, startswith and their like.");
        }
        Scalar wanted = exprs.bind(binary.right());
        Scalar any = null;
        for (Column column : row.relation().columns()) {
            Scalar value = comparable(new Scalar.Ref(column), wanted.type());
            if (value != null) {
                Scalar one = ExprBinder.compare(operator, value, wanted, binary.operatorSpan());
                any = any == null ? one : ExprBinder.call("or", java.util.List.of(any, one), binary.span());
            }
        }
        return any == null ? new Scalar.Literal(KqlType.BOOL, false) : any;
    }

    /** The column's value as it is compared, null where it can never be equal. */
    private static @Nullable Scalar comparable(Scalar value, KqlType wanted) {
        KqlType type = value.type();
        if (wanted != KqlType.STRING) {
            return type == wanted || type.isNumber() && wanted.isNumber() ? value : null;
        }
        boolean real = type == KqlType.REAL || type == KqlType.DECIMAL;
        return real ? null : Conversions.to(value, KqlType.STRING);
    }
}
