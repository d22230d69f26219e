package dev.kelp.functions;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpFunctionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "parse_ipv4 | 10.0.0.1 => 167772161",
                "parse_ipv4 | 10.0.0.255/24 => 167772160",
                "parse_ipv4 | 10.0.0.1/0 => 0",
                "parse_ipv4 | 10.0.0.256 => -",
                "parse_ipv4 | 10.0.0 => -",
                "parse_ipv4 | 10.0.0.1/33 => -",
                "parse_ipv4_mask | 10.0.0.255 | 24 => 167772160",
                "parse_ipv4_mask | 10.0.0.255 | 33 => -",
                "ipv4_compare | 10.0.0.1 | 10.0.0.2 => -1",
                "ipv4_compare | 10.0.0.1/30 | 10.0.0.2 => 0",
                "ipv4_compare | 10.0.1.1 | 10.0.0.2 | 24 => 1",
                "ipv4_compare | text | 10.0.0.2 => -",
                "ipv4_is_match | 10.0.0.1 | 10.0.0.200 | 24 => true",
                "ipv4_is_private | 172.31.255.255 => true",
                "ipv4_is_private | 172.32.0.0 => false",
                "ipv4_is_private | 10.0.0.0/7 => false",
                "ipv4_is_private | text => -",
                "ipv4_is_in_range | 10.0.0.9 | 10.0.0.8/30 => true",
                "ipv4_is_in_range | 10.0.0.9 | 10.0.0.8 => false",
                "ipv4_is_in_range | 10.0.0.9 | text => -",
                "ipv4_is_in_any_range | 10.0.0.9 | [\"192.168.0.0/16\",\"10.0.0.0/8\"] => true",
                "ipv4_is_in_any_range | 10.0.0.9 | \"192.168.0.0/16\" | \"11.0.0.0/8\" => false",
                "ipv4_netmask_suffix | 10.0.0.1/8 => 8",
                "ipv4_netmask_suffix | 10.0.0.1 => 32",
                "ipv4_range_to_cidr_list | 10.0.0.1 | 10.0.0.4 => [\"10.0.0.1/32\",\"10.0.0.2/31\",\"10.0.0.4/32\"]",
                "ipv4_range_to_cidr_list | 0.0.0.0 | 255.255.255.255 => [\"0.0.0.0/0\"]",
                "format_ipv4 | 167772161 => 10.0.0.1",
                "format_ipv4 | 167772161 | 8 => 10.0.0.0",
                "format_ipv4 | 10.0.0.1/24 | 32 => 10.0.0.0",
                "format_ipv4 | 10.0.0.1 | -1 => ",
                "format_ipv4_mask | 10.0.0.1/24 | 28 => 10.0.0.0/24",
                "format_ipv4_mask | -5 | 28 => ",
            })
    void version4(String example) {
        Examples.check(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parse_ipv6 | fe80::1 => fe80:0000:0000:0000:0000:0000:0000:0001",
                "parse_ipv6 | :: => 0000:0000:0000:0000:0000:0000:0000:0000",
                "parse_ipv6 | 1:2:3:4:5:6:7:8/16 => 0001:0000:0000:0000:0000:0000:0000:0000",
                "parse_ipv6 | 10.0.0.1/24 => 0000:0000:0000:0000:0000:ffff:0a00:0000",
                "parse_ipv6 | ::10.0.0.1 => 0000:0000:0000:0000:0000:ffff:0a00:0001",
                "parse_ipv6 | 1::2::3 => ",
                "parse_ipv6 | 1:2:3 => ",
                "parse_ipv6 | 12345:: => ",
                "parse_ipv6_mask | fe80::ff | 124 => fe80:0000:0000:0000:0000:0000:0000:00f0",
                "ipv6_compare | fe80::1 | fe80::2 => -1",
                "ipv6_compare | fe80::1/120 | fe80::2 => 0",
                "ipv6_compare | 10.0.0.1 | ::ffff:a00:1 => 0",
                "ipv6_is_match | fe80::1 | fe80::ff | 120 => true",
                "ipv6_is_match | fe80::1 | text => -",
                "ipv6_is_in_range | fe80::1 | fe80::/16 => true",
                "ipv6_is_in_any_range | fe80::1 | [\"fe81::/16\",\"10.0.0.0/8\"] => false",
            })
    void version6(String example) {
        Examples.check(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "has_ipv4 | from 10.1.2.3, ok | 10.1.2.3 => true",
                "has_ipv4 | from10.1.2.3 | 10.1.2.3 => false",
                "has_ipv4 | from 10.1.2.34 | 10.1.2.3 => false",
                "has_ipv4 | from 10.1.2.300 | 10.1.2.300 => false",
                "has_ipv4 | version 10.1.2.3.4 | 10.1.2.3 => false",
                "has_any_ipv4 | at 10.1.2.3. | [\"1.1.1.1\",\"10.1.2.3\"] => true",
                "has_any_ipv4 | at 10.1.2.3 | \"1.1.1.1\" | \"2.2.2.2\" => false",
                "has_ipv4_prefix | at 10.1.2.3 | 10.1. => true",
                "has_ipv4_prefix | at 10.1.2.3 | 10.1 => false",
                "has_ipv4_prefix | at 10.11.2.3 | 10.1. => false",
                "has_any_ipv4_prefix | at 10.1.2.3 | \"9.\" | \"10.1.2.3\" => true",
            })
    void inTexts(String example) {
        Examples.check(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hash_xxhash64 | a => -3292477735350538661",
                "hash_xxhash64 |  => -1205034819632174695",
                "hash_xxhash64 | Nobody inspects the spammish repetition => -302119147016844303",
                "hash | a | 10 => 9",
            })
    void hashes(String example) {
        Examples.check(example);
    }
}
