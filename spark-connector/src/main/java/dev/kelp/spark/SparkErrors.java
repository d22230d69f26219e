package dev.kelp.spark;

import dev.kelp.run.Cancellation;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** Spark's failures in words for a person, without plans of Spark's or Java's stack. */
final class SparkErrors {
    private SparkErrors() {}

    static KqlException of(Throwable fault, Cancellation cancellation) {
        if (cancellation.isCancelled()) {
            return Problem.CANCELLED.here().because(fault);
        }
        Throwable telling = fault;
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof KqlException known) {
                return known;
            }
            if (cause instanceof SparkThrowable || cause.getMessage() != null) {
                telling = cause;
            }
        }
        if (fault instanceof AnalysisException) {
            return Problem.BUG
                    .here("Spark refused the query. " + firstLine(fault))
                    .because(fault);
        }
        return Problem.RUNTIME.here(firstLine(telling)).because(fault);
    }

    private static String firstLine(Throwable fault) {
        String message = String.valueOf(fault.getMessage()).strip();
        String line = message.lines().findFirst().orElse(fault.getClass().getSimpleName());
        String plain = line.replaceFirst("^\\[[A-Z_.0-9]+] ", "").replaceFirst(" SQLSTATE: \\w+$", "");
        return plain.endsWith(".") ? plain : plain + ".";
    }
}
