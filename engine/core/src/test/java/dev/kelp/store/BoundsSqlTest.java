package dev.kelp.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.ColumnPredicate.Op;
import dev.kelp.tables.ColumnStats;
import dev.kelp.tables.Extent;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the catalogue's database rules out, the exact test rules out too. */
class BoundsSqlTest {
    private static final int EXTENTS = 600;
    private static final int PREDICATES = 300;
    private static final List<Field> COLUMNS = List.of(
            new Field("t", KqlType.DATETIME),
            new Field("s", KqlType.STRING),
            new Field("n", KqlType.LONG),
            new Field("i", KqlType.INT));
    private static final List<String> TIMES = List.of(
            "2026-01-31 10:15:30",
            "2026-01-31 10:15:30.5",
            "2026-01-31 10:15:30.999999",
            "2026-01-31 10:15:31",
            "2026-01-31 00:00:00",
            "0001-01-01 00:00:00",
            "9999-12-31 23:59:59.999999",
            "1969-12-31 23:59:59.1",
            "2026-02-01 00:00:00",
            "0044-03-15 12:00:00 (BC)",
            "10000-01-01 00:00:00",
            "infinity",
            "-infinity",
            "2026-01-31");
    private static final List<String> TEXTS = List.of("", "a", "aé", "a\uffee", "a😀", "Z", "z", " ", "m", "%", "_");
    private static final List<String> NUMBERS =
            List.of("0", "-1", "7", "10", "9", "9223372036854775807", "-9223372036854775808");
    private static final List<String> INTS = List.of("0", "-1", "7", "10", "9", "2147483647");

    @TempDir
    Path folder;

    private final Random random = new Random(20261123);

    CatalogPlace place(Path of) {
        return CatalogPlace.of(of);
    }

    @Test
    void leavesWhatTheExactTestLeaves() {
        try (Store store = Store.open(place(folder))) {
            Commit creation = store.commit();
            creation.createTable("main", "T", COLUMNS, "", "");
            creation.run();
            TableDef table = store.snapshot().table("main", "T").orElseThrow();
            List<WrittenExtent> extents = new ArrayList<>();
            for (int i = 0; i < EXTENTS; i++) {
                Path file = Path.of(store.snapshot().location(table).toString(), "kelp-" + i + ".parquet");
                extents.add(new WrittenExtent(file.toString(), 10, 100, 10, statistics(table), Map.of()));
            }
            store.commit().append(table, extents).run();
            Snapshot snapshot = store.snapshot();
            int left = 0;
            for (int i = 0; i < PREDICATES; i++) {
                ColumnPredicate predicate = predicate(table.columns().get(i % COLUMNS.size()));
                List<String> expected = extents.stream()
                        .filter(e -> mayPass(
                                predicate, e.columns().get(predicate.column().id())))
                        .map(WrittenExtent::path)
                        .sorted()
                        .toList();
                List<String> found = snapshot.extents(new ScanRequest(table, List.of(), List.of(predicate))).stream()
                        .map(Extent::path)
                        .sorted()
                        .toList();
                assertEquals(expected, found, predicate.toString());
                left += EXTENTS - found.size();
            }
            assertTrue(left > EXTENTS * PREDICATES / 10, "only " + left + " ruled out");
        }
    }

    private static boolean mayPass(ColumnPredicate predicate, @Nullable ColumnStats statistics) {
        return statistics == null || Bounds.mayPass(predicate, statistics);
    }

    /** Bounds that are there or not, of columns that have statistics or not. */
    private Map<Long, ColumnStats> statistics(TableDef table) {
        Map<Long, ColumnStats> statistics = new HashMap<>();
        for (ColumnDef column : table.columns()) {
            if (random.nextInt(10) > 0) {
                statistics.put(
                        column.id(),
                        new ColumnStats(
                                1, 10, random.nextInt(3) - 1L, bound(column.type()), bound(column.type()), null));
            }
        }
        return statistics;
    }

    private @Nullable String bound(KqlType type) {
        return random.nextInt(8) == 0 ? null : pick(texts(type));
    }

    private ColumnPredicate predicate(ColumnDef column) {
        Op op = List.of(Op.EQ, Op.LT, Op.LE, Op.GT, Op.GE).get(random.nextInt(5));
        String text = pick(texts(column.type()));
        Object value =
                switch (column.type()) {
                    case DATETIME -> Math.max(Ticks.MIN, Math.min(Ticks.MAX, moment(text) + random.nextInt(3) - 1));
                    case LONG -> Long.parseLong(text);
                    case INT -> Integer.parseInt(text);
                    default -> text;
                };
        return new ColumnPredicate(column, op, List.of(value));
    }

    private static long moment(String text) {
        return Objects.requireNonNullElse(text.length() < 19 ? null : Ticks.parse(text), Ticks.MAX);
    }

    private static List<String> texts(KqlType type) {
        return switch (type) {
            case DATETIME -> TIMES;
            case STRING -> TEXTS;
            case INT -> INTS;
            default -> NUMBERS;
        };
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
