package dev.kelp.cli;

import dev.kelp.text.KqlException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line's entrance. */
@Command(
        name = "kelp",
        description = "KQL over open tables.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private static final int USAGE = 2;
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Streams.ofProcess(), new CountDownLatch(1), arguments));
    }

    /**
     * Runs a command to its end.
     *
     * @param stop ends a command that would go on for ever
     * @return the exit status
     */
    static int run(Streams streams, CountDownLatch stop, String... arguments) {
        PrintWriter err = new PrintWriter(streams.err(), true, StandardCharsets.UTF_8);
        CommandLine kelp = new CommandLine(new Main());
        // Reading what a command's class says of its options takes a while, so only the one is asked that was named.
        String named = arguments.length == 0 ? "" : arguments[0];
        boolean all =
                !Set.of("query", "serve", "shell", "coverage", "format", "lint").contains(named);
        if (all || named.equals("query")) {
            kelp.addSubcommand(new QueryCommand(streams));
        }
        if (all || named.equals("serve")) {
            kelp.addSubcommand(new ServeCommand(streams, stop));
        }
        if (all || named.equals("shell")) {
            kelp.addSubcommand(new ShellCommand(streams));
        }
        if (all || named.equals("coverage")) {
            kelp.addSubcommand(new CoverageCommand(streams));
        }
        if (all || named.equals("format")) {
            kelp.addSubcommand(new FormatCommand(streams));
        }
        if (all || named.equals("lint")) {
            kelp.addSubcommand(new LintCommand(streams));
        }
        kelp.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
                .setErr(err)
                .setParameterExceptionHandler((e, given) -> usage(err, e))
                .setExecutionExceptionHandler((e, command, parsed) ->
                        failed(err, streams.environment().containsKey("KELP_DEBUG"), e));
        if (arguments.length == 0) {
            kelp.usage(kelp.getErr());
            return USAGE;
        }
        return kelp.execute(arguments);
    }

    private static int usage(PrintWriter err, ParameterException e) {
        err.println("kelp: " + e.getMessage());
        err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return USAGE;
    }

    /** What the commands themselves did not make a message of. */
    private static int failed(PrintWriter err, boolean debug, Exception e) {
        if (e instanceof IllegalArgumentException) {
            err.println("kelp: " + e.getMessage());
            return USAGE;
        }
        if (e instanceof KqlException problem) {
            err.println(problem.describe());
            return FAILED;
        }
        if (debug) {
            e.printStackTrace(err);
        }
        err.println("kelp: this is a bug in Kelp: " + e + " (KELP_DEBUG=1 shows where)");
        return FAILED;
    }
}
