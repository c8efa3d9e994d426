package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PemBlockTest {

    private static final KeyPolicy WITH_ECDSA = KeyPolicy.defaults()
            .withAllowed(EnumSet.of(
                    KeyType.RSA, KeyType.ED25519, KeyType.ECDSA_P256, KeyType.ECDSA_P384, KeyType.ECDSA_P521));
    private static final BigInteger MODULUS = modulus();
    private static final BigInteger F4 = BigInteger.valueOf(65537);
    private static final byte[] POINT = point();
    private static final byte[] SPKI = rsa(MODULUS, F4);

    static Arguments[] soundKeys() {
        return new Arguments[] {
            Arguments.of(SampleKeys.RSA_2048, Pem.publicKey(SPKI)),
            Arguments.of(
                    SampleKeys.RSA_2048,
                    Pem.block("RSA PUBLIC KEY", Der.sequence(Der.integer(MODULUS), Der.integer(F4)))),
            Arguments.of(SampleKeys.ED25519, Pem.publicKey(ed25519(last(SampleKeys.ED25519, 32)))),
            Arguments.of(SampleKeys.ECDSA_256, Pem.publicKey(SubjectPublicKeyInfo.ecdsa(Curve.P256, POINT))),
            Arguments.of(
                    SampleKeys.ECDSA_384,
                    Pem.publicKey(SubjectPublicKeyInfo.ecdsa(Curve.P384, last(SampleKeys.ECDSA_384, 97)))),
            Arguments.of(
                    SampleKeys.ECDSA_521,
                    Pem.publicKey(SubjectPublicKeyInfo.ecdsa(Curve.P521, last(SampleKeys.ECDSA_521, 133)))),
        };
    }

    @ParameterizedTest
    @MethodSource("soundKeys")
    void soundKey_inPem_isTheSameKeyWithoutComment(String line, String pem) {
        var batch = Sources.read(WITH_ECDSA, Sources.text("bob.pem", pem));

        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.keys()).extracting(key -> key.key().line()).containsExactly(bare(line));
        assertThat(batch.keys()).allSatisfy(key -> assertThat(key.notes()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", " \t\n", "\n\n", "\n  "})
    void block_underAnyLineEndAndBlanks_isTaken(String lineEnd) {
        assertThat(Sources.read(Sources.text("bob.pem", Pem.publicKey(SPKI).replace("\n", lineEnd)))
                        .keys())
                .hasSize(1);
    }

    static Arguments[] brokenDer() {
        var point = POINT.clone();
        point[64] ^= 1;
        return new Arguments[] {
            Arguments.of("a byte behind the end", Der.concat(SPKI, new byte[1])),
            Arguments.of("cut off", Arrays.copyOf(SPKI, SPKI.length - 1)),
            Arguments.of("nothing at all", new byte[0]),
            Arguments.of("an empty sequence", Der.sequence()),
            Arguments.of(
                    "a length of more octets than it needs",
                    Der.concat(Der.hex("3083000122"), Arrays.copyOfRange(SPKI, 4, SPKI.length))),
            Arguments.of(
                    "an indefinite length",
                    Der.concat(Der.hex("3080"), Arrays.copyOfRange(SPKI, 4, SPKI.length), new byte[2])),
            Arguments.of("no NULL for RSA", Der.sequence(Der.sequence(Der.RSA), Der.bits(key(MODULUS, F4)))),
            Arguments.of(
                    "a NULL with content",
                    Der.sequence(Der.sequence(Der.RSA, Der.hex("050100")), Der.bits(key(MODULUS, F4)))),
            Arguments.of("a byte behind the RSA key", info(Der.concat(key(MODULUS, F4), new byte[1]))),
            Arguments.of(
                    "an element behind the key",
                    Der.sequence(Der.sequence(Der.RSA, Der.NULL), Der.bits(key(MODULUS, F4)), Der.NULL)),
            Arguments.of("a third number", info(Der.sequence(Der.integer(MODULUS), Der.integer(F4), Der.integer(F4)))),
            Arguments.of(
                    "a needless zero byte",
                    info(Der.sequence(Der.element(0x02, new byte[1], MODULUS.toByteArray()), Der.integer(F4)))),
            Arguments.of("a modulus of no bytes", info(Der.sequence(Der.element(0x02), Der.integer(F4)))),
            Arguments.of(
                    "unused bits",
                    Der.sequence(Der.sequence(Der.RSA, Der.NULL), Der.element(0x03, Der.hex("01"), key(MODULUS, F4)))),
            Arguments.of("a negative modulus", rsa(MODULUS.negate(), F4)),
            Arguments.of("a zero modulus", rsa(BigInteger.ZERO, F4)),
            Arguments.of("an even modulus", rsa(MODULUS.subtract(BigInteger.ONE), F4)),
            Arguments.of("a huge exponent", rsa(MODULUS, MODULUS.subtract(BigInteger.TWO))),
            Arguments.of("31 bytes of Ed25519", ed25519(new byte[31])),
            Arguments.of("33 bytes of Ed25519", ed25519(new byte[33])),
            Arguments.of(
                    "parameters for Ed25519",
                    Der.sequence(Der.sequence(Der.ED25519, Der.NULL), Der.bits(new byte[32]))),
            Arguments.of("a point off the curve", ec(point)),
            Arguments.of("the point at infinity", ec(new byte[1])),
            Arguments.of("a compressed point", ec(Der.concat(Der.hex("02"), Arrays.copyOfRange(POINT, 1, 33)))),
            Arguments.of("a hybrid point", ec(Der.concat(Der.hex("06"), Arrays.copyOfRange(POINT, 1, 65)))),
        };
    }

    static Arguments[] soundInAnotherForm() {
        var compressed = Der.concat(Der.hex("02"), Arrays.copyOfRange(POINT, 1, 33));
        var spelt = Der.sequence(Der.sequence(Der.EC, Der.sequence(Der.integer(BigInteger.ONE))), Der.bits(POINT));
        var numbers = Pem.publicKey(key(MODULUS, F4));
        var info = Pem.publicKey(rsa(MODULUS, F4));
        return new Arguments[] {
            Arguments.of(numbers, "write RSA PUBLIC KEY in its BEGIN and END lines"),
            Arguments.of(info.replace("PUBLIC", "RSA PUBLIC"), "write PUBLIC KEY in its BEGIN and END lines"),
            Arguments.of(info.replaceFirst("\n", "\nComment: x\n\n"), "the block has headers"),
            Arguments.of(
                    Pem.publicKey(ec(compressed)), "a compressed point of nistp256: convert the file with ssh-keygen"),
            Arguments.of(Pem.publicKey(spelt), "a curve that is spelt out instead of named: convert the file with"),
        };
    }

    @ParameterizedTest
    @MethodSource
    void soundInAnotherForm(String pem, String message) {
        assertThat(Sources.read(WITH_ECDSA, Sources.text("x.pem", pem)).rejected())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.reason()).isEqualTo(RejectionReason.MALFORMED);
                    assertThat(entry.message()).contains(message);
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenDer")
    void key_thatIsNotStrictDer_isMalformed(String what, byte[] der) {
        var rejected = Sources.read(WITH_ECDSA, Sources.text("x.pem", Pem.publicKey(der)));

        assertThat(rejected.keys()).as(what).isEmpty();
        assertThat(rejected.rejected()).extracting(RejectedKey::reason).containsExactly(RejectionReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void rsaExponent_thatIsOneOrEven_isWeak(int exponent) {
        var rejected = Sources.read(
                WITH_ECDSA, Sources.text("x.pem", Pem.publicKey(rsa(MODULUS, BigInteger.valueOf(exponent)))));

        assertThat(rejected.rejected()).extracting(RejectedKey::reason).containsExactly(RejectionReason.WEAK);
    }

    @ParameterizedTest
    @CsvSource({
        "2a8648ce380401, DSA",
        "2a864886f70d01010a, PSS",
        "2b656e, agreeing",
        "2b6571, Ed448",
        "2a0304, does not know"
    })
    void algorithm_thatSshHasNot_isUnsupported(String oid, String message) {
        var algorithm = Der.sequence(Der.element(0x06, Der.hex(oid)), Der.NULL);

        unsupported(Der.sequence(algorithm, Der.bits(new byte[32])), message);
    }

    @Test
    void curve_thatSshHasNot_isUnsupported() {
        var secp256k1 = Der.hex("06052b8104000a");

        unsupported(Der.sequence(Der.sequence(Der.EC, secp256k1), Der.bits(POINT)), "curve");
    }

    private static void unsupported(byte[] der, String message) {
        assertThat(Sources.read(Sources.text("x.pem", Pem.publicKey(der))).rejected())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.reason()).isEqualTo(RejectionReason.UNSUPPORTED_TYPE);
                    assertThat(entry.message()).contains(message);
                });
    }

    private static byte[] rsa(BigInteger modulus, BigInteger exponent) {
        return info(key(modulus, exponent));
    }

    private static byte[] key(BigInteger modulus, BigInteger exponent) {
        return Der.sequence(Der.integer(modulus), Der.integer(exponent));
    }

    private static byte[] info(byte[] key) {
        return Der.sequence(Der.sequence(Der.RSA, Der.NULL), Der.bits(key));
    }

    private static byte[] ed25519(byte[] key) {
        return Der.sequence(Der.sequence(Der.ED25519), Der.bits(key));
    }

    private static byte[] ec(byte[] point) {
        return Der.sequence(Der.sequence(Der.EC, Der.P256), Der.bits(point));
    }

    private static byte[] point() {
        return last(SampleKeys.ECDSA_256, 65);
    }

    private static BigInteger modulus() {
        return new BigInteger(last(SampleKeys.RSA_2048, 257));
    }

    private static byte[] last(String line, int count) {
        var blob = SampleKeys.blob(line);
        return Arrays.copyOfRange(blob, blob.length - count, blob.length);
    }

    private static String bare(String line) {
        return SampleKeys.type(line) + " " + SampleKeys.base64(line);
    }
}
