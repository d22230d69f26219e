package dev.kelp.kernel.java;

import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** A JShell that runs in this process. */
final class JavaShell {
    private static final String IMPORTS = """
            import java.io.*;
            import java.math.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.function.*;
            import java.util.stream.*;
            """;

    private final CellLoader loader;
    private final CellControl control;
    private final JShell shell;

    JavaShell() {
        loader = new CellLoader();
        control = new CellControl(loader);
        shell = JShell.builder()
                .executionEngine(new InProcess(control), Map.of())
                .idGenerator((snippet, i) -> "cell" + i)
                .build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        IMPORTS.lines().forEach(this::quietly);
    }

    /** Evaluates a line of the kernel's own. */
    void quietly(String line) {
        shell.eval(line);
    }

    CellControl control() {
        return control;
    }

    ClassLoader loader() {
        return loader.classes();
    }

    JShell shell() {
        return shell;
    }

    SourceCodeAnalysis analysis() {
        return shell.sourceCodeAnalysis();
    }

    List<SnippetEvent> evaluate(String snippet) {
        control.reset();
        return shell.eval(snippet);
    }

    private record InProcess(CellControl control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "kelp";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return control;
        }
    }
}
