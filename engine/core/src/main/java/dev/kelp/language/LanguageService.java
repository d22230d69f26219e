package dev.kelp.language;

import dev.kelp.tables.TableCatalog;
import dev.kelp.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * Answers an editor's questions about a text, on every keystroke: any text, finished or not, queries and management commands. Offsets count
 * UTF-16 units from the text's beginning; those outside it are taken for its nearer end. No method throws or does I/O. Immutable and
 * thread-safe; make a new one when the tables change, which costs nothing.
 */
public final class LanguageService {
    private final TableCatalog catalog;
    private final String database;

    private LanguageService(TableCatalog catalog, String database) {
        this.catalog = catalog;
        this.database = database;
    }

    /** @param database a name as requests give it; the default database where it names none */
    public static LanguageService of(TableCatalog catalog, String database) {
        String known = catalog.database(database).or(() -> catalog.database("")).orElse(database);
        return new LanguageService(catalog, known);
    }

    /** For texts about no tables. */
    public static LanguageService withoutTables() {
        return new LanguageService(NoTables.NONE, "");
    }

    /** What is wrong with the text, and what may be, in the order of places. A text without errors compiles. */
    public List<Diagnostic> diagnostics(String text) {
        return Diagnostics.of(analyze(text));
    }

    /** What may stand at a place, the likeliest first. */
    public Completions complete(String text, int offset) {
        int at = Math.max(0, Math.min(offset, text.length()));
        try {
            return CommandParts.isCommand(text)
                    ? CommandCompletion.at(text, at, catalog, database)
                    : QueryCompletion.at(text, at, catalog, database);
        } catch (RuntimeException | StackOverflowError e) {
            return Completions.none(at);
        }
    }

    /** What is known of the word or expression at a place. */
    public Optional<Hover> hover(String text, int offset) {
        int at = Math.max(0, Math.min(offset, text.length()));
        try {
            return Hovers.at(analyze(text), at);
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** What each token of the text is, comments too, in order and without overlaps. */
    public List<Classified> classify(String text) {
        return Classifier.of(analyze(text));
    }

    /**
     * The text laid out anew: a pipe per line, inner queries indented, its comments and tokens as they were. A text with syntax errors comes
     * back as it is.
     */
    public String format(String text) {
        try {
            return Formatter.format(text);
        } catch (RuntimeException | StackOverflowError e) {
            return text;
        }
    }

    /** Where the name at a place is declared: by let or as a parameter. Empty for what the text doesn't declare. */
    public Optional<Span> definition(String text, int offset) {
        return References.definition(analyze(text), offset);
    }

    /** Every place of the name at a place, its declaration first; empty for what the text doesn't declare. */
    public List<Span> references(String text, int offset) {
        return References.of(analyze(text), offset);
    }

    private Analysis analyze(String text) {
        return Analysis.of(text, catalog, database);
    }
}
