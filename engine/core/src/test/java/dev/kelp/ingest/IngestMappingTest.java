package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.ingest.IngestMapping.Kind;
import dev.kelp.text.KqlException;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mappings say where columns come from. */
class IngestMappingTest {
    @TempDir
    Path folder;

    @Test
    void columnsByTheirOrder() throws IOException, SQLException {
        try (FormatFixture t = new FormatFixture(
                folder, "name:string, id:long, at:datetime, kind:string, file:string, line:long, none:int")) {
            assertEquals(
                    List.of(
                            Arrays.asList("a", 1L, Ticks.parse("1970-01-01T00:00:02.5"), "k", path(), 2L, null),
                            Arrays.asList("b", 2L, null, "k", path(), 3L, null)),
                    t.read(
                            IngestFormat.CSV,
                            "id,ms,name,more\n1,2500,a,x\n2,,b,y\n",
                            options(Kind.CSV, """
                                            [{"Column": "name", "Properties": {"Ordinal": "2"}}, {"column": "id", "ordinal": 0},
                                             {"Name": "at", "Properties": {"Ordinal": 1, "Transform": "DateTimeFromUnixMilliseconds"}},
                                             {"Column": "kind", "Properties": {"ConstValue": "k"}},
                                             {"Column": "file", "Properties": {"Transform": "SourceLocation"}},
                                             {"Column": "line", "DataType": "long", "Properties": {"Transform": "SourceLineNumber"}}]
                                            """).withSkipFirst(true)));
        }
    }

    @Test
    void pathsInJson() throws IOException, SQLException {
        try (FormatFixture t =
                new FormatFixture(folder, "a:long, b:string, rest:dynamic, all:dynamic, bags:dynamic, at:datetime")) {
            assertEquals(
                    List.of(Arrays.asList(
                            7L,
                            "x",
                            "{\"c d\":[1,7],\"e\":{\"g\":2}}",
                            "{\"p\":{\"c d\":[1,7],\"e\":{\"f\":\"x\",\"g\":2}},\"bags\":[{\"m\":1},{\"n\":[2]}],\"t\":1577836800}",
                            "{\"m\":1,\"n\":[2]}",
                            Ticks.parse("2020-01-01"))),
                    t.read(
                            IngestFormat.MULTIJSON,
                            "[{\"p\": {\"c d\": [1, 7], \"e\": {\"f\": \"x\", \"g\": 2}},\n \"bags\": [{\"m\": 1}, {\"n\": [2]}], \"t\": 1577836800}]",
                            options(Kind.JSON, """
                                    [{"Column": "a", "Properties": {"Path": "$.p['c d'][1]"}}, {"column": "b", "path": "$.p.e.f"},
                                     {"Column": "rest", "Properties": {"Path": "$.p", "Transform": "DropMappedFields"}},
                                     {"Column": "all", "Properties": {"Path": "$"}},
                                     {"Column": "bags", "Properties": {"Path": "$.bags", "Transform": "PropertyBagArrayToDictionary"}},
                                     {"Column": "at", "Properties": {"Path": "$.t", "Transform": "DateTimeFromUnixSeconds"}}]
                                    """.replace("$.p['c d'][1]", "$.p[\\\"c d\\\"][1]"))));
        }
    }

    @Test
    void aFieldOfALog() throws IOException, SQLException {
        try (FormatFixture t = new FormatFixture(folder, "agent:string")) {
            assertEquals(
                    List.of(List.of("Mozilla/5.0")),
                    t.read(
                            IngestFormat.W3CLOGFILE,
                            "#Fields: x cs(User-Agent)\n1 Mozilla/5.0\n",
                            options(
                                    Kind.W3CLOGFILE,
                                    "[{\"Column\":\"agent\",\"Properties\":{\"Field\":\"cs(User-Agent)\"}}]")));
        }
    }

    @Test
    void valuesThatDoNotFitAreRefusedWithTheirLine() throws IOException {
        try (FormatFixture t = new FormatFixture(folder, "at:datetime")) {
            ReadOptions options = options(
                    Kind.JSON,
                    "[{\"Column\":\"at\",\"Properties\":{\"Path\":\"$.t\",\"Transform\":\"DateTimeFromUnixNanoseconds\"}}]");
            KqlException refused = assertThrows(
                    KqlException.class, () -> t.read(IngestFormat.JSON, "{\"t\": 1}\n{\"t\": \"soon\"}\n", options));
            assertTrue(refused.message().startsWith("Line 2 of "), refused.message());
            assertTrue(refused.message().contains("'soon'"), refused.message());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CSV|{}|no JSON array",
                "CSV|[]|no JSON array",
                "CSV|[{\"Properties\":{\"Ordinal\":0}}]|without a column",
                "CSV|[{\"Column\":\"a\"}]|does not say where column 'a' comes from",
                "CSV|[{\"Column\":\"a\",\"Ordinal\":0},{\"Column\":\"a\",\"Ordinal\":1}]|'a' twice",
                "CSV|[{\"Column\":\"a\",\"Ordinal\":-1}]|'-1' is no place",
                "CSV|[{\"Column\":\"a\",\"Path\":\"$.x\"}]|no paths",
                "CSV|[{\"Column\":\"a\",\"Ordinal\":0,\"Transform\":\"BytesAsBase64\"}]|knows no BytesAsBase64",
                "JSON|[{\"Column\":\"a\",\"Path\":\"$.x[\"}]|is no path",
                "JSON|[{\"Column\":\"a\",\"Path\":\"$.x\",\"Transform\":\"Upper\"}]|'Upper'",
                "JSON|[{\"Column\":\"a\",\"DataType\":\"text\",\"Path\":\"$.x\"}]|the type 'text'",
                "JSON|[{\"Column\":\"a\",\"Pfad\":\"$.x\"}]|'Pfad'",
                "AVRO|[{\"Column\":\"a\",\"Path\":\"$.x\",\"Field\":\"y\"}]|twice where",
            })
    void mappingsThatAreWrong(String kind, String json, String part) {
        KqlException refused = assertThrows(KqlException.class, () -> IngestMapping.parse(Kind.valueOf(kind), json));
        assertTrue(refused.message().contains(part), refused.message());
    }

    @Test
    void mappingsOfAnotherKindOrTable() throws IOException {
        try (FormatFixture t = new FormatFixture(folder, "a:long")) {
            ReadOptions other = options(Kind.JSON, "[{\"Column\":\"b\",\"DataType\":\"int\",\"Path\":\"$.b\"}]");
            assertEquals(
                    "b",
                    other.mapping()
                            .orElseThrow()
                            .missing(t.tables.table("t"))
                            .get(0)
                            .name());
            refused(t, IngestFormat.JSON, other, "lacks columns that the mapping fills: b");
            refused(t, IngestFormat.CSV, other, "a json mapping cannot be used");
        }
    }

    private static void refused(FormatFixture t, IngestFormat format, ReadOptions options, String part) {
        KqlException refused = assertThrows(KqlException.class, () -> t.read(format, "1\n", options));
        assertTrue(
                refused.message().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)), refused.message());
    }

    private static ReadOptions options(Kind kind, String json) {
        return ReadOptions.DEFAULT.withMapping(IngestMapping.parse(kind, json));
    }

    private String path() {
        return folder.resolve("data.txt").toString();
    }
}
