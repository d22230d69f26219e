package dev.kelp.kernel.cell;

import dev.kelp.kernel.cell.Completions.Match;
import dev.kelp.kernel.display.MimeBundle;
import dev.kelp.kernel.execute.CellFailure;
import dev.kelp.kernel.execute.CellOutput;
import dev.kelp.kernel.session.Session;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The commands of the notebook itself: {@code %data}, {@code %database}, {@code %executor}, {@code %help}. */
public final class LineMagics {
    private static final Set<String> EXECUTORS = Set.of("duckdb", "spark");

    private record Magic(String arguments, String doc, Action action) {}

    @FunctionalInterface
    private interface Action {
        void run(String argument, CellOutput output) throws CellFailure;
    }

    private final Session session;
    private final Map<String, Magic> magics = new LinkedHashMap<>();

    public LineMagics(Session session) {
        this.session = session;
        magics.put("data", new Magic("[FOLDER]", "the data folder that cells ask", this::data));
        magics.put("database", new Magic("[NAME]", "the database in it", this::database));
        magics.put("executor", new Magic("[duckdb|spark]", "what runs the queries", this::executor));
        magics.put("help", new Magic("", "this text", (argument, output) -> output.display(MimeBundle.text(help()))));
    }

    /** Runs a line without its percent sign. */
    void run(String line, CellOutput output) throws CellFailure {
        String[] words = line.split("\\s+", 2);
        Magic magic = magics.get(words[0]);
        if (magic == null) {
            throw CellFailure.of("UnknownMagic", "No line magic %" + words[0] + ". %help lists them.");
        }
        magic.action.run(words.length > 1 ? unquote(words[1].strip()) : "", output);
    }

    private void data(String folder, CellOutput output) throws CellFailure {
        if (folder.isEmpty()) {
            output.display(MimeBundle.text(session.data().toString()));
            return;
        }
        try {
            session.useData(Path.of(folder));
        } catch (InvalidPathException e) {
            throw CellFailure.of("BadPath", "'" + folder + "' is no path: " + e.getReason());
        }
    }

    private void database(String name, CellOutput output) {
        if (name.isEmpty()) {
            output.display(MimeBundle.text(session.database().isEmpty() ? "NetDefaultDB" : session.database()));
        } else {
            session.useDatabase(name);
        }
    }

    private void executor(String name, CellOutput output) throws CellFailure {
        if (name.isEmpty()) {
            output.display(MimeBundle.text(session.executor().isEmpty() ? "duckdb" : session.executor()));
        } else if (EXECUTORS.contains(name)) {
            session.useExecutor(name);
        } else {
            throw CellFailure.of("BadExecutor", "No executor '" + name + "': there are duckdb and spark.");
        }
    }

    private static String unquote(String text) {
        boolean quoted = text.length() > 1
                && (text.startsWith("\"") || text.startsWith("'"))
                && text.charAt(0) == text.charAt(text.length() - 1);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private String help() {
        StringBuilder out = new StringBuilder("A cell is KQL, or a management command that begins with a dot.\n\n");
        out.append("%%java   Java, with `engine`, `kelp` and `spark`\n");
        out.append("%%sql    DuckDB SQL over the tables\n");
        out.append("%%spark  Spark SQL over the tables\n\n");
        magics.forEach((name, magic) ->
                out.append(String.format("%%%-24s %s%n", (name + " " + magic.arguments).strip(), magic.doc)));
        return out.toString();
    }

    /** Names of magics in place of the word before an offset. */
    Completions complete(String code, int cursor, Collection<String> languages) {
        int start = cursor;
        while (start > 0 && (Character.isLetter(code.charAt(start - 1)) || code.charAt(start - 1) == '%')) {
            start--;
        }
        String word = code.substring(start, cursor);
        List<Match> matches = new ArrayList<>();
        languages.stream().sorted().map(name -> "%%" + name).forEach(name -> offer(name, word, matches));
        magics.keySet().stream().map(name -> "%" + name).forEach(name -> offer(name, word, matches));
        return new Completions(matches, start, cursor);
    }

    private static void offer(String name, String word, List<Match> matches) {
        if (word.startsWith("%") && name.startsWith(word)) {
            matches.add(new Match(name, "magic"));
        }
    }
}
