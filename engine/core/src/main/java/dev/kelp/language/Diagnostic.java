package dev.kelp.language;

import dev.kelp.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A remark on a text.
 *
 * @param code Kusto's ({@code KS…}) where one fits, else Kelp's own ({@code KQ…})
 * @param message one sentence
 * @param hint what may help, null where nothing is known
 */
public record Diagnostic(
        Span span,
        Severity severity,
        String code,
        String message,
        @Nullable String hint) {

    public enum Severity {
        /** The text does not compile. */
        ERROR,
        /** It compiles, and is likely not what was meant. */
        WARNING,
        /** It could be better. */
        SUGGESTION
    }
}
