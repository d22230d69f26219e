package dev.kelp.store;

import java.util.UUID;

/**
 * A command that ran, or runs, in the background, or an ingestion that is told of.
 *
 * @param id a guid
 * @param kind as Kusto calls it, {@code DataIngestPull}
 * @param database where it was asked
 * @param table what it fills, empty where it fills none
 * @param started in ticks
 * @param updated when its state was last written, in ticks
 * @param status what there is to say of the state; of a failure its message
 * @param source what was read, empty where nothing was
 * @param errorCode empty where nothing is wrong
 * @param properties what was asked beside, as written
 * @param details the rows of its answer as JSON, empty where they are not kept
 */
public record Operation(
        String id,
        String kind,
        String database,
        String table,
        long started,
        long updated,
        State state,
        String status,
        String source,
        String errorCode,
        String properties,
        String details) {

    /** By Kusto's names. */
    public enum State {
        IN_PROGRESS("InProgress"),
        COMPLETED("Completed"),
        PARTIALLY_SUCCEEDED("PartiallySucceeded"),
        FAILED("Failed"),
        SKIPPED("Skipped"),
        CANCELED("Canceled"),
        ABANDONED("Abandoned");

        private final String kusto;

        State(String kusto) {
            this.kusto = kusto;
        }

        public String kusto() {
            return kusto;
        }
    }

    /** One that begins now. */
    public static Operation starting(String kind, String database, String table, String source, String properties) {
        long now = CatalogTime.ticks(CatalogTime.now());
        return new Operation(
                UUID.randomUUID().toString(),
                kind,
                database,
                table,
                now,
                now,
                State.IN_PROGRESS,
                "",
                source,
                "",
                properties,
                "");
    }

    /** The same as it is now. */
    public Operation now(State newState, String newStatus, String newErrorCode, String newDetails) {
        return new Operation(
                id,
                kind,
                database,
                table,
                started,
                CatalogTime.ticks(CatalogTime.now()),
                newState,
                newStatus,
                source,
                newErrorCode,
                properties,
                newDetails);
    }
}
