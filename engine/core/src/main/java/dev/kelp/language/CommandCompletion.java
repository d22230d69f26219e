package dev.kelp.language;

import dev.kelp.commands.Command;
import dev.kelp.commands.Commands;
import dev.kelp.language.Completions.Kind;
import dev.kelp.tables.TableCatalog;
import dev.kelp.tables.TableDef;
import java.util.List;
import java.util.Locale;

/** Completion in management commands: their words, names of tables behind them, and the query in them as any query. */
final class CommandCompletion {
    private CommandCompletion() {}

    static Completions at(String text, int offset, TableCatalog catalog, String database) {
        CommandParts parts = CommandParts.of(text);
        if (offset >= parts.queryStart() + (parts.piped() ? 1 : 0) && parts.queryStart() < text.length()) {
            return QueryCompletion.at(parts.query(), offset, catalog, database);
        }
        CommandParts before = CommandParts.of(text.substring(0, offset));
        if (!before.tokens().isEmpty() && inString(before, offset)) {
            return Completions.none(offset);
        }
        return words(text, offset, before, catalog, database);
    }

    private static boolean inString(CommandParts before, int offset) {
        var last = before.tokens().get(before.tokens().size() - 1);
        return last.kind() == dev.kelp.syntax.Token.Kind.STRING && last.span().end() == offset;
    }

    private static Completions words(
            String text, int offset, CommandParts before, TableCatalog catalog, String database) {
        List<CommandParts.Word> words = before.words();
        int nameWords = before.nameLength();
        boolean inName = before.tokens().size() - 1 <= glued(words);
        int first = words.isEmpty() ? offset : words.get(0).span().start();
        String typed = text.substring(first, offset).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        Candidates commands = new Candidates("");
        if (inName) {
            for (Command command : Commands.all()) {
                if (command.words().startsWith(typed)) {
                    commands.add(command.words(), Kind.COMMAND, command.words(), command.syntax(), command.doc(), 0);
                }
            }
        }
        Completions names = commands.within(first, offset);
        if (nameWords == 0 || !names.items().isEmpty() && typed.length() <= commandEnd(before, nameWords) - first) {
            return names;
        }
        int start = QueryCompletion.wordStart(text, offset);
        Candidates tables = new Candidates(text.substring(start, offset));
        for (TableDef table : catalog.tables(database)) {
            tables.add(table.name(), Kind.TABLE, Names.written(table.name()), "table", Descriptions.columns(table), 0);
        }
        return tables.within(start, offset);
    }

    private static int commandEnd(CommandParts before, int nameWords) {
        return before.words().get(nameWords - 1).span().end();
    }

    /** How many tokens the words are: a dash and a name more for each dash. */
    private static int glued(List<CommandParts.Word> words) {
        return words.stream()
                .mapToInt(w ->
                        1 + 2 * (int) w.text().chars().filter(c -> c == '-').count())
                .sum();
    }
}
