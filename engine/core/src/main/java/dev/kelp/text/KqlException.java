package dev.kelp.text;

import org.jspecify.annotations.Nullable;

/** The one exception users see: what is wrong, where, and what may help. */
public final class KqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final @Nullable Span span;
    private final @Nullable String hint;
    private final transient @Nullable Source source;

    KqlException(Problem problem, @Nullable Span span, String message, @Nullable String hint, @Nullable Source source) {
        super(message);
        this.problem = problem;
        this.span = span;
        this.hint = hint;
        this.source = source;
    }

    /** The same with a hint. */
    public KqlException hint(String text) {
        return keepTrace(new KqlException(problem, span, message(), text, source));
    }

    /** The same at a place, where it has none yet. */
    public KqlException orAt(@Nullable Span place) {
        return span != null || place == null
                ? this
                : keepTrace(new KqlException(problem, place, message(), hint, source));
    }

    /** The same at a place of the query, where it was found in a text that the query's author has not written. */
    public KqlException movedTo(Span place) {
        return keepTrace(new KqlException(problem, place, message(), hint, null));
    }

    /** The same, knowing the text it speaks of, where it does not know one yet. */
    public KqlException in(Source text) {
        return source != null ? this : keepTrace(new KqlException(problem, span, message(), hint, text));
    }

    private KqlException keepTrace(KqlException other) {
        other.setStackTrace(getStackTrace());
        if (getCause() != null && other.getCause() == null) {
            other.initCause(getCause());
        }
        return other;
    }

    /** The same, remembering the fault that led to it (for logs, never shown). */
    public KqlException because(Throwable cause) {
        if (getCause() == null) {
            initCause(cause);
        }
        return this;
    }

    public Problem problem() {
        return problem;
    }

    public @Nullable Span span() {
        return span;
    }

    public @Nullable String hint() {
        return hint;
    }

    /** What is wrong, in one sentence, without place and hint. */
    public String message() {
        return String.valueOf(super.getMessage());
    }

    /** Line and column of the problem, null where it has no place. */
    public Source.@Nullable Position position() {
        return source == null || span == null ? null : source.position(span.start());
    }

    /** One line: code, place, message and hint. */
    @Override
    public String getMessage() {
        Source.Position at = position();
        return problem.code() + (at == null ? "" : " at " + at) + ": " + message() + (hint == null ? "" : " " + hint);
    }

    /** All that helps: message, the line itself with a caret, and the hint. */
    public String describe() {
        StringBuilder out = new StringBuilder("error ").append(problem.code());
        Source.Position at = position();
        if (at != null) {
            out.append(" at line ").append(at.line()).append(", column ").append(at.column());
        }
        out.append(": ").append(message());
        if (source != null && span != null) {
            for (String line : source.excerpt(span).split("\n", -1)) {
                out.append("\n    ").append(line);
            }
        }
        if (hint != null) {
            out.append("\nhint: ").append(hint);
        }
        return out.toString();
    }
}
