package dev.kelp.kernel.java;

import dev.kelp.kernel.cell.CellLanguage;
import dev.kelp.kernel.cell.Completions;
import dev.kelp.kernel.cell.Completions.Match;
import dev.kelp.kernel.execute.CellFailure;
import dev.kelp.kernel.execute.CellOutput;
import dev.kelp.kernel.session.Session;
import dev.kelp.text.Source;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** Java, by JShell in this process. Cells see {@code kelp}, {@code engine} and, where Spark is there, {@code spark}. */
public final class JavaCells implements CellLanguage {
    private static final Pattern ENGINE = Pattern.compile("\\bengine\\b");
    private static final Pattern SPARK = Pattern.compile("\\bspark\\b");

    /** What a cell that names {@code spark} needs. */
    public interface SparkBinding {
        /** Lines that declare {@code spark} and its imports; starts Spark. */
        List<String> declarations(ClassLoader cells) throws CellFailure;

        /** Makes the session's last result visible to Spark. */
        void refresh() throws CellFailure;
    }

    private final Kelp kelp;
    private final ValueViews views;
    private final SparkBinding spark;
    private final CompletableFuture<JavaShell> shell;
    private boolean engineDeclared;
    private boolean sparkDeclared;

    /** @param background where JShell is made ready, which takes a second */
    public JavaCells(Session session, ValueViews views, SparkBinding spark, Executor background) {
        this.kelp = new Kelp(session, views);
        this.views = views;
        this.spark = spark;
        this.shell = CompletableFuture.supplyAsync(this::open, background);
    }

    private JavaShell open() {
        JavaShell opened = new JavaShell();
        opened.quietly("var kelp = " + Handoff.expression(kelp) + ";");
        opened.quietly("1 + 1");
        return opened;
    }

    /** The loader of the cells' classes. */
    public ClassLoader loader() throws CellFailure {
        return ready().loader();
    }

    private JavaShell ready() throws CellFailure {
        try {
            return shell.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CellFailure.interrupted();
        } catch (ExecutionException e) {
            throw CellFailure.of("NoJShell", "JShell did not start: " + e.getCause());
        }
    }

    @Override
    public void run(String body, CellOutput output) throws CellFailure {
        JavaShell java = ready();
        CellStreams.Printers printers = CellStreams.route(output);
        kelp.enter(output, printers);
        java.control().begin();
        output.onInterrupt(() -> java.control().stop());
        try {
            declare(body, java);
            evaluate(body, java, output, printers);
        } finally {
            CellStreams.route(null);
            if (printers != null) {
                printers.flush();
            }
        }
    }

    private void declare(String body, JavaShell java) throws CellFailure {
        if (ENGINE.matcher(body).find()) {
            java.quietly(engineDeclared ? "engine = kelp.engine();" : "var engine = kelp.engine();");
            engineDeclared = true;
        }
        if (SPARK.matcher(body).find()) {
            if (!sparkDeclared) {
                spark.declarations(java.loader()).forEach(java::quietly);
                sparkDeclared = true;
            }
            spark.refresh();
        }
    }

    private void evaluate(String body, JavaShell java, CellOutput output, CellStreams.@Nullable Printers printers)
            throws CellFailure {
        String rest = body;
        boolean valued = false;
        while (!rest.isBlank()) {
            CompletionInfo info = java.analysis().analyzeCompletion(rest);
            String snippet = info.completeness().isComplete() ? info.source() : rest;
            int offset = body.length() - rest.length();
            for (SnippetEvent event : java.evaluate(snippet)) {
                check(event, java, body, offset, output);
                valued = isValue(event);
            }
            rest = info.completeness().isComplete() ? info.remaining() : "";
        }
        Object value = java.control().value();
        if (valued && value != null && !body.stripTrailing().endsWith(";")) {
            if (printers != null) {
                printers.flush();
            }
            output.result(views.of(value));
        }
    }

    private static void check(SnippetEvent event, JavaShell java, String body, int offset, CellOutput output)
            throws CellFailure {
        Throwable thrown = java.control().thrown();
        if (output.isInterrupted()) {
            throw CellFailure.interrupted();
        }
        if (event.status() == Snippet.Status.REJECTED) {
            throw JavaFailure.compilation(
                    java.shell().diagnostics(event.snippet()).toList(), body, offset);
        }
        Exception told = event.exception();
        if (told != null && thrown != null) {
            int line = new Source(body).position(offset).line();
            throw JavaFailure.exception(thrown, told, event.snippet().id(), line);
        }
        if (event.status() == Snippet.Status.RECOVERABLE_NOT_DEFINED
                || event.status() == Snippet.Status.RECOVERABLE_DEFINED) {
            unresolved(event.snippet(), java.shell());
        }
    }

    /** A declaration that names what isn't there yet is legal in JShell; a notebook says so at once. */
    private static void unresolved(Snippet snippet, JShell shell) throws CellFailure {
        if (snippet instanceof DeclarationSnippet declaration) {
            String missing = shell.unresolvedDependencies(declaration).collect(Collectors.joining(", "));
            throw CellFailure.of(
                    "Unresolved", "'" + declaration.name() + "' needs " + missing + ", which is not there.");
        }
    }

    private static boolean isValue(SnippetEvent event) {
        return switch (event.snippet().kind()) {
            case EXPRESSION -> true;
            case VAR ->
                event.snippet() instanceof VarSnippet variable
                        && variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
            default -> false;
        };
    }

    @Override
    public Completions complete(String body, int cursor) {
        JavaShell java = shell.getNow(null);
        if (java == null) {
            return Completions.none(cursor);
        }
        int[] anchor = {cursor};
        List<Match> matches = java.analysis().completionSuggestions(body, cursor, anchor).stream()
                .map(suggestion -> new Match(suggestion.continuation(), "java"))
                .distinct()
                .toList();
        return new Completions(matches, anchor[0], cursor);
    }

    @Override
    public String inspect(String body, int cursor) {
        JavaShell java = shell.getNow(null);
        return java == null
                ? ""
                : java.analysis().documentation(body, cursor, false).stream()
                        .map(SourceCodeAnalysis.Documentation::signature)
                        .collect(Collectors.joining("\n"));
    }

    @Override
    public Completeness completeness(String body) {
        JavaShell java = shell.getNow(null);
        String rest = java == null ? "" : body;
        while (java != null && !rest.isBlank()) {
            CompletionInfo info = java.analysis().analyzeCompletion(rest);
            switch (info.completeness()) {
                case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> {
                    return Completeness.INCOMPLETE;
                }
                case UNKNOWN -> {
                    return Completeness.INVALID;
                }
                default -> rest = info.remaining();
            }
        }
        return Completeness.COMPLETE;
    }
}
