package dev.kelp.spark;

import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;

/** A table that isn't there yet: the first rows written to it make it, with the columns they have. */
final class NewTable implements SupportsWrite {
    private static final Set<TableCapability> CAPABILITIES =
            EnumSet.of(TableCapability.BATCH_WRITE, TableCapability.TRUNCATE, TableCapability.ACCEPT_ANY_SCHEMA);

    private final TablePlace place;

    NewTable(TablePlace place) {
        this.place = place;
    }

    @Override
    public String name() {
        return place.database() + "." + place.table();
    }

    @Override
    public Column[] columns() {
        return new Column[0];
    }

    @Override
    public Set<TableCapability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        return new KelpWriteBuilder(info, WriteTarget.creating(place, info.schema()));
    }
}
