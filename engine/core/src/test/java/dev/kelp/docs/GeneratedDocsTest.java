package dev.kelp.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kelp.bind.QueryOption;
import dev.kelp.commands.Command;
import dev.kelp.commands.Commands;
import dev.kelp.functions.Functions;
import dev.kelp.operators.Operators;
import dev.kelp.operators.plugins.Plugin;
import dev.kelp.operators.plugins.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages written from the engine's tables are up to date. {@code -Dkelp.docs.update=true} writes them anew. */
class GeneratedDocsTest {
    static final Path DOCS = Path.of("../../docs");

    @Test
    void functions() throws IOException {
        check("functions.md", FunctionPages.page());
    }

    @Test
    void everyFunctionHasAFamily() {
        Set<String> inFamilies = Functions.families().values().stream()
                .flatMap(List::stream)
                .map(row -> row.name())
                .collect(Collectors.toSet());
        assertEquals(Functions.names(), inFamilies);
    }

    @Test
    void everythingHasAnExampleThatATestRuns() {
        Examples examples = new Examples();
        assertEquals(
                List.of(),
                Functions.names().stream()
                        .filter(name -> examples.ofCall(name).isEmpty())
                        .toList());
        assertEquals(
                List.of(),
                Stream.concat(Operators.ALL.pipedRows().stream(), Operators.ALL.sourceRows().stream())
                        .map(Operators.Row::word)
                        .filter(word -> examples.ofOperator(word).isEmpty())
                        .toList());
        assertEquals(
                List.of(),
                Plugins.all().stream()
                        .filter(plugin -> plugin.binding() != null)
                        .map(Plugin::name)
                        .filter(name -> examples.ofCall(name).isEmpty())
                        .toList());
    }

    @Test
    void operators() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Operators

                Written from the engine's tables by `dev/docs-update`; a test fails when it is out of date.

                ## What begins a query

                The name of a table does, too, and so does a table in parentheses.

                """);
        table(page, Operators.ALL.sourceRows());
        page.append("\n## What follows a pipe\n\n");
        table(
                page,
                Operators.ALL.pipedRows().stream()
                        .sorted(Comparator.comparing(Operators.Row::word))
                        .toList());
        Examples examples = new Examples();
        page.append("\n## Examples\n\nWith their columns and rows; tests run them.\n\n")
                .append(Examples.blocks(Stream.concat(
                                Operators.ALL.sourceRows().stream(), Operators.ALL.pipedRows().stream())
                        .map(Operators.Row::word)
                        .distinct()
                        .sorted()
                        .flatMap(word -> examples.ofOperator(word).stream().map(golden -> Map.entry(word, golden)))));
        check("operators.md", page.toString().stripTrailing() + "\n");
    }

    @Test
    void options() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Options

                Written from the engine's tables by `dev/docs-update`; a test fails when it is out of date.

                What `set name = value;` says before a query, or a request in its `properties.Options`; `set` counts more. Options of
                other names are taken and change nothing.

                """);
        for (QueryOption.Effect effect : QueryOption.Effect.values()) {
            page.append("## ")
                    .append(
                            switch (effect) {
                                case QUERY -> "Minded by the engine";
                                case SERVER -> "Minded by the server, for requests over HTTP";
                                case NONE -> "Taken without effect";
                                case REFUSED -> "Refused";
                            })
                    .append("\n\n| option | type | |\n|---|---|---|\n");
            QueryOption.ALL.stream().filter(o -> o.effect() == effect).forEach(o -> page.append("| `")
                    .append(o.name())
                    .append("` | ")
                    .append(o.type())
                    .append(" | ")
                    .append(o.doc())
                    .append(" |\n"));
            page.append("\n");
        }
        check("options.md", page.toString().stripTrailing() + "\n");
    }

    @Test
    void plugins() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Plugins

                Written from the engine's tables by `dev/docs-update`; a test fails when it is out of date.

                What [evaluate](operators.md) calls. `…` may be repeated; optional arguments may be left out from the end, those with a
                name by their name. Columns that depend on the data are asked of them first, unless they are written behind the call:
                `evaluate bag_unpack(b) : (*, a: long)`.

                | plugin | |
                |---|---|
                """);
        plugins(page, true);
        page.append("\n## Not in Kelp\n\n| plugin | |\n|---|---|\n");
        plugins(page, false);
        Examples examples = new Examples();
        page.append("\n## Examples\n\nWith their columns and rows; tests run them.\n\n")
                .append(Examples.blocks(Plugins.all().stream()
                        .filter(plugin -> plugin.binding() != null)
                        .map(Plugin::name)
                        .sorted()
                        .flatMap(name -> examples.ofCall(name).stream().map(golden -> Map.entry(name, golden)))));
        check("plugins.md", page.toString().stripTrailing() + "\n");
    }

    private static void plugins(StringBuilder page, boolean supported) {
        Plugins.all().stream()
                .filter(plugin -> (plugin.binding() != null) == supported)
                .sorted(Comparator.comparing(Plugin::name))
                .forEach(plugin -> page.append("| ")
                        .append(code(plugin.syntax()))
                        .append(" | ")
                        .append(plugin.doc())
                        .append(" |\n"));
    }

    private static void table(StringBuilder page, List<Operators.Row> rows) {
        page.append("| operator | |\n|---|---|\n");
        for (Operators.Row row : rows) {
            page.append("| ")
                    .append(code(row.syntax()))
                    .append(" | ")
                    .append(row.doc())
                    .append(" |\n");
        }
    }

    @Test
    void commands() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Commands

                Written from the engine's tables by `dev/docs-update`; a test fails when it is out of date.

                A text that begins with a dot is a command. Those that begin with `.show` may be followed by a pipe and a query
                over their rows. What stands in `[…]` with `with` before it, and `[ifexists]`, may be left out.

                | command | |
                |---|---|
                """);
        for (Command command : Commands.all()) {
            page.append("| ")
                    .append(code(command.syntax()))
                    .append(" | ")
                    .append(command.doc())
                    .append(" |\n");
        }
        check("commands.md", page.toString());
    }

    /** A pipe would end the cell, even in code. */
    private static String code(String text) {
        assertFalse(text.contains("`"), text);
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static void check(String name, String page) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("kelp.docs.update")) {
            Files.createDirectories(DOCS);
            Files.writeString(file, page);
        }
        assertEquals(page, Files.exists(file) ? Files.readString(file) : "", "run dev/docs-update");
    }
}
