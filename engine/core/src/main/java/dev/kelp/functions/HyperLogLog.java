package dev.kelp.functions;

import dev.kelp.types.Json;
import dev.kelp.types.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A mergeable count of distinct values: their hashes as long as there are few, then HyperLogLog's registers (R185).
 *
 * <p>As dynamic it is {@code {"hashes":[…]}} or {@code {"registers":"base64"}}.
 */
final class HyperLogLog {
    private static final int BITS = 14;
    private static final int REGISTERS = 1 << BITS;

    /** So many hashes take about the room of the registers. */
    private static final int FEW = 2048;

    private final Set<Long> hashes = new TreeSet<>();
    private byte @Nullable [] registers;

    private HyperLogLog() {}

    /** The state of an array's elements. */
    static String of(String values) {
        HyperLogLog state = new HyperLogLog();
        List<String> elements = Json.elements(values);
        for (String element : elements == null ? List.<String>of() : elements) {
            state.add(XxHash64.of(ElementIdentity.of(element).getBytes(StandardCharsets.UTF_8)));
        }
        return state.write();
    }

    /** One state of several; null where none of them is one. */
    static @Nullable String merged(List<String> states) {
        HyperLogLog merged = new HyperLogLog();
        boolean any = false;
        for (String text : states) {
            HyperLogLog state = read(text);
            if (state != null) {
                any = true;
                merged.add(state);
            }
        }
        return any ? merged.write() : null;
    }

    /** How many distinct values a state has seen; null for what is no state. */
    static @Nullable Long count(String state) {
        HyperLogLog read = read(state);
        return read == null ? null : Long.valueOf(read.count());
    }

    /** How many values the first state of an array has seen, how many the first two both, the first three all, and so on. */
    static @Nullable String intersections(String array) {
        List<HyperLogLog> states = new ArrayList<>();
        List<String> elements = Json.elements(array);
        for (String element : elements == null ? List.<String>of() : elements) {
            HyperLogLog state = read(element);
            if (state == null) {
                return null;
            }
            states.add(state);
        }
        List<String> counts = new ArrayList<>();
        for (int sets = 1; sets <= states.size(); sets++) {
            counts.add(Long.toString(shared(states.subList(0, sets))));
        }
        return Json.array(counts);
    }

    /** Exact where all values are known; else by inclusion and exclusion, as only the count of unions can be told. */
    private static long shared(List<HyperLogLog> states) {
        if (states.stream().allMatch(s -> s.registers == null)) {
            Set<Long> shared = new TreeSet<>(states.get(0).hashes);
            states.forEach(s -> shared.retainAll(s.hashes));
            return shared.size();
        }
        long shared = 0;
        for (int subset = 1; subset < 1 << states.size(); subset++) {
            HyperLogLog union = new HyperLogLog();
            for (int i = 0; i < states.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    union.add(states.get(i));
                }
            }
            shared += Integer.bitCount(subset) % 2 == 1 ? union.count() : -union.count();
        }
        return Math.max(0, shared);
    }

    private static @Nullable HyperLogLog read(String text) {
        HyperLogLog state = new HyperLogLog();
        List<String> hashes = Json.elements(Json.get(text, "hashes"));
        if (hashes != null) {
            hashes.forEach(hash -> state.add(Long.parseLong(hash)));
            return state;
        }
        String registers = Json.get(text, "registers");
        if (registers == null || !JsonText.isString(registers)) {
            return null;
        }
        state.registers = Base64.getDecoder().decode(JsonText.unquote(registers));
        return state;
    }

    private void add(long hash) {
        if (registers == null) {
            hashes.add(hash);
            if (hashes.size() > FEW) {
                toRegisters();
            }
        } else {
            register(registers, hash);
        }
    }

    private void add(HyperLogLog other) {
        if (other.registers == null) {
            other.hashes.forEach(this::add);
            return;
        }
        byte[] mine = toRegisters();
        for (int i = 0; i < REGISTERS; i++) {
            mine[i] = (byte) Math.max(mine[i], other.registers[i]);
        }
    }

    private byte[] toRegisters() {
        byte[] made = registers;
        if (made == null) {
            made = new byte[REGISTERS];
            for (long hash : hashes) {
                register(made, hash);
            }
            hashes.clear();
            registers = made;
        }
        return made;
    }

    /** The first bits choose the register, which keeps the longest run of zeros seen behind them. */
    private static void register(byte[] registers, long hash) {
        int place = (int) (hash >>> (Long.SIZE - BITS));
        int run = Math.min(Long.numberOfLeadingZeros(hash << BITS), Long.SIZE - BITS) + 1;
        registers[place] = (byte) Math.max(registers[place], run);
    }

    private long count() {
        byte[] seen = registers;
        if (seen == null) {
            return hashes.size();
        }
        double sum = 0;
        int empty = 0;
        for (byte run : seen) {
            sum += Math.scalb(1.0, -run);
            empty += run == 0 ? 1 : 0;
        }
        double estimate = 0.7213 / (1 + 1.079 / REGISTERS) * REGISTERS * REGISTERS / sum;
        // Where many registers are empty, their number says more.
        boolean few = estimate <= 2.5 * REGISTERS && empty > 0;
        return Math.round(few ? REGISTERS * Math.log((double) REGISTERS / empty) : estimate);
    }

    private String write() {
        byte[] seen = registers;
        Map<String, Json> state = new LinkedHashMap<>();
        if (seen == null) {
            List<Json> numbers = new ArrayList<>();
            hashes.forEach(hash -> numbers.add(Json.of(hash)));
            state.put("hashes", new Json.Array(numbers));
        } else {
            state.put("registers", Json.text(Base64.getEncoder().encodeToString(seen)));
        }
        return new Json.Bag(state).write();
    }
}
