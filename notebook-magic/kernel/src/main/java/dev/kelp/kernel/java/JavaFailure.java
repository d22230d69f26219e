package dev.kelp.kernel.java;

import dev.kelp.kernel.execute.CellFailure;
import dev.kelp.kernel.kql.KqlFailure;
import dev.kelp.text.KqlException;
import dev.kelp.text.Source;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;

/** What went wrong in a Java cell: the compiler's words with a caret, or the exception with the cell's own lines. */
final class JavaFailure {
    private static final int CAUSES = 5;

    private JavaFailure() {}

    /** @param offset of the snippet in the cell */
    static CellFailure compilation(List<Diag> diagnostics, String cell, int offset) {
        List<String> lines = new ArrayList<>();
        String first = "The cell does not compile.";
        for (Diag diagnostic : diagnostics) {
            if (!diagnostic.isError()) {
                continue;
            }
            String message = diagnostic.getMessage(Locale.ROOT);
            if (lines.isEmpty()) {
                first = message.lines().findFirst().orElse(first);
            }
            int start = clamp(offset + (int) diagnostic.getStartPosition(), cell);
            int end = clamp(offset + (int) diagnostic.getEndPosition(), cell);
            Source source = new Source(cell);
            Span span = new Span(start, Math.max(start, end));
            lines.add(CellFailure.red("error at line " + source.position(start).line() + ": ") + message);
            source.excerpt(span).lines().forEach(line -> lines.add("    " + line));
        }
        return new CellFailure("CompilationError", first, lines);
    }

    private static int clamp(int position, String cell) {
        return Math.max(0, Math.min(position, cell.length()));
    }

    /**
     * @param shown the same as JShell tells it, with the cell's own line numbers
     * @param firstLine of the snippet in the cell
     */
    static CellFailure exception(Throwable thrown, Throwable shown, String snippet, int firstLine) {
        if (thrown instanceof KqlException kql) {
            return KqlFailure.of(kql);
        }
        if (thrown instanceof CellFailure failure) {
            return failure;
        }
        List<String> lines = new ArrayList<>();
        Throwable cause = thrown;
        Throwable told = shown;
        for (int i = 0; cause != null && i < CAUSES; i++) {
            lines.add(CellFailure.red(
                            (i == 0 ? "" : "caused by ") + cause.getClass().getName()) + ": " + cause.getMessage());
            if (told != null) {
                frames(told, snippet, firstLine, lines);
                told = told.getCause();
            }
            cause = cause.getCause();
        }
        return new CellFailure(thrown.getClass().getName(), String.valueOf(thrown.getMessage()), lines);
    }

    /** The frames of cells; those of libraries say nothing to the reader of a notebook. */
    private static void frames(Throwable told, String snippet, int firstLine, List<String> lines) {
        for (StackTraceElement frame : told.getStackTrace()) {
            String file = frame.getFileName();
            if (file != null && file.startsWith("#")) {
                boolean here = file.equals("#" + snippet);
                String method = frame.getMethodName().isEmpty() ? "" : frame.getMethodName() + ", ";
                lines.add("    at " + method
                        + (here ? "line " + (firstLine + frame.getLineNumber() - 1) : "an earlier cell"));
            }
        }
    }
}
