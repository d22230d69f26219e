package dev.kelp.functions;

import static dev.kelp.functions.Fn.scalar;
import static dev.kelp.functions.OperatorFunctions.inRange;

import dev.kelp.text.Problem;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import java.util.ArrayList;
import java.util.List;

/**
 * Datetimes: making, parts, starts and ends of periods, distances, zones (rules R68 to R70, R73). All on ticks: calendar parts
 * go by way of the executor's dates, which hold every day from year 1 to 9999.
 */
final class DatetimeFunctions {
    private static final String DAY = String.valueOf(Ticks.PER_DAY);

    /** A DuckDB timestamp of ticks, rounded down to microseconds; ticks are never negative, so cutting rounds down. */
    private static final String TIMESTAMP = "make_timestamp({0} // 10 - 62135596800000000)";

    /** A Spark date of ticks: dates know no time zone. */
    private static final String DATE = "date_from_unix_date(CAST({0} div " + DAY + " - 719162 AS INT))";

    private static final Arg PERIOD = Arg.checked(period -> {
        if (!Calendars.isPeriod(period)) {
            throw Problem.SEMANTIC
                    .here("'" + period + "' is no period.")
                    .hint("The periods are " + String.join(", ", Calendars.PERIODS) + ".");
        }
    });

    static final List<Fn> ROWS = rows();

    private DatetimeFunctions() {}

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        clock(rows);
        making(rows);
        parts(rows);
        starts(rows);
        ends(rows);
        distances(rows);
        unix(rows);
        zones(rows);
        return List.copyOf(rows);
    }

    private static Fn.Row datetime(String name, Arg... args) {
        return scalar(name, Result.DATETIME, args);
    }

    private static void clock(List<Fn> rows) {
        rows.add(datetime("now", Arg.opt(Arg.TIMESPAN))
                .special()
                .doc("The time at which the query began, plus an offset."));
        rows.add(datetime("ago", Arg.TIMESPAN).special().doc("The time at which the query began, less a timespan."));
    }

    private static void making(List<Fn> rows) {
        rows.add(datetime(
                        "make_datetime",
                        Arg.LONG,
                        Arg.LONG,
                        Arg.LONG,
                        Arg.opt(Arg.LONG),
                        Arg.opt(Arg.LONG),
                        Arg.opt(Arg.REAL))
                .java(Calendars::makeDatetime)
                .doc("The datetime of a year, month, day, hour, minute and second; null where there is no such."));
        rows.add(datetime("make_datetime", Arg.REAL, Arg.REAL, Arg.REAL)
                .macro("make_datetime(tolong(_0), tolong(_1), tolong(_2))")
                .doc("The start of a day, of numbers that are cut to whole ones."));
        rows.add(datetime("make_datetime", Arg.REAL, Arg.REAL, Arg.REAL, Arg.REAL, Arg.opt(Arg.REAL), Arg.opt(Arg.REAL))
                .macro("make_datetime(tolong(_0), tolong(_1), tolong(_2), tolong(_3), tolong(_4), _5)")
                .doc("The datetime of numbers that are cut to whole ones, but for the seconds."));
        rows.add(datetime("make_datetime", Arg.STRING)
                .keepsName()
                .java(Ticks::parse)
                .doc("The datetime in a text."));
        rows.add(datetime("make_datetime", Arg.DATETIME).keepsName().sql("{0}").doc("The datetime itself."));
        rows.add(datetime("make_datetime", Arg.LONG)
                .keepsName()
                .sql(inRange("{0}"))
                .doc("The datetime of so many ticks."));
        rows.add(scalar("make_timespan", Result.TIMESPAN, Arg.LONG, Arg.LONG)
                .java(Calendars::hoursAndMinutes)
                .doc("The timespan of hours and minutes."));
        rows.add(scalar("make_timespan", Result.TIMESPAN, Arg.LONG, Arg.LONG, Arg.REAL)
                .java(Calendars::hoursToSeconds)
                .doc("The timespan of hours, minutes and seconds."));
        rows.add(scalar("make_timespan", Result.TIMESPAN, Arg.LONG, Arg.LONG, Arg.LONG, Arg.REAL)
                .java(Calendars::daysToSeconds)
                .doc("The timespan of days, hours, minutes and seconds."));
        rows.add(scalar("make_timespan", Result.TIMESPAN, Arg.STRING)
                .keepsName()
                .java(Timespans::parse)
                .doc("The timespan in a text."));
        rows.add(scalar("make_timespan", Result.TIMESPAN, Arg.TIMESPAN)
                .keepsName()
                .sql("{0}")
                .doc("The timespan itself."));
    }

    private static void parts(List<Fn> rows) {
        part(rows, "getyear", "year", "The year.");
        part(rows, "getmonth", "month", "The month, from 1.");
        part(rows, "monthofyear", "month", "The month, from 1.");
        part(rows, "dayofmonth", "day", "The day of the month, from 1.");
        part(rows, "dayofyear", "dayofyear", "The day of the year, from 1.");
        part(rows, "week_of_year", "weekofyear", "The week of the year, of ISO 8601.");
        part(rows, "weekofyear", "weekofyear", "The week of the year, of ISO 8601.");
        rows.add(scalar("hourofday", Result.LONG, Arg.DATETIME)
                .on(Dialect.DUCKDB, "({0} % " + DAY + " // " + Ticks.PER_HOUR + ")")
                .on(Dialect.SPARK, "({0} % " + DAY + " div " + Ticks.PER_HOUR + ")")
                .doc("The hour of the day, from 0."));
        // The engine looks a day ahead and finds no day of the week for the last day of all.
        String ahead = inRange("{0} + " + DAY);
        rows.add(scalar("dayofweek", Result.TIMESPAN, Arg.DATETIME)
                .on(Dialect.DUCKDB, "((" + ahead + " // " + DAY + ") % 7 * " + DAY + ")")
                .on(Dialect.SPARK, "((" + ahead + " div " + DAY + ") % 7 * " + DAY + ")")
                .doc("The time from the week's Sunday to the day."));
        for (String name : List.of("datetime_part", "datepart")) {
            rows.add(
                    scalar(name, Result.LONG, Arg.STRING, Arg.DATETIME)
                            .java(Calendars::part)
                            .doc(
                                    "A part of a datetime by its name: year, quarter, month, week_of_year, day, dayofyear, hour, …, nanosecond."));
        }
    }

    private static void part(List<Fn> rows, String name, String sql, String doc) {
        rows.add(scalar(name, Result.LONG, Arg.DATETIME)
                .on(Dialect.DUCKDB, sql + "(" + TIMESTAMP + ")")
                .on(Dialect.SPARK, "CAST(" + sql + "(" + DATE + ") AS BIGINT)")
                .doc(doc));
    }

    private static void starts(List<Fn> rows) {
        // 0001-01-01 was a Monday.
        period(rows, "startofday", "({0} - {0} % " + DAY + ")", "({0} - {0} % " + DAY + ")", Calendars::startOfDay);
        String week = inRange("{0} - ({0} + " + DAY + ") % " + 7 * Ticks.PER_DAY);
        period(rows, "startofweek", week, week, Calendars::startOfWeek);
        period(
                rows,
                "startofmonth",
                ticks("date_trunc('month', " + TIMESTAMP + ")"),
                days("trunc(" + DATE + ", 'MONTH')", 0),
                Calendars::startOfMonth);
        period(
                rows,
                "startofyear",
                ticks("date_trunc('year', " + TIMESTAMP + ")"),
                days("trunc(" + DATE + ", 'YEAR')", 0),
                Calendars::startOfYear);
    }

    private static void ends(List<Fn> rows) {
        String day = "({0} - {0} % " + DAY + " + " + (Ticks.PER_DAY - 1) + ")";
        period(rows, "endofday", day, day, Calendars::endOfDay);
        String week = inRange("{0} - ({0} + " + DAY + ") % " + 7 * Ticks.PER_DAY + " + " + (7 * Ticks.PER_DAY - 1));
        period(rows, "endofweek", week, week, Calendars::endOfWeek);
        period(
                rows,
                "endofmonth",
                "(" + ticks("date_trunc('month', " + TIMESTAMP + ") + INTERVAL 1 MONTH") + " - 1)",
                "(" + days("last_day(" + DATE + ")", 1) + " - 1)",
                Calendars::endOfMonth);
        period(
                rows,
                "endofyear",
                "(" + ticks("date_trunc('year', " + TIMESTAMP + ") + INTERVAL 1 YEAR") + " - 1)",
                "(" + days("make_date(year(" + DATE + "), 12, 31)", 1) + " - 1)",
                Calendars::endOfYear);
    }

    private static void period(
            List<Fn> rows, String name, String duckdb, String spark, JavaBody.F2<Long, Long> offset) {
        String end = name.startsWith("start") ? "first" : "last";
        String period = name.substring(name.indexOf("of") + 2);
        String doc = "The " + end + " tick of the " + period + ".";
        Fn.Row plain = datetime(name, Arg.DATETIME).on(Dialect.DUCKDB, duckdb).on(Dialect.SPARK, spark);
        Fn.Row moved = datetime(name, Arg.DATETIME, Arg.LONG).java(offset);
        boolean keeps = name.equals("startofday");
        rows.add((keeps ? plain.keepsName() : plain).doc(doc));
        rows.add((keeps ? moved.keepsName() : moved)
                .doc("The " + end + " tick of the " + period + " so many later, or earlier where negative."));
    }

    private static String ticks(String timestamp) {
        return "(epoch_us(" + timestamp + ") * 10 + " + Ticks.UNIX_EPOCH + ")";
    }

    private static String days(String date, int more) {
        return "((unix_date(" + date + ") + " + (Ticks.UNIX_EPOCH_DAY + more) + ") * " + DAY + ")";
    }

    private static void distances(List<Fn> rows) {
        rows.add(
                datetime("datetime_add", PERIOD, Arg.LONG, Arg.DATETIME)
                        .java(Calendars::add)
                        .doc(
                                "A datetime so many periods later: year, quarter, month, week, day, hour, …, nanosecond; the last day of a shorter month."));
        // Said by the engine to be a real, as no other period is.
        rows.add(scalar("datetime_diff", Result.REAL, Arg.only("week"), Arg.DATETIME, Arg.DATETIME)
                .java((String week, Long later, Long earlier) -> (double) Calendars.weeks(later, earlier))
                .doc("How many Sundays lie between two datetimes."));
        rows.add(scalar("datetime_diff", Result.LONG, PERIOD, Arg.DATETIME, Arg.DATETIME)
                .java(Calendars::difference)
                .doc("How many beginnings of a period lie between two datetimes; weeks begin on Sunday."));
    }

    private static void unix(List<Fn> rows) {
        unix(rows, "seconds", Ticks.PER_SECOND);
        unix(rows, "milliseconds", Ticks.PER_MILLISECOND);
        unix(rows, "microseconds", Ticks.PER_MICROSECOND);
        String name = "unixtime_nanoseconds_todatetime";
        String doc = "The datetime of so many nanoseconds since 1970, cut to ticks.";
        rows.add(datetime(name, Arg.LONG)
                .on(Dialect.DUCKDB, "({0} // 100 + " + Ticks.UNIX_EPOCH + ")")
                .on(Dialect.SPARK, "({0} div 100 + " + Ticks.UNIX_EPOCH + ")")
                .doc(doc));
        rows.add(datetime(name, Arg.REAL)
                .java((Double value) -> Calendars.unix(value / 100))
                .doc(doc));
    }

    private static void unix(List<Fn> rows, String unit, long ticks) {
        String name = "unixtime_" + unit + "_todatetime";
        String doc = "The datetime of so many " + unit + " since 1970; null outside the years 1 to 9999.";
        long least = -Ticks.UNIX_EPOCH / ticks - 1;
        long most = (Ticks.MAX - Ticks.UNIX_EPOCH) / ticks + 1;
        rows.add(datetime(name, Arg.LONG)
                .sql(inRange("greatest(" + least + ", least({0}, " + most + ")) * " + ticks + " + " + Ticks.UNIX_EPOCH))
                .doc(doc));
        rows.add(datetime(name, Arg.REAL)
                .java((Double value) -> Calendars.unix(value * ticks))
                .doc(doc));
    }

    private static void zones(List<Fn> rows) {
        rows.add(datetime("datetime_utc_to_local", Arg.DATETIME, Arg.STRING)
                .java(Zones::toLocal)
                .doc("The local time in a time zone; null for an unknown zone."));
        rows.add(datetime("datetime_local_to_utc", Arg.DATETIME, Arg.STRING)
                .java(Zones::toUtc)
                .doc("The time in UTC of a time zone's local time; null for an unknown zone."));
        rows.add(scalar("datetime_list_timezones", Result.DYNAMIC)
                .java(Zones::list)
                .doc("An array of the names of all time zones."));
    }
}
