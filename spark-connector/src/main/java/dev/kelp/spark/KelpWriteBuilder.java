package dev.kelp.spark;

import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;

/** A write to a table: append, or in the place of all its rows. */
final class KelpWriteBuilder implements SupportsTruncate {
    private final LogicalWriteInfo info;
    private final WriteTarget target;
    private boolean overwrite;

    KelpWriteBuilder(LogicalWriteInfo info, WriteTarget target) {
        this.info = info;
        this.target = target;
    }

    @Override
    public WriteBuilder truncate() {
        overwrite = true;
        return this;
    }

    @Override
    public Write build() {
        KelpOptions options = KelpOptions.of(ValueForm.SPARK, info.options());
        return new KelpWrite(target, info.schema(), overwrite, options.extentRows());
    }
}
