package dev.kelp.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prints pieces: a statement begins a line, so does each of its pipes; brackets that hold pipes or statements are indented. */
final class Layout {
    private static final int STEP = 4;
    private static final int WIDTH = 120;

    private final List<Piece> pieces;
    private final Spacing spacing;
    private final Map<Integer, Integer> closing = new HashMap<>();
    private final StringBuilder out = new StringBuilder();
    private boolean fresh = true;
    private boolean comment;
    private boolean blank;

    Layout(List<Piece> pieces, Spacing spacing) {
        this.pieces = pieces;
        this.spacing = spacing;
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i).opens()) {
                open.add(i);
            } else if (pieces.get(i).closes() && !open.isEmpty()) {
                closing.put(open.remove(open.size() - 1), i);
            }
        }
    }

    String print() {
        statements(0, pieces.size() - 1, 0);
        Piece end = pieces.get(pieces.size() - 1);
        blank = end.blankLine();
        comments(end, 0);
        String text = out.toString().stripTrailing();
        return spacing.text().endsWith("\n") || comment ? text + "\n" : text;
    }

    /** Statements between two pieces, each on lines of its own. */
    private void statements(int from, int to, int indent) {
        int at = from;
        while (at < to) {
            int end = next(at, to, ";");
            if (at > from) {
                newLine(indent);
                blank = pieces.get(at).blankLine();
            }
            boolean let = spacing.isLet(pieces.get(at).token());
            segments(at, end, indent, let ? indent + STEP : indent);
            if (end < to) {
                piece(end, indent);
            }
            at = end + 1;
        }
    }

    /** What stands between pipes: each pipe begins a line. */
    private void segments(int from, int to, int indent, int pipes) {
        int at = from;
        int margin = indent;
        while (at < to) {
            int end = next(pieces.get(at).is("|") ? at + 1 : at, to, "|");
            if (pieces.get(at).is("|") && at > from) {
                newLine(pipes);
                margin = pipes;
            }
            segment(at, end, margin);
            at = end;
        }
    }

    private void segment(int from, int to, int margin) {
        int mark = out.length();
        boolean wasFresh = fresh;
        boolean wasComment = comment;
        boolean wasBlank = blank;
        run(from, to, margin, false);
        boolean commas = next(from, to, ",") < to;
        if (commas && tooWide(mark)) {
            out.setLength(mark);
            fresh = wasFresh;
            comment = wasComment;
            blank = wasBlank;
            run(from, to, margin, true);
        }
    }

    private boolean tooWide(int mark) {
        int line = out.lastIndexOf("\n", mark) + 1;
        for (String text : out.substring(line).split("\n", -1)) {
            if (text.length() > WIDTH) {
                return true;
            }
        }
        return false;
    }

    /** Pieces one after the other; with {@code broken} a line for each item of their list. */
    private void run(int from, int to, int margin, boolean broken) {
        boolean breaks = broken;
        for (int i = from; i < to; i++) {
            if (breaks && i > from && spacing.startsSecondList(pieces.get(i))) {
                newLine(margin + STEP);
                breaks = false;
            }
            piece(i, margin + (i > from ? STEP : 0));
            Integer close = closing.get(i);
            if (close != null && close < to) {
                group(i, close, margin);
                i = close;
            } else if (breaks && pieces.get(i).is(",")) {
                newLine(margin + STEP);
            }
        }
    }

    /** What stands in brackets, and the closing one. */
    private void group(int open, int close, int margin) {
        boolean statements = pieces.get(open).is("{") && next(open + 1, close, ";") < close;
        boolean steps = pieces.get(open).is("(") && next(open + 1, close, ";") < close;
        boolean pipes = next(open + 1, close, "|") < close;
        boolean rows = pieces.get(open).is("[") && breaks(open + 1, close + 1);
        if (statements || steps || pipes) {
            newLine(margin + STEP);
            statements(open + 1, close, margin + STEP);
            newLine(margin);
        } else if (rows) {
            rows(open, close, margin);
        } else {
            run(open + 1, close, margin, false);
        }
        piece(close, margin);
    }

    /** Rows of a datatable: their lines are the text's own. */
    private void rows(int open, int close, int margin) {
        for (int i = open + 1; i < close; i++) {
            if (pieces.get(i).newLine()) {
                newLine(margin + STEP);
            }
            piece(i, margin + STEP);
            Integer end = closing.get(i);
            if (end != null && end < close) {
                run(i + 1, end + 1, margin + STEP, false);
                i = end;
            }
        }
        if (pieces.get(close).newLine()) {
            newLine(margin);
        }
    }

    private boolean breaks(int from, int to) {
        for (int i = from; i < to; i++) {
            if (pieces.get(i).newLine()) {
                return true;
            }
        }
        return false;
    }

    /** The next such piece that stands in no inner bracket; {@code to} where there is none. */
    private int next(int from, int to, String word) {
        for (int i = from; i < to; i++) {
            if (pieces.get(i).is(word)) {
                return i;
            }
            Integer close = closing.get(i);
            if (close != null) {
                i = close;
            }
        }
        return to;
    }

    private void piece(int index, int indent) {
        Piece piece = pieces.get(index);
        comments(piece, indent);
        if (blank) {
            blankLine(indent);
        }
        if (!fresh
                && index > 0
                && spacing.gap(index > 1 ? pieces.get(index - 2) : null, pieces.get(index - 1), piece)) {
            out.append(' ');
        }
        out.append(piece.text());
        fresh = false;
        comment = false;
    }

    private void comments(Piece piece, int indent) {
        for (Piece.Comment each : piece.comments()) {
            if (each.trailing()) {
                unfresh();
                out.append(' ').append(each.text());
            } else {
                newLine(indent);
                if (blank) {
                    blankLine(indent);
                }
                out.append(each.text());
            }
            fresh = false;
            comment = true;
            newLine(indent);
        }
    }

    /** Takes back a line that was begun, for a comment that belongs to the one before. */
    private void unfresh() {
        if (fresh) {
            out.setLength(out.toString().stripTrailing().length());
        }
    }

    private void newLine(int indent) {
        out.setLength(trimmed());
        if (out.length() > 0) {
            out.append('\n').append(" ".repeat(indent));
        }
        fresh = true;
    }

    private void blankLine(int indent) {
        out.setLength(trimmed());
        if (out.length() > 0) {
            out.append("\n\n").append(" ".repeat(indent));
        }
        blank = false;
    }

    private int trimmed() {
        int end = out.length();
        while (end > 0 && (out.charAt(end - 1) == ' ' || out.charAt(end - 1) == '\n')) {
            end--;
        }
        return end;
    }
}
