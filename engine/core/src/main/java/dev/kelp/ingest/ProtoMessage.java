package dev.kelp.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message of Protocol Buffers by the numbers of its fields, as ORC keeps its footers. */
final class ProtoMessage {
    private final Map<Integer, List<Long>> numbers = new HashMap<>();
    private final Map<Integer, List<byte[]>> parts = new HashMap<>();

    ProtoMessage(Bytes in) throws Malformed {
        while (!in.atEnd()) {
            long tag = in.varint();
            int field = (int) (tag >>> 3);
            switch ((int) tag & 7) {
                case 0 -> numbers.computeIfAbsent(field, f -> new ArrayList<>()).add(in.varint());
                case 1 -> numbers.computeIfAbsent(field, f -> new ArrayList<>()).add(in.little(8));
                case 2 -> parts.computeIfAbsent(field, f -> new ArrayList<>()).add(in.take(in.varint()));
                case 5 -> numbers.computeIfAbsent(field, f -> new ArrayList<>()).add(in.little(4));
                default -> throw new Malformed("is damaged: a footer cannot be read", true);
            }
        }
    }

    /** A field's last number, 0 where it isn't set. */
    long number(int field) {
        List<Long> all = numbers.getOrDefault(field, List.of());
        return all.isEmpty() ? 0 : all.get(all.size() - 1);
    }

    /** A field's numbers, packed or not. */
    List<Long> numbers(int field) throws Malformed {
        List<Long> all = new ArrayList<>(numbers.getOrDefault(field, List.of()));
        for (byte[] packed : parts.getOrDefault(field, List.of())) {
            Bytes in = new Bytes(packed);
            while (!in.atEnd()) {
                all.add(in.varint());
            }
        }
        return all;
    }

    List<String> texts(int field) throws Malformed {
        List<String> all = new ArrayList<>();
        for (byte[] part : parts.getOrDefault(field, List.of())) {
            all.add(Bytes.text(part));
        }
        return all;
    }

    List<ProtoMessage> messages(int field) throws Malformed {
        List<ProtoMessage> all = new ArrayList<>();
        for (byte[] part : parts.getOrDefault(field, List.of())) {
            all.add(new ProtoMessage(new Bytes(part)));
        }
        return all;
    }
}
