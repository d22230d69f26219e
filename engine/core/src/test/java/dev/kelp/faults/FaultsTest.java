package dev.kelp.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of what {@code dev/faults} does at length. */
final class FaultsTest {
    @TempDir
    Path folder;

    @Test
    void aStepWhoseCallFailsIsDoneOrNotDone() throws Exception {
        Assumptions.assumeTrue(
                FaultyDisk.build(folder).isPresent(), "No gcc: the library of failing calls cannot be built.");
        assertEquals(0, Faults.faulty(FailingCalls.class, folder, "--stride", "250"));
    }

    @Test
    void aFullDiskIsReadAndFilledAgainWhenThereIsRoom() throws Exception {
        Assumptions.assumeTrue(
                FaultyDisk.build(folder).isPresent(), "No gcc: the library of full disks cannot be built.");
        assertEquals(0, Faults.faulty(FullDisk.class, folder, "--times", "2"));
    }

    @Test
    void killedProcessesLoseNothing() throws Exception {
        assertEquals(List.of(), Kills.of(folder, 6, 2, 3));
    }

    @Test
    void aCrowdOfProcessesLosesNothing() throws Exception {
        assertEquals(List.of(), Crowd.of(folder.resolve("lake"), false, 2, 16, 4, 5));
    }

    @Test
    void aCrowdOfProcessesLosesNothingOnPostgres() throws Exception {
        assertEquals(List.of(), Crowd.of(folder.resolve("lake"), true, 2, 16, 4, 5));
    }

    @Test
    void aFlippedBitIsNoticed() throws Exception {
        assertEquals(List.of(), BitFlips.of(folder, 150, 7));
    }
}
