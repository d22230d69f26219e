package dev.kelp.cli;

import dev.kelp.language.Classified;
import dev.kelp.language.Completions;
import dev.kelp.language.LanguageService;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** What is typed into the shell, for JLine: where it ends, what may follow, how it is coloured. */
final class TypedText implements Parser, Completer, Highlighter {
    private final Supplier<LanguageService> language;
    private final Supplier<LanguageService> known;

    /**
     * @param language for completion, which may take a moment
     * @param known for colours, which may not
     */
    TypedText(Supplier<LanguageService> language, Supplier<LanguageService> known) {
        this.language = language;
        this.known = known;
    }

    /** The word before the cursor with what may stand in its place. */
    private record Word(String line, int cursor, Completions completions) implements CompletingParsedLine {
        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return word().length();
        }

        @Override
        public String word() {
            return line.substring(completions.start(), cursor);
        }

        @Override
        public int wordCursor() {
            return cursor - completions.start();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !Texts.isWhole(line)) {
            throw new EOFError(-1, cursor, "the query goes on");
        }
        boolean asked = context == ParseContext.COMPLETE && !line.startsWith("\\");
        Completions completions =
                asked ? language.get().complete(line, cursor) : new Completions(List.of(), cursor, cursor);
        return new Word(line, cursor, completions);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line instanceof Word word) {
            for (Completions.Item item : word.completions().items()) {
                boolean ends = !item.insert().endsWith("(")
                        && !item.insert().endsWith("=")
                        && !item.insert().endsWith(".");
                candidates.add(new Candidate(
                        item.insert(),
                        item.label(),
                        null,
                        item.detail().isEmpty() ? null : item.detail(),
                        null,
                        null,
                        ends));
            }
        }
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        AttributedStringBuilder out = new AttributedStringBuilder();
        if (buffer.isBlank() || buffer.startsWith("\\")) {
            return out.append(buffer).toAttributedString();
        }
        int end = 0;
        for (Classified piece : known.get().classify(buffer)) {
            out.append(buffer.substring(end, piece.span().start()));
            end = piece.span().end();
            out.styled(style(piece.kind()), buffer.substring(piece.span().start(), end));
        }
        return out.append(buffer.substring(end)).toAttributedString();
    }

    private static AttributedStyle style(Classified.Kind kind) {
        AttributedStyle plain = AttributedStyle.DEFAULT;
        return switch (kind) {
            case COMMENT -> plain.foreground(AttributedStyle.BRIGHT + AttributedStyle.BLACK);
            case KEYWORD, OPERATOR, COMMAND ->
                plain.foreground(AttributedStyle.BLUE).bold();
            case STRING, LITERAL, NUMBER -> plain.foreground(AttributedStyle.GREEN);
            case FUNCTION, AGGREGATE, PLUGIN -> plain.foreground(AttributedStyle.CYAN);
            case TABLE, VARIABLE -> plain.foreground(AttributedStyle.YELLOW);
            case TYPE, OPTION, PARAMETER -> plain.foreground(AttributedStyle.MAGENTA);
            case COLUMN, NAME, PUNCTUATION, SYMBOL -> plain;
        };
    }

    @Override
    public void setErrorPattern(Pattern errorPattern) {}

    @Override
    public void setErrorIndex(int errorIndex) {}
}
