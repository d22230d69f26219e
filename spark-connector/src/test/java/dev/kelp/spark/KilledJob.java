package dev.kelp.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.sql.SparkSession;

/** A write in a Java machine of its own, to be killed from outside. */
final class KilledJob {
    static final int ROWS = 400;
    private static final String TASKS_DONE = "all tasks have committed";

    private KilledJob() {}

    public static void main(String[] arguments) {
        SparkSession session = LocalSpark.session();
        session.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onJobEnd(SparkListenerJobEnd end) {
                System.out.println(TASKS_DONE);
            }
        });
        write(session, Path.of(arguments[0]));
        System.out.println("the driver has committed");
    }

    static void write(SparkSession session, Path folder) {
        LocalSpark.write(session.range(1_000, 1_000 + ROWS, 1, 4).toDF(), folder, "n", "append");
    }

    static Process start(Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-D"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path"), KilledJob.class.getName()));
        command.add(folder.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Returns when the job's tasks have all ended and its driver is about to commit. */
    static void awaitTasks(Process job) throws IOException {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(job.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains(TASKS_DONE)) {
                    return;
                }
            }
        }
        throw new AssertionError("the job ended before its tasks");
    }
}
