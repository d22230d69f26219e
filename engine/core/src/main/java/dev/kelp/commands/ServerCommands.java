package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.types.Ticks;
import java.util.List;

/** Showing what is running. */
final class ServerCommands {
    static final List<Command> ROWS =
            List.of(new Command("show version", ".show version", "The version of the engine.", (text, context) -> {
                text.end();
                String version = ServerCommands.class.getPackage().getImplementationVersion();
                return Rows.of("BuildVersion:string, BuildTime:datetime, ServiceType:string, ProductVersion:string")
                        .add(
                                version == null ? "0.1.0" : version,
                                Ticks.UNIX_EPOCH,
                                "Engine",
                                "Kelp " + (version == null ? "0.1.0" : version));
            }));

    private ServerCommands() {}
}
