package dev.kelp.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/** Adds up what tasks report while it listens. */
final class TaskNumbers extends SparkListener implements AutoCloseable {
    private final Map<String, Long> sums = new ConcurrentHashMap<>();

    TaskNumbers() {
        LocalSpark.session().sparkContext().addSparkListener(this);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        for (AccumulableInfo info : CollectionConverters.asJava(end.taskInfo().accumulables())) {
            if (info.name().isDefined() && info.update().isDefined()) {
                sums.merge(info.name().get(), Long.parseLong(info.update().get().toString()), Long::sum);
            }
        }
        sums.merge("tasks", 1L, Long::sum);
    }

    /** The sum of a number over all tasks that have ended; 0 where none reported it. */
    long sum(String name) throws Exception {
        LocalSpark.session().sparkContext().listenerBus().waitUntilEmpty();
        return sums.getOrDefault(name, 0L);
    }

    @Override
    public void close() {
        LocalSpark.session().sparkContext().removeSparkListener(this);
    }
}
