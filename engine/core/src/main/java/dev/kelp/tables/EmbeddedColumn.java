package dev.kelp.tables;

/**
 * What a file says of its rows itself, where they had an identity before they came into it. Readers find the columns by their
 * field ids; no column of a table's has such a high one.
 */
public enum EmbeddedColumn {
    /** The format's identity of the row. */
    ROW_ID("_ducklake_internal_row_id", 2_147_483_540L),
    /** The commit by which the row came in. */
    SNAPSHOT("_ducklake_internal_snapshot_id", 2_147_483_539L),
    /** When that was, in ticks. Kelp's own; other clients leave it alone. */
    TICKS("_kelp_ingestion_ticks", 2_147_480_001L);

    private final String column;
    private final long fieldId;

    EmbeddedColumn(String column, long fieldId) {
        this.column = column;
        this.fieldId = fieldId;
    }

    public String column() {
        return column;
    }

    public long fieldId() {
        return fieldId;
    }
}
