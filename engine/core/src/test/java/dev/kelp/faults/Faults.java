package dev.kelp.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts what {@code dev/faults} names, in a new folder. */
public final class Faults {
    private static final Map<String, Class<?>> PLAIN =
            Map.of("flips", BitFlips.class, "kills", Kills.class, "crowd", Crowd.class);
    private static final Map<String, Class<?>> ON_A_FAULTY_DISK =
            Map.of("calls", FailingCalls.class, "full", FullDisk.class);

    private Faults() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> rest = new ArrayList<>(List.of(args).subList(1, args.length));
        int place = rest.indexOf("--folder");
        Path folder = Path.of("target/faults").toAbsolutePath();
        if (place >= 0) {
            folder = Path.of(rest.get(place + 1)).toAbsolutePath();
            rest.subList(place, place + 2).clear();
        }
        FailingCalls.delete(folder);
        Files.createDirectories(folder);
        String[] options = rest.toArray(String[]::new);
        System.exit(
                ON_A_FAULTY_DISK.containsKey(args[0])
                        ? faulty(ON_A_FAULTY_DISK.get(args[0]), folder, options)
                        : plain(PLAIN.get(args[0]), folder, options));
    }

    private static int plain(Class<?> main, Path folder, String... options) throws IOException, InterruptedException {
        return Worker.run(Worker.of(main, List.of(), with(options, "--folder", folder.toString())));
    }

    /** Runs a main class whose folder {@code disk} lies on a disk that it can make fail. */
    static int faulty(Class<?> main, Path folder, String... options) throws IOException, InterruptedException {
        Path library = FaultyDisk.build(folder)
                .orElseThrow(() -> new IllegalStateException("No gcc: the library of failing calls cannot be built."));
        Path orders = Files.write(folder.resolve("orders"), new byte[4096]);
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Path input = Files.createDirectories(folder.resolve("input"));
        return Worker.run(Worker.on(
                library,
                orders,
                disk,
                main,
                List.of(),
                with(
                        options,
                        "--orders",
                        orders.toString(),
                        "--folder",
                        disk.toString(),
                        "--input",
                        input.toString())));
    }

    private static String[] with(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }
}
