package dev.kelp.text;

import java.text.MessageFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every message a user can get from the language, once, with its code.
 *
 * <p>Codes {@code KS…} are those of Kusto's own editor where one fits; {@code KQ…} are Kelp's own.
 */
public enum Problem {
    SYNTAX("KS002", Kind.SYNTAX, "{0}"),
    UNTERMINATED_STRING("KS004", Kind.SYNTAX, "This string has no end."),
    MALFORMED_LITERAL("KS004", Kind.SYNTAX, "Malformed {0} literal ''{1}''."),
    EXPECTED("KS005", Kind.SYNTAX, "Expected {0} but found {1}."),
    UNKNOWN_TYPE("KS160", Kind.SYNTAX, "No type ''{0}''."),
    UNKNOWN_OPERATOR("KS176", Kind.SYNTAX, "No query operator ''{0}''."),
    NEEDS_BRACKETS("KS228", Kind.SYNTAX, "''{0}'' is a keyword: write it as [''{0}''] to use it as a name."),

    UNKNOWN_COLUMN("KS142", Kind.SEMANTIC, "No column ''{0}''{1}."),
    UNKNOWN_NAME("KS142", Kind.SEMANTIC, "Nothing is named ''{0}'' here."),
    UNKNOWN_TABLE("KS204", Kind.SEMANTIC, "No table ''{0}'' in database ''{1}''."),
    UNKNOWN_DATABASE("KS208", Kind.SEMANTIC, "No database ''{0}''."),
    UNKNOWN_FUNCTION("KS211", Kind.SEMANTIC, "No function ''{0}''."),
    ARGUMENT_COUNT("KS119", Kind.SEMANTIC, "''{0}'' takes {1} but was given {2}."),
    ARGUMENT_TYPE("KS141", Kind.SEMANTIC, "''{0}'' takes {1} here, not {2}."),
    OPERAND_TYPES("KS106", Kind.SEMANTIC, "''{0}'' cannot be applied to {1} and {2}."),
    MUST_BE_CONSTANT("KS129", Kind.SEMANTIC, "{0} must be a constant."),
    WRONG_TYPE("KS141", Kind.SEMANTIC, "{0} must be {1}, not {2}."),
    AGGREGATE_OUT_OF_PLACE("KS144", Kind.SEMANTIC, "The aggregate ''{0}'' can only stand in summarize and its kin."),
    NOT_AGGREGATED("KS236", Kind.SEMANTIC, "''{0}'' must stand inside an aggregate or after by."),
    DUPLICATE_COLUMN("KS171", Kind.SEMANTIC, "A column ''{0}'' is already there."),
    DUPLICATE_NAME("KS201", Kind.SEMANTIC, "''{0}'' is already declared."),
    NOT_GROUPABLE(
            "KS116",
            Kind.SEMANTIC,
            "A dynamic value cannot be used for {0}: cast it first, for example with tostring()."),
    LITERAL_COUNT("KS173", Kind.SEMANTIC, "{0} values do not fill rows of {1} columns."),
    JOIN_KEY_TYPES("KS242", Kind.SEMANTIC, "Join keys must have the same type, not {0} and {1}."),
    JOIN_CONDITION(
            "KS182", Kind.SEMANTIC, "A join condition is a common column or an equality of $left and $right columns."),
    NOT_TABULAR("KS111", Kind.SEMANTIC, "A table is needed here, but {0} is a scalar value."),
    GRAPH("KS111", Kind.SEMANTIC, "A table is needed here, but this is a graph."),
    NEEDS_GRAPH("KS219", Kind.SEMANTIC, "''{0}'' works on a graph, and a table comes in."),
    NODE_ID_TYPE(
            "KS240", Kind.SEMANTIC, "A dynamic value cannot tell nodes: cast it first, for example with tostring()."),
    GRAPH_OUTPUT("KS229", Kind.SEMANTIC, "{0}"),
    GRAPH_OUTPUTS("KS273", Kind.SEMANTIC, "Nodes and edges at once need names: nodes as N, edges as E."),
    NOT_SCALAR("KS108", Kind.SEMANTIC, "A scalar value is needed here, but {0} is a table."),
    OUT_OF_PLACE("KS177", Kind.SEMANTIC, "This operator cannot stand {0}."),
    NO_PATTERN(
            "KS188",
            Kind.SEMANTIC,
            "One or more pattern references were not declared. Detected pattern references: [\"{0}\"]"),
    NOT_SERIALIZED("KQ1001", Kind.SEMANTIC, "''{0}'' needs rows in a set order."),
    SEMANTIC("KQ1002", Kind.SEMANTIC, "{0}"),
    NOT_SUPPORTED("KQ2001", Kind.UNSUPPORTED, "{0} is not supported by Kelp yet."),
    COLUMN_NEEDED("KS109", Kind.SEMANTIC, "The argument ''{0}'' must be the name of a column."),
    UNKNOWN_PLUGIN("KS124", Kind.SEMANTIC, "No plugin ''{0}''."),
    NEEDS_DATA("KQ1003", Kind.SEMANTIC, "The columns of {0} depend on the data, and there are none to ask here."),
    NOT_IN_KELP("KQ2003", Kind.UNSUPPORTED, "{0} is not in this version of Kelp."),
    NOT_SUPPORTED_ON("KQ2002", Kind.UNSUPPORTED, "{0} is not supported on {1}."),

    RUNTIME("KQ3001", Kind.RUNTIME, "{0}"),
    CANCELLED("KQ3002", Kind.CANCELLED, "The query was cancelled."),
    TIMEOUT("KQ3003", Kind.TIMEOUT, "The query did not end within {0}."),
    LIMITS("KQ3004", Kind.LIMITS, "{0}"),
    INGESTION("KQ4001", Kind.RUNTIME, "{0}"),
    ALREADY_THERE("KQ4003", Kind.SEMANTIC, "A {0} ''{1}'' is already there."),
    ALREADY_INGESTED("KQ4004", Kind.RUNTIME, "Table ''{0}'' holds rows of ''{1}'' already: nothing was added."),
    CONFLICT("KQ4002", Kind.RUNTIME, "{0}"),
    BUG("KQ9001", Kind.BUG, "This is a bug in Kelp: {0}");

    /** What sort of failure a problem is; servers and shells choose their status by it. */
    public enum Kind {
        SYNTAX,
        SEMANTIC,
        UNSUPPORTED,
        RUNTIME,
        LIMITS,
        CANCELLED,
        TIMEOUT,
        BUG
    }

    private final String code;
    private final Kind kind;
    private final String pattern;

    Problem(String code, Kind kind, String pattern) {
        this.code = code;
        this.kind = kind;
        this.pattern = pattern;
    }

    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    /** The exception of this problem at a place, with the values its message names. */
    public KqlException at(@Nullable Span span, Object... values) {
        return new KqlException(this, span, message(values), null, null);
    }

    /** The exception of this problem where no place of the query is to blame. */
    public KqlException here(Object... values) {
        return at(null, values);
    }

    private String message(Object... values) {
        Object[] texts = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = String.valueOf(values[i]);
        }
        return new MessageFormat(pattern, Locale.ROOT).format(texts);
    }
}
