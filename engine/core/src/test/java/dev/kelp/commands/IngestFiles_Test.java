package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.kelp.Engine;
import dev.kelp.run.HttpHosts;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where files come from and how they are read, as commands say it. */
class IngestFiles_Test {
    @TempDir
    Path folder;

    private HttpServer server;
    private String host;
    private EngineFixture db;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/a.csv", exchange -> {
            byte[] body = "1,a\n2,b\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/a.csv");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        host = "127.0.0.1:" + server.getAddress().getPort();
        db = new EngineFixture(Engine.open(folder.resolve("db"), new HttpHosts(Set.of(host))));
        db.run(".create table T (n:long, s:string)");
    }

    @AfterEach
    void close() {
        db.close();
        server.stop(0);
    }

    @Test
    void byHttpWhereAllowed() {
        List<List<@Nullable Object>> loaded =
                db.run(".ingest into table T (h'http://" + host + "/a.csv?sig=secret') with (format='csv')");
        assertEquals("http://" + host + "/a.csv", loaded.get(0).get(1));
        assertEquals(List.of(List.of(1L, "a"), List.of(2L, "b")), db.run("T | sort by n asc"));
        for (String wrong : List.of(
                "http://" + host + "/none.csv?sig=secret",
                "http://" + host + "/moved?sig=secret",
                "http://localhost:1/a.csv?sig=secret",
                "http://user:secret@" + host + "/a.csv",
                "https://x.example/a.csv?sig=secret",
                "http://" + host + "/a.csv;secret",
                "http://[secret")) {
            KqlException refused = db.refused(".ingest into table T (h'" + wrong + "')");
            assertFalse(refused.describe().replaceAll("(?s)\\n    .*", "").contains("secret"), refused.describe());
        }
        assertFalse(String.valueOf(db.run(".show ingestion failures")).contains("secret"));
        assertFalse(String.valueOf(db.run(".show operations")).contains("secret"));
        assertEquals(2L, db.cell("T | count"));
    }

    @Test
    void otherAddressesAreRefusedByName() {
        for (String address : List.of("abfss://c@a/x.csv", "s3://b/x.csv", "gs://b/x.csv", "ADL://x/y")) {
            KqlException refused = db.refused(".ingest into table T ('" + address + ";key')");
            assertEquals(Problem.NOT_SUPPORTED, refused.problem());
            assertTrue(refused.message()
                    .contains(address.substring(0, address.indexOf(':')).toLowerCase(Locale.ROOT)));
            assertNotNull(refused.span());
        }
    }

    @Test
    void severalPlacesInOne() throws IOException {
        Path one = Files.writeString(folder.resolve("1;a.csv"), "1,a\n");
        Path two = Files.writeString(folder.resolve("2.csv"), "2,b\n");
        db.run(".ingest into table T '[\"" + one + "\",\"" + two + "\"]'");
        db.run(".ingest into table T (@'" + one + "', h\"" + two + "\")");
        assertEquals(4L, db.cell("T | count"));
        KqlException refused = db.refused(".ingest into table T ('" + two + ";secretkey')");
        assertEquals(Problem.NOT_SUPPORTED, refused.problem());
    }

    @Test
    void mappings() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\"x\":{\"n\":1},\"t\":\"a\"}\n");
        String mapping =
                "[{\"column\":\"n\",\"Properties\":{\"Path\":\"$.x.n\"}},{\"column\":\"s\",\"Properties\":{\"Path\":\"$.t\"}}]";
        db.run(".ingest into table T ('" + file + "') with (format='json', ingestionMapping='" + mapping + "')");
        db.run(".create database main ingestion json mapping 'm' '" + mapping.replace("$.t", "$.x.n") + "'");
        db.run(".ingest into table T ('" + file + "') with (format='json', ingestionMappingReference='m')");
        db.run(".create table T ingestion json mapping 'm' '" + mapping.replace("$.x.n", "$.y") + "'");
        db.run(".ingest into table T ('" + file + "') with (format='json', ingestionMappingReference='m')");
        assertEquals(
                List.of(List.of("1|1"), List.of("1|a"), List.of("|a")),
                db.run("T | project r = strcat(n, '|', s) | sort by r asc"));
        refusedAt("ingestionMappingReference='none'", "'none'");
        refusedAt("ingestionMapping='[]'", "'[]'");
        refusedAt("format='csv', ingestionMappingReference='m'", "'m'");
    }

    @Test
    void propertiesThatAreWrongAreRefusedByName() {
        for (String wrong : List.of(
                "colour='red'",
                "ignoreFirstRecord='maybe'",
                "validationPolicy='x'",
                "zipPattern='('",
                "rawSizeBytes='many'",
                "extend_schema=true",
                "recreate_schema=true",
                "creationTime='soon'")) {
            KqlException refused = db.refused(".ingest into table T ('a.csv') with (" + wrong + ")");
            assertTrue(
                    refused.message()
                                    .toLowerCase(Locale.ROOT)
                                    .contains(wrong.substring(0, wrong.indexOf('='))
                                            .toLowerCase(Locale.ROOT))
                            || wrong.startsWith("validationPolicy")
                                    && refused.message().contains("validation policy"),
                    refused.describe());
            assertNotNull(refused.span(), refused.describe());
        }
        db.refused(".ingest into table T ('a.csv') with (format='csv', format='csv')");
        db.refused(".ingest inline into table T with (zipPattern='*.csv') <| 1,a");
    }

    @Test
    void recordsLeftOutAreTold() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "1,a\nx,b\n3,c\n");
        String policy = "{\"ValidationOptions\":0, \"ValidationImplications\":1}";
        assertEquals(
                true,
                db.cell(".ingest into table T ('" + file + "') with (validationPolicy='" + policy
                        + "') | project HasErrors"));
        assertEquals(2L, db.cell("T | count"));
        String told = String.valueOf(db.cell(".show ingestion failures | project Details"));
        assertTrue(told.startsWith("1 record was left out.") && told.contains("ine 2"), told);
        assertEquals("PartiallySucceeded", db.cell(".show operations | project State"));
    }

    @Test
    void rowsInBrackets() {
        db.run(".ingest inline into table T\n  [1,\"a]|b\"]\n  [2,c // d]");
        db.run(".ingest inline into table ['T'] with (tags='[\"x(\"]') [3,e]");
        assertEquals(
                List.of(List.of(1L, "a]|b"), List.of(2L, "c // d"), List.of(3L, "e")), db.run("T | sort by n asc"));
        db.refused(".ingest inline into table T [1,a] x");
        assertEquals(3L, db.cell("T | count"));
    }

    private void refusedAt(String properties, String place) {
        String text = ".ingest inline into table T with (format='json', " + properties + ") <| {}";
        KqlException refused = db.refused(text.replace("format='json', format", "format"));
        assertNotNull(refused.span(), refused.describe());
        assertTrue(refused.describe().contains(place), refused.describe());
    }
}
