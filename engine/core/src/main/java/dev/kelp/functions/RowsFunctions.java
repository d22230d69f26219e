package dev.kelp.functions;

import static dev.kelp.functions.Fn.internal;

import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What carries the rows of a table into a Java method and out again; the methods' own rows are made by {@link #over}. */
public final class RowsFunctions {
    static final List<Fn> ROWS = rows();

    private RowsFunctions() {}

    /**
     * The row of a method over rows: its arguments are the {@link RowText#signature} of what it yields, of its constants and of
     * each of its tables, then the constants as one row, then each table as a JSON array of rows.
     */
    public static Fn over(String name, RowsBody body, String doc) {
        return internal(name, Result.DYNAMIC, Arg.STRING, Arg.DYNAMIC, Arg.DYNAMIC, Arg.opt(Arg.rest(Arg.DYNAMIC)))
                .nulls()
                .javaAll(arguments -> apply(body, arguments))
                .doc(doc);
    }

    private static @Nullable String apply(RowsBody body, @Nullable Object[] arguments) {
        List<Schema> schemas = RowText.schemas(text(arguments[0]));
        List<TableRows> tables = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            tables.add(new TableRows(schemas.get(i), RowText.rows(text(arguments[i]), schemas.get(i))));
        }
        return RowText.joined(body.apply(tables, RowText.row(text(arguments[1]), schemas.get(1))), schemas.get(0));
    }

    private static String text(@Nullable Object argument) {
        return argument == null ? "[]" : (String) argument;
    }

    /** A value as a cell of a row's text. */
    public static Fn cell(KqlType type) {
        return Functions.internal("cell_of_" + type.kql());
    }

    /** The text of a cell that holds a carrier. */
    public static String text(KqlType type, @Nullable Object value) {
        StringBuilder out = new StringBuilder();
        RowText.writeCell(out, value, type);
        return out.toString();
    }

    /** The value of a cell in a row's text: of a dynamic, by its place. */
    public static Fn value(KqlType type) {
        return Functions.internal("value_of_" + type.kql());
    }

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        for (KqlType type : KqlType.values()) {
            String cell =
                    switch (type) {
                        case BOOL, INT, LONG, DATETIME, TIMESPAN -> "CAST({0} AS STRING)";
                        case REAL -> "'\"' || CAST({0} AS STRING) || '\"'";
                        case DECIMAL, GUID -> "'\"' || {0} || '\"'";
                        case STRING -> "@todynamic_string({0})";
                        case DYNAMIC -> "{0}";
                    };
            rows.add(internal("cell_of_" + type.kql(), Result.STRING, Arg.of(type))
                    .sql("coalesce(" + cell + ", 'null')")
                    .doc("A value as a cell of a row's text."));
            rows.add(internal("value_of_" + type.kql(), new Result.Fixed(type), Arg.DYNAMIC, Arg.LONG)
                    .java((String row, Long place) -> RowText.cell(Json.at(row, place), type))
                    .doc("The value of a cell in a row's text."));
        }
        rows.add(internal("row_of_cells", Result.DYNAMIC, Arg.opt(Arg.rest(Arg.STRING)))
                .sql("('[' || concat_ws(',', {0...}) || ']')")
                .doc("A row's text."));
        rows.add(internal("rows_gathered", Result.DYNAMIC, Arg.DYNAMIC)
                .sql("{N0}")
                .doc("The JSON array of the texts of a group's rows, in their order."));
        return rows;
    }
}
