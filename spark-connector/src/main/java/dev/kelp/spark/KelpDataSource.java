package dev.kelp.spark;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SessionConfigSupport;
import org.apache.spark.sql.connector.catalog.SupportsCatalogOptions;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.sources.RelationProvider;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * {@code format("kelp")}: a table by the folder it lies in and its name.
 *
 * <p>Reads and writes go through a catalogue of paths ({@link KelpCatalog}), because only by a catalogue can Spark create a table,
 * which {@code save()} does unless told otherwise. Options: {@link KelpOptions}.
 */
public final class KelpDataSource
        implements SupportsCatalogOptions, DataSourceRegister, SessionConfigSupport, RelationProvider {
    /** The catalogue of tables by path; made known to a session when it first needs it. */
    static final String PATH_CATALOG = "kelp_by_path";

    @Override
    public String shortName() {
        return "kelp";
    }

    @Override
    public String keyPrefix() {
        return "kelp";
    }

    @Override
    public Identifier extractIdentifier(CaseInsensitiveStringMap options) {
        return TablePlace.of(options).identifier();
    }

    @Override
    public String extractCatalog(CaseInsensitiveStringMap options) {
        register(SparkSession.active());
        return PATH_CATALOG;
    }

    /** Makes the catalogue of paths known to a session. */
    static void register(SparkSession session) {
        RuntimeConfig conf = session.conf();
        String key = "spark.sql.catalog." + PATH_CATALOG;
        if (conf.getOption(key).isEmpty()) {
            conf.set(key, KelpCatalog.class.getName());
        }
    }

    @Override
    public Optional<String> extractTimeTravelVersion(CaseInsensitiveStringMap options) {
        return Optional.ofNullable(options.get(KelpOptions.SNAPSHOT));
    }

    @Override
    public Optional<String> extractTimeTravelTimestamp(CaseInsensitiveStringMap options) {
        return Optional.ofNullable(options.get(KelpOptions.TIMESTAMP));
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return KelpTable.load(TablePlace.of(options)).schema();
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return KelpTable.load(TablePlace.of(new CaseInsensitiveStringMap(properties)));
    }

    /** Where Spark comes when {@link #extractIdentifier} named a table that can't be read because it isn't there. */
    @Override
    public BaseRelation createRelation(SQLContext context, scala.collection.immutable.Map<String, String> parameters) {
        throw KelpTable.missing(
                TablePlace.of(new CaseInsensitiveStringMap(scala.jdk.javaapi.CollectionConverters.asJava(parameters))));
    }
}
