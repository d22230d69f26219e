package dev.kelp.functions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Punycode (RFC 3492) of texts and of the labels of domain names; nothing is folded or normalised on the way. */
final class Punycode {
    private static final int BASE = 36;
    private static final int LEAST = 1;
    private static final int MOST = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_CODE = 128;
    private static final String PREFIX = "xn--";
    private static final String DOTS = "[.\u3002\uFF0E\uFF61]";

    private Punycode() {}

    static String encodeDomain(String domain) {
        List<String> labels = new ArrayList<>();
        for (String label : domain.split(DOTS, -1)) {
            boolean ascii = label.chars().allMatch(c -> c < FIRST_CODE);
            labels.add(ascii ? label : PREFIX + encode(label));
        }
        return String.join(".", labels);
    }

    static String decodeDomain(String domain) {
        List<String> labels = new ArrayList<>();
        for (String label : domain.split(DOTS, -1)) {
            boolean encoded = label.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
            String plain = encoded ? decoded(label.substring(PREFIX.length())) : label;
            if (plain == null) {
                return "";
            }
            labels.add(plain);
        }
        return String.join(".", labels);
    }

    static String encode(String text) {
        int[] points = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        for (int point : points) {
            if (point < FIRST_CODE) {
                out.append((char) point);
            }
        }
        int basic = out.length();
        int handled = basic;
        if (basic > 0) {
            out.append('-');
        }
        int code = FIRST_CODE;
        int delta = 0;
        int bias = FIRST_BIAS;
        while (handled < points.length) {
            int next = Integer.MAX_VALUE;
            for (int point : points) {
                next = point >= code ? Math.min(next, point) : next;
            }
            delta += (next - code) * (handled + 1);
            code = next;
            for (int point : points) {
                delta += point < code ? 1 : 0;
                if (point == code) {
                    number(out, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            code++;
        }
        return out.toString();
    }

    private static void number(StringBuilder out, int delta, int bias) {
        int rest = delta;
        for (int k = BASE; ; k += BASE) {
            int threshold = threshold(k, bias);
            if (rest < threshold) {
                out.append(digit(rest));
                return;
            }
            out.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int value(char digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0' + 26;
        }
        char lower = Character.toLowerCase(digit);
        return lower >= 'a' && lower <= 'z' ? lower - 'a' : -1;
    }

    private static int threshold(int k, int bias) {
        return Math.max(LEAST, Math.min(MOST, k - bias));
    }

    private static int adapt(int delta, int points, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / points;
        int k = 0;
        while (rest > (BASE - LEAST) * MOST / 2) {
            rest /= BASE - LEAST;
            k += BASE;
        }
        return k + (BASE - LEAST + 1) * rest / (rest + SKEW);
    }

    static String decode(String text) {
        String plain = decoded(text);
        return plain == null ? "" : plain;
    }

    private static @Nullable String decoded(String text) {
        int basic = text.lastIndexOf('-');
        List<Integer> points = new ArrayList<>();
        for (int i = 0; i < basic; i++) {
            if (text.charAt(i) >= FIRST_CODE) {
                return null;
            }
            points.add((int) text.charAt(i));
        }
        long code = FIRST_CODE;
        long place = 0;
        int bias = FIRST_BIAS;
        int at = basic < 0 ? 0 : basic + 1;
        while (at < text.length()) {
            long start = place;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = at < text.length() ? value(text.charAt(at++)) : -1;
                place += digit * weight;
                if (digit < 0 || place > Integer.MAX_VALUE) {
                    return null;
                }
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
            }
            bias = adapt((int) (place - start), points.size() + 1, start == 0);
            code += place / (points.size() + 1);
            place %= points.size() + 1;
            if (!Character.isValidCodePoint((int) code)) {
                return null;
            }
            points.add((int) place++, (int) code);
        }
        StringBuilder out = new StringBuilder();
        points.forEach(out::appendCodePoint);
        return out.toString();
    }
}
