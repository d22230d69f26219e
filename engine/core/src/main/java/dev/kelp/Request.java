package dev.kelp;

import dev.kelp.run.Cancellation;
import dev.kelp.run.Progress;
import java.util.Map;

/**
 * A query or command and how to run it.
 *
 * @param text KQL, or a command when it begins with a dot
 * @param database a database name; empty or {@code NetDefaultDB} for the default one
 * @param parameters values for {@code declare query_parameters}, each as a KQL literal or bare text
 * @param options request options by Kusto's names, for example {@code servertimeout}, {@code truncationmaxrecords}
 * @param executor {@code duckdb}, {@code spark}, or empty for the engine's default
 */
public record Request(
        String text,
        String database,
        Map<String, String> parameters,
        Map<String, String> options,
        String executor,
        Progress progress,
        Cancellation cancellation) {
    public Request {
        parameters = Map.copyOf(parameters);
        options = Map.copyOf(options);
    }

    public static Request of(String text) {
        return new Request(text, "", Map.of(), Map.of(), "", Progress.SILENT, new Cancellation());
    }

    /** Another text under the same conditions. */
    Request asking(String other) {
        return new Request(other, database, parameters, options, executor, progress, cancellation);
    }

    public Request database(String name) {
        return new Request(text, name, parameters, options, executor, progress, cancellation);
    }

    public Request parameters(Map<String, String> values) {
        return new Request(text, database, values, options, executor, progress, cancellation);
    }

    public Request options(Map<String, String> values) {
        return new Request(text, database, parameters, values, executor, progress, cancellation);
    }

    public Request executor(String name) {
        return new Request(text, database, parameters, options, name, progress, cancellation);
    }

    public Request progress(Progress listener) {
        return new Request(text, database, parameters, options, executor, listener, cancellation);
    }

    public Request cancellation(Cancellation token) {
        return new Request(text, database, parameters, options, executor, progress, token);
    }
}
