package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.store.Operation;
import dev.kelp.store.Operation.State;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.text.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Operations in the background: which there are, what became of them, and stopping them. */
final class OperationCommands {
    private static final String NONE = "00000000-0000-0000-0000-000000000000";
    private static final Set<State> FAILURES = Set.of(State.FAILED, State.PARTIALLY_SUCCEEDED, State.ABANDONED);

    static final List<Command> ROWS = List.of(
            new Command(
                    "show operations",
                    ".show operations [ID | (ID, …)]",
                    "Commands that run in the background, and those that did in the last 14 days.",
                    OperationCommands::operations),
            new Command(
                    "show operation",
                    ".show operation ID details",
                    "What an operation answered that has completed.",
                    OperationCommands::details),
            new Command(
                    "show ingestion failures",
                    ".show ingestion failures [with (OperationId='ID')]",
                    "Ingestions of the last 14 days that failed or left records out.",
                    OperationCommands::failures),
            new Command(
                    "cancel operation",
                    ".cancel operation ID [with (reason='…')]",
                    "Stops an operation, whichever process runs it.",
                    OperationCommands::cancel));

    private OperationCommands() {}

    private static Rows operations(CommandText text, CommandContext context) {
        List<String> ids =
                text.cursor().at("(") ? text.guids() : text.cursor().atEnd() ? List.of() : List.of(text.guid());
        text.end();
        Rows rows =
                Rows.of("OperationId:guid, Operation:string, NodeId:string, StartedOn:datetime, LastUpdatedOn:datetime,"
                        + " Duration:timespan, State:string, Status:string, RootActivityId:guid, ShouldRetry:bool, Database:string,"
                        + " Principal:string, User:string, AdminEpochStartTime:datetime, VirtualCluster:string");
        for (Operation o : context.store().operations().all()) {
            if (ids.isEmpty() || ids.stream().anyMatch(o.id()::equalsIgnoreCase)) {
                rows.add(
                        o.id(),
                        o.kind(),
                        "",
                        o.started(),
                        o.updated(),
                        o.updated() - o.started(),
                        o.state().kusto(),
                        o.status(),
                        o.id(),
                        isPassing(o),
                        o.database(),
                        "",
                        "",
                        null,
                        "");
            }
        }
        return rows;
    }

    /** Whether the same command may succeed when it is given again. */
    private static boolean isPassing(Operation operation) {
        return operation.state() == State.ABANDONED || operation.errorCode().equals(Problem.CONFLICT.code());
    }

    private static Operation operation(CommandText text, CommandContext context) {
        var place = text.cursor().peek().span();
        String id = text.guid();
        return context.store()
                .operations()
                .of(id)
                .orElseThrow(() -> Problem.SEMANTIC.at(place, "No operation '" + id + "'."));
    }

    private static Rows details(CommandText text, CommandContext context) {
        Operation operation = operation(text, context);
        if (!text.accept("details")) {
            throw text.cursor().expected("'details'");
        }
        text.end();
        if (operation.details().isEmpty()) {
            throw Problem.SEMANTIC
                    .here("Operation " + operation.id() + " has no details: it is "
                            + operation.state().kusto() + ".")
                    .hint("Operations that have completed in the background have, or with persistDetails=true.");
        }
        return OperationDetails.read(operation.details());
    }

    private static Rows failures(CommandText text, CommandContext context) {
        Map<String, Name> properties = text.properties();
        CommandText.only(properties, "operationid");
        text.end();
        Name wanted = properties.get("operationid");
        Rows rows = Rows.of("OperationId:guid, Database:string, Table:string, FailedOn:datetime,"
                + " IngestionSourcePath:string, Details:string, FailureKind:string, RootActivityId:guid,"
                + " OperationKind:string, OriginatesFromUpdatePolicy:bool, ErrorCode:string, Principal:string,"
                + " ShouldRetry:bool, User:string, IngestionProperties:string");
        for (Operation o : context.store().operations().all()) {
            if (FAILURES.contains(o.state()) && (wanted == null || o.id().equalsIgnoreCase(wanted.text()))) {
                rows.add(
                        o.id(),
                        o.database(),
                        o.table(),
                        o.updated(),
                        o.source(),
                        o.status(),
                        isPassing(o) ? "Transient" : "Permanent",
                        NONE,
                        o.kind(),
                        false,
                        o.errorCode(),
                        "",
                        isPassing(o),
                        "",
                        o.properties());
            }
        }
        return rows;
    }

    private static Rows cancel(CommandText text, CommandContext context) {
        Operation operation = operation(text, context);
        Map<String, Name> properties = text.properties();
        CommandText.only(properties, "reason");
        text.end();
        Name given = properties.get("reason");
        String reason = given == null ? "" : given.text();
        boolean asked = operation.state() == State.IN_PROGRESS
                && context.store().operations().cancel(operation.id(), reason);
        if (asked) {
            context.runner().cancel(operation.id());
        }
        return Rows.of(
                        "OperationId:guid, Operation:string, StartedOn:datetime, CancellationState:string, ReasonPhrase:string")
                .add(
                        operation.id(),
                        operation.kind(),
                        operation.started(),
                        asked ? "Cancelled successfully" : "Cancel failed",
                        asked
                                ? reason
                                : "The operation is "
                                        + operation.state().kusto().toLowerCase(Locale.ROOT) + ".");
    }
}
