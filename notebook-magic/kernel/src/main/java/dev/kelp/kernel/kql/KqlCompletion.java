package dev.kelp.kernel.kql;

import dev.kelp.functions.Functions;
import dev.kelp.kernel.cell.Completions;
import dev.kelp.kernel.cell.Completions.Match;
import dev.kelp.kernel.session.Session;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Offers what may come next, by the operator the cursor stands in. */
final class KqlCompletion {
    private static final Pattern LET = Pattern.compile("\\blet\\s+([A-Za-z_]\\w*)");
    private static final Pattern MADE = Pattern.compile("([A-Za-z_]\\w*)\\s*=(?![=~])");

    private final Session session;

    KqlCompletion(Session session) {
        this.session = session;
    }

    Completions at(String text, int cursor) {
        String word = KqlText.wordBefore(text, cursor);
        int start = cursor - word.length();
        String before = text.substring(0, start).stripTrailing();
        List<Match> matches = new ArrayList<>();
        if (before.endsWith("|")) {
            offer(KqlNames.OPERATORS, "operator", word, matches);
        } else if (before.endsWith("render")) {
            offer(KqlNames.CHARTS, "chart", word, matches);
        } else {
            names(text, before, word, matches);
        }
        return new Completions(matches.stream().distinct().toList(), start, cursor);
    }

    private void names(String text, String before, String word, List<Match> matches) {
        List<TableDef> tables = session.tables();
        List<String> tableNames = tables.stream().map(TableDef::name).toList();
        boolean statementStart = before.isEmpty() || before.endsWith(";");
        boolean sourceWanted =
                statementStart || before.endsWith("(") || before.endsWith("union") || before.endsWith("=");
        if (!statementStart) {
            offer(columns(text, tables), "column", word, matches);
            offer(found(MADE, text), "column", word, matches);
        }
        if (sourceWanted || !word.isEmpty()) {
            offer(tableNames, "table", word, matches);
            offer(found(LET, text), "variable", word, matches);
        }
        if (statementStart) {
            offer(KqlNames.STARTS, "statement", word, matches);
        } else if (!word.isEmpty()) {
            offer(Functions.names(), "function", word, matches);
            offer(KqlNames.KEYWORDS, "keyword", word, matches);
        }
    }

    /** The columns of every table the text names. */
    private static List<String> columns(String text, List<TableDef> tables) {
        return tables.stream()
                .filter(table -> Pattern.compile("\\b" + Pattern.quote(table.name()) + "\\b")
                        .matcher(text)
                        .find())
                .flatMap(table -> table.columns().stream().map(ColumnDef::name))
                .distinct()
                .toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        List<String> names = new ArrayList<>();
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static void offer(Collection<String> names, String type, String word, List<Match> matches) {
        String prefix = word.toLowerCase(Locale.ROOT);
        names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(prefix) && !name.equals(word))
                .sorted()
                .forEach(name -> matches.add(new Match(name, type)));
    }
}
