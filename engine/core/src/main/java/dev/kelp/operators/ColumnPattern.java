package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.syntax.Cursor;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.List;

/** A column name, or several by a pattern with {@code *}. */
record ColumnPattern(String pattern, boolean wild, Span span) {
    static ColumnPattern parse(Cursor cursor) {
        Cursor.Name wildcard = cursor.wildcard();
        if (wildcard != null) {
            return new ColumnPattern(wildcard.text(), true, wildcard.span());
        }
        Cursor.Name name = cursor.name("a column name");
        return new ColumnPattern(name.text(), false, name.span());
    }

    static List<ColumnPattern> list(Cursor cursor) {
        List<ColumnPattern> patterns = new ArrayList<>();
        do {
            patterns.add(parse(cursor));
        } while (cursor.accept(","));
        return patterns;
    }

    /** Whether a name is a pattern's, in which {@code *} stands for anything. */
    static boolean matches(String pattern, String name) {
        return name.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E");
    }

    /** The columns meant, in table order; a plain name must be there. */
    List<Column> in(Relation relation, Binder binder) {
        if (!wild) {
            return List.of(binder.column(relation, pattern, span));
        }
        List<Column> found = relation.columns().stream()
                .filter(c -> matches(pattern, c.name()))
                .toList();
        if (found.isEmpty()) {
            String of = relation.name() == null ? "" : " in '" + relation.name() + "'";
            throw Problem.UNKNOWN_COLUMN.at(span, pattern, of);
        }
        return found;
    }
}
