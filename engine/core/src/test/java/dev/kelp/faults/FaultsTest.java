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
        assertEquals(0, Faults.faulty(FailingCalls.class, folder, "--stride", "150"));
    }

    @Test
    void aFullDiskIsReadAndFilledAgainWhenThereIsRoom() throws Exception {
        Assumptions.assumeTrue(
                FaultyDisk.build(folder).isPresent(), "No gcc: the library of full disks cannot be built.");
        assertEquals(0, Faults.faulty(FullDisk.class, folder, "--times", "4"));
    }

    @Test
    void killedProcessesLoseNothing() throws Exception {
        assertEquals(List.of(), Kills.of(folder, 8, 2, 3));
    }

    @Test
    void aFlippedBitIsNoticed() throws Exception {
        assertEquals(List.of(), BitFlips.of(folder, 200, 7));
    }
}
