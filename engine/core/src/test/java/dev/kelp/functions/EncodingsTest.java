package dev.kelp.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.kelp.types.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingsTest {

    @ParameterizedTest
    @CsvSource({"kelp, a2VscA==", "'', ''", "é😀, w6nwn5iA"})
    void encodesBase64(String text, String base64) {
        assertEquals(base64, Base64Texts.encode(text));
        assertEquals(text, Base64Texts.decode(base64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a2VscA", "!!!!", "/w=="})
    void decodesNothingFromWhatIsNoText(String base64) {
        assertEquals("", Base64Texts.decode(base64));
    }

    @Test
    void encodesArraysAndGuids() {
        assertEquals("[107,255]", Base64Texts.decodeToArray("a/8="));
        assertEquals("a/8=", Base64Texts.encodeArray("[107,255]"));
        assertEquals("", Base64Texts.encodeArray("[256]"));
        assertEquals("", Base64Texts.encodeArray(null));
        assertNull(Base64Texts.decodeToArray("a"));
        String guid = "00112233-4455-6677-8899-aabbccddeeff";
        assertEquals("MyIRAFVEd2aImaq7zN3u/w==", Base64Texts.encodeGuid(guid));
        assertEquals(guid, Base64Texts.decodeToGuid("MyIRAFVEd2aImaq7zN3u/w=="));
        assertNull(Base64Texts.decodeToGuid("a2VscA=="));
        assertEquals("", Base64Texts.encodeGuid(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kelp",
                "é😀",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void compressesThereAndBack(String text) {
        assertEquals(text, Compression.gunzip(Compression.gzip(text)));
        assertEquals(text, Compression.unzlib(Compression.zlib(text)));
    }

    @Test
    void unpacksWhatOthersPacked() {
        // gzip with a file name in its header, made by another tool.
        assertEquals("kelp", Compression.gunzip("H4sICAAAAAAC/2sudHh0AMtOzSkAAELzMhoEAAAA"));
        assertEquals("", Compression.gunzip("a2VscA=="));
        assertEquals("", Compression.unzlib("a2VscA=="));
        assertEquals("", Compression.unzlib("?"));
    }

    @Test
    void escapesUrls() {
        assertEquals("a+b%2fc%3f%c3%a9-_.!*()", Urls.encode("a b/c?é-_.!*()"));
        assertEquals("a%20b", Urls.encodeComponent("a b"));
        assertEquals("a b/cé%zz%", Urls.decode("a+b%2Fc%c3%A9%zz%"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "https://reef.example:8443/a/b?x=1&y=%20z&x=2#top | https | reef.example | 8443 | /a/b | | {\"x\":\"2\",\"y\":\" z\"} | top",
                "ftp://me:secret@host/ | ftp | host | | / | me | {} | ",
                "mailto:me@example.org | mailto | | | me@example.org | | {} | ",
                "?a=1 | | | | | | {\"a\":\"1\"} | ",
                "http://[::1]:80/x | http | [::1] | 80 | /x | | {} | "
            })
    void takesUrlsApart(
            String url,
            @Nullable String scheme,
            @Nullable String host,
            @Nullable String port,
            @Nullable String path,
            @Nullable String user,
            String query,
            @Nullable String fragment) {
        String parts = Urls.parse(url);
        assertEquals(text(scheme), field(parts, "Scheme"));
        assertEquals(text(host), field(parts, "Host"));
        assertEquals(text(port), field(parts, "Port"));
        assertEquals(text(path), field(parts, "Path"));
        assertEquals(text(user), field(parts, "Username"));
        assertEquals(query, Json.get(parts, "Query Parameters"));
        assertEquals(text(fragment), field(parts, "Fragment"));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String field(String bag, String key) {
        return Json.of(Json.get(bag, key)).text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "D:\\\\reef\\\\kelp.tar.gz | D:\\\\ | D:\\\\reef | reef | kelp.tar.gz | gz | ''",
                "/var/log/x | '' | /var/log | log | x | '' | ''",
                "file:///var/x.log | '' | /var | var | x.log | log | ''",
                "x.log:notes | '' | '' | '' | x.log | log | notes",
                "'' | '' | '' | '' | '' | '' | ''"
            })
    void takesPathsApart(
            String path, String root, String directory, String name, String file, String extension, String stream) {
        String parts = Paths.parse(path.replace("\\\\", "\\"));
        assertEquals(root.replace("\\\\", "\\"), field(parts, "RootPath"));
        assertEquals(directory.replace("\\\\", "\\"), field(parts, "DirectoryPath"));
        assertEquals(name, field(parts, "DirectoryName"));
        assertEquals(file, field(parts, "Filename"));
        assertEquals(extension, field(parts, "Extension"));
        assertEquals(stream, field(parts, "AlternateDataStreamName"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "2.0.1.7, 2000000000000000100000007",
                "3, 3000000000000000000000000",
                "1.2.3.4.5, null",
                "1..2, null",
                "v1, null",
                "'', null",
                "123456789, null"
            })
    void readsVersions(String version, @Nullable String number) {
        assertEquals(number, Paths.version(version));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "run  \"a b\" c | [\"run\",\"a b\",\"c\"]",
                "x \"\" y | [\"x\",\"\",\"y\"]",
                "a\\\"b \"c\"\"d\" | [\"a\\\"b\",\"c\\\"d\"]",
                "C:\\dir\\ z | [\"C:\\\\dir\\\\\",\"z\"]"
            })
    void separatesArguments(String line, String expected) {
        assertEquals(expected, Paths.commandLine(line, "windows"));
    }

    @Test
    void knowsOnlyWindowsCommandLines() {
        assertNull(Paths.commandLine("a b", "bash"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,\"b,\"\"c\"\"\",d | [\"a\",\"b,\\\"c\\\"\",\"d\"]",
                "a,, | [\"a\",\"\",\"\"]",
                "`` | [\"\"]",
                "`a\nb` | [\"a\"]"
            })
    void readsTheFirstRecord(String csv, String expected) {
        assertEquals(expected, Paths.csv(csv));
    }

    @ParameterizedTest
    @CsvSource({
        "bücher, bcher-kva",
        "münchen-ost, mnchen-ost-9db",
        "Ωmega, mega-ukd",
        "abc, abc-",
        "日本, wgv71a",
        "'', ''"
    })
    void writesPunycode(String text, String code) {
        assertEquals(code, Punycode.encode(text));
        assertEquals(text, Punycode.decode(code));
    }

    @Test
    void writesDomainsInPunycode() {
        assertEquals("www.xn--bcher-kva.Example", Punycode.encodeDomain("www.bücher。Example"));
        assertEquals("www.bücher.Example", Punycode.decodeDomain("www.XN--bcher-kva.Example"));
        assertEquals("", Punycode.decodeDomain("xn--é"));
        assertEquals("", Punycode.decode("a-!"));
    }
}
