package dev.kelp.functions;

import static dev.kelp.functions.Fn.scalar;

import java.util.ArrayList;
import java.util.List;

/** Encodings of text and texts with an inner form: base64, compression, URLs, paths, versions, CSV, Punycode (rule R91). */
final class EncodingFunctions {
    static final List<Fn> ROWS = rows();

    private EncodingFunctions() {}

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        base64(rows);
        rows.add(text("gzip_compress_to_base64_string")
                .java(Compression::gzip)
                .doc("The text compressed by gzip, in base64."));
        rows.add(text("gzip_decompress_from_base64_string")
                .java(Compression::gunzip)
                .doc("The text that gzip and base64 hold; '' where they hold none."));
        rows.add(text("zlib_compress_to_base64_string")
                .java(Compression::zlib)
                .doc("The text compressed by zlib, in base64."));
        rows.add(text("zlib_decompress_from_base64_string")
                .java(Compression::unzlib)
                .doc("The text that zlib and base64 hold; '' where they hold none."));
        rows.add(text("url_encode").java(Urls::encode).doc("The text escaped for URLs, spaces as +."));
        rows.add(text("url_encode_component")
                .java(Urls::encodeComponent)
                .doc("The text escaped for URLs, spaces as %20."));
        rows.add(text("url_decode").java(Urls::decode).doc("The text that was escaped for URLs."));
        for (String name : List.of("parse_url", "parseurl")) {
            rows.add(bag(name)
                    .java(Urls::parse)
                    .doc("A URL's parts: Scheme, Host, Port, Path, Username, Password, Query Parameters, Fragment."));
        }
        for (String name : List.of("parse_urlquery", "parseurlquery")) {
            rows.add(bag(name).java(Urls::parseQuery).doc("A bag with the parameters of a URL's query."));
        }
        rows.add(
                bag("parse_path")
                        .java(Paths::parse)
                        .doc(
                                "A path's parts: Scheme, RootPath, DirectoryPath, DirectoryName, Filename, Extension, AlternateDataStreamName."));
        rows.add(
                scalar("parse_version", Result.DECIMAL, Arg.STRING)
                        .java(Paths::version)
                        .doc(
                                "A number whose order is that of versions of up to four parts; null where the text is no version."));
        rows.add(scalar("parse_command_line", Result.DYNAMIC, Arg.TEXT, Arg.STRING)
                .java(Paths::commandLine)
                .doc("An array of a command line's arguments, as Windows separates them."));
        rows.add(scalar("parse_xml", Result.DYNAMIC, Arg.TEXT)
                .keepsName()
                .java(XmlTexts::parse)
                .doc(
                        "XML as a bag: elements by name, arrays where a name repeats, attributes by @name, text beside them as #text; a"
                                + " text that is a number is one."));
        rows.add(scalar("parse_user_agent", Result.DYNAMIC, Arg.STRING, Arg.opt(Arg.JSON))
                .java(UserAgents::parse)
                .doc(
                        "Bag of what a browser says of itself: Browser, OperatingSystem, Device, or those of them that are asked for, by"
                                + " browser, os, device."));
        rows.add(scalar("parse_csv", Result.DYNAMIC, Arg.STRING)
                .keepsName()
                .java(Paths::csv)
                .doc("An array of the values of a text's first record of comma-separated values."));
        rows.add(text("punycode_from_string").java(Punycode::encode).doc("A text in Punycode."));
        rows.add(text("punycode_to_string").java(Punycode::decode).doc("The text of Punycode, '' where it is none."));
        rows.add(text("punycode_domain_to_string")
                .java(Punycode::encodeDomain)
                .doc("A domain name with its labels in Punycode where they need it."));
        rows.add(text("punycode_domain_from_string")
                .java(Punycode::decodeDomain)
                .doc("A domain name from its labels in Punycode, '' where one is none."));
        return List.copyOf(rows);
    }

    private static Fn.Row text(String name) {
        return scalar(name, Result.STRING, Arg.STRING);
    }

    private static Fn.Row bag(String name) {
        return scalar(name, Result.DYNAMIC, Arg.STRING);
    }

    private static void base64(List<Fn> rows) {
        for (String name : List.of("base64_encode_tostring", "base64_encodestring")) {
            rows.add(text(name).java(Base64Texts::encode).doc("The base64 of a text's UTF-8."));
        }
        for (String name : List.of("base64_decode_tostring", "base64_decodestring")) {
            rows.add(text(name)
                    .java(Base64Texts::decode)
                    .doc("The text whose UTF-8 base64 holds, '' where there is none."));
        }
        rows.add(scalar("base64_decode_toarray", Result.DYNAMIC, Arg.STRING)
                .java(Base64Texts::decodeToArray)
                .doc("An array of the bytes that base64 holds; null where it is none."));
        rows.add(scalar("base64_encode_fromarray", Result.STRING, Arg.DYNAMIC)
                .nulls()
                .java(Base64Texts::encodeArray)
                .doc("The base64 of an array of bytes, '' where it is none."));
        rows.add(scalar("base64_decode_toguid", Result.GUID, Arg.STRING)
                .java(Base64Texts::decodeToGuid)
                .doc("The guid whose sixteen bytes base64 holds; null where there are others."));
        rows.add(scalar("base64_encode_fromguid", Result.STRING, Arg.GUID)
                .nulls()
                .java(Base64Texts::encodeGuid)
                .doc("The base64 of a guid's sixteen bytes."));
    }
}
