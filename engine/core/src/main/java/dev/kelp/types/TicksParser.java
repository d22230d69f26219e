package dev.kelp.types;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one date text (rule R16): ISO 8601 with T or a space and with as many parts as there are, month-first numeric dates,
 * dates with month names in the manner of RFC 822 and 850, twelve-hour clocks, zone offsets.
 */
final class TicksParser {
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    /** Years of two digits up to this one are of this century. */
    private static final int LAST_SHORT_YEAR = 29;

    private final String text;
    private int at;
    private int year;
    private int month = 1;
    private int day = 1;
    private long clock;
    private long offset;

    TicksParser(String text) {
        this.text = text.strip();
    }

    @Nullable
    Long parse() {
        if (!weekday() || !date() || !timeAndZone() || at != text.length()) {
            return null;
        }
        try {
            return Ticks.inRange(Ticks.of(LocalDate.of(year, month, day)) + clock - offset);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private boolean weekday() {
        if (at < text.length() && isLetter(text.charAt(at))) {
            int start = at;
            String word = word();
            if (indexOf(DAYS, word) < 0) {
                at = start;
                return true;
            }
            accept(',');
            spaces();
        }
        return true;
    }

    private boolean date() {
        return at < text.length() && isLetter(text.charAt(at)) ? monthNameFirst() : numberFirst();
    }

    /** {@code Nov 8, 2014}. */
    private boolean monthNameFirst() {
        month = indexOf(MONTHS, word()) + 1;
        spaces();
        day = number(1, 2);
        accept(',');
        spaces();
        int start = at;
        year = number(2, 4);
        return month > 0 && day > 0 && year >= 0 && fullYear(at - start);
    }

    private boolean numberFirst() {
        int start = at;
        int first = number(1, 8);
        int width = at - start;
        if (first < 0) {
            return false;
        }
        if (width == 8) {
            year = first / 10_000;
            month = first / 100 % 100;
            day = first % 100;
            return year > 0;
        }
        if (width > 4) {
            return false;
        }
        char separator = at < text.length() ? text.charAt(at) : '\0';
        if (width <= 2
                && (separator == ' ' || separator == '-')
                && at + 1 < text.length()
                && isLetter(text.charAt(at + 1))) {
            return dayThenMonthName(first, separator);
        }
        if (width == 4) {
            return yearFirst(first, separator);
        }
        return width <= 2 && monthFirst(first, separator);
    }

    /** {@code 8 Nov 14} and {@code 08-Nov-14}. */
    private boolean dayThenMonthName(int first, char separator) {
        at++;
        day = first;
        month = indexOf(MONTHS, word()) + 1;
        if (month == 0 || !accept(separator)) {
            return false;
        }
        int start = at;
        year = number(2, 4);
        return year >= 0 && fullYear(at - start);
    }

    /** {@code 2014}, {@code 2014-11} and {@code 2014-11-08}, also with slashes, dots, or commas and spaces. */
    private boolean yearFirst(int first, char separator) {
        year = first;
        if ("-/.,".indexOf(separator) < 0) {
            return true;
        }
        at++;
        spaces();
        month = number(1, 2);
        if (month < 0) {
            return false;
        }
        if (accept(separator)) {
            spaces();
            day = number(1, 2);
        }
        return day >= 0;
    }

    /** {@code 11/08/2014}: the month comes first. */
    private boolean monthFirst(int first, char separator) {
        if (separator != '/' && separator != '-' && separator != '.') {
            return false;
        }
        at++;
        month = first;
        day = number(1, 2);
        if (day < 0 || !accept(separator)) {
            return false;
        }
        int start = at;
        year = number(2, 4);
        return year >= 0 && fullYear(at - start);
    }

    private boolean fullYear(int digits) {
        if (digits == 2) {
            year += year <= LAST_SHORT_YEAR ? 2000 : 1900;
        }
        return digits != 3;
    }

    private boolean timeAndZone() {
        if (at == text.length()) {
            return true;
        }
        boolean marked = accept('T') || accept('t');
        if (!marked) {
            spaces();
        }
        if (at < text.length() && isDigit(text.charAt(at))) {
            return time() && zone();
        }
        return !marked && zone();
    }

    private boolean time() {
        int start = at;
        int hour = number(1, 6);
        int width = at - start;
        int minute = 0;
        int second = 0;
        if (width == 6 || width == 4) {
            // The basic form of ISO 8601, hhmm or hhmmss.
            int seconds = width == 6 ? hour : hour * 100;
            hour = seconds / 10_000;
            minute = seconds / 100 % 100;
            second = seconds % 100;
        } else if (width <= 2 && accept(':')) {
            minute = number(1, 2);
            second = accept(':') ? number(1, 2) : 0;
        } else if (width > 2) {
            return false;
        }
        long fraction = accept('.') || accept(',') ? fraction() : 0;
        int noon = halfDay(hour);
        if (noon < 0 || hour < 0 || minute < 0 || second < 0 || fraction < 0) {
            return false;
        }
        int hours = hour % 12 + noon;
        int hourOfDay = noon == NO_HALF ? hour : hours;
        clock = ((hourOfDay * 60L + minute) * 60 + second) * Ticks.PER_SECOND + fraction;
        return hourOfDay < 24 && minute < 60 && second < 60;
    }

    private static final int NO_HALF = 1;

    /** Hours to add for AM (0) or PM (12), {@link #NO_HALF} where neither is said, -1 where it cannot be. */
    private int halfDay(int hour) {
        int start = at;
        spaces();
        String word = word();
        boolean before = word.equals("am");
        if (before || word.equals("pm")) {
            return hour < 1 || hour > 12 ? -1 : before ? 0 : 12;
        }
        at = start;
        return NO_HALF;
    }

    /** Digits past the seventh are cut off. */
    private long fraction() {
        int start = at;
        long ticks = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            if (at - start < 7) {
                ticks = ticks * 10 + (text.charAt(at) - '0');
            }
            at++;
        }
        if (at == start) {
            return -1;
        }
        for (int i = at - start; i < 7; i++) {
            ticks *= 10;
        }
        return ticks;
    }

    private boolean zone() {
        spaces();
        if (at == text.length()) {
            return true;
        }
        String word = word();
        if (word.equals("z") || word.equals("gmt") || word.equals("utc")) {
            return true;
        }
        if (!word.isEmpty()) {
            return false;
        }
        int sign = accept('+') ? 1 : accept('-') ? -1 : 0;
        int start = at;
        int hours = number(1, 4);
        int minutes = 0;
        if (at - start > 2) {
            minutes = hours % 100;
            hours /= 100;
        } else if (accept(':')) {
            minutes = number(2, 2);
        }
        offset = sign * (hours * 60L + minutes) * Ticks.PER_MINUTE;
        return sign != 0 && hours >= 0 && hours <= 14 && minutes >= 0 && minutes < 60;
    }

    /** A number of so many digits, -1 where there is none. */
    private int number(int least, int most) {
        int start = at;
        int value = 0;
        while (at < text.length() && at - start < most && isDigit(text.charAt(at))) {
            value = value * 10 + (text.charAt(at++) - '0');
        }
        return at - start >= least ? value : -1;
    }

    private String word() {
        int start = at;
        while (at < text.length() && isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private void spaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    /** A name in full or by its first three letters. */
    private static int indexOf(List<String> names, String word) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(word) || word.length() == 3 && names.get(i).startsWith(word)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
