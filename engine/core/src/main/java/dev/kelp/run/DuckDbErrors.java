package dev.kelp.run;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** DuckDB's failures in words for a person, without SQL of ours or Java's stack. */
public final class DuckDbErrors {
    private DuckDbErrors() {}

    public static KqlException of(Throwable fault, Cancellation cancellation) {
        return of(fault, cancellation, null);
    }

    /** @param functions whose refusals may be behind a fault without words */
    static KqlException of(Throwable fault, Cancellation cancellation, @Nullable JavaFunctions functions) {
        if (fault instanceof KqlException known) {
            return known;
        }
        String message = String.valueOf(fault.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (cancellation.isCancelled() || lower.contains("interrupted")) {
            return Problem.CANCELLED.here().because(fault);
        }
        if (lower.contains("out of memory")) {
            return Problem.LIMITS
                    .here("The query needs more memory than there is.")
                    .hint("Filter earlier, or read fewer columns.")
                    .because(fault);
        }
        if (functions != null && message.contains("Invalid result set")) {
            KqlException refusal = functions.takeRefusal();
            return refusal != null
                    ? refusal
                    : Problem.RUNTIME.here("A value could not be computed.").because(fault);
        }
        int kelp = message.indexOf("dev.kelp.text.KqlException: ");
        if (kelp >= 0) {
            return Problem.RUNTIME
                    .here(firstLine(message.substring(message.indexOf(": ", kelp + 10) + 2)))
                    .because(fault);
        }
        boolean compiled = lower.startsWith("parser error")
                || lower.startsWith("binder error")
                || lower.startsWith("catalog error");
        if (compiled || lower.startsWith("internal error")) {
            return Problem.BUG
                    .here("DuckDB refused the query. " + firstLine(message))
                    .because(fault);
        }
        return Problem.RUNTIME.here(firstLine(message)).because(fault);
    }

    private static String firstLine(String message) {
        String line = message.strip().split("\n", 2)[0];
        return line.endsWith(".") ? line : line + ".";
    }
}
