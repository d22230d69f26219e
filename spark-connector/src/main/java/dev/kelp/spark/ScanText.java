package dev.kelp.spark;

import dev.kelp.run.Executor;
import dev.kelp.tables.ScanRequest;
import dev.kelp.text.Problem;

/** A scan of a stored table in Spark's SQL: by path, at the query's snapshot, in carriers, under its conditions. */
final class ScanText {
    private ScanText() {}

    static String of(ScanRequest request, Executor.Job job) {
        if (request.table().changes() != null) {
            throw Problem.NOT_SUPPORTED_ON.here(request.table().changes().kind().function(), "Spark's executor");
        }
        return KelpDataSource.PATH_CATALOG + "." + name(job.folder().toString()) + "."
                + name(request.table().database()) + "." + name(ValueForm.KQL.name()) + "."
                + (request.predicates().isEmpty() ? "" : name(PredicateText.write(request.predicates())) + ".")
                + name(request.table().name()) + " VERSION AS OF "
                + job.snapshot().id();
    }

    private static String name(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }
}
