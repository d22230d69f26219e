package dev.kelp.cli;

/** How much room text takes on a terminal, and what of it may be sent there. */
final class Glyphs {
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private Glyphs() {}

    /** On one line and without control characters, which could do things to a terminal. */
    static String plain(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> out.append('↵');
                case '\r' -> {}
                case '\t' -> out.append(' ');
                default -> out.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        });
        return out.toString();
    }

    /** Columns that the text takes. */
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += width(text.codePointAt(i));
        }
        return width;
    }

    /** As much of the text as fits, with … for the rest. */
    static String cut(String text, int room) {
        if (width(text) <= room) {
            return text;
        }
        int width = 1;
        int end = 0;
        while (width + width(text.codePointAt(end)) <= room) {
            width += width(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(0, end) + "…";
    }

    private static int width(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}
