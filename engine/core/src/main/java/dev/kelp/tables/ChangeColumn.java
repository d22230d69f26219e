package dev.kelp.tables;

import dev.kelp.types.KqlType;
import java.util.List;

/** What the rows of a {@link ChangeRange} say of their change, by the format's names. */
public enum ChangeColumn {
    /** The commit that made the change. */
    SNAPSHOT("snapshot_id", KqlType.LONG),
    /** The format's identity of the row, which an update and a rewritten file keep. */
    ROW("rowid", KqlType.LONG),
    /** insert, delete, update_preimage or update_postimage. */
    TYPE("change_type", KqlType.STRING);

    private static final long FIRST_ID = -101;

    private final String shown;
    private final ColumnDef column;

    ChangeColumn(String shown, KqlType type) {
        this.shown = shown;
        // No stored column is called so: the table may have one of the name that is shown.
        this.column = new ColumnDef(FIRST_ID - ordinal(), "$" + shown, type);
    }

    /** What queries call it. */
    public String shown() {
        return shown;
    }

    /** The column as scans are asked for it; no stored column has such a number. */
    public ColumnDef column() {
        return column;
    }

    public static boolean is(ColumnDef column) {
        return column.id() <= FIRST_ID;
    }

    /** Those that the rows of a kind of range have. */
    public static List<ChangeColumn> of(ChangeRange.Kind kind) {
        return kind == ChangeRange.Kind.CHANGES ? List.of(values()) : List.of(SNAPSHOT, ROW);
    }
}
