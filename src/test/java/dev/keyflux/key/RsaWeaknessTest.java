package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RsaWeaknessTest {

    private final WeakKeys keys = new WeakKeys(1);

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7, 751, 17_863, 65_521, 65_537})
    void modulus_withASmallPrime_hasASmallFactor(int prime) {
        assertThat(RsaWeakness.of(keys.prime(1024).multiply(BigInteger.valueOf(prime))))
                .contains(RsaWeakness.SMALL_FACTOR);
    }

    @Test
    void modulus_withAPrimeBeyondTheBound_isNotFound() {
        assertThat(SmallFactors.in(keys.prime(1024).multiply(BigInteger.valueOf(65_539))))
                .isFalse();
    }

    @Test
    void modulus_ofSmallPrimesOnly_hasASmallFactor() {
        assertThat(SmallFactors.in(BigInteger.valueOf(3).pow(600))).isTrue();
        assertThat(SmallFactors.in(BigInteger.valueOf(15))).isTrue();
    }

    @Test
    void modulus_ofNeighbouringPrimes_hasClosePrimes() {
        assertThat(RsaWeakness.of(keys.closePrimes(1024, BigInteger.TWO))).contains(RsaWeakness.CLOSE_PRIMES);
    }

    @Test
    void modulus_thatIsASquare_hasClosePrimes() {
        assertThat(RsaWeakness.of(keys.prime(512).pow(2))).contains(RsaWeakness.CLOSE_PRIMES);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50, 99, 100})
    void modulus_thatFallsInARoundUpToTheLast_hasClosePrimes(int round) {
        assertThat(ClosePrimes.in(fallsInRound(round))).isTrue();
    }

    @Test
    void modulus_thatWouldFallOneRoundLater_passes() {
        assertThat(ClosePrimes.in(fallsInRound(ClosePrimes.ROUNDS + 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2048})
    void modulus_ofInfineonsGenerator_bearsTheFingerprint(int bits) {
        var modulus = keys.roca(bits);

        assertThat(modulus.bitLength()).isEqualTo(bits);
        assertThat(RsaWeakness.of(modulus)).contains(RsaWeakness.ROCA);
    }

    @Test
    void modulus_ofRandomPrimes_passes() {
        // Primes take long to find, so each of these is used with every other: some 500 moduli.
        for (int bits : new int[] {512, 1024}) {
            var primes = Stream.generate(() -> keys.prime(bits))
                    .limit(bits == 512 ? 32 : 6)
                    .toList();
            for (var p : primes) {
                for (var q : primes.subList(primes.indexOf(p) + 1, primes.size())) {
                    assertThat(RsaWeakness.of(p.multiply(q))).isEmpty();
                }
            }
        }
    }

    @Test
    void oddNumbers_atRandom_bearNoFingerprintAndNoClosePrimes() {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            var number = new BigInteger(2048, random).setBit(2047).setBit(0);

            assertThat(RocaFingerprint.in(number)).isFalse();
            assertThat(ClosePrimes.in(number)).isFalse();
        }
    }

    @Test
    void policy_weakKey_isRefusedWithAReasonAndANextStep() {
        var policy = KeyPolicy.defaults().withMinRsaBits(512);

        refuses(policy, keys.prime(1024).multiply(BigInteger.valueOf(751)), "prime factor of at most 65537");
        refuses(policy, keys.closePrimes(1024, BigInteger.TWO), "CVE-2022-26320");
        refuses(policy, keys.roca(1024), "CVE-2017-15361");
        assertThatCode(() -> policy.check(SshPublicKey.parse(WeakKeys.line(keys.soundModulus(1024)))))
                .doesNotThrowAnyException();
    }

    @Test
    void policy_keyThatAnEmbedderMadeUp_isTakenOnTrust() {
        var key = new SshPublicKey(KeyType.RSA, 2048, "no base64", "", "SHA256:x", "MD5:x", null);

        assertThatCode(() -> KeyPolicy.defaults().check(key)).doesNotThrowAnyException();
    }

    /** {@code a² - b²} where {@code a} lies this far above the root: b is chosen so that the root is just below a. */
    private static BigInteger fallsInRound(int round) {
        var a = BigInteger.ONE.shiftLeft(1023).setBit(500).setBit(0);
        // (a - round)² < a² - b² < (a - round + 1)² for b² halfway between 2a(round - 1) and 2a * round.
        var b = a.multiply(BigInteger.valueOf(2L * round - 1)).sqrt();
        return a.multiply(a).subtract(b.multiply(b));
    }

    private static void refuses(KeyPolicy policy, BigInteger modulus, String message) {
        assertThatThrownBy(() -> policy.check(SshPublicKey.parse(WeakKeys.line(modulus))))
                .isInstanceOfSatisfying(
                        RefusedKeyException.class, e -> assertThat(e.reason()).isEqualTo(RejectionReason.WEAK))
                .hasMessageContaining(message)
                .hasMessageContaining("ssh-keygen -t ed25519");
    }
}
