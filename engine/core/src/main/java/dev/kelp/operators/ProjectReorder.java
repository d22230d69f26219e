package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code project-reorder a, b* asc}: these columns first, the others after them (R127). */
record ProjectReorder(List<Part> parts, Span span) implements Operator {

    /** A name or pattern; a pattern's columns may be sorted by name. */
    record Part(ColumnPattern pattern, @Nullable String order) {}

    static ProjectReorder parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        List<Part> parts = new ArrayList<>();
        do {
            ColumnPattern pattern = ColumnPattern.parse(cursor);
            String order = null;
            if (cursor.at("asc") || cursor.at("desc") || cursor.at("granny")) {
                order = cursor.dashedWord("an order").text();
            }
            parts.add(new Part(pattern, order));
        } while (cursor.accept(","));
        return new ProjectReorder(parts, word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        Set<Column> first = new LinkedHashSet<>();
        for (Part part : parts) {
            List<Column> columns = new ArrayList<>(part.pattern().in(input, binder));
            String order = part.order();
            if (order != null) {
                Comparator<String> byName =
                        order.startsWith("granny") ? ProjectReorder::granny : Comparator.naturalOrder();
                Comparator<Column> comparator = Comparator.comparing(Column::name, byName);
                columns.sort(order.endsWith("desc") ? comparator.reversed() : comparator);
            }
            first.addAll(columns);
        }
        first.addAll(input.columns());
        return input.keep(List.copyOf(first));
    }

    /** Runs of digits compare as numbers: {@code a2} before {@code a10}. */
    static int granny(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int iEnd = digits(a, i);
            int jEnd = digits(b, j);
            int order;
            if (iEnd > i && jEnd > j) {
                order = new java.math.BigInteger(a.substring(i, iEnd))
                        .compareTo(new java.math.BigInteger(b.substring(j, jEnd)));
            } else {
                order = Character.compare(a.charAt(i), b.charAt(j));
                iEnd = i + 1;
                jEnd = j + 1;
            }
            if (order != 0) {
                return order;
            }
            i = iEnd;
            j = jEnd;
        }
        return Integer.compare(a.length() - i, b.length() - j);
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
