package dev.kelp.sql;

import dev.kelp.functions.Dialect;
import dev.kelp.types.Carrier;
import dev.kelp.types.KqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs in the text of the two SQL dialects, beyond single functions. */
interface DialectSyntax {

    Dialect dialect();

    /** A name in quotes. */
    String quoted(String name);

    /** A string constant. */
    String text(String value);

    /** A typed constant. */
    String literal(KqlType type, @Nullable Object value);

    String typeName(Carrier carrier);

    /** {@code a} and {@code b} are equal, null and NaN like any value. */
    String same(String a, String b);

    /** The relation of one column with a row per value from 0 to the last, both included; no rows where it is negative or null. */
    String series(String last, String column);

    /**
     * A SELECT that unnests lists (joined by U+0001) beside the columns of an input.
     *
     * @param kept names of the input's columns to keep
     * @param lists the lists' SQL over the input, with the names their items take
     * @param position the name of the position, null where it isn't asked for
     */
    String unnest(String input, List<String> kept, List<String> lists, List<String> items, @Nullable String position);

    String semiJoin();

    String antiJoin();

    /** The aggregate that joins a group's texts by commas, nulls left out; null for no text. */
    String joinedTexts(String text, @Nullable String order);

    /** A call of a Java function. */
    default String call(String function, List<String> arguments) {
        return function + "(" + String.join(", ", arguments) + ")";
    }

    /** The template of an aggregate that stands beside lists in an order. */
    default String besideLists(String template) {
        return template;
    }
}
