package dev.kelp.text;

/** A query text with its lines; turns offsets into places a person can find. */
public record Source(String text) {

    /** Line and column of an offset, both counted from 1. */
    public record Position(int line, int column) {
        @Override
        public String toString() {
            return line + ":" + column;
        }
    }

    public Position position(int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(offset, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Position(line, Math.min(offset, text.length()) - lineStart + 1);
    }

    /** The text of a line (counted from 1), without its line break. */
    public String line(int number) {
        String[] lines = text.split("\r?\n", -1);
        return number >= 1 && number <= lines.length ? lines[number - 1] : "";
    }

    /** The line of the span with a caret line below it. */
    public String excerpt(Span span) {
        Position at = position(span.start());
        String line = line(at.line());
        int width = Math.max(1, Math.min(span.end() - span.start(), line.length() - at.column() + 1));
        StringBuilder pad = new StringBuilder();
        for (int i = 0; i < at.column() - 1 && i < line.length(); i++) {
            pad.append(line.charAt(i) == '\t' ? '\t' : ' ');
        }
        return line + "\n" + pad + "^".repeat(width);
    }
}
