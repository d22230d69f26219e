package dev.kelp.run;

import dev.kelp.run.ExtentSql.Lineage;
import dev.kelp.tables.ChangeColumn;
import dev.kelp.tables.ChangeRange;
import dev.kelp.tables.ChangedExtents;
import dev.kelp.tables.ChangedExtents.ChangedFile;
import dev.kelp.tables.ChangedExtents.Deleted;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.EmbeddedColumn;
import dev.kelp.tables.Extent;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.ScanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The SQL of the changes that rows of a table went through: those that came in, those that went, and, where one and the same row did
 * both by one commit, its two states.
 *
 * <p>Pure text to text; reads no file.
 */
final class ChangeSql {
    private static final String AT = "kelp_change_at";

    private final ChangeRange range;
    private final ScanRequest request;
    private final ScanRequest rows;
    private final ChangedExtents changed;
    private final ExtentSql.InlinedSource inlined;

    private ChangeSql(ScanRequest request, ChangedExtents changed, ExtentSql.InlinedSource inlined) {
        this.range = Objects.requireNonNull(request.table().changes());
        this.request = request;
        this.rows = rows(request);
        this.changed = changed;
        this.inlined = inlined;
    }

    /** What is asked of the extents themselves. */
    static ScanRequest rows(ScanRequest request) {
        List<ColumnDef> stored =
                request.columns().stream().filter(c -> !ChangeColumn.is(c)).toList();
        return new ScanRequest(request.table(), stored, List.of());
    }

    /** A parenthesised SELECT, fit to stand in a FROM clause, with the request's columns. */
    static String of(ScanRequest request, ChangedExtents changed, ExtentSql.InlinedSource inlined) {
        return new ChangeSql(request, changed, inlined).sql();
    }

    private String sql() {
        List<String> came = new ArrayList<>();
        List<String> went = new ArrayList<>();
        for (ChangedFile file : changed.files()) {
            came.add(came(source(file.extent(), file.firstRowId())));
            if (file.ended() >= 0 || !file.within().isEmpty()) {
                went.add(went(file));
            }
        }
        for (Extent extent : changed.inlined()) {
            String source = source(extent, 0);
            came.add(came(source));
            went.add("SELECT *, " + Lineage.END + " AS " + AT + " FROM " + source + " WHERE " + within(Lineage.END));
        }
        String empty = "SELECT "
                + rows.columns().stream()
                        .map(c ->
                                "CAST(NULL AS " + c.type().carrier().name() + ") AS " + Literals.name(c.name()) + ", ")
                        .collect(Collectors.joining())
                + "0::BIGINT AS " + Lineage.ROW + ", 0::BIGINT AS " + Lineage.BEGIN + ", 0::BIGINT AS " + Lineage.END
                + ", 0::BIGINT AS " + Lineage.POSITION + ", 0::BIGINT AS " + AT + " WHERE false";
        came.add(empty);
        went.add(empty);
        return "(WITH kelp_came AS (" + String.join(" UNION ALL ", came) + "), kelp_went AS ("
                + String.join(" UNION ALL ", went) + ") " + changes() + ")";
    }

    private String changes() {
        return switch (range.kind()) {
            case INSERTIONS -> half("kelp_came", "kelp_went", "insert", "update_postimage");
            case DELETIONS -> half("kelp_went", "kelp_came", "delete", "update_preimage");
            case CHANGES ->
                half("kelp_came", "kelp_went", "insert", "update_postimage") + " UNION ALL "
                        + half("kelp_went", "kelp_came", "delete", "update_preimage");
        };
    }

    /** A row that went by the very commit by which it came was updated, or its file was only written again. */
    private String half(String these, String those, String alone, String paired) {
        String outputs = request.columns().stream()
                .map(c -> output(c, alone, paired) + " AS " + Literals.name(c.name()))
                .collect(Collectors.joining(", "));
        String rewritten = changed.rewriting().isEmpty()
                ? ""
                : " WHERE o.other_row IS NULL OR t." + AT + " NOT IN "
                        + changed.rewriting().stream()
                                .sorted()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ", "(", ")"));
        return "SELECT " + (outputs.isEmpty() ? "true AS kelp_row" : outputs) + " FROM " + these
                + " AS t LEFT JOIN (SELECT DISTINCT " + Lineage.ROW + " AS other_row, " + AT + " AS other_at FROM "
                + those
                + ") AS o ON t." + Lineage.ROW + " = o.other_row AND t." + AT + " = o.other_at" + rewritten;
    }

    private static String output(ColumnDef column, String alone, String paired) {
        if (column.equals(ChangeColumn.SNAPSHOT.column())) {
            return "t." + AT;
        }
        if (column.equals(ChangeColumn.ROW.column())) {
            return "t." + Lineage.ROW;
        }
        return column.equals(ChangeColumn.TYPE.column())
                ? "CASE WHEN o.other_row IS NULL THEN '" + alone + "' ELSE '" + paired + "' END"
                : "t." + Literals.name(column.name());
    }

    private String source(Extent extent, long firstRowId) {
        String wanted = extent.inlined() == null
                ? ""
                : OriginColumn.BEGIN + " BETWEEN " + extent.inlined().from() + " AND " + range.to() + " AND ("
                        + OriginColumn.BEGIN + " >= " + range.from() + " OR " + within(InlinedTable.END) + ")";
        return ExtentSql.of(rows, extent, inlined, new Lineage(firstRowId, wanted));
    }

    private String came(String source) {
        return "SELECT *, " + Lineage.BEGIN + " AS " + AT + " FROM " + source + " WHERE " + within(Lineage.BEGIN);
    }

    private String within(String commit) {
        return commit + " BETWEEN " + range.from() + " AND " + range.to();
    }

    private String went(ChangedFile file) {
        String source = source(file.extent(), file.firstRowId());
        String gone = file.within().isEmpty()
                ? "SELECT NULL::BIGINT AS pos, NULL::BIGINT AS gone WHERE false"
                : "SELECT pos, min(gone) AS gone FROM ("
                        + file.within().stream()
                                .map(d -> positions(d, range.from()))
                                .collect(Collectors.joining(" UNION ALL "))
                        + ") GROUP BY pos";
        boolean ended = file.ended() >= 0;
        String before = file.before().isEmpty()
                ? ""
                : " WHERE r." + Lineage.POSITION + " NOT IN (SELECT pos FROM ("
                        + file.before().stream().map(d -> positions(d, 0)).collect(Collectors.joining(" UNION ALL "))
                        + "))";
        return "SELECT r.*, " + (ended ? "coalesce(g.gone, " + file.ended() + ")" : "g.gone") + " AS " + AT + " FROM "
                + source + " AS r " + (ended ? "LEFT JOIN" : "JOIN") + " (" + gone + ") AS g ON r." + Lineage.POSITION
                + " = g.pos" + before;
    }

    /** @param from the first commit that counts, where each row says its own */
    private static String positions(Deleted deleted, long from) {
        if (deleted.file().isEmpty()) {
            return "SELECT unnest(" + deleted.positions() + "::BIGINT[]) AS pos, " + deleted.commit()
                    + "::BIGINT AS gone";
        }
        String file = "read_parquet(" + Literals.string(deleted.file());
        return deleted.each()
                ? "SELECT pos, " + OriginColumn.BEGIN + " AS gone FROM " + file + ", schema = MAP {"
                        + ExtentSql.POSITION
                        + ": {name: 'pos', type: 'BIGINT', default_value: NULL}, "
                        + ExtentSql.embedded(EmbeddedColumn.SNAPSHOT, OriginColumn.BEGIN, 0) + "}) WHERE "
                        + OriginColumn.BEGIN + " BETWEEN " + from + " AND " + deleted.commit()
                : "SELECT pos, " + deleted.commit() + "::BIGINT AS gone FROM " + file + ")";
    }
}
