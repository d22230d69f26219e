package dev.kelp.run;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.ColumnStats;
import dev.kelp.tables.EmbeddedColumn;
import dev.kelp.tables.Extent;
import dev.kelp.tables.FileForm;
import dev.kelp.tables.InlinedRows;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.Storage;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a scan: the rows of some extents that pass the request's predicates, each column in its carrier and under its name.
 *
 * <p>Pure text to text; reads no file.
 */
public final class ExtentSql {
    /** The field of positions in a file of deletions (DL 13). */
    static final long POSITION = 2_147_483_645L;

    private final ScanRequest request;
    private final List<Extent> extents;
    private final InlinedSource inlinedRows;
    private final Map<Long, StoredColumn> columns = new LinkedHashMap<>();
    private final @Nullable Lineage lineage;

    /**
     * That rows are to say what the format knows of them, by columns of these names.
     *
     * @param firstRowId the identity of a file's first row, where its rows don't carry theirs
     * @param inlined which rows inside the catalogue are wanted, as a condition
     */
    record Lineage(long firstRowId, String inlined) {
        /** The identity. */
        static final String ROW = "kelp_at_row";

        /** The commit by which the row came in. */
        static final String BEGIN = "kelp_at_begin";

        /** The commit by which a row inside the catalogue ended; null in files. */
        static final String END = "kelp_at_end";

        /** The number of the row in its file. */
        static final String POSITION = "kelp_at_position";
    }

    private ExtentSql(ScanRequest request, List<Extent> extents, InlinedSource inlinedRows, @Nullable Lineage lineage) {
        this.lineage = lineage;
        this.inlinedRows = inlinedRows;
        this.request = request;
        this.extents = extents;
        request.columns().stream().filter(c -> !OriginColumn.is(c)).forEach(this::add);
        conditions().forEach(p -> add(p.column()));
    }

    /** Where DuckDB finds the rows of a table that lie inside the catalogue. */
    public interface InlinedSource {
        /** The name of a relation with the columns of {@link InlinedTable}. */
        String table(InlinedRows rows);
    }

    /** A parenthesised SELECT, fit to stand in a FROM clause, over extents that are all files. */
    public static String of(ScanRequest request, List<Extent> extents) {
        return of(request, extents, rows -> {
            throw Problem.BUG.here("rows inside the catalogue without a place in DuckDB");
        });
    }

    /** A parenthesised SELECT, fit to stand in a FROM clause. */
    public static String of(ScanRequest request, List<Extent> extents, InlinedSource inlinedRows) {
        return new ExtentSql(request, extents, inlinedRows, null).sql();
    }

    /** The same for one extent, with the columns of {@link Lineage} behind those asked for; its rows inside the catalogue are all seen. */
    static String of(ScanRequest request, Extent extent, InlinedSource inlinedRows, Lineage lineage) {
        return new ExtentSql(request, List.of(extent), inlinedRows, lineage).sql();
    }

    private void add(ColumnDef column) {
        columns.computeIfAbsent(
                column.id(),
                id -> new StoredColumn(
                        column,
                        mayBeNull(column),
                        hasRemainder(column.storage().remainder()),
                        !extents.stream().allMatch(Extent::isOwn)));
    }

    private boolean mayBeNull(ColumnDef column) {
        return extents.stream().anyMatch(extent -> {
            ColumnStats stats = extent.columns().get(column.id());
            return stats == null || stats.mayHoldNull();
        });
    }

    private boolean hasRemainder(Storage.@Nullable Remainder remainder) {
        return remainder != null
                && extents.stream().anyMatch(extent -> {
                    ColumnStats stats = extent.columns().get(remainder.id());
                    return stats == null || stats.values() != 0;
                });
    }

    private String sql() {
        if (extents.isEmpty()) {
            return "(SELECT " + outputs(null) + " WHERE false)";
        }
        List<String> branches = new ArrayList<>();
        List<Extent> whole =
                extents.stream().filter(e -> e.inlined() == null && !isApart(e)).toList();
        // Rows that are to say where they come from are read extent by extent.
        boolean apart = lineage != null || request.columns().stream().anyMatch(OriginColumn::is);
        boolean numbered = lineage != null || request.columns().contains(OriginColumn.ROW.column());
        for (List<Extent> files : apart
                ? whole.stream().map(List::of).toList()
                : whole.isEmpty() ? List.<List<Extent>>of() : List.of(whole)) {
            branches.add(branch(files.get(0), files(files, numbered), List.of()));
        }
        for (Extent extent : extents) {
            InlinedRows inlined = extent.inlined();
            if (inlined != null) {
                branches.add(branch(extent, inlined(inlined, extent.form()), List.of()));
            } else if (isApart(extent)) {
                branches.add(branch(extent, file(extent), deletions(extent)));
            }
        }
        return "(" + String.join(" UNION ALL ", branches) + ")";
    }

    /**
     * Whether a file is read by itself: columns are found in another way, some rows are deleted or came later, or each is to say where
     * it comes from.
     */
    private boolean isApart(Extent extent) {
        return extent.hasDeletions() || !extent.form().isPlain() || extent.isMixed() && asksForOrigin();
    }

    private boolean asksForOrigin() {
        return lineage != null
                || request.columns().stream().anyMatch(OriginColumn::is)
                || request.predicates().stream().anyMatch(p -> OriginColumn.is(p.column()));
    }

    /**
     * @param extent the rows' one, or, where that isn't asked for, one of several
     * @param source gives the stored columns by their names {@code c1, c2, …}
     */
    private String branch(Extent extent, String source, List<String> furtherConditions) {
        List<String> conditions = new ArrayList<>(furtherConditions);
        for (ColumnPredicate predicate : conditions()) {
            conditions.add(PredicateSql.of(predicate, column(predicate.column())));
        }
        if (extent.isMixed()) {
            request.predicates().stream()
                    .filter(p -> OriginColumn.is(p.column()))
                    .forEach(p -> conditions.add(OriginPredicateSql.of(p)));
        }
        return "SELECT " + outputs(extent) + " FROM " + source
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }

    /** Conditions on where rows come from have picked those extents already whose rows all came at once. */
    private List<ColumnPredicate> conditions() {
        return request.predicates().stream()
                .filter(p -> !OriginColumn.is(p.column()))
                .toList();
    }

    private String files(List<Extent> files, boolean rowNumbers) {
        return "read_parquet("
                + files.stream().map(f -> Literals.string(f.path())).collect(Collectors.joining(", ", "[", "]"))
                + ", schema = " + fieldMap(files.get(0)) + (rowNumbers ? ", file_row_number = true" : "") + ")";
    }

    private String file(Extent extent) {
        FileForm form = extent.form();
        if (form.isNamed()) {
            return new NamedFile(extent, columns.values()).sql();
        }
        List<String> replaced = new ArrayList<>();
        for (StoredColumn column : columns.values()) {
            FileForm.Shape shape = form.shapes().get(column.column().id());
            if (shape != null) {
                replaced.add(reshaped(column.stored(), shape) + " AS " + column.stored());
            }
        }
        String rows = files(List.of(extent), true);
        return replaced.isEmpty() ? rows : "(SELECT * REPLACE (" + String.join(", ", replaced) + ") FROM " + rows + ")";
    }

    /** A value with the present names of its fields. */
    private static String reshaped(String value, FileForm.Shape shape) {
        return shape.sql().replace("{0}", value);
    }

    private String inlined(InlinedRows inlined, FileForm form) {
        List<String> casts = new ArrayList<>(List.of(InlinedTable.BEGIN, InlinedTable.TICKS, InlinedTable.ROW_ID));
        if (lineage != null) {
            casts.add(InlinedTable.END);
        }
        columns.values().forEach(stored -> {
            ColumnDef column = stored.column();
            boolean there = inlined.columns().contains(column.id());
            FileForm.Shape shape = form.shapes().get(column.id());
            String value = "c" + column.id();
            casts.add(cast(
                    !there
                            ? literal(column.storage().initialDefault())
                            : shape == null ? value : reshaped("CAST(" + value + " AS " + shape.type() + ")", shape),
                    stored.readType(),
                    column.id()));
            Storage.Remainder remainder = column.storage().remainder();
            if (stored.hasRemainder() && remainder != null) {
                casts.add(cast(
                        inlined.columns().contains(remainder.id()) ? "c" + remainder.id() : "NULL",
                        Storage.Remainder.sqlType(column.type()),
                        remainder.id()));
            }
        });
        return "(SELECT " + String.join(", ", casts) + " FROM " + inlinedRows.table(inlined) + " WHERE "
                + (lineage == null ? InlinedTable.visible(inlined) : lineage.inlined()) + ")";
    }

    private static String cast(String value, String type, long id) {
        return "CAST(" + value + " AS " + type + ") AS c" + id;
    }

    private static String literal(@Nullable String value) {
        return value == null ? "NULL" : Literals.string(value);
    }

    /** @param extent null for no rows at all */
    private String outputs(@Nullable Extent extent) {
        if (lineage != null && extent != null) {
            List<String> all = new ArrayList<>(request.columns().stream()
                    .map(c -> output(c, extent) + " AS " + Literals.name(c.name()))
                    .toList());
            all.addAll(origin(lineage, extent));
            return String.join(", ", all);
        }
        if (request.columns().isEmpty()) {
            // A scan that only counts rows still needs a column to be a relation.
            return "true AS kelp_row";
        }
        return request.columns().stream()
                .map(c -> output(c, extent) + " AS " + Literals.name(c.name()))
                .collect(Collectors.joining(", "));
    }

    private List<String> origin(Lineage asked, Extent extent) {
        boolean inlined = extent.inlined() != null;
        String counted = asked.firstRowId() + " + file_row_number";
        String identity = inlined
                ? OriginColumn.ROW_ID
                : extent.form().isNamed() ? counted : "coalesce(" + OriginColumn.ROW_ID + ", " + counted + ")";
        return List.of(
                identity + " AS " + Lineage.ROW,
                OriginColumn.SNAPSHOT.value(request.table(), extent) + " AS " + Lineage.BEGIN,
                (inlined ? InlinedTable.END : "CAST(NULL AS BIGINT)") + " AS " + Lineage.END,
                (inlined ? "CAST(NULL AS BIGINT)" : "file_row_number") + " AS " + Lineage.POSITION);
    }

    private String output(ColumnDef column, @Nullable Extent extent) {
        if (extent == null) {
            return "CAST(NULL AS " + column.type().carrier().name() + ")";
        }
        return OriginColumn.of(column)
                .map(origin -> origin.value(request.table(), extent))
                .orElseGet(() -> column(column).carrier());
    }

    private StoredColumn column(ColumnDef column) {
        return Objects.requireNonNull(columns.get(column.id()));
    }

    /** What each field id is to be called and read as; fields that a file lacks get their default. */
    private String fieldMap(Extent extent) {
        List<String> entries = new ArrayList<>();
        if (extent.mixture().rows() && isApart(extent)) {
            // Other clients don't write the times of rows; those of the file are near.
            entries.add(embedded(
                    EmbeddedColumn.SNAPSHOT,
                    OriginColumn.BEGIN,
                    extent.arrival().snapshot()));
            entries.add(embedded(
                    EmbeddedColumn.TICKS, OriginColumn.TICKS, extent.arrival().ticks()));
        }
        if (lineage != null) {
            entries.add(EmbeddedColumn.ROW_ID.fieldId() + ": {name: '" + OriginColumn.ROW_ID
                    + "', type: 'BIGINT', default_value: NULL}");
        }
        for (StoredColumn stored : columns.values()) {
            Storage storage = stored.column().storage();
            String fallback = literal(storage.initialDefault());
            FileForm.Shape shape = extent.form().shapes().get(stored.column().id());
            entries.add(field(stored.column().id(), shape == null ? stored.readType() : shape.type(), fallback));
            if (stored.hasRemainder() && storage.remainder() != null) {
                entries.add(field(
                        storage.remainder().id(),
                        Storage.Remainder.sqlType(stored.column().type()),
                        "NULL"));
            }
        }
        // The map must not be empty where only rows are counted.
        if (entries.isEmpty()) {
            ColumnDef first = request.table().columns().get(0);
            entries.add(field(first.id(), new StoredColumn(first, true, false, false).readType(), "NULL"));
        }
        return "MAP {" + String.join(", ", entries) + "}";
    }

    static String embedded(EmbeddedColumn column, String name, long fallback) {
        return column.fieldId() + ": {name: '" + name + "', type: 'BIGINT', default_value: "
                + literal(String.valueOf(fallback)) + "}";
    }

    private static String field(long id, String type, String fallback) {
        return id + ": {name: 'c" + id + "', type: " + Literals.string(type) + ", default_value: " + fallback + "}";
    }

    static List<String> deletions(Extent extent) {
        List<String> conditions = new ArrayList<>();
        if (!extent.deleteFile().isEmpty()) {
            String file = "read_parquet(" + Literals.string(extent.deleteFile());
            conditions.add("file_row_number NOT IN (SELECT pos FROM "
                    + (extent.mixture().laterDeletions()
                            ? file + ", schema = MAP {" + POSITION
                                    + ": {name: 'pos', type: 'BIGINT', default_value: NULL}, "
                                    + embedded(EmbeddedColumn.SNAPSHOT, OriginColumn.BEGIN, 0) + "}) WHERE "
                                    + OriginColumn.BEGIN
                                    + " <= " + extent.mixture().until() + ")"
                            : file + "))"));
        }
        if (extent.mixture().laterRows()) {
            conditions.add(OriginColumn.BEGIN + " <= " + extent.mixture().until());
        }
        List<Long> positions = extent.knownPositions();
        if (!positions.isEmpty()) {
            conditions.add("file_row_number NOT IN "
                    + positions.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
        }
        return conditions;
    }
}
