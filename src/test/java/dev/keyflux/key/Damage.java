package dev.keyflux.key;

import static dev.keyflux.key.Damage.Answer.NOT_ASKED;
import static dev.keyflux.key.Damage.Answer.REFUSES;
import static dev.keyflux.key.Damage.Answer.TAKES;
import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What can be wrong with a key: what Keyflux says of it, whether ssh-keygen, MINA sshd and BouncyCastle take it all the
 * same, in this order, and keys that have it. These are the differences that are wanted; there are to be no others.
 *
 * <p>BouncyCastle is given no line but the blob on it, so it is not asked about damage to the rest.
 */
enum Damage {
    NONE("", TAKES, TAKES, TAKES, DamagedKeys::sound),
    NONE_ON_ED25519("", TAKES, REFUSES, TAKES, () -> Stream.of(SampleKeys.ED25519)),
    NONE_ON_SK_ECDSA("", TAKES, TAKES, REFUSES, () -> Stream.of(SampleKeys.SK_ECDSA_256)),
    NONE_ON_SK_ED25519("", TAKES, REFUSES, REFUSES, () -> Stream.of(SampleKeys.SK_ED25519)),

    /** Anyone can sign under it, but to find that out takes milliseconds, and no generator is known to make such keys. */
    MODULUS_PRIME("", TAKES, TAKES, REFUSES, () -> rsa(new WeakKeys(3).prime(1024))),

    TYPE_DIFFERS_INSIDE("the line says", REFUSES, REFUSES, NOT_ASKED, DamagedKeys::underAnotherType),
    CURVE_DIFFERS_INSIDE("the line says", REFUSES, TAKES, NOT_ASKED, DamagedKeys::underAnotherCurve),
    TYPE_IN_CAPITALS_INSIDE("the key inside it is something else", REFUSES, TAKES, NOT_ASKED, DamagedKeys::inCapitals),
    PADDING_LOST("not clean base64", REFUSES, TAKES, NOT_ASKED, DamagedKeys::withoutPadding),
    STRAY_BITS("not clean base64", REFUSES, TAKES, NOT_ASKED, DamagedKeys::withStrayBits),

    BYTE_BEHIND("bytes follow the end of the key", REFUSES, TAKES, REFUSES, () -> DamagedKeys.resized(1)),
    BYTE_LOST("the key ends early", REFUSES, REFUSES, REFUSES, () -> DamagedKeys.resized(-1)),
    LENGTH_PAST_END("the key ends early", REFUSES, REFUSES, REFUSES, () -> DamagedKeys.xored(0, 0x7f)),
    LENGTH_NEGATIVE("the key ends early", REFUSES, REFUSES, REFUSES, () -> DamagedKeys.xored(0, 0x80)),

    MODULUS_PADDED("a needless leading zero", TAKES, TAKES, TAKES, DamagedKeys::withPaddedModulus),
    MODULUS_NEGATIVE("the RSA modulus is negative", REFUSES, REFUSES, TAKES, DamagedKeys::withUnsignedModulus),
    MODULUS_ZERO("the RSA modulus is zero", REFUSES, REFUSES, REFUSES, () -> rsa(BigInteger.ZERO)),
    MODULUS_EVEN("the RSA modulus is even", TAKES, TAKES, REFUSES, () -> rsa(DamagedKeys.MODULUS.add(ONE))),
    MODULUS_HUGE(
            "an RSA modulus of",
            REFUSES,
            REFUSES,
            REFUSES,
            () -> rsa(TWO.pow(16_384).add(ONE))),
    SMALL_FACTOR(
            "a prime factor of at most", TAKES, TAKES, REFUSES, () -> rsa(DamagedKeys.MODULUS.multiply(TWO.add(ONE)))),
    LARGER_FACTOR(
            "a prime factor of at most",
            TAKES,
            TAKES,
            TAKES,
            () -> rsa(DamagedKeys.MODULUS.multiply(BigInteger.valueOf(65_521)))),
    CLOSE_PRIMES("primes lie so close", TAKES, TAKES, TAKES, () -> rsa(new WeakKeys(1).closePrimes(1024, TWO))),
    ROCA("Infineon's", TAKES, TAKES, TAKES, () -> rsa(new WeakKeys(2).roca(1024))),

    EXPONENT_ONE("exponent is 1 or even", TAKES, REFUSES, TAKES, () -> rsaUnder(ONE)),
    EXPONENT_EVEN("exponent is 1 or even", TAKES, TAKES, REFUSES, () -> rsaUnder(TWO.pow(16))),
    EXPONENT_NEGATIVE("the RSA exponent is negative", REFUSES, REFUSES, TAKES, () -> rsaUnder(BigInteger.valueOf(-3))),
    EXPONENT_LONG(
            "an RSA exponent of",
            TAKES,
            TAKES,
            TAKES,
            () -> rsaUnder(TWO.pow(64).add(ONE))),

    ED25519_SHORT("an Ed25519 key of 31", REFUSES, REFUSES, REFUSES, () -> ed25519("00".repeat(31))),
    ED25519_LONG("an Ed25519 key of 33", REFUSES, REFUSES, REFUSES, () -> ed25519("00".repeat(33))),
    /** Nobody can log in with it, so it is harmless; keys made of random bytes are found in tests of many tools. */
    ED25519_NO_POINT(
            "",
            TAKES,
            REFUSES,
            REFUSES,
            () -> Stream.of("02" + "00".repeat(31), "f0" + "ff".repeat(31)).flatMap(Damage::ed25519)),
    ED25519_SMALL_ORDER("a point of small order", TAKES, REFUSES, REFUSES, () -> ed25519("00".repeat(32))),

    POINT_OFF_CURVE("does not lie on the curve", REFUSES, TAKES, REFUSES, DamagedKeys::offCurve),
    POINT_COMPRESSED("not an uncompressed point", REFUSES, REFUSES, TAKES, DamagedKeys::compressed),
    POINT_CUT("not an uncompressed point", REFUSES, TAKES, REFUSES, () -> p256("nistp256", DamagedKeys.halfPoint())),
    POINT_AT_INFINITY("not an uncompressed point", REFUSES, REFUSES, REFUSES, () -> p256("nistp256", new byte[1])),
    CURVE_DIFFERS("curve is not its type's", REFUSES, REFUSES, REFUSES, () -> p256("nistp384", DamagedKeys.point())),

    NO_APPLICATION("application is empty", TAKES, REFUSES, REFUSES, () -> Stream.of(SampleKeys.skEd25519(""))),
    APPLICATION_NO_TEXT("application is empty", TAKES, TAKES, REFUSES, DamagedKeys::withApplicationNoText);

    /** What someone makes of a key. */
    enum Answer {
        TAKES,
        REFUSES,
        NOT_ASKED
    }

    private final String says;
    private final Answer sshKeygen;
    private final Answer mina;
    private final Answer bouncyCastle;

    @SuppressWarnings("ImmutableEnumChecker") // each makes its keys anew
    private final Supplier<Stream<String>> keys;

    Damage(String says, Answer sshKeygen, Answer mina, Answer bouncyCastle, Supplier<Stream<String>> keys) {
        this.says = says;
        this.sshKeygen = sshKeygen;
        this.mina = mina;
        this.bouncyCastle = bouncyCastle;
        this.keys = keys;
    }

    /** A part of what Keyflux says of such a key; empty if it takes the key. */
    String says() {
        return says;
    }

    Answer of(Oracle oracle) {
        return switch (oracle) {
            case SSH_KEYGEN -> sshKeygen;
            case MINA -> mina;
            case BOUNCY_CASTLE -> bouncyCastle;
        };
    }

    /** Key lines that have this damage and no other. */
    List<String> keys() {
        return keys.get().toList();
    }

    private static Stream<String> rsa(BigInteger modulus) {
        return Stream.of(WeakKeys.line(modulus));
    }

    private static Stream<String> rsaUnder(BigInteger exponent) {
        return Stream.of(WeakKeys.line(exponent, DamagedKeys.MODULUS));
    }

    private static Stream<String> ed25519(String hex) {
        var blob = new WireWriter().string(KeyType.ED25519.wireName()).string(Der.hex(hex));
        return Stream.of(SampleKeys.around(KeyType.ED25519, blob));
    }

    private static Stream<String> p256(String curve, byte[] point) {
        var type = KeyType.ECDSA_P256;
        return Stream.of(SampleKeys.around(
                type, new WireWriter().string(type.wireName()).string(curve).string(point)));
    }

    /** All damage that Keyflux may mean by {@code message}. */
    static List<Damage> meantBy(String message) {
        return Arrays.stream(values())
                .filter(damage -> !damage.says.isEmpty() && message.contains(damage.says))
                .toList();
    }

    /** The damage that a key has although Keyflux takes it. */
    static Damage of(SshPublicKey taken) {
        return switch (taken.type()) {
            case RSA -> RsaKey.of(taken).orElseThrow().modulus().isProbablePrime(20) ? MODULUS_PRIME : NONE;
            case ED25519 -> DamagedKeys.isPoint(taken) ? NONE_ON_ED25519 : ED25519_NO_POINT;
            case SK_ED25519 -> NONE_ON_SK_ED25519;
            case SK_ECDSA_P256 -> NONE_ON_SK_ECDSA;
            default -> NONE;
        };
    }
}
