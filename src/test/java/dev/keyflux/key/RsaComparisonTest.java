package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RsaComparisonTest {

    private static final BigInteger ONE = BigInteger.ONE;

    private final WeakKeys keys = new WeakKeys(2);
    private final KeyPolicy policy = KeyPolicy.defaults().withMinRsaBits(512);

    @Test
    void commonFactors_ofSmallNumbers_areThoseOfEachPair() {
        var random = new Random(3);
        for (int size = 1; size < 20; size++) {
            var numbers =
                    random.longs(size, 2, 200).mapToObj(BigInteger::valueOf).toList();
            var expected = IntStream.range(0, size)
                    .mapToObj(i -> IntStream.range(0, numbers.size())
                            .filter(j -> j != i)
                            .mapToObj(numbers::get)
                            .reduce(ONE, BigInteger::multiply)
                            .gcd(numbers.get(i)))
                    .toList();

            assertThat(CommonFactors.of(numbers)).isEqualTo(expected);
        }
    }

    @Test
    void commonFactors_ofNothing_areNone() {
        assertThat(CommonFactors.of(List.of())).isEmpty();
    }

    @Test
    void twoKeys_withOnePrimeInCommon_areBothRejectedAndNameEachOther() {
        var shared = keys.prime(512);
        var batch = Sources.read(
                policy,
                file("sound", keys.soundModulus(1024)),
                file("ann", shared.multiply(keys.prime(512))),
                file("bob", keys.soundModulus(1024)),
                file("cyd", shared.multiply(keys.prime(512))));

        assertThat(Sources.names(batch)).containsExactly("sound", "bob");
        assertThat(batch.rejected())
                .satisfiesExactly(
                        ann -> assertWeak(ann, "ann.pub", "prime factor in common with that of cyd.pub:1"),
                        cyd -> assertWeak(cyd, "cyd.pub", "prime factor in common with that of ann.pub:1"));
    }

    @Test
    void keyThatIsRejectedItself_givesAwayAnotherAllTheSame() {
        var shared = keys.prime(512);
        var batch = Sources.read(
                policy.withMinRsaBits(1024),
                file("ann", shared.multiply(keys.prime(512))),
                file("bad name", shared.multiply(keys.prime(512))),
                file("small", shared.multiply(keys.prime(400))));

        assertThat(batch.keys()).isEmpty();
        assertThat(batch.rejected())
                .satisfiesExactly(
                        ann -> assertWeak(ann, "ann.pub", "that of bad name.pub:1 and small.pub:1"),
                        named -> assertThat(named.reason()).isEqualTo(RejectionReason.BAD_NAME),
                        small -> assertThat(small.reason()).isEqualTo(RejectionReason.WEAK));
    }

    @Test
    void rejectedKeys_leaveTheGoodOnesTheirRoom() {
        var comparison = new RsaComparison(3);
        var shared = keys.prime(512);
        for (int i = 0; i < 3; i++) {
            var key = SshPublicKey.parse(WeakKeys.line(keys.soundModulus(1024)));
            comparison.add(new RejectedKey(new SourceLine("r", i + 1), RejectionReason.BAD_NAME, "no name", key));
        }
        for (var name : List.of("ann", "bob")) {
            var key = SshPublicKey.parse(WeakKeys.line(shared.multiply(keys.prime(512))));
            comparison.add(new NamedKey(name, key, new SourceLine(name, 1)));
        }

        assertThat(comparison.rejected()).containsOnlyKeys("ann", "bob");
        assertThat(comparison.passedOver()).isZero();
    }

    @Test
    void keys_thatShareBothPrimesInARing_nameTheOthers() {
        var p = keys.prime(512);
        var q = keys.prime(512);
        var r = keys.prime(512);

        var batch =
                Sources.read(policy, file("pq", p.multiply(q)), file("qr", q.multiply(r)), file("rp", r.multiply(p)));

        assertThat(batch.keys()).isEmpty();
        assertThat(batch.rejected())
                .satisfiesExactly(
                        pq -> assertWeak(pq, "pq.pub", "that of qr.pub:1 and rp.pub:1"),
                        qr -> assertWeak(qr, "qr.pub", "that of pq.pub:1 and rp.pub:1"),
                        rp -> assertWeak(rp, "rp.pub", "that of pq.pub:1 and qr.pub:1"));
    }

    @Test
    void oneModulus_underTwoExponents_isRejectedTwice() {
        var modulus = keys.soundModulus(1024);
        var batch = Sources.read(
                policy,
                Sources.text("ann.pub", WeakKeys.line(modulus)),
                Sources.text("bob.pub", WeakKeys.line(BigInteger.valueOf(3), modulus)));

        assertThat(batch.keys()).isEmpty();
        assertThat(batch.rejected())
                .satisfiesExactly(
                        ann -> assertWeak(ann, "ann.pub", "modulus is that of bob.pub:1 too"),
                        bob -> assertWeak(bob, "bob.pub", "modulus is that of ann.pub:1 too"));
    }

    @Test
    void oneKey_underTwoNames_isKeptWithAWarning() {
        var line = WeakKeys.line(keys.soundModulus(1024));

        var batch = Sources.read(policy, Sources.text("ann.pub", line), Sources.text("bob.pub", line + " bob@home"));

        assertThat(Sources.names(batch)).containsExactly("ann", "bob");
        assertThat(batch.warnings())
                .singleElement()
                .extracting(KeyWarning::message)
                .asString()
                .startsWith("one key under 2 names, SHA256:")
                .contains("ann.pub:1 and bob.pub:1");
    }

    @Test
    void weakKey_underTwoNames_isRejectedTwiceWithoutAWarning() {
        var shared = keys.prime(512);
        var line = WeakKeys.line(shared.multiply(keys.prime(512)));

        var batch = Sources.read(
                policy,
                Sources.text("ann.pub", line),
                Sources.text("bob.pub", line),
                file("cyd", shared.multiply(keys.prime(512))));

        assertThat(batch.keys()).isEmpty();
        assertThat(batch.warnings()).isEmpty();
        assertThat(batch.rejected())
                .extracting(RejectedKey::message)
                .element(2)
                .asString()
                .contains("that of ann.pub:1 and bob.pub:1");
    }

    @Test
    void manySoundKeys_passTogether() {
        var batch = Sources.read(
                policy,
                IntStream.range(0, 25)
                        .mapToObj(i -> file("key-" + i, keys.soundModulus(1024)))
                        .toArray(KeyInput[]::new));

        assertThat(batch.keys()).hasSize(25);
        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.warnings()).isEmpty();
    }

    @Test
    void manyKeys_withOneSharedPrime_nameAFewOfTheOthers() {
        var shared = keys.prime(512);
        var batch = Sources.read(
                policy,
                IntStream.range(0, 10)
                        .mapToObj(i -> file("key-" + i, shared.multiply(keys.prime(512))))
                        .toArray(KeyInput[]::new));

        assertThat(batch.rejected())
                .hasSize(10)
                .first()
                .satisfies(entry -> assertThat(entry.message())
                        .contains("key-1.pub:1, key-2.pub:1, key-3.pub:1, key-4.pub:1 and 5 more"));
    }

    @Test
    void keysBeyondTheLimit_areCountedAndNotCompared() {
        var shared = keys.prime(512);
        var comparison = new RsaComparison(2);
        var named = new ArrayList<NamedKey>();
        for (int i = 0; i < 3; i++) {
            named.add(new NamedKey(
                    "key-" + i,
                    SshPublicKey.parse(WeakKeys.line(shared.multiply(keys.prime(512)))),
                    new SourceLine("keys", i + 1)));
        }
        named.forEach(comparison::add);

        assertThat(comparison.rejected()).containsOnlyKeys("key-0", "key-1");
        assertThat(comparison.passedOver()).isOne();
    }

    @Test
    void verdict_onASourceThatIsReadAgain_isThatOfTheBatch() {
        var shared = keys.prime(512);
        var lines = WeakKeys.line(shared.multiply(keys.prime(512))) + "\n" + SampleKeys.ED25519 + "\n"
                + WeakKeys.line(shared.multiply(keys.prime(512))) + "\n";
        var source = KeySource.read(List.of(Sources.text("authorized_keys", lines)), policy);

        var verdict = BatchVerdict.read(source).blockOptional(Sources.LIMIT).orElseThrow();
        var entries = source.entries().map(verdict::on).collectList().blockOptional(Sources.LIMIT);

        assertThat(entries.orElseThrow())
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(RejectedKey.class),
                        second -> assertThat(second).isInstanceOf(NamedKey.class),
                        third -> assertThat(third).isInstanceOf(RejectedKey.class));
    }

    private static KeyInput file(String stem, BigInteger modulus) {
        return Sources.text(stem + ".pub", WeakKeys.line(modulus));
    }

    private static void assertWeak(RejectedKey entry, String path, String message) {
        assertThat(entry.source()).isEqualTo(new SourceLine(path, 1));
        assertThat(entry.reason()).isEqualTo(RejectionReason.WEAK);
        assertThat(entry.message()).contains(message, "ssh-keygen -t ed25519");
    }
}
