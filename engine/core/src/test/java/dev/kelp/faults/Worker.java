package dev.kelp.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;

/** Java processes that are started to be hurt. */
final class Worker {
    private static final List<String> OPENED =
            List.of("java.nio", "sun.nio.ch", "java.lang", "java.lang.invoke", "java.util");

    private Worker() {}

    /** A process that runs a main class of the tests' class path, not started yet; its errors go where ours go. */
    static ProcessBuilder of(Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        // Short-lived processes: no time for the second compiler, no threads for collecting.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx512m"));
        command.addAll(List.of("-Duser.timezone=UTC", "-Dfile.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
    }

    /** The same with the faulty disk under a folder. */
    static ProcessBuilder on(
            Path library, Path orders, Path folder, Class<?> main, List<String> options, String... args) {
        ProcessBuilder worker = of(main, options, args);
        worker.environment().put("LD_PRELOAD", library.toString());
        worker.environment().put("KELP_FAULTS", orders.toString());
        worker.environment().put("KELP_FAULTS_UNDER", folder + File.separator);
        return worker;
    }

    /** The same on a class path of jars, which class data can be shared for: folders of classes can't. */
    static ProcessBuilder of(String jars, Class<?> main, List<String> options, String... arguments) {
        ProcessBuilder worker = of(main, options, arguments);
        worker.command().set(worker.command().indexOf("-cp") + 1, jars);
        return worker;
    }

    /** Our class path with each folder of it packed into a jar. */
    static String jars(Path folder) {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        List<String> jars = new ArrayList<>();
        for (String part : classPath().split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(part))) {
                String file = folder.resolve("classes" + jars.size() + ".jar").toString();
                jar.run(System.out, System.err, "-c", "-0", "-f", file, "-C", part, ".");
                jars.add(file);
            } else {
                jars.add(part);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    /** Maven's test runner may hand the class path over in another property. */
    private static String classPath() {
        return Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElse(System.getProperty("java.class.path"));
    }

    /** Runs a process to its end and gives its answer. */
    static int run(ProcessBuilder worker) throws IOException, InterruptedException {
        return worker.start().waitFor();
    }
}
