package dev.keyflux.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes damaged keys out of sound ones, the same at every run. */
final class DamagedKeys {

    static final BigInteger MODULUS =
            RsaKey.of(SshPublicKey.parse(SampleKeys.RSA_2048)).orElseThrow().modulus();

    private static final List<String> ECDSA = List.of(SampleKeys.ECDSA_256, SampleKeys.ECDSA_384, SampleKeys.ECDSA_521);

    private DamagedKeys() {}

    /** Of the types that everyone knows. */
    static Stream<String> sound() {
        return Stream.concat(Stream.of(SampleKeys.RSA_1024, SampleKeys.RSA_2048), ECDSA.stream());
    }

    static Stream<String> underAnotherType() {
        return Stream.of(
                "ssh-rsa " + SampleKeys.base64(SampleKeys.ED25519),
                "ssh-ed25519 " + SampleKeys.base64(SampleKeys.RSA_2048));
    }

    static Stream<String> underAnotherCurve() {
        return Stream.of("ecdsa-sha2-nistp384 " + SampleKeys.base64(SampleKeys.ECDSA_256));
    }

    static Stream<String> withoutPadding() {
        return sound().filter(line -> line.contains("=")).map(line -> line.replace("=", ""));
    }

    /** The last character before the padding holds bits that belong to no byte. */
    static Stream<String> withStrayBits() {
        return sound().filter(line -> line.contains("= ")).map(line -> {
            int last = line.indexOf('=') - 1;
            return line.substring(0, last) + (char) (line.charAt(last) + 1) + line.substring(last + 1);
        });
    }

    /** Blobs with zero bytes at the end, or cut there. */
    static Stream<String> resized(int more) {
        return blobs(sound(), blob -> Arrays.copyOf(blob, blob.length + more));
    }

    static Stream<String> xored(int position, int bits) {
        return blobs(sound(), blob -> xor(blob, position, bits));
    }

    /** With a capital letter in the type within the blob. */
    static Stream<String> inCapitals() {
        return blobs(ECDSA.stream(), blob -> xor(blob, Integer.BYTES, 0x20));
    }

    /** An application of bytes that are not UTF-8. */
    static Stream<String> withApplicationNoText() {
        return blobs(Stream.of(SampleKeys.SK_ECDSA_256), blob -> xor(blob, blob.length - 1, 0x80));
    }

    static Stream<String> offCurve() {
        return blobs(ECDSA.stream(), blob -> xor(blob, blob.length - 1, 1));
    }

    static Stream<String> compressed() {
        var point = point();
        var compressed = halfPoint();
        compressed[0] = (byte) (2 + (point[point.length - 1] & 1));
        return Stream.of(SampleKeys.around(
                KeyType.ECDSA_P256,
                new WireWriter()
                        .string(KeyType.ECDSA_P256.wireName())
                        .string("nistp256")
                        .string(compressed)));
    }

    static Stream<String> withPaddedModulus() {
        return Stream.of(rsa(Der.concat(new byte[1], MODULUS.toByteArray())));
    }

    /** Without the zero byte that keeps its topmost bit from being a sign. */
    static Stream<String> withUnsignedModulus() {
        var signed = MODULUS.toByteArray();
        return Stream.of(rsa(Arrays.copyOfRange(signed, 1, signed.length)));
    }

    /** The uncompressed point of a P-256 key. */
    static byte[] point() {
        var in = new WireReader(SampleKeys.blob(SampleKeys.ECDSA_256));
        in.string("type");
        in.string("curve");
        return in.string("point");
    }

    /** Without its second coordinate. */
    static byte[] halfPoint() {
        var point = point();
        return Arrays.copyOf(point, 1 + point.length / 2);
    }

    /** Blobs with bytes changed, lost and added at random places. */
    static List<String> random(long seed, int perKey) {
        var random = new Random(seed);
        return Stream.concat(sound(), Stream.of(SampleKeys.ED25519, SampleKeys.SK_ED25519, SampleKeys.SK_ECDSA_256))
                .flatMap(line -> IntStream.range(0, perKey)
                        .mapToObj(i -> SampleKeys.around(SampleKeys.type(line), damage(line, random))))
                .toList();
    }

    private static byte[] damage(String line, Random random) {
        var blob = SampleKeys.blob(line);
        for (int times = 1 + random.nextInt(2); times > 0; times--) {
            int at = random.nextInt(blob.length);
            switch (random.nextInt(6)) {
                case 0 -> blob[at] = (byte) random.nextInt();
                case 1 -> blob = Der.concat(Arrays.copyOf(blob, at), Arrays.copyOfRange(blob, at + 1, blob.length));
                case 2 -> blob = Der.concat(Arrays.copyOf(blob, at + 1), Arrays.copyOfRange(blob, at, blob.length));
                default -> blob[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            }
        }
        return blob;
    }

    private static byte[] xor(byte[] blob, int position, int bits) {
        blob[position] ^= (byte) bits;
        return blob;
    }

    private static String rsa(byte[] modulus) {
        return SampleKeys.around(
                KeyType.RSA,
                new WireWriter()
                        .string(KeyType.RSA.wireName())
                        .mpint(WeakKeys.F4)
                        .string(modulus));
    }

    private static Stream<String> blobs(Stream<String> lines, UnaryOperator<byte[]> change) {
        return lines.map(line -> SampleKeys.around(SampleKeys.type(line), change.apply(SampleKeys.blob(line))));
    }

    /** Whether an Ed25519 key is a point, canonically written (RFC 8032, section 5.1.3). */
    static boolean isPoint(SshPublicKey ed25519) {
        var blob = Base64.getDecoder().decode(ed25519.base64());
        var bigEndian = new byte[32];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = blob[blob.length - 1 - i];
        }
        var y = new BigInteger(1, bigEndian).clearBit(255);
        var p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
        var d = BigInteger.valueOf(-121_665)
                .multiply(BigInteger.valueOf(121_666).modInverse(p));
        var square = y.multiply(y);
        // x² = (y² - 1) / (dy² + 1) has a solution, and so the numerator times the denominator a root.
        var quadratic =
                square.subtract(BigInteger.ONE).multiply(square.multiply(d).add(BigInteger.ONE));
        return y.compareTo(p) < 0 && quadratic.modPow(p.shiftRight(1), p).equals(BigInteger.ONE);
    }
}
