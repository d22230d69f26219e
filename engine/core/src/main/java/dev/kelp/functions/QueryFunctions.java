package dev.kelp.functions;

import static dev.kelp.functions.Arg.ANY;
import static dev.kelp.functions.Arg.BOOL;
import static dev.kelp.functions.Arg.STRING;
import static dev.kelp.functions.Arg.constant;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Arg.rest;
import static dev.kelp.functions.Fn.scalar;

import java.util.ArrayList;
import java.util.List;

/** Rows of what the query itself, its tables and the places of their rows say. */
final class QueryFunctions {
    /** Kelp knows no accounts: whoever asks is nobody in particular. */
    private static final String NOBODY = "anonymous";

    static final List<Fn> ROWS = rows();

    private QueryFunctions() {}

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        columns(rows);
        origins(rows);
        asker(rows);
        rows.add(scalar("toscalar", Result.T, Arg.T)
                .special()
                .doc("The first value of a table's first column, or the value given."));
        rows.add(scalar("assert", Result.BOOL, constant(BOOL), constant(STRING))
                .special()
                .doc("True where a condition over constants holds; else the query is refused with the message."));
        return List.copyOf(rows);
    }

    private static void columns(List<Fn> rows) {
        for (String name : List.of("column_ifexists", "columnifexists")) {
            rows.add(scalar(name, Result.T, constant(STRING), Arg.T)
                    .special()
                    .doc("The column of a name, or the value given where there is none."));
        }
        rows.add(scalar("iscolumnexists", Result.BOOL, constant(STRING))
                .special()
                .doc("Whether there is a column of a name."));
        rows.add(scalar("column_names_of", Result.DYNAMIC, ANY)
                .special()
                .doc("Array of the names of a table's columns."));
        rows.add(scalar("pack_all", Result.DYNAMIC, opt(constant(BOOL)))
                .special()
                .doc("Bag of all columns by their names, nulls and empty texts left out if told so."));
        rows.add(scalar("bag_pack_columns", Result.DYNAMIC, rest(ANY))
                .special()
                .doc("Bag of the columns given, by their names."));
        rows.add(scalar("estimate_data_size", Result.LONG, rest(ANY))
                .special()
                .doc(
                        "Bytes of the values of the columns given, or of all for *: a type's fixed size, a text's bytes in UTF-8, a"
                                + " dynamic's as text."));
        rows.add(scalar("bin_auto", Result.T, Arg.T)
                .keepsName()
                .special()
                .doc("bin by the size that set query_bin_auto_size gives, from query_bin_auto_at."));
    }

    private static void origins(List<Fn> rows) {
        rows.add(scalar("ingestion_time", Result.DATETIME)
                .fixedName("$IngestionTime")
                .special()
                .doc("When a table's row came in; null for a row that is of no one table."));
        for (String name : List.of("extent_id", "extentid")) {
            rows.add(
                    scalar(name, Result.GUID)
                            .special()
                            .doc(
                                    "A guid of the extent that a table's row lies in; all zeros for a row that is of no one table."));
        }
        rows.add(
                scalar("extent_tags", Result.DYNAMIC)
                        .special()
                        .doc(
                                "The tags of the extent that a table's row lies in, none; null for a row that is of no one table."));
        for (String name : List.of("cursor_current", "current_cursor")) {
            rows.add(scalar(name, Result.STRING).special().doc("The point up to which rows have come in, as a text."));
        }
        rows.add(scalar("cursor_after", Result.BOOL, constant(STRING))
                .special()
                .doc("Whether a table's row came in after a cursor or time; always after the empty one."));
        rows.add(scalar("cursor_before_or_at", Result.BOOL, constant(STRING))
                .special()
                .doc("Whether a table's row came in by a cursor or time; always by the empty one."));
    }

    private static void asker(List<Fn> rows) {
        rows.add(scalar("current_database", Result.STRING)
                .special()
                .doc("The name of the database the query is asked of."));
        rows.add(scalar("current_cluster_endpoint", Result.STRING)
                .sql("'localhost'")
                .doc("The name of the machine that is asked: always localhost."));
        rows.add(scalar("current_node_id", Result.STRING)
                .sql("''")
                .doc("The name of the node that computes the row: none."));
        rows.add(scalar("current_principal", Result.STRING)
                .sql("'" + NOBODY + "'")
                .doc("Who asks: Kelp knows no accounts, everybody is anonymous."));
        rows.add(scalar("current_principal_details", Result.DYNAMIC)
                .sql("'{\"UserPrincipalName\":\"" + NOBODY + "\",\"DisplayName\":\"" + NOBODY
                        + "\",\"Type\":\"Anonymous\",\"FQN\":\"" + NOBODY + "\"}'")
                .doc("Who asks, as a bag."));
        rows.add(scalar("current_principal_is_member_of", Result.BOOL, rest(ANY))
                .javaAll(groups -> false)
                .doc("Whether who asks is one of some principals or in one of some groups: Kelp knows none."));
    }
}
