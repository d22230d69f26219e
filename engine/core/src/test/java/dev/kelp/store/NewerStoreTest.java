package dev.kelp.store;

import java.nio.file.Path;

/** The same in a catalogue of format 1.1. */
class NewerStoreTest extends StoreTest {
    @Override
    synchronized CatalogPlace place(Path folder) {
        return NewerLayout.at(super.place(folder));
    }
}
