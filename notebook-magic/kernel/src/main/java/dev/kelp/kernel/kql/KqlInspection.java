package dev.kelp.kernel.kql;

import dev.kelp.functions.Arg;
import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.kernel.session.Session;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.List;
import java.util.stream.Collectors;

/** Says what a name is: a function with its overloads, a table with its columns, a column with its type. */
final class KqlInspection {
    private final Session session;

    KqlInspection(Session session) {
        this.session = session;
    }

    String at(String text, int cursor) {
        String word = KqlText.wordAt(text, cursor);
        if (word.isEmpty()) {
            return "";
        }
        List<Fn> overloads = Functions.named(word);
        if (!overloads.isEmpty()) {
            return overloads.stream().map(KqlInspection::describe).collect(Collectors.joining("\n"));
        }
        StringBuilder out = new StringBuilder();
        for (TableDef table : session.tables()) {
            if (table.name().equals(word)) {
                return describe(table);
            }
            table.column(word)
                    .ifPresent(column -> out.append(table.name()).append(": ").append(describe(column)));
        }
        return out.toString();
    }

    private static String describe(Fn function) {
        String arguments = function.args().stream().map(KqlInspection::describe).collect(Collectors.joining(", "));
        return function.name() + "(" + arguments + ")\n    " + function.doc();
    }

    private static String describe(Arg arg) {
        String types = arg.types().size() == KqlType.values().length
                ? "any"
                : arg.types().stream().sorted().map(KqlType::kql).collect(Collectors.joining("|"));
        return (arg.optional() ? "[" + types + "]" : types) + (arg.rest() ? ", …" : "");
    }

    private static String describe(TableDef table) {
        return "table " + table.name() + "\n"
                + table.columns().stream()
                        .map(column -> "    " + describe(column))
                        .collect(Collectors.joining());
    }

    private static String describe(ColumnDef column) {
        return column.name() + ": " + column.type().kql() + "\n";
    }
}
