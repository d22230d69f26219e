package dev.kelp.tables;

import dev.kelp.types.KqlType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a scan can say of its rows beside what is stored: where each came from. The same for all rows of an extent. */
public enum OriginColumn {
    /** A guid of the extent's own, the same as long as the extent is there. */
    EXTENT_ID("$extent_id", KqlType.GUID) {
        @Override
        public String value(TableDef table, Extent extent) {
            return String.format(
                    java.util.Locale.ROOT,
                    "'%08x-0000-0000-%04x-%012x'",
                    table.id() & 0xFFFF_FFFFL,
                    extent.id() < 0 ? 1 : 0,
                    extent.id() < 0 ? extent.arrival().snapshot() : extent.id());
        }
    },
    /** When the rows came in, in ticks. */
    INGESTION_TIME("$ingestion_time", KqlType.DATETIME) {
        @Override
        public String value(TableDef table, Extent extent) {
            return "CAST(" + extent.arrival().ticks() + " AS BIGINT)";
        }
    },
    /** The number of the commit by which the rows came in. */
    SNAPSHOT("$snapshot", KqlType.LONG) {
        @Override
        public String value(TableDef table, Extent extent) {
            return "CAST(" + extent.arrival().snapshot() + " AS BIGINT)";
        }
    };

    private final ColumnDef column;

    OriginColumn(String name, KqlType type) {
        column = new ColumnDef(-1 - ordinal(), name, type);
    }

    /** SQL of the value that all rows of an extent share, in its carrier. */
    public abstract String value(TableDef table, Extent extent);

    /** The column as scans are asked for it; no stored column has such a number. */
    public ColumnDef column() {
        return column;
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
