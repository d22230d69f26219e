package dev.kelp.tables;

import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a scan can say of its rows beside what is stored: where each came from. */
public enum OriginColumn {
    /** A guid of the extent's own, the same as long as the extent is there. */
    EXTENT_ID("$extent_id", KqlType.GUID) {
        @Override
        public String value(TableDef table, Extent extent) {
            return extent.inlined() != null
                    ? "'" + guid(table.id(), 1, 0).substring(0, 24) + "' || lpad(lower(hex(" + BEGIN + ")), 12, '0')"
                    : "'" + extentId(table.id(), extent.id()) + "'";
        }
    },
    /** When the rows came in, in ticks. */
    INGESTION_TIME("$ingestion_time", KqlType.DATETIME) {
        @Override
        public String value(TableDef table, Extent extent) {
            long ticks = extent.arrival().ticks();
            return extent.isMixed()
                    ? TICKS
                    : "CAST(" + (ticks == Extent.Arrival.FORGOTTEN ? "NULL" : ticks) + " AS BIGINT)";
        }
    },
    /** The number of the commit by which the rows came in. */
    SNAPSHOT("$snapshot", KqlType.LONG) {
        @Override
        public String value(TableDef table, Extent extent) {
            return extent.isMixed() ? BEGIN : "CAST(" + extent.arrival().snapshot() + " AS BIGINT)";
        }
    },
    /** What the ingestion wrote on the rows: a JSON array of strings. */
    TAGS("$extent_tags", KqlType.DYNAMIC) {
        @Override
        public String value(TableDef table, Extent extent) {
            return "'" + json(extent.arrival().tags()).replace("'", "''") + "'";
        }
    },
    /** The row's number in its file, from 0; the format's identity of a row inside the catalogue. */
    ROW("$row", KqlType.LONG) {
        @Override
        public String value(TableDef table, Extent extent) {
            return extent.inlined() == null ? "file_row_number" : ROW_ID;
        }
    };

    /** Where the rows of an extent came in one by one: the column in which its source says by which commit, and when. */
    public static final String BEGIN = "kelp_begin";

    public static final String TICKS = "kelp_ticks";

    /** In rows inside the catalogue: the format's identity of each. */
    public static final String ROW_ID = "kelp_row_id";

    private final ColumnDef column;

    OriginColumn(String name, KqlType type) {
        column = new ColumnDef(-1 - ordinal(), name, type);
    }

    /** SQL of the value, in its carrier. */
    public abstract String value(TableDef table, Extent extent);

    /** The column as scans are asked for it; no stored column has such a number. */
    public ColumnDef column() {
        return column;
    }

    /** What {@code extent_id()} and the commands call a data file of a table. */
    public static String extentId(long table, long file) {
        return guid(table, 0, file);
    }

    private static String guid(long table, int kind, long number) {
        return String.format(Locale.ROOT, "%08x-0000-0000-%04x-%012x", table & 0xFFFF_FFFFL, kind, number);
    }

    /** Tags as queries see them. */
    public static String json(List<String> tags) {
        return Json.texts(tags).write();
    }

    public static boolean is(ColumnDef column) {
        return column.id() < 0;
    }

    public static Optional<OriginColumn> of(ColumnDef column) {
        return Arrays.stream(values()).filter(o -> o.column.id() == column.id()).findFirst();
    }

    public static List<ColumnDef> columns() {
        return Arrays.stream(values()).map(OriginColumn::column).toList();
    }
}
