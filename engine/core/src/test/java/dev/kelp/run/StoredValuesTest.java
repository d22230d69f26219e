package dev.kelp.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.ColumnPredicate.Op;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values come back from Parquet as they went in, and predicates mean the same whether DuckDB, Kelp or nobody prunes by them. */
class StoredValuesTest {
    @TempDir
    Path folder;

    private TableFixture fixture;

    @BeforeEach
    void open() {
        fixture = new TableFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyTypeWithItsExtremes() throws SQLException {
        fixture.create(
                "t",
                new Field("b", KqlType.BOOL),
                new Field("i", KqlType.INT),
                new Field("l", KqlType.LONG),
                new Field("r", KqlType.REAL),
                new Field("d", KqlType.DECIMAL),
                new Field("s", KqlType.STRING),
                new Field("t", KqlType.DATETIME),
                new Field("p", KqlType.TIMESPAN),
                new Field("g", KqlType.GUID),
                new Field("j", KqlType.DYNAMIC));
        String low = "SELECT false, -2147483648, -9223372036854775808, CAST('-Infinity' AS DOUBLE),"
                + " '-99999999999999999999.999999999999999999', '', 0::BIGINT, -9223372036854775808,"
                + " '00000000-0000-0000-0000-000000000000', '{}'";
        String high = "SELECT true, 2147483647, 9223372036854775807, CAST('NaN' AS DOUBLE),"
                + " '0.000000000000000001', 'it''s «x»\n' || chr(0) || chr(128512), " + Ticks.MAX
                + "::BIGINT, 9223372036854775807, 'ffffffff-ffff-ffff-ffff-ffffffffffff', '[1.0,\"é\",{\"a\":null}]'";
        String nulls = "SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL";
        fixture.append("t", low + " UNION ALL " + high + " UNION ALL " + nulls);

        List<List<@Nullable Object>> rows = fixture.rows("t");
        assertEquals(
                Arrays.asList(
                        false,
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE,
                        Double.NEGATIVE_INFINITY,
                        "-99999999999999999999.999999999999999999",
                        "",
                        0L,
                        Long.MIN_VALUE,
                        "00000000-0000-0000-0000-000000000000",
                        "{}"),
                rows.get(0));
        assertEquals(
                Arrays.asList(
                        true,
                        Integer.MAX_VALUE,
                        Long.MAX_VALUE,
                        Double.NaN,
                        "0.000000000000000001",
                        "it's «x»\n\0\uD83D\uDE00",
                        Ticks.MAX,
                        Long.MAX_VALUE,
                        "ffffffff-ffff-ffff-ffff-ffffffffffff",
                        "[1.0,\"é\",{\"a\":null}]"),
                rows.get(1));
        assertEquals(Arrays.asList(null, null, null, null, null, "", null, null, null, null), rows.get(2));
    }

    @Test
    void aColumnForTheLastDigitIsMadeWhenFirstNeededAndStaysHidden() throws SQLException {
        fixture.create("t", new Field("at", KqlType.DATETIME), new Field("at_ticks", KqlType.LONG));
        fixture.append("t", "SELECT 20::BIGINT, 1::BIGINT");
        assertEquals(null, fixture.table("t").columns().get(0).storage().remainder());

        fixture.append("t", "SELECT 33::BIGINT, 2::BIGINT UNION ALL SELECT NULL, 3");
        TableDef table = fixture.table("t");
        assertEquals(List.of("at", "at_ticks"), table.schema().names());
        assertEquals(
                "at_ticks_",
                Objects.requireNonNull(table.columns().get(0).storage().remainder())
                        .name());

        fixture.append("t", "SELECT 47::BIGINT, 4::BIGINT");
        assertEquals(
                List.of(Arrays.asList(20L, 1L), Arrays.asList(33L, 2L), Arrays.asList(47L, 4L)),
                sorted(fixture.rows("t", fixture.predicate("t", "at", Op.IS_NOT_NULL))));
    }

    @Test
    void filesOfOneCommitMayNeedDifferentColumnsForTheLastDigit() throws SQLException {
        TableDef table = fixture.create("t", new Field("a", KqlType.DATETIME), new Field("b", KqlType.DATETIME));
        List<WrittenExtent> written = new ArrayList<>(fixture.write(table, "SELECT 10::BIGINT, 21::BIGINT"));
        written.addAll(fixture.write(table, "SELECT 31::BIGINT, 40::BIGINT"));
        written.addAll(fixture.write(table, "SELECT 51::BIGINT, 62::BIGINT"));
        fixture.store.commit().append(table, written).run();
        fixture.append("t", "SELECT 71::BIGINT, 82::BIGINT");
        assertEquals(
                List.of(
                        Arrays.asList(10L, 21L),
                        Arrays.asList(31L, 40L),
                        Arrays.asList(51L, 62L),
                        Arrays.asList(71L, 82L)),
                sorted(fixture.rows("t")));
        List<Field> hidden = List.of(new Field("A_TICKS", KqlType.LONG));
        assertThrows(KqlException.class, () -> fixture.store
                .commit()
                .addColumns(fixture.table("t"), hidden)
                .run());
    }

    @Test
    void predicatesOnTicksAreExact() throws SQLException {
        fixture.create("t", new Field("at", KqlType.DATETIME));
        fixture.append("t", "SELECT range::BIGINT FROM range(0, 60)");
        fixture.append("t", "SELECT 10 * range::BIGINT FROM range(0, 7) UNION ALL SELECT NULL");
        List<Long> all = new ArrayList<>();
        for (List<@Nullable Object> row : fixture.rows("t")) {
            if (row.get(0) != null) {
                all.add((Long) row.get(0));
            }
        }
        for (long value : new long[] {0, 9, 10, 25, 30, 59, 60, 61}) {
            for (Op op : List.of(Op.EQ, Op.LT, Op.LE, Op.GT, Op.GE)) {
                long expected = all.stream()
                        .filter(v -> holds(op, Long.compare(v, value)))
                        .count();
                assertEquals(
                        expected,
                        fixture.rows("t", fixture.predicate("t", "at", op, value))
                                .size(),
                        op + " " + value);
            }
            long others = all.stream().filter(v -> v != value).count() + 1;
            assertEquals(
                    others,
                    fixture.rows("t", fixture.predicate("t", "at", Op.NE, value))
                            .size(),
                    "NE " + value);
        }
    }

    private static boolean holds(Op op, int comparison) {
        return switch (op) {
            case EQ -> comparison == 0;
            case LT -> comparison < 0;
            case LE -> comparison <= 0;
            case GT -> comparison > 0;
            default -> comparison >= 0;
        };
    }

    @Test
    void predicatesOfOtherTypes() throws SQLException {
        fixture.create(
                "t",
                new Field("s", KqlType.STRING),
                new Field("d", KqlType.DECIMAL),
                new Field("r", KqlType.REAL),
                new Field("g", KqlType.GUID));
        fixture.append(
                "t",
                "SELECT * FROM (VALUES ('', '1.5', 1.5::DOUBLE, '00000000-0000-0000-0000-00000000000a'), ('b', '2', 'NaN', NULL),"
                        + " ('it''s', NULL, NULL, NULL))");
        assertEquals(1, count("s", Op.EQ, ""));
        assertEquals(2, count("s", Op.NE, ""));
        assertEquals(1, count("s", Op.EQ, "it's"));
        assertEquals(2, count("s", Op.IN, "", "b"));
        assertEquals(2, count("s", Op.LE, "b"));
        assertEquals(0, count("s", Op.IS_NULL));
        assertEquals(1, count("d", Op.EQ, "1.5"));
        assertEquals(1, count("d", Op.GT, "1.5"));
        assertEquals(2, count("d", Op.GT, "1.49999999999999999999999"));
        assertEquals(0, count("d", Op.EQ, "1.5000000000000000000001"));
        assertEquals(2, count("d", Op.LT, "1000000000000000000000000"));
        assertEquals(2, count("d", Op.NE, "1.5"));
        assertEquals(1, count("r", Op.GT, 1.0));
        assertEquals(2, count("r", Op.NOT_IN, 1.5));
        assertEquals(1, count("g", Op.EQ, "00000000-0000-0000-0000-00000000000a"));
        assertEquals(2, count("g", Op.IS_NULL));
    }

    private int count(String column, Op op, Object... values) throws SQLException {
        ColumnPredicate predicate = fixture.predicate("t", column, op, values);
        return fixture.rows("t", predicate).size();
    }

    @Test
    void aDecimalKeepsTheDigitsThatItsStoredFormLacks() throws SQLException {
        fixture.create("t", new Field("d", KqlType.DECIMAL));
        fixture.append("t", "SELECT '0.1234567890123456789'");
        fixture.append("t", "SELECT '0.5'");
        assertEquals(List.of(List.of("0.1234567890123456789"), List.of("0.5")), fixture.rows("t"));
    }

    private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows) {
        return rows.stream()
                .sorted((a, b) ->
                        Long.compare((Long) Objects.requireNonNull(a.get(0)), (Long) Objects.requireNonNull(b.get(0))))
                .toList();
    }
}
