package dev.kelp.functions;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code funnel_sequence} and {@code funnel_sequence_completion}: how the states of one id follow each other. Tables: times and
 * states, in the order of times.
 */
final class Funnels {
    static final List<Fn> ROWS = List.of(
            RowsFunctions.over(
                    "funnel_occurrences",
                    Funnels::occurrences,
                    "When a sequence of states begins, with the states before and after it."),
            RowsFunctions.over(
                    "funnel_completion",
                    Funnels::completion,
                    "How many steps of a sequence of states are reached within each of some periods."));

    private Funnels() {}

    /** Events of one state one after another. */
    private record Stay(String state, Object first, Object last) {}

    /** Constants: the sequence, the longest time between two steps. Yields: time, state before, state after. */
    static List<@Nullable Object[]> occurrences(List<TableRows> tables, @Nullable Object[] constants) {
        List<String> sequence = texts(constants[0]);
        Object window = constants[1];
        List<Stay> stays = stays(tables.get(0), repeats(sequence));
        Set<List<Object>> found = new LinkedHashSet<>();
        for (int i = 0; window != null && i + sequence.size() <= stays.size(); i++) {
            int end = i + sequence.size();
            boolean matches = !sequence.isEmpty();
            for (int k = i; matches && k < end; k++) {
                matches = stays.get(k).state().equals(sequence.get(k - i)) && (k == i || follows(stays, k, window));
            }
            if (matches) {
                String before =
                        i > 0 && follows(stays, i, window) ? stays.get(i - 1).state() : "";
                String after = end < stays.size() && follows(stays, end, window)
                        ? stays.get(end).state()
                        : "";
                found.add(List.of(stays.get(i).first(), before, after));
            }
        }
        return found.stream().map(List::toArray).toList();
    }

    private static boolean follows(List<Stay> stays, int place, Object window) {
        return compare(distance(stays.get(place - 1).last(), stays.get(place).first()), window) <= 0;
    }

    private static boolean repeats(List<String> sequence) {
        for (int i = 1; i < sequence.size(); i++) {
            if (sequence.get(i).equals(sequence.get(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private static List<Stay> stays(TableRows events, boolean each) {
        List<Stay> stays = new ArrayList<>();
        for (@Nullable Object[] event : events.rows()) {
            Object time = event[0];
            String state = String.valueOf(event[1]);
            if (time == null) {
                continue;
            }
            Stay last = stays.isEmpty() || each ? null : stays.get(stays.size() - 1);
            if (last != null && last.state().equals(state)) {
                stays.set(stays.size() - 1, new Stay(state, last.first(), time));
            } else {
                stays.add(new Stay(state, time, time));
            }
        }
        return stays;
    }

    /** Constants: the sequence, then the periods. Yields: the place of the period, the step reached. */
    static List<@Nullable Object[]> completion(List<TableRows> tables, @Nullable Object[] constants) {
        List<String> sequence = texts(constants[0]);
        List<@Nullable Object[]> reached = new ArrayList<>();
        for (int period = 1; period < constants.length; period++) {
            Object within = constants[period];
            int steps = within == null ? 0 : steps(tables.get(0).rows(), sequence, within);
            for (int step = 0; step < steps; step++) {
                reached.add(new @Nullable Object[] {(long) period - 1, (long) step});
            }
        }
        return reached;
    }

    /** How many steps are made at most: each step remembers the latest beginning from which it was reached. */
    private static int steps(List<@Nullable Object[]> events, List<String> sequence, Object within) {
        @Nullable Object[] begin = new @Nullable Object[sequence.size()];
        int most = 0;
        for (@Nullable Object[] event : events) {
            Object time = event[0];
            for (int step = sequence.size() - 1; time != null && step >= 0; step--) {
                Object from = step == 0 ? time : begin[step - 1];
                if (from != null && sequence.get(step).equals(event[1]) && compare(distance(from, time), within) <= 0) {
                    begin[step] = from;
                    most = Math.max(most, step + 1);
                }
            }
        }
        return most;
    }

    private static Object distance(Object from, Object to) {
        return from instanceof Double a
                ? (Object) (((Number) to).doubleValue() - a)
                : (Object) ((Long) to - (Long) from);
    }

    private static int compare(Object a, Object b) {
        return a instanceof Double x ? Double.compare(x, ((Number) b).doubleValue()) : Long.compare((Long) a, (Long) b);
    }

    private static List<String> texts(@Nullable Object array) {
        return Json.of((String) array) instanceof Json.Array sequence
                ? sequence.items().stream().map(Json::text).toList()
                : List.of();
    }
}
