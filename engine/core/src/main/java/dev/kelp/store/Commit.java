package dev.kelp.store;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.DeletedRows;
import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.FlushedRows;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.tables.InlinedBatch;
import dev.kelp.tables.Layout;
import dev.kelp.tables.RewrittenExtent;
import dev.kelp.tables.StreamedRows;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Changes that become visible together or not at all: gathered here, done by {@link #run()} in one transaction.
 *
 * <p>What others committed meanwhile stays; where it leaves no room for a change, the whole is refused with
 * {@link Problem#CONFLICT} and nothing is done. Not thread-safe; runs once.
 */
public final class Commit {
    private final Store store;
    private final long base;
    private final List<Change> changes = new ArrayList<>();
    private final Map<Long, TableWriter.NewTable> planned = new HashMap<>();
    private final Map<String, String> extentIds = new HashMap<>();
    private final List<StreamedRows> streamed = new ArrayList<>();

    /** One change, done inside the transaction. */
    interface Change {
        void apply(CommitWriter writer);
    }

    /** @param base the snapshot on which the changes are planned; the greatest number for the one there is when they are done */
    Commit(Store store, long base) {
        this.store = store;
        this.base = base;
    }

    public Commit createDatabase(String name) {
        Names.check("database", name);
        changes.add(writer -> writer.tables().createDatabase(name));
        return this;
    }

    /**
     * A new, empty table.
     *
     * @param database the name of an existing database
     * @return the table as it will be, with a number that holds within this commit only: extents for it can be written at
     *     {@link #location} and {@linkplain #append appended} here
     */
    public TableDef createTable(String database, String name, List<Field> columns, String folder, String docString) {
        Names.check("table", name);
        if (columns.isEmpty()) {
            throw Problem.SEMANTIC.here("A table needs at least one column.");
        }
        Set<String> seen = new HashSet<>();
        List<ColumnDef> definitions = new ArrayList<>();
        for (Field field : columns) {
            Names.check("column", field.name());
            if (!seen.add(field.name().toLowerCase(Locale.ROOT))) {
                throw Problem.SEMANTIC
                        .here("Column '" + field.name() + "' is there twice.")
                        .hint("In stored tables the case of letters does not tell columns apart.");
            }
            definitions.add(new ColumnDef(definitions.size() + 1L, field.name(), field.type()));
        }
        TableDef table = new TableDef(database, name, -1L - planned.size(), definitions, folder, docString);
        TableWriter.NewTable creation = TableWriter.NewTable.of(table);
        planned.put(table.id(), creation);
        changes.add(writer -> writer.tables().createTable(creation));
        return table;
    }

    public Commit dropTable(TableDef table) {
        changes.add(writer -> writer.tables().dropTable(table));
        return this;
    }

    /**
     * Drops a table that one of this commit is to take the place of, with rows of the base's: refused where it holds other rows by now.
     */
    public Commit dropReplaced(TableDef table) {
        changes.add(writer -> writer.tables().dropReplaced(table));
        return this;
    }

    /** Adds rows. Appends of several writers never get in each other's way. */
    public Commit append(TableDef table, List<WrittenExtent> extents) {
        return append(table, extents, IngestionProperties.NONE);
    }

    /**
     * Adds rows as an ingestion asks for it. Where its rows are there already the commit fails with
     * {@link Problem#ALREADY_INGESTED}: of several writers at once one wins.
     */
    public Commit append(TableDef table, List<WrittenExtent> extents, IngestionProperties properties) {
        changes.add(writer -> {
            writer.rows().checkNotIngested(table, properties.unlessIngested());
            extentIds.putAll(writer.rows().append(table, extents, properties));
        });
        return this;
    }

    /** Puts a file in the place of rows inside the catalogue; no snapshot sees a difference. */
    public Commit flush(TableDef table, FlushedRows flushed) {
        changes.add(writer -> writer.rows().flush(table, flushed));
        return this;
    }

    /** Adds rows inside the catalogue, which others see as any. */
    public Commit stream(TableDef table, InlinedBatch batch) {
        return stream(table, batch, "");
    }

    /** @param batchId the sender's name of the rows: where some of this name were added lately, this does nothing; empty for none */
    public Commit stream(TableDef table, InlinedBatch batch, String batchId) {
        changes.add(writer -> writer.rows().stream(table, batch, batchId));
        return this;
    }

    /**
     * Puts rows in the place of all that the table holds in the commit's base; without one, when it is done. Rows that came in since
     * stay. Refused where others deleted some of the rows or put them into other files.
     */
    public Commit replace(TableDef table, List<WrittenExtent> extents) {
        return replace(table, extents, IngestionProperties.NONE);
    }

    /** As {@link #replace(TableDef, List)}, and as an ingestion asks for it. */
    public Commit replace(TableDef table, List<WrittenExtent> extents, IngestionProperties properties) {
        changes.add(writer -> {
            writer.rows().checkNotIngested(table, properties.unlessIngested());
            writer.rows().removeRows(table);
            extentIds.putAll(writer.rows().append(table, extents, properties));
        });
        return this;
    }

    /**
     * Puts rows in the place of all that the table holds: refused where rows came in or were deleted since the commit's base. For those
     * who cannot say just which snapshot the rows were made of, but one that is no younger.
     */
    public Commit replaceUnchanged(TableDef table, List<WrittenExtent> extents) {
        changes.add(writer -> {
            writer.rows().removeUnchanged(table);
            writer.rows().append(table, extents, IngestionProperties.NONE);
        });
        return this;
    }

    /** Does all only where no live extent of the table has one of the values behind the tag {@code ingest-by:}. */
    public Commit unlessIngested(TableDef table, Set<String> values) {
        Set<String> looked = Set.copyOf(values);
        changes.add(writer -> writer.rows().checkNotIngested(table, looked));
        return this;
    }

    /**
     * Drops extents with their rows.
     *
     * <p>The commit is refused where one isn't there any more.
     *
     * @param extents the numbers of their data files
     */
    public Commit dropExtents(TableDef table, Collection<Long> extents) {
        changes.add(writer -> writer.rows().dropExtents(table, extents));
        return this;
    }

    /**
     * Writes other tags on extents.
     *
     * <p>The commit is refused where one isn't there any more, or has other tags than it was planned with.
     *
     * @param extents as they are known, with all their tags until now
     * @param tags all tags of each, by the number of its data file
     */
    public Commit tag(TableDef table, List<ExtentDetails> extents, Map<Long, List<String>> tags) {
        changes.add(writer -> writer.rows().tag(table, extents, tags));
        return this;
    }

    /**
     * Puts files in the place of others that hold the same rows.
     *
     * <p>The commit is refused where one of those isn't as it was any more.
     *
     * @param inPlace whether earlier snapshots see the new files, too; else they see the others as they did. Only for extents of which
     *     no row was ever deleted, and with nothing else in the commit
     */
    public Commit rewrite(TableDef table, List<RewrittenExtent> rewritten, boolean inPlace) {
        changes.add(writer -> writer.rows().rewrite(table, rewritten, inPlace));
        return this;
    }

    /**
     * Deletes rows of extents.
     *
     * <p>The commit is refused where one of the extents has lost rows since they were looked for.
     *
     * @param inlined the identities of rows inside the catalogue
     */
    public Commit deleteRows(TableDef table, List<DeletedRows> deletions, List<Long> inlined) {
        changes.add(writer -> writer.rows().deleteRows(table, deletions, inlined));
        return this;
    }

    /** Makes a table of this commit one that does not remember when rows come in. */
    public Commit forgetIngestionTime(TableDef made) {
        changes.add(writer -> writer.tables().forgetIngestionTime(made));
        return this;
    }

    /** Gives the mappings and policies of a table to one that this commit makes in its place. */
    public Commit inherit(TableDef old, TableDef made) {
        changes.add(writer -> writer.tables().inherit(old, made));
        return this;
    }

    /** Changes what tools show of a table. */
    public Commit describe(TableDef table, String folder, String docString) {
        changes.add(writer -> writer.tables().describe(table, folder, docString));
        return this;
    }

    /** Adds columns; rows that are there hold null (strings: '') in them. */
    public Commit addColumns(TableDef table, List<Field> columns) {
        columns.forEach(c -> Names.check("column", c.name()));
        changes.add(writer -> writer.tables().addColumns(table, columns));
        return this;
    }

    /** Drops columns; files that hold them stay, and nobody reads them there. */
    public Commit dropColumns(TableDef table, List<ColumnDef> columns) {
        changes.add(writer -> writer.tables().change(schema -> schema.drop(table, columns)));
        return this;
    }

    /** Gives columns new names, all at once, so that two may change places. */
    public Commit renameColumns(TableDef table, Map<ColumnDef, String> names) {
        names.values().forEach(name -> Names.check("column", name));
        changes.add(writer -> writer.tables().change(schema -> schema.rename(table, names)));
        return this;
    }

    /**
     * Gives a column another type. An int becomes a long with its values; in all other cases rows that are there hold null in it
     * afterwards (strings: '').
     */
    public Commit retypeColumn(TableDef table, ColumnDef column, KqlType type) {
        changes.add(writer -> writer.tables().change(schema -> schema.retype(table, column, type)));
        return this;
    }

    /** Puts columns in an order, by their names; those left out follow in their old one. */
    public Commit orderColumns(TableDef table, List<String> names) {
        changes.add(writer -> writer.tables().change(schema -> schema.order(table, names)));
        return this;
    }

    /** Sets what people say of columns. */
    public Commit describeColumns(TableDef table, Map<ColumnDef, String> texts) {
        changes.add(writer -> writer.tables().change(schema -> schema.describe(table, texts)));
        return this;
    }

    /** Sets by which values the files of a table are kept apart from now on; none for by no value. */
    public Commit partition(TableDef table, List<Layout.PartitionKey> keys) {
        changes.add(writer -> writer.tables().change(schema -> schema.partition(table, keys)));
        return this;
    }

    /** Sets the order of rows in the files of a table from now on; none for as they come. */
    public Commit sort(TableDef table, List<Layout.SortKey> keys) {
        changes.add(writer -> writer.tables().change(schema -> schema.sort(table, keys)));
        return this;
    }

    /** Gives tables of one database new names, all at once, so that two may change places. */
    public Commit renameTables(Map<TableDef, String> names) {
        names.values().forEach(name -> Names.check("table", name));
        changes.add(writer -> writer.tables().renameTables(names));
        return this;
    }

    /**
     * Takes back that a table was dropped.
     *
     * @param table as an earlier snapshot shows it
     */
    public Commit restoreTable(TableDef table, String name) {
        Names.check("table", name);
        changes.add(writer -> writer.tables().restoreTable(table, name));
        return this;
    }

    /** Drops a database with its tables. */
    public Commit dropDatabase(String name) {
        changes.add(writer -> writer.tables().dropDatabase(name));
        return this;
    }

    /** The folder for a table's files, also of one that this commit makes. */
    public Path location(TableDef table) {
        TableWriter.NewTable creation = planned.get(table.id());
        if (creation == null) {
            return store.snapshot().location(table);
        }
        return Path.of(store.databaseLocation(table.database()) + creation.path());
    }

    /** The ids of extents that this commit added, in their order; for after {@link #run()}. */
    public List<String> extentIds(List<WrittenExtent> extents) {
        return extents.stream()
                .map(WrittenExtent::path)
                .filter(extentIds::containsKey)
                .map(extentIds::get)
                .toList();
    }

    /** Does all changes and answers how the tables are then. */
    public Snapshot run() {
        Store.Committed committed = store.commit(changes, base);
        streamed.addAll(committed.streamed());
        return committed.snapshot();
    }

    /** The rows put inside the catalogue; for after {@link #run()}. */
    public List<StreamedRows> streamed() {
        return streamed;
    }
}
