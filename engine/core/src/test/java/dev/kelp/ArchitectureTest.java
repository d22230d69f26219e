package dev.kelp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine's house: who may import what. To move a wall, change one line of one of the three tables below. */
class ArchitectureTest {
    /**
     * From the ground up: a package uses what lies below it or, without a cycle, beside it. {@code Compiler} is a floor of its own;
     * every other class of {@code dev.kelp} itself belongs to {@code Engine}.
     */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("text"),
            Set.of("types", "syntax"),
            Set.of("tables", "functions"),
            Set.of("plan", "store"),
            Set.of("optimize", "bind", "sql"),
            Set.of("operators"),
            Set.of("Compiler"),
            Set.of("run"),
            Set.of("ingest"),
            Set.of("maintain"),
            Set.of("commands"),
            Set.of("language"),
            Set.of("Engine"));

    /** What only some floors may use; the compiler's (text to SQL) do no input or output. */
    private static final List<Outside> OUTSIDE = List.of(
            only("org.duckdb.", "run", "ingest"),
            only("org.sqlite.", "store"),
            only("org.postgresql.", "store"),
            only("java.sql.", "store", "run", "ingest"),
            only("org.apache.spark."),
            only("java.io.", "store", "run", "ingest", "commands", "Engine"),
            only("java.net.", "store", "run", "ingest", "commands", "Engine"),
            only("java.nio.channels.", "store", "run", "ingest", "commands", "Engine"),
            only("java.nio.file.", "store", "run", "ingest", "commands", "Engine"));

    /** Prefixes of names in those packages that touch nothing outside the process. */
    private static final List<String> HARMLESS = List.of(
            "java.io.ByteArray",
            "java.io.Data",
            "java.io.IOException",
            "java.io.InputStream",
            "java.io.OutputStream",
            "java.io.Serializable",
            "java.io.StringReader",
            "java.io.StringWriter",
            "java.io.UncheckedIOException",
            "java.net.URI",
            "java.net.URLDecoder",
            "java.net.URLEncoder");

    private record Outside(String prefix, Set<String> allowed) {}

    private static Outside only(String prefix, String... allowed) {
        return new Outside(prefix, Set.of(allowed));
    }

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages("dev.kelp");
    }

    @Test
    void everyPackageIsOnAFloor() {
        var strays = new TreeSet<String>();
        classes.stream()
                .map(ArchitectureTest::room)
                .filter(room -> floor(room) < 0)
                .forEach(strays::add);
        assertEquals(Set.of(), strays, "packages that FLOORS does not name");
    }

    @Test
    void noArrowRunsUp() {
        assertNone("uses a higher floor", dependency -> {
            JavaClass target = outermost(dependency.getTargetClass());
            return target.getPackageName().startsWith("dev.kelp")
                    && floor(room(target)) > floor(room(dependency.getOriginClass()));
        });
    }

    @Test
    void noCycles() {
        SlicesRuleDefinition.slices()
                .matching("dev.kelp.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void librariesAndTheOutsideWorldOnlyWhereTheyBelong() {
        assertNone("is not for this floor", dependency -> {
            String target = outermost(dependency.getTargetClass()).getName();
            String room = room(dependency.getOriginClass());
            return HARMLESS.stream().noneMatch(target::startsWith)
                    && OUTSIDE.stream()
                            .anyMatch(outside -> target.startsWith(outside.prefix())
                                    && !outside.allowed().contains(room));
        });
    }

    private static void assertNone(String fault, Predicate<Dependency> wrong) {
        var found = new TreeSet<String>();
        classes.stream()
                .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                .filter(wrong)
                .map(dependency -> room(dependency.getOriginClass()) + ": "
                        + dependency.getTargetClass().getName() + " " + fault + ", used by "
                        + outermost(dependency.getOriginClass()).getName())
                .forEach(found::add);
        assertEquals("", String.join("\n", found));
    }

    /** The package below {@code dev.kelp}; for classes of {@code dev.kelp} itself their own floor or {@code Engine}. */
    private static String room(JavaClass type) {
        JavaClass outer = outermost(type);
        if (outer.getPackageName().equals("dev.kelp")) {
            return floor(outer.getSimpleName()) < 0 ? "Engine" : outer.getSimpleName();
        }
        return outer.getPackageName().split("\\.")[2];
    }

    private static int floor(String room) {
        return IntStream.range(0, FLOORS.size())
                .filter(floor -> FLOORS.get(floor).contains(room))
                .findFirst()
                .orElse(-1);
    }

    private static JavaClass outermost(JavaClass type) {
        return Stream.iterate(type, inner -> inner.getEnclosingClass().orElse(inner))
                .filter(inner -> inner.getEnclosingClass().isEmpty())
                .findFirst()
                .map(JavaClass::getBaseComponentType)
                .orElse(type);
    }
}
