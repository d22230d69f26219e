package dev.kelp.ingest;

import java.util.List;

/** How many columns the records of one file must have. */
final class RecordWidth {
    private final ValidationPolicy.Width rule;
    private final boolean atLeast;
    private final String whose;
    private int wanted;

    private RecordWidth(ValidationPolicy.Width rule, int wanted, boolean atLeast, String whose) {
        this.rule = rule;
        this.wanted = rule == ValidationPolicy.Width.CONSTANT ? -1 : wanted;
        this.atLeast = atLeast;
        this.whose = whose;
    }

    /** @param columns how many columns the table has, without a mapping */
    static RecordWidth of(ValidationPolicy.Width rule, int columns, String table) {
        return new RecordWidth(rule, columns, false, "table '" + table + "' has ");
    }

    /** @param columns how many columns a mapping reads; others may follow */
    static RecordWidth ofMapping(ValidationPolicy.Width rule, int columns) {
        return new RecordWidth(rule, columns, true, "the mapping reads ");
    }

    void check(List<String> cells, char delimiter) throws Malformed {
        if (rule == ValidationPolicy.Width.ANY) {
            return;
        }
        if (wanted < 0) {
            wanted = cells.size();
            return;
        }
        boolean fits = rule == ValidationPolicy.Width.TABLE && atLeast
                ? cells.size() >= wanted
                : cells.size() == wanted || endsInDelimiter(cells);
        if (!fits) {
            throw new Malformed("has " + cells.size() + " columns, "
                    + (rule == ValidationPolicy.Width.CONSTANT ? "the first record has " : whose) + wanted + ": "
                    + TextCells.shortened(String.join(String.valueOf(delimiter), cells)));
        }
    }

    private boolean endsInDelimiter(List<String> cells) {
        return cells.size() == wanted + 1 && cells.get(cells.size() - 1).isEmpty();
    }
}
