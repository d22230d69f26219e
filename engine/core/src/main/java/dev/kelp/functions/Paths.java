package dev.kelp.functions;

import dev.kelp.types.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts with an inner form: file paths, versions, command lines, comma-separated values. */
final class Paths {
    private static final BigInteger VERSION_PART = BigInteger.valueOf(100_000_000);

    private Paths() {}

    static String parse(String path) {
        String scheme = Urls.scheme(path);
        String rest = scheme.isEmpty() ? path : path.substring(scheme.length() + 3);
        boolean drive = rest.length() > 1 && Character.isLetter(rest.charAt(0)) && rest.charAt(1) == ':';
        boolean rooted = drive && rest.length() > 2 && isSeparator(rest.charAt(2));
        int stream = rest.indexOf(':', drive ? 2 : 0);
        String plain = stream < 0 ? rest : rest.substring(0, stream);
        int last = Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\'));
        String file = plain.substring(last + 1);
        String directory = last < 0 ? "" : plain.substring(0, last);
        int before = Math.max(directory.lastIndexOf('/'), directory.lastIndexOf('\\'));
        int dot = file.lastIndexOf('.');
        Map<String, Json> parts = new LinkedHashMap<>();
        parts.put("Scheme", Json.text(scheme));
        parts.put("RootPath", Json.text(rooted ? rest.substring(0, 3) : drive ? rest.substring(0, 2) : ""));
        parts.put("DirectoryPath", Json.text(directory));
        parts.put("DirectoryName", Json.text(directory.substring(before + 1)));
        parts.put("Filename", Json.text(file));
        parts.put("Extension", Json.text(dot < 0 ? "" : file.substring(dot + 1)));
        parts.put("AlternateDataStreamName", Json.text(stream < 0 ? "" : rest.substring(stream + 1)));
        return new Json.Bag(parts).write();
    }

    private static boolean isSeparator(char c) {
        return c == '/' || c == '\\';
    }

    /** Up to four parts of up to eight digits; missing parts are zero. */
    static @Nullable String version(String text) {
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length > 4) {
            return null;
        }
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < 4; i++) {
            String part = i < parts.length ? parts[i] : "0";
            if (part.isEmpty() || part.length() > 8 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return null;
            }
            number = number.multiply(VERSION_PART).add(new BigInteger(part));
        }
        return number.toString();
    }

    /** Null for a parser other than {@code windows}: quotes keep spaces, a backslash escapes only before quotes. */
    static @Nullable String commandLine(String text, String parser) {
        if (!parser.equalsIgnoreCase("windows")) {
            return null;
        }
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                int slashes = 0;
                while (at < text.length() && text.charAt(at) == '\\') {
                    slashes++;
                    at++;
                }
                boolean quote = at < text.length() && text.charAt(at) == '"';
                argument.append("\\".repeat(quote ? slashes / 2 : slashes));
                if (quote && slashes % 2 == 1) {
                    argument.append('"');
                    at++;
                }
                begun = true;
            } else if (c == '"') {
                if (quoted && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    argument.append('"');
                    at++;
                } else {
                    quoted = !quoted;
                }
                begun = true;
                at++;
            } else if ((c == ' ' || c == '\t') && !quoted) {
                if (begun) {
                    arguments.add(argument.toString());
                    argument.setLength(0);
                    begun = false;
                }
                at++;
            } else {
                argument.append(c);
                begun = true;
                at++;
            }
        }
        if (begun) {
            arguments.add(argument.toString());
        }
        return Json.texts(arguments).write();
    }

    static String csv(String text) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    value.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    value.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && value.length() == 0) {
                quoted = true;
            } else if (c == ',') {
                values.add(value.toString());
                value.setLength(0);
            } else if (c == '\n' || c == '\r') {
                break;
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return Json.texts(values).write();
    }
}
